"""`xhsnlp export`: claims as tables, a database, a spaCy file, or Markdown."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xhsnlp.cli.claims_files import ClaimsFiles
from xhsnlp.cli.console import refuse_overwriting
from xhsnlp.cli.options import ClaimsSources, SettingsFile, SkipBad, Values, read_settings
from xhsnlp.errors import error

if TYPE_CHECKING:
    from xhsnlp.settings import Settings


class Form(str, Enum):
    """What claims are exported as."""

    CSV = "csv"
    PARQUET = "parquet"
    ARROW = "arrow"
    DUCKDB = "duckdb"
    MARKDOWN = "markdown"
    SPACY = "spacy"
    JSONL = "jsonl"


class Table(str, Enum):
    """A table that is exported, see docs/exports.md."""

    CLAIMS = "claims"
    CLAIM_RELATIONS = "claim_relations"
    FIGURES = "figures"
    ENTITIES = "entities"
    TIMES = "times"
    ARTICLES = "articles"
    FACTS = "facts"
    FACT_CLAIMS = "fact_claims"
    FACT_RELATIONS = "fact_relations"


_SUFFIXES = {
    ".csv": Form.CSV,
    ".parquet": Form.PARQUET,
    ".arrow": Form.ARROW,
    ".feather": Form.ARROW,
    ".duckdb": Form.DUCKDB,
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".spacy": Form.SPACY,
    ".jsonl": Form.JSONL,
    ".ndjson": Form.JSONL,
}
#: Forms that hold one table.
_TABLES = {Form.CSV, Form.PARQUET, Form.ARROW}
#: Forms that only a file can hold.
_FILES = {Form.PARQUET, Form.DUCKDB, Form.SPACY}
_OF_DIGEST = {Table.FACTS, Table.FACT_CLAIMS, Table.FACT_RELATIONS}


def export(
    sources: ClaimsSources,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="FILE",
            help="Write to a file, which is replaced; - or nothing is standard output (csv, arrow, markdown, jsonl).",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option(
            "--to", help="By default: what the name of the file says, else csv.", show_default=False
        ),
    ] = None,
    table: Annotated[
        Table, typer.Option("--table", help="The table of a csv, parquet or arrow file.")
    ] = Table.CLAIMS,
    facts: Annotated[
        bool, typer.Option("--facts/--no-facts", help="Whether a duckdb file gets the facts of a digest.")
    ] = True,
    skip_bad: SkipBad = False,
    settings: SettingsFile = None,
    values: Values = None,
) -> None:
    """Turn claims into a table (CSV, Parquet, Arrow), a DuckDB file, a spaCy DocBin, or Markdown.

    Examples:

    xhsnlp export claims.jsonl -o claims.csv

    xhsnlp export claims.jsonl -o figures.parquet --table figures

    xhsnlp export claims.jsonl -o claims.duckdb

    cat claims.jsonl | xhsnlp export - --to markdown
    """
    out = None if out == Path("-") else out
    form = _form(form, out)
    chosen = read_settings(settings, values)
    if table is not Table.CLAIMS and form not in _TABLES:
        raise error("E206", what="--table", wanted="used with csv, parquet or arrow", value=table.value)
    refuse_overwriting(out, sources)
    claims = ClaimsFiles(sources, skip_bad=skip_bad)
    claims.begin()
    if form in _TABLES:
        _write_table(claims, out, form, table, chosen)
    else:
        _write_whole(claims, out, form, facts, chosen)
    claims.finish()


def _write_table(claims: ClaimsFiles, out: Path | None, form: Form, table: Table, settings: Settings) -> None:
    from xhsnlp.export import write_arrow, write_csv, write_parquet

    source: Any = claims
    if table in _OF_DIGEST:
        from xhsnlp.themes.digest import digest

        source = digest(claims, settings=settings)
    if form is Form.CSV:
        write_csv(source, out or sys.stdout, table=table.value)
    elif form is Form.ARROW:
        write_arrow(source, out or sys.stdout.buffer, table=table.value)
    elif out is not None:
        write_parquet(source, out, table=table.value)


def _write_whole(claims: ClaimsFiles, out: Path | None, form: Form, facts: bool, settings: Settings) -> None:
    from xhsnlp.export import write_docbin, write_duckdb, write_jsonl, write_markdown

    if form is Form.MARKDOWN:
        write_markdown(claims, out or sys.stdout)
    elif form is Form.JSONL:
        write_jsonl(claims, out or sys.stdout)
    elif form is Form.SPACY and out is not None:
        write_docbin(claims, out)
    elif out is not None:
        write_duckdb(claims, out, facts=facts, settings=settings)


def _form(form: Form | None, out: Path | None) -> Form:
    if out is None:
        form = form or Form.CSV
        if form in _FILES:
            raise error("E206", what="--out", wanted=f"given for {form.value}", value="")
        return form
    if form is None and out.suffix.lower() not in _SUFFIXES:
        raise error(
            "E206", what="the ending of --out", wanted=f"one of {', '.join(_SUFFIXES)}", value=out.suffix
        )
    return form or _SUFFIXES[out.suffix.lower()]
