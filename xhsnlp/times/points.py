"""Reads a date or time of day: 2023年8月中旬, 去年二季度, 周四, 8月24日上午10时, 2024Q3, 双11当天."""

from __future__ import annotations

from xhsnlp.times.expression import Point
from xhsnlp.times.lexicon import time_lexicon
from xhsnlp.times.years import ISO, YearReader

#: What may not follow a bare 日 or 号, because it belongs to another word (5日均线, 3号楼).
_NOT_AFTER_DAY = {
    "日": "均元本韩系美企志益常活游子报",
    "号": "线楼店院文位机仓馆公令召厅门选种链站球员通码卡库基",
}


#: What makes another word of 春, 夏, 秋 and 冬.
_NOT_AFTER_SEASON = tuple("节晚运装游款茶雨分至奥令耕招拍菜")

#: Kinds of tokens with which a point can begin.
POINT_KINDS = frozenset(
    [
        "n",
        "iso",
        "ym",
        "ymd",
        "md",
        "clock",
        "name",
        "year",
        "month",
        "week",
        "day",
        "night",
        "weekday",
        "quarter",
        "half",
        "season",
        "edge",
        "again",
        "part",
        "whole",
        "interim",
        "same",
        "trading",
        "first_quarter",
        "ordinal",
        "front",
        "fy",
        "lastcentury",
        "lunar",
        "leap",
        "moon",
        "lunarday",
        "ampm",
        "unit",
        "pair",
        "several",
    ]
)


