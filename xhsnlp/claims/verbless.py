"""Claims without a verb: a metric and its figure (净利润22.98亿元)."""

from __future__ import annotations

from bisect import bisect_left

from xhsnlp.claims.antecedents import leading
from xhsnlp.claims.arguments import Arguments, WordSpan
from xhsnlp.claims.features import WordFeatures
from xhsnlp.claims.predicates import PredicateSpan
from xhsnlp.claims.reading import Reading, Unit
from xhsnlp.figures.figure import Figure

UNSURE = 0.6


def verbless_frame(
    reading: Reading, known: WordFeatures, unit: Unit, span: PredicateSpan
) -> tuple[Arguments, PredicateSpan] | None:
    """The metric and the figure of a clause that has no verb, or None.

    A clause counts as verbless where a figure without a direction word of its own ends it, no verb stands before the
    figure, and the predicate model has found nothing it is sure of.
    """
    if span.probability > UNSURE:
        return None
    figure = _last_figure(reading, unit)
    if figure is None or figure.change is not None:
        return None
    first, last = reading.words_of(figure)
    if first <= unit.first or last < unit.last - 1 or any(known.verb[unit.first : first]):
        return None
    metric = leading(reading, known, unit, first)
    if metric is None or metric[1] - metric[0] > 12:
        return None
    found = Arguments(WordSpan(*metric, 0.9), WordSpan(first, min(last, unit.last), 0.9), 0.0)
    return found, PredicateSpan(first, first, 0.8)


def _last_figure(reading: Reading, unit: Unit) -> Figure | None:
    upto = bisect_left(reading.figure_starts, unit.end)
    if upto and reading.figures[upto - 1].start >= unit.start:
        return reading.figures[upto - 1]
    return None
