"""Flat rows, one a claim, and CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from xhsnlp.claims.claim import Claim
from xhsnlp.export.jsonl import open_text
from xhsnlp.extraction import Extraction
from xhsnlp.figures.figure import Figure

#: The columns, in order. `figures`, `values` and `units` hold one entry a figure, separated by `; `.
COLUMNS = (
    "article",
    "source",
    "title",
    "published",
    "claim",
    "type",
    "theme",
    "subject",
    "subject_entity",
    "predicate",
    "object",
    "figures",
    "values",
    "units",
    "time",
    "time_from",
    "time_to",
    "speaker",
    "speaker_kind",
    "modality",
    "polarity",
    "sentiment",
    "sentiment_score",
    "evidence",
    "start",
    "end",
    "confidence",
)
#: A cell that begins with one of these is run as a formula by spreadsheet programs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_rows(extraction: Extraction) -> list[dict[str, Any]]:
    """One flat row a claim, with the keys of `COLUMNS`; what is not there is None.

    Example:
        pandas.DataFrame(to_rows(xhsnlp.extract("article.txt")))
    """
    names = {entity.entity: entity.canonical for entity in extraction.entities}
    return [_row(extraction, claim, names) for claim in extraction.claims]


def _row(extraction: Extraction, claim: Claim, names: dict[str, str]) -> dict[str, Any]:
    article, subject, time, speaker = extraction.article, claim.subject, claim.time, claim.speaker
    figures = claim.figures
    values: tuple[Any, ...] = (
        article.id,
        article.source,
        article.title,
        article.published,
        claim.id,
        claim.type.value,
        claim.theme,
        subject and subject.text,
        names.get(subject.entity or "") if subject else None,
        claim.predicate and claim.predicate.text,
        claim.object and claim.object.text,
        "; ".join(figure.text for figure in figures) or None,
        "; ".join(map(number_text, figures)) or None,
        "; ".join(figure.unit for figure in figures) or None,
        time and time.text,
        time and time.first,
        time and time.last,
        speaker and speaker.text,
        speaker.kind.value if speaker else None,
        claim.modality.value,
        claim.polarity.value,
        claim.sentiment.label.value if claim.sentiment else None,
        claim.sentiment.score if claim.sentiment else None,
        claim.evidence.text,
        claim.evidence.start,
        claim.evidence.end,
        claim.confidence,
    )
    return dict(zip(COLUMNS, values, strict=True))


def number_text(figure: Figure) -> str:
    """The normalized number: `50000000`, or `20..90` for a range; an open end is empty."""
    if figure.value is not None:
        return _plain(figure.value)
    return "..".join("" if end is None else _plain(end) for end in (figure.low, figure.high))


def _plain(number: float | int) -> str:
    if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return repr(number)


def write_csv(extractions: Iterable[Extraction], target: Path | str | TextIO) -> int:
    """Write the claims of several extractions as CSV with a header line.

    A file begins with a byte-order mark, so that spreadsheet programs read its Chinese. A text cell that such
    a program would run as a formula gets an apostrophe before it.

    Returns:
        How many claims were written.

    Raises:
        SettingsError: cannot write there (E207).
    """
    count = 0
    with open_text(target, encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for extraction in extractions:
            for row in to_rows(extraction):
                writer.writerow(map(_guarded, row.values()))
                count += 1
    return count


def _guarded(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
