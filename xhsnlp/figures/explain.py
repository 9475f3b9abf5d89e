"""Say in words how a figure was read."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from xhsnlp.figures.figure import Baseline, Figure
from xhsnlp.resources import read_rows

_BASELINES = {
    Baseline.YOY: "the same period of the year before",
    Baseline.QOQ: "the quarter before",
    Baseline.MOM: "the month before",
    Baseline.YTD: "the start of the year",
}


@lru_cache(maxsize=1)
def rules() -> dict[str, str]:
    """The names of the rules and what each reads."""
    return {row[0]: row[1] for row in read_rows(Path(__file__).parent / "data" / "rules.tsv")}


def explain(figure: Figure) -> tuple[str, ...]:
    """The steps that led to a figure's value, one sentence each."""
    number = f"{figure.low} to {figure.high}" if figure.value is None else f"{figure.value}"
    steps = [
        f"{figure.text}: rule {figure.rule} ({rules().get(figure.rule, 'no description')}) gives {number}"
    ]
    if figure.unit:
        how = "implied by the words around it" if figure.implied else "as written"
        steps.append(f"unit {figure.unit}, {how}")
    if figure.comparator.value != "=":
        steps.append(f"comparator {figure.comparator.value}")
    if figure.change:
        size = "the size of the change" if figure.by else "the level reached"
        steps.append(f"{figure.change.value}; the number is {size}")
    if figure.baseline:
        steps.append(f"against {_BASELINES[figure.baseline]}")
    if figure.per:
        steps.append(f"per {figure.per}")
    if figure.readings:
        steps.append("also readable as " + ", ".join(str(value) for value in figure.readings))
    return tuple(steps)
