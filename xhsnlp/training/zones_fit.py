"""Fitting of zone models: multinomial logistic regression with scikit-learn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack

from xhsnlp.sentiment.zones import Row, ZoneModel


@dataclass(frozen=True)
class Examples:
    """Labeled examples.

    Attributes:
        rows: the examples.
        labels: the class of each.
        weight: what each counts.
    """

    rows: Sequence[Row]
    labels: Sequence[str]
    weight: float = 1.0


def vocabulary_of(sets: Sequence[Examples], least: int) -> dict[str, int]:
    """Columns of the features that stand in at least `least` examples, in order of their names."""
    counts: Counter[str] = Counter()
    for examples in sets:
        for row in examples.rows:
            counts.update(name for zone in row.zones for name in zone.features)
    names = sorted(name for name, count in counts.items() if count >= least)
    return {name: number for number, name in enumerate(names)}


def matrix_of(rows: Sequence[Row], vocabulary: dict[str, int]) -> csr_matrix:
    """Examples as a sparse matrix: named features, then the numbers without names."""
    indices: list[int] = []
    values: list[float] = []
    borders = [0]
    for row in rows:
        for zone in row.zones:
            for name, value in zone.items():
                column = vocabulary.get(name)
                if column is not None:
                    indices.append(column)
                    values.append(value)
        borders.append(len(indices))
    table = csr_matrix((np.array(values), indices, borders), shape=(len(rows), len(vocabulary)))
    return hstack([table, csr_matrix(np.stack([row.dense for row in rows]))]).tocsr()


def fit_zones(
    sets: Sequence[Examples],
    *,
    strength: float = 1.0,
    least: int = 2,
    keep: int = 60_000,
    tolerance: float = 1e-3,
) -> ZoneModel:
    """Fit a model.

    Args:
        sets: the examples, set by set.
        strength: inverse of the penalty.
        least: features rarer than this are left out.
        keep: how many named features the model may have; those with the largest weights stay.
        tolerance: when the search for the weights ends.
    """
    from sklearn.linear_model import LogisticRegression

    vocabulary = vocabulary_of(sets, least)
    table = matrix_of([row for examples in sets for row in examples.rows], vocabulary)
    labels = [label for examples in sets for label in examples.labels]
    weights = np.concatenate([np.full(len(examples.labels), examples.weight) for examples in sets])
    model = LogisticRegression(C=strength, max_iter=400, tol=tolerance)
    model.fit(table, labels, sample_weight=weights)
    coefficients, bias = model.coef_, model.intercept_
    if len(coefficients) == 1:
        coefficients, bias = np.vstack([-coefficients, coefficients]) / 2, np.concatenate([-bias, bias]) / 2
    size = len(vocabulary)
    names, kept = _largest(sorted(vocabulary), coefficients[:, :size].T, keep)
    return ZoneModel([str(c) for c in model.classes_], names, kept, coefficients[:, size:].T, bias)


def _largest(names: Sequence[str], table: np.ndarray, keep: int) -> tuple[list[str], np.ndarray]:
    power = np.abs(table - table.mean(axis=1, keepdims=True)).max(axis=1)
    chosen = np.sort(np.argsort(-power, kind="stable")[:keep])
    chosen = chosen[power[chosen] > 1e-4]
    return [names[i] for i in chosen], table[chosen]


def accuracy(model: ZoneModel, examples: Examples) -> float:
    """The share of examples whose likeliest class is the right one."""
    found = [model.classes[int(model.scores(row).argmax())] for row in examples.rows]
    return sum(a == b for a, b in zip(found, examples.labels, strict=True)) / len(found)
