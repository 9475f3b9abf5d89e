"""What a claim is: one assertion about the world that a reader could check or dispute."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from xhsnlp.figures.figure import Figure
from xhsnlp.notebook import html_table
from xhsnlp.spans import Span, content_id
from xhsnlp.speech.speech import Speaker
from xhsnlp.times.time import Time


class ClaimType(str, Enum):
    """What sort of assertion."""

    EVENT = "event"  # happened, is happening, is to happen
    METRIC = "metric"  # a quantity, a rank, or a change of a quantity
    STATE = "state"  # a standing fact: is, has, belongs to
    JUDGEMENT = "judgement"  # evaluation, interpretation, advice


class Modality(str, Enum):
    """How the assertion is made."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    PREDICTED = "predicted"
    OBLIGATED = "obligated"
    POSSIBLE = "possible"


class Polarity(str, Enum):
    AFFIRMED = "affirmed"
    NEGATED = "negated"


class RelationType(str, Enum):
    """What a claim is to its target."""

    CAUSE = "cause"
    CONTRAST = "contrast"
    CONDITION = "condition"
    PURPOSE = "purpose"
    ELABORATION = "elaboration"


class SentimentLabel(str, Enum):
    """How a claim makes its subject look to someone with a stake in it."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


class ThemeLabel(str, Enum):
    """The built-in taxonomy."""

    STRATEGY = "strategy"
    PRODUCT = "product"
    MARKETING = "marketing"
    USERS = "users"
    ECOSYSTEM = "ecosystem"
    SUPPLY = "supply"
    FINANCE = "finance"
    CAPITAL = "capital"
    COMPETITION = "competition"
    REGULATION = "regulation"
    PEOPLE = "people"
    ECONOMY = "economy"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a claim is about.

    Attributes:
        text, start, end: the noun phrase as written; in an earlier clause where the claim's own omits it.
        entity: id of the entity it names, or None.
        implicit: True where the phrase stands outside the claim's evidence.
    """

    text: str
    start: int
    end: int
    entity: str | None = None
    implicit: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "entity": self.entity,
            "implicit": self.implicit,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Subject:
        return cls(data["text"], data["start"], data["end"], data.get("entity"), bool(data.get("implicit")))


@dataclass(frozen=True, slots=True)
class Sentiment:
    """Attributes: label: the class; score: its probability, 0 to 1."""

    label: SentimentLabel
    score: float

    def to_dict(self) -> dict[str, Any]:
        return {"label": self.label.value, "score": self.score}


@dataclass(frozen=True, slots=True)
class Relation:
    """How a claim bears on another of its article, where the text says so: this claim is a `type` of the target.

    Attributes:
        type: cause, contrast (to), condition, purpose or elaboration.
        target: id of the other claim.
        cue: the connective that says so (由于, 其中); for a list, the colon that announces it.
    """

    type: RelationType
    target: str
    cue: Span

    def to_dict(self) -> dict[str, Any]:
        return {"type": self.type.value, "target": self.target, "cue": self.cue.to_dict()}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Relation:
        return cls(RelationType(data["type"]), data["target"], Span.from_dict(data["cue"]))


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim; see docs/concepts.md for the meaning of each slot.

    Attributes:
        article: id of the article it stands in.
        evidence: the shortest contiguous stretch that holds predicate, object and figures.
        block: index of the article's block that the evidence lies in.
        subject: what it is about, or None where the text names nothing.
        predicate: the verb with its aspect or complement, or None (净利润22.98亿元).
        object: what completes the predicate, or None.
        type, modality, polarity: closed sets.
        figures: the quantities that belong to it, in order.
        time: the time that locates it, or None.
        speaker: who says it, None for the writer.
        sentiment, theme: set by the later stages; None until then.
        confidence: probability that the claim is right, 0 to 1.
        hypothetical: True for a condition (如果…, 一旦…), which nobody asserts.
        relations: what it is to other claims, in order of their cues.
        tags: what components of other packages say of it; in JSON only where there are any.
        id: hash of the article, evidence, subject, predicate, object and type; nothing else changes it.
    """

    article: str
    evidence: Span
    block: int
    subject: Subject | None
    predicate: Span | None
    object: Span | None
    type: ClaimType
    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.AFFIRMED
    figures: tuple[Figure, ...] = ()
    time: Time | None = None
    speaker: Speaker | None = None
    sentiment: Sentiment | None = None
    theme: str | None = None
    confidence: float = 1.0
    hypothetical: bool = False
    relations: tuple[Relation, ...] = ()
    tags: tuple[str, ...] = ()
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.id:
            parts = (self.evidence, self.subject, self.predicate, self.object)
            places = [f"{p.start}:{p.end}" if p else "-" for p in parts]
            object.__setattr__(
                self, "id", content_id("c", self.article, *places, self.evidence.text, self.type.value)
            )

    def with_values(self, **values: Any) -> Claim:
        """A copy with some slots changed; the id stays."""
        return replace(self, **values)

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "article": self.article,
            "type": self.type.value,
            "theme": self.theme,
            "subject": self.subject.to_dict() if self.subject else None,
            "predicate": self.predicate.to_dict() if self.predicate else None,
            "object": self.object.to_dict() if self.object else None,
            "figures": [figure.to_dict() for figure in self.figures],
            "time": self.time.to_dict() if self.time else None,
            "speaker": self.speaker.to_dict() if self.speaker else None,
            "modality": self.modality.value,
            "polarity": self.polarity.value,
            "hypothetical": self.hypothetical,
            "sentiment": self.sentiment.to_dict() if self.sentiment else None,
            "evidence": {**self.evidence.to_dict(), "block": self.block},
            "confidence": self.confidence,
            "relations": [relation.to_dict() for relation in self.relations],
            **({"tags": list(self.tags)} if self.tags else {}),
        }

    def _repr_html_(self) -> str:
        """The slots that are filled, as a table for a notebook."""
        from xhsnlp.claims.display import cells_of

        rows = [*cells_of(self).items(), ("evidence", self.evidence.text)]
        rows.append(("at", f"{self.evidence.start}–{self.evidence.end}, confidence {self.confidence:.2f}"))
        return html_table(f"{self.type.value} {self.id}", (), [row for row in rows if row[1]])

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Claim:
        def span(key: str) -> Span | None:
            return Span.from_dict(data[key]) if data.get(key) else None

        sentiment = data.get("sentiment")
        return cls(
            article=data["article"],
            evidence=Span.from_dict(data["evidence"]),
            block=data["evidence"]["block"],
            subject=Subject.from_dict(data["subject"]) if data.get("subject") else None,
            predicate=span("predicate"),
            object=span("object"),
            type=ClaimType(data["type"]),
            modality=Modality(data["modality"]),
            polarity=Polarity(data["polarity"]),
            figures=tuple(Figure.from_dict(item) for item in data["figures"]),
            time=Time.from_dict(data["time"]) if data.get("time") else None,
            speaker=Speaker.from_dict(data["speaker"]) if data.get("speaker") else None,
            sentiment=Sentiment(SentimentLabel(sentiment["label"]), sentiment["score"])
            if sentiment
            else None,
            theme=data.get("theme"),
            confidence=data["confidence"],
            hypothetical=bool(data.get("hypothetical")),
            relations=tuple(Relation.from_dict(item) for item in data.get("relations", ())),
            tags=tuple(data.get("tags", ())),
            id=data["id"],
        )
