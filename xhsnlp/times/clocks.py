"""Reads a time of day: 上午10时, 晚6点18分, 19:00, 下午三点半."""

from __future__ import annotations

from xhsnlp.times.expression import Point
from xhsnlp.times.scanner import Token

_NOT_AFTER_HOUR = {"时": "代候刻间长段光尚机期空", "点": "赞评击名子心钱缀半儿燃建"}


class TokenReader:
    """Looks at a list of tokens by index; beyond its end everything is empty."""

    def __init__(self, text: str, tokens: list[Token]):
        self.text = text
        self.tokens = tokens

    def kind(self, at: int) -> str:
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def value(self, at: int) -> str:
        return self.tokens[at].value if 0 <= at < len(self.tokens) else ""

    def after(self, at: int) -> str:
        """The character after a token."""
        end = self.tokens[at].end
        return self.text[end : end + 1]


class ClockReader(TokenReader):
    """Reads clock times onto a point; `until` holds the second end of a range (9~11点, 1-9月)."""

    until: Point | None = None

    def clock(self, point: Point, at: int, after: Point | None = None) -> tuple[Point, int] | None:
        """The point with a time of day read at a token, and the token after it; None where there is none."""
        kind, begin = self.kind(at), at
        if kind not in ("part", "ampm", "clock", "n"):
            return None
        if kind == "n" and self.kind(at + 1) not in ("unit", "join"):
            return None
        made = point.copy()
        if kind == "part":
            first, last = self.value(at).split()
            made.part = (int(first), int(last))
            made.part_word = self.text[self.tokens[at].start : self.tokens[at].end]
            at += 1
            if self.kind(at) == "of":
                at += 1
        elif kind == "ampm":
            made.part = (12, 24) if self.value(at) == "12" else (0, 12)
            at += 1
        end = self._hour(made, at, after)
        if end > at:
            if self.kind(end) == "ampm":
                made.part = (12, 24) if self.value(end) == "12" else (0, 12)
                end += 1
            return made, end
        if at == begin or self.kind(begin) == "ampm":
            return None
        return made, begin + 1

    def _hour(self, made: Point, at: int, after: Point | None) -> int:
        if self.kind(at) == "clock":
            digits = self.value(at).rstrip("apmAPM. ")
            hour, minute, *rest = digits.split(":")
            if len(digits) < len(self.value(at)):
                made.part = (12, 24) if "p" in self.value(at).lower() else (0, 12)
            if int(hour) > 24 or int(minute) > 59 or (rest and int(rest[0]) > 59):
                return at
            made.hour, made.minute = int(hour), int(minute)
            made.second = int(rest[0]) if rest else None
            end = at + 1
            return end + 1 if self.kind(end) == "unit" and self.value(end) == "oclock" else end
        number = self.tokens[at] if self.kind(at) == "n" else None
        if number is None or number.low != int(number.low) or not 0 <= number.low <= 24:
            return at
        if self.kind(at + 1) == "join" and self.kind(at + 2) == "n" and self.value(at + 3) == "oclock":
            until = made.copy()
            end = self._hour(until, at + 2, after)
            if end > at + 2:
                made.hour, self.until = int(number.low), until
                return end
        if self.kind(at + 1) == "unit" and self.value(at + 1) == "oclock":
            if self.kind(at + 2) == "n" and self.value(at + 3) in ("hours", "years", "months", "days"):
                return at  # 一点五小时
            word = self.text[self.tokens[at + 1].end - 1]
            follows = self.after(at + 1)
            if follows and follows in _NOT_AFTER_HOUR.get(word, "") and self.kind(at + 2) != "half_of":
                return at
            made.hour = int(number.low)
            return self._minute(made, at + 2)
        return at

    def _minute(self, made: Point, at: int) -> int:
        kind = self.kind(at)
        if kind == "half_of":
            made.minute = 30
            return at + 1
        if kind == "exact":
            return at + 1
        number = self.tokens[at] if kind == "n" else None
        if number is None or number.low != int(number.low) or not 0 <= number.low <= 59:
            return at
        unit = self.value(at + 1) if self.kind(at + 1) == "unit" else ""
        if unit == "ke":
            made.minute = int(number.low) * 15
            return at + 2
        if unit == "minute":
            made.minute = int(number.low)
            second = self.tokens[at + 2] if self.kind(at + 2) == "n" else None
            if second is not None and self.kind(at + 3) == "unit" and self.value(at + 3) == "second":
                made.second = int(second.low)
                return at + 4
            return at + 2
        if not unit and len(self.value(at)) > 1 and self.after(at) not in tuple("万亿元个家人名件%款"):
            made.minute = int(number.low)
            return at + 1
        return at
