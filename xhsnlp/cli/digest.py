"""`xhsnlp digest`: claims of many articles, by theme."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from xhsnlp.cli.claims_files import ClaimsFiles
from xhsnlp.cli.console import refuse_overwriting, write_output, write_parts
from xhsnlp.cli.options import ClaimsSources, SettingsFile, SkipBad, Values, read_settings
from xhsnlp.errors import error


class Form(str, Enum):
    """What a digest is written as."""

    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"


_SUFFIXES = {".json": Form.JSON, ".md": Form.MARKDOWN, ".markdown": Form.MARKDOWN, ".html": Form.HTML}


def digest(
    sources: ClaimsSources,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="FILE", help="Write to a file (.md, .json or .html).", show_default=False
        ),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format", help="By default: what the name of the file says, else markdown.", show_default=False
        ),
    ] = None,
    join: Annotated[
        Path | None,
        typer.Option(
            "--join",
            metavar="DIGEST.json",
            help="A digest to add these articles to. Its own settings hold unless others are given.",
            show_default=False,
        ),
    ] = None,
    skip_bad: SkipBad = False,
    settings: SettingsFile = None,
    values: Values = None,
) -> None:
    """Group claims of many articles by theme, merge what is said twice, show where sources contradict.

    Examples:

    xhsnlp digest claims.jsonl

    xhsnlp digest claims.jsonl -o digest.json

    xhsnlp digest claims.jsonl -o digest.html

    xhsnlp digest new.jsonl --join digest.json -o digest.json
    """
    from xhsnlp.themes.digest import Digest

    form = form or _form_of(out)
    refuse_overwriting(out, sources)
    chosen = read_settings(settings, values)
    base = Digest.read(join) if join else Digest.empty(chosen)
    if join and (settings or values):
        base = replace(base, settings=chosen)
    claims = ClaimsFiles(sources, skip_bad=skip_bad)
    # A page shows the articles too, whose texts a digest does not keep.
    kept = list(claims) if form is Form.HTML else []
    made = base.add(kept if form is Form.HTML else claims)
    if form is Form.HTML:
        write_output(made.to_html(kept), out)
    elif form is Form.JSON:
        write_parts(made.json_parts(indent=2), out)
    else:
        write_output(made.to_markdown(), out)
    claims.finish()


def _form_of(out: Path | None) -> Form:
    if out is None:
        return Form.MARKDOWN
    if out.suffix.lower() not in _SUFFIXES:
        raise error("E206", what="the ending of --out", wanted=" or ".join(_SUFFIXES), value=out.suffix)
    return _SUFFIXES[out.suffix.lower()]
