"""Fitting: logistic regression, conditional logit over candidates, and CRFs, all seeded and single-threaded."""

from __future__ import annotations

import gzip
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from xhsnlp.claims.linear import Linear

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Rows = Sequence[Sequence[str]]
TINY = 1e-3


def _vocabulary(rows: Rows, least: int) -> dict[str, int]:
    counts = Counter(name for row in rows for name in set(row))
    names = sorted(name for name, count in counts.items() if count >= least)
    return {name: index for index, name in enumerate(names)}


def _matrix(rows: Rows, vocabulary: dict[str, int]) -> csr_matrix:
    from scipy.sparse import csr_matrix

    indices: list[int] = []
    borders = [0]
    for row in rows:
        indices.extend(vocabulary[name] for name in row if name in vocabulary)
        borders.append(len(indices))
    values = np.ones(len(indices))
    return csr_matrix((values, indices, borders), shape=(len(rows), len(vocabulary)))


def fit_logistic(rows: Rows, labels: Sequence[str], strength: float = 0.1, least: int = 2) -> Linear:
    """Logistic regression; two classes give one row of weights, more give one a class.

    Args:
        rows: feature names of each example.
        labels: the class of each.
        strength: inverse of the penalty.
        least: features rarer than this are left out.
    """
    from sklearn.linear_model import LogisticRegression

    vocabulary = _vocabulary(rows, least)
    model = LogisticRegression(C=strength, max_iter=400).fit(_matrix(rows, vocabulary), labels)
    table = model.coef_.T
    weights = {
        name: tuple(np.round(table[index], 5).tolist())
        for name, index in vocabulary.items()
        if np.abs(table[index]).max() > TINY
    }
    return Linear([str(c) for c in model.classes_], weights, model.intercept_)


def fit_ranker(
    groups: Sequence[tuple[Rows, Sequence[float]]], penalty: float = 1.0, least: int = 2
) -> Linear:
    """Conditional logit: within a group the candidates' probabilities should follow their targets.

    Args:
        groups: features of each candidate, and the candidates' targets (they need not add up to one).
        penalty: weight of the squared norm.
        least: features rarer than this are left out.
    """
    from scipy.optimize import minimize

    groups = [(rows, targets) for rows, targets in groups if sum(targets) > 0 and len(rows) > 1]
    rows = [row for members, _ in groups for row in members]
    vocabulary = _vocabulary(rows, least)
    table = _matrix(rows, vocabulary)
    sizes = np.array([len(members) for members, _ in groups])
    begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    wanted = np.concatenate([np.array(t, dtype=float) / sum(t) for _, t in groups])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = table @ w
        top = np.maximum.reduceat(scores, begins)
        powers = np.exp(scores - np.repeat(top, sizes))
        totals = np.add.reduceat(powers, begins)
        chances = powers / np.repeat(totals, sizes)
        value = -(wanted * np.log(np.maximum(chances, 1e-12))).sum() + 0.5 * penalty * (w @ w)
        return float(value), table.T @ (chances - wanted) + penalty * w

    found = minimize(loss, np.zeros(len(vocabulary)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    weights: dict[str, tuple[float, ...]] = {
        n: (round(float(found[i]), 5),) for n, i in vocabulary.items() if abs(found[i]) > TINY
    }
    return Linear(["score"], weights, [0.0])


def fit_crf(
    rows: Sequence[Rows], labels: Sequence[Sequence[str]], path: Path, *, c1: float, c2: float, least: int = 2,
    rounds: int = 80,
) -> None:  # fmt: skip
    """Train a linear-chain CRF and write it to a file, compressed."""
    import pycrfsuite

    path.parent.mkdir(parents=True, exist_ok=True)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params(
        {
            "c1": c1,
            "c2": c2,
            "max_iterations": rounds,
            "feature.minfreq": least,
            "feature.possible_transitions": True,
        }
    )
    for sequence, tags in zip(rows, labels, strict=True):
        trainer.append(sequence, tags)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "model"
        trainer.train(str(plain))
        path.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
