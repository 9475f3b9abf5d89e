"""The digest's word lists: senses of predicates, names of metrics, words that say little, frames of sentences."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from xhsnlp.errors import error
from xhsnlp.resources import PACKAGE, read_rows

_DATA = PACKAGE / "themes" / "data"
_MARKS = re.compile(r"[\s,，。.、；;：:！!？?“”\"'‘’「」『』（）()《》〈〉【】\[\]—\-–·…~～]+")

_CODES = re.compile(r"[a-z0-9]+|第[一二三四五六七八九十]+|[一二三四五六七八九十]+(?=[期代号季])")


class Words:
    """Words with a class each, searched for the longest one in a text."""

    def __init__(self, classes: dict[str, str]):
        self.classes = classes
        # Longest first, so that the first branch that fits is the longest; case matters in no list.
        ordered = sorted(classes, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(map(re.escape, ordered)) or r"(?!)", re.IGNORECASE)

    def longest(self, text: str) -> tuple[str, str] | None:
        """The longest word in a text and its class; of equal ones the last, which in Chinese is the head."""
        best = ""
        for found in self._pattern.finditer(text):
            if len(found.group()) >= len(best):
                best = found.group()
        return (best, self.class_of(best)) if best else None

    def class_of(self, word: str) -> str:
        return (
            self.classes.get(word) or self.classes.get(word.upper()) or self.classes.get(word.lower()) or ""
        )

    def match(self, text: str) -> re.Match[str] | None:
        """The longest word that a text begins with."""
        return self._pattern.match(text)

    def remove(self, text: str) -> str:
        """The text without the words."""
        return self._pattern.sub("", text)


def normalize(text: str) -> str:
    """Text without punctuation, white space and letter case."""
    return _MARKS.sub("", text).lower()


def bigrams(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters; the characters themselves where there is one."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) if len(text) > 1 else frozenset(text)


def codes(text: str) -> frozenset[str]:
    """Numbers and Latin letters of a text that tell things of one kind apart: A轮 and B轮, S5 and S7, 第一 and 第二."""
    return frozenset(_CODES.findall(text))


def dice(a: frozenset[str], b: frozenset[str]) -> float:
    """Dice coefficient of two sets, 1 for two empty ones."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


@lru_cache(maxsize=1)
def predicates() -> tuple[Words, dict[str, str]]:
    """The verbs with their senses, and the flag of each sense."""
    senses: dict[str, str] = {}
    flags: dict[str, str] = {}
    for sense, flag, words in read_rows(_DATA / "predicates.tsv"):
        flags[sense] = flag
        for word in words.split():
            senses.setdefault(word, sense)
    return Words(senses), flags


@lru_cache(maxsize=1)
def levels() -> Words:
    """The verbs of two characters or more that only state a number."""
    words, flags = predicates()
    return Words(
        {word: sense for word, sense in words.classes.items() if flags[sense] == "level" and len(word) > 1}
    )


@lru_cache(maxsize=1)
def quantities() -> Words:
    """The names of metrics; a class that begins with a minus sign has the sign of the metric turned (loss, profit)."""
    return Words({name: row[0] for row in read_rows(_DATA / "quantities.tsv") for name in row[2].split()})


@lru_cache(maxsize=1)
def amounts() -> Words:
    """The names of metrics that can be sums of money."""
    return Words({name: kind for name, kind in quantities().classes.items() if kind not in stocks()})


@lru_cache(maxsize=1)
def stocks() -> frozenset[str]:
    """The metrics that count things one can open, close, hire or dismiss."""
    return frozenset(row[0] for row in read_rows(_DATA / "quantities.tsv") if row[1] == "stock")


@lru_cache(maxsize=1)
def _generic() -> dict[str, Words]:
    return {row[0]: Words(dict.fromkeys(row[1].split(), row[0])) for row in read_rows(_DATA / "generic.tsv")}


def generic(kind: str) -> Words:
    """Words that say little: `subject`, `filler`, `lead` or `particle`."""
    return _generic()[kind]


@lru_cache(maxsize=2)
def frames(language: str) -> dict[str, str]:
    """The digest's own words in `zh` or `en`, by key."""
    column = {"zh": 1, "en": 2}.get(language)
    if column is None:
        raise error("E203", key="digest.language", value=language, why="zh or en is wanted")
    return {row[0]: row[column] for row in read_rows(Path(_DATA / "frames.tsv"))}
