"""Cuts a text into stretches of time words, and those into tokens; linear in the length of the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xhsnlp.times.lexicon import TimeLexicon, numeral


class Token(NamedTuple):
    """A word of time: kind and value as in `data/words.tsv`, and its characters.

    A number has kind `n`, its lower and upper value, and as value its text.
    """

    kind: str
    value: str
    start: int
    end: int
    low: float = 0
    high: float = 0


def scan(text: str, lexicon: TimeLexicon, begin: int, end: int) -> Iterator[list[Token]]:
    """Lists of neighbouring tokens between two places; `text` has gone through `lexicon.table`."""
    for stretch in lexicon.stretch.finditer(text, begin, end):
        first, last = stretch.span()
        if last - first > 1 and lexicon.core.search(text, first, last):
            yield from _tokens(text, first, last, lexicon)


def _tokens(text: str, start: int, end: int, lexicon: TimeLexicon) -> Iterator[list[Token]]:
    found: list[Token] = []
    at = start
    while at < end:
        match = lexicon.token.match(text, at)
        token = _token(match, text, lexicon) if match else None
        if token is None:
            if found:
                yield found
            found = []
            at = match.end() if match else at + 1
            continue
        at = token.end
        if token.kind != "space":
            found.append(token)
        elif token.end - token.start > 3 and found:
            yield found
            found = []
    if found:
        yield found


def _token(match: object, text: str, lexicon: TimeLexicon) -> Token | None:
    kind, word, (start, end) = match.lastgroup, match.group(), match.span()  # type: ignore[attr-defined]
    if kind in ("word", "char"):
        return Token(*lexicon.words[word], start, end)
    if kind == "num":
        before = text[start - 1 : start]
        if (
            before.isascii()
            and before.isalpha()
            and before not in "QqHY"
            and text[end : end + 1] not in ("月", "年")
        ):
            return Token("glued", word, start, end)
        return Token("n", word, start, end, float(word), float(word)) if len(word) < 10 else None
    if kind == "cn":
        value = numeral(word)
        return Token("n", word, start, end, *value) if value else None
    return Token(kind, word, start, end)
