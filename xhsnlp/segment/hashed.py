"""A linear classifier over hashed features, in numpy: rows of small integers, summed.

The features of a place are numbers (of characters, words, tags) mixed with the number of their template into a row
of the weight table, as in the hashing trick of Weinberger et al. (2009). All places of a text are scored at once.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from xhsnlp.errors import error
from xhsnlp.resources import model_file

Array = np.ndarray[Any, Any]
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
#: Places scored at a time.
_CHUNK = 8192


def bucket(template: int, *parts: Array, size: int) -> Array:
    """The rows of a feature: its template and its parts (arrays of numbers, one a place), mixed."""
    mixed = np.full(parts[0].shape, template + 1, np.uint64) * _MIX
    for part in parts:
        mixed = (mixed ^ part.astype(np.uint64)) * _MIX
        mixed ^= mixed >> _SHIFT
    return (mixed % np.uint64(size)).astype(np.int64)


def shifted(values: Array, step: int, edge: int = 0) -> Array:
    """The value `step` places on, `edge` beyond the ends."""
    out = np.full_like(values, edge)
    if step > 0:
        out[:-step] = values[step:]
    elif step < 0:
        out[-step:] = values[:step]
    else:
        out[:] = values
    return out


class HashedLinear:
    """Weights of a classifier.

    Attributes:
        labels: the classes.
        weights: one row a bucket, one column a class.
    """

    def __init__(self, labels: Sequence[str], weights: Array):
        self.labels = tuple(labels)
        self.weights = weights.astype(np.int16)

    @property
    def size(self) -> int:
        return len(self.weights)

    def scores(self, features: Array) -> Array:
        """Scores of each class (columns) for each place (rows of bucket numbers)."""
        out = np.zeros((len(features), len(self.labels)), np.int32)
        for low in range(0, len(features), _CHUNK):
            part = features[low : low + _CHUNK]
            for column in part.T:
                out[low : low + _CHUNK] += self.weights[column]
        return out

    def best(self, features: Array) -> Array:
        """Number of the best class for each place."""
        return self.scores(features).argmax(1)

    def save(self, path: Path) -> None:
        """Write the weights as 8-bit numbers; the same weights give the same bytes."""
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, weights=self.weights.astype(np.int8), labels=np.array(self.labels))

    @classmethod
    def read(cls, path: Path) -> HashedLinear:
        """Read what `save` wrote.

        Raises:
            ModelError: not such a file (E304).
        """
        try:
            with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as data:
                return cls([str(label) for label in data["labels"]], data["weights"])
        except (OSError, ValueError, KeyError) as problem:
            raise error("E304", path=path, why=problem) from problem


_folder: ContextVar[Path | None] = ContextVar("folder", default=None)


def hashed_model(name: str) -> HashedLinear:
    """A shipped model of this room, checked against the manifest."""
    folder = _folder.get()
    return _read(folder / f"{name}.npz" if folder else model_file(f"segment/{name}.npz"))


@lru_cache(maxsize=16)
def _read(path: Path) -> HashedLinear:
    return HashedLinear.read(path)


@contextmanager
def models_from(folder: Path) -> Iterator[None]:
    """Take the models from a folder that no manifest covers yet; for training."""
    _read.cache_clear()
    token = _folder.set(folder)
    try:
        yield
    finally:
        _folder.reset(token)
        _read.cache_clear()
