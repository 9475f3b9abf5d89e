"""Evaluative words, words of change, metric polarity and modifiers, read from `data/`, and what they say of a text.

The reading is a rule of thumb on its own (it is measured as such in docs/sentiment.md) and a feature of the model.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from xhsnlp.resources import PACKAGE, read_rows

DATA = PACKAGE / "sentiment" / "data"
TABLES = ("words", "directions", "metrics", "modifiers")
#: How far before an evaluative word its negator may stand, and after a word of change what it changes, in characters.
NEGATION_REACH = 6
OBJECT_REACH = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of the tables in a text.

    Attributes:
        word, start, end: the word and its place.
        tags: `(table, value)` of each table that holds it, as (`metrics`, `bad`).
    """

    word: str
    start: int
    end: int
    tags: tuple[tuple[str, str], ...]

    def value(self, table: str) -> str:
        """Its value in a table, or ""."""
        for name, value in self.tags:
            if name == table:
                return value
        return ""


@dataclass(frozen=True, slots=True)
class Cue:
    """A judgement that the tables find.

    Attributes:
        text: the words that made it, joined by `+` (`成本+下降`).
        sign: 1 good, -1 bad.
        kind: `tone`, `change` (of a known metric), `bare` (change of an unknown thing), `remove` or `lose`.
    """

    text: str
    sign: int
    kind: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the tables say of a clause.

    Attributes:
        cues: the judgements, in order.
        score: their sum; what follows a contrast counts double, what is conceded counts half.
        doubt: whether a word of doubt stands in it.
        contrast: whether a word of contrast stands in it.
    """

    cues: tuple[Cue, ...]
    score: float
    doubt: bool
    contrast: bool


class Lexicon:
    """The four tables as one dictionary, searched for the longest word at each place."""

    def __init__(self, rows: dict[str, list[tuple[str, str]]]):
        self.tags = {word: tuple(tags) for word, tags in rows.items()}
        lengths: dict[str, set[int]] = {}
        for word in rows:
            lengths.setdefault(word[0], set()).add(len(word))
        self.lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def find(self, text: str) -> list[Hit]:
        """The words in order, none overlapping; the longest wins. Linear in the length of the text."""
        hits = []
        i, size = 0, len(text)
        get, lengths = self.tags.get, self.lengths.get
        while i < size:
            step = 1
            for length in lengths(text[i], ()):
                tags = get(text[i : i + length])
                if tags is not None:
                    hits.append(Hit(text[i : i + length], i, i + length, tags))
                    step = length
                    break
            i += step
        return hits


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped tables, read once."""
    rows: dict[str, list[tuple[str, str]]] = {}
    for table in TABLES:
        for value, words in read_rows(DATA / f"{table}.tsv"):
            for word in words.split():
                tags = rows.setdefault(word.lower(), [])
                if all(name != table for name, _ in tags):
                    tags.append((table, value))
    return Lexicon(rows)


def judge(text: str, subject: str = "", words: Lexicon | None = None) -> Verdict:
    """What the tables say of a clause.

    Args:
        text: the clause, the subject in it or masked.
        subject: the subject where it stands apart; its last metric is what changes where the clause names none.
        words: other tables than the shipped ones.

    Example:
        >>> judge("成本同比下降8%").score
        1.0
    """
    return _judge(text, subject) if words is None else _judged(text, subject, words)


@lru_cache(maxsize=1024)
def _judge(text: str, subject: str) -> Verdict:
    """Kept, as a clause is judged for itself and for those beside it."""
    return _judged(text, subject, lexicon())


def _judged(text: str, subject: str, words: Lexicon) -> Verdict:
    hits = words.find(text.lower())
    outside = [hit for hit in words.find(subject.lower()) if hit.value("metrics")]
    cues: list[Cue] = []
    score, weight = 0.0, 1.0
    doubt = contrast = False
    for number, hit in enumerate(hits):
        use = hit.value("modifiers")
        if use == "contrast":
            contrast, weight = True, 2.0
        elif use == "concede":
            weight = 0.5
        elif use == "doubt":
            doubt = True
        cue = _cue(hits, number, outside[-1] if outside else None)
        if cue is not None:
            cues.append(cue)
            score += weight * cue.sign * (0.5 if cue.kind == "bare" else 1.0)
    return Verdict(tuple(cues), score, doubt, contrast)


def _cue(hits: list[Hit], number: int, outside: Hit | None) -> Cue | None:
    hit = hits[number]
    direction, tone = hit.value("directions"), hit.value("words")
    turn = -1 if _negated(hits, number) else 1
    if direction in ("up", "down"):
        metric = _metric(hits, number, outside)
        sign = 1 if direction == "up" else -1
        if metric is None:
            return Cue(hit.word, turn * sign, "bare")
        polarity = metric.value("metrics")
        if polarity == "none":
            return None
        return Cue(f"{metric.word}+{hit.word}", turn * sign * (1 if polarity == "good" else -1), "change")
    if direction in ("remove", "lose"):
        wanted = -1 if direction == "remove" else 1
        thing = _thing(hits, number, wanted)
        if thing is not None:
            return Cue(f"{hit.word}+{thing.word}", -turn * wanted, direction)
    if tone and not _taken(hits, number):
        return Cue(hit.word, turn * (1 if tone == "good" else -1), "tone")
    return None


def _worth(hit: Hit) -> int:
    value = hit.value("metrics") or hit.value("words")
    return {"good": 1, "bad": -1}.get(value, 0)


def _negated(hits: list[Hit], number: int) -> bool:
    """Whether an odd number of negators stands before a word, nothing evaluative between them."""
    turned = False
    place = hits[number].start
    for other in reversed(hits[:number]):
        if place - other.end > NEGATION_REACH or other.value("modifiers") == "contrast":
            break
        if other.value("modifiers") == "negate":
            turned = not turned
        elif other.value("words") or other.value("directions"):
            break
        place = other.start
    return turned


def _metric(hits: list[Hit], number: int, outside: Hit | None) -> Hit | None:
    """What a word of change changes: right after it, else the nearest before it, else that of the subject."""
    place = hits[number].end
    after = next((h for h in hits[number + 1 :] if h.value("metrics") and h.start - place <= 3), None)
    if after is not None:
        return after
    before = next((h for h in reversed(hits[:number]) if h.value("metrics")), None)
    if before is not None or outside is not None:
        return before or outside
    return next(
        (h for h in hits[number + 1 :] if h.value("metrics") and h.start - place <= OBJECT_REACH), None
    )


def _thing(hits: list[Hit], number: int, wanted: int) -> Hit | None:
    """The first thing of a worth that stands in reach after a word."""
    place = hits[number].end
    return next(
        (h for h in hits[number + 1 :] if _worth(h) == wanted and h.start - place <= OBJECT_REACH), None
    )


def _taken(hits: list[Hit], number: int) -> bool:
    """Whether a good or bad thing was judged already: by a word that removes, loses or changes it."""
    hit = hits[number]
    worth = _worth(hit)
    for place in range(number - 1, -1, -1):
        other = hits[place]
        if hit.start - other.end > OBJECT_REACH:
            break
        direction = other.value("directions")
        if (direction == "remove" and worth < 0) or (direction == "lose" and worth > 0):
            return True
    return bool(hit.value("metrics")) and any(
        h.value("directions") in ("up", "down") and _metric(hits, n, None) is hit for n, h in enumerate(hits)
    )
