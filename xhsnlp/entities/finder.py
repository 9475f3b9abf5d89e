"""Find the entities of an article: user's names, gazetteers, tagger, patterns, then the whole document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from xhsnlp.entities.document import make_consistent
from xhsnlp.entities.entity import Entity, EntityLabel
from xhsnlp.entities.gazetteer import Gazetteer, Match
from xhsnlp.entities.linking import link
from xhsnlp.entities.mention import Mention, without_overlap
from xhsnlp.entities.patterns import (
    body_mentions,
    book_mentions,
    code_mentions,
    defined_mentions,
    event_mentions,
    firm_mentions,
    person_mentions,
    product_mentions,
    ticker_mentions,
    title_mentions,
    with_version,
    with_year,
)
from xhsnlp.entities.splitting import parts_of
from xhsnlp.entities.tagger import GUIDELINES, LabeledSpan, Tagger, spans_of
from xhsnlp.entities.units import cut_units, fold

if TYPE_CHECKING:
    from xhsnlp.entities.blend import Blend, Scores

_BREAK = re.compile(r"[\n\r\u2028\u2029]+|(?<=[。！？!?；;])(?![”’」』）)])")
#: The longest stretch that is tagged at once, in characters; longer ones are cut.
MAX_STRETCH = 400
#: Labels of names that another name of the same thing can support.
_NAMED = frozenset({EntityLabel.ORG, EntityLabel.PRODUCT, EntityLabel.PER})


def stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of `text[start:end]` as offsets, none longer than `MAX_STRETCH`."""
    cuts = [
        start,
        *(m.start() if m.end() == m.start() else m.end() for m in _BREAK.finditer(text, start, end)),
        end,
    ]
    for a, b in zip(cuts, cuts[1:], strict=False):
        while a < b:
            stop = min(a + MAX_STRETCH, b)
            yield a, stop
            a = stop


class EntityFinder:
    """Finds and links the entities of a text.

    Args:
        tagger: the statistical tagger.
        names: gazetteer of the package.
        user: gazetteer of the user; its names win over everything else.
        merge_variants: whether persons whose names read alike may become one.
        convention: the set whose labeling the tagger follows; others than the default are for measuring.
        blend: weights of the tagger's and the network's readings; without them the tagger decides alone.
    """

    def __init__(
        self,
        tagger: Tagger,
        names: Gazetteer,
        user: Gazetteer | None = None,
        merge_variants: bool = True,
        convention: str = GUIDELINES,
        blend: Blend | None = None,
    ):
        self.tagger = tagger
        self.names = names
        self.user = user
        self.merge_variants = merge_variants
        self.convention = convention
        self.blend = blend

    def find(
        self,
        text: str,
        blocks: Sequence[tuple[int, int]],
        readings: Mapping[str, Scores] | None = None,
    ) -> list[Entity]:
        """Entities in the given stretches of a text, in order, no two overlapping.

        Args:
            text: the text.
            blocks: the stretches.
            readings: what the network tells of each character, see `xhsnlp.entities.blend`.
        """
        folded = fold(text)
        doubtful: list[Match] = []
        found: list[Mention] = []
        for start, end in blocks:
            found += self._in_block(folded, start, end, doubtful, readings or {})
        found = without_overlap(found)
        found = without_overlap(
            [*found, *self._supported(folded, found, doubtful), *defined_mentions(folded, found)]
        )
        mentions = make_consistent(folded, blocks, found)
        tickers = list(ticker_mentions(folded, mentions))
        mentions = without_overlap([*mentions, *(ticker for _, ticker in tickers)])
        return link(text, mentions, self.names, self.user, self.merge_variants)

    def _in_block(
        self, text: str, start: int, end: int, doubtful: list[Match], readings: Mapping[str, Scores]
    ) -> Iterator[Mention]:
        """What each part of the finder proposes; ambiguous names are put aside."""
        if self.user is not None:
            for match in self.user.matches(text, start, end):
                yield Mention(match.start, match.end, match.entry.label, "user")
        yield from book_mentions(text, start, end, self.names)
        yield from event_mentions(text, start, end)
        yield from code_mentions(text, start, end)
        yield from firm_mentions(text, start, end)
        for a, b in stretches(text, start, end):
            matches = list(self.names.matches(text, a, b))
            for x, y, label in self._tagged(text, a, b, matches, readings):
                x, y = _trimmed(text, x, y)
                if x < y:
                    for mention in parts_of(text, Mention(x, y, label, "model"), self.names):
                        yield _extended(text, mention, b)
            yield from body_mentions(text, matches, b)
            yield from title_mentions(text, matches, a, b)
            yield from person_mentions(text, matches, a, b)
            yield from product_mentions(text, matches, a, b)
            for match in matches:
                if match.entry.ambiguous:
                    doubtful.append(match)
                    continue
                yield _extended(text, Mention(match.start, match.end, match.entry.label, "lexicon"), b)

    def _tagged(
        self, text: str, start: int, end: int, matches: Sequence[Match], readings: Mapping[str, Scores]
    ) -> Iterator[LabeledSpan]:
        """What the tagger finds in a stretch, with the network's help where there is one."""
        units = cut_units(text, start, end)
        if self.blend is None or not readings or not units:
            return self.tagger.tag(text, units, matches, self.convention)
        scores = self.tagger.scores(text, units, matches)
        return spans_of(units, self.blend.tags(units, scores, readings))

    def _supported(self, text: str, found: list[Mention], doubtful: list[Match]) -> Iterator[Mention]:
        """Ambiguous names of things that the article also calls by another name (苹果公司 … 苹果)."""
        named: set[tuple[EntityLabel, str]] = set()
        for mention in found:
            entry = self.names.get(text[mention.start : mention.end])
            if entry is not None and not entry.ambiguous and entry.label is mention.label:
                named.add((entry.label, entry.canonical))
        for match in doubtful:
            entry = match.entry
            if len(entry.name) > 1 and entry.label in _NAMED and (entry.label, entry.canonical) in named:
                yield Mention(match.start, match.end, entry.label, "lexicon")


def _extended(text: str, mention: Mention, end: int) -> Mention:
    if mention.label is EntityLabel.PRODUCT:
        return with_version(text, mention, end)
    return with_year(text, mention) if mention.label is EntityLabel.EVENT else mention


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space at the borders, nor a bracket or quotation mark whose partner lies outside."""
    while start < end and text[start] in " ，。、,":
        start += 1
    while start < end and text[end - 1] in " ，。、,":
        end -= 1
    for opening, closing in ("“”", "《》", "（）", "()", "「」", "【】"):
        inside = text[start:end]
        if inside.startswith(opening) and closing not in inside:
            start += 1
        elif inside.endswith(closing) and opening not in inside:
            end -= 1
    return start, end
