"""The word lists of `data/`, indexed for look-up at a position."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from xhsnlp.figures.numerals import HAN
from xhsnlp.resources import read_rows

_DATA = Path(__file__).parent / "data"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written.

    Attributes:
        word: the word.
        kind: `money`, `percent`, `multiple`, `duration`, `measure` or `count`.
        symbol: the unit of the figure; for money the ISO code, "" where the context decides.
        factor: the value is the number times this.
        not_before: characters that must not follow the word.
        arabic: counts only after Arabic or large numbers.
    """

    word: str
    kind: str
    symbol: str
    factor: float = 1
    not_before: str = ""
    arabic: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """A word before a number: its role (comparator, change, trend, …), value, and what may not precede it."""

    role: str
    value: str
    not_after: str = ""


class Words(Generic[T]):
    """Words found at a position, the longest first; `backward` finds those that end there."""

    def __init__(self, entries: Iterable[tuple[str, T]], backward: bool = False) -> None:
        self.backward = backward
        index: dict[str, list[tuple[str, T]]] = {}
        for word, value in entries:
            index.setdefault(word[-1] if backward else word[0], []).append((word, value))
        self._index = {sign: sorted(words, key=lambda pair: -len(pair[0])) for sign, words in index.items()}

    def find(self, text: str, at: int) -> tuple[str, T] | None:
        """The longest word that begins at a position (or ends there, if `backward`)."""
        if self.backward:
            if at < 1:
                return None
            for pair in self._index.get(text[at - 1], ()):
                if text.endswith(pair[0], 0, at):
                    return pair
            return None
        if at < len(text):
            for pair in self._index.get(text[at], ()):
                if text.startswith(pair[0], at):
                    return pair
        return None

    def find_all(self, text: str, at: int) -> list[tuple[str, T]]:
        """All words that begin at a position, the longest first."""
        if at >= len(text):
            return []
        return [pair for pair in self._index.get(text[at], ()) if text.startswith(pair[0], at)]


@dataclass(frozen=True)
class Lexicon:
    """All word lists.

    Attributes:
        units: units, currencies and classifiers after a number.
        prefixes: words before a number, found backward.
        money_signs: currencies before a number, found backward.
        suffixes: comparators after a quantity.
        metrics, measured_after: words before and after a bare sum that tell what it measures.
        excluded: words that hold a number and are no figure, with the offset of their first numeral sign, by that
            sign and the one after it.
    """

    units: Words[Unit]
    prefixes: Words[Prefix]
    money_signs: Words[str]
    suffixes: Words[str]
    metrics: dict[str, str]
    measured_after: Words[str]
    excluded: dict[str, tuple[tuple[int, str], ...]]


def _cell(row: list[str], column: int) -> str:
    return row[column] if len(row) > column else ""


def _factor(written: str) -> float:
    value = float(written or 1)
    return int(value) if value == int(value) else value


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the word lists, once."""
    units = [
        Unit(row[0], "money", _cell(row, 1), _factor(_cell(row, 2)), _cell(row, 3))
        for row in read_rows(_DATA / "currencies.tsv")
    ]
    units += [
        Unit(row[0], row[1], row[2], _factor(_cell(row, 3)), _cell(row, 4))
        for row in read_rows(_DATA / "units.tsv")
    ]
    units += [
        Unit(
            row[0],
            "count",
            "" if _cell(row, 2) == "unitless" else row[0],
            1,
            _cell(row, 1),
            _cell(row, 2) == "arabic",
        )
        for row in read_rows(_DATA / "classifiers.tsv")
    ]
    excluded: dict[str, list[tuple[int, str]]] = {}
    for row in read_rows(_DATA / "not_figures.tsv"):
        word = row[0]
        offset = next(
            (i for i, sign in enumerate(word) if sign in HAN or sign.isdecimal() or sign == "半"), None
        )
        if offset is not None:
            excluded.setdefault(word[offset : offset + 2], []).append((offset, word))
    return Lexicon(
        units=Words((unit.word, unit) for unit in units),
        prefixes=Words(
            (
                (row[0], Prefix(row[1], _cell(row, 2), _cell(row, 3)))
                for row in read_rows(_DATA / "prefixes.tsv")
            ),
            True,
        ),
        money_signs=Words(((row[0], row[1]) for row in read_rows(_DATA / "currency_prefixes.tsv")), True),
        suffixes=Words((row[0], row[1]) for row in read_rows(_DATA / "suffixes.tsv")),
        metrics={row[0]: row[1] for row in read_rows(_DATA / "metrics.tsv") if _cell(row, 2) != "after"},
        measured_after=Words(
            (row[0], row[1]) for row in read_rows(_DATA / "metrics.tsv") if _cell(row, 2) == "after"
        ),
        excluded={sign: tuple(sorted(words, key=lambda w: -len(w[1]))) for sign, words in excluded.items()},
    )
