"""Cues of modality and polarity, and what lies in their scope; the rules are data (`data/cues.json`).

A cue governs a predicate when it stands on the right side of it, in reach (the clause, or the sentence), and no
terminator comes between. A pseudo-cue (不仅, 不得不, 机会) hides the cues inside it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from xhsnlp.claims.reading import Reading, Unit
from xhsnlp.resources import PACKAGE

#: A cue is at most so many words.
LONGEST = 4
#: A scope of no limit of its own, in words.
FAR = 60
#: Marks of names, and tags of words that a clause without a subject of its own may open with, before its predicate.
_NAMES = frozenset({"PER", "ORG", "PRODUCT", "LOC", "EVENT", "WORK"})
_COMMAS = ("，", ",", "、", "；")
_ASPECT = frozenset("了着过")
_LINKS = ("d", "c", "p", "u", "v", "a", "z", "w", "x")


@dataclass(frozen=True, slots=True)
class Cue:
    """A rule; see `about` in `data/cues.json`.

    Attributes:
        literal, category: what it is.
        direction: `forward`, `backward`.
        scope: `clause`, `sentence`, `joined`.
        open: whether subject, predicate and time decide what it says.
        limit: the most words between the cue and the predicate.
        stop: words that end its scope, besides the terminators.
        not_after, before: beginnings of tags of its neighbors.
        not_behind: words of the clause behind which it is no cue.
        not_head: whether it is no cue as the last word of the predicate.
    """

    literal: str
    category: str
    direction: str = "forward"
    scope: str = "clause"
    open: bool = False
    limit: int = FAR
    stop: frozenset[str] = frozenset()
    not_after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_behind: frozenset[str] = frozenset()
    not_head: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in the text. Attributes: cue; start, end: its characters; distance: words to the predicate."""

    cue: Cue
    start: int
    end: int
    distance: int


@dataclass(frozen=True, slots=True)
class CueTable:
    """Attributes: cues: the cues of a literal; terminators: words that end a scope; readings: words that open cues need;
    beginnings: what a literal may begin with, the literals among them."""

    cues: dict[str, tuple[Cue, ...]]
    terminators: frozenset[str]
    readings: dict[str, frozenset[str]]
    beginnings: frozenset[str]


@lru_cache(maxsize=1)
def cue_table() -> CueTable:
    """The rules, read once."""
    tree = json.loads((PACKAGE / "claims" / "data" / "cues.json").read_text("utf-8"))
    found: dict[str, list[Cue]] = {}
    for row in tree["cues"]:
        for literal in row["literals"]:
            found.setdefault(literal, []).append(_cue(literal, row))
    readings = {key: frozenset(words) for key, words in tree["readings"].items() if key != "about"}
    beginnings = frozenset(literal[:size] for literal in found for size in range(1, len(literal) + 1))
    cues = {key: tuple(value) for key, value in found.items()}
    return CueTable(cues, frozenset(tree["terminators"]), readings, beginnings)


def _cue(literal: str, row: dict[str, Any]) -> Cue:
    return Cue(
        literal,
        row["category"],
        row["direction"],
        row["scope"],
        bool(row.get("open")),
        int(row.get("limit", FAR)),
        frozenset(row.get("stop", ())),
        tuple(row.get("not_after", ())),
        tuple(row.get("before", ())),
        frozenset(row.get("not_behind", ())),
        bool(row.get("not_head")),
    )


def cues_in(reading: Reading, first: int, last: int) -> list[tuple[int, int, tuple[Cue, ...]]]:
    """The cues among the words `[first, last)`, longest first where several begin at one word; pseudo-cues left out."""
    table, beginnings = cue_table().cues, cue_table().beginnings
    words = reading.words
    out = []
    i = first
    while i < last:
        if words[i] not in beginnings:  # most words
            i += 1
            continue
        step = 1
        text = "".join(words[i : min(i + LONGEST, last)])
        for end in range(min(i + LONGEST, last), i, -1):
            cues = table.get(text)
            if cues:
                step = end - i
                if not any(cue.category == "pseudo" for cue in cues):
                    fitting = tuple(cue for cue in cues if _fits(reading, cue, i, first))
                    if fitting:
                        out.append((i, end, fitting))
                break
            text = text[: len(text) - len(words[end - 1])]
        i += step
    return out


def _fits(reading: Reading, cue: Cue, start: int, first: int) -> bool:
    """Whether the words before a cue allow it."""
    if cue.not_after and start > first and reading.tags[start - 1].startswith(cue.not_after):
        return False
    return not any(word in cue.not_behind for word in reading.words[max(first, start - 6) : start])


def opens(reading: Reading, cue: Cue, end: int, last: int) -> bool:
    """Whether the word after a cue, times left aside, is of a kind that it can govern (将 before a noun is 把)."""
    if not cue.before:
        return True
    while end < last and reading.marks[end] == "TIME":
        end += 1
    return end < last and reading.tags[end].startswith(cue.before) and reading.marks[end] not in _NAMES


def governing(
    reading: Reading, unit: Unit, predicate: tuple[int, int], strict: bool = True
) -> tuple[Hit, ...]:
    """The cues whose scope holds the predicate, the nearest first.

    A modal inside the predicate (会增加) counts as governing it.

    Args:
        reading: the article.
        unit: the clause.
        predicate: the predicate's words.
        strict: whether the scope limits of the rules hold; else cues of earlier clauses of the sentence count too.
    """
    key = (unit.number, *predicate, strict)
    found = reading.governing.get(key)
    if found is None:  # several slots of a claim ask for them
        found = reading.governing[key] = _governing(reading, unit, predicate, strict)
    return found


def _governing(reading: Reading, unit: Unit, predicate: tuple[int, int], strict: bool) -> tuple[Hit, ...]:
    head, tail = predicate
    fellows = reading.sentences[unit.sentence]
    begin = max(fellows[0].first, unit.first - FAR)
    hits = []
    joined = continues(reading, unit, head)
    for first, last, cues in cues_in(reading, begin, min(unit.last, tail + 3)):
        for cue in cues:
            near = first >= unit.first or cue.scope == "sentence" or (cue.scope == "joined" and joined)
            if (near or not strict) and _reaches(reading, cue, (first, last), predicate, unit):
                distance = max(0, head - last)
                hits.append(Hit(cue, reading.starts[first], reading.ends[last - 1], distance))
    return tuple(sorted(hits, key=lambda hit: (hit.distance, hit.start, hit.cue.category)))


def _reaches(
    reading: Reading, cue: Cue, place: tuple[int, int], predicate: tuple[int, int], unit: Unit
) -> bool:
    """Whether a cue at some words governs a predicate, its clause apart."""
    first, last = place
    head, tail = predicate
    if cue.direction == "backward":
        return tail - 1 <= first <= tail
    if first >= max(head + 1, min(tail, unit.last)) or head - last > cue.limit:
        return False
    if cue.not_head and first >= head and all(word in _ASPECT for word in reading.words[last:tail]):
        return False
    if last < head and not opens(reading, cue, last, head):
        return False
    enders = cue_table().terminators
    between = reading.words[last:head]
    return not any(word in enders or word in cue.stop for word in between)


def continues(reading: Reading, unit: Unit, head: int) -> bool:
    """Whether a clause has no subject of its own before its predicate, so that it goes on with the one before."""
    if unit.place == 0 or reading.units[unit.number - 1].mark not in _COMMAS:
        return False
    return all(
        reading.tags[i].startswith(_LINKS) and reading.marks[i] not in _NAMES for i in range(unit.first, head)
    )
