"""How the entities of an article come off: the sentiment of the claims about each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from xhsnlp.claims.claim import Claim
from xhsnlp.entities.entity import Entity


@dataclass(frozen=True, slots=True)
class EntityStanding:
    """How one entity comes off.

    Attributes:
        entity: its id.
        canonical: its name.
        positive, neutral, negative: how many claims about it have each sentiment.
        score: mean of +p, 0, -p over its claims (p the probability of the class), from -1 to 1.
        claims: the ids of the claims, in order.
    """

    entity: str
    canonical: str
    positive: int
    neutral: int
    negative: int
    score: float
    claims: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__[:-1]} | {"claims": list(self.claims)}


def roll_up(claims: Iterable[Claim], entities: Iterable[Entity]) -> list[EntityStanding]:
    """How the entities come off, those with most claims first.

    A claim is about the entity its subject names; where the subject is a longer phrase (小红书的用户数), about the
    first entity mentioned in it.

    Example:
        roll_up(result.claims, result.entities)
    """
    mentions = sorted(entities, key=lambda item: (item.start, item.end))
    names = {mention.entity: mention.canonical for mention in mentions}
    about: dict[str, list[Claim]] = {}
    for claim in claims:
        subject = claim.subject
        if subject is None or claim.sentiment is None:
            continue
        inside = (m.entity for m in mentions if subject.start <= m.start and m.end <= subject.end)
        owner = subject.entity or next(inside, None)
        if owner in names:
            about.setdefault(owner, []).append(claim)
    found = [_standing(owner, names[owner], own) for owner, own in about.items()]
    return sorted(found, key=lambda item: (-len(item.claims), item.entity))


def _standing(owner: str, name: str, claims: list[Claim]) -> EntityStanding:
    signs = {"positive": 1.0, "neutral": 0.0, "negative": -1.0}
    judged = [claim.sentiment for claim in claims if claim.sentiment]
    counts = {label: sum(s.label.value == label for s in judged) for label in signs}
    score = sum(signs[s.label.value] * s.score for s in judged) / len(judged)
    ids = tuple(claim.id for claim in claims)
    return EntityStanding(owner, name, **counts, score=round(score, 4), claims=ids)
