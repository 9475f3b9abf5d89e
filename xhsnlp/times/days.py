"""Reads days: 周四, 昨晚, 4日至10日, 第三周, 最后五天, 春节当天."""

from __future__ import annotations

from xhsnlp.times.expression import Point
from xhsnlp.times.years import YearReader

#: What may not follow a bare 日 or 号, because it belongs to another word (5日均线, 3号楼).
_NOT_AFTER_DAY = {
    "日": "均元本韩系美企志益常活游子报",
    "号": "线楼店院文位机仓馆公令召厅门选种链站球员通码卡库基",
}


class DayReader(YearReader):
    """Reads the days and weeks of a point; `until` holds the second end of a range (9日至11日)."""

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
            if point.holiday and self.text[self.tokens[at].start] == "首":
                point.count = (1, "day", "nth")
            return at + 1
        if offset == "0" and unit == "month" and point.month and not point.day:
            return at + 1
        if offset == "0" and unit == "night" and (point.day or point.festival):
            point.part, point.part_word = (18, 24), "晚"
            return at + 1
        return at + 1 if self.value(at) == "year 0" and point.level() == 0 and point.year else at
