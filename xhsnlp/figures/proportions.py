"""Proportions: 百分之三十, 一半, 四分之三, 3:1, 7×24小时."""

from __future__ import annotations

import re
from fractions import Fraction

from xhsnlp.figures.numerals import BIG, DIGITS, HAN, SMALL, Numeral, plain, read_numeral
from xhsnlp.figures.quantity import Quantity, exact, thousands, unit_at

_PARTS = re.compile(r"[ \u3000]{0,2}分[ \u3000]{0,2}之[ \u3000]{0,2}")
_PER_CENT = re.compile(
    r"([百佰千仟万萬亿億]{1,2})[ \u3000]?分[ \u3000]?之[ \u3000]?(?=[0-9０-９.负負" + HAN + r"])"
)
_SLASH = re.compile(r"[/／](?=[0-9０-９])")
_COLON = re.compile(r"[:：∶比](?=[0-9０-９" + "".join(DIGITS) + r"十])")
_TIMES = re.compile(r"[×xX*](?=[0-9０-９])")
_JOINTS = {"/": _SLASH, "／": _SLASH, ":": _COLON, "：": _COLON, "∶": _COLON, "比": _COLON} | dict.fromkeys(
    "×xX*", _TIMES
)


def read_per_cent(text: str, start: int) -> Quantity | None:
    """百分之X and its kin; 百分百."""
    if text.startswith(("百分百", "百分之百"), start):
        end = start + (3 if text.startswith("百分百", start) else 4)
        number = Numeral(start, end, 100, 100)
        return Quantity(start, end, 100, 100, "percent", "%", "", "percent", number)
    match = _PER_CENT.match(text, start)
    numeral = read_numeral(text, match.end()) if match else None
    if match is None or numeral is None:
        return None
    numerator = thousands(text, numeral)
    whole = Fraction(1)
    for sign in match[1]:
        whole *= SMALL.get(sign) or BIG[sign]
    low, high = (plain(exact(value) * 100 / whole) for value in (numerator.low, numerator.high))
    rule = "percent" if whole == 100 else "per_mille"
    return Quantity(start, numerator.end, low, high, "percent", "%", numerator.comparator, rule, numerator)


def read_half(text: str, start: int) -> Quantity | None:
    """半年, 半小时, 半个月, 一半."""
    if text.startswith("一半", start):
        number = Numeral(start, start + 1, 1, 1)
        return Quantity(start, start + 2, 50, 50, "percent", "%", "", "half", number)
    if text[start : start + 1] != "半":
        return None
    number = Numeral(start, start + 1, Fraction(1, 2), Fraction(1, 2), form="han")  # type: ignore[arg-type]
    number.low = number.high = 0.5
    unit, comparator = unit_at(text, start + 1, number), ""
    if text.startswith(("个多", "個多"), start + 1):  # 半个多月
        unit = unit_at("个" + text[start + 3 : start + 6], 0, number)
        unit = (unit[0], start + 2 + unit[1]) if unit and len(unit[0].word) > 1 else None
        comparator = ">"
    if text.startswith("数", start + 1):
        return Quantity(start, start + 2, 50, 50, "percent", "%", "", "half", number)
    if unit is None or unit[0].kind not in ("duration", "measure"):
        return None
    found, end = unit
    made = Quantity(start, end, 0.5, 0.5, found.kind, found.symbol, comparator, "half", number)
    made.factor, made.word = found.factor, found.word
    return made


def read_fraction(text: str, number: Numeral) -> Quantity | None:
    """三分之一, 1/3, 3:1, 7×24小时."""
    following = text[number.end : number.end + 1]
    if following in ("分", " ", "\u3000"):
        match = _PARTS.match(text, number.end)
        numerator = read_numeral(text, match.end()) if match else None
        if match and numerator and number.low:
            value = plain(exact(numerator.low) / exact(number.low))
            return Quantity(number.start, numerator.end, value, value, "ratio", "", "", "fraction", number)
    if not number.exact or number.scaled:
        return None
    match = _JOINTS[following].match(text, number.end) if following in _JOINTS else None
    second = read_numeral(text, match.end()) if match else None
    if not match or not second or not second.exact or not second.low:
        return None
    if following in "×xX*":
        return _product(text, number, second)
    if text[second.end : second.end + 1] in tuple("/／:：∶.-年月日%％"):
        return None
    if following in "/／":
        if number.low >= second.low or second.low > 1000:
            return None
    elif (
        following != "比"
        and (len(text[match.end() : second.end]) > 1 and second.low < 60)
        or number.low > 1000
        or second.low > 1000
    ):
        return None
    value = plain(exact(number.low) / exact(second.low))
    return Quantity(number.start, second.end, value, value, "ratio", "", "", "ratio", number)


def _product(text: str, number: Numeral, second: Numeral) -> Quantity | None:
    """7×24小时; 7×24 alone is meant so as well."""
    unit = unit_at(text, second.end, second)
    value = number.low * second.low
    if (number.low, second.low) == (7, 24):
        end = unit[1] if unit and unit[0].symbol == "hour" else second.end
        return Quantity(number.start, end, value, value, "duration", "hour", "", "product", number)
    return None
