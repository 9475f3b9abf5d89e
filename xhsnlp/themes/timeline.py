"""Timelines of themes and entities, and what is claimed of each entity."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from xhsnlp.claims.claim import Claim, ClaimType
from xhsnlp.themes.fact import Fact
from xhsnlp.themes.names import Names
from xhsnlp.themes.sources import DigestArticle

_YEAR = 366


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Attributes: first, last: ISO dates; fact: its id; claim: id of the claim that says it best; modality: of that claim."""

    first: str
    last: str
    fact: str
    claim: str
    modality: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "from": self.first,
            "to": self.last,
            "fact": self.fact,
            "claim": self.claim,
            "modality": self.modality,
        }


@dataclass(frozen=True, slots=True)
class EntityPage:
    """What the articles claim of one entity.

    Attributes:
        entity: its id.
        name, label: its name and type.
        claims: how many claims are about it.
        themes: theme → ids of its facts, the most salient first.
        sentiment: month of publication (`2023-10`, or "" where it is unknown) → number of claims of each sentiment.
        timeline: its dated facts, earliest first.
    """

    entity: str
    name: str
    label: str
    claims: int
    themes: dict[str, list[str]]
    sentiment: dict[str, dict[str, int]]
    timeline: list[TimelineEntry]

    def to_dict(self) -> dict[str, Any]:
        return {
            "entity": self.entity,
            "name": self.name,
            "label": self.label,
            "claims": self.claims,
            "themes": self.themes,
            "sentiment": self.sentiment,
            "timeline": [entry.to_dict() for entry in self.timeline],
        }


def make_timeline(facts: list[Fact], claims: dict[str, Claim]) -> list[TimelineEntry]:
    """The dated facts in order of time.

    Facts without a date are left to the list of facts, and so are opinions, conditions and periods longer than a year,
    which are no points in time.
    """
    entries = [
        TimelineEntry(
            fact.first, fact.last or fact.first, fact.id, fact.claim, claims[fact.claim].modality.value
        )
        for fact in facts
        if fact.first and _has_place(fact, claims[fact.claim])
    ]
    return sorted(entries, key=lambda entry: (entry.first, entry.last, entry.fact))


def _has_place(fact: Fact, claim: Claim) -> bool:
    if claim.hypothetical or claim.type is ClaimType.JUDGEMENT:
        return False
    try:
        first, last = (
            datetime.date.fromisoformat(day or "") for day in (fact.first, fact.last or fact.first)
        )
    except ValueError:
        return False
    return (last - first).days <= _YEAR


def make_pages(
    facts: list[Fact], claims: dict[str, Claim], articles: dict[str, DigestArticle], names: Names
) -> list[EntityPage]:
    """Pages of all entities that facts are about, the one with most claims first."""
    by_entity: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.entity:
            by_entity[fact.entity].append(fact)
    pages = []
    for entity, own in by_entity.items():
        themes: dict[str, list[str]] = defaultdict(list)
        months: dict[str, Counter[str]] = defaultdict(Counter)
        for fact in own:
            themes[fact.theme].append(fact.id)
            for key in fact.claims:
                claim = claims[key]
                month = (articles[claim.article].published or "")[:7]
                if claim.sentiment:
                    months[month][claim.sentiment.label.value] += 1
        pages.append(
            EntityPage(
                entity,
                names.name(entity),
                names.labels[entity],
                sum(len(fact.claims) for fact in own),
                dict(sorted(themes.items())),
                {month: dict(sorted(months[month].items())) for month in sorted(months)},
                make_timeline(own, claims),
            )
        )
    return sorted(pages, key=lambda page: (-page.claims, page.entity))
