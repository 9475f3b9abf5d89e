"""Linear models over zones of text: character n-grams of each zone, words for closed sets, and word vectors.

A zone (the clause, the subject, the heading …) gives a list of features; each counts `scale / sqrt(length of the
list)`, so that long zones do not drown short ones. Weights are 16-bit numbers in one npz file with the vocabulary; no
pickle. Training is in `xhsnlp.training.zones_fit` (scikit-learn), reading needs numpy alone.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from xhsnlp.errors import error

_BORDER = "\0"


@dataclass(frozen=True, slots=True)
class Row:
    """One example as a model sees it.

    Attributes:
        zones: its named features.
        dense: its numbers without names: word vectors, one after another.
    """

    zones: Sequence[Zone]
    dense: np.ndarray


@dataclass(frozen=True, slots=True)
class Zone:
    """Attributes: features: their names, prefixed with the zone's; values: what each counts, one number for all or one each."""

    features: list[str]
    values: float | list[float]

    def items(self) -> Iterable[tuple[str, float]]:
        """Names and values."""
        values = [self.values] * len(self.features) if isinstance(self.values, float) else self.values
        return zip(self.features, values, strict=True)


def grams(prefix: str, text: str, shortest: int, longest: int, scale: float = 1.0) -> Zone:
    """The distinct character n-grams of a text as a zone, in order of first sight."""
    return words(_grams(prefix, text, shortest, longest), scale)


@lru_cache(maxsize=1024)
def _grams(prefix: str, text: str, shortest: int, longest: int) -> tuple[str, ...]:
    """Kept, as sentiment and theme read the same clauses, and neighbors each other's."""
    size = len(text)
    # A list, as it is made faster than a generator.
    return tuple(
        dict.fromkeys(
            [prefix + text[i : i + n] for n in range(shortest, longest + 1) for i in range(size - n + 1)]
        )
    )


def words(names: Iterable[str], scale: float = 1.0) -> Zone:
    """Named features as a zone."""
    features = list(names)
    return Zone(features, scale / max(len(features), 1) ** 0.5)


def tokens(names: Iterable[str], scale: float = 1.0) -> Zone:
    """Named features that each count the same however many there are."""
    return Zone(list(names), float(scale))


def shares(prefix: str, names: Iterable[str], values: Iterable[float], scale: float = 1.0) -> Zone:
    """Named numbers as a zone."""
    return Zone([prefix + name for name in names], [scale * value for value in values])


class ZoneModel:
    """A linear model.

    Attributes:
        classes: the class names.
        vocabulary: feature name to its row in `weights`.
        weights: of the named features, one column a class.
        dense: of the numbers without names, one column a class.
        bias: one number a class.
    """

    def __init__(
        self,
        classes: Sequence[str],
        names: Sequence[str],
        weights: np.ndarray,
        dense: np.ndarray,
        bias: np.ndarray,
    ):
        self.classes = tuple(classes)
        self.vocabulary = {name: row for row, name in enumerate(names)}
        self.weights = np.ascontiguousarray(weights, dtype=np.float32)
        self.dense = np.ascontiguousarray(dense, dtype=np.float32)
        self.bias = np.asarray(bias, dtype=np.float32)

    def scores(self, row: Row) -> np.ndarray:
        """The sum of the weights, one a class. Unknown features count nothing."""
        get = self.vocabulary.get
        found: list[int] = []
        values: list[float] = []
        for zone in row.zones:
            if isinstance(zone.values, float):  # the common case, and the quick one
                known = [number for number in map(get, zone.features) if number is not None]
                found += known
                values += [zone.values] * len(known)
                continue
            for name, value in zone.items():
                number = get(name)
                if number is not None:
                    found.append(number)
                    values.append(value)
        total = self.bias + row.dense @ self.dense
        return total + np.asarray(values, dtype=np.float32) @ self.weights[found] if found else total

    def contributions(self, row: Row, column: int) -> list[tuple[str, float]]:
        """What each named feature adds to a class beyond what it adds to the mean of all, the largest first."""
        found: dict[str, float] = {}
        for zone in row.zones:
            for name, value in zone.items():
                number = self.vocabulary.get(name)
                if number is not None:
                    weights = self.weights[number]
                    found[name] = found.get(name, 0.0) + value * float(weights[column] - weights.mean())
        return sorted(found.items(), key=lambda item: (-abs(item[1]), item[0]))

    def meaning(self, row: Row, column: int) -> float:
        """What the word vectors add to a class beyond what they add to the mean of all."""
        return float(row.dense @ (self.dense[:, column] - self.dense.mean(axis=1)))

    def save(self, path: Path) -> None:
        """Write one npz file."""
        names = sorted(self.vocabulary)
        table = self.weights[[self.vocabulary[name] for name in names]]
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            path,
            names=_packed(names),
            classes=_packed(self.classes),
            weights=table.astype(np.float16),
            dense=self.dense.astype(np.float16),
            bias=self.bias,
        )

    @classmethod
    def load(cls, path: Path) -> ZoneModel:
        """Read what `save` wrote.

        Raises:
            ModelError: not such a file (E304).
        """
        try:
            with np.load(path, allow_pickle=False) as data:
                names, classes = _unpacked(data["names"]), _unpacked(data["classes"])
                weights, dense, bias = data["weights"], data["dense"], data["bias"]
                if (
                    weights.shape != (len(names), len(classes))
                    or bias.shape[0] != len(classes)
                    or dense.shape[1] != len(classes)
                ):
                    raise ValueError("tables of different sizes")
                return cls(classes, names, weights, dense, bias)
        except (OSError, ValueError, KeyError, IndexError, zipfile.BadZipFile) as problem:
            raise error("E304", path=path, why=problem) from problem


def softmax(scores: np.ndarray) -> np.ndarray:
    """Probabilities of the classes, along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def _packed(names: Iterable[str]) -> np.ndarray:
    return np.frombuffer(_BORDER.join(names).encode("utf-8"), dtype=np.uint8)


def _unpacked(data: np.ndarray) -> list[str]:
    return bytes(data).decode("utf-8").split(_BORDER)
