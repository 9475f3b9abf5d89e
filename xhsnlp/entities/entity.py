"""What an entity mention is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from xhsnlp.spans import Span, content_id


class EntityLabel(str, Enum):
    """The seven types of named things."""

    PER = "PER"
    ORG = "ORG"
    PRODUCT = "PRODUCT"
    EVENT = "EVENT"
    LOC = "LOC"
    TITLE = "TITLE"
    WORK = "WORK"


@dataclass(frozen=True, slots=True)
class Entity:
    """One mention of a named thing.

    Attributes:
        text, start, end: the mention as it stands in the article.
        label: its type.
        canonical: the one name for all the forms of this thing.
        entity: id of the thing, the same for all its mentions: a hash of label and canonical name.
        source: what found it (`lexicon`, `model`, `pattern`, `document`, `user`).
        merged_by: the rule that put this form under another canonical name (`alias`, `variant`, …), or None.
    """

    text: str
    start: int
    end: int
    label: EntityLabel
    canonical: str
    source: str = "lexicon"
    merged_by: str | None = None

    @property
    def entity(self) -> str:
        return entity_id(self.label, self.canonical)

    @property
    def span(self) -> Span:
        return Span(self.text, self.start, self.end)

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "label": self.label.value,
            "canonical": self.canonical,
            "entity": self.entity,
            "source": self.source,
            "merged_by": self.merged_by,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Entity:
        return cls(
            text=data["text"],
            start=data["start"],
            end=data["end"],
            label=EntityLabel(data["label"]),
            canonical=data["canonical"],
            source=data.get("source") or "lexicon",
            merged_by=data.get("merged_by"),
        )


def entity_id(label: EntityLabel, canonical: str) -> str:
    """Id of a thing."""
    return content_id("e", label.value, canonical)
