"""Lengths of time: 一年半, 三个多月, 两个半小时, 半年."""

from __future__ import annotations

from xhsnlp.times.expression import Length
from xhsnlp.times.scanner import Token

#: Unit words that make a length with any number, and the unit they count.
_UNITS = {
    "years": "year",
    "year": "year",
    "months": "month",
    "quarters": "quarter",
    "week": "week",
    "weeks": "week",
    "days": "day",
    "workdays": "workday",
    "hours": "hour",
    "minutes": "minute",
    "kes": "ke",
    "second": "second",
    "centuries": "century",
}
#: Units that are a date or clock time as well: a length only where the place leaves no doubt.
_DOUBTFUL = {
    "day": "day",
    "month": "month",
    "quarter": "quarter",
    "minute": "minute",
    "ke": "ke",
    "decade": "decade",
}
#: Units in seconds; a year has 365 days and a month 30.
SECONDS = {
    "second": 1,
    "minute": 60,
    "ke": 900,
    "hour": 3600,
    "day": 86400,
    "workday": 86400,
    "week": 604800,
    "month": 2592000,
    "quarter": 7776000,
    "year": 31536000,
    "decade": 315360000,
    "century": 3153600000,
}


def read_length(
    tokens: list[Token], at: int, *, window: bool = False, bare: bool = False
) -> tuple[Length, int] | None:
    """A length that begins at a token, and the token after it.

    Args:
        window: after 过去 or 近 a number with 月 or 日 is a length too (近三月).
        bare: a unit without a number is one of it (每周).
    """
    length, begin, size = Length(), at, len(tokens)
    while at < size and len(length.parts) < (1 if bare else 6):
        if length.parts and tokens[at].kind == "zero" and at + 1 < size:
            at += 1
        found = _part(tokens, at, length, doubtful=window or bool(length.parts) or bare)
        if found is None and bare and not length.parts and tokens[at].kind == "unit":
            unit = tokens[at].value.split()[0]
            found = (at + 1) if unit in _UNITS or unit in _DOUBTFUL else None
            if found:
                length.parts.append((1, 1, _UNITS.get(unit) or _DOUBTFUL[unit]))
        if found is None:
            break
        at = found
    if length.parts and tokens[at - 1].kind == "zero":
        at -= 1
    return (length, at) if at > begin and length.parts else None


def _part(tokens: list[Token], at: int, length: Length, *, doubtful: bool) -> int | None:
    token = tokens[at]
    if token.kind == "halves":
        length.parts.append((0.5, 0.5, token.value))
        return at + 1
    if token.kind not in ("n", "several"):
        return None
    low, high = (token.low, token.high) if token.kind == "n" else (float(token.value), float(token.value))
    zero = token.kind == "n" and token.value[0] == "0" and len(token.value) == 2
    vague, at = token.kind == "several", at + 1
    decimal = _decimal(tokens, at)
    if decimal is not None:
        low = high = low + decimal
        at += 2
    length.several = length.several or vague
    if (
        at < len(tokens)
        and tokens[at].kind in ("join", "zero")
        and at + 1 < len(tokens)
        and tokens[at + 1].kind == "n"
    ):
        if tokens[at].kind == "join" and at + 2 < len(tokens) and tokens[at + 2].kind == "unit":
            high, at = tokens[at + 1].high, at + 2
        else:
            return None
    while at < len(tokens) and tokens[at].kind in ("more", "several", "come"):
        vague, at = True, at + 1
    half = at < len(tokens) and tokens[at].kind == "half_of"
    at += half
    if at < len(tokens) and doubtful and tokens[at].value == "year middle":
        length.parts.append((low, high, "year"))
        length.vague = length.vague or vague
        return at + 1
    if at >= len(tokens) or tokens[at].kind != "unit":
        return None
    unit, *flags = tokens[at].value.split()
    name = _UNITS.get(unit) or (_DOUBTFUL.get(unit) if doubtful else None)
    if (
        name is None
        or (unit == "year" and (zero or (low >= 1000 and not vague and token.value[-1] not in "百千万")))
        or (unit == "month" and low > 120)
    ):
        return None
    at += 1
    while at < len(tokens) and tokens[at].kind in ("more", "come") and not _since(tokens, at):
        vague, at = True, at + 1
    if not half and at < len(tokens) and tokens[at].kind == "half_of":
        half, at = True, at + 1
    extra = 0.5 if half or "half" in flags else 0.0
    length.parts.append((low + extra, high + extra, name))
    length.vague = length.vague or vague or "more" in flags
    return at


def _decimal(tokens: list[Token], at: int) -> float | None:
    """点五 in 一点五小时."""
    if at + 2 >= len(tokens) or tokens[at].value != "oclock" or tokens[at + 1].kind != "n":
        return None
    unit = tokens[at + 2].value.split()[0] if tokens[at + 2].kind == "unit" else ""
    digit = tokens[at + 1].low
    return digit / 10 if unit in _UNITS and digit < 10 else None


def _since(tokens: list[Token], at: int) -> bool:
    """来 after a unit closes the expression (三年来), it does not make it vague."""
    return tokens[at].kind == "come"


def join_lengths(first: Length, last: Length) -> Length | None:
    """3天—8天 as one length from a lower to a higher one; None where the units are not of one part each."""
    if len(first.parts) != 1 or len(last.parts) != 1 or first.parts[0][2] != last.parts[0][2]:
        return None
    return Length([(first.parts[0][0], last.parts[0][1], last.parts[0][2])], first.vague or last.vague)


def seconds(length: Length) -> float:
    """The length in seconds, with a year of 365 days and a month of 30."""
    return sum(low * SECONDS[unit] for low, _, unit in length.parts)
