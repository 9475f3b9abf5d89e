"""`xhsnlp extract`: claims from articles."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from xhsnlp.about import DEFAULT_PIPELINE
from xhsnlp.cli.console import complain, open_output, output_console, track, warn
from xhsnlp.cli.options import Pipeline, SettingsFile, Values, read_settings
from xhsnlp.errors import error

if TYPE_CHECKING:
    from xhsnlp.article import Failure
    from xhsnlp.extraction import Extraction


class Form(str, Enum):
    """What extractions are written as."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


def extract(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE|DIR|-…",
            help="Text, Markdown, HTML, JSON or JSONL files, folders of them, or - for standard input.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="FILE",
            help="Write to a file: JSONL, one article a line; indented JSON where its name ends in .json. "
            "The table is still printed; see --quiet.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format",
            help="What to write. Without it, and without -o: a table at a terminal, JSONL into a pipe. "
            "json is one object for one article, a list for several.",
            show_default=False,
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            help="Publication date of all the articles, from which relative times are counted. "
            "Without it: a full date found in the text or its metadata.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        int, typer.Option("-j", "--jobs", min=0, metavar="N", help="Processes; 0: one a core.")
    ] = 1,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="No table beside -o, no progress, no warnings.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Add to -o (JSONL) what an earlier run did not get to.")
    ] = False,
    pipeline: Pipeline = DEFAULT_PIPELINE,
    settings: SettingsFile = None,
    values: Values = None,
) -> None:
    """Read articles and give back their claims, grounded in the text.

    A bad file among several is reported on standard error and the rest goes on; the exit status is then 1.

    Examples:

    xhsnlp extract article.txt --published 2023-10-08

    xhsnlp extract articles/ -o claims.jsonl

    cat article.txt | xhsnlp extract - | jq .claims
    """
    from xhsnlp.cli.sources import Sources
    from xhsnlp.pipeline import load
    from xhsnlp.scale import extract_many, remaining

    chosen = read_settings(settings, values)
    articles = Sources(sources, published=_date(published), limits=chosen.article, out=out)
    written = _form(form, out)
    if resume and (out is None or written is not Form.JSONL):
        raise error("E206", what="--resume", wanted="used with -o FILE.jsonl", value=str(out or ""))
    # Whatever is wrong with the pipeline or its settings shows before the output file is touched.
    load(pipeline, chosen)
    with ExitStack() as stack:
        todo = remaining(articles, out) if resume and out else articles
        file = stack.enter_context(open_output(out, append=resume)) if out else None
        writer = _Writer(written, file, quiet)
        results = extract_many(todo, jobs=jobs, pipeline=pipeline, settings=chosen)
        hidden = quiet or (writer.prints and sys.stdout.isatty())
        for result in track(results, "extracting", total=None if resume else articles.count, show=not hidden):
            writer.take(result)
        writer.finish()
    if writer.failed:
        raise typer.Exit(1 if writer.done or articles.is_batch else 2)


def _date(published: str | None) -> str | None:
    from xhsnlp.article.published import parse_iso

    try:
        return parse_iso(published)
    except ValueError:
        raise error("E201", value=published) from None


def _form(form: Form | None, out: Path | None) -> Form:
    """What the file gets, where there is one, and else standard output."""
    if out is not None:
        by_name = Form.JSON if out.suffix.lower() == ".json" else Form.JSONL
        return form if form in {Form.JSON, Form.JSONL} else by_name
    return form or (Form.TABLE if sys.stdout.isatty() else Form.JSONL)


class _Writer:
    """Writes results one by one as they come.

    Attributes:
        done, failed: how many articles went well, and how many did not.
        prints: whether standard output gets anything.
    """

    def __init__(self, form: Form, file: TextIO | None, quiet: bool):
        self.form = form
        self.file = file
        self.quiet = quiet
        self.prints = file is None or not quiet
        self.console = output_console() if self.prints and (file or form is Form.TABLE) else None
        self.held: list[dict] = []
        self.done = self.failed = self.claims = 0

    def take(self, result: Extraction | Failure) -> None:
        from xhsnlp.extraction import Extraction

        if not isinstance(result, Extraction):
            self.failed += 1
            complain(f"[{result.code}] {result.message}")
            return
        self.done += 1
        self.claims += len(result.claims)
        for warning in () if self.quiet or self.console else result.warnings:
            warn(f"{result.article.source or 'text'}: {warning}")
        if self.form is Form.JSONL:
            (self.file or sys.stdout).write(result.to_json() + "\n")
            (self.file or sys.stdout).flush()
        elif self.form is Form.JSON:
            self.held.append(result.to_dict())
        if self.console:
            from xhsnlp.export import claims_table

            self.console.print(claims_table(result))
            self.console.print()

    def finish(self) -> None:
        """Write what was held back, and a line that sums up."""
        if self.form is Form.JSON and self.done:
            data = self.held[0] if len(self.held) == 1 else self.held
            (self.file or sys.stdout).write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        if self.console:
            target = f"; written to {self.file.name}" if self.file else ""
            failed = f", {self.failed} failed" if self.failed else ""
            self.console.print(
                f"articles: {self.done}{failed}; claims: {self.claims}{target}", soft_wrap=True
            )
