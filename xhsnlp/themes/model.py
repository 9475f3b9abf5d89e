"""The theme model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from xhsnlp.article import Article
from xhsnlp.claims.claim import Claim
from xhsnlp.resources import model_file
from xhsnlp.sentiment.zones import ZoneModel, softmax
from xhsnlp.themes.features import ThemeReader
from xhsnlp.themes.taxonomy import Seeds, seeds

FILE = "themes/linear.npz"


@dataclass(frozen=True)
class ThemeModel:
    """Attributes: linear: scores of the themes; seeds: the taxonomy's seed words."""

    linear: ZoneModel
    seeds: Seeds

    def probabilities(self, claims: Sequence[Claim], article: Article) -> np.ndarray:
        """One row a claim, one column a theme, in the order of `linear.classes`."""
        if not claims:
            return np.zeros((0, len(self.linear.classes)))
        reader = ThemeReader(article, self.seeds)
        return softmax(np.stack([self.linear.scores(row) for row in reader.rows(claims)]))

    def predict(self, claims: Sequence[Claim], article: Article) -> list[str]:
        """The likeliest theme of each claim of an article; the claims in order of the text."""
        return [self.linear.classes[int(row.argmax())] for row in self.probabilities(claims, article)]

    @classmethod
    def load(cls, path: Path) -> ThemeModel:
        """Read the linear model from a file.

        Raises:
            ModelError: not such a file (E304).
        """
        return cls(ZoneModel.load(path), seeds())


@lru_cache(maxsize=1)
def theme_model() -> ThemeModel:
    """The shipped model, checked against the manifest.

    Raises:
        ModelError: missing or changed (E301, E302), or unreadable (E304).
    """
    return ThemeModel.load(model_file(FILE))
