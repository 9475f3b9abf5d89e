"""Claims as a table for people to read."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from xhsnlp.claims.claim import Claim, Modality, Polarity, SentimentLabel
from xhsnlp.cli.console import one_line
from xhsnlp.extraction import Extraction
from xhsnlp.figures.figure import Change, Figure
from xhsnlp.times.time import Time

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

#: Heading and least width of each column.
_COLUMNS = (
    ("subject", 8),
    ("predicate", 6),
    ("object", 10),
    ("figures", 8),
    ("time", 10),
    ("speaker", 6),
    ("modality", 8),
    ("tone", 4),
    ("theme", 8),
)
_TONES = {SentimentLabel.POSITIVE: ("+", "green"), SentimentLabel.NEGATIVE: ("−", "red")}
_ENTITIES = 12


def show(extraction: Extraction, console: Console) -> None:
    """Print one article: its name and date, the entities named most, and its claims."""
    console.print()
    console.print(_heading(extraction))
    if extraction.entities:
        console.print(_entities(extraction))
    if extraction.claims:
        console.print(_table(extraction))
    else:
        console.print("no claims")


def _heading(extraction: Extraction) -> RenderableType:
    from rich.text import Text

    article = extraction.article
    name = article.title or article.source or article.text.strip().splitlines()[0][:40]
    date = f"{article.published} ({article.published_from})" if article.published else "date unknown"
    parts = Text(one_line(name), style="bold")
    parts.append(f"  {date}  {_plural(len(extraction.claims), 'claim')}", style="dim")
    return parts


def _entities(extraction: Extraction) -> RenderableType:
    """The things named most, with how often."""
    from rich.text import Text

    counts = Counter((mention.canonical, mention.label.value) for mention in extraction.entities)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [f"{one_line(name)} {label}×{count}" for (name, label), count in ranked[:_ENTITIES]]
    rest = len(ranked) - len(shown)
    return Text(", ".join(shown) + (f", and {rest} more" if rest > 0 else ""), style="dim")


def _table(extraction: Extraction) -> RenderableType:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=False)
    for name, width in _COLUMNS:
        table.add_column(name, min_width=width, overflow="fold")
    for claim in extraction.claims:
        table.add_row(*_cells(claim))
    return table


def _cells(claim: Claim) -> list[RenderableType]:
    from rich.text import Text

    modality = "" if claim.modality is Modality.ASSERTED else claim.modality.value
    if claim.polarity is Polarity.NEGATED:
        modality = f"not {modality}".strip()
    tone, style = _TONES.get(claim.sentiment.label, ("", "")) if claim.sentiment else ("", "")
    texts = [part.text if part else "" for part in (claim.subject, claim.predicate, claim.object)]
    texts += [
        "; ".join(figure_note(figure) for figure in claim.figures),
        time_note(claim.time) if claim.time else "",
        claim.speaker.text if claim.speaker else "",
        modality,
    ]
    return [*(Text(one_line(text)) for text in texts), Text(tone, style=style), Text(claim.theme or "")]


def figure_note(figure: Figure) -> str:
    """A figure in short: comparator, direction, number, unit, baseline.

    Example: `>↑24% yoy`, `3–5 件`, `1,860,000,000 CNY`
    """
    mark = "" if figure.comparator.value == "=" else figure.comparator.value
    arrow = {Change.INCREASE: "↑", Change.DECREASE: "↓", None: ""}[figure.change]
    if figure.value is not None:
        number = f"{figure.value:,}"
    else:
        ends = ("" if end is None else f"{end:,}" for end in (figure.low, figure.high))
        number = "–".join(ends)
    space = "" if figure.unit in {"%", ""} else " "
    baseline = f" {figure.baseline.value}" if figure.baseline else ""
    return f"{mark}{arrow}{number}{space}{figure.unit}{baseline}"


def time_note(time: Time) -> str:
    """The interval of a time, in short where it is one day, month or year; its text where unresolved."""
    if time.first is None or time.last is None:
        return f"{time.text} ?"
    first, last = date.fromisoformat(time.first), date.fromisoformat(time.last)
    if first == last:
        return time.first
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return time.first[:4]
    if time.first[:7] == time.last[:7] and (first.day, last.day) == (1, monthrange(last.year, last.month)[1]):
        return time.first[:7]
    return f"{time.first} – {time.last}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
