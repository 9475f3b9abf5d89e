"""What single suites expect beyond a `Usage`: how long 三天后 is, where 以来 begins, which days 月底 has."""

from __future__ import annotations

import datetime as dt

from benchmarks.suites_base import SMALL, SuiteReader, interval_value
from xhsnlp.times import dates
from xhsnlp.times.expression import Expression, Length, Point
from xhsnlp.times.instants import clock_interval
from xhsnlp.times.intervals import move

_SECOND, _MINUTE = dt.timedelta(seconds=1), dt.timedelta(minutes=1)
_SIZES = {"hour": 3600, "minute": 60, "ke": 900, "second": 1}


class JioReader(SuiteReader):
    """JioNLP: ends are as coarse as the anchor, and 以前 and 以后 run without end."""

    def anchor_end(self) -> dt.datetime:
        """The anchor with the unit it was given in added."""
        raw = self.case.get("anchor_raw")
        given = len(raw) if raw else 6
        assert self.anchor is not None
        if given <= 2:
            return dates.months_after(self.anchor, 1 if given == 2 else 12)
        return self.anchor + [dates.DAY, dt.timedelta(hours=1), _MINUTE, _SECOND][given - 3]

    def finish(self, value: dict | None) -> dict | None:
        """Open ends at the anchor."""
        if value and value.get("end") and self.anchor and value["end"] == self.anchor.isoformat():
            return {**value, "end": self.anchor_end().isoformat()}
        return value

    def _until(self, last: Point, start: str, held: dates.Interval | None) -> dict | None:
        value = super()._until(last, start, held)
        if value and last.hour is not None:
            begin = dt.datetime.fromisoformat(value["start"])
            end = (begin + (_MINUTE if last.minute is not None else _SECOND)).isoformat()
            return {"start": end, "end": end}
        if value and last.day_by == 0 and last.part is None and self.anchor:
            return {**value, "end": self.anchor_end().isoformat()}
        return value

    def shifted(self, expression: Expression, length: Length) -> dict | None:
        form, now, unit = expression.form, self.anchor, length.parts[-1][2]
        assert now is not None
        if form in ("ago", "later"):
            return self._moved(expression, length, unit, -1 if form == "ago" else 1)
        long = unit in ("year", "month", "quarter", "century")
        if form in ("within", "future"):
            end = move(now, length, 1)
            if unit in SMALL:
                end += _MINUTE if unit == "hour" and form == "within" else _SECOND
            elif form == "within" and unit == "year":
                end = dates.months_after(dates.months(end.year, end.month, end.month)[0], 1)
            else:
                end = dates.whole_day(end)[1 if form == "within" else 0]
            return interval_value(now, end)
        start = move(now, length, -1)
        if form == "since" and long:
            start = dates.months(start.year, 1 if unit == "year" and length.vague else start.month, 12)[0]
        elif long or expression.word.startswith(("前", "上")):
            start = dates.whole_day(start)[0]
        return interval_value(start, self.anchor_end())

    def _moved(self, expression: Expression, length: Length, unit: str, sign: int) -> dict | None:
        assert self.anchor is not None
        moved = move(self.anchor, length, sign)
        endless = expression.word[:1] in ("之", "以")
        if expression.point is not None or expression.base is not None:
            return super()._moved(expression, length, unit, sign)
        if unit in SMALL:
            size = dt.timedelta(seconds=_SIZES[unit] * (0.5 if length.parts[-1][0] == 0.5 else 1))
            if sign < 0:
                begin, end = moved - size, moved + _SECOND
            else:
                begin, end = moved, moved + size + (_MINUTE if unit == "hour" else _SECOND)
        elif unit == "week":
            begin, end = dates.week(moved)
        elif unit in ("year", "month", "quarter", "century"):
            whole = unit != "month" and length.parts[-1][0] % 1 == 0
            begin, end = (
                dates.months(moved.year, 1, 12)
                if whole
                else dates.months(moved.year, moved.month, moved.month)
            )
            if unit == "quarter":
                begin, end = dates.months(moved.year, moved.month, moved.month)
        else:
            begin, end = dates.whole_day(moved)
        value = interval_value(begin, end)
        return {**value, ("start" if sign < 0 else "end"): None} if endless else value


class MiReader(SuiteReader):
    """MiNLP: windows of months and years begin with the month or year; 近 looks ahead."""

    def clock(self, point: Point) -> dict | None:
        if point.hour == 0 and point.part is None and self.anchor is not None:
            return interval_value(
                *(clock_interval(point, dates.days_after(self.anchor, 1)) or (self.anchor,) * 2)
            )
        return super().clock(point)

    def shifted(self, expression: Expression, length: Length) -> dict | None:
        now, unit, form = self.anchor, length.parts[-1][2], expression.form
        assert now is not None
        if form in ("ago", "later") or expression.base is not None:
            if unit == "week" and expression.base is None:
                moved = move(now, length, -1 if form == "ago" else 1)
                return interval_value(moved, moved + _SECOND)
            return self._moved(expression, length, unit, -1 if form == "ago" else 1)
        ahead = form == "future" or expression.word in ("近", "最近")
        if unit in ("month", "year", "quarter"):
            base = dates.months(now.year, 1 if unit == "year" else now.month, 12)[0]
        elif unit == "hour" and not ahead:
            base = now.replace(minute=0, second=0)
        else:
            base = now if unit in SMALL else dates.whole_day(now)[0]
        return interval_value(*sorted([base, move(base, length, 1 if ahead else -1)]))


class FstReader(SuiteReader):
    """fst-time-nlu: 再过十分钟 is an instant, 前两个月 ends now, 第一周 of a month holds its first day."""

    def point(self, point: Point) -> dict | None:
        if point.count and point.count[1:] == ("week", "nth"):
            month = super().point(point.copy(count=None))
            if month is not None:
                first = dt.datetime.fromisoformat(month["start"])
                begin = dates.days_after(dates.week(first)[0], 7 * (point.count[0] - 1))
                return interval_value(max(begin, first), dates.days_after(begin, 7))
        return super().point(point)

    def shifted(self, expression: Expression, length: Length) -> dict | None:
        if expression.word.startswith("再过"):
            expression.form = "later"
        return super().shifted(expression, length)


class DuckReader(SuiteReader):
    """duckling: 这周一 and 下周三 are the next such day, and the day of the anchor itself is over."""

    def point(self, point: Point) -> dict | None:
        if point.weekday == 67 and point.week_by is not None:
            value = super().point(point)
            friday = dt.datetime.fromisoformat(value["start"]) - dt.timedelta(hours=6) if value else None
            return value and {**value, "start": friday.isoformat()} if friday else value
        if point.weekday and point.week_by in (0, 1) and self.anchor is not None:
            today = dates.whole_day(self.anchor)[0]
            ahead = (point.weekday - 1 - today.weekday()) % 7 or (7 if point.week_by else 0)
            return self._timed(point, dates.whole_day(dates.days_after(today, ahead)))
        if (
            point.weekday
            and point.day is None
            and point.week_by is None
            and not point.count
            and self.anchor is not None
        ):
            today = dates.whole_day(self.anchor)[0]
            ahead = (point.weekday - 1 - today.weekday()) % 7 or 7
            return self._timed(point, dates.whole_day(dates.days_after(today, ahead)))
        return super().point(point)


READERS = {"jionlp": JioReader, "minlp": MiReader, "fst": FstReader, "duckling": DuckReader}
