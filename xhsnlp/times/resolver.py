"""From an expression to an interval: the rules that need the publication date and what was named before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from xhsnlp.times import dates
from xhsnlp.times.conventions import Conventions
from xhsnlp.times.dates import Interval
from xhsnlp.times.expression import Expression, Length, Point
from xhsnlp.times.lexicon import time_lexicon
from xhsnlp.times.state import Named, State
from xhsnlp.times.time import Granularity

NO_ANCHOR = "no publication date is known"
NO_BEFORE = "no time named before it"
NO_DAY = "the calendar has no such day"


@dataclass(slots=True)
class Reading:
    """An interval, or the reason why there is none.

    Attributes:
        interval: first instant, and the first instant after it.
        granularity: how fine. rule: name of the rule. anchored: counted from the publication date (or another day).
        absolute: needs nothing but the text itself.
    """

    interval: Interval | None
    granularity: Granularity
    rule: str
    anchor: dt.datetime | None = None
    reason: str | None = None

    @property
    def absolute(self) -> bool:
        return self.anchor is None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around an expression: `future`: it lies ahead, `told_before` by a word
    before it; `compared`: it is what something is compared with;
    sentence and paragraph by number."""

    future: bool
    told_before: bool
    compared: bool
    sentence: int
    paragraph: int


