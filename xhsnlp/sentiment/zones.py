"""Linear models over zones of text: character n-grams of each zone, and words for closed sets, in one vocabulary.

A zone (the clause, the subject, the heading …) gives a list of features; each counts `scale / sqrt(length of the
list)`, so that long zones do not drown short ones. Weights are 16-bit numbers in one npz file with the vocabulary; no
pickle. Training is in `xhsnlp.training.zones_fit` (scikit-learn), reading needs numpy alone.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from xhsnlp.errors import error

_BORDER = "\0"


@dataclass(frozen=True, slots=True)
class Zone:
    """Attributes: features: their names, prefixed with the zone's; values: what each counts."""

    features: list[str]
    values: list[float]


def grams(prefix: str, text: str, shortest: int, longest: int, scale: float = 1.0) -> Zone:
    """The distinct character n-grams of a text as a zone, in order of first sight."""
    size = len(text)
    found = dict.fromkeys(
        prefix + text[i : i + n] for n in range(shortest, longest + 1) for i in range(size - n + 1)
    )  # fmt: skip
    return words(found, scale)


def words(names: Iterable[str], scale: float = 1.0) -> Zone:
    """Named features as a zone."""
    features = list(names)
    return Zone(features, [scale / max(len(features), 1) ** 0.5] * len(features))


def tokens(names: Iterable[str], scale: float = 1.0) -> Zone:
    """Named features that each count the same however many there are."""
    features = list(names)
    return Zone(features, [scale] * len(features))


def shares(prefix: str, names: Iterable[str], values: Iterable[float], scale: float = 1.0) -> Zone:
    """Named numbers as a zone."""
    return Zone([prefix + name for name in names], [scale * value for value in values])


class ZoneModel:
    """Weights of named features, one column a class.

    Attributes:
        classes: the class names.
        vocabulary: feature name to its row.
        weights: the table.
        bias: one number a class.
    """

    def __init__(self, classes: Sequence[str], names: Sequence[str], weights: np.ndarray, bias: np.ndarray):
        self.classes = tuple(classes)
        self.vocabulary = {name: row for row, name in enumerate(names)}
        self.weights = np.ascontiguousarray(weights, dtype=np.float32)
        self.bias = np.asarray(bias, dtype=np.float32)

    def scores(self, zones: Sequence[Zone]) -> np.ndarray:
        """The sum of the weights, one a class. Unknown features count nothing."""
        get = self.vocabulary.get
        rows: list[int] = []
        values: list[float] = []
        for zone in zones:
            for name, value in zip(zone.features, zone.values, strict=True):
                row = get(name)
                if row is not None:
                    rows.append(row)
                    values.append(value)
        if not rows:
            return self.bias.copy()
        return np.asarray(values, dtype=np.float32) @ self.weights[rows] + self.bias

    def contributions(self, zones: Sequence[Zone], column: int) -> list[tuple[str, float]]:
        """What each feature adds to a class beyond what it adds to the mean of all, the largest first."""
        found: dict[str, float] = {}
        for zone in zones:
            for name, value in zip(zone.features, zone.values, strict=True):
                row = self.vocabulary.get(name)
                if row is not None:
                    weights = self.weights[row]
                    found[name] = found.get(name, 0.0) + value * float(weights[column] - weights.mean())
        return sorted(found.items(), key=lambda item: (-abs(item[1]), item[0]))

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
            bias=self.bias.astype(np.float32),
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
                weights, bias = data["weights"], data["bias"]
                if weights.shape != (len(names), len(classes)) or bias.shape != (len(classes),):
                    raise ValueError("tables of different sizes")
                return cls(classes, names, weights, bias)
        except (OSError, ValueError, KeyError, zipfile.BadZipFile) as problem:
            raise error("E304", path=path, why=problem) from problem


def softmax(scores: np.ndarray) -> np.ndarray:
    """Probabilities of the classes, along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def _packed(names: Iterable[str]) -> np.ndarray:
    return np.frombuffer(_BORDER.join(names).encode("utf-8"), dtype=np.uint8)


def _unpacked(data: np.ndarray) -> list[str]:
    return bytes(data).decode("utf-8").split(_BORDER)
