"""What a quantity is before its context is known, and the steps that all its forms share."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from xhsnlp.figures.lexicon import Unit, lexicon
from xhsnlp.figures.numerals import Number, Numeral, plain

SPACES = " \u00a0\u3000\u2009"
_LETTER = re.compile(r"([kKwｋＫｗ])(?![A-Za-z0-9])")


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


def exact(value: Number) -> Fraction:
    """The fraction that a number stands for as written (0.1 is one tenth)."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def scaled(value: Number, factor: float) -> Number:
    """Exact product of a decimal number and a factor of the word lists."""
    if factor == 1:
        return value
    return plain(Fraction(repr(value) if isinstance(value, float) else value) * Fraction(repr(factor)))


def thousands(text: str, number: Numeral) -> Numeral:
    """15k, 30w: letters for 千 and 万; 4k and 8K are names of pictures."""
    match = _LETTER.match(text, number.end) if number.form == "arabic" and not number.unit else None
    if match is None or (number.high in (2, 4, 8) and match[1] in "kKｋＫ"):
        return number
    factor = 10**4 if match[1] in "wｗ" else 10**3
    low, high = scaled(number.low, factor), scaled(number.high, factor)
    return replace(number, end=match.end(), low=low, high=high, scaled=True, unit=factor)


def unit_at(text: str, at: int, number: Numeral) -> tuple[Unit, int] | None:
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
