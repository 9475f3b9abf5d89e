"""Word lists: the package's own, and a user's, whose words are cut out of the text before all else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from xhsnlp.errors import error
from xhsnlp.resources import read_rows
from xhsnlp.segment.tagset import TAGS, lac_tag

DATA = Path(__file__).parent / "data"
_JIEBA_LINE = re.compile(r"(?P<word>.+?)(?: (?P<weight>\d+))?(?: (?P<tag>[a-z]{1,4}|PER|ORG|LOC|TIME))?")
_SPACES = re.compile(r"\s+")
_EDGE = re.compile(r"[0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """A word of a lexicon.

    Attributes:
        word: as it stands in texts; may hold spaces (`New Balance`).
        weight: the higher of two that overlap wins; 0 where none is given.
        tag: part of speech (see `tagset`), "" where none is given.
    """

    word: str
    weight: int = 0
    tag: str = ""


def read_lexicon(path: str | Path) -> list[LexiconEntry]:
    """Read a word list: word, weight, tag, separated by tabs; or a line of jieba's own format (`word 3 n`).

    UTF-8 with or without a byte-order mark, any line ends; `#` starts a comment. Weight and tag may be left
    out. Tags of jieba are translated.

    Raises:
        InputError: no such file (E101), or it is not UTF-8 (E108).
        SettingsError: a weight or tag that is none (E203).
    """
    path = Path(path)
    if not path.is_file():
        raise error("E102" if path.is_dir() else "E101", path=path)
    try:
        rows = [_cells(row) for row in read_rows(path)]
    except UnicodeDecodeError:
        raise error("E108", where=path, tried="UTF-8") from None
    return [_entry(cells, path) for cells in rows if cells[0]]


def _cells(row: list[str]) -> list[str]:
    if len(row) > 1:
        return [*row, "", ""][:3]
    match = _JIEBA_LINE.fullmatch(row[0])
    tag = match["tag"] if match else None
    if match is None or (tag and not lac_tag(tag)):
        return [row[0], "", ""]
    return [match["word"], match["weight"] or "", tag or ""]


def _entry(cells: list[str], path: Path) -> LexiconEntry:
    word, weight, tag = _SPACES.sub(" ", cells[0]), cells[1] or "0", cells[2]
    if not weight.isdecimal():
        raise error("E203", key=f"{path}: weight of {word}", value=weight, why="a whole number is wanted")
    if tag and not lac_tag(tag):
        raise error("E203", key=f"{path}: tag of {word}", value=tag, why="known tags are " + " ".join(TAGS))
    return LexiconEntry(word, int(weight), lac_tag(tag) if tag else "")


@lru_cache(maxsize=1)
def business_lexicon() -> tuple[LexiconEntry, ...]:
    """The package's own words, `data/lexicon.tsv`."""
    return tuple(read_lexicon(DATA / "lexicon.tsv"))


class WordMatcher:
    """Finds the words of a lexicon in a text.

    Of words that overlap, the one of more weight wins, then the longer, then the one further left. A word
    that begins or ends with an ASCII letter or digit is found only where no other such character
    touches it there.
    """

    def __init__(self, entries: Iterable[LexiconEntry]):
        self.entries = {entry.word: entry for entry in entries}
        self._prefixes = {word[:size] for word in self.entries for size in range(1, len(word) + 1)}

    def find(self, text: str) -> list[tuple[int, int, LexiconEntry]]:
        """Words found, in order, none overlapping: start, end, entry."""
        taken: list[tuple[int, int, LexiconEntry]] = []
        ranked = sorted(self._all(text), key=lambda hit: (-hit[2].weight, hit[0] - hit[1], hit[0]))
        used = bytearray(len(text))
        for start, end, entry in ranked:
            if not any(used[start:end]):
                used[start:end] = b"\1" * (end - start)
                taken.append((start, end, entry))
        return sorted(taken, key=lambda hit: hit[0])

    def _all(self, text: str) -> Iterator[tuple[int, int, LexiconEntry]]:
        prefixes, entries = self._prefixes, self.entries
        size = len(text)
        for start, char in enumerate(text):
            if char not in prefixes:
                continue
            end = start + 1
            while True:
                piece = text[start:end]
                if piece not in prefixes:
                    break
                entry = entries.get(piece)
                if entry is not None and _free(text, start, end):
                    yield start, end, entry
                if end >= size:
                    break
                end += 1


def _free(text: str, start: int, end: int) -> bool:
    left = start > 0 and _EDGE.match(text[start]) and _EDGE.match(text[start - 1])
    right = end < len(text) and _EDGE.match(text[end - 1]) and _EDGE.match(text[end])
    return not (left or right)
