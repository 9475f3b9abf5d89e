"""Which single characters that the dictionary leaves over belong together: names and new words.

A linear model over the characters around the gap takes the place of jieba's hidden Markov model, which glues function
words to their neighbours (这是, 印是, 先赚).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from xhsnlp.segment.dictionary import dictionary
from xhsnlp.segment.hashed import Array, bucket, hashed_model
from xhsnlp.segment.tagset import TAGS

#: Longest word made of single characters.
LONGEST = 6


@lru_cache(maxsize=1 << 15)
def _alone(code: int) -> tuple[int, int]:
    """How often a character is a word of its own (a power of two), and its tag then."""
    char = chr(code)
    return dictionary().frequency.get(char, 0).bit_length(), TAGS.index(dictionary().tags.get(char, "n"))


def gap_features(text: str, lengths: Array, gaps: Array, size: int) -> Array:
    """Buckets of the features of gaps between characters, one row a gap.

    Args:
        text: the text.
        lengths: for each character, the length of the dictionary's word it lies in.
        gaps: index of the character before each gap.
        size: number of buckets.
    """
    pad = 3
    chars = np.zeros(len(text) + 2 * pad, np.int64)
    chars[pad:-pad] = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    around = np.zeros(len(text) + 2 * pad, np.int64)
    around[pad:-pad] = np.minimum(lengths, 5)
    place = gaps + pad
    c_2, c_1, c0, c1, c2, c3 = (chars[place + step] for step in range(-2, 4))
    l_1, l2 = around[place - 1], around[place + 2]
    f0, t0 = np.array([_alone(code) for code in c0.tolist()], np.int64).reshape(-1, 2).T
    f1, t1 = np.array([_alone(code) for code in c1.tolist()], np.int64).reshape(-1, 2).T
    templates = [
        (c0, c1), (c0,), (c1,), (c_1, c0), (c1, c2), (c_1, c0, c1), (c0, c1, c2), (c_1, c0, c1, c2), (c_1,), (c2,),
        (c_1, c1), (c0, c2), (c_2, c_1), (c2, c3), (l_1, l2), (f0, f1), (t0, t1), (c0, t1), (t0, c1),
        (l_1, l2, f0, f1), (c0, l_1), (c0, l2), (c1, l_1), (c1, l2), (c0, f1), (f0, c1), (c_1, t0, t1), (t0, t1, c2),
        (c_1, l_1, c0, l2), (l_1, c1, l2, c2),
    ]  # fmt: skip
    return np.stack([bucket(number, *parts, size=size) for number, parts in enumerate(templates)], 1)


def joined(text: str, lengths: Array, gaps: Array) -> Array:
    """Whether the characters around each gap are one word."""
    model = hashed_model("joins")
    return model.best(gap_features(text, lengths, gaps, model.size)) == 1
