"""Fit a hashed linear classifier: multinomial logistic regression by AdaGrad, rounded to 8 bits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xhsnlp.segment.hashed import Array, HashedLinear


@dataclass(frozen=True, slots=True)
class Fit:
    """How to fit.

    Attributes:
        size: number of buckets.
        epochs: passes over the data.
        rate: step of AdaGrad.
        decay: weights shrink by this share towards 0 at each update of theirs (L1), which empties rare buckets.
        batch: places an update.
    """

    size: int
    epochs: int = 4
    rate: float = 0.15
    decay: float = 1e-4
    batch: int = 64


def fit(features: Array, truth: Array, labels: Sequence[str], how: Fit) -> HashedLinear:
    """Train on places (rows of buckets) and their classes. Seeded: the same data give the same weights."""
    from scipy.sparse import csr_matrix

    random = np.random.default_rng(0)
    weights = np.zeros((how.size, len(labels)), np.float32)
    squares = np.full((how.size, len(labels)), 1e-4, np.float32)
    columns = features.shape[1]
    for epoch in range(how.epochs):
        rate = how.rate * (1 - epoch / how.epochs * 0.8)
        order = random.permutation(len(features))
        for low in range(0, len(order), how.batch):
            chosen = order[low : low + how.batch]
            rows, inverse = np.unique(features[chosen], return_inverse=True)
            pointers = np.arange(len(chosen) + 1) * columns
            matrix = csr_matrix(
                (np.ones(inverse.size, np.float32), inverse.ravel(), pointers), (len(chosen), len(rows))
            )
            held = weights[rows]
            scores = matrix @ held
            scores -= scores.max(1, keepdims=True)
            error = np.exp(scores)
            error /= error.sum(1, keepdims=True)
            error[np.arange(len(chosen)), truth[chosen]] -= 1
            gradient = (matrix.T @ error) / np.float32(len(chosen))
            gathered = squares[rows] + gradient**2
            squares[rows] = gathered
            step = rate / np.sqrt(gathered)
            held -= step * gradient
            weights[rows] = np.sign(held) * np.maximum(np.abs(held) - step * how.decay, 0)
    return HashedLinear(labels, quantized(weights))


def quantized(weights: Array) -> Array:
    """Weights as integers of -127 to 127, one scale for all."""
    top = max(float(np.quantile(np.abs(weights), 0.9999)), 1e-6)
    return np.clip(np.rint(weights * (127 / top)), -127, 127).astype(np.int16)
