"""Numbers that a NUL or a line break cuts in two: no value is read there, since none is sure."""

from __future__ import annotations

import re

from xhsnlp.figures.numerals import BREAKS, HAN

_BREAK = re.compile(rf"\r\n|\x00+|[{BREAKS}]")
#: At most so many spaces stand between a number and the break.
_SPACES = 4
_NUMBER_SIGNS = frozenset("0123456789０１２３４５６７８９" + HAN) - frozenset("数數")
_BLANKS = (" ", "\u3000")
_JOINTS = frozenset(".．,，点點")
#: What after a break still belongs to a number before it.
_GOES_ON = _NUMBER_SIGNS | frozenset("%％‰倍元块塊个個成折点點.．")


def find_cuts(text: str) -> list[tuple[int, int]]:
    """The stretches of numbers that a break cuts, in order, `[start, end)`."""
    cuts: list[tuple[int, int]] = []
    for match in _BREAK.finditer(text):
        start, end = match.span()
        start -= next((i for i in range(_SPACES) if text[start - i - 1 : start - i] not in _BLANKS), 0)
        end += next((i for i in range(_SPACES) if text[end + i : end + i + 1] not in _BLANKS), 0)
        if start == 0 or end >= len(text) or text[end] not in _GOES_ON:
            continue
        last = text[start - 1]
        if last not in _NUMBER_SIGNS and not (
            last in _JOINTS and start > 1 and text[start - 2] in _NUMBER_SIGNS
        ):
            continue
        floor = cuts[-1][1] if cuts else 0
        while start > floor and (text[start - 1] in _NUMBER_SIGNS or text[start - 1] in _JOINTS):
            start -= 1
        while end < len(text) and (text[end] in _GOES_ON or text[end] in _JOINTS):
            end += 1
        if cuts and start <= cuts[-1][1]:
            cuts[-1] = (cuts[-1][0], end)
        else:
            cuts.append((start, end))
    return cuts
