"""The tags: those of Baidu's LAC, their Universal POS, and jieba's tags in their terms (`data/tags.tsv`)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from xhsnlp.resources import read_rows

_DATA = Path(__file__).parent / "data" / "tags.tsv"

#: The tag set: LAC's, with its PER, LOC, ORG and TIME under nr, ns, nt and t.
TAGS = (
    "n", "f", "s", "t", "nr", "ns", "nt", "nw", "nz", "v",
    "vd", "vn", "a", "ad", "an", "d", "m", "q", "r", "p", "c", "u", "xc", "w",
)  # fmt: skip


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = {"tag": {}, "upos": {}, "word": {}}
    for kind, name, value in read_rows(_DATA):
        tables[kind][name] = value
    return tables


def lac_tag(tag: str) -> str:
    """A tag of jieba, ICTCLAS or LAC as one of `TAGS`; "" for an unknown one.

    Example:
        >>> lac_tag("nrt")
        'nr'
    """
    return _tables()["tag"].get(tag, "")


def universal_pos(tag: str) -> str:
    """The Universal POS that goes with a tag of `TAGS` where nothing is known of the word."""
    return _tables()["upos"].get(tag, "X")


def closed_words() -> dict[str, str]:
    """Words whose Universal POS does not go with their tag (auxiliaries, determiners, subordinators)."""
    return _tables()["word"]
