"""Reads years, decades and dates written in figures: 2023年, 去年, 1999-2006年, 上世纪90年代, 2023-10-08."""

from __future__ import annotations

import re

from xhsnlp.times.clocks import ClockReader
from xhsnlp.times.expression import Point
from xhsnlp.times.lexicon import time_lexicon

ISO = re.compile(r"\d+")


class YearReader(ClockReader):
    """Reads the coarse part of a point."""

    def number(self, at: int, low: int = 0, high: int = 9999) -> int | None:
        """The whole number at a token, within bounds."""
        if at >= len(self.tokens) or self.tokens[at].kind != "n":
            return None
        token = self.tokens[at]
        return (
            int(token.low) if token.low == token.high == int(token.low) and low <= token.low <= high else None
        )

    def unit(self, at: int) -> str:
        return self.value(at) if self.kind(at) == "unit" else ""

    def _had_year(self, point: Point) -> bool:
        return point.year is not None or point.year_by is not None or point.again is not None

    # numerals that are whole dates

    def _iso(self, point: Point, at: int) -> int:
        kind, value = self.kind(at), self.value(at)
        if kind == "md":
            point.month, point.day = map(int, ISO.findall(value))
            return at + 2 if self.unit(at + 1) == "day" else at + 1
        if kind == "ymd" and value.isdigit():
            value = f"{value[:4]}-{value[4:6]}-{value[6:]}"
        if kind not in ("iso", "ym", "ymd"):
            return at
        numbers = [int(n) for n in ISO.findall(value)]
        if kind != "ym" and len(ISO.match(value).group()) < 4:  # type: ignore[union-attr]
            first, second, year = numbers
            numbers = [
                year + (2000 if year < 70 else 1900) if year < 100 else year,
                *self._day_first(first, second),
            ]
        point.year, point.month = numbers[0], numbers[1]
        point.day = numbers[2] if len(numbers) > 2 else None
        if not 1 <= point.month <= 12 or (point.day or 1) > 31 or point.day == 0:
            point.year = point.month = point.day = None
            return at
        end = at + 1
        if point.day is None and self.unit(end) == "month":
            end += 1
            day = self.number(end, 1, 31)
            if day and self.unit(end + 1) == "day":
                point.day, end = day, end + 2
        elif point.day is not None and self.unit(end) == "day":
            end += 1
        return end

    @staticmethod
    def _day_first(first: int, second: int) -> tuple[int, int]:
        """31/12 and 12/31; where both are possible the day comes first."""
        return (first, second) if second > 12 else (second, first)

    # years

    def _year(self, point: Point, at: int) -> int:
        kind = self.kind(at)
        if kind == "year":
            point.year_by = int(self.value(at))
            return at + 2 if self.kind(at + 1) == "unit" and self.value(at + 1) == "year" else at + 1
        if kind == "again" and self.value(at).startswith("year"):
            point.again = ("year", int(self.value(at).split()[1]))
            return at + 1
        if kind == "fy":
            year = self.number(at + 1, 10, 2100)
            if year:
                point.year, point.fiscal = year + (2000 if year < 100 else 0), True
                return at + 2
        if kind in ("lastcentury", "n", "ordinal"):
            return self._numbered_year(point, at)
        return at

    def _numbered_year(self, point: Point, at: int) -> int:
        end = self._decade(point, at)
        if end > at or self.kind(at) != "n":
            return end
        token, year = self.tokens[at], self.number(at)
        if (
            year is None
            and token.high - token.low == 1
            and len(token.value) == 2
            and not token.value.isdigit()
        ):
            year = int(token.low * 10 + token.high)
        if year is None:
            return at
        digits = len(token.value) if token.value.isdigit() or not set(token.value) & set("十百千廿卅") else 0
        named = self.unit(at + 1) == "year" or (
            self.kind(at + 1) == "edge" and self.value(at + 1)[:4] == "year"
        )
        named = named or self.kind(at + 1) == "fiscal"
        four, two = digits == 4 and 1000 <= year <= 2999, digits == 2 and named
        if not (four or two):
            return at
        follows = self.kind(at + 1)
        if follows == "join" and four:
            return self._year_range(point, year, at)
        if self.unit(at + 1) == "year" or follows == "fiscal":
            end = at + 2
            point.fiscal = follows == "fiscal"
            if self.kind(end) == "fiscal":
                point.fiscal, end = True, end + 1
        elif (
            follows == "edge"
            and self.value(at + 1).startswith("year")
            or four
            and (follows in ("quarter", "half", "interim", "name"))
        ):
            end = at + 1
        else:
            return at
        point.year, point.short = (year, False) if four else (year + (2000 if year < 70 else 1900), True)
        return end

    def _year_range(self, point: Point, year: int, at: int) -> int:
        """1999-2006年."""
        other = self.number(at + 2, 1000, 2999)
        if other is None or len(self.value(at + 2)) != 4:
            return at
        named = self.unit(at + 3) == "year" or self.kind(at + 3) == "fiscal"
        if not (named or (1900 <= year <= other <= 2100)):
            return at
        point.year, end = year, at + 4 if named else at + 3
        point.fiscal = self.kind(at + 3) == "fiscal"
        self.until = Point(year=other, fiscal=point.fiscal)
        return end

    def _decade(self, point: Point, at: int) -> int:
        """上世纪90年代, 九十年代, 十九世纪七十年代, 18世纪."""
        first, end = None, at
        if self.kind(at) == "lastcentury":
            first, end = int(self.value(at)), at + 1
        else:
            begin = at + 1 if self.kind(at) == "ordinal" else at
            century = self.number(begin, 1, 30)
            if century and self.unit(begin + 1) == "century":
                first, end = (century - 1) * 100, begin + 2
        decade = self.number(end, 0, 2090)
        if decade is None or self.unit(end + 1) != "decade" or decade % 10:
            decade = None
        elif decade >= 1000 and first is None:
            point.decade = (decade, decade + 9)
            return end + 2
        if decade is not None and decade <= 90:
            base = first if first is not None else (2000 if decade < 40 else 1900)
            point.decade = (base + decade, base + decade + 9)
            return end + 2
        if first is not None:
            point.decade = (first, first + 99)
        return end if first is not None else at

    def _short_year_holds(self, point: Point, at: int, end: int) -> bool:
        """Whether two digits and 年 are a year: something finer follows, or nothing that makes it a
        length."""
        if end > at + 2:
            return True
        lexicon = time_lexicon()
        rest = self.text[self.tokens[at + 1].end :][:6]
        front = self.text[max(self.tokens[at].start - 4, 0) : self.tokens[at].start]
        if not self.value(at).isdigit() and len(self.value(at)) == 2 and "十" in self.value(at):
            return False
        return not lexicon.starts("not_after", rest) and not lexicon.ends("length", front)
