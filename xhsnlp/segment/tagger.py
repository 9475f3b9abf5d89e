"""Parts of speech: a linear model over the words of a text, and a second one that makes Universal POS of the tags.

The first one has learned LAC's tags, the second one the UD treebank's (see `xhsnlp.training.segment`). Words that are
white space or marks, and words of a user's own with a tag, need no model.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np

from xhsnlp.segment.dictionary import certain_names, dictionary
from xhsnlp.segment.hashed import Array, HashedLinear, bucket, hashed_model, shifted
from xhsnlp.segment.tagset import TAGS

_NUMBER = re.compile(r"[0-9０-９][0-9０-９.,，．%％:：]*|[零〇一二三四五六七八九十百千万亿两]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏＡ-Ｚａ-ｚ]")
_WORD = re.compile(r"\w")
_DIGIT = re.compile(r"[0-9０-９]")
_MARK = TAGS.index("w")


@lru_cache(maxsize=1 << 16)
def lexical_tag(word: str) -> str:
    """The tag of a word by itself: the one the dictionary gives, or a rule's."""
    known = dictionary().tags.get(word)
    if known:
        return known
    if not _WORD.search(word):
        return "w"
    if _NUMBER.match(word):
        return "m"
    if _LATIN.match(word):
        return "nz"
    if len(word) == 2 and word[1] in "了着过":
        return "v"
    return "n"


@lru_cache(maxsize=1 << 16)
def _codes(word: str) -> tuple[int, int, int, int, int]:
    """Numbers of a word: itself, its tag in the dictionary, its last and first character, its length and kind."""
    plain = _DIGIT.sub("0", word.strip() or "\n")
    kind = 2 * min(len(word), 5) + (word in dictionary().tags)
    return crc32(plain.encode()) + 1, TAGS.index(lexical_tag(word)) + 1, ord(plain[-1]), ord(plain[0]), kind


def base_features(words: Sequence[str], size: int) -> Array:
    """Buckets of the features of words in their context, one row a word."""
    codes = np.array([_codes(word) for word in words], np.int64).reshape(-1, 5)
    word, tag, last, first, kind = codes.T
    word_1, word1, word_2, word2 = (shifted(word, step) for step in (-1, 1, -2, 2))
    tag_1, tag1, tag_2, tag2 = (shifted(tag, step) for step in (-1, 1, -2, 2))
    templates = [
        (word,), (word_1,), (word1,), (word_2,), (word2,), (word_1, word), (word, word1),
        (tag,), (tag_1, tag), (tag, tag1), (tag_1, tag, tag1), (tag_2, tag_1), (tag1, tag2),
        (last, kind), (first, kind), (last, tag), (word, tag_1), (word, tag1), (shifted(last, -1), tag),
        (shifted(first, 1), tag), (kind, shifted(kind, -1), shifted(kind, 1)),
    ]  # fmt: skip
    return np.stack([bucket(number, *parts, size=size) for number, parts in enumerate(templates)], 1)


def context_features(words: Sequence[str], chosen: Array, size: int) -> Array:
    """Buckets of the features that rest on tags already chosen (numbers of classes), one row a word."""
    codes = np.array([_codes(word) for word in words], np.int64).reshape(-1, 5)
    word, last = codes[:, 0], codes[:, 2]
    own = chosen.astype(np.int64) + 1
    own_1, own1, own_2, own2 = (shifted(own, step) for step in (-1, 1, -2, 2))
    templates = [
        (own,), (own_1, own), (own, own1), (own_1, own, own1), (own_2, own_1, own), (own, own1, own2),
        (own, word), (own_1, word), (own1, word), (own_1, own1), (own, last), (own_1, last), (own1, last),
        (own_1, own1, word), (own_2, own_1, own1, own2),
    ]  # fmt: skip
    return np.stack([bucket(64 + number, *parts, size=size) for number, parts in enumerate(templates)], 1)


def tag_words(words: Sequence[str], given: Mapping[str, str] | None = None) -> tuple[list[str], list[str]]:
    """Tags and Universal POS of the words of a text.

    Args:
        words: the words in order, white space among them.
        given: tags of a user's words, which win.

    Returns:
        Tags of `TAGS`, and Universal POS.
    """
    if not words:
        return [], []
    upos: HashedLinear = hashed_model("upos")
    base = base_features(words, upos.size)
    tags = hashed_model("tags").best(base)
    context = context_features(words, tags, upos.size)
    poses = upos.best(np.concatenate([base, context], 1))
    own = {**certain_names(), **(given or {})}
    found_tags, found_poses = [], []
    for word, tag, pos in zip(words, tags.tolist(), poses.tolist(), strict=True):
        if _codes(word)[1] == _MARK + 1:
            found_tags.append("w")
            found_poses.append("SPACE" if word.isspace() else "SYM" if _SYMBOL.match(word) else "PUNCT")
        else:
            found_tags.append(own.get(word) or TAGS[tag])
            found_poses.append(upos.labels[pos])
    return found_tags, found_poses


_SYMBOL = re.compile(r"[$%+<=>|^`℃￥¥€£％＋＜＝＞]")
