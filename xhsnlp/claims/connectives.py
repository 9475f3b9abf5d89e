"""Connectives: words that say how one claim bears on another; the rules are data (`data/connectives.tsv`)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from xhsnlp.claims.claim import RelationType
from xhsnlp.claims.lexicon import lexicon
from xhsnlp.claims.reading import Reading, Unit
from xhsnlp.resources import PACKAGE, read_rows

#: Words that may stand before a connective that opens its clause, at most.
LEAD = 3
#: The longest gap in a connective of two parts, in characters.
GAP = 40


@dataclass(frozen=True, slots=True)
class Connective:
    """A rule; see the head of `data/connectives.tsv`.

    Attributes:
        head, tail: its literal; `tail` is what follows the gap, "" where there is none.
        type: the relation.
        hypothetical: whether what it governs is only supposed.
        source: whether its own claims are the source of the relation; else they are the target.
        other: where the other claim is looked for, in order.
        place: where in its clause it stands.
        then: words that open the other side, in this clause or a later one.
        within: those that do so in this clause alone.
        needed: whether one of them must follow.
        barred: what may not follow at once.
    """

    head: str
    tail: str
    type: RelationType
    hypothetical: bool
    source: bool
    other: tuple[str, ...]
    place: str
    then: tuple[str, ...]
    within: tuple[str, ...]
    needed: bool
    barred: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A connective in the text. Attributes: rule; unit: its clause; start, end: its characters."""

    rule: Connective
    unit: Unit
    start: int
    end: int


@lru_cache(maxsize=1)
def connectives() -> dict[str, tuple[Connective, ...]]:
    """The rules by first character, or by `place` where that is end, item or same; the longest first; read once."""
    found: dict[str, list[Connective]] = {}
    for kind, role, other, place, then, barred, literals in read_rows(
        PACKAGE / "claims" / "data" / "connectives.tsv"
    ):
        for literal in literals.split():
            head, _, tail = literal.partition("…")
            words = [] if then == "-" else then.lstrip("!").split()
            rule = Connective(
                head,
                tail,
                RelationType(kind.rstrip("*")),
                kind.endswith("*"),
                role == "source",
                tuple(other.split()),
                place,
                tuple(word for word in words if word[0] != "~"),
                tuple(word[1:] for word in words if word[0] == "~"),
                then.startswith("!"),
                tuple(barred.split()) if barred != "-" else (),
            )
            found.setdefault(place if place in ("end", "item", "same") else head[0], []).append(rule)
    return {key: tuple(sorted(rows, key=lambda r: -len(r.head + r.tail))) for key, rows in found.items()}


def connectives_in(reading: Reading, unit: Unit) -> Iterator[Found]:
    """The connectives of a clause, in order; of two that begin at one character, the longer."""
    table = connectives()
    opening = _lead(reading, unit)
    done = unit.start
    for i in range(unit.first, unit.last):
        start = reading.starts[i]
        if start < done:
            continue
        for rule in table.get(reading.text[start], ()):
            if i > (unit.last if rule.place == "any" else unit.first if rule.place == "verb" else opening):
                continue
            end = _matched(reading, unit, rule, i)
            if end is not None:
                done = start + len(rule.head)
                yield Found(rule, unit, start, end)
                break
    for rule in table.get("end", ()):
        if reading.text.endswith(rule.head, unit.start, unit.end):
            yield Found(rule, unit, unit.end - len(rule.head), unit.end)
            break


def item_of(reading: Reading, unit: Unit) -> Found | None:
    """The connective that makes a clause an item of a list (一是, 首先), or None."""
    for rule in connectives().get("item", ()):
        if reading.text.startswith(rule.head, unit.start):
            return Found(rule, unit, unit.start, unit.start + len(rule.head))
    return None


def is_word(reading: Reading, place: int, literal: str) -> bool:
    """Whether a literal begins with a word and ends with one, the same or a later one."""
    start = reading.starts[place]
    end = start + len(literal)
    if reading.words[place] == literal:
        return True
    return reading.text.startswith(literal, start) and reading.ends[bisect_left(reading.ends, end)] == end


def goes_on(reading: Reading, unit: Unit) -> bool:
    """Whether a clause goes on with the side of a relation that the clause before belongs to (并, 叠加)."""
    return any(rule.head == reading.words[unit.first] for rule in connectives()["same"])


def _lead(reading: Reading, unit: Unit) -> int:
    """The last word of a clause that an opening connective may begin with: adverbs, conjunctions, times may precede."""
    classes = lexicon().classes
    place = unit.first
    while place < unit.last - 1 and place - unit.first < LEAD:
        kinds = classes.get(reading.words[place], "")
        if not (reading.marks[place] == "TIME" or "adv" in kinds or "conj" in kinds or kinds == "pronoun"):
            break
        place += 1
    return place


def _matched(reading: Reading, unit: Unit, rule: Connective, place: int) -> int | None:
    """Where a connective that begins with a word ends, or None where it does not stand there."""
    text = reading.text
    start = reading.starts[place]
    end = start + len(rule.head)
    if not text.startswith(rule.head, start, unit.end):
        return None
    if len(rule.head) == 1 and not rule.tail and reading.words[place] != rule.head:
        return None
    if any(_follows(reading, unit, mark, end) for mark in rule.barred):
        return None
    if rule.tail:
        found = text.find(rule.tail, end + 1, min(unit.end, end + GAP))
        return None if found < 0 else found + len(rule.tail)
    return end


def _follows(reading: Reading, unit: Unit, mark: str, end: int) -> bool:
    if mark == "。":
        return end >= unit.end
    if mark == "#":
        number = bisect_left(reading.starts, end)
        return number < unit.last and reading.marks[number][:1] == "F"
    return reading.text.startswith(mark, end, unit.end)
