"""A number with its unit: the forms a quantity takes from its first numeral to the right.

`read_quantity` reads one quantity at a position: a fraction (四分之三), a percentage (百分之三十, 三成半), a sum
(九块九, 123元1角1分), a length of time (一年半, 1小时30分), a measure or count with its unit. What has no unit comes
back as kind `bare`; its context decides (see `context`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from xhsnlp.figures.lexicon import Unit, lexicon
from xhsnlp.figures.numerals import BIG, DIGITS, HAN, Number, Numeral, plain, read_numeral

SPACES = " \u00a0\u3000\u2009"
_PARTS = re.compile(r"[ \u3000]{0,2}分[ \u3000]{0,2}之[ \u3000]{0,2}")
_PER_CENT = re.compile(r"([百佰千仟万萬十])[ \u3000]?分[ \u3000]?之[ \u3000]?(?=[0-9０-９.负負" + HAN + r"])")
_SLASH = re.compile(r"[/／](?=[0-9０-９])")
_COLON = re.compile(r"[:：比](?=[0-9０-９" + "".join(DIGITS) + r"十])")
_YI = re.compile(r"[个個](多|余)?([亿億]|[万萬](?![一-鿿]))")
_TIMES = re.compile(r"[×xX*](?=[0-9０-９])")
_LISTED = re.compile(r"[ ]?(?:和|、|及|与|或|以及|[+＋])[ ]?(?=[0-9０-９" + HAN + "])")
_LONGEST_LIST = 6
_RATE_NEAR = re.compile("[率比增涨跌降幅速]")
_HALF_AFTER = frozenset(["percent", "duration", "measure", "multiple"])
_NO_HALF = tuple("年天个個导導小夜路价数径")
_MONEY_PARTS = re.compile(r"[零又]?([0-9０-９" + "".join(DIGITS) + r"])(?:([角毛毫])|(分))?钱?")
_PER_NAMES = {
    "小时": "hour", "时": "hour", "h": "hour", "天": "day", "日": "day", "月": "month", "年": "year", "周": "week",
    "分钟": "minute", "分": "minute", "秒": "second", "s": "second",
}  # fmt: skip


@dataclass(slots=True)
class Quantity:
    """A number and its unit, before its context is known.

    Attributes:
        start, end: its characters, comparators before and after left out.
        low, high: its value in the unit.
        kind: a figure kind, `money` or `bare`.
        unit: the unit; for money "" where the context decides.
        comparator: "" where nothing in it says one.
        rule: what form it has.
        per: the unit a rate is per, or None.
        number: the numeral it began with.
        factor: what the number was multiplied with to give the value.
        word: the unit as written, "" for none.
    """

    start: int
    end: int
    low: Number
    high: Number
    kind: str
    unit: str
    comparator: str
    rule: str
    number: Numeral
    per: str | None = None
    factor: float = 1
    word: str = ""
    listed: bool = False


def skip_spaces(text: str, at: int, most: int = 2) -> int:
    """The position after at most so many spaces."""
    end = min(len(text), at + most)
    while at < end and text[at] in SPACES:
        at += 1
    return at


def scaled(value: Number, factor: float) -> Number:
    """Exact product of a decimal number and a factor of the word lists."""
    if factor == 1:
        return value
    return plain(Fraction(repr(value) if isinstance(value, float) else value) * Fraction(repr(factor)))


def read_quantity(text: str, start: int) -> Quantity | None:
    """The quantity whose first numeral stands at a position, or None."""
    special = _per_cent(text, start) or _half(text, start)
    if special:
        return special
    number = read_numeral(text, start)
    if number is None:
        return None
    return _fraction(text, number) or _with_unit(text, number)


def _per_cent(text: str, start: int) -> Quantity | None:
    """百分之X and its kin; 百分百."""
    if text.startswith("百分百", start) or text.startswith("百分之百", start):
        end = start + (3 if text.startswith("百分百", start) else 4)
        number = Numeral(start, end, 100, 100)
        return Quantity(start, end, 100, 100, "percent", "%", "", "percent", number)
    match = _PER_CENT.match(text, start)
    if match is None or match[1] == "十":
        return None
    number = read_numeral(text, match.end())
    if number is None:
        return None
    parts = {"百": 1, "佰": 1, "千": 10, "仟": 10, "万": 100, "萬": 100}[match[1]]
    low, high = (
        plain(Fraction(repr(v) if isinstance(v, float) else v) / parts) for v in (number.low, number.high)
    )
    rule = "percent" if parts == 1 else "per_mille"
    return Quantity(
        start, number.end, low, high, "percent", "%", number.comparator, rule, number, factor=1 / parts
    )


def _half(text: str, start: int) -> Quantity | None:
    """半年, 半小时, 半个月, 一半."""
    if text.startswith("一半", start):
        number = Numeral(start, start + 1, 1, 1)
        return Quantity(start, start + 2, 50, 50, "percent", "%", "", "half", number)
    if text[start : start + 1] != "半":
        return None
    number = Numeral(start, start + 1, Fraction(1, 2), Fraction(1, 2), form="han")  # type: ignore[arg-type]
    number.low = number.high = 0.5
    unit = _unit_at(text, start + 1, number)
    if text.startswith("数", start + 1):
        return Quantity(start, start + 2, 50, 50, "percent", "%", "", "half", number)
    if unit is None or unit[0].kind not in ("duration", "measure"):
        return None
    return Quantity(
        start,
        unit[1],
        0.5,
        0.5,
        unit[0].kind,
        unit[0].symbol,
        "",
        "half",
        number,
        factor=unit[0].factor,
        word=unit[0].word,
    )


def _fraction(text: str, number: Numeral) -> Quantity | None:
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
    pattern = {
        "/": _SLASH,
        "／": _SLASH,
        ":": _COLON,
        "：": _COLON,
        "比": _COLON,
        "×": _TIMES,
        "x": _TIMES,
        "X": _TIMES,
        "*": _TIMES,
    }
    match = pattern[following].match(text, number.end) if following in pattern else None
    second = read_numeral(text, match.end()) if match else None
    if not match or not second or not second.exact or not second.low:
        return None
    if following in "×xX*":
        return _product(text, number, second)
    if text[second.end : second.end + 1] in tuple("/／:：.-年月日%％"):
        return None
    if following in "/／":
        if number.low >= second.low or second.low > 1000:
            return None
    elif following != "比" and (len(text[match.end() : second.end]) > 1 and second.low < 60) or number.low > 1000 or second.low > 1000:
        return None
    value = plain(exact(number.low) / exact(second.low))
    return Quantity(number.start, second.end, value, value, "ratio", "", "", "ratio", number)


def _product(text: str, number: Numeral, second: Numeral) -> Quantity | None:
    """7×24小时; 7×24 alone is meant so as well."""
    unit = _unit_at(text, second.end, second)
    value = number.low * second.low
    if (number.low, second.low) == (7, 24):
        end = unit[1] if unit and unit[0].symbol == "hour" else second.end
        return Quantity(number.start, end, value, value, "duration", "hour", "", "product", number)
    return None


def exact(value: Number) -> Fraction:
    """The fraction that a number stands for as written (0.1 is one tenth)."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def _unit_at(text: str, at: int, number: Numeral) -> tuple[Unit, int] | None:
    """The unit that begins at a position, after spaces, and where it ends."""
    place = skip_spaces(text, at)
    for word, unit in lexicon().units.find_all(text, place):
        end = place + len(word)
        following = text[end : end + 1]
        if following and (
            following in unit.not_before or (word[-1].isascii() and word[-1].isalpha() and _latin(following))
        ):
            continue
        if unit.arabic and number.form == "han" and number.high < 10:
            continue
        if place != at and following and word.isascii() and number.form == "han":
            continue
        return unit, end
    return None


