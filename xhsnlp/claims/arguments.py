"""Subject and object of a predicate: a CRF over the words around it, run once a predicate.

The window is the clause before (a topic set off by a comma), the predicate's own clause, and up to two clauses after
it in the same sentence (an object that runs on over a comma).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xhsnlp.claims.features import WordFeatures
from xhsnlp.claims.reading import Reading, Unit

if TYPE_CHECKING:
    import pycrfsuite

AFTER = 2
LONGEST = 60


@dataclass(frozen=True, slots=True)
class WordSpan:
    """Attributes: first, last: words `[first, last)`; probability: mean marginal of its words, 0 to 1."""

    first: int
    last: int
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Arguments:
    """Attributes: subject, object: where they stand near the predicate, or None; omitted: how likely no subject does."""

    subject: WordSpan | None
    object: WordSpan | None
    omitted: float


def window_of(reading: Reading, unit: Unit) -> tuple[int, int]:
    """The words that the arguments of a predicate of this clause are looked for in."""
    fellows = reading.sentences[unit.sentence]
    first = unit.first
    if unit.place > 0:
        first = fellows[unit.place - 1].first
    last = fellows[min(unit.place + AFTER, len(fellows) - 1)].last
    return max(first, unit.first - LONGEST), min(last, unit.last + LONGEST)


def argument_features(
    reading: Reading, known: WordFeatures, unit: Unit, predicate: tuple[int, int]
) -> list[list[str]]:
    """One list of features a word of the window, seen from the predicate."""
    first, last = window_of(reading, unit)
    head, tail = predicate
    words, tags, kinds, verbs = known.word, known.tag, known.kind, known.verb
    key = words[tail - 1]
    ending = reading.words[tail - 1][-1]
    between = _between(verbs, words, first, last, head, tail)
    rows = []
    for i in range(first, last):
        zone = "P" if head <= i < tail else "L" if i < head else "R"
        home = "h" if unit.first <= i < unit.last else "b" if i < unit.first else "a"
        near = min(i - tail if i >= tail else head - i, 6) if zone != "P" else 0
        w, t = words[i], tags[i]
        w_1, t_1 = (words[i - 1], tags[i - 1]) if i > first else ("^", "^")
        w1, t1 = (words[i + 1], tags[i + 1]) if i + 1 < last else ("$", "$")
        at = zone + home
        row = [f"{at}{name}" for name in known.alone[i][:3]]
        row += [
            at, f"{at}{near}", f"{at}{near}t={t}", f"{at}t-1={t_1} {t}", f"{at}t+1={t} {t1}", f"{at}w-1={w_1}",
            f"{at}w+1={w1}", f"{at}t3={t_1} {t} {t1}", f"{zone}v={between[i - first]}",
            f"{zone}v={between[i - first]} {t}", f"{zone}p={key}", f"{zone}{near}p={ending}",
        ]  # fmt: skip
        if known.coarse[i]:
            row += [f"{at}{known.coarse[i]}", f"{zone}p={known.coarse[tail - 1]} {t}"]
        if kinds[i]:
            row.append(f"{at}k={kinds[i]}")
        if i > first and kinds[i - 1]:
            row.append(f"{at}k-1={kinds[i - 1]}")
        if i + 1 < last and kinds[i + 1]:
            row.append(f"{at}k+1={kinds[i + 1]}")
        if i in (unit.first, unit.last - 1):
            row.append(f"{at}edge{i == unit.first} {t}")
        if i == head - 1 or i == tail:
            row += [f"{zone}next p={key}", f"{zone}next w={w}", f"{zone}next t={t}"]
        rows.append(row)
    return rows


def _between(verbs: list[bool], words: list[str], first: int, last: int, head: int, tail: int) -> list[str]:
    """What lies between each word and the predicate: verbs, commas, 的."""
    out = [""] * (last - first)
    for step, begin, stop in ((-1, head - 1, first - 1), (1, tail, last)):
        seen = commas = 0
        de = False
        for i in range(begin, stop, step):
            out[i - first] = f"{min(seen, 2)}{min(commas, 2)}{int(de)}"
            seen += verbs[i]
            commas += words[i] in "，,；;：:"
            de = de or words[i] == "的"
    return out


def find_arguments(
    tagger: pycrfsuite.Tagger, rows: list[list[str]], first: int, predicate: tuple[int, int]
) -> Arguments:
    """Subject and object as the CRF labels them.

    Args:
        tagger: the CRF.
        rows: the window's features.
        first: the first word of the window.
        predicate: the predicate's words.
    """
    labels = tagger.tag(rows)
    subjects = _runs(tagger, labels, "S", first)
    objects = _runs(tagger, labels, "O", first)
    head, tail = predicate
    subject = max(subjects, key=lambda span: span.probability, default=None)
    after = [span for span in objects if span.first >= tail]
    found = after[0] if after else max(objects, key=lambda span: span.probability, default=None)
    omitted = 1.0
    for i in range(min(len(rows), head - first)):
        omitted = min(omitted, 1 - tagger.marginal("SB", i))
    return Arguments(subject, found, omitted)


def _runs(tagger: pycrfsuite.Tagger, labels: list[str], role: str, first: int) -> list[WordSpan]:
    spans = []
    start = -1
    for i, label in enumerate([*labels, "X"]):
        if start >= 0 and label != role + "I":
            chance = sum(tagger.marginal(labels[k], k) for k in range(start, i)) / (i - start)
            spans.append(WordSpan(first + start, first + i, chance))
            start = -1
        if label == role + "B" or (label == role + "I" and start < 0):
            start = i
    return spans
