"""The subject of a claim: chosen among the phrase found in the clause and what was spoken of before.

Chinese leaves a subject out where it goes on from the clause before. Candidates are the phrase the argument CRF found,
subjects and objects of the claims before, the phrases that open the clauses before, entities, and the clause before
as a whole (…，这意味着…). A linear model scores them all; the best one is the subject.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from xhsnlp.claims.arguments import Arguments
from xhsnlp.claims.features import WordFeatures
from xhsnlp.claims.lexicon import lexicon
from xhsnlp.claims.reading import Reading, Unit

BACK = 5
SUBJECTS = 6
ENTITIES = 5
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
        propose(leading(reading, known, near, near.last), "opening", step)
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
    first, last = candidate.first, candidate.last
    own = int(found.subject.probability * 5) if found.subject else -1
    text = "".join(reading.words[first:last])
    source = candidate.source
    home = reading.unit_at(reading.starts[first])
    apart = min(unit.number - home.number, 6) if home else 7
    near = (
        "s" if home and home.sentence == unit.sentence else "b" if home and home.block == unit.block else "o"
    )
    special = lexicon().pronouns | lexicon().first_persons
    pronoun = text if text in special else "-"
    own_text = "".join(reading.words[found.subject.first : found.subject.last]) if found.subject else ""
    own_pronoun = own_text if own_text in special else "-"
    opener = known.kind[unit.first] or known.tag[unit.first]
    head = known.word[predicate[1] - 1]
    mark = reading.marks[last - 1]
    at_start = home is not None and first - home.first < 2
    found_features = [
        source,
        f"{source} r{candidate.rank}",
        f"{source} {near}{apart}",
        f"{source} own{own}",
        f"{source} p{int(candidate.probability * 10)}",
        f"{source} {near} own{own} r{min(candidate.rank, 2)}",
        f"{source} opener={opener}",
        f"{source} om{int(found.omitted * 5)}",
        f"{source} pronoun={pronoun}",
        f"{source} own={own_pronoun}",
        f"{source} {near} {own_pronoun} r{min(candidate.rank, 2)}",
        f"{mark} own={own_pronoun}",
        f"{source} len={min(last - first, 8)}",
        f"{source} place={min(unit.place, 2)} {near}",
        f"{source} head={head}",
        f"{source} head={known.coarse[predicate[1] - 1]}",
        f"end={known.coarse[last - 1]} head={known.coarse[predicate[1] - 1]}",
        f"mark={mark}",
        f"end={known.tag[last - 1]}",
        f"start={known.tag[first]}",
        f"endw={reading.words[last - 1][-1]}",
        f"count={min(reading.counts[reading.words[last - 1]], 6)} {source}",
        f"at={at_start} {source}",
        f"end={known.tag[last - 1]} head={head}",
    ]
    if any(known.verb[first:last]):
        found_features.append(f"{source} verb")
    if home is unit and last <= predicate[0]:
        gap = predicate[0] - last
        found_features.append(f"gap={min(gap, 4)} {source}")
        found_features.append(f"next={known.kind[last] or known.tag[last]}")
    return found_features