def _latin(sign: str) -> bool:
    return sign.isascii() and (sign.isalpha() or sign.isdecimal())


def _with_unit(text: str, number: Numeral) -> Quantity:
    """The number with the unit after it; `bare` without one."""
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
    found = _unit_at(text, end, number)
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
        if following is None or following.kind == "ratio" or following.number.form != bare.number.form:
            return False
        if following.kind != "bare":
            if following.rule in ("half", "two_digits", "compound", "per_mille") or not following.word:
                return False
            bare.kind, bare.unit, bare.rule, bare.factor = following.kind, following.unit, "listed", following.factor
            bare.low, bare.high = scaled(bare.low, following.factor), scaled(bare.high, following.factor)
            return True
        place = following.end
    return False


def _split_unit(text: str, number: Numeral, end: int) -> Quantity | None:
    """两个多月, 一个半小时: 多 or 半 inside the unit."""
    sign = text[end + 1 : end + 2]
    if sign not in ("多", "余", "半"):
        return None
    found = _unit_at("个" + text[end + 2 : end + 6], 0, number)
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
    if unit.kind == "money":
        _read_small_change(text, made)
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
        _read_lower_unit(text, made)
    _read_rate(text, made)
    return made


def _read_rate(text: str, made: Quantity) -> None:
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


