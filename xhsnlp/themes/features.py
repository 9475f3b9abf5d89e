"""What the theme model sees of a claim: its words, its seed words, its heading, its paragraph and its article."""

from __future__ import annotations

from collections.abc import Sequence

from xhsnlp.article import Article
from xhsnlp.claims.claim import Claim
from xhsnlp.sentiment.context import context_of, normal
from xhsnlp.sentiment.zones import Zone, grams, shares, tokens, words
from xhsnlp.themes.taxonomy import Seeds

#: Added to the count of seed words, so that one word alone does not make a whole theme.
SMOOTHING = 2.0


class ThemeReader:
    """Zones of the claims of one article; what they share (paragraphs, headings, the whole) is read once."""

    def __init__(self, article: Article, seeds: Seeds):
        self.article = article
        self.seeds = seeds
        self.whole = self.shares_of(article.text)
        self._blocks: dict[int, tuple[str, list[float], list[float]]] = {}

    def shares_of(self, text: str) -> list[float]:
        """The share of each theme in the seed words of a text."""
        counts = self.seeds.counts(text.lower())
        total = sum(counts) + SMOOTHING
        return [count / total for count in counts]

    def zones(self, claim: Claim) -> list[Zone]:
        """The zones of a claim."""
        context = context_of(claim, self.article)
        heading, above, around = self._block(claim.block)
        own = context.core + " " + context.subject
        labels = self.seeds.labels
        return [
            grams("c", context.core, 1, 4, 1.5),
            grams("s", context.subject[-12:], 1, 3, 0.8),
            grams("p", context.predicate, 1, 3, 0.5),
            grams("o", context.object[:40], 1, 2, 0.5),
            grams("b", context.before[-30:], 2, 3, 0.5),
            grams("a", context.after[:30], 2, 3, 0.5),
            grams("h", heading, 2, 3, 0.5),
            tokens(["k" + token for token in context.tokens], 0.3),
            words(["w" + word for word in dict.fromkeys(self.seeds.find(own))], 1.0),
            shares("1", labels, self.shares_of(own), 2.0),
            shares("2", labels, above, 2.0),
            shares("3", labels, around, 2.0),
            shares("4", labels, self.whole, 2.0),
        ]

    def rows(self, claims: Sequence[Claim]) -> list[list[Zone]]:
        """The zones of several claims."""
        return [self.zones(claim) for claim in claims]

    def _block(self, index: int) -> tuple[str, list[float], list[float]]:
        found = self._blocks.get(index)
        if found is None:
            block = self.article.blocks[index]
            heading = self.article.heading_of(block)
            around = self.shares_of(self.article.text[block.start : block.end])
            found = self._blocks[index] = (normal(heading)[:40], self.shares_of(heading), around)
        return found
