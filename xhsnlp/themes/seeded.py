"""Themes of a user's own taxonomy, from its descriptions, seed words and examples alone: nothing is trained ahead.

A claim goes to the theme whose seed words it, its heading and its paragraph hold, and whose description, seed words and
examples lie nearest to it by word vectors.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from xhsnlp.article import Article
from xhsnlp.claims.claim import Claim
from xhsnlp.sentiment.vectors import WordVectors
from xhsnlp.sentiment.zones import softmax
from xhsnlp.themes.features import ThemeReader, seed_shares
from xhsnlp.themes.taxonomy import Seeds, Theme

#: What seed words of clause, heading, paragraph and article count, and the likeness of meaning of clause and paragraph.
SEED_WEIGHTS = (6.0, 1.5, 2.0, 1.5)
MEANING_WEIGHTS = (6.0, 2.0)


class SeededModel:
    """A taxonomy as a classifier.

    Attributes:
        themes: the taxonomy.
        labels: its labels.
        seeds: its seed words.
        vectors: word vectors.
        centers: what each theme means: the mean vector of its words and examples.
    """

    def __init__(self, themes: Sequence[Theme], vectors: WordVectors):
        self.themes = tuple(themes)
        self.labels = tuple(theme.label for theme in self.themes)
        self.seeds = Seeds(self.themes)
        self.vectors = vectors
        self.centers = np.stack([self._center(theme) for theme in self.themes])
        self.centers -= self.centers.mean(axis=0)

    def _center(self, theme: Theme) -> np.ndarray:
        texts = [theme.description.lower(), *theme.seeds, *(example.lower() for example in theme.examples)]
        return np.mean([self.vectors.vector(text) for text in texts], axis=0)

    def probabilities(self, claims: Sequence[Claim], article: Article) -> np.ndarray:
        """One row a claim, one column a theme, in the order of the taxonomy."""
        if not claims:
            return np.zeros((0, len(self.themes)))
        reader = ThemeReader(article, self.seeds, self.vectors)
        return softmax(np.stack([self.scores(claim, reader) for claim in claims]))

    def predict(self, claims: Sequence[Claim], article: Article) -> list[str]:
        """The likeliest theme of each claim of an article; the claims in order of the text."""
        return [self.labels[int(row.argmax())] for row in self.probabilities(claims, article)]

    def scores(self, claim: Claim, reader: ThemeReader) -> np.ndarray:
        """The score of each theme for a claim; the reader is one of these seed words."""
        around = reader.surroundings(claim.block)
        own = claim.evidence.text + " " + (claim.subject.text if claim.subject else "")
        shares = np.array([seed_shares(own, self.seeds), around.above, around.beside, reader.whole])
        likeness = [
            self.centers @ self.vectors.vector(own.lower()),
            self.centers @ around.vectors[self.vectors.size :],
        ]
        return np.array(SEED_WEIGHTS) @ shares + np.array(MEANING_WEIGHTS) @ np.array(likeness)