def _read_small_change(text: str, made: Quantity) -> None:
    """九块九, 三块零四, 123元1角1分, 两毛五: what follows the unit of a sum."""
    loose = made.word.startswith(("块", "塊", "毛", "蚊"))
    if made.factor not in (1, 0.1) or (made.number.scaled and loose) or made.low != made.high:
        return
    if made.word[-1:] in "钱錢币幣整正":
        return
    total, place, weight = exact(made.low), made.end, Fraction(repr(made.factor)) / 10
    while weight >= Fraction(1, 100) and (match := _MONEY_PARTS.match(text, place)):
        digit = int(match[1]) if match[1].isdecimal() else DIGITS[match[1]]
        following = text[match.end() : match.end() + 1]
        if not (match[2] or match[3]):
            more = following and (following.isdecimal() or following in HAN or lexicon().units.find(text, match.end()))
            if not loose or more:
                break
        part = Fraction(1, 10) if match[2] else Fraction(1, 100) if match[3] or match[0][0] == "零" else weight
        total, place, weight = total + digit * part, match.end(), part / 10
    if place != made.end:
        made.end, made.low, made.high = place, plain(total), plain(total)
        currency = lexicon().units.find(text, place)
        if currency and currency[1].kind == "money" and currency[1].symbol and currency[1].factor == 1:
            made.end, made.unit = place + len(currency[0]), currency[1].symbol


def _read_lower_unit(text: str, made: Quantity) -> None:
    """1小时30分钟, 3斤5两: a second quantity of a lower unit; the value is given in that unit."""
    weights = {"hour": 60, "minute": 60, "斤": 10}
    lower = {
        "hour": ("minute", ("分钟", "分鐘", "分")),
        "minute": ("second", ("秒", "秒钟")),
        "斤": ("两", ("两", "兩")),
    }
    if made.unit not in weights or made.low != made.high:
        return
    place = made.end + (1 if text[made.end : made.end + 1] in ("零", "又") else 0)
    if place >= len(text) or not (text[place].isdecimal() or text[place] in HAN):
        return
    number = read_numeral(text, place)
    if number is None or not number.exact or number.low >= weights[made.unit]:
        return
    symbol, words = lower[made.unit]
    word = next(
        (word for word in sorted(words, key=len, reverse=True) if text.startswith(word, number.end)), None
    )
    if word:
        made.low = made.high = plain(exact(made.low) * weights[made.unit] + exact(number.low))
        made.unit, made.end, made.rule = symbol, number.end + len(word), "compound"


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
    if sign in "负負":
        return -1 if before and before in "欠抱担正胜肩" else at - 1
    return at - 2 if at - 2 >= floor and text.startswith("零下", at - 2) else -1
