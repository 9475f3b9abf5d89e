"""Parts of speech of words: the tag the dictionary gives most often, and rules for what it does not hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from xhsnlp.segment.dictionary import dictionary
from xhsnlp.segment.tagset import closed_words, universal_pos

_NUMBER = re.compile(r"[0-9０-９][0-9０-９.,，．%％]*|[零〇一二三四五六七八九十百千万亿两]+|[十百千万亿]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏＡ-Ｚａ-ｚ]")
_WORD = re.compile(r"\w")
_YEAR = re.compile(r"(?:[12]\d{3}|\d{1,2})[年月日号]")
_UNITS = "元美欧个名家年月日天小时分钟秒万亿千百倍次人件款场只台辆吨米股"


@lru_cache(maxsize=1 << 16)
def lexical_tag(word: str) -> str:
    """The tag of a word by itself."""
    known = dictionary().tags.get(word)
    if known:
        return known
    if not _WORD.search(word):
        return "w"
    if _NUMBER.fullmatch(word):
        return "m"
    if _LATIN.match(word):
        return "nz"
    if _YEAR.fullmatch(word):
        return "t"
    if word[0].isdigit():
        return "m"
    if len(word) == 2 and word[1] in "了着过":
        return "v"
    return "n"


def tag_words(words: list[str], given: Mapping[str, str] | None = None) -> list[str]:
    """Tags of the words of a text.

    Args:
        words: the words in order, white space among them (its tag is `w`).
        given: tags of a user's words, which win.
    """
    own = given or {}
    return [own.get(word) or lexical_tag(word) for word in words]


def pos_of(word: str, tag: str) -> str:
    """The Universal POS of a word with its tag."""
    if word.isspace():
        return "SPACE"
    if tag == "w" and not _PUNCTUATION.match(word):
        return "SYM"
    return closed_words().get(word) or universal_pos(tag)


_PUNCTUATION = re.compile(r"[^\w$%+<=>|~^`℃￥¥€£％＋＜＝＞～]")
