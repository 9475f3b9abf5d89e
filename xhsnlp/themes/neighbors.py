"""Claims that stand side by side share themes: each hears its neighbors."""

from __future__ import annotations

import numpy as np

from xhsnlp.sentiment.zones import softmax

#: How much the claims beside a claim count, how far they are heard (claims), and how far that fades.
NEIGHBOR_WEIGHT = 0.8
REACH = 6
FADING = 2.0


def heard(chances: np.ndarray) -> np.ndarray:
    """Probabilities after the claims beside each are heard; one row a claim, in order of the text."""
    size = len(chances)
    if size < 2:
        return chances
    total, weight = np.zeros_like(chances), np.zeros((size, 1))
    for step in range(1, min(REACH, size - 1) + 1):
        share = np.exp(-step / FADING)
        for ours, theirs in (
            (slice(step, None), slice(None, -step)),
            (slice(None, -step), slice(step, None)),
        ):
            total[ours] += share * chances[theirs]
            weight[ours] += share
    return softmax(np.log(chances + 1e-3) + NEIGHBOR_WEIGHT * np.log(total / weight + 1e-2))
