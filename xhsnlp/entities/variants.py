"""Names that read alike: the same toneless pinyin (pypinyin, MIT)."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def reading(name: str) -> tuple[str, ...]:
    """Toneless pinyin of each character; other characters stand for themselves."""
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin(name, style=Style.NORMAL))
