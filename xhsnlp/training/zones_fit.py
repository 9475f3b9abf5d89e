"""Fitting of zone models: multinomial logistic regression over several sources at once, with scikit-learn.

Several sources are joined as Daumé (2007) does: every feature exists once for all and once for its source, so that what
the sources share is learned from all of them and what they do not is kept apart. The model that is shipped adds the
shared weights and those of the one source it is for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack

from xhsnlp.sentiment.zones import Zone, ZoneModel


@dataclass(frozen=True)
class Examples:
    """Labeled examples of one source.

    Attributes:
        source: its name.
        rows: the zones of each example.
        labels: the class of each.
        weight: what an example of this source counts.
    """

    source: str
    rows: Sequence[Sequence[Zone]]
    labels: Sequence[str]
    weight: float = 1.0


def vocabulary_of(sets: Sequence[Examples], least: int) -> dict[str, int]:
    """Rows of the features that stand in at least `least` examples, in order of their names."""
    counts: Counter[str] = Counter()
    for examples in sets:
        for row in examples.rows:
            counts.update(name for zone in row for name in zone.features)
    names = sorted(name for name, count in counts.items() if count >= least)
    return {name: number for number, name in enumerate(names)}


def matrix_of(rows: Sequence[Sequence[Zone]], vocabulary: dict[str, int]) -> csr_matrix:
    """Examples as a sparse matrix."""
    indices: list[int] = []
    values: list[float] = []
    borders = [0]
    for row in rows:
        for zone in row:
            for name, value in zip(zone.features, zone.values, strict=True):
                column = vocabulary.get(name)
                if column is not None:
                    indices.append(column)
                    values.append(value)
        borders.append(len(indices))
    return csr_matrix(
        (np.array(values, dtype=np.float32), indices, borders), shape=(len(rows), len(vocabulary))
    )


def fit_zones(
    sets: Sequence[Examples],
    target: str,
    *,
    strength: float = 1.0,
    least: int = 2,
    keep: int = 60_000,
    own: float = 1.0,
) -> ZoneModel:
    """Fit a model for one of several sources.

    Args:
        sets: the sources.
        target: the name of the source that the model is for.
        strength: inverse of the penalty.
        least: features rarer than this are left out.
        keep: how many features the model may have; those with the largest weights stay.
        own: how freely a source may depart from what is shared (0: not at all).
    """
    from sklearn.linear_model import LogisticRegression

    vocabulary = vocabulary_of(sets, least)
    names = sorted(vocabulary)
    sources = [examples.source for examples in sets]
    blocks = []
    for examples in sets:
        table = matrix_of(examples.rows, vocabulary)
        ones = csr_matrix(np.ones((table.shape[0], 1), dtype=np.float32))
        empty = csr_matrix((table.shape[0], table.shape[1] + 1), dtype=np.float32)
        copies = [hstack([table, ones]) * own if name == examples.source else empty for name in sources]
        blocks.append(hstack([table, *copies]) if len(sets) > 1 else table)
    from scipy.sparse import vstack

    weights = np.concatenate([np.full(len(examples.labels), examples.weight) for examples in sets])
    labels = [label for examples in sets for label in examples.labels]
    model = LogisticRegression(C=strength, max_iter=300, tol=1e-3)
    model.fit(vstack(blocks).tocsr(), labels, sample_weight=weights)
    coefficients, bias = model.coef_, model.intercept_
    if coefficients.shape[0] == 1:
        coefficients, bias = np.vstack([-coefficients, coefficients]) / 2, np.concatenate([-bias, bias]) / 2
    size = len(vocabulary)
    table = coefficients[:, :size].T.copy()
    if len(sets) > 1:
        at = size + sources.index(target) * (size + 1)
        table += own * coefficients[:, at : at + size].T
        bias = bias + own * coefficients[:, at + size]
    return ZoneModel([str(c) for c in model.classes_], *_largest(names, table, keep), bias)


def _largest(names: Sequence[str], table: np.ndarray, keep: int) -> tuple[list[str], np.ndarray]:
    power = np.abs(table - table.mean(axis=1, keepdims=True)).max(axis=1)
    chosen = np.sort(np.argsort(-power, kind="stable")[:keep])
    chosen = chosen[power[chosen] > 1e-4]
    return [names[i] for i in chosen], table[chosen]
