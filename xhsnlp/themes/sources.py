"""The articles of a digest, and which of them are one source: reprints and near copies.

Method: MinHash over shingles of five characters (Broder 1997) with banded locality-sensitive hashing; a candidate pair
is one source where the share of equal hashes, an estimate of the Jaccard similarity, reaches a threshold.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_SHINGLE = 5
_HASHES = 128
_ROWS = 4
_NOT_WORD = re.compile(r"[\W_]+")
#: A Mersenne prime, small enough that a product of two numbers below it stays in 64 bits.
_PRIME = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class DigestArticle:
    """What the digest keeps of an article.

    Attributes:
        id: its id.
        title, published, source: as in the article.
        signature: 128 MinHash values of four bytes in hexadecimal; "" for a text too short to compare.
    """

    id: str
    title: str | None
    published: str | None
    source: str | None
    signature: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "published": self.published,
            "source": self.source,
            "signature": self.signature,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> DigestArticle:
        return cls(data["id"], data["title"], data["published"], data["source"], data["signature"])


def sign(text: str) -> str:
    """MinHash signature of a text, hexadecimal; "" below 40 letters, where chance decides."""
    import numpy as np

    plain = _NOT_WORD.sub("", text).lower()
    if len(plain) < 40:
        return ""
    shingles = {plain[i : i + _SHINGLE].encode("utf-8", "replace") for i in range(len(plain) - _SHINGLE + 1)}
    values = np.fromiter((zlib.crc32(shingle) for shingle in shingles), np.uint64, len(shingles))
    values %= np.uint64(_PRIME)
    # Multipliers of a fixed generator: the same in every process and version of numpy.
    seeds = np.array([zlib.crc32(b"xhsnlp%d" % i) % (_PRIME - 1) + 1 for i in range(2 * _HASHES)], np.uint64)
    lowest = np.full(_HASHES, _PRIME, np.uint64)
    for begin in range(0, len(values), 4096):
        part = values[begin : begin + 4096]
        hashed = (seeds[:_HASHES, None] * part[None, :] + seeds[_HASHES:, None]) % np.uint64(_PRIME)
        lowest = np.minimum(lowest, hashed.min(axis=1))
    return "".join(f"{int(value):08x}" for value in lowest)


def group_reprints(articles: Iterable[DigestArticle], threshold: float) -> dict[str, str]:
    """Map of article id to the id of its source: the first, by date and id, of the articles that copy one another."""
    ordered = sorted(articles, key=lambda article: (article.published or "9999", article.id))
    source = {article.id: article.id for article in ordered}
    width = 8 * _ROWS
    buckets: dict[tuple[int, str], list[int]] = defaultdict(list)
    signatures = [[a.signature[i : i + 8] for i in range(0, len(a.signature), 8)] for a in ordered]
    for number, article in enumerate(ordered):
        compared: set[str] = set()
        keys = [(b, article.signature[b : b + width]) for b in range(0, len(article.signature), width)]
        for key in keys:
            # One article stands for each source already found, so that a thousand reprints cost a thousand steps.
            for other in buckets[key]:
                root = ordered[other].id
                if root not in compared and source[article.id] == article.id:
                    compared.add(root)
                    if _similarity(signatures[number], signatures[other]) >= threshold:
                        source[article.id] = root
        if source[article.id] == article.id:
            for key in keys:
                buckets[key].append(number)
    return source


def _similarity(a: list[str], b: list[str]) -> float:
    return sum(x == y for x, y in zip(a, b, strict=True)) / _HASHES
