"""Company names by the hundred thousand, as hashes: too noisy to match by, good enough as a feature.

Made by `xhsnlp.training.entities` from an open list of short names. A form of three to five characters is looked up by
a hash of 32 bits; a false match is as harmless as the list's own noise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from xhsnlp.errors import error
from xhsnlp.resources import model_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Lengths of the names that are kept, the longest first.
LENGTHS = (5, 4, 3)
MODEL = "entities/companies.npz"


class CompanyNames:
    """A set of names. Attributes: hashes: for each length, the sorted hashes of its names."""

    def __init__(self, hashes: dict[int, NDArray[np.uint32]]):
        self.hashes = hashes
        self._last: tuple[str, list[int], list[int]] = ("", [], [])

    @classmethod
    def of(cls, names: Iterable[str]) -> CompanyNames:
        """Of names; those of other lengths are left out."""
        found: dict[int, set[int]] = {length: set() for length in LENGTHS}
        for name in names:
            if len(name) in found:
                found[len(name)].add(int(_hashes(_codes(name), len(name))[0]))
        return cls({length: np.array(sorted(values), np.uint32) for length, values in found.items()})

    @classmethod
    def load(cls, path: Path) -> CompanyNames:
        """Read what `save` wrote.

        Raises:
            ModelError: not such a file (E304).
        """
        try:
            with np.load(path, allow_pickle=False) as tables:
                return cls(
                    {length: np.cumsum(tables[f"names{length}"], dtype=np.uint32) for length in LENGTHS}
                )
        except (OSError, ValueError, KeyError) as problem:
            raise error("E304", path=path, why=problem) from problem

    def save(self, path: Path) -> None:
        """Write the hashes as differences, which compress."""
        tables: dict[str, Any] = {
            f"names{length}": np.diff(table, prepend=np.uint32(0)) for length, table in self.hashes.items()
        }
        np.savez_compressed(path, **tables)

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Names in `text[start:end]` as offsets, in order.

        The longest names of the whole text from left to right, no two overlapping; the last text is remembered, as it
        is asked for stretch by stretch.
        """
        last = self._last
        if last[0] is not text:
            last = self._last = (text, *self._all(text))
        _, starts, ends = last
        for number in range(bisect_left(starts, start), bisect_left(starts, end)):
            if ends[number] <= end:
                yield starts[number], ends[number]

    def _all(self, text: str) -> tuple[list[int], list[int]]:
        codes = _codes(text)
        longest = np.zeros(len(codes), np.int64)
        for length in reversed(LENGTHS):
            table = self.hashes[length]
            if len(codes) >= length and len(table):
                keys = _hashes(codes, length)
                places = np.minimum(np.searchsorted(table, keys), len(table) - 1)
                longest[np.flatnonzero(table[places] == keys)] = length
        starts: list[int] = []
        ends: list[int] = []
        for place in np.flatnonzero(longest).tolist():
            if not ends or place >= ends[-1]:
                starts.append(place)
                ends.append(place + int(longest[place]))
        return starts, ends


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _hashes(codes: NDArray[np.uint32], length: int) -> NDArray[np.uint32]:
    """A hash of each stretch of `length` codes: FNV-like, with a last mixing (after MurmurHash3)."""
    size = len(codes) - length + 1
    value = np.full(size, 0x811C9DC5, np.uint32)
    for step in range(length):
        value = (value ^ codes[step : step + size]) * np.uint32(0x01000193)
        value ^= value >> np.uint32(15)
    value *= np.uint32(0x85EBCA6B)
    return value ^ (value >> np.uint32(13))


@lru_cache(maxsize=1)
def shipped_companies() -> CompanyNames:
    """The names under `models/`.

    Raises:
        ModelError: missing or changed (E301, E302), or unreadable (E304).
    """
    return CompanyNames.load(model_file(MODEL))
