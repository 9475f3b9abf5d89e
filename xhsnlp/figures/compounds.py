"""Quantities of several parts: 123元1角1分, 九块九, 1小时30分钟, 3斤5两, 5元/小时."""

from __future__ import annotations

import re
from fractions import Fraction

from xhsnlp.figures.lexicon import lexicon
from xhsnlp.figures.numerals import DIGITS, HAN, plain, read_numeral
from xhsnlp.figures.quantity import Quantity, exact

_LOWER_UNITS = {
    "year": (("个月", "month", 12), ("個月", "month", 12)),
    "hour": (("分钟", "minute", 60), ("分鐘", "minute", 60), ("分", "minute", 60), ("秒", "second", 3600)),
    "minute": (("秒钟", "second", 60), ("秒鐘", "second", 60), ("秒", "second", 60)),
    "斤": (("两", "两", 10), ("兩", "两", 10)),
}
_MONEY_PARTS = re.compile(r"[零又]?([0-9０-９" + "".join(DIGITS) + r"])(?:([角毛毫])|(分))?钱?")
_PER_NAMES = {
    "小时": "hour", "时": "hour", "h": "hour", "天": "day", "日": "day", "月": "month", "年": "year", "周": "week",
    "分钟": "minute", "分": "minute", "秒": "second", "s": "second",
}  # fmt: skip


def read_rate(text: str, made: Quantity) -> None:
    """What a rate is per: 5元/小时, 1786美元/盎司."""
    if text[made.end : made.end + 1] not in ("/", "／"):
        return
    place = made.end + 1
    found = lexicon().units.find(text, place)
    name = next((name for name in _PER_NAMES if text.startswith(name, place)), None)
    if name and (found is None or len(name) >= len(found[0])):
        made.per, made.end = _PER_NAMES[name], place + len(name)
    elif found and found[1].kind in ("count", "measure", "duration", "money"):
        made.per, made.end = found[1].symbol or found[0], place + len(found[0])


def read_small_change(text: str, made: Quantity) -> None:
    """九块九, 三块零四, 123元1角1分, 两毛五: what follows the unit of a sum."""
    loose = made.word.startswith(("块", "塊", "毛", "蚊"))
    if made.factor not in (1, 0.1) or made.low != made.high:
        return
    if made.word[-1:] in "钱錢币幣整正":
        return
    total, place, weight = exact(made.low), made.end, Fraction(repr(made.factor)) / 10
    while weight >= Fraction(1, 100) and (match := _MONEY_PARTS.match(text, place)):
        digit = int(match[1]) if match[1].isdecimal() else DIGITS[match[1]]
        following = text[match.end() : match.end() + 1]
        if not (match[2] or match[3]):
            if (
                not loose
                or made.number.unit >= 100
                or (following and (following.isdecimal() or following in HAN))
            ):
                break
            unit = lexicon().units.find(text, match.end())
            if unit and unit[1].kind != "money":
                break
        part = (
            Fraction(1, 10) if match[2] else Fraction(1, 100) if match[3] or match[0][0] == "零" else weight
        )
        total, place, weight = total + digit * part, match.end(), part / 10
    if place != made.end:
        made.end, made.low, made.high = place, plain(total), plain(total)
        currency = lexicon().units.find(text, place)
        if currency and currency[1].kind == "money" and currency[1].symbol and currency[1].factor == 1:
            made.end, made.unit = place + len(currency[0]), currency[1].symbol
    elif made.unit:
        _read_cents(text, made)


def _read_cents(text: str, made: Quantity) -> None:
    """两美元又三美分."""
    place = made.end + text.startswith(("又", "零"), made.end)
    cents = read_numeral(text, place) if place < len(text) and text[place] in HAN else None
    unit = lexicon().units.find(text, cents.end) if cents and cents.exact and cents.high < 100 else None
    if cents and unit and unit[1].symbol == made.unit and unit[1].factor == 0.01:
        made.low = made.high = plain(exact(made.low) + exact(cents.low) / 100)
        made.end = cents.end + len(unit[0])


def read_lower_unit(text: str, made: Quantity) -> None:
    """1小时30分钟, 3斤5两: a second quantity of a lower unit; the value is given in that unit."""
    if made.unit not in _LOWER_UNITS or made.low != made.high:
        return
    place = made.end + (1 if text[made.end : made.end + 1] in ("零", "又") else 0)
    if place >= len(text) or not (text[place].isdecimal() or text[place] in HAN):
        return
    number = read_numeral(text, place)
    if number is None or not number.exact:
        return
    for word, symbol, weight in _LOWER_UNITS[made.unit]:
        if text.startswith(word, number.end) and number.low < weight:
            made.low = made.high = plain(exact(made.low) * weight + exact(number.low))
            made.unit, made.end, made.rule = symbol, number.end + len(word), "compound"
            return
