"""`xhsnlp digest`: claims of many articles, by theme."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xhsnlp.cli.console import write_output
from xhsnlp.cli.options import STDIN, SettingsFile, Values, read_settings
from xhsnlp.errors import error

if TYPE_CHECKING:
    from xhsnlp.extraction import Extraction


class Form(str, Enum):
    """What a digest is written as."""

    MARKDOWN = "markdown"
    JSON = "json"


_SUFFIXES = {".json": Form.JSON, ".md": Form.MARKDOWN, ".markdown": Form.MARKDOWN}


def digest(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="CLAIMS.jsonl…",
            help="Written by `xhsnlp extract -o`; - is standard input.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="FILE", help="Write to a file (.md or .json).", show_default=False
        ),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format", help="By default: what the name of the file says, else markdown.", show_default=False
        ),
    ] = None,
    settings: SettingsFile = None,
    values: Values = None,
) -> None:
    """Group claims of many articles by theme, merge what is said twice, show where sources contradict.

    Examples:

    xhsnlp digest claims.jsonl

    xhsnlp digest claims.jsonl -o digest.json
    """
    from xhsnlp.themes.digest import digest as make_digest

    form = form or _form_of(out)
    chosen = read_settings(settings, values)
    extractions = (extraction for source in sources for extraction in _read(source))
    made = make_digest(extractions, settings=chosen)
    write_output(made.to_json(indent=2) if form is Form.JSON else made.to_markdown(), out)


def _read(source: Path) -> Iterator[Extraction]:
    from xhsnlp.export import read_jsonl
    from xhsnlp.extraction import Extraction

    if source != STDIN:
        yield from read_jsonl(source)
        return
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            yield Extraction.from_json(line, where=f"standard input:{number}")


def _form_of(out: Path | None) -> Form:
    if out is None:
        return Form.MARKDOWN
    if out.suffix.lower() not in _SUFFIXES:
        raise error("E206", what="the ending of --out", wanted=" or ".join(_SUFFIXES), value=out.suffix)
    return _SUFFIXES[out.suffix.lower()]