class PointReader(YearReader):
    """Reads points from one list of tokens; `until` holds the second end where the point was a range
    (1-9月)."""

    def read(self, at: int, after: Point | None = None) -> tuple[Point, int] | None:
        """The point that begins at a token and the token after it, or None.

        Args:
            after: the first end of a span, which lets the second end be shorter (4月2日至10日, 9至11点).
        """
        self.until = None
        if self.kind(at) not in POINT_KINDS:
            return None
        point = Point()
        end = self._iso(point, at)
        if end == at:
            point.lunar = self.kind(at) == "lunar"
            at += point.lunar
            end = self._year(point, at)
            point.year_end = self.tokens[end - 1].end if end > at else 0
            end = self._part_of_year(point, end, at, after)
            end = self._day(point, end, at, after)
        end = self._same_day(point, end) if end > at else end
        begun = end
        clock = self.clock(point, self._skip(end) if end > at else end, after=after)
        if clock is not None:
            return clock
        if point.short and not self._short_year_holds(point, at, begun):
            return None
        return (point, begun) if begun > at else None

    def _skip(self, at: int) -> int:
        """Past 的, a comma or a bracket between the parts of a date."""
        return at + 1 if self.kind(at) in ("of", "open") and self.kind(at - 1) != "n" else at

    # parts of a year

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

    # days

    def _day(self, point: Point, at: int, begin: int, after: Point | None) -> int:
        kind = self.kind(at)
        if at > begin and kind == "of":
            at += 1
            end = self._counted_day(point, at)
            if end == at and self.unit(at + 1) == "day":
                end = self._numbered_day(point, at, True, after)
            return end if end > at else at - 1
        if kind == "trading":
            point.trading = int(self.value(at))
            return at + 1
        if (
            kind == "again"
            and self.value(at).split()[0] in ("day", "night", "week", "quarter")
            and at == begin
        ):
            unit, offset = self.value(at).split()
            point.again = (unit, int(offset))
            if unit == "night":
                point.part, point.part_word = (18, 24), "晚"
            if unit == "week" and self.kind(at + 1) == "weekday":
                point.weekday = int(self.value(at + 1))
                return at + 2
            return at + 1
        if at == begin and kind in ("day", "night", "week", "weekday"):
            return self._relative_day(point, at)
        end = self._numbered_day(point, at, at > begin, after)
        if end == at:
            end = self._counted_day(point, at)
        return self._weekday_beside(point, end) if end > begin else end

    def _relative_day(self, point: Point, at: int) -> int:
        kind, value = self.kind(at), self.value(at)
        if kind == "day":
            point.day_by = int(value)
        elif kind == "night":
            offset, first, last = value.split()
            point.day_by, point.part, point.part_word = int(offset), (int(first), int(last)), "晚"
        elif kind == "week":
            point.week_by = int(value)
            last = self.tokens[at].value and self.text[self.tokens[at].end - 1]
            number = self.number(at + 1, 1, 6)
            if self.kind(at + 1) == "weekday" or (
                number and last in "周期拜" and self.value(at + 1) in "一二三四五六"
            ):
                point.weekday = number or int(self.value(at + 1))
                return at + 2
            last = self.text[self.tokens[at].end : self.tokens[at].end + 1]
            if last in ("日", "天", "末") and self.kind(at + 1) in ("unit", "edge"):
                point.weekday = 67 if last == "末" else 7
                return at + 2
        else:
            point.weekday = int(value)
        return at + 1

    def _numbered_day(self, point: Point, at: int, dated: bool, after: Point | None) -> int:
        if self.kind(at) == "lunarday" and point.month:
            word = self.value(at)[1]
            point.day, point.lunar = (
                int(word) if word.isdigit() else "一二三四五六七八九十".index(word) + 1,
                True,
            )
            return at + 1
        day = self.number(at, 1, 31)
        if day is None or point.tenday or point.edge:
            return at
        in_month = bool(
            point.month or point.month_by is not None or (point.again and point.again[0] == "month")
        )
        if dated and not in_month:
            return at
        if self.kind(at + 1) == "join" and self.unit(at + 3) == "day" and self.number(at + 2, 1, 31):
            point.day = day
            self.until = point.copy(day=self.number(at + 2))
            return at + 4
        if self.unit(at + 1) == "day":
            sign = self.text[self.tokens[at + 1].start]
            if not in_month and (self.after(at + 1) or " ") in _NOT_AFTER_DAY[sign]:
                return at
            if not in_month and not self.value(at).isdigit() and after is None and day < 10:
                return at
            point.day = day
            return at + 2
        if in_month and self._bare_day(at, after):
            point.day = day
            point.lunar = point.lunar or self.value(at)[0] in "廿卅"
            return at + 1
        return at

    def _bare_day(self, at: int, after: Point | None) -> bool:
        """A day without 日 (10月22, 1月3至2月10): nothing that counts may follow."""
        follows = self.after(at)
        written = self.value(at)
        numbered = written.isdigit() or (
            len(written) > 1 and (follows == "" or follows in ",.。，、日晚早上下中凌的 )")
        )
        return numbered and not (follows and follows in "个人家名件万亿元款次场%倍年月点时:.千百位")

    def _counted_day(self, point: Point, at: int) -> int:
        """第三周, 第一个周二, 最后五天, 前两天 of a month or year."""
        begin = at
        if point.festival or not (self._had_year(point) or point.month or point.month_by is not None):
            return begin
        if self.kind(at) == "again" and self.text[self.tokens[at].start] == "第":
            offset = int(self.value(at).split()[1])
            point.count = (offset + 1, "day", "nth")
            return at + 1
        how = {"ordinal": "nth", "front": "first", "final": "last"}.get(self.kind(at), "")
        if not how:
            return begin
        at += 1
        if self.kind(at) == "of":
            at += 1
        number = self.number(at, 1, 366)
        at += number is not None
        if number is None and how != "last":
            return begin
        at += self.kind(at) == "measure"
        unit = self.unit(at).split(" ")[0]
        names = {
            "weeks": "week",
            "week": "week",
            "days": "day",
            "day": "day",
            "months": "month",
            "month": "month",
        }
        if self.kind(at) == "weekday":
            point.weekday = int(self.value(at))
            point.count = (number or 1, "weekday", how)
            return at + 1
        if unit in names:
            point.count = (number or 1, names[unit], how)
            return at + 1
        return begin

    def _weekday_beside(self, point: Point, at: int) -> int:
        """（周三）or 星期一 beside a date repeats it."""
        if point.day is None:
            return at
        end = at
        if self.kind(end) in ("bracket", "comma"):
            end += 1
        if self.kind(end) != "weekday" or self.value(end) == "67":
            return at
        end += 1
        if self.kind(at) == "bracket":
            if self.kind(end) != "bracket":
                return at
            end += 1
        return end

    def _same_day(self, point: Point, at: int) -> int:
        """当天 after a date, 当年 after a year: no change."""
        if self.kind(at) != "again":
            return at
        unit, offset = self.value(at).split()
        if offset == "0" and unit == "day" and (point.day or point.festival):
            return at + 1
        if offset == "0" and unit == "month" and point.month and not point.day:
            return at + 1
        if offset == "0" and unit == "night" and (point.day or point.festival):
            point.part, point.part_word = (18, 24), "晚"
            return at + 1
        return at + 1 if self.value(at) == "year 0" and point.level() == 0 and point.year else at
