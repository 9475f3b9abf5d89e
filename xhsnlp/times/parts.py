"""Reads the parts of a year and of a month: 上半年, 前三季度, 双11, 8月, 闰二月, 中旬, 月底."""

from __future__ import annotations

from xhsnlp.times.expression import Point
from xhsnlp.times.lexicon import time_lexicon
from xhsnlp.times.years import ISO, YearReader

#: What makes another word of 春, 夏, 秋 and 冬.
_NOT_AFTER_SEASON = tuple("节晚运装游款茶雨分至奥令耕招拍菜")


class PartReader(YearReader):
    """Reads what is coarser than a day; `until` holds the second end of a range (1-9月)."""

    def _part_of_year(self, point: Point, at: int, begin: int, after: Point | None) -> int:
        end = at + 1 if at > begin and self.kind(at) == "of" else at
        if self.kind(end) == "lunar":
            point.lunar, end = True, end + 1
        if self.kind(end) == "md":
            point.month, point.day = map(int, ISO.findall(self.value(end)))
            return end + 2 if self.unit(end + 1) == "day" else end + 1
        found = self._small_part(point, end)
        if found == end:
            found = self._month(point, end, dated=at > begin, after=after)
        if found == end:
            return at
        end = found
        if point.month or point.month_by is not None or point.quarter or point.decade:
            end = self._inside(point, end)
        return end

    def _small_part(self, point: Point, at: int) -> int:
        kind, value = self.kind(at), self.value(at)
        if kind == "half":
            point.half = int(value)
        elif kind == "season":
            first, *last = map(int, value.split())
            point.season, point.months = (None, (first, last[0])) if last else (first, None)
        elif kind == "season_letter" and self._had_year(point) and self.after(at) not in _NOT_AFTER_SEASON:
            point.season = int(value)
        elif kind == "whole":
            point.whole = True
        elif kind == "first_quarter" and self._had_year(point):
            point.quarter = 1
        elif kind == "interim" and self._had_year(point):
            point.interim = True
        elif kind == "same":
            point.same = True
        elif kind == "quarter" and value.isdigit() is False and value in ("Q", "q"):
            point.quarter = self.number(at + 1, 1, 4)
            return at + 2 if point.quarter else at
        elif kind == "quarter":
            point.quarter_by = int(value)
        elif kind == "edge" and self._edge(point, at):
            pass
        elif kind == "name":
            return self._named(point, at)
        elif (
            kind == "unit" and value == "year" and self.kind(at + 1) == "within" and self.kind(at - 1) != "n"
        ):
            point.edge = ("year", "all")
            return at + 2
        elif kind == "halves" and value == "year" and self._had_year(point):
            return at
        else:
            return self._counted(point, at)
        return at + 1

    def _edge(self, point: Point, at: int) -> bool:
        level, part = self.value(at).split()
        if level == "any":
            level = "month" if point.month or point.month_by is not None else "year"
            if not self._had_year(point) and not point.month and point.month_by is None and not point.decade:
                return False
        point.edge = (level, part)
        return True

    def _named(self, point: Point, at: int) -> int:
        lexicon, name = time_lexicon(), self.text[self.tokens[at].start : self.tokens[at].end]
        if name in lexicon.periods:
            point.period = name
            return at + 1
        if (
            name[0].isdigit()
            and self.tokens[at].start
            and self.text[self.tokens[at].start - 1] in "0123456789."
        ):
            return at
        if name[-1].isdigit() and self.after(at) in tuple("0123456789.%万亿元个年月"):
            return at
        point.festival = name
        end = at + 1
        if self.kind(end) == "holiday":
            point.holiday, end = True, end + 1
        return end

    def _counted(self, point: Point, at: int) -> int:
        """二季度, 第三季度, 前三季度, 前9个月, 首季度."""
        begin = at
        first = self.kind(at) == "front"
        if self.kind(at) in ("ordinal", "front"):
            at += 1
        number, unit = self.number(at, 1, 12), self.unit(at + 1)
        listed = self.kind(at + 1) == "also" and self.unit(at + 3) == "quarter" and not first
        if number and number < 4 and listed and self.number(at + 2) == number + 1:
            point.quarter = number
            self.until = point.copy(quarter=number + 1)
            return at + 4
        if number is None or not unit:
            return begin
        if unit.startswith("quarter") and number <= 4:
            if first:
                point.months = (1, 3 * number)
            elif unit == "quarter" and self._is_quarter(point, at):
                point.quarter = number
            else:
                return begin
            return at + 2
        if first and unit in ("months", "month"):
            point.months = (1, number)
            return at + 2
        return begin

    def _is_quarter(self, point: Point, at: int) -> bool:
        """季度, or 季 after a year; 第二季 is one of a show."""
        return self.tokens[at + 1].end - self.tokens[at + 1].start > 1 or (
            self._had_year(point) and self.kind(at - 1) != "ordinal"
        )

    # months and what lies in them

    def _month(self, point: Point, at: int, *, dated: bool, after: Point | None) -> int:
        kind = self.kind(at)
        if kind == "month":
            point.month_by = int(self.value(at))
            return at + 1
        if kind == "again" and self.value(at) == "month 0" and self._had_year(point) and not point.again:
            point.month = 1
            return at + 1
        if kind == "again" and self.value(at).startswith("month"):
            point.again = ("month", int(self.value(at).split()[1]))
            return at + 1
        if kind == "moon":
            point.month, point.lunar = int(self.value(at)), True
            return at + 1
        begin = at
        point.leap = self.kind(at) == "leap"
        at += point.leap
        month = self.number(at, 1, 12)
        if month is None:
            point.leap = False
            return begin
        point.lunar = point.lunar or point.leap
        if self.kind(at + 1) == "join" and self.unit(at + 3) in ("month",):
            other = self.number(at + 2, 1, 12)
            if other and not (self.kind(at + 4) == "n" and self.unit(at + 5) == "day"):
                point.month = month
                self.until = point.copy(month=other)
                return at + 4
        if self.kind(at + 1) == "also" and self.unit(at + 3) == "month" and self.number(at + 2) == month + 1:
            point.month = month
            self.until = point.copy(month=month + 1)
            return at + 4
        if self.unit(at + 1) == "month":
            point.month = month
            return at + 2
        level, _, number = self.value(at + 1).partition(" ")
        if level == "month" and self.kind(at + 1) in ("edge", "tenday"):
            point.month = month
            return at + 1
        return begin

    def _inside(self, point: Point, at: int) -> int:
        """旬, 初, 底 of a month or quarter."""
        end = at + 1 if self.kind(at) == "of" else at
        if self.kind(end) == "tenday" and (point.month or point.month_by is not None):
            point.tenday = int(self.value(end).split()[-1])
            return end + 1
        if self.kind(end) == "edge" and end == at and self._edge(point, end):
            return end + 1
        return at
