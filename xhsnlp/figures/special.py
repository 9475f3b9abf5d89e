"""Quantities that are words: 翻番, 翻两番, 翻倍, 个位数, 每十人中有三人."""

from __future__ import annotations

import re

from xhsnlp.figures.context import look_left
from xhsnlp.figures.figure import Change, Comparator, Figure, FigureKind
from xhsnlp.figures.numerals import Number, plain, read_numeral
from xhsnlp.figures.quantity import exact

_FOLD = re.compile(
    r"翻(?:了)?(?:(超过?|近)?(?:了)?好?([一两三四五六七八九十几0-9.]{1,4})(?:多)?)?(番|倍)(?!车)"
)
_DIGITS = re.compile(r"个位数(?!字)")
_RATE_NEAR = re.compile("[率比增涨跌降幅速]")
_OF = re.compile(r"[个名位家件台辆人]?[^，。；,\d\n]{0,6}[中里](?:就|只|仅|约|大约|便|至少|平均|会)*有")
_OF_UNIT = re.compile(r"[名位家件台辆]|个(?:人|家庭)?|人(?!民)")


def read_special(text: str, at: int, floor: int) -> Figure | None:
    """The figure that begins at 翻, 每 or 个, or None."""
    if text[at] == "翻":
        return _fold(text, at, floor)
    if text[at] == "每":
        return _share(text, at)
    match = _DIGITS.match(text, at)
    if match is None:
        return None
    rate = _RATE_NEAR.search(text[max(floor, at - 8) : match.end() + 8])
    kind, unit = (FigureKind.PERCENT, "%") if rate else (FigureKind.COUNT, "")
    return Figure(
        match[0], at, match.end(), kind, 10, unit=unit, comparator=Comparator.LESS, rule="one_digit"
    )  # fmt: skip


def _share(text: str, at: int) -> Figure | None:
    """每10人中有3人 is the ratio 0.3."""
    first = read_numeral(text, at + 1) if at + 1 < len(text) else None
    match = _OF.match(text, first.end) if first else None
    second = read_numeral(text, match.end()) if match else None
    if not first or not second or not (first.exact and second.exact and first.low):
        return None
    end = second.end
    tail = _OF_UNIT.match(text, end)
    end = tail.end() if tail else end
    value = plain(exact(second.low) / exact(first.low))
    return Figure(text[at:end], at, end, FigureKind.RATIO, value, rule="share")


def _folded(text: str, at: int, floor: int, end: int) -> Figure:
    """翻了好几倍: 2 to 9 times."""
    start = look_left(text, at, floor).start
    return Figure(
        text[start:end], start, end, FigureKind.MULTIPLE, None, 2, 9, "倍", Comparator.ABOUT,
        Change.INCREASE, by=False, rule="fold",
    )  # fmt: skip


def _fold(text: str, at: int, floor: int) -> Figure | None:
    """翻番 and 翻一番 are 2 times as much, 翻两番 4 times; 翻三倍 is taken as 3 times."""
    match = _FOLD.match(text, at)
    if match is None:
        return None
    count: Number = 1
    if match[2]:
        number = read_numeral(text, match.start(2))
        if number is not None and match[2] in ("几", "数") and match[3] == "倍":
            return _folded(text, at, floor, match.end())
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
