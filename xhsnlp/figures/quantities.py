"""A number with its unit: the forms a quantity takes from its first numeral to the right.

`read_quantity` reads one quantity at a position: a proportion (四分之三, 百分之三十, 三成半), a sum (九块九,
123元1角1分), a length of time (一年半, 1小时30分), a measure or count with its unit. What has no unit comes back
as kind `bare`; its context decides (see `context`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from xhsnlp.figures.compounds import read_lower_unit, read_rate, read_small_change
from xhsnlp.figures.lexicon import Unit
from xhsnlp.figures.numerals import BIG, DIGITS, HAN, Numeral, last_multiplier, plain, read_numeral
from xhsnlp.figures.proportions import read_fraction, read_half, read_per_cent
from xhsnlp.figures.quantity import Quantity, exact, scaled, thousands, unit_at

_TENTH = re.compile(r"[ ]?([一二三四五六七八九])(?![" + HAN + r"年月日天个家名位成折])")
#: 一米八: the digit after 米 is a tenth.
_CENTIMETERS = re.compile(r"([1-9一二三四五六七八九])(?![0-9一二三四五六七八九十百千万米厘]|[ ]?[a-zA-Z])")
_YI = re.compile(r"[个個](多|余)?([亿億]|[万萬](?![一-鿿]))")
_LISTED = re.compile(r"[ ]?(?:和|、|及|与|或|以及|[+＋])[ ]?(?=[0-9０-９" + HAN + "])")
_LONGEST_LIST = 6
_RATE_NEAR = re.compile("[率比增涨跌降幅速]")
_HALF_AFTER = frozenset(["percent", "duration", "measure", "multiple"])
_CLOCK_MINUTES = re.compile(r"分(?:半(?:钟|鐘)?(?![一-鿿])|(?=零?[0-9０-９一二三四五六七八九十]{1,3}秒))")
_NO_HALF = tuple("年天个個导導小夜路价数径")


def read_quantity(text: str, start: int) -> Quantity | None:
    """The quantity whose first numeral stands at a position, or None."""
    special = read_per_cent(text, start) or read_half(text, start)
    if special:
        return special
    number = read_numeral(text, start)
    if number is None:
        return None
    return read_fraction(text, number) or _with_unit(text, number)


def _with_unit(text: str, number: Numeral) -> Quantity:
    """The number with the unit after it; `bare` without one."""
    number = thousands(text, number)
    low, high, comparator, end = number.low, number.high, number.comparator, number.end
    match = _YI.match(text, end) if number.end < len(text) and text[end] in "个個" else None
    if match and high < 10**4:
        factor = BIG[match[2]]
        number = replace(
            number, end=match.end(), low=scaled(low, factor), high=scaled(high, factor), scaled=True
        )
        low, high, end = number.low, number.high, match.end()
        comparator = number.comparator = ">" if match[1] else comparator
    if number.digits and len(number.digits) == 2 and text[end : end + 1] == "折":
        return Quantity(
            number.start,
            end + 1,
            int(number.digits),
            int(number.digits),
            "percent",
            "%",
            "",
            "discount",
            number,
        )
    split = _split_unit(text, number, end) if not comparator and text[end : end + 1] in ("个", "個") else None
    if split:
        return split
    if number.high < 10 and text.startswith("位数", end) and text[end + 2 : end + 3] not in tuple("字码值"):
        low, high = 10 ** (int(number.low) - 1), 10 ** int(number.low) - 1
        kind = "percent" if _RATE_NEAR.search(text[max(0, number.start - 6) : end + 10]) else "count"
        unit = "%" if kind == "percent" else ""
        return Quantity(number.start, end + 2, low, high, kind, unit, "", "two_digits", number)
    clock = _CLOCK_MINUTES.match(text, end) if number.exact else None
    if clock:  # 五分半, 五分三十秒: minutes, not points
        half = Fraction(1, 2) if "半" in clock[0] else 0
        low = plain(exact(low) + half)
        made = Quantity(
            number.start, clock.end(), low, low, "duration", "minute", "", "duration", number, word="分"
        )
        read_lower_unit(text, made)
        return made
    found = unit_at(text, end, number)
    if found is None or (found[0].word == "级" and number.scaled):
        grade = number.scaled and text.startswith("级", end) and text[end + 1 : end + 2] not in tuple("别联")
        end, comparator = (end + 1, "~") if grade else (end, comparator)
        return Quantity(number.start, end, low, high, "bare", "", comparator, "bare", number)
    return _quantity(text, number, found[0], found[1], comparator)


def lend_unit(text: str, bare: Quantity) -> bool:
    """5000万、1200万像素, 2.3亿和1.5亿元: a number without a unit takes that of the list it stands in.

    Returns:
        Whether a unit was found; the quantity is changed then.
    """
    place = bare.end
    for _ in range(_LONGEST_LIST):
        match = _LISTED.match(text, place)
        following = read_quantity(text, match.end()) if match else None
        if (
            following is None
            or following.kind == "ratio"
            or (following.number.form == "han") != (bare.number.form == "han")
        ):
            return False
        if following.kind != "bare":
            if following.rule in ("half", "two_digits", "compound", "per_mille") or not following.word:
                return False
            bare.kind, bare.unit, bare.rule, bare.factor = (
                following.kind,
                following.unit,
                "listed",
                following.factor,
            )
            scale = last_multiplier(following.number) if not bare.number.scaled else 1
            factor = following.factor * scale if scale >= 10**4 else following.factor
            bare.low, bare.high = scaled(bare.low, factor), scaled(bare.high, factor)
            return True
        place = following.end
    return False


def _split_unit(text: str, number: Numeral, end: int) -> Quantity | None:
    """两个多月, 一个半小时: 多 or 半 inside the unit."""
    sign = text[end + 1 : end + 2]
    if sign not in ("多", "余", "半"):
        return None
    found = unit_at("个" + text[end + 2 : end + 6], 0, number)
    if found is None or len(found[0].word) < 2:
        return None
    made = _quantity(text, number, found[0], end + 1 + found[1], "" if sign == "半" else ">")
    if sign == "半":
        made.low = made.high = plain((exact(number.low) + Fraction(1, 2)) * Fraction(repr(found[0].factor)))
    return made


def _quantity(text: str, number: Numeral, unit: Unit, end: int, comparator: str) -> Quantity:
    low, high = scaled(number.low, unit.factor), scaled(number.high, unit.factor)
    made = Quantity(
        number.start,
        end,
        low,
        high,
        unit.kind,
        unit.symbol,
        comparator,
        unit.kind,
        number,
        factor=unit.factor,
        word=unit.word,
    )
    if unit.word == "折" and number.exact and number.low >= 10:
        made.low = made.high = number.low
    tenth = _TENTH.match(text, end) if unit.word == "成" and number.form == "han" and number.exact else None
    if tenth:
        made.low = made.high = made.low + DIGITS[tenth[1]]
        made.end = tenth.end()
        return made
    if unit.kind == "money":
        read_small_change(text, made)
    height = (
        _CENTIMETERS.match(text, end) if unit.word == "米" and number.exact and number.high < 10 else None
    )
    if height:
        digit = height[1]
        made.low = made.high = plain(exact(made.low) + Fraction(DIGITS.get(digit) or int(digit), 10))
        made.end = height.end()
    if unit.kind in _HALF_AFTER and text.startswith("半", end) and text[end + 1 : end + 2] not in _NO_HALF:
        made.low = made.high = plain((exact(number.low) + Fraction(1, 2)) * Fraction(repr(unit.factor)))
        clock = unit.word in ("分", "小时", "秒") and text.startswith("钟", end + 1)
        made.end = end + 1 + clock
        return made
    if unit.kind in ("duration", "measure") and text[end : end + 1] in ("多", "余") and not comparator:
        after = text[end + 1 : end + 2]
        if not (after and after in "少次家个元种数"):
            made.end, made.comparator = end + 1, ">"
            return made
    if unit.kind in ("duration", "measure"):
        read_lower_unit(text, made)
    read_rate(text, made)
    return made


def sign_start(text: str, quantity: Quantity, floor: int) -> int:
    """Where the minus sign of a quantity stands (-4%, 负40%, 零下5度), or -1."""
    at = quantity.start
    if at <= floor:
        return -1
    sign, before = text[at - 1], text[at - 2 : at - 1] if at > 1 else ""
    if sign in "-－−":
        joined = before and (before in "-－−—" or (before.isascii() and before.isalnum()) or before in BIG)
        if joined or (before.isalnum() and quantity.kind not in ("percent", "money", "measure")):
            return -1
        return at - 1 if text[at].isdecimal() else -1
    if sign == "的" and before in ("负", "負"):
        return at - 2
    if sign in "负負":
        return -1 if before and before in "欠抱担正胜肩" else at - 1
    return at - 2 if at - 2 >= floor and text.startswith("零下", at - 2) else -1
