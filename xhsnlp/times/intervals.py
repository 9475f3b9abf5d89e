"""The interval a point has once its year is known, and other arithmetic on intervals that needs no
context."""

from __future__ import annotations

import datetime as dt

from xhsnlp.times import dates
from xhsnlp.times.dates import Interval
from xhsnlp.times.expression import Length, Point
from xhsnlp.times.lexicon import time_lexicon
from xhsnlp.times.time import Granularity


def build_interval(point: Point, year: int, year_end_months: int) -> Interval | None:
    """The interval of a point in a year, or None where the calendar has no such day."""
    if not 1 <= year <= 9998:
        return None
    if point.festival:
        festival = time_lexicon().festivals[point.festival]
        days = dates.festival_days(festival, year, holiday=point.holiday)
        return days and counted(days, point.count, None)
    if point.half:
        return dates.months(year, 6 * point.half - 5, 6 * point.half)
    if point.interim:
        return dates.months(year, 1, 6)
    if point.season:
        return dates.months(year, point.season, point.season + 2)
    if point.months:
        return dates.months(year, *point.months)
    if point.quarter:
        return _edged(dates.months(year, 3 * point.quarter - 2, 3 * point.quarter), point)
    if point.month:
        return in_month(point, year)
    if point.edge:
        return _year_edge(point.edge[1], year, year_end_months)
    if point.count:
        return counted(dates.months(year, 1, 12), point.count, point.weekday)
    return dates.months(year, 1, 12)


def _year_edge(part: str, year: int, year_end_months: int) -> Interval:
    if part == "over":
        return dates.months(year, 12, 12)[1] - dates.DAY, dates.months(year, 12, 12)[1]
    late = (13 - year_end_months, 12)
    parts = {"early": (1, 3), "start": (1, 1), "middle": (5, 8), "late": late, "all": (1, 12)}
    return dates.months(year, *parts[part])


def _edged(interval: Interval, point: Point) -> Interval:
    """初, 底 of a quarter: its first or last month."""
    if not point.edge:
        return interval
    if point.edge[1] in ("early", "start"):
        return interval[0], dates.months_after(interval[0], 1)
    return dates.months_after(interval[1], -1), interval[1]


def day_interval(day: dt.datetime | None) -> Interval | None:
    """The whole of a day, or None where there is none."""
    return None if day is None else dates.whole_day(day)


def in_month(point: Point, year: int) -> Interval | None:
    """The interval of a point that names a month, in a year."""
    assert point.month is not None
    if point.lunar:
        if not point.day:
            return dates.lunar_month(year, point.month, point.leap)
        return day_interval(dates.lunar_day(year, point.month, point.day, point.leap))
    if point.day:
        return day_interval(dates.day(year, point.month, point.day))
    return within_month(dates.months(year, point.month, point.month), point) or counted(
        dates.months(year, point.month, point.month), point.count, point.weekday
    )


def counted(interval: Interval, count: tuple[int, str, str] | None, weekday: int | None) -> Interval | None:
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
    """旬, 初, 底 of a month; the month itself where nothing is said; None where the point counts weeks or
    days."""
    first, end = month
    tens = {"early": 1, "start": 1, "middle": 2, "late": 3}
    part = point.tenday or (tens.get(point.edge[1], 3) if point.edge else 0)
    if part:
        begins = {1: 0, 2: 10, 3: 20, 12: 0, 23: 10}
        ends = {1: 10, 2: 20, 12: 20}
        return dates.days_after(first, begins[part]), dates.days_after(
            first, ends[part]
        ) if part in ends else end
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


def whole_units(base: dt.datetime, length: Length) -> Interval | None:
    """The whole years, quarters or months before the one an instant lies in (前三年, 过去四个季度), or None."""
    low, _, unit = length.parts[0]
    size = {"year": 12, "quarter": 3, "month": 1}.get(unit, 0)
    if not size or low != int(low) or len(length.parts) > 1:
        return None
    month = {"year": 1, "quarter": (base.month - 1) // 3 * 3 + 1}.get(unit, base.month)
    end = dates.months(base.year, month, month)[0]
    return dates.months_after(end, -int(min(low, 9999)) * size), end


def shift_months(interval: Interval, months: int) -> Interval:
    """The interval so many months later."""
    return dates.months_after(interval[0], months), dates.months_after(interval[1], months)


def shift_years(interval: Interval, years: int) -> Interval:
    """The same part of another year."""
    return shift_months(interval, 12 * years)


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
            when = dates.seconds_after(
                when, sign * low * {"hour": 3600, "minute": 60, "ke": 900}.get(unit, 1)
            )
    return when
