"""One extraction as Markdown, to read or to paste into a note."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from xhsnlp.claims.display import modality_of
from xhsnlp.export.files import open_text
from xhsnlp.export.rows import items_of, number_text
from xhsnlp.extraction import Extraction

_HEAD = (
    "subject",
    "predicate",
    "object",
    "figures",
    "time",
    "speaker",
    "modality",
    "theme",
    "sentiment",
    "evidence",
)


def to_markdown(extraction: Extraction) -> str:
    """A heading, what is known of the article, and a table of its claims; the article's words are escaped."""
    article = extraction.article
    parts = [f"# {_cell(article.headline or article.source or article.id)}", ""]
    if article.published:
        parts += [f"Published {article.published} ({article.published_from}).", ""]
    parts += [f"| {' | '.join(_HEAD)} |", f"|{' --- |' * len(_HEAD)}"]
    for claim in extraction.claims:
        figures = "; ".join(
            f"{figure.text} = {number_text(figure)} {figure.unit}".rstrip() for figure in claim.figures
        )
        time = claim.time
        when = (
            "" if time is None else f"{time.text} ({time.first} – {time.last})" if time.first else time.text
        )
        cells = (
            claim.subject.text if claim.subject else "",
            ("not " if claim.polarity.value == "negated" else "")
            + (claim.predicate.text if claim.predicate else ""),
            claim.object.text if claim.object else "",
            figures,
            when,
            claim.speaker.text if claim.speaker else "",
            modality_of(claim),
            claim.theme or "",
            claim.sentiment.label.value if claim.sentiment else "",
            claim.evidence.text,
        )
        parts.append(f"| {' | '.join(map(_cell, cells))} |")
    parts += ["", *(f"> {_cell(warning)}" for warning in extraction.warnings)]
    return "\n".join(parts).rstrip() + "\n"


def write_markdown(extractions: Iterable[Extraction], target: Path | str | TextIO) -> int:
    """Write extractions as Markdown, one after the other.

    Returns:
        How many were written.

    Raises:
        SettingsError: cannot write there (E207).
    """
    count = 0
    with open_text(target) as file:
        for extraction in items_of(extractions):
            file.write(("\n" if count else "") + to_markdown(extraction))
            count += 1
    return count


def _cell(text: str) -> str:
    """Text in one line that Markdown and HTML leave alone."""
    plain = html.escape(" ".join(re.sub("[\x00-\x1f\x7f]", " ", text).split()), quote=False)
    return re.sub(r"([\\`*_\[\]|#~])", r"\\\1", plain)