class Resolver:
    """Resolves the expressions of one article in order."""

    def __init__(self, state: State, conventions: Conventions):
        self.state = state
        self.conventions = conventions
        self.lexicon = time_lexicon()

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

    def _anchored(self, make: Callable[[dt.datetime], Interval], granularity: Granularity, rule: str) -> Reading:
        anchor = self.state.anchor
        if anchor is None:
            return Reading(None, granularity, rule, reason=NO_ANCHOR)
        return Reading(make(anchor), granularity, rule, anchor)

    # points

    def point(self, point: Point, around: Surroundings) -> Reading:
        """The reading of a date or time of day."""
        if point.period:
            first, last = self.lexicon.periods[point.period]
            end = dates.days_after(dt.datetime.fromisoformat(last), 1)
            return Reading((dt.datetime.fromisoformat(first), end), Granularity.PERIOD, "named_period")
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
            if point.short and self.state.anchor is not None and point.year > max(1999, self.state.anchor.year + 10):
                point.year -= 100
            made = self.build(point, point.year)
            return Reading(made, granularity_of(point), "date", reason=None if made else NO_DAY)
        if point.year_by is not None or point.again:
            return self._relative_year(point, around)
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
        if not 1 <= year <= 9998:
            return None
        if point.festival:
            festival = self.lexicon.festivals[point.festival]
            return dates.festival_days(festival, year, holiday=point.holiday)
        if point.half:
            return dates.months(year, 6 * point.half - 5, 6 * point.half)
        if point.interim:
            return dates.months(year, 1, 6)
        if point.season:
            return dates.months(year, point.season, point.season + 2)
        if point.months:
            return dates.months(year, *point.months)
        if point.quarter:
            return self._edged(dates.months(year, 3 * point.quarter - 2, 3 * point.quarter), point)
        if point.month:
            return self._in_month(point, year)
        if point.edge:
            return self._year_edge(point.edge[1], year)
        if point.count:
            return self._counted(dates.months(year, 1, 12), point.count, point.weekday)
        return dates.months(year, 1, 12)

    def _year_edge(self, part: str, year: int) -> Interval:
        if part == "over":
            return dates.months(year, 12, 12)[1] - dates.DAY, dates.months(year, 12, 12)[1]
        late = (13 - self.conventions.year_end_months, 12)
        parts = {"early": (1, 3), "start": (1, 1), "middle": (5, 8), "late": late, "all": (1, 12)}
        return dates.months(year, *parts[part])

    def _edged(self, interval: Interval, point: Point) -> Interval:
        """初, 底 of a quarter: its first or last month."""
        if not point.edge:
            return interval
        if point.edge[1] in ("early", "start"):
            return interval[0], dates.months_after(interval[0], 1)
        return dates.months_after(interval[1], -1), interval[1]

    def _in_month(self, point: Point, year: int) -> Interval | None:
        assert point.month is not None
        if point.lunar:
            if not point.day:
                return dates.lunar_month(year, point.month, point.leap)
            found = dates.lunar_day(year, point.month, point.day, point.leap)
            return found and dates.whole_day(found)
        if point.day:
            found = dates.day(year, point.month, point.day)
            return found and dates.whole_day(found)
        return within_month(dates.months(year, point.month, point.month), point) or self._counted(
            dates.months(year, point.month, point.month), point.count, point.weekday
        )

    def _counted(
        self, interval: Interval, count: tuple[int, str, str] | None, weekday: int | None
    ) -> Interval | None:
        """第三周, 第一个周二, 前两天, 最后五天 of an interval."""
        if count is None:
            return interval
        number, unit, how = count
        first, end = interval
        if unit == "weekday":
            back = how == "last"
            return _nth_in(interval, -1 if back else number, weekday or 1)
        if unit == "week":
            begin = dates.days_after(first, -first.weekday() % 7)
            if how == "last":
                last = dates.days_after(end, -end.weekday())
                return dates.days_after(last, -7 * number), last
            if how == "nth":
                begin = dates.days_after(begin, 7 * (number - 1))
            return begin, dates.days_after(begin, 7 * (1 if how == "nth" else number))
        step = dates.months_after if unit == "month" else dates.days_after
        if how == "last":
            return step(end, -number), end
        begin = step(first, number - 1) if how == "nth" else first
        return begin, step(first, number)

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
        return Reading((dates.months(first, 1, 12)[0], dates.months(last, 1, 12)[1]), Granularity.PERIOD, "decade")

    def _same(self, point: Point) -> Reading:
        """同期 counts from the last period named: 去年同期 after 2024年三季度 is the third quarter of 2023."""
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
        found = {"month": self.state.month or self.state.last, "quarter": self.state.period}.get(unit, self.state.day)
        rule = f"{unit}_named_before"
        if found is None:
            return Reading(None, granularity.get(unit, Granularity.DAY), rule, reason=NO_BEFORE)
        base = found.interval[0]
        if unit == "month":
            begin = dates.months_after(base.replace(day=1), offset)
            whole = begin, dates.months_after(begin, 1)
            made = within_month(whole, point) or self._counted(whole, point.count, point.weekday)
            if point.day:
                day = dates.day(begin.year, begin.month, point.day)
                made = day and dates.whole_day(day)
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
        near = day is not None and (step > 0 or day.sentence == around.sentence)
        base = day.interval[0] if day is not None and near else self.state.anchor or (day and day.interval[0])
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
        made = self._in_month(point.copy(month=begin.month), begin.year)
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
            return Reading(made, granularity, "year_named_before", named.interval[0], None if made else NO_DAY)
        if anchor is None:
            return Reading(None, granularity, "year_from_publication", reason=NO_ANCHOR)
        by = point.year_by or 0
        base, rule = anchor, "year_from_publication"
        named = self.state.explicit
        if named is not None and by == -1 and named.year < anchor.year and self._shifts(named, point, around, anchor):
            base, rule = named.interval[0], "year_from_context"
        made = self.build(point, base.year + by)
        return Reading(made, granularity, rule, base, None if made else NO_DAY)

    def _shifts(self, named: Named, point: Point, around: Surroundings, anchor: dt.datetime) -> bool:
        """去年 where the text has just named the year that would be last year, or compares with it: the year before."""
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
        fine = (named.interval[1] - named.interval[0]).days <= 31
        return named.year if around.sentence - named.sentence <= (1 if fine else 0) else None

    def _nearest_year(self, point: Point, anchor: dt.datetime, around: Surroundings) -> Reading:
        mode, best = self.conventions.bare_month, None
        past, future = {"past": (1.0, 1e6), "future": (1e6, 1.0), "nearest": (1.0, 1.0)}.get(
            mode, (3.0, 1.0) if around.future else (1.0, 14.0)
        )
        today = dates.whole_day(anchor)[0]
        if mode == "same_year":
            made = self.build(point, anchor.year)
            return Reading(made, granularity_of(point), "yearless_same_year", anchor, None if made else NO_DAY)
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
        rule = {"context": "yearless_ahead" if around.future else "yearless_reported"}.get(mode, f"yearless_{mode}")
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
                return Reading(dates.whole_day(made), Granularity.DAY, "day_of_month_named", named.interval[0])
        if anchor is None:
            return Reading(None, Granularity.DAY, "bare_day", reason=NO_ANCHOR)
        mode = self.conventions.bare_month
        if mode == "same_year":
            made = dates.day(anchor.year, anchor.month, point.day or 1)
            reason = None if made else NO_DAY
            return Reading(made and dates.whole_day(made), Granularity.DAY, "bare_day", anchor, reason)
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

    # spans and windows

    def _span(self, first: Point, last: Point, around: Surroundings) -> Reading:
        begin = self.point(first, around)
        if begin.interval is None:
            return Reading(None, Granularity.PERIOD, "span", reason=begin.reason)
        if last.again:
            held = self.state.year, self.state.day
            self.state.remember_span(begin.interval, around.sentence, around.paragraph)
            end = self.point(last, around)
            self.state.year, self.state.day = held
        elif (
            1 <= last.level() < 4
            and (last.month or last.level() == 1)
            and last.quarter_by is None
            and last.year is None
            and last.year_by is None
        ):
            end = Reading(self.build(last, begin.interval[0].year), Granularity.PERIOD, "span")
            if end.interval and end.interval[1] <= begin.interval[0]:
                end.interval = self.build(last, begin.interval[0].year + 1)
        elif last.day and last.month and last.year is None and last.year_by is None:
            end = Reading(self.build(last, begin.interval[0].year), Granularity.PERIOD, "span")
            if end.interval and end.interval[1] <= begin.interval[0]:
                end.interval = self.build(last, begin.interval[0].year + 1)
        else:
            end = self.point(last, around)
        if end.interval is None:
            return Reading(None, Granularity.PERIOD, "span", begin.anchor, end.reason or NO_DAY)
        if end.interval[1] <= begin.interval[0]:
            return Reading(None, Granularity.PERIOD, "span", begin.anchor, "its end lies before its beginning")
        return Reading((begin.interval[0], end.interval[1]), Granularity.PERIOD, "span", begin.anchor or end.anchor)

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
        if form in ("since", "during", "within", "past") and named is not None and self._fits(named.interval, length):
            if form != "past" or expression.word.startswith("这"):
                return Reading(named.interval, Granularity.PERIOD, "period_named_before", named.interval[0])
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
        today = dates.whole_day(base)
        if form == "future" or (form == "within" and around.future):
            return Reading((today[0], dates.days_after(move(today[0], length, 1), 1)), Granularity.PERIOD, form, base)
        return Reading((move(today[0], length, -1), today[1]), Granularity.PERIOD, form, base)

    def _fits(self, interval: Interval, length: Length) -> bool:
        """Whether the last span named is just as many years long (2016年至2018年, then 三年间)."""
        low, _, unit = length.parts[0]
        whole = interval[0].month == interval[0].day == interval[1].month == interval[1].day == 1
        return unit == "year" and low > 1 and whole and interval[1].year - interval[0].year == low

    def _shifted(self, base: dt.datetime, length: Length, sign: int, form: str) -> Reading:
        """十年前 is a year, 三个月前 a month, 三天前 a day."""
        moved = move(base, length, sign)
        unit = length.parts[-1][2]
        if unit in ("year", "century", "decade") and all(low == int(low) for low, _, _ in length.parts):
            return Reading(dates.months(moved.year, 1, 12), Granularity.YEAR, form, base)
        if unit in ("month", "quarter", "year"):
            begin = moved.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
            return Reading((begin, dates.months_after(begin, 1)), Granularity.MONTH, form, base)
        return Reading(dates.whole_day(moved), Granularity.DAY, form, base)


