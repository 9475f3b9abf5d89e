"""How much a fact matters within its digest."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

from xhsnlp.claims.claim import Claim, ClaimType, Modality
from xhsnlp.figures.figure import Figure, FigureKind
from xhsnlp.themes.fact import Fact, Verdict
from xhsnlp.themes.names import Names
from xhsnlp.themes.phrasing import make_clause
from xhsnlp.themes.readable import stands_alone
from xhsnlp.themes.sources import DigestArticle

#: What each sign of weight counts; the sum of all is 1.
WEIGHTS = {
    "sources": 0.20,
    "figures": 0.15,
    "kind": 0.13,
    "clear": 0.12,
    "central": 0.12,
    "recent": 0.08,
    "sure": 0.08,
    "named": 0.05,
    "dated": 0.04,
    "related": 0.03,
}
_KINDS = {ClaimType.METRIC: 1.0, ClaimType.EVENT: 1.0, ClaimType.STATE: 0.4, ClaimType.JUDGEMENT: 0.2}
#: Lengths of time, sizes and counts up to this number tell less of a business than money, shares and large counts.
_FEW = 10
_MINOR_WEIGHT = 0.3


def rank(
    facts: list[Fact], claims: dict[str, Claim], articles: dict[str, DigestArticle], names: Names
) -> list[Fact]:
    """Facts with their salience, the most salient first.

    It is the weighted sum of signs from 0 to 1: independent sources, figures, the kind of claim, whether it can be read
    alone, how many claims are about the same thing, recency (counted back from the latest article of the digest, never
    from today's clock), confidence, a subject that is a known entity, a date, and facts that contradict it or that it
    fulfils.
    """
    about = Counter(fact.entity or fact.subject for fact in facts for _ in fact.claims)
    most = max(about.values(), default=1)
    dates = sorted({article.published for article in articles.values() if article.published})
    place = {date: (number + 1) / len(dates) for number, date in enumerate(dates)}
    ranked = []
    for fact in facts:
        members = [claims[key] for key in fact.claims]
        newest = max((articles[claim.article].published or "" for claim in members), default="")
        signs = {
            "sources": min(1.0, math.log2(1 + fact.independent) / 2),
            "figures": max(map(_figures, members), default=0.0),
            "kind": max(map(_kind, members), default=0.0),
            "clear": float(_clear(fact, claims[fact.claim], names)),
            "central": math.log1p(about[fact.entity or fact.subject]) / math.log1p(most),
            "recent": place.get(newest, 0.0),
            "sure": max((claim.confidence for claim in members), default=0.0),
            "named": float(fact.entity is not None),
            "dated": float(fact.first is not None),
            "related": float(any(item.verdict is not Verdict.DIFFERS_IN_TIME for item in fact.relations)),
        }
        weight = sum(WEIGHTS[name] * value for name, value in signs.items())
        ranked.append(replace(fact, salience=round(weight, 4)))
    return sorted(ranked, key=lambda fact: (-fact.salience, fact.id))


def _clear(fact: Fact, claim: Claim, names: Names) -> bool:
    return stands_alone(claim, make_clause(claim, names.of(claim, fact.entity)), strict=False)


def _figures(claim: Claim) -> float:
    """Money, shares and counts weigh most, lengths and a handful of things (5个圈) little."""
    if not claim.figures:
        return 0.0
    return max(_MINOR_WEIGHT if _minor(figure) else 1.0 for figure in claim.figures)


def _minor(figure: Figure) -> bool:
    few = figure.kind is FigureKind.COUNT and figure.value is not None and abs(figure.value) <= _FEW
    return few or figure.kind in (FigureKind.DURATION, FigureKind.MEASURE)


def _kind(claim: Claim) -> float:
    """What is only possible, or a condition, weighs half."""
    doubtful = claim.hypothetical or claim.modality is Modality.POSSIBLE
    return _KINDS[claim.type] * (0.5 if doubtful else 1.0)
