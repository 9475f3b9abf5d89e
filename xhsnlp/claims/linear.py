"""Linear models over named features: numpy weights and a vocabulary in one npz file, no pickle.

`Linear` gives class probabilities (logistic regression); with one row of weights it scores candidates (`rank`).
"""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from xhsnlp.errors import error

#: Between names in a file; no feature holds it.
_BORDER = "\0"
#: How many groups' weights a scorer keeps.
KEPT = 1 << 14


class Linear:
    """Weights of named features, one row a class.

    Attributes:
        classes: the class names; a scorer of candidates has the one class `score`.
        weights: feature name to its weight in each class.
        bias: one number a class.
    """

    def __init__(self, classes: Sequence[str], weights: dict[str, tuple[float, ...]], bias: Sequence[float]):
        self.classes = list(classes)
        self.weights = weights
        self.bias = tuple(float(value) for value in bias)
        self._groups: dict[tuple[str, ...], list[float]] = {}

    def scores(self, features: Iterable[str]) -> list[float]:
        """The sum of the weights, one a class. Unknown features count nothing."""
        totals = list(self.bias)
        get = self.weights.get
        if len(totals) == 1:
            total = totals[0]
            for row in map(get, features):
                if row is not None:
                    total += row[0]
            return [total]
        for row in map(get, features):
            if row is not None:
                for index, value in enumerate(row):
                    totals[index] += value
        return totals

    def total(self, groups: Iterable[tuple[str, ...]]) -> float:
        """The score of a candidate whose features come in groups, to the last bit as `scores` has it.

        The weights of a group are kept: looking up name by name in a large table is what takes the time.
        """
        total = self.bias[0]
        kept = self._groups
        for names in groups:
            weights = kept.get(names)
            if weights is None:
                if len(kept) >= KEPT:
                    kept.clear()
                rows = map(self.weights.get, names)
                weights = kept[names] = [row[0] for row in rows if row is not None]
            for weight in weights:
                total += weight
        return total

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Probability of each class."""
        totals = self.scores(features)
        if len(self.classes) == 2 and len(totals) == 1:
            p = sigmoid(totals[0])
            return {self.classes[0]: 1 - p, self.classes[1]: p}
        return dict(zip(self.classes, softmax(totals), strict=True))

    def save(self, path: Path) -> None:
        """Write one npz file."""
        names = sorted(self.weights)
        table = np.array([self.weights[name] for name in names], dtype=np.float32).reshape(len(names), -1)
        np.savez_compressed(
            path,
            names=np.frombuffer(_BORDER.join(names).encode("utf-8"), dtype=np.uint8),
            classes=np.frombuffer(_BORDER.join(self.classes).encode("utf-8"), dtype=np.uint8),
            weights=table,
            bias=np.array(self.bias, dtype=np.float64),
        )

    @classmethod
    def load(cls, path: Path) -> Linear:
        """Read what `save` wrote.

        Raises:
            ModelError: not such a file (E304).
        """
        try:
            with np.load(path, allow_pickle=False) as data:
                names = bytes(data["names"]).decode("utf-8").split(_BORDER)
                classes = bytes(data["classes"]).decode("utf-8").split(_BORDER)
                rows = map(tuple, data["weights"].astype(float).tolist())
                return cls(classes, dict(zip(names, rows, strict=True)), data["bias"].tolist())
        except (OSError, ValueError, KeyError, zipfile.BadZipFile) as problem:
            raise error("E304", path=path, why=problem) from problem


def sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def softmax(values: Sequence[float]) -> list[float]:
    top = max(values)
    powers = [math.exp(value - top) for value in values]
    total = sum(powers)
    return [power / total for power in powers]
