"""The likeliest cut of a text into words of the dictionary: what `jieba.cut(text, HMM=False)` gives, in one pass.

jieba builds a graph of all words and then looks each of them up again; here a word's frequency counts when it is met.
Tokenizer and entity tagger cut the same clauses, so that these are kept.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import log

from xhsnlp.segment.dictionary import dictionary

#: jieba's own borders: stretches that are cut by the dictionary, and white space between them.
_STRETCH = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&\._%\-]+)")
_SPACE = re.compile(r"(\r\n|\s)")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
#: How many stretches are kept, and how long such a one may be.
KEPT = 2048
SHORT = 80


def cut_by_dictionary(text: str) -> list[str]:
    """The words of a text, white space and marks among them; joined they are the text.

    Example:
        >>> cut_by_dictionary("公司的营收")
        ['公司', '的', '营收']
    """
    words: list[str] = []
    for number, piece in enumerate(_STRETCH.split(text)):
        if number % 2:
            words += _kept(piece) if len(piece) <= SHORT else _likeliest(piece)
        elif piece:
            for place, part in enumerate(_SPACE.split(piece)):
                words += [part] if place % 2 else part
    return words


def _likeliest(piece: str) -> tuple[str, ...]:
    """The cut whose words' frequencies have the largest product; single Latin letters and digits stay together."""
    table = dictionary()
    get, whole = table.frequency.get, log(table.total)
    size = len(piece)
    best = [0.0] * (size + 1)
    ends = [0] * size
    for start in range(size - 1, -1, -1):
        value, last = None, start + 1
        end = last
        count = get(piece[start])
        while count is not None:
            if count:
                found = log(count) - whole + best[end]
                if value is None or found >= value:
                    value, last = found, end
            end += 1
            if end > size:
                break
            count = get(piece[start:end])
        best[start] = best[start + 1] - whole if value is None else value
        ends[start] = last
    return _walk(piece, ends)


def _walk(piece: str, ends: list[int]) -> tuple[str, ...]:
    words = []
    start = run = 0
    while start < len(piece):
        end = ends[start]
        if end - start > 1 or piece[start] not in _LATIN:
            if run < start:
                words.append(piece[run:start])
            words.append(piece[start:end])
            run = end
        start = end
    if run < start:
        words.append(piece[run:])
    return tuple(words)


_kept = lru_cache(maxsize=KEPT)(_likeliest)