def granularity_of(point: Point) -> Granularity:
    """How fine a point is."""
    if point.minute is not None:
        return Granularity.MINUTE
    if point.hour is not None or point.part:
        return Granularity.HOUR
    if point.day or point.day_by is not None or point.weekday or point.festival or point.trading is not None:
        return Granularity.DAY
    if point.count:
        return {"week": Granularity.WEEK, "month": Granularity.MONTH}.get(point.count[1], Granularity.DAY)
    if point.week_by is not None:
        return Granularity.WEEK
    if point.tenday or (point.edge and (point.edge[0] == "month")):
        return Granularity.TEN_DAYS
    if point.month or point.month_by is not None:
        return Granularity.MONTH
    if point.quarter or point.quarter_by is not None or point.season:
        return Granularity.QUARTER
    if point.half or point.interim:
        return Granularity.HALF
    return Granularity.PERIOD if point.edge or point.months else Granularity.YEAR


def within_month(month: Interval, point: Point) -> Interval | None:
    """旬, 初, 底 of a month; the month itself where nothing is said; None where the point counts weeks or days."""
    first, end = month
    tens = {"early": 1, "start": 1, "middle": 2, "late": 3}
    part = point.tenday or (tens.get(point.edge[1], 3) if point.edge else 0)
    if part:
        begins = {1: 0, 2: 10, 3: 20, 12: 0, 23: 10}
        ends = {1: 10, 2: 20, 12: 20}
        return dates.days_after(first, begins[part]), dates.days_after(first, ends[part]) if part in ends else end
    return None if point.count else month


