"""Names that read alike: the same toneless pinyin (pypinyin, MIT)."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def reading(name: str) -> tuple[str, ...]:
    """Toneless pinyin of each character; other characters stand for themselves."""
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin(name, style=Style.NORMAL))


def same_reading(one: str, other: str) -> bool:
    """Whether two names of at least two characters read alike without tones (张晓慧, 章小蕙)."""
    return len(one) == len(other) >= 2 and reading(one) == reading(other)
