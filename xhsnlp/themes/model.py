"""The theme model: learned scores of each claim, the seeded ones beside, then its neighbors heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from xhsnlp.article import Article
from xhsnlp.claims.claim import Claim
from xhsnlp.resources import model_file
from xhsnlp.sentiment.blend import Blend, shipped_blends
from xhsnlp.sentiment.vectors import word_vectors
from xhsnlp.sentiment.zones import ZoneModel, softmax
from xhsnlp.themes.features import ThemeReader
from xhsnlp.themes.neighbors import heard
from xhsnlp.themes.seeded import SeededModel
from xhsnlp.themes.taxonomy import taxonomy

FILE = "themes/linear.npz"
#: What the scores of the seed words count beside the learned ones.
SEEDED_WEIGHT = 0.4


@dataclass(frozen=True)
class ThemeModel:
    """Attributes: linear: learned scores; seeded: the built-in taxonomy as a classifier of its own."""

    linear: ZoneModel
    seeded: SeededModel

    def reader(self, article: Article) -> ThemeReader:
        """Makes the rows of an article's claims."""
        return ThemeReader(article, self.seeded.seeds, self.seeded.vectors)

    def scores(self, claims: Sequence[Claim], article: Article) -> np.ndarray:
        """Scores of each claim by itself: one row a claim, one column a theme, in the order of `linear.classes`."""
        reader = self.reader(article)
        order = [self.seeded.labels.index(name) for name in self.linear.classes]
        learned = np.stack([self.linear.scores(row) for row in reader.rows(claims)])
        seeded = np.stack([self.seeded.scores(claim, reader) for claim in claims])[:, order]
        return learned + SEEDED_WEIGHT * seeded

    def probabilities(
        self,
        claims: Sequence[Claim],
        article: Article,
        network: np.ndarray | None = None,
        blend: Blend | None = None,
    ) -> np.ndarray:
        """Probabilities of the themes, in the order of `linear.classes`.

        Args:
            claims: claims of the article, in order of the text.
            article: the article.
            network: what the network of the pipeline `accurate` thinks, see `xhsnlp.sentiment.blend.opinions_of`.
            blend: how the two go together; by default as shipped.
        """
        if not claims:
            return np.zeros((0, len(self.linear.classes)))
        scores = self.scores(claims, article)
        if network is not None:
            scores = scores + (blend or shipped_blends()["theme"]).added(network)
        return heard(softmax(scores))

    def predict(
        self, claims: Sequence[Claim], article: Article, network: np.ndarray | None = None
    ) -> list[str]:
        """The likeliest theme of each claim of an article; the claims in order of the text."""
        rows = self.probabilities(claims, article, network)
        return [self.linear.classes[int(row.argmax())] for row in rows]


@lru_cache(maxsize=1)
def theme_model() -> ThemeModel:
    """The shipped model, checked against the manifest.

    Raises:
        ModelError: missing or changed (E301, E302), or unreadable (E304).
    """
    return ThemeModel(ZoneModel.load(model_file(FILE)), SeededModel(taxonomy(), word_vectors()))
