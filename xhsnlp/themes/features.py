"""What the theme model sees of a claim: its words, its seed words, its heading, its paragraph and its article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xhsnlp.article import Article
from xhsnlp.claims.claim import Claim
from xhsnlp.sentiment.context import Context, context_of, normal
from xhsnlp.sentiment.vectors import WordVectors
from xhsnlp.sentiment.zones import Row, Zone, grams, shares, tokens, words
from xhsnlp.themes.taxonomy import Seeds

#: Added to the count of seed words, so that one word alone does not make a whole theme.
SMOOTHING = 2.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a paragraph's claims share.

    Attributes:
        heading: the heading or title above.
        above, beside: shares of the themes in the seed words of heading and paragraph.
        vectors: of heading and paragraph.
    """

    heading: str
    above: list[float]
    beside: list[float]
    vectors: np.ndarray


def seed_shares(text: str, seeds: Seeds) -> list[float]:
    """The share of each theme in the seed words of a text."""
    counts = seeds.counts(text.lower())
    total = sum(counts) + SMOOTHING
    return [count / total for count in counts]


def own_zones(context: Context, seeds: Seeds) -> list[Zone]:
    """The zones of a claim's own words."""
    own = context.core + " " + context.subject
    return [
        grams("c", context.core, 1, 4, 1.5),
        grams("s", context.subject[-12:], 1, 3, 0.8),
        grams("p", context.predicate, 1, 3, 0.5),
        grams("o", context.object[:40], 1, 2, 0.5),
        grams("b", context.before[-30:], 2, 3, 0.5),
        grams("a", context.after[:30], 2, 3, 0.5),
        tokens(["k" + token for token in context.tokens], 0.3),
        words(["w" + word for word in dict.fromkeys(seeds.find(own))], 1.0),
        shares("1", seeds.labels, seed_shares(own, seeds), 2.0),
    ]


class ThemeReader:
    """Rows of the claims of one article; what they share (paragraphs, headings, the whole) is read once."""

    def __init__(self, article: Article, seeds: Seeds, vectors: WordVectors):
        self.article = article
        self.seeds = seeds
        self.vectors = vectors
        self.whole = seed_shares(article.text, seeds)
        self._blocks: dict[int, Surroundings] = {}

    def row(self, claim: Claim) -> Row:
        """The row of a claim."""
        context = context_of(claim, self.article)
        around = self.surroundings(claim.block)
        vector = self.vectors.vector
        dense = [vector(context.core), vector(context.subject), vector(context.before + "，" + context.after)]
        zones = [
            *own_zones(context, self.seeds),
            grams("h", around.heading, 2, 3, 0.5),
            shares("2", self.seeds.labels, around.above, 2.0),
            shares("3", self.seeds.labels, around.beside, 2.0),
            shares("4", self.seeds.labels, self.whole, 2.0),
        ]
        return Row(zones, np.concatenate([*dense, around.vectors]))

    def rows(self, claims: Sequence[Claim]) -> list[Row]:
        """The rows of several claims."""
        return [self.row(claim) for claim in claims]

    def surroundings(self, index: int) -> Surroundings:
        """What surrounds the claims of a block."""
        found = self._blocks.get(index)
        if found is None:
            block = self.article.blocks[index]
            heading = self.article.heading_of(block)
            text = self.article.text[block.start : block.end]
            vectors = np.concatenate(
                [self.vectors.vector(heading.lower()), self.vectors.vector(text.lower())]
            )
            above, beside = seed_shares(heading, self.seeds), seed_shares(text, self.seeds)
            found = self._blocks[index] = Surroundings(normal(heading)[:40], above, beside, vectors)
        return found
