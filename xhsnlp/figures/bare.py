"""Bare numerals, for those who want numbers only: signs, fractions, powers and dozens, but no units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from xhsnlp.figures.breaks import find_cuts
from xhsnlp.figures.exclusions import word_until
from xhsnlp.figures.figure import Comparator, Figure, FigureKind
from xhsnlp.figures.numerals import HAN, digits_end, plain, read_arabic, read_numeral
from xhsnlp.figures.quantity import exact

_CANDIDATE = re.compile("[0-9０-９半" + HAN + "]|(?<![0-9０-９.．])[.．](?=[0-9０-９])")
_SIGN = re.compile(r"(?:[负負](?:的)?|(?<![0-9０-９A-Za-z一-鿿\-－])[-－−])[ ]?$")
_POINT = re.compile(r"[.．][0-9０-９]{1,300}")
_VERSION = re.compile(r"[0-9]{1,30}(?=\.[0-9]{1,30}\.[0-9])|(?<=[0-9]\.)[0-9]{1,30}(?![0-9])")
_POWER = re.compile(r"\^([-+]{0,2})([0-9]{1,3})(?![0-9.])|[eE]([-+]?)([0-9]{1,2})(?![0-9A-Za-z.])")
_LETTER = re.compile(r"[ ]?([kKmMgGｋＫ])(?![A-Za-z])")
_LETTERS = {"k": 10**3, "ｋ": 10**3, "m": 10**6, "g": 10**9}
_PARTS = re.compile(r"[ \u3000]{0,2}[分份][ \u3000]{0,2}之?[ \u3000]{0,2}([负負]?)(?=[0-9０-９" + HAN + "])")
_AND = re.compile(r"[ ]{0,2}又[ ]{0,2}(?=[0-9０-９" + HAN + "])")
_OVER = re.compile(r"[/／]([0-9０-９]{1,9})(?![0-9０-９/／.年月])")
_MIXED = re.compile(r"[ ]([0-9０-９]{1,9})[/／]([0-9０-９]{1,9})(?![0-9０-９/／])")


@dataclass(slots=True)
class _Bare:
    """A numeral on its way: its end, its exact bounds and what was said of them."""

    end: int
    low: Fraction
    high: Fraction
    comparator: str = ""


def find_numerals(text: str) -> list[Figure]:
    """Every number of a text, as figures of kind `count` and rule `numeral`.

    Words that only look like one (一切, 四川) and numbers that a break cuts in two are left out.
    """
    found: list[Figure] = []
    cuts, cut, floor = find_cuts(text), 0, 0
    match = _CANDIDATE.search(text)
    while match:
        at = match.start()
        while cut < len(cuts) and cuts[cut][1] <= at:
            cut += 1
        if cut < len(cuts) and cuts[cut][0] <= at:
            end = cuts[cut][1]
        else:
            figure = _numeral(text, at, floor)
            end = figure.end if figure else max(digits_end(text, at), word_until(text, at))
            if figure:
                found.append(figure)
        floor = end
        match = _CANDIDATE.search(text, end)
    return found


def _numeral(text: str, at: int, floor: int) -> Figure | None:
    word = word_until(text, at)
    if word > at and word < len(text):
        return None
    bare = _read(text, at)
    if bare is None:
        return None
    sign = _SIGN.search(text, max(floor, at - 4), at)
    start = sign.start() if sign else at
    low, high = (-bare.high, -bare.low) if sign else (bare.low, bare.high)
    ranged = low != high
    return Figure(
        text[start : bare.end],
        start,
        bare.end,
        FigureKind.COUNT,
        None if ranged else plain(low),
        plain(low) if ranged else None,
        plain(high) if ranged else None,
        comparator=Comparator(bare.comparator or "="),
        rule="numeral",
    )


def _read(text: str, at: int, mixed: bool = True) -> _Bare | None:
    """A number or a fraction; with `mixed` also a number and a fraction (三又二分之一)."""
    bare = _whole(text, at)
    if bare is None:
        return None
    parts = _PARTS.match(text, bare.end) if bare.low == bare.high and bare.low else None
    if parts and (parts[0].strip() not in ("分", "份") or bare.low < 20 and bare.low == int(bare.low)):
        numerator = _whole(text, parts.end())
        if numerator and numerator.low == numerator.high and text[bare.end :].lstrip()[:2] != "分钟":
            sign = -1 if parts[1] else 1
            value = sign * numerator.low / bare.low
            return _Bare(numerator.end, value, value)
    joint = _AND.match(text, bare.end) if mixed else None
    if joint and bare.low == bare.high:
        fraction = _read(text, joint.end(), mixed=False)
        if fraction and fraction.low == fraction.high and abs(fraction.low) < 1:
            return _Bare(fraction.end, bare.low + fraction.low, bare.low + fraction.low)
    return bare


def _whole(text: str, at: int) -> _Bare | None:
    """A number without a fraction after it."""
    if text[at] in ".．":
        match = _POINT.match(text, at)
        return _arabic(text, match.end(), Fraction(read_arabic("0" + match[0]))) if match else None
    if text[at] == "半":
        value = Fraction(
            50 if text.startswith("百", at + 1) else 1, 1 if text.startswith("百", at + 1) else 2
        )
        known = text.startswith(("半百", "半个", "半個"), at)
        return _Bare(at + 2 if text.startswith("半百", at) else at + 1, value, value) if known else None
    version = _VERSION.match(text, at)
    if version:
        value = Fraction(int(version[0]))
        return _Bare(version.end(), value, value)
    number = read_numeral(text, at)
    if number is None or (number.round_ and (text[at] in "百佰" or not text.startswith("分之", number.end))):
        return None
    if number.form == "arabic" and number.exact and not number.unit:
        return _arabic(text, number.end, exact(number.low))
    low, high, end = exact(number.low), exact(number.high), number.end
    if (
        text.startswith("打", end)
        and number.exact
        and text[end + 1 : end + 2] not in tuple("折开造破击算通车电烊包工架出")
    ):
        low, high, end = low * 12, high * 12, end + 1
    elif number.low == 1 and text.startswith("半", end):
        low = high = Fraction(1, 2)
        end += 1
    return _Bare(end, low, high, number.comparator)


def _arabic(text: str, end: int, value: Fraction) -> _Bare:
    """What may follow an Arabic number: a power, an exponent, K or M, a fraction."""
    power = _POWER.match(text, end)
    if power:
        raised = _raised(value, power)
        if raised is not None:
            return _Bare(power.end(), raised, raised)
    letter = _LETTER.match(text, end)
    if letter:
        value *= _LETTERS[letter[1].lower()]
        return _Bare(letter.end(), value, value)
    over = _OVER.match(text, end)
    if over and int(over[1]):
        value /= int(over[1])
        return _Bare(over.end(), value, value)
    if text.startswith(" ", end):
        mixed = _MIXED.match(text, end)
        if mixed and int(mixed[2]):
            value += Fraction(int(mixed[1]), int(mixed[2]))
            return _Bare(mixed.end(), value, value)
    return _Bare(end, value, value)


def _raised(value: Fraction, power: re.Match[str]) -> Fraction | None:
    """A power (2^5) or an exponent (2e5); None where it would be too large to be meant."""
    if power[2]:
        exponent = int(power[2]) * (-1 if power[1].count("-") % 2 else 1)
        if power[1] == "--":
            exponent = int(power[2])
        if not value and exponent < 0 or abs(exponent) > 64 or value.numerator.bit_length() > 256:
            return None
        return value**exponent
    exponent = int(power[4]) * (-1 if power[3] == "-" else 1)
    return value * Fraction(10) ** exponent
