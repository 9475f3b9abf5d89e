"""The theme model: linear scores of each claim, then the claims beside it heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from xhsnlp.article import Article
from xhsnlp.claims.claim import Claim
from xhsnlp.resources import model_file
from xhsnlp.sentiment.vectors import WordVectors, word_vectors
from xhsnlp.sentiment.zones import ZoneModel, softmax
from xhsnlp.themes.features import ThemeReader
from xhsnlp.themes.taxonomy import Seeds, seeds

FILE = "themes/linear.npz"
#: How much the claims beside a claim count, how far they are heard (claims), and how far that fades.
NEIGHBOR_WEIGHT = 0.6
REACH = 6
FADING = 2.0


@dataclass(frozen=True)
class ThemeModel:
    """Attributes: linear: scores of the themes; seeds: the taxonomy's seed words; vectors: word vectors."""

    linear: ZoneModel
    seeds: Seeds
    vectors: WordVectors

    def probabilities(self, claims: Sequence[Claim], article: Article) -> np.ndarray:
        """One row a claim, one column a theme, in the order of `linear.classes`; the claims in order of the text."""
        if not claims:
            return np.zeros((0, len(self.linear.classes)))
        reader = ThemeReader(article, self.seeds, self.vectors)
        return heard(softmax(np.stack([self.linear.scores(row) for row in reader.rows(claims)])))

    def predict(self, claims: Sequence[Claim], article: Article) -> list[str]:
        """The likeliest theme of each claim of an article; the claims in order of the text."""
        return [self.linear.classes[int(row.argmax())] for row in self.probabilities(claims, article)]


def heard(chances: np.ndarray) -> np.ndarray:
    """Probabilities after the claims beside each are heard: neighbors share themes."""
    size = len(chances)
    total, weight = np.zeros_like(chances), np.zeros((size, 1))
    for step in range(1, min(REACH, size - 1) + 1):
        share = np.exp(-step / FADING)
        for ours, theirs in (
            (slice(step, None), slice(None, -step)),
            (slice(None, -step), slice(step, None)),
        ):
            total[ours] += share * chances[theirs]
            weight[ours] += share
    if size < 2:
        return chances
    beside = total / weight
    return softmax(np.log(chances + 1e-3) + NEIGHBOR_WEIGHT * np.log(beside + 1e-2))


@lru_cache(maxsize=1)
def theme_model() -> ThemeModel:
    """The shipped model, checked against the manifest.

    Raises:
        ModelError: missing or changed (E301, E302), or unreadable (E304).
    """
    return ThemeModel(ZoneModel.load(model_file(FILE)), seeds(), word_vectors())
