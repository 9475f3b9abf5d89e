"""Numerals: how numbers are written, from `3,500.5万` to 三千五百万 and 五六百万.

`read_numeral` reads one numeral at a position, in one pass from left to right, and gives back the exact value:
integers stay integers, and what is no integer is the float nearest to the exact fraction.

The grammar: a section (digits with 十 百 千, falling) before each 万 亿 兆, falling as well; 点 and digits
after a section; a last digit alone counts the unit below the last one written (一千三 = 1300, 两万五 = 25000);
two neighbouring digits before a unit are a range (五六百 = 500 to 600); 几 and 数 are the digits 2 to 9
(1 to 9 after a ten).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

Number = int | float

DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    "貳": 2,
    "參": 3,
    "叄": 3,
    "陸": 6,
    "两": 2,
    "兩": 2,
    "俩": 2,
    "倆": 2,
    "幺": 1,
    "弌": 1,
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
TENS = {"廿": 20, "卅": 30, "卌": 40}
BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
#: A number is cut by these: a value that stands on both sides of one is never guessed.
BREAKS = "\x00\n\r\x0b\x0c\x85\u2028\u2029"

_D = "0-9０-９"
_GROUPED = rf"[{_D}]{{1,3}}(?:[,，][{_D}]{{3}})+(?![{_D}])"
ARABIC = re.compile(rf"(?:{_GROUPED}|[{_D}]+)(?:[.．][{_D}]+)?|[.．][{_D}]+")
HAN = "".join(DIGITS) + "".join(SMALL) + "".join(TENS) + "".join(BIG) + "几幾数數"
_TOKEN = re.compile(rf"[ \u00a0\u3000]{{0,2}}(?:([{_D}])|([{HAN}])|([点點])|(余|餘|多|來|来))")
_SIMPLE = re.compile(
    rf"[0-9]{{1,14}}(\.[0-9]{{1,6}})?(?![{_D},，.．]|[ \u00a0\u3000]{{0,2}}[{_D}{HAN}点點余餘多來来])"
)
#: 来 after a round number says "about" only before one of these (十来个, 百来家).
_AFTER_LAI = frozenset("个個位家人年天万萬岁歲名部台种種块斤里次分条件款只篇")
#: 千 is a part of the unit before these (千瓦, 千克).
_AFTER_KILO = tuple("瓦克米卡焦帕伏赫安")
_MULTIPLIERS = frozenset(SMALL) | frozenset(BIG)
_MAX_DIGITS = 400


@dataclass(slots=True)
class Numeral:
    """A number as written.

    Attributes:
        start, end: its characters.
        low, high: its value; they differ for ranges and vague numbers.
        comparator: `>` after 多 or 余, `~` for vague numbers, else "".
        scaled: whether 十 百 千 万 亿 or a group comma took part.
        form: `arabic`, `han` or `mixed`.
        round_: whether it is a bare multiplier (百, 万, 千亿); these count only after some words (破亿).
        digits: Chinese digits one after the other, without 十 百 千 (九九, 二〇二三), else "".
        unit: the multiplier it ends with, 0 for none.
    """

    start: int
    end: int
    low: Number
    high: Number
    comparator: str = ""
    scaled: bool = False
    form: str = "arabic"
    round_: bool = False
    digits: str = ""
    unit: int = 0

    @property
    def exact(self) -> bool:
        return self.low == self.high


def plain(value: Fraction | int | float) -> Number:
    """An int where the value is one, else the nearest float (an int too large for a float stays one)."""
    if isinstance(value, Fraction):
        if value.denominator == 1:
            return value.numerator
        try:
            return value.numerator / value.denominator
        except OverflowError:
            return value.numerator // value.denominator
    return value


def read_arabic(written: str) -> Fraction | int:
    """Value of an Arabic number, half or full width, grouped or not, with or without decimals."""
    written = written.replace(",", "").replace("，", "").replace("．", ".")
    whole, _, decimals = written.partition(".")
    if len(whole) + len(decimals) > _MAX_DIGITS:
        raise ValueError("too many digits")
    value = int(whole or "0")
    return Fraction(int(whole + decimals), 10 ** len(decimals)) if decimals.strip("0０") else value


def read_numeral(text: str, start: int, limit: int | None = None) -> Numeral | None:
    """The numeral that begins at a position, or None.

    Args:
        text: any text.
        start: index of its first character.
        limit: index it may not reach beyond.
    """
    simple = _SIMPLE.match(text, start) if limit is None else None
    if simple is not None:  # most numbers of news: digits with nothing after them that goes on
        value = float(simple[0]) if simple[1] else int(simple[0])
        number = int(value) if value == int(value) else value
        return Numeral(start, simple.end(), number, number)
    return _Reading(text, start, len(text) if limit is None else limit).read()


class _Reading:
    """One pass over the tokens of a numeral. `pending` is what waits for a multiplier."""

    __slots__ = (
        "big_stack", "comparator", "digit_text", "end", "form", "last_small", "last_unit", "limit", "pending",
        "pending_start", "place_zero", "position", "section", "start", "started", "text", "vague",
    )  # fmt: skip

    def __init__(self, text: str, start: int, limit: int) -> None:
        self.text, self.start, self.limit = text, start, limit
        self.position = self.end = self.pending_start = start
        self.big_stack: list[tuple[Fraction | int, Fraction | int, int]] = []
        self.section: tuple[Fraction | int, Fraction | int] | None = None
        self.pending: tuple[Fraction | int, Fraction | int] | None = None
        self.digit_text = ""
        self.last_small = 10**4
        self.last_unit = 0
        self.place_zero = False
        self.vague = False
        self.started = False
        self.comparator = ""
        self.form = ""

    def read(self) -> Numeral | None:
        while self.position < self.limit:
            match = _TOKEN.match(self.text, self.position, self.limit)
            if match is None or (not self.started and match.end() != self.start + 1):
                break
            kind = match.lastindex or 1
            step = (self._arabic, self._han, self._point, self._more)[kind - 1]
            if not step(match.start(kind), match.group(kind)):
                if (
                    self.last_unit and match.group(kind) in _MULTIPLIERS
                ):  # 3万5万: the 5 belongs to the next number
                    self.pending, self.digit_text = None, ""
                break
            self.started = True
        return self._result()

    # --- tokens; each returns whether the reading goes on ---

    def _arabic(self, at: int, _: str) -> bool:
        if self.pending is not None or self.comparator:
            return False
        if self.started and at != self.position and self.last_unit == 0:
            return False
        match = ARABIC.match(self.text, at, self.limit)
        if match is None:
            return False
        try:
            value = read_arabic(match.group())
        except ValueError:
            return False
        if self.last_unit and value >= self.last_unit:
            return False
        self.place_zero = self.place_zero or match.group()[0] in "0０"
        self._wait(value, value, at, match.end(), "arabic")
        self.digit_text = ""
        return True

    def _han(self, at: int, sign: str) -> bool:
        if sign in BIG:
            return self._big(at, BIG[sign])
        if self.comparator:
            return False
        if sign in SMALL:
            return self._small(at, SMALL[sign])
        if sign in TENS:
            if self.pending is not None or self.last_small <= 10:
                return False
            low, high = self.section or (0, 0)
            self.section, self.last_small, self.last_unit = (low + TENS[sign], high + TENS[sign]), 10, 10
            return self._done(at + 1, "han")
        if sign in "几幾数數":
            return self._some(at)
        return self._digit(at, sign)

    def _digit(self, at: int, sign: str) -> bool:
        digit = DIGITS[sign]
        if self.vague or (self.pending is not None and not self.digit_text):
            return False
        if at != self.position and (self.pending is not None or not self.last_unit):
            return False
        if digit == 0 and self.last_unit and self.pending is None:
            self.place_zero = True
            self.position = at + 1
            self.pending_start = at
            return True
        if self.pending is not None:
            if self.last_unit and len(self.digit_text) >= 2:
                return False
            self.digit_text += str(digit)
            if len(self.digit_text) > _MAX_DIGITS:
                return False
            value = int(self.digit_text)
            self.pending = (value, value)
            self.position = at + 1
            return True
        start = self.pending_start if self.place_zero else at
        self._wait(digit, digit, start, at + 1, "han")
        self.digit_text = str(digit)
        return True

    def _some(self, at: int) -> bool:
        if self.pending is not None or (self.started and at != self.position):
            return False
        self._wait(1 if self.last_unit else 2, 9, at, at + 1, "han")
        self.vague = True
        self.digit_text = ""
        return True

    def _small(self, at: int, unit: int) -> bool:
        coefficient = self._coefficient()
        if unit == 1000 and not self.last_unit and self.text[at + 1 : at + 2] in _AFTER_KILO:
            return False
        if coefficient is None:
            if self.started and not self.place_zero and (unit != 10 or self.section is None):
                return False
            coefficient = (1, 1)
        elif self.digit_text == "0":
            coefficient = (1, 1)
        if unit >= self.last_small or (coefficient[1] >= 10 and self.digit_text):
            return False
        low, high = self.section or (0, 0)
        self.section = (low + coefficient[0] * unit, high + coefficient[1] * unit)
        self.last_small = self.last_unit = unit
        return self._done(at + 1, "han")

    def _big(self, at: int, unit: int) -> bool:
        coefficient = self._coefficient()
        section = self.section
        if coefficient is not None:
            if self.last_unit and self.digit_text and len(self.digit_text) > 1 and not self._is_pair():
                return False
            base = section or (0, 0)
            section = (base[0] + coefficient[0], base[1] + coefficient[1])
        stack = list(self.big_stack)
        if section is None and stack and stack[-1][2] == unit and self.last_unit == unit:  # 万万
            low, high, _ = stack.pop()
            stack.append((low * unit, high * unit, unit * unit))
        else:
            low, high = section if section is not None else ((0, 0) if stack else (1, 1))
            while stack and stack[-1][2] < unit:
                more_low, more_high, _ = stack.pop()
                low, high = low + more_low, high + more_high
            if stack and stack[-1][2] <= unit:
                return False
            stack.append((low * unit, high * unit, unit))
        if stack[-1][1] > 10**_MAX_DIGITS:
            return False
        self.big_stack, self.section, self.last_small, self.last_unit = stack, None, 10**4, unit
        return self._done(at + 1, "han")

    def _point(self, at: int, _: str) -> bool:
        """点 and the decimals after it; digits must follow at once."""
        if self.comparator or self.vague or at != self.position and self.form == "arabic":
            return False
        place = at + 1
        while place < self.limit and self.text[place] in " \u3000":
            place += 1
        decimals = ""
        end = place
        while end < self.limit and len(decimals) < _MAX_DIGITS:
            sign = self.text[end]
            if sign in DIGITS and sign not in "两兩俩倆":
                decimals += str(DIGITS[sign])
            elif sign.isdecimal() and sign not in DIGITS:
                decimals += str(int(sign))
            else:
                break
            end += 1
        if not decimals or (self.pending is None and not self.last_unit):
            return False
        low, high = self._total()
        if low != high:
            return False
        value = low + Fraction(int(decimals), 10 ** len(decimals))
        self.big_stack, self.section, self.last_small, self.last_unit = [], None, 10**4, 0
        self._wait(value, value, self.start, end, self.form or "han")
        self.digit_text = ""
        self.end = end
        return True

    def _more(self, at: int, sign: str) -> bool:
        """多, 余 and 来 after a round number, or between it and 万 or 亿."""
        if self.comparator or not (self.last_unit or (self.form == "arabic" and self.pending is not None)):
            return False
        if self.place_zero and self.pending is None or (self.pending is not None and self.digit_text):
            return False
        after = self.text[at + 1 : at + 2]
        if sign in "来來" and (after not in _AFTER_LAI or self._total()[0] % 10):
            return False
        self.comparator = "~" if sign in "来來" else ">"
        if after not in BIG or not after:
            self.end = self.position = at + 1
            return False
        self.position = at + 1
        return True

    # --- state ---

    def _wait(self, low: Fraction | int, high: Fraction | int, start: int, end: int, form: str) -> None:
        self.pending, self.pending_start, self.position = (low, high), start, end
        self.form = form if self.form in ("", form) else "mixed"

    def _done(self, end: int, form: str) -> bool:
        self.pending, self.digit_text, self.place_zero = None, "", False
        self.position = self.end = end
        self.form = form if self.form in ("", form) else "mixed"
        return True

    def _is_pair(self) -> bool:
        """Two neighbouring digits that name a range: 五六, 三五."""
        digits = self.digit_text
        return (
            len(digits) == 2 and (int(digits[1]) - int(digits[0]) == 1 or digits == "35") and digits[0] != "0"
        )

    def _coefficient(self) -> tuple[Fraction | int, Fraction | int] | None:
        if self.pending is not None and self._is_pair():
            return int(self.digit_text[0]), int(self.digit_text[1])
        return self.pending

    def _total(self) -> tuple[Fraction | int, Fraction | int]:
        """The value, the pending digits counted in."""
        low = high = 0
        for part_low, part_high, _ in self.big_stack:
            low, high = low + part_low, high + part_high  # type: ignore[assignment]
        if self.section:
            low, high = low + self.section[0], high + self.section[1]  # type: ignore[assignment]
        coefficient = self._coefficient() if self.last_unit or self._is_pair() else self.pending
        if coefficient is not None:
            unit = self.last_unit if not self.place_zero and not self.vague and self.last_unit >= 100 else 0
            single = coefficient[1] < 10 and coefficient[0] == int(coefficient[0])
            factor = unit // 10 if unit and single else 1
            low, high = low + coefficient[0] * factor, high + coefficient[1] * factor  # type: ignore[assignment]
        return low, high

    def _result(self) -> Numeral | None:
        if not self.started:
            return None
        too_long = self.last_unit and len(self.digit_text) > 1 and not self._is_pair()
        if too_long:  # 二十一二三: not a number; keep what was sure
            self.pending, self.digit_text = None, ""
        if self.pending is not None:
            self.end = max(self.end, self.position)
        elif self.end == self.start:
            return None
        low, high = self._total()
        bare = not self.form.startswith(("arabic", "mixed")) and self._only_multipliers()
        positional = self.digit_text if not self.last_unit and len(self.digit_text) > 1 else ""
        comparator = self.comparator or ("~" if low != high else "")
        written = self.text[self.start : self.end]
        unit = self.last_unit if self.pending is None else 0
        if unit >= 10**4 and self.text[self.end - 2 : self.end - 1] in BIG:
            unit = 10**12  # 万亿
        grouped = "," in written or "，" in written
        return Numeral(
            self.start, self.end, plain(low), plain(high), comparator, bool(self.last_unit) or grouped,
            self.form, bare, positional, unit,
        )  # fmt: skip

    def _only_multipliers(self) -> bool:
        written = self.text[self.start : self.end]
        return all(sign in BIG or (sign in SMALL and sign not in "十拾") for sign in written)


def last_multiplier(number: Numeral) -> int:
    """The multiplier a number ends with (万 of 5万, 亿 of 3.5亿), which the lower end of a range may share."""
    return number.unit or 1


def digits_end(text: str, at: int) -> int:
    """Where to go on after what is no numeral: past a run of digits too long to be one, else one sign on."""
    match = ARABIC.match(text, at)
    return match.end() if match else at + 1
