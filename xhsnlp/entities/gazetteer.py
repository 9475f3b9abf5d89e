"""Gazetteers: names known beforehand, with their label and the name they stand for.

The files `data/names/*.tsv` hold one name a line: name, label, canonical name (empty: the name itself), and
`ambiguous` where the name is also a common word or part of one, so that context has to decide (苹果, 平安).
A user's file has the same columns, the last two optional.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from xhsnlp.entities.entity import EntityLabel
from xhsnlp.entities.units import fold
from xhsnlp.errors import error
from xhsnlp.resources import read_rows

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of a gazetteer.

    Attributes:
        name: the form as it stands in texts.
        label: type of the thing.
        canonical: the one name of the thing.
        ambiguous: whether the form is also something else, so that it needs support from its context.
    """

    name: str
    label: EntityLabel
    canonical: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found at `[start, end)`."""

    start: int
    end: int
    entry: Entry


class Gazetteer:
    """Finds the longest names in a text, by tables of names and of lengths for each first character."""

    def __init__(self, entries: Iterable[Entry]):
        self.entries: dict[str, Entry] = {}
        lengths: dict[str, set[int]] = {}
        for entry in entries:
            key = _key(entry.name)
            if not key or key in self.entries:
                continue
            self.entries[key] = entry
            lengths.setdefault(key[0], set()).add(len(key))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, name: str) -> Entry | None:
        """The entry of a name, whatever its case."""
        return self.entries.get(_key(name))

    def matches(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Names in `text[start:end]`, longest first from left to right, no two overlapping.

        A name does not begin or end inside a run of Latin letters or digits. An ambiguous Latin name has to
        have the case of its entry (Gap, not gap).
        """
        end = len(text) if end is None else end
        low = _key(text[start:end])
        lengths, entries = self._lengths, self.entries
        position, size = 0, end - start
        while position < size:
            for length in lengths.get(low[position], ()):
                stop = position + length
                entry = entries.get(low[position:stop]) if stop <= size else None
                if entry is None or not _whole(text, start + position, start + stop):
                    continue
                if (
                    entry.ambiguous
                    and entry.name.isascii()
                    and text[start + position : start + stop] != entry.name
                ):
                    continue
                yield Match(start + position, start + stop, entry)
                position = stop
                break
            else:
                position += 1


def _key(name: str) -> str:
    low = fold(name).lower()
    if len(low) != len(name):  # a letter whose lower case is longer than itself
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in fold(name))
    return low


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _whole(text: str, start: int, end: int) -> bool:
    if start and _is_latin(text[start]) and _is_latin(text[start - 1]):
        return False
    return not (end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end]))


def read_gazetteer(path: Path) -> Iterator[Entry]:
    """Entries of one file.

    Raises:
        SettingsError: the file cannot be read, or a row has no known label (E204).
    """
    try:
        rows = list(read_rows(path))
    except (OSError, UnicodeDecodeError) as problem:
        raise error("E204", path=path, why=problem) from problem
    for row in rows:
        name, label, canonical, flag = [*row, "", "", ""][:4]
        if label.upper() not in EntityLabel.__members__:
            known = ", ".join(EntityLabel.__members__)
            raise error("E204", path=path, why=f"{name!r} has the label {label!r}; labels are {known}")
        yield Entry(name, EntityLabel[label.upper()], canonical or name, flag == "ambiguous")


@lru_cache(maxsize=1)
def shipped_gazetteer() -> Gazetteer:
    """The gazetteer of the package: all files of `data/names/` in order; the first entry of a name wins."""
    return Gazetteer(
        entry for path in sorted((DATA / "names").glob("*.tsv")) for entry in read_gazetteer(path)
    )