def in_week(week: Interval, weekday: int) -> Interval:
    """A day of a week that begins on Monday or Sunday; 67 is its weekend."""
    if weekday == 67:
        saturday = dates.days_after(week[0], 5 if week[0].weekday() == 0 else 6)
        return saturday, dates.days_after(saturday, 2)
    return dates.whole_day(dates.days_after(week[0], (weekday - 1 - week[0].weekday()) % 7))


def _nth_in(interval: Interval, number: int, weekday: int) -> Interval | None:
    first, end = interval
    if number < 0:
        found = dates.days_after(end, -1)
        found = dates.days_after(found, -((found.weekday() + 1 - weekday) % 7))
    else:
        found = dates.days_after(first, (weekday - 1 - first.weekday()) % 7 + 7 * (number - 1))
    return dates.whole_day(found) if first <= found < end else None


def shift_years(interval: Interval, years: int) -> Interval:
    """The same part of another year."""
    first, end = interval
    return dates.months_after(first, 12 * years), dates.months_after(end, 12 * years)


def move(when: dt.datetime, length: Length, sign: int) -> dt.datetime:
    """A length before or after an instant; halves of years are months, halves of months 15 days."""
    for low, _, unit in length.parts:
        if unit in ("year", "month", "quarter", "decade", "century"):
            size = {"year": 12, "month": 1, "quarter": 3, "decade": 120, "century": 1200}[unit]
            total = min(low * size, 120000)
            when = dates.months_after(when, sign * int(total))
            when = dates.days_after(when, sign * round((total - int(total)) * 30))
        elif unit == "workday":
            for _ in range(min(int(low), 1000)):
                when = dates.trading_day(when, sign)
        elif unit in ("day", "week"):
            when = dates.days_after(when, sign * min(low, 4e6) * (7 if unit == "week" else 1))
        else:
            when = dates.seconds_after(when, sign * low * {"hour": 3600, "minute": 60, "ke": 900}.get(unit, 1))
    return when
