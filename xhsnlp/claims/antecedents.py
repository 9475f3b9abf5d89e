"""The subject of a claim: chosen among the phrase found in the clause and what was spoken of before.

Chinese leaves a subject out where it goes on from the clause before. Candidates are the phrase the argument CRF found,
subjects and objects of the claims before, the phrases that open the clauses before, entities, and the clause before
as a whole (…，这意味着…). A linear model scores them all; the best one is the subject.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from xhsnlp.claims.arguments import Arguments
from xhsnlp.claims.features import WordFeatures
from xhsnlp.claims.lexicon import lexicon
from xhsnlp.claims.reading import Reading, Unit

BACK = 5
SUBJECTS = 6
ENTITIES = 5
#: How many groups of names of features are kept.
KEPT = 4096
_BREAK = ("conj", "adv", "modal", "negator", "copula", "have", "prep")
_TRIM = ("conj", "adv", "prep", "tail", "modal", "negator", "structural")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may be the subject.

    Attributes:
        first, last: its words.
        source: what proposed it.
        rank: how many of the same source are nearer.
        probability: of the argument CRF, 0 for the others.
    """

    first: int
    last: int
    source: str
    rank: int = 0
    probability: float = 0.0


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A claim before: its clause, and the words of subject and object."""

    unit: Unit
    subject: tuple[int, int] | None
    object: tuple[int, int] | None


def candidates(
    reading: Reading,
    known: WordFeatures,
    unit: Unit,
    predicate: tuple[int, int],
    found: Arguments,
    before: Sequence[Mentioned],
) -> list[Candidate]:
    """All phrases that may be the subject, each stretch of words once, the likeliest source first."""
    made: dict[tuple[int, int], Candidate] = {}

    def propose(span: tuple[int, int] | None, source: str, rank: int = 0, probability: float = 0.0) -> None:
        if span and span[0] < span[1] and span not in made:
            made[span] = Candidate(*span, source, rank, probability)

    if found.subject:
        propose((found.subject.first, found.subject.last), "own", 0, found.subject.probability)
    propose(leading(reading, known, unit, predicate[0]), "lead")
    seen: set[str] = set()
    rank = 0
    for mention in reversed(before[-12:]):
        if mention.subject is None:
            continue
        words = "".join(reading.words[mention.subject[0] : mention.subject[1]])
        if words not in seen and rank < SUBJECTS:
            seen.add(words)
            propose(mention.subject, "subject", rank)
            rank += 1
    for rank, mention in enumerate(reversed(before[-3:])):
        if mention.unit.block == unit.block:
            propose(mention.object, "object", rank)
    for step in range(1, BACK + 1):
        if unit.number < step or reading.units[unit.number - step].block < unit.block - 1:
            break
        near = reading.units[unit.number - step]
        propose(_opening(reading, known, near), "opening", step)
        if step == 1 and near.sentence == unit.sentence:
            propose((near.first, near.last), "clause", step)
    for rank, span in enumerate(_entities(reading, unit, predicate[0])):
        propose(span, "entity", rank)
    return list(made.values())


def leading(reading: Reading, known: WordFeatures, unit: Unit, stop: int) -> tuple[int, int] | None:
    """The phrase that opens a clause: what stands before its first verb, without adverbs and connectives around it.

    A verb that a 的 follows belongs to the phrase (新上线的功能).
    """
    first, last = unit.first, min(stop, unit.last)
    kinds, verbs = known.kind, known.verb
    while first < last and (any(k in kinds[first] for k in _TRIM) or reading.marks[first] == "TIME"):
        first += 1
    end = first
    while end < last:
        if verbs[end] and "的" not in reading.words[end : min(end + 5, last)]:
            break
        if end > first and reading.words[end] not in "和与及" and any(k in kinds[end] for k in _BREAK):
            break
        end += 1
    while end > first and any(k in kinds[end - 1] for k in _TRIM):
        end -= 1
    return (first, end) if end > first else None


def _opening(reading: Reading, known: WordFeatures, unit: Unit) -> tuple[int, int] | None:
    """The phrase that opens a clause, whatever its predicate: looked for once."""
    found = known.openings.get(unit.number, ())
    if found == ():
        found = known.openings[unit.number] = leading(reading, known, unit, unit.last)
    return found or None


def _entities(reading: Reading, unit: Unit, stop: int) -> list[tuple[int, int]]:
    limit = reading.starts[stop]
    spans = []
    seen = set()
    upto = bisect_right(reading.entity_starts, limit)
    for entity in reversed(reading.entities[max(0, upto - 20) : upto]):
        if entity.label.value not in {"ORG", "PER", "PRODUCT"} or entity.canonical in seen:
            continue
        seen.add(entity.canonical)
        first, last = reading.words_of(entity)
        if first < last:
            spans.append((first, last))
        if len(spans) == ENTITIES:
            break
    return spans


def candidate_features(
    reading: Reading,
    known: WordFeatures,
    unit: Unit,
    predicate: tuple[int, int],
    found: Arguments,
    candidate: Candidate,
) -> list[str]:
    """What speaks for or against a candidate."""
    (groups,) = candidate_groups(reading, known, unit, predicate, found, [candidate])
    return [name for group in groups for name in group]


def candidate_groups(
    reading: Reading,
    known: WordFeatures,
    unit: Unit,
    predicate: tuple[int, int],
    found: Arguments,
    choices: Sequence[Candidate],
) -> list[list[tuple[str, ...]]]:
    """The features of each candidate, in groups that come up again and again, see `Linear.total`."""
    own, own_pronoun = -1, "-"
    if found.subject:
        own = int(found.subject.probability * 5)
        own_pronoun = _pronoun(reading, found.subject.first, found.subject.last)
    opener = known.kind[unit.first] or known.tag[unit.first]
    head, head_group = known.word[predicate[1] - 1], known.coarse[predicate[1] - 1]
    omitted, place = int(found.omitted * 5), min(unit.place, 2)
    rows = []
    for choice in choices:
        first, last, source, rank = choice.first, choice.last, choice.source, choice.rank
        home = reading.unit_at(reading.starts[first])
        apart, near, at_start = 7, "o", False
        if home:
            apart = min(unit.number - home.number, 6)
            near = "s" if home.sentence == unit.sentence else "b" if home.block == unit.block else "o"
            at_start = first - home.first < 2
        mark, end, word = reading.marks[last - 1], known.tag[last - 1], reading.words[last - 1]
        groups = [
            _place_names(source, rank, near, apart, own, int(choice.probability * 10)),
            _opener_names(source, opener, omitted),
            _pronoun_names(source, rank, near, mark, _pronoun(reading, first, last), own_pronoun),
            _size_names(source, near, min(last - first, 8), place),
            _head_names(source, head, head_group),
            _pair_names(known.coarse[last - 1], head_group),
            _border_names(mark, end, known.tag[first], word[-1]),
            _count_names(source, min(reading.counts[word], 6), at_start),
            _pair_names(end, head),
        ]
        if True in known.verb[first:last]:
            groups.append((f"{source} verb",))
        if home is unit and last <= predicate[0]:
            gap = min(predicate[0] - last, 4)
            groups.append((f"gap={gap} {source}", f"next={known.kind[last] or known.tag[last]}"))
        rows.append(groups)
    return rows


def _pronoun(reading: Reading, first: int, last: int) -> str:
    text = "".join(reading.words[first:last])
    return text if text in lexicon().pronouns or text in lexicon().first_persons else "-"


@lru_cache(maxsize=KEPT)
def _place_names(source: str, rank: int, near: str, apart: int, own: int, sure: int) -> tuple[str, ...]:
    return (
        source,
        f"{source} r{rank}",
        f"{source} {near}{apart}",
        f"{source} own{own}",
        f"{source} p{sure}",
        f"{source} {near} own{own} r{min(rank, 2)}",
    )


@lru_cache(maxsize=KEPT)
def _opener_names(source: str, opener: str, omitted: int) -> tuple[str, ...]:
    return f"{source} opener={opener}", f"{source} om{omitted}"


@lru_cache(maxsize=KEPT)
def _pronoun_names(source: str, rank: int, near: str, mark: str, pronoun: str, own: str) -> tuple[str, ...]:
    return (
        f"{source} pronoun={pronoun}",
        f"{source} own={own}",
        f"{source} {near} {own} r{min(rank, 2)}",
        f"{mark} own={own}",
    )


@lru_cache(maxsize=KEPT)
def _size_names(source: str, near: str, size: int, place: int) -> tuple[str, ...]:
    return f"{source} len={size}", f"{source} place={place} {near}"


@lru_cache(maxsize=KEPT)
def _head_names(source: str, head: str, group: str) -> tuple[str, ...]:
    return f"{source} head={head}", f"{source} head={group}"


@lru_cache(maxsize=KEPT)
def _border_names(mark: str, end: str, start: str, character: str) -> tuple[str, ...]:
    return f"mark={mark}", f"end={end}", f"start={start}", f"endw={character}"


@lru_cache(maxsize=KEPT)
def _count_names(source: str, count: int, at_start: bool) -> tuple[str, ...]:
    return f"count={count} {source}", f"at={at_start} {source}"


@lru_cache(maxsize=KEPT)
def _pair_names(end: str, head: str) -> tuple[str, ...]:
    return (f"end={end} head={head}",)
