"""Taxonomies: the themes of claims, each with a description and seed words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from xhsnlp.errors import error
from xhsnlp.resources import PACKAGE, read_rows

#: Seed words of texts up to this long are kept for a while, in characters.
SHORT = 300


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme.

    Attributes:
        label: its name in the output.
        description: what belongs to it.
        seeds: words that point to it, lower case.
        examples: clauses that belong to it, usually none.
    """

    label: str
    description: str
    seeds: tuple[str, ...]
    examples: tuple[str, ...] = ()


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
        # Words and shares of a clause are asked for one after the other.
        self._kept = lru_cache(maxsize=64)(self._find)

    def find(self, text: str) -> list[str]:
        """The seed words of a text (lower case) in order, none overlapping. Linear in its length."""
        return list(self._kept(text) if len(text) <= SHORT else self._find(text))

    def _find(self, text: str) -> tuple[str, ...]:
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
        return tuple(found)

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


def read_taxonomy(path: str | Path) -> tuple[Theme, ...]:
    """Read a taxonomy: a YAML or JSON file (a list of objects with `label`, `description`, `seeds`, `examples`; only the
    label must be there), or a TSV file (label, description, seed words, examples separated by ；; the last two may be missing).

    Raises:
        SettingsError: the file cannot be read (E204), or it has no themes, or a label twice (E203).
    """
    path = Path(path)
    try:
        if path.suffix.lower() == ".json":
            themes = [_theme(item) for item in json.loads(path.read_text("utf-8-sig"))]
        elif path.suffix.lower() in {".yaml", ".yml"}:
            themes = [_theme(item) for item in _read_yaml(path)]
        else:
            themes = [_theme_of_row(row) for row in read_rows(path)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise error("E204", path=path, why=f"{type(problem).__name__}: {problem}") from problem
    labels = [theme.label for theme in themes]
    if len(themes) < 2 or len(set(labels)) < len(labels) or not all(labels):
        raise error(
            "E203",
            key="themes.taxonomy",
            value=str(path),
            why="two or more themes of different labels are wanted",
        )
    return tuple(themes)


def _read_yaml(path: Path) -> Any:
    """Plain data of a YAML file; no objects are made. srsly, which spaCy needs, brings the reader."""
    import srsly

    text = path.read_text("utf-8-sig")
    try:
        return srsly.yaml_loads(text)
    except Exception as problem:  # the reader's errors have no common class but Exception
        raise ValueError(" ".join(str(problem).split())) from problem


def _theme(item: dict[str, Any]) -> Theme:
    words, examples = item.get("seeds") or (), item.get("examples") or ()
    # One text stands for words with spaces between, or for one example.
    words = words.split() if isinstance(words, str) else words
    examples = [examples] if isinstance(examples, str) else examples
    seeds = dict.fromkeys(str(word).lower() for word in words if str(word))
    described = str(item.get("description") or "")
    return Theme(str(item["label"]), described, tuple(seeds), tuple(str(example) for example in examples))


def _theme_of_row(row: list[str]) -> Theme:
    label, description, words, examples = (*row, "", "", "")[:4]
    kept = tuple(part for part in examples.split("；") if part)
    return Theme(label, description, tuple(dict.fromkeys(words.lower().split())), kept)
