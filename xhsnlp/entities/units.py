"""Units, which the tagger labels: a Chinese character, a run of Latin letters and digits, or another mark."""

from __future__ import annotations

import re

#: Full-width letters and digits to half-width, white space to a space, half a surrogate pair to U+FFFD; one for one.
_FOLD = {chr(code): chr(code - 0xFEE0) for code in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B)]}
_FOLD.update({chr(code): chr(code - 0xFEE0) for code in range(0xFF41, 0xFF5B)})
_FOLD.update(dict.fromkeys("\t\x0b\x0c\xa0\u3000", " "))
_FOLD.update(dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"))
_FOLD["\n"] = " "  # where a line breaks between two Latin words
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ\t\x0b\x0c\xa0\u3000\ud800-\udfff]|(?<=[A-Za-z])\n(?=[A-Za-z0-9])")

_UNIT = re.compile(r"[A-Za-z0-9À-ÖØ-öø-ÿ]+(?:[.&'’_-][A-Za-z0-9À-ÖØ-öø-ÿ]+)*|\S")


def fold(text: str) -> str:
    """The text with full-width letters, digits and spaces made half-width; same length."""
    return _WIDE.sub(lambda found: _FOLD[found.group()], text)


def cut_units(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of the units of `text[start:end]`, in order; white space lies between them."""
    return [match.span() for match in _UNIT.finditer(text, start, end)]


def shape(unit: str) -> str:
    """Kind: `H` Chinese, `D` digits, `U`, `l`, `T` upper, lower, mixed case, `X` mixed, or the mark."""
    if "\u3400" <= unit <= "\u9fff" and len(unit) == 1:
        return "H"
    if unit.isdigit():
        return "D"
    if unit.isalpha():
        if unit.isupper():
            return "U"
        return "l" if unit.islower() else "T"
    if len(unit) > 1:
        return "X"
    return unit


def norm(unit: str) -> str:
    """The form of a unit that features use: digits become 0, Latin lower case, long runs their shape."""
    if len(unit) == 1:
        return "0" if unit.isdigit() else unit.lower()
    if unit[0].isdigit() and not any(c.isalpha() for c in unit):
        return "00"
    return unit.lower() if len(unit) <= 10 else shape(unit) + "+"
