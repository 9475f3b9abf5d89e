"""Cut a text into words: a user's words first, then numbers, addresses and runs of marks; jieba the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xhsnlp.segment.dictionary import private_jieba
from xhsnlp.segment.lexicon import WordMatcher

#: Numbers grouped by commas (1,234.5 or 1，112，458).
GROUPED = r"(?<!\d)(?<!\d[.,])\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?%?"
#: Web addresses and mail addresses.
ADDRESS = r"https?://[\w\-./?%&=#~:+@]+|(?<![\w.])[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]{1,255}"
_LATIN = r"(?<![A-Za-z0-9])[A-Za-zÀ-ɏ]+(?:[-'’&][A-Za-zÀ-ɏ0-9]+)+"
_DECIMAL = r"(?<![\w.])\d+\.\d+%?(?![\w.])"
_CLOCK = r"(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?![\d:])"
_RUN = r"—+|…+|\.{3,}|-{2,}|~{2,}|={2,}|\*{2,}|_{2,}"
_ATOM = re.compile(rf"(\s+|{ADDRESS}|{GROUPED}|{_DECIMAL}|{_CLOCK}|{_LATIN}|{_RUN})", re.ASCII)
#: Full-width letters, digits and marks, and their ASCII forms, one character for one.
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
#: Longest piece given to jieba, whose time grows with the square of a run of unknown characters.
_PIECE = 400


def cut(text: str, matcher: WordMatcher | None = None) -> Iterator[tuple[str, int]]:
    """The words of a text, white space among them, with their start; joined they are the text.

    Args:
        text: any text.
        matcher: words of a user's own, which are never cut.

    Example:
        >>> [word for word, _ in cut("小红书的GMV突破1,234.5万元")]
        ['小红书', '的', 'GMV', '突破', '1,234.5', '万元']
    """
    place = 0
    for start, end, _ in matcher.find(text) if matcher else ():
        yield from _cut_plain(text, place, start)
        yield text[start:end], start
        place = end
    yield from _cut_plain(text, place, len(text))


def _cut_plain(text: str, begin: int, stop: int) -> Iterator[tuple[str, int]]:
    plain = text[begin:stop].translate(HALF_WIDTH)
    place = begin
    for number, piece in enumerate(_ATOM.split(plain)):
        if number % 2:
            yield text[place : place + len(piece)], place
            place += len(piece)
            continue
        for low in range(0, len(piece), _PIECE):
            for word in private_jieba().cut(piece[low : low + _PIECE]):
                end = place + len(word)
                yield text[place:end], place
                place = end
