"""Cut a text into words: a user's words first, then numbers, addresses and runs of marks; jieba the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from xhsnlp.segment.dictionary import dictionary
from xhsnlp.segment.hashed import Array
from xhsnlp.segment.joins import LONGEST, joined
from xhsnlp.segment.lexicon import WordMatcher
from xhsnlp.segment.route import cut_by_dictionary

#: Numbers grouped by commas (1,234.5 or 1，112，458).
GROUPED = r"(?<!\d)(?<!\d[.,])\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?%?"
#: Web addresses and mail addresses.
ADDRESS = r"https?://[\w\-./?%&=#~:+@]+|(?<![\w.])[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]{1,255}"
_LATIN = r"(?<![A-Za-z0-9])[A-Za-zÀ-ɏ]+(?:[-'’&][A-Za-zÀ-ɏ0-9]+)+"
_DECIMAL = r"(?<![\w.])\d+\.\d+%?(?![\w.])|(?<![\w.])\d+%"
_CLOCK = r"(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?![\d:])"
_RUN = r"—+|…+|\.{3,}|-{2,}|~{2,}|={2,}|\*{2,}|_{2,}"
_ATOM = re.compile(rf"(\s+|{ADDRESS}|{GROUPED}|{_DECIMAL}|{_CLOCK}|{_LATIN}|{_RUN})", re.ASCII)
#: Full-width letters, digits and marks, and their ASCII forms, one character for one.
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
#: Longest piece given to jieba at once.
_PIECE = 2000


@dataclass(slots=True)
class RoughCut:
    """Words of the dictionary, before single characters are joined.

    Attributes:
        starts: where the words start.
        lengths: for each character, the length of its word.
        loose: for each character, whether it is a Chinese character left alone.
    """

    starts: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    loose: list[bool] = field(default_factory=list)

    def add(self, size: int, loose: bool) -> None:
        self.starts.append(len(self.lengths))
        self.lengths.extend([size] * size)
        self.loose.extend([loose] * size)

    def gaps(self) -> Array:
        """The gaps between two single characters: index of the first of the two."""
        loose = np.array(self.loose, bool)
        return np.flatnonzero(loose[:-1] & loose[1:])


def cut(text: str, matcher: WordMatcher | None = None) -> list[tuple[str, int]]:
    """The words of a text, white space among them, with their start; joined they are the text.

    Args:
        text: any text.
        matcher: words of a user's own, which are never cut.

    Example:
        >>> [word for word, _ in cut("小红书的GMV突破1,234.5万元")]
        ['小红书', '的', 'GMV', '突破', '1,234.5', '万元']
    """
    rough = rough_cut(text, matcher)
    starts = rough.starts
    gaps = rough.gaps()
    if len(gaps):
        chosen = gaps[joined(text, np.array(rough.lengths), gaps)]
        inner = _inner(text, chosen.tolist())
        starts = [start for start in starts if start not in inner]
    return [(text[start:end], start) for start, end in zip(starts, [*starts[1:], len(text)], strict=False)]


def _inner(text: str, gaps: list[int]) -> set[int]:
    """Starts of characters that are joined to the one before, no word growing too long or being one to be cut."""
    splits = dictionary().splits
    inner: set[int] = set()
    for gap in gaps:
        first = gap
        while first in inner:
            first -= 1
        if gap + 2 - first <= LONGEST and text[gap : gap + 2] not in splits:
            inner.add(gap + 1)
    return inner


def rough_cut(text: str, matcher: WordMatcher | None = None) -> RoughCut:
    """Cut a text by the dictionary alone."""
    rough = RoughCut()
    place = 0
    for start, end, _ in matcher.find(text) if matcher else ():
        _cut_plain(text[place:start], rough)
        rough.add(end - start, False)
        place = end
    _cut_plain(text[place:], rough)
    return rough


def _cut_plain(text: str, rough: RoughCut) -> None:
    for word in _plain_words(text.translate(HALF_WIDTH)):
        rough.add(len(word), len(word) == 1 and "\u4e00" <= word <= "\u9fff")


def _plain_words(plain: str) -> Iterator[str]:
    for number, piece in enumerate(_ATOM.split(plain)):
        if number % 2:
            yield piece
        else:
            for low in range(0, len(piece), _PIECE):
                yield from cut_by_dictionary(piece[low : low + _PIECE])
