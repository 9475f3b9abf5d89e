"""Figures of one metric over time, to be plotted.

Two claims speak of one metric where the digest relates their facts (the same period or another, a conflict, a plan and
its outcome), or where their subjects and objects are the same words about the same entity; and where their figures are of one
kind, unit, and sort of change.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
_RELATED = {"differs_in_time", "conflict", "plan_met", "plan_missed"}
_WORD = re.compile(r"[^\W\d_]{2,}(?:.*[^\W_])?", re.DOTALL)
#: Kinds of figure that make a curve; a duration or a rank says little over time.
_KINDS = {"amount", "percent", "count", "multiple", "ratio", "measure"}


@dataclass(frozen=True)
class _Point:
    """A figure of a claim with the period it is of."""

    claim: str
    article: int
    first: str
    last: str
    figure: int
    values: tuple[float, ...]

    def to_list(self) -> list[Any]:
        return [self.claim, self.article, self.figure, self.first, self.last, list(self.values)]


def find_series(articles: Sequence[Json], digest: Json | None) -> list[dict[str, Any]]:
    """The metrics with figures of two periods or more, those with most periods first.

    Args:
        articles, digest: as in the payload.

    Returns:
        for each: `subject` (its commonest words), `entity` (id or None), `kind`, `unit`, `change` (`level`, or the
        direction's baseline), and `points`: claim id, number of the article, number of the figure, first and last day, values.
    """
    groups = _Groups()
    members: dict[tuple[object, ...], list[_Point]] = defaultdict(list)
    labels: dict[str, tuple[str, str | None]] = {}
    for number, article in enumerate(articles):
        for claim in article["claims"]:
            metric = _metric(claim, article)
            if not metric:
                continue
            labels[claim["id"]] = (metric, claim.get("entity"))
            groups.join(claim["id"], (claim.get("entity") or article["id"], metric))
            for sort, point in _points(claim, number, article):
                members[(claim["id"], *sort)].append(point)
    for fact in (digest or {}).get("facts", ()):
        for claim_id in fact["claims"]:
            groups.join(fact["id"], claim_id)
        for other, verdict, _ in fact.get("relations", ()):
            if verdict in _RELATED:
                groups.join(fact["id"], other)
    merged: dict[tuple[object, ...], list[_Point]] = defaultdict(list)
    for (claim_id, *rest), points in members.items():
        merged[(groups.root(claim_id), *rest)] += points
    made = [_series(rest, points, labels) for (_, *rest), points in merged.items()]
    kept = [series for series in made if len({(point[3], point[4]) for point in series["points"]}) > 1]
    return sorted(
        kept, key=lambda s: (-len({(p[3], p[4]) for p in s["points"]}), s["subject"], s["points"][0][0])
    )


def _points(claim: Json, number: int, article: Json) -> Iterator[tuple[tuple[str, str, str], _Point]]:
    """The figures of a claim whose period is known, each with its sort: kind, unit, change."""
    time = article["times"][claim["time"]] if "time" in claim else {}
    if "from" not in time or claim.get("polarity") == "negated":
        return
    figures = [(index, article["figures"][index]) for index in claim.get("figures", ())]
    figures = [(index, figure) for index, figure in figures if figure["kind"] in _KINDS and _values(figure)]
    sorts = [_sort(figure) for _, figure in figures]
    periods = [(time["from"], time.get("to", time["from"]))] * len(figures)
    years = range(int(time["from"][:4]), int(periods[0][1][:4]) + 1) if figures else range(0)
    whole = time["from"].endswith("-01-01") and time.get("to", "").endswith("-12-31")
    if whole and len(figures) == len(years) > 1 and len(set(sorts)) == 1:
        # 2022年至2024年分别为2.1亿元、6.8亿元和14.3亿元: a figure for each year.
        periods = [(f"{year}-01-01", f"{year}-12-31") for year in years]
    elif len(set(sorts)) < len(sorts):
        # Several figures of one sort and one period: which of them is the metric's is not known.
        return
    for (index, figure), sort, (first, last) in zip(figures, sorts, periods, strict=True):
        yield sort, _Point(claim["id"], number, first, last, index, _values(figure))


def _sort(figure: Json) -> tuple[str, str, str]:
    by_change = bool(figure.get("change") and figure.get("by"))
    return (
        figure["kind"],
        figure.get("unit", ""),
        f"change {figure.get('baseline', '')}".strip() if by_change else "level",
    )


def _values(figure: Json) -> tuple[float, ...]:
    """One value, or the two ends of a range; a decrease by something is negative."""
    sign = -1 if figure.get("change") == "decrease" and figure.get("by") else 1
    found = (figure.get("value"),) if "value" in figure else (figure.get("low"), figure.get("high"))
    return tuple(sign * value for value in found if isinstance(value, (int, float)))


def _series(
    sort: list[object], points: list[_Point], labels: Mapping[str, tuple[str, str | None]]
) -> dict[str, Any]:
    kind, unit, change = sort
    ordered = sorted(points, key=lambda point: (point.first, point.last, point.claim, point.figure))
    subjects = Counter(labels[point.claim][0] for point in ordered)
    entities = Counter(entity for point in ordered if (entity := labels[point.claim][1]))
    return {
        "subject": min(subjects, key=lambda text: (-subjects[text], text)),
        "entity": min(entities, key=lambda key: (-entities[key], key)) if entities else None,
        "kind": kind,
        "unit": unit,
        "change": change,
        "points": [point.to_list() for point in ordered],
    }


def _metric(claim: Json, article: Json) -> str:
    """What is measured: the subject, and the object without its figures (公司 … 营业收入4.05亿元)."""
    text = article.get("text")
    subject, thing = _words(claim.get("subject"), text), claim.get("object")
    if not subject or not thing:
        return subject
    inside = {
        place for index in claim.get("figures", ()) for place in range(*article["figures"][index]["span"][:2])
    }
    kept = [char for place, char in enumerate(_words(thing, text), thing[0]) if place not in inside]
    rest = _WORD.search("".join(kept))
    return f"{subject} {rest[0]}" if rest else subject


def _words(span: Sequence[Any] | None, text: str | None) -> str:
    if span is None:
        return ""
    return str(span[2]) if len(span) > 2 else (text or "")[span[0] : span[1]]


class _Groups:
    """Sets of things that belong together (union-find)."""

    def __init__(self) -> None:
        self._parent: dict[object, object] = {}

    def root(self, item: object) -> object:
        self._parent.setdefault(item, item)
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, a: object, b: object) -> None:
        self._parent[self.root(a)] = self.root(b)
