"""The dictionary: jieba's word list with frequencies and tags, and the package's own words beside it.

jieba keeps a `marshal` file under a fixed name in the folder for temporary files and loads what it finds
there, so it is never asked to load its dictionary: the list is read here and given to a private tokenizer.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from pathlib import Path
from types import ModuleType
from typing import Any

from xhsnlp.resources import read_rows
from xhsnlp.segment.lexicon import DATA, business_lexicon
from xhsnlp.segment.tagset import lac_tag

_NAMES = {"nr", "ns", "nt", "nz"}
#: Least frequency of a word of the package's own; jieba's list has 60 million occurrences in all.
FLOOR = 2000


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The words.

    Attributes:
        frequency: of words, 0 for beginnings of words.
        tags: of words.
        total: of all frequencies.
        splits: words of jieba's that are cut.
    """

    frequency: dict[str, int]
    tags: dict[str, str]
    total: int
    splits: frozenset[str]


def import_jieba() -> ModuleType:
    """jieba, without its warnings and its talk on stderr."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(60)
    return jieba


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """The dictionary, read once. Not to be changed."""
    frequency: dict[str, int] = {}
    tags: dict[str, str] = {}
    total = 0
    path = Path(str(import_jieba().__file__)).parent / "dict.txt"
    names = {name: lac_tag(name) for name in ("n", "nr", "v")}
    with path.open(encoding="utf-8") as file:
        for line in file:
            word, count, tag = line.split()
            number = int(count)
            total += number
            frequency[word] = number
            tags[word] = names.get(tag) or names.setdefault(tag, lac_tag(tag) or "n")
    for word in tuple(frequency):
        _add_beginnings(frequency, word)
    total = _add_business(frequency, tags, total)
    splits = frozenset(row[0] for row in read_rows(DATA / "splits.txt"))
    for word in splits & frequency.keys():
        frequency[word] = 0
    return Dictionary(frequency, tags, total, splits)


def _add_beginnings(frequency: dict[str, int], word: str) -> None:
    for size in range(len(word) - 1, 0, -1):
        if word[:size] in frequency:
            break
        frequency[word[:size]] = 0


def _add_business(frequency: dict[str, int], tags: dict[str, str], total: int) -> int:
    for entry in business_lexicon():
        if entry.tag or entry.word not in tags:
            tags[entry.word] = entry.tag or "nz"
        if (
            entry.word.isascii()
        ):  # Latin letters in a row are one word without it, and no word may start inside them
            continue
        weight = entry.weight or max(FLOOR, _winning(frequency, entry.word, total))
        total += weight - frequency.get(entry.word, 0)
        frequency[entry.word] = weight
        _add_beginnings(frequency, entry.word)
    return total


def _winning(frequency: dict[str, int], word: str, total: int) -> int:
    """The frequency with which a word stays whole: that of its likeliest parts, and half as much again."""
    best = [0.0] + [-1e9] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end):
            if start == 0 and end == len(word):
                continue
            count = frequency.get(word[start:end], 0) or (1 if end - start == 1 else 0)
            if count:
                best[end] = max(best[end], best[start] + log(count / total))
    return int(exp(best[-1]) * total * 1.5) + 1


@lru_cache(maxsize=1)
def certain_names() -> dict[str, str]:
    """Names of the package's own lexicon that are long enough to be nothing else, and their tags."""
    return {e.word: e.tag for e in business_lexicon() if e.tag in _NAMES and len(e.word) > 2}


@lru_cache(maxsize=1)
def private_jieba() -> Any:
    """A jieba tokenizer with the dictionary of this package, apart from the global one of `import jieba`."""
    tokenizer = import_jieba().Tokenizer()
    tokenizer.FREQ = dictionary().frequency
    tokenizer.total = dictionary().total
    tokenizer.initialized = True
    return tokenizer
