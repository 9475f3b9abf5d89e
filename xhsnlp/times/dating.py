"""Resolves a date: the rules that choose its year, month or day by the publication date and what was named
before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from xhsnlp.times import dates
from xhsnlp.times.conventions import Conventions
from xhsnlp.times.dates import Interval
from xhsnlp.times.expression import Point
from xhsnlp.times.intervals import (
    build_interval,
    counted,
    day_interval,
    granularity_of,
    in_month,
    in_week,
    shift_months,
    shift_years,
    within_month,
)
from xhsnlp.times.lexicon import time_lexicon
from xhsnlp.times.readings import NO_ANCHOR, NO_BEFORE, NO_DAY, Reading, Surroundings
from xhsnlp.times.state import Named, State
from xhsnlp.times.time import Granularity


class PointResolver:
    """Resolves dates and times of day with what was named before."""

    def __init__(self, state: State, conventions: Conventions):
        self.state = state
        self.conventions = conventions
        self.lexicon = time_lexicon()

    def _anchored(
        self, make: Callable[[dt.datetime], Interval], granularity: Granularity, rule: str
    ) -> Reading:
        anchor = self.state.anchor
        if anchor is None:
            return Reading(None, granularity, rule, reason=NO_ANCHOR)
        return Reading(make(anchor), granularity, rule, anchor)

    # points

    def point(self, point: Point, around: Surroundings) -> Reading:
        """The reading of a date or time of day."""
        if point.period:
            return self._period(point.period)
        if point.decade:
            return self._decade(point)
        if point.same:
            return self._same(point)
        if point.again and point.again[0] != "year":
            return self._again(point, around)
        if point.trading is not None:
            return self._trading(point, around)
        if point.week_by is not None or point.day_by is not None or point.quarter_by is not None:
            return self._relative(point, around)
        if point.month_by is not None:
            return self._relative_month(point, around)
        if point.weekday and not (point.month or point.count):
            return self._weekday(point, around)
        if point.year is not None:
            return self._dated(point, point.year, around)
        if point.year_by is not None or point.again:
            return self._relative_year(point, around)
        return self._without_year(point, around)

    def _without_year(self, point: Point, around: Surroundings) -> Reading:
        if point.whole:
            return self._whole(point, around)
        if point.day and not point.month:
            return self._bare_day(point, around)
        if point.edge and point.edge[0] == "month" and not point.month:
            return self._month_edge(point, around)
        if point.level() >= 7:
            return self._anchored(dates.whole_day, Granularity.HOUR, "clock")
        return self._yearless(point, around)

    def build(self, point: Point, year: int) -> Interval | None:
        """The interval of a point in a year, or None where the calendar has no such day."""
        return build_interval(point, year, self.conventions.year_end_months)

    def _period(self, name: str) -> Reading:
        first, last = (dt.datetime.fromisoformat(day) for day in self.lexicon.periods[name])
        return Reading((first, dates.days_after(last, 1)), Granularity.PERIOD, "named_period")

    def _dated(self, point: Point, year: int, around: Surroundings) -> Reading:
        """A date with its year; two digits are a year up to ten years ahead."""
        anchor = self.state.anchor
        if point.short and anchor is not None and year > max(1999, anchor.year + 10):
            year -= 100
        made = self.build(point, year)
        if made is not None and point.fiscal and around.fiscal_end != 12:
            made = shift_months(made, around.fiscal_end - 12)
            return Reading(made, granularity_of(point), "fiscal_year")
        return Reading(made, granularity_of(point), "date", reason=None if made else NO_DAY)

    def _decade(self, point: Point) -> Reading:
        first, last = point.decade or (1, 1)
        part = point.edge[1] if point.edge else ""
        long = last - first > 50
        if part == "early":
            last = first + (19 if long else 2)
        elif part == "late":
            first = last - (19 if long else 2)
        elif part == "middle":
            first, last = first + (last - first) // 2 - 1, first + (last - first) // 2 + 2
        if not 1 <= first <= last <= 9998:
            return Reading(None, Granularity.PERIOD, "decade", reason=NO_DAY)
        return Reading(
            (dates.months(first, 1, 12)[0], dates.months(last, 1, 12)[1]), Granularity.PERIOD, "decade"
        )

    def _same(self, point: Point) -> Reading:
        """同期 counts from the last period named: 去年同期 after 2024年三季度 is the third quarter of
        2023."""
        period = self.state.period
        if period is None:
            if (point.year or point.year_by is not None) and self.state.anchor is not None:
                year = point.year if point.year is not None else self.state.anchor.year + (point.year_by or 0)
                return Reading(dates.months(year, 1, 12), Granularity.YEAR, "same_period", self.state.anchor)
            return Reading(None, Granularity.PERIOD, "same_period", reason=NO_BEFORE)
        first, end = period.interval
        year = point.year if point.year is not None else first.year + (point.year_by or 0)
        made = shift_years(period.interval, year - first.year)
        return Reading(made, Granularity.PERIOD, "same_period", first)

    def _again(self, point: Point, around: Surroundings) -> Reading:
        unit, offset = point.again or ("day", 0)
        granularity = {"week": Granularity.WEEK, "month": Granularity.MONTH, "quarter": Granularity.QUARTER}
        found = {"month": self.state.month or self.state.last, "quarter": self.state.period}.get(
            unit, self.state.day
        )
        rule = f"{unit}_named_before"
        if found is None:
            return Reading(None, granularity.get(unit, Granularity.DAY), rule, reason=NO_BEFORE)
        base = found.interval[0]
        if unit == "month":
            begin = dates.months_after(base.replace(day=1), offset)
            whole = begin, dates.months_after(begin, 1)
            made = within_month(whole, point) or counted(whole, point.count, point.weekday)
            if point.day:
                made = day_interval(dates.day(begin.year, begin.month, point.day))
        elif unit == "week":
            made = dates.week(dates.days_after(base, 7 * offset), self.conventions.week_start)
            if point.weekday:
                made = in_week(made, point.weekday)
        elif unit == "quarter":
            made = dates.quarter_of(base)
        else:
            made = dates.whole_day(dates.days_after(base, offset))
        return Reading(made, granularity.get(unit, Granularity.DAY), rule, base, None if made else NO_DAY)

    def _trading(self, point: Point, around: Surroundings) -> Reading:
        step = point.trading or 1
        day = self.state.day
        reach = 3 if around.compared else 0
        near = day is not None and (step > 0 or around.sentence - day.sentence <= reach)
        named = day.interval[0] if day is not None else None
        base = named if near else self.state.anchor or named
        if base is None:
            return Reading(None, Granularity.DAY, "trading_day", reason=NO_ANCHOR)
        return Reading(dates.whole_day(dates.trading_day(base, step)), Granularity.DAY, "trading_day", base)

    def _relative(self, point: Point, around: Surroundings) -> Reading:
        """今天, 上周四, 本季度."""
        anchor = self.state.anchor
        granularity = granularity_of(point)
        if anchor is None:
            return Reading(None, granularity, "relative", reason=NO_ANCHOR)
        if point.day_by is not None:
            made = dates.whole_day(dates.days_after(anchor, point.day_by))
            return Reading(made, granularity, "day_from_publication", anchor)
        if point.quarter_by is not None:
            compared = self._compared_with(around, 80, 93)
            begin = dates.months_after(dates.quarter_of(compared or anchor)[0], 3 * point.quarter_by)
            rule = "quarter_from_context" if compared else "quarter_from_publication"
            return Reading((begin, dates.months_after(begin, 3)), granularity, rule, compared or anchor)
        base = dates.days_after(anchor, 7 * (point.week_by or 0))
        made = dates.week(base, self.conventions.week_start)
        if point.weekday:
            made = in_week(made, point.weekday)
        return Reading(made, granularity, "week_from_publication", anchor)

    def _relative_month(self, point: Point, around: Surroundings) -> Reading:
        anchor = self.state.anchor
        if anchor is None:
            return Reading(None, granularity_of(point), "month_from_publication", reason=NO_ANCHOR)
        compared = self._compared_with(around, 27, 32)
        begin = dates.months_after((compared or anchor).replace(day=1), point.month_by or 0)
        made = in_month(point.copy(month=begin.month), begin.year)
        rule = "month_from_context" if compared else "month_from_publication"
        return Reading(made, granularity_of(point), rule, compared or anchor, None if made else NO_DAY)

    def _compared_with(self, around: Surroundings, low: int, high: int) -> dt.datetime | None:
        """较上月, 较上一季度: the month or quarter the sentence tells of, from which they are counted."""
        period = self.state.period
        if period is None or not around.compared or around.sentence - period.sentence > 1:
            return None
        return period.interval[0] if low <= (period.interval[1] - period.interval[0]).days <= high else None

    def _weekday(self, point: Point, around: Surroundings) -> Reading:
        """A bare 周四: the last one up to the publication date, or the next one where it lies ahead."""
        anchor = self.state.anchor
        if anchor is None:
            return Reading(None, Granularity.DAY, "weekday", reason=NO_ANCHOR)
        made = in_week(dates.week(anchor, "monday"), point.weekday or 1)
        mode = self.conventions.bare_month
        if mode in ("same_year", "nearest"):
            return Reading(made, Granularity.DAY, "weekday_this_week", anchor)
        ahead = mode == "future"
        if mode == "context" and around.future:
            ahead = around.told_before or made[0] > anchor
        if ahead and made[1] <= anchor:
            made = (dates.days_after(made[0], 7), dates.days_after(made[1], 7))
        elif not ahead and made[0] > anchor:
            made = (dates.days_after(made[0], -7), dates.days_after(made[1], -7))
        return Reading(made, Granularity.DAY, "weekday_next" if ahead else "weekday_last", anchor)

    # years

    def _relative_year(self, point: Point, around: Surroundings) -> Reading:
        anchor = self.state.anchor
        granularity = granularity_of(point)
        if point.again:
            named = self.state.year or self.state.last
            if named is None:
                return Reading(None, granularity, "year_named_before", reason=NO_BEFORE)
            made = self.build(point, named.year + point.again[1])
            return Reading(
                made, granularity, "year_named_before", named.interval[0], None if made else NO_DAY
            )
        if anchor is None:
            return Reading(None, granularity, "year_from_publication", reason=NO_ANCHOR)
        by = point.year_by or 0
        base, rule = anchor, "year_from_publication"
        named = self.state.explicit
        if (
            named is not None
            and by == -1
            and named.year < anchor.year
            and self._shifts(named, point, around, anchor)
        ):
            base, rule = named.interval[0], "year_from_context"
        made = self.build(point, base.year + by)
        return Reading(made, granularity, rule, base, None if made else NO_DAY)

    def _shifts(self, named: Named, point: Point, around: Surroundings, anchor: dt.datetime) -> bool:
        """去年 where the text has just named the year that would be last year, or compares with it: the
        year before."""
        if point.month or point.quarter or point.half:
            return False
        near, repeats = around.sentence - named.sentence, named.year == anchor.year - 1
        return (near == 0 and (repeats or around.compared)) or (repeats and around.compared and near <= 3)

    def _whole(self, point: Point, around: Surroundings) -> Reading:
        named = self.state.year or self.state.last
        if named is None:
            return Reading(None, Granularity.YEAR, "whole_year", reason=NO_BEFORE)
        return Reading(dates.months(named.year, 1, 12), Granularity.YEAR, "whole_year", named.interval[0])

    def _yearless(self, point: Point, around: Surroundings) -> Reading:
        """A month, quarter, festival or 年底 without a year."""
        granularity = granularity_of(point)
        named = self._context_year(around)
        if named is not None:
            made = self.build(point, named)
            if made is not None:
                return Reading(made, granularity, "year_of_context", made[0])
        anchor = self.state.anchor
        if anchor is None:
            known = self.state.year
            made = self.build(point, known.year) if known else None
            if made is None:
                return Reading(None, granularity, "yearless", reason=NO_ANCHOR)
            return Reading(made, granularity, "year_named_before", made[0])
        if point.edge and point.edge[0] == "year" and self.conventions.bare_month == "context":
            return Reading(self.build(point, anchor.year), granularity, "year_from_publication", anchor)
        return self._nearest_year(point, anchor, around)

    def _context_year(self, around: Surroundings) -> int | None:
        """The year the text is telling of: named in this sentence, or just before in this paragraph."""
        named, mode = self.state.year, self.conventions.bare_month
        if named is None or mode != "context" or named.paragraph != around.paragraph:
            return None
        anchor = self.state.anchor
        if anchor is not None and around.future and named.year < anchor.year:
            return None
        days = (named.interval[1] - named.interval[0]).days
        told = self.state.explicit
        if around.compared and told is not None and told.interval == named.interval and days < 360:
            return named.year
        fine = days <= 31
        return named.year if around.sentence - named.sentence <= (1 if fine else 0) else None

    def _nearest_year(self, point: Point, anchor: dt.datetime, around: Surroundings) -> Reading:
        mode, best = self.conventions.bare_month, None
        reported = 60.0 if point.quarter or point.half else 14.0
        ahead = (
            (3.0, 1.0)
            if around.future or around.deadline
            else (1.0, 1.5)
            if point.festival
            else (1.0, reported)
        )
        weights = {"past": (1.0, 1e6), "future": (1e6, 1.0), "nearest": (1.0, 1.0)}
        past, future = weights.get(mode, ahead)
        today = dates.whole_day(anchor)[0]
        if mode == "same_year":
            made = self.build(point, anchor.year)
            return Reading(
                made, granularity_of(point), "yearless_same_year", anchor, None if made else NO_DAY
            )
        reach = 5 if point.day == 29 and point.month == 2 else 1
        for year in range(anchor.year - reach, anchor.year + reach + 1):
            made = self.build(point, year)
            if made is None:
                continue
            gap = (made[0] - today).days if made[0] > today else min(0, (made[1] - today).days - 1)
            cost = gap * future if gap > 0 else -gap * past
            if point.weekday and made[0].weekday() + 1 != point.weekday:
                cost += 1e9
            if best is None or cost < best[0]:
                best = (cost, made)
        rule = {"context": "yearless_ahead" if around.future else "yearless_reported"}.get(
            mode, f"yearless_{mode}"
        )
        granularity = granularity_of(point)
        if best is None:
            return Reading(None, granularity, rule, reason=NO_DAY)
        return Reading(best[1], granularity, rule, anchor)

    def _bare_day(self, point: Point, around: Surroundings) -> Reading:
        """27日: of the month just named, or the last such day before the publication date."""
        named, anchor = self.state.month, self.state.anchor
        if named is not None and (named.paragraph == around.paragraph or anchor is None):
            made = dates.day(named.year, named.interval[0].month, point.day or 1)
            if made is not None:
                return Reading(
                    dates.whole_day(made), Granularity.DAY, "day_of_month_named", named.interval[0]
                )
        if anchor is None:
            return Reading(None, Granularity.DAY, "bare_day", reason=NO_ANCHOR)
        mode = self.conventions.bare_month
        if mode == "same_year":
            whole = day_interval(dates.day(anchor.year, anchor.month, point.day or 1))
            return Reading(whole, Granularity.DAY, "bare_day", anchor, None if whole else NO_DAY)
        ahead = around.future if mode == "context" else mode == "future"
        for back in (0, 1, -1, 2, -2) if not ahead else (0, -1, -2):
            begin = dates.months_after(anchor.replace(day=1), -back)
            made = dates.day(begin.year, begin.month, point.day or 1)
            if made is not None and (ahead == (made.date() >= anchor.date()) or made.date() == anchor.date()):
                return Reading(dates.whole_day(made), Granularity.DAY, "bare_day", anchor)
        return Reading(None, Granularity.DAY, "bare_day", reason=NO_DAY)

    def _month_edge(self, point: Point, around: Surroundings) -> Reading:
        named = self.state.month
        base = named.interval[0] if named and named.paragraph == around.paragraph else self.state.anchor
        if base is None:
            return Reading(None, Granularity.TEN_DAYS, "month_edge", reason=NO_ANCHOR)
        begin = base.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        made = within_month((begin, dates.months_after(begin, 1)), point)
        return Reading(made, Granularity.TEN_DAYS, "month_edge", base)
