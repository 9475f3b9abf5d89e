"""The articles of a digest, and which of them are one source: reprints and near copies.

Method: MinHash over shingles of five characters (Broder 1997) with banded locality-sensitive hashing; a candidate pair
is one source where the share of equal hashes, an estimate of the Jaccard similarity, reaches a threshold, or where one
text holds the other almost whole. Rewritten copies, which share few shingles, are known by the claims they word alike.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from operator import eq
from typing import Any

from xhsnlp.claims.claim import Claim

_SHINGLE = 5
_HASHES = 128
_ROWS = 3
#: One text holds another where so much of the shorter one stands in the longer one, at most three times as long.
_HELD, _RATIO = 0.8, 3.0
#: Claims that two articles word alike count from so many characters and so many claims on; a wording that more
#: articles share is a phrase of the trade.
_WORDS, _CLAIMS, _PHRASE = 6, 3, 20
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
        length: letters of the text.
    """

    id: str
    title: str | None
    published: str | None
    source: str | None
    signature: str = ""
    length: int = 0

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "published": self.published,
            "source": self.source,
            "signature": self.signature,
            "length": self.length,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> DigestArticle:
        return cls(
            data["id"],
            data["title"],
            data["published"],
            data["source"],
            data["signature"],
            data.get("length", 0),
        )


def sign(text: str) -> tuple[str, int]:
    """MinHash signature of a text, hexadecimal, and its length in letters; "" below 40, where chance decides."""
    import numpy as np

    plain = _NOT_WORD.sub("", text).lower()
    if len(plain) < 40:
        return "", len(plain)
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
    return "".join(f"{int(value):08x}" for value in lowest), len(plain)


def group_sources(
    articles: Iterable[DigestArticle], claims: Iterable[Claim], similarity: float, shared: float
) -> dict[str, str]:
    """Map of article id to the id of its source: the first, by date and id, of the articles that copy one another.

    Args:
        articles, claims: those of the digest.
        similarity: estimated Jaccard similarity of the texts from which two are one source.
        shared: share of the claims of the article with fewer, worded alike, from which two are one source.
    """
    ordered = sorted(articles, key=lambda article: (article.published or "9999", article.id))
    place = {article.id: number for number, article in enumerate(ordered)}
    parent = list(range(len(ordered)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    pairs = [*_copies(ordered, similarity), *((place[a], place[b]) for a, b in _rewritten(claims, shared))]
    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    return {article.id: ordered[root(number)].id for number, article in enumerate(ordered)}


def _copies(ordered: list[DigestArticle], threshold: float) -> Iterator[tuple[int, int]]:
    """Pairs of articles whose texts overlap; one article stands for all its copies, so that a thousand reprints cost a
    thousand steps."""
    width = 8 * _ROWS
    buckets: dict[tuple[int, str], list[int]] = defaultdict(list)
    signatures = [[a.signature[i : i + 8] for i in range(0, len(a.signature), 8)] for a in ordered]
    for number, article in enumerate(ordered):
        keys = [
            (b, article.signature[b : b + width]) for b in range(0, len(article.signature) - width + 1, width)
        ]
        near = {other for key in keys for other in buckets[key]}
        found = next(
            (
                other
                for other in sorted(near)
                if _overlap(
                    ordered[other], article, _similarity(signatures[number], signatures[other]), threshold
                )
            ),
            None,
        )
        if found is not None:
            yield (found, number)
            continue
        for key in keys:
            buckets[key].append(number)


def _overlap(a: DigestArticle, b: DigestArticle, similarity: float, threshold: float) -> bool:
    if similarity >= threshold:
        return True
    short, long = sorted((a.length, b.length))
    if not short or long > _RATIO * short:
        return False
    return similarity / (1 + similarity) * (short + long) / short >= _HELD


def _similarity(a: list[str], b: list[str]) -> float:
    return sum(map(eq, a, b)) / _HASHES


def _rewritten(claims: Iterable[Claim], shared: float) -> list[tuple[str, str]]:
    """Pairs of articles that word many claims alike: spun copies of one text."""
    where: dict[str, set[str]] = defaultdict(set)
    told: Counter[str] = Counter()
    for claim in claims:
        plain = _NOT_WORD.sub("", claim.evidence.text)
        if len(plain) >= _WORDS and claim.article not in where[plain]:
            where[plain].add(claim.article)
            told[claim.article] += 1
    common: Counter[tuple[str, str]] = Counter()
    for found in where.values():
        if 1 < len(found) <= _PHRASE:
            common.update(combinations(sorted(found), 2))
    return sorted(
        pair
        for pair, count in common.items()
        if count >= _CLAIMS and count >= shared * min(told[pair[0]], told[pair[1]])
    )
