"""A stretch that names something, before it is known which thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xhsnlp.entities.entity import EntityLabel

#: Sources, the strongest first: where two mentions overlap, the stronger one stays.
SOURCES = ("user", "pattern", "model", "lexicon", "document")


@dataclass(frozen=True, slots=True)
class Mention:
    """A named stretch `[start, end)` of the text.

    Attributes:
        start, end: its characters.
        label: its type.
        source: what found it, one of `SOURCES`.
    """

    start: int
    end: int
    label: EntityLabel
    source: str


def without_overlap(mentions: Iterable[Mention]) -> list[Mention]:
    """Of mentions that overlap the one of the stronger source, then the longer one, in order of the text."""
    ranked = sorted(mentions, key=lambda m: (SOURCES.index(m.source), m.start - m.end, m.start))
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in ranked:
        if taken.isdisjoint(range(mention.start, mention.end)):
            kept.append(mention)
            taken.update(range(mention.start, mention.end))
    return sorted(kept, key=lambda m: m.start)
