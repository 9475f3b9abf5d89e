"""Taxonomies: the themes of claims, each with a description and seed words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from xhsnlp.resources import PACKAGE, read_rows


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme.

    Attributes:
        label: its name in the output.
        description: what belongs to it.
        seeds: words that point to it, lower case.
    """

    label: str
    description: str
    seeds: tuple[str, ...]


class Seeds:
    """The seed words of a taxonomy, searched for the longest word at each place.

    A word of several themes points to each of them by an equal share.
    """

    def __init__(self, themes: tuple[Theme, ...]):
        self.labels = tuple(theme.label for theme in themes)
        self.owners: dict[str, list[int]] = {}
        for number, theme in enumerate(themes):
            for seed in theme.seeds:
                owners = self.owners.setdefault(seed, [])
                if number not in owners:
                    owners.append(number)
        lengths: dict[str, set[int]] = {}
        for word in self.owners:
            lengths.setdefault(word[0], set()).add(len(word))
        self.lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def find(self, text: str) -> list[str]:
        """The seed words of a text (lower case) in order, none overlapping. Linear in its length."""
        found = []
        i, size = 0, len(text)
        owners, lengths = self.owners, self.lengths.get
        while i < size:
            step = 1
            for length in lengths(text[i], ()):
                word = text[i : i + length]
                if word in owners:
                    found.append(word)
                    step = length
                    break
            i += step
        return found

    def counts(self, text: str) -> list[float]:
        """How much of each theme the seed words of a text show."""
        totals = [0.0] * len(self.labels)
        for word in self.find(text):
            owners = self.owners[word]
            for number in owners:
                totals[number] += 1 / len(owners)
        return totals


@lru_cache(maxsize=1)
def taxonomy() -> tuple[Theme, ...]:
    """The built-in taxonomy, in the order of its file."""
    return read_taxonomy(PACKAGE / "themes" / "data" / "taxonomy.tsv")


@lru_cache(maxsize=1)
def seeds() -> Seeds:
    """The seed words of the built-in taxonomy."""
    return Seeds(taxonomy())


def read_taxonomy(path: Path) -> tuple[Theme, ...]:
    """Read a taxonomy of three columns: label, description, seed words."""
    return tuple(
        Theme(label, description, tuple(dict.fromkeys(words.lower().split())))
        for label, description, words in read_rows(path)
    )
