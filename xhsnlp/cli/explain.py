"""`xhsnlp explain`: why one claim got its sentiment and its theme."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xhsnlp.about import DEFAULT_PIPELINE
from xhsnlp.cli.claims_files import ClaimsFiles
from xhsnlp.cli.console import write_output
from xhsnlp.cli.options import STDIN, Out, Pipeline
from xhsnlp.errors import error

if TYPE_CHECKING:
    import numpy as np

    from xhsnlp.article import Article
    from xhsnlp.claims.claim import Claim
    from xhsnlp.extraction import Extraction


class Form(str, Enum):
    """What an explanation is written as."""

    TEXT = "text"
    JSON = "json"


def explain(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="CLAIMS|ARTICLE",
            help="Claims written by `xhsnlp extract -o`, or an article, which is read first.",
            show_default=False,
        ),
    ],
    claim: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The id of a claim, or its beginning, where no other begins so.",
            show_default=False,
        ),
    ],
    form: Annotated[Form, typer.Option("--format", help="What to write.")] = Form.TEXT,
    top: Annotated[int, typer.Option(min=1, metavar="N", help="How many features to name.")] = 8,
    pipeline: Pipeline = DEFAULT_PIPELINE,
    out: Out = None,
) -> None:
    """Show the words and features that decided sentiment and theme of one claim.

    Examples:

    xhsnlp explain claims.jsonl c_0f3a

    xhsnlp explain article.txt c_0f3a --format json
    """
    from xhsnlp.themes.reasoning import reasons, reasons_text

    extraction, found = _find(_extractions(source, pipeline), claim, source)
    opinions = _opinions(extraction.article, found, extraction.pipeline.get("name", ""))
    told = reasons(found, extraction.article, top=top, opinions=opinions)
    if form is Form.JSON:
        write_output(json.dumps(told, ensure_ascii=False, indent=2), out)
    else:
        write_output(reasons_text(told), out)


def _extractions(source: Path, pipeline: str) -> Iterable[Extraction]:
    if source == STDIN or _holds_claims(source):
        return ClaimsFiles([source])
    from xhsnlp.pipeline import extract

    return [extract(source, pipeline=pipeline)]


def _holds_claims(source: Path) -> bool:
    """Whether the first line of a file is an extraction."""
    try:
        with source.open(encoding="utf-8") as lines:
            data = json.loads(lines.readline())
    except (OSError, ValueError):
        return False
    return isinstance(data, dict) and "claims" in data


def _find(extractions: Iterable[Extraction], wanted: str, source: Path) -> tuple[Extraction, Claim]:
    found = [
        (extraction, claim)
        for extraction in extractions
        for claim in extraction.claims
        if claim.id.startswith(wanted)
    ]
    exact = [pair for pair in found if pair[1].id == wanted]
    if not exact and len({pair[1].id for pair in found}) != 1:
        raise error("E206", what="ID", wanted=f"the id of one claim of {source}", value=wanted)
    return (exact or found)[0]


def _opinions(article: Article, claim: Claim, pipeline: str) -> dict[str, np.ndarray] | None:
    """What the network thinks of the claim, where the pipeline that made it has one."""
    from xhsnlp.pipeline import PIPELINES, load

    if pipeline not in PIPELINES:
        return None
    from xhsnlp.encoder.network import SLOTS
    from xhsnlp.encoder.opinions import encoded_by, network_opinions
    from xhsnlp.sentiment.blend import place_of
    from xhsnlp.sentiment.model import sentiment_model
    from xhsnlp.themes.model import theme_model

    encoded = encoded_by(load(pipeline), article)
    if encoded is None:
        return None
    found = network_opinions(encoded, [place_of(claim)])
    classes = {"sentiment": sentiment_model().linear.classes, "theme": theme_model().linear.classes}
    return {
        slot: found[slot][0][[SLOTS[slot].index(name) for name in names]] for slot, names in classes.items()
    }
