"""Cues of modality and polarity, and what lies in their scope; the rules are data (`data/cues.json`).

A cue governs a predicate when it stands on the right side of it, in reach (the clause, or the sentence), and no
terminator comes between. A pseudo-cue (不仅, 不得不, 机会) hides the cues inside it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from xhsnlp.claims.reading import Reading, Unit
from xhsnlp.resources import PACKAGE

LONGEST = 4


@dataclass(frozen=True, slots=True)
class Cue:
    """Attributes: literal, category, direction (`forward`, `backward`), scope (`clause`, `sentence`)."""

    literal: str
    category: str
    direction: str
    scope: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in the text. Attributes: cue; start, end: its characters; distance: words to the predicate."""

    cue: Cue
    start: int
    end: int
    distance: int


@dataclass(frozen=True, slots=True)
class CueTable:
    """Attributes: cues: the cues of a literal; terminators: words that end a scope."""

    cues: dict[str, tuple[Cue, ...]]
    terminators: frozenset[str]


@lru_cache(maxsize=1)
def cue_table() -> CueTable:
    """The rules, read once."""
    tree = json.loads((PACKAGE / "claims" / "data" / "cues.json").read_text("utf-8"))
    found: dict[str, list[Cue]] = {}
    for row in tree["cues"]:
        for literal in row["literals"]:
            found.setdefault(literal, []).append(
                Cue(literal, row["category"], row["direction"], row["scope"])
            )
    return CueTable({key: tuple(value) for key, value in found.items()}, frozenset(tree["terminators"]))


def cues_in(reading: Reading, first: int, last: int) -> list[tuple[int, int, tuple[Cue, ...]]]:
    """The cues among the words `[first, last)`, longest first where several begin at one word; pseudo-cues left out."""
    table = cue_table().cues
    words = reading.words
    out = []
    i = first
    while i < last:
        step = 1
        text = "".join(words[i : min(i + LONGEST, last)])
        for end in range(min(i + LONGEST, last), i, -1):
            cues = table.get(text)
            if cues:
                step = end - i
                if not any(cue.category == "pseudo" for cue in cues):
                    out.append((i, end, cues))
                break
            text = text[: len(text) - len(words[end - 1])]
        i += step
    return out


def governing(reading: Reading, unit: Unit, predicate: tuple[int, int], strict: bool = True) -> list[Hit]:
    """The cues whose scope holds the predicate, the nearest first.

    A modal inside the predicate (会增加) counts as governing it.

    Args:
        reading: the article.
        unit: the clause.
        predicate: the predicate's words.
        strict: whether the scope limits of the rules hold; else cues of earlier clauses of the sentence count too.
    """
    head, tail = predicate
    fellows = reading.sentences[unit.sentence]
    begin = max(fellows[0].first, unit.first - 60)
    stop = max(head + 1, min(tail, unit.last))
    hits = []
    enders = cue_table().terminators
    for first, last, cues in cues_in(reading, begin, min(unit.last, tail + 3)):
        for cue in cues:
            if cue.direction == "backward":
                reached = tail - 1 <= first <= tail
            else:
                near = first >= unit.first or cue.scope == "sentence"
                reached = first < stop and (near or not strict)
                between = reading.words[last:head]
                reached = reached and not any(word in enders for word in between)
            if reached:
                distance = max(0, head - last)
                hits.append(Hit(cue, reading.starts[first], reading.ends[last - 1], distance))
    return sorted(hits, key=lambda hit: (hit.distance, hit.start, hit.cue.category))
