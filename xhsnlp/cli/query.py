"""`xhsnlp query`: SQL over claims."""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterable, Iterator
from datetime import date, time
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from xhsnlp.cli.claims_files import ClaimsFiles
from xhsnlp.cli.console import open_output, output_console, refuse_overwriting, warn
from xhsnlp.cli.options import STDIN, SettingsFile, SkipBad, Values, read_settings
from xhsnlp.errors import error

if TYPE_CHECKING:
    from rich.console import Console

    from xhsnlp.export.database import Query

#: So many rows are shown as a table; other forms have all.
_SHOWN = 200
#: A table whose columns would be narrower than this is shown row by row.
_NARROWEST = 10


class Form(str, Enum):
    """What an answer is written as."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"


_SUFFIXES = {".csv": Form.CSV, ".json": Form.JSON, ".jsonl": Form.JSONL, ".ndjson": Form.JSONL}


def query(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="CLAIMS",
            help="A JSONL file of `xhsnlp extract -o`, a DuckDB file of `xhsnlp export`, or - for JSONL from standard input.",
            show_default=False,
        ),
    ],
    sql: Annotated[
        str,
        typer.Argument(
            metavar="SQL", help="The question; - reads it from standard input.", show_default=False
        ),
    ],
    form: Annotated[
        Form | None,
        typer.Option(
            "--format",
            help="By default: what the name of the file says, else a table at a terminal and csv into a pipe.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="FILE", help="Write to a file (.csv, .json or .jsonl).", show_default=False
        ),
    ] = None,
    skip_bad: SkipBad = False,
    settings: SettingsFile = None,
    values: Values = None,
) -> None:
    """Ask claims a question in SQL, of DuckDB's kind; it can read the claims and nothing else.

    Tables: claims, claim_relations, figures, entities, times, articles; facts, fact_claims, fact_relations.
    `DESCRIBE claims` lists the columns. END and BY are words of SQL: write "end".

    Examples:

    xhsnlp query claims.jsonl "SELECT theme, count(*) FROM claims GROUP BY theme"

    xhsnlp query claims.jsonl "DESCRIBE figures"

    xhsnlp query claims.duckdb "FROM facts WHERE conflicts > 0" --format csv
    """
    from xhsnlp.export.database import ask, open_claims, open_duckdb

    if source == STDIN and sql == "-":
        raise error(
            "E206", what="SQL", wanted="written out where the claims come from standard input", value=sql
        )
    sql = sys.stdin.read() if sql == "-" else sql
    form = _form(form, out)
    refuse_overwriting(out, [source])
    chosen = read_settings(settings, values)
    claims = ClaimsFiles([source], skip_bad=skip_bad)
    is_database = source.suffix.lower() == ".duckdb"
    connection = open_duckdb(source) if is_database else open_claims(claims, sql, chosen)
    answer = ask(connection, sql)
    if out is None:
        _write(answer, form, sys.stdout)
    else:
        with open_output(out) as file:
            _write(answer, form, file)
    claims.finish()


def _form(form: Form | None, out: Path | None) -> Form:
    if out is None:
        return form or (Form.TABLE if sys.stdout.isatty() else Form.CSV)
    if form is None and out.suffix.lower() not in _SUFFIXES:
        raise error(
            "E206", what="the ending of --out", wanted=f"one of {', '.join(_SUFFIXES)}", value=out.suffix
        )
    return form or _SUFFIXES[out.suffix.lower()]


def _write(answer: Query, form: Form, file: TextIO) -> None:
    if form is Form.TABLE:
        _print_table(answer, output_console(file))
    elif form is Form.CSV:
        from xhsnlp.export.spreadsheet import guarded

        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        csv.writer(file, lineterminator="\n").writerow(answer.columns)
        for row in answer:
            writer.writerow([guarded(_cell(value)) for value in row])
    else:
        _write_json(answer, form, file)


def _write_json(answer: Query, form: Form, file: TextIO) -> None:
    between, opened = "\n", False
    for row in answer:
        text = json.dumps(dict(zip(answer.columns, map(_json, row), strict=True)), ensure_ascii=False)
        if form is Form.JSON:
            file.write(f"{',' if opened else '['}{between}  {text}")
        else:
            file.write(text + "\n")
        opened = True
    if form is Form.JSON:
        file.write("\n]\n" if opened else "[]\n")


def _json(value: Any) -> Any:
    """A value of DuckDB as JSON has it."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (list, tuple)):
        return [_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _json(item) for key, item in value.items()}
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def _cell(value: Any) -> Any:
    """A value as one cell: numbers and texts as they are, lists and the like as JSON."""
    plain = _json(value)
    return json.dumps(plain, ensure_ascii=False) if isinstance(plain, (list, dict)) else plain


def _print_table(answer: Query, console: Console) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    rows = iter(answer)
    shown = list(islice(rows, _SHOWN))
    if console.width // max(1, len(answer.columns)) < _NARROWEST:
        _print_records(answer.columns, shown, console)
    else:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for number, name in enumerate(answer.columns):
            numeric = any(isinstance(row[number], (int, float)) for row in shown[:20])
            table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
        for row in shown:
            table.add_row(*map(Text, _texts(row)))
        console.print(table)
    if next(rows, None) is None:
        console.print(f"{len(shown)} row{'' if len(shown) == 1 else 's'}", style="dim")
    else:
        warn(f"only the first {_SHOWN} rows are shown; --format csv gives all")


def _print_records(columns: list[str], rows: Iterable[tuple[Any, ...]], console: Console) -> None:
    """Row by row, one column a line."""
    width = max(map(len, columns))
    for number, row in enumerate(rows, 1):
        console.print(f"row {number}", style="dim")
        for name, text in zip(columns, _texts(row), strict=True):
            console.print(f"  {name:{width}}  {text}", soft_wrap=True)


def _texts(row: tuple[Any, ...]) -> Iterator[str]:
    from xhsnlp.export.table import shown

    for value in row:
        cell = _cell(value)
        yield "" if cell is None else shown(str(cell))
