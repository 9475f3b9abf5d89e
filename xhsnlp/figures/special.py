"""Quantities that are words: 翻番, 翻两番, 翻倍, 两位数, 个位数."""

from __future__ import annotations

import re

from xhsnlp.figures.context import look_left
from xhsnlp.figures.figure import Change, Comparator, Figure, FigureKind
from xhsnlp.figures.numerals import Number, read_numeral

_FOLD = re.compile(r"翻(?:了)?(?:(超过?|近)?(?:了)?([一两三四五六七八九十几0-9.]{1,4})(?:多)?)?(番|倍)(?!车)")
_DIGITS = re.compile(r"个位数(?!字)")


def read_special(text: str, at: int, floor: int) -> Figure | None:
    """The figure that begins at 翻 or 个, or None."""
    if text[at] == "翻":
        return _fold(text, at, floor)
    match = _DIGITS.match(text, at)
    if match is None:
        return None
    return Figure(
        match[0],
        at,
        match.end(),
        FigureKind.PERCENT,
        10,
        unit="%",
        comparator=Comparator.LESS,
        rule="one_digit",
    )


def _fold(text: str, at: int, floor: int) -> Figure | None:
    """翻番 and 翻一番 are 2 times as much, 翻两番 4 times; 翻三倍 is taken as 3 times."""
    match = _FOLD.match(text, at)
    if match is None:
        return None
    count: Number = 1
    if match[2]:
        number = read_numeral(text, match.start(2))
        if number is None or not number.exact:
            return None
        count = number.low
    value: Number = 2 ** int(count) if match[3] == "番" and count <= 64 else (count if match[2] else 2)
    left = look_left(text, at, floor)
    comparator = {"近": "~", "超": ">", "超过": ">"}.get(match[1] or "", left.comparator or "=")
    return Figure(
        text[left.start : match.end()],
        left.start,
        match.end(),
        FigureKind.MULTIPLE,
        value,
        unit="倍",
        comparator=Comparator(comparator),
        change=Change.INCREASE,
        by=False,
        rule="fold",
    )
