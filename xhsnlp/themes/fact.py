"""What a fact of the digest is: claims that say the same, and how facts relate."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum
from typing import Any


class Verdict(str, Enum):
    """How two claims, or the facts they support, stand to one another."""

    AGREE = "agree"  # they say the same
    REFINE = "refine"  # both hold, one says more exactly
    CONFLICT = "conflict"  # they cannot both hold
    DIFFERS_IN_TIME = "differs_in_time"  # the same thing of another period
    PLAN_MET = "plan_met"  # a plan or forecast, and its outcome
    PLAN_MISSED = "plan_missed"  # a plan or forecast that the outcome belies
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Relation:
    """Attributes: fact: id of the other fact; verdict: how they stand; rule: name of the rule that said so."""

    fact: str
    verdict: Verdict
    rule: str

    def to_dict(self) -> dict[str, Any]:
        return {"fact": self.fact, "verdict": self.verdict.value, "rule": self.rule}


@dataclass(frozen=True, slots=True)
class Origin:
    """Who a fact rests on.

    Attributes:
        kind: `self` (the thing spoken of, about itself), `speaker` (a source that is quoted), `article` (the writer).
        name: the speaker's name, or the id of the source article.
        independent: whether it counts as an independent source; the thing spoken of never does.
    """

    kind: str
    name: str
    independent: bool

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "name": self.name, "independent": self.independent}


@dataclass(frozen=True, slots=True)
class Fact:
    """Claims of one subject, predicate sense, metric and period that hold together.

    Attributes:
        id: hash of the ids of its claims.
        theme: label of the theme most of its claims have.
        entity: id of the entity it is about, or None.
        likely: id of the entity spoken of before, where its own words name none; a guess, or None.
        subject: name of what it is about, as some article writes it.
        first, last: its period, ISO dates, or None.
        claim: id of the claim that says it best.
        claims: ids of all claims that support it, sorted.
        origins: who it rests on.
        independent: number of independent sources.
        verdict: `agree`, `refine`, or None where one claim stands alone.
        rule: the rule of the verdict, or None.
        relations: other facts of the same metric or act.
        salience: rank within the digest, 0 to 1.
    """

    id: str
    theme: str
    entity: str | None
    subject: str
    first: str | None
    last: str | None
    claim: str
    claims: tuple[str, ...]
    origins: tuple[Origin, ...]
    independent: int
    verdict: Verdict | None
    rule: str | None
    relations: tuple[Relation, ...] = ()
    salience: float = 0.0
    likely: str | None = None

    def to_dict(self) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key in fields(self):
            value = getattr(self, key.name)
            if isinstance(value, Verdict):
                value = value.value
            elif key.name == "claims":
                value = list(value)
            elif isinstance(value, tuple):
                value = [part.to_dict() for part in value]
            data[key.name] = value
        return data
