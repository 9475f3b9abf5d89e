"""From an expression to an interval: spans, windows and shifts; single dates are resolved in `dating`."""

from __future__ import annotations

import datetime as dt

from xhsnlp.times import dates
from xhsnlp.times.dates import Interval
from xhsnlp.times.dating import PointResolver
from xhsnlp.times.expression import Expression, Length, Point
from xhsnlp.times.intervals import move, whole_units
from xhsnlp.times.readings import NO_ANCHOR, NO_BEFORE, NO_DAY, Reading, Surroundings
from xhsnlp.times.time import Granularity


class Resolver(PointResolver):
    """Resolves the expressions of one article in order."""

    def resolve(self, expression: Expression, around: Surroundings) -> Reading:
        """The reading of an expression."""
        form = expression.form
        if form in ("point", "set") and expression.point is not None:
            return self.point(expression.point, around)
        if form == "span" and expression.point and expression.until:
            return self._span(expression.point, expression.until, around)
        if form == "press":
            return self._anchored(dates.whole_day, Granularity.DAY, "press_time")
        if form == "report":
            period = self.state.report
            if period is None:
                return Reading(None, Granularity.PERIOD, "reporting_period", reason=NO_BEFORE)
            return Reading(period.interval, Granularity.PERIOD, "reporting_period", period.interval[0])
        if form == "ending" and expression.point and expression.length:
            return self._ending(expression.point, expression.length, around)
        if expression.length is not None:
            return self._window(expression, expression.length, around)
        return Reading(None, Granularity.PERIOD, form, reason=NO_BEFORE)

    # spans and windows

    def _span(self, first: Point, last: Point, around: Surroundings) -> Reading:
        reported = self._is_reported(first, last, around)
        begin = self._yearly(first, last) if reported else self.point(first, around)
        if begin.interval is None:
            return Reading(None, Granularity.PERIOD, "span", reason=begin.reason)
        if last.again:
            held = self.state.year, self.state.day
            self.state.remember_span(begin.interval, around.sentence, around.paragraph)
            end = self.point(last, around)
            self.state.year, self.state.day = held
        elif (
            (
                1 <= last.level() < 4
                and (last.month or last.level() == 1)
                and last.quarter_by is None
                and last.year is None
                and last.year_by is None
            )
            or last.day
            and last.month
            and last.year is None
            and last.year_by is None
        ):
            end = Reading(self.build(last, begin.interval[0].year), Granularity.PERIOD, "span")
            if end.interval and end.interval[1] <= begin.interval[0]:
                end.interval = self.build(last, begin.interval[0].year + 1)
        else:
            end = self.point(last, around)
        if end.interval is None:
            return Reading(None, Granularity.PERIOD, "span", begin.anchor, end.reason or NO_DAY)
        if end.interval[1] <= begin.interval[0]:
            return Reading(
                None, Granularity.PERIOD, "span", begin.anchor, "its end lies before its beginning"
            )
        return Reading(
            (begin.interval[0], end.interval[1]), Granularity.PERIOD, "span", begin.anchor or end.anchor
        )

    def _is_reported(self, first: Point, last: Point, around: Surroundings) -> bool:
        """1-11月 of a report, with no year named: the months are over."""
        named = self._context_year(around) is not None or first.year is not None or first.year_by is not None
        reported = self.conventions.bare_month == "context" and not around.future
        return first.month == 1 and last.level() == 2 and bool(last.month) and reported and not named

    def _yearly(self, first: Point, last: Point) -> Reading:
        """The months from January on of the last year in which they were over at publication."""
        anchor = self.state.anchor
        if anchor is None:
            return Reading(None, Granularity.PERIOD, "span", reason=NO_ANCHOR)
        year = anchor.year - ((last.month or 1) > anchor.month)
        return Reading(self.build(first, year), Granularity.PERIOD, "span", anchor)

    def _ending(self, point: Point, length: Length, around: Surroundings) -> Reading:
        """截至6月30日止三个月: the three months that end on that day."""
        last = self.point(point, around)
        if last.interval is None:
            return last
        end = last.interval[1]
        return Reading((move(end, length, -1), end), Granularity.PERIOD, "period_ending", last.anchor)

    def _window(self, expression: Expression, length: Length, around: Surroundings) -> Reading:
        form, state = expression.form, self.state
        named = state.last
        told = form in ("since", "during", "within") or (form == "past" and expression.word.startswith("这"))
        if told and named is not None and self._fits(named.interval, length):
            return Reading(named.interval, Granularity.PERIOD, "period_named_before", named.interval[0])
        if expression.word.startswith("前") and around.compared and named is not None:
            days = (named.interval[1] - named.interval[0]).days
            if named.sentence == around.sentence and days <= 31:
                begin = named.interval[0]
                return Reading((move(begin, length, -1), begin), Granularity.PERIOD, "before_named", begin)
        base = state.anchor
        day = state.day
        near = day is not None and day.sentence == around.sentence
        if day is not None and (form == "later" or (form == "future" and near)):
            base = day.interval[0]
        if form == "later" and length.parts[0][2] == "year" and named is not None:
            base = named.interval[0]
        if expression.base is not None:
            counted = self.point(expression.base, around)
            if counted.interval is None:
                return counted
            base = counted.interval[0]
        if base is None:
            return Reading(None, Granularity.PERIOD, form, reason=NO_ANCHOR)
        if form in ("ago", "later"):
            return self._shifted(base, length, -1 if form == "ago" else 1, form)
        if expression.word[:2] in ("此后", "随后") and named is not None:
            return self._following(named.interval, length)
        today = dates.whole_day(base)
        whole = whole_units(base, length) if form == "past" else None
        if whole is not None and (
            expression.word[:1] in ("前", "上", "头") or length.parts[0][2] == "quarter"
        ):
            return Reading(whole, Granularity.PERIOD, "units_before", base)
        if form == "future" and not length.vague:  # 未来12至18个月: up to the later one
            length = Length([(high, high, unit) for _, high, unit in length.parts])
        if form == "future" or (form == "within" and around.future):
            return Reading(
                (today[0], dates.days_after(move(today[0], length, 1), 1)), Granularity.PERIOD, form, base
            )
        return Reading((move(today[0], length, -1), today[1]), Granularity.PERIOD, form, base)

    def _following(self, interval: Interval, length: Length) -> Reading:
        """此后三年: the years after the year named, or the time after the day named."""
        begin = interval[1] if (interval[1] - interval[0]).days > 300 else interval[0]
        return Reading((begin, move(begin, length, 1)), Granularity.PERIOD, "following", interval[0])

    def _fits(self, interval: Interval, length: Length) -> bool:
        """Whether the last span named is just as many years long (2016年至2018年, then 三年间)."""
        low, _, unit = length.parts[0]
        whole = interval[0].month == interval[0].day == interval[1].month == interval[1].day == 1
        return unit == "year" and low > 1 and whole and interval[1].year - interval[0].year == low

    def _shifted(self, base: dt.datetime, length: Length, sign: int, form: str) -> Reading:
        """十年前 is a year, 半年前 a month, 三个月前 and 三天前 a day."""
        moved = move(base, length, sign)
        unit = length.parts[-1][2]
        if unit in ("year", "century", "decade") and all(low == int(low) for low, _, _ in length.parts):
            return Reading(dates.months(moved.year, 1, 12), Granularity.YEAR, form, base)
        if unit in ("quarter", "year"):
            begin = moved.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
            return Reading((begin, dates.months_after(begin, 1)), Granularity.MONTH, form, base)
        return Reading(dates.whole_day(moved), Granularity.DAY, form, base)
