"""Arithmetic of the calendar: intervals of days, months away, festivals, and the lunar calendar.

An interval is a pair of `datetime`, the end exclusive.
"""

from __future__ import annotations

import datetime as dt
import math
from functools import lru_cache

from xhsnlp.times.lexicon import Festival

Interval = tuple[dt.datetime, dt.datetime]
DAY = dt.timedelta(days=1)
_FIRST, _LAST = dt.datetime(1, 1, 1), dt.datetime(9999, 12, 31)


def day(year: int, month: int, number: int) -> dt.datetime | None:
    """The day, or None where the calendar has none (2月30日)."""
    try:
        return dt.datetime(year, month, number)
    except ValueError:
        return None


def days_after(when: dt.datetime, number: float) -> dt.datetime:
    """So many days later, kept within what the calendar of Python holds."""
    try:
        return when + dt.timedelta(days=number)
    except OverflowError:
        return _LAST if number > 0 else _FIRST


def seconds_after(when: dt.datetime, number: float) -> dt.datetime:
    try:
        return when + dt.timedelta(seconds=number)
    except OverflowError:
        return _LAST if number > 0 else _FIRST


def months_after(when: dt.datetime, number: int) -> dt.datetime:
    """The same day so many months later, or the last day of a shorter month."""
    index = when.year * 12 + when.month - 1 + number
    year, month = divmod(index, 12)
    if year < 1:
        return _FIRST
    if year > 9999:
        return _LAST
    return when.replace(year=year, month=month + 1, day=min(when.day, month_days(year, month + 1)))


def month_days(year: int, month: int) -> int:
    """Number of days in a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def months(year: int, first: int, last: int) -> Interval:
    """From the first day of a month to the end of another; months beyond 12 lie in the next year."""
    begin = months_after(dt.datetime(max(1, min(year, 9998)), 1, 1), first - 1)
    return begin, months_after(begin, last - first + 1)


def whole_day(when: dt.datetime) -> Interval:
    begin = when.replace(hour=0, minute=0, second=0, microsecond=0)
    return begin, days_after(begin, 1)


def week(when: dt.datetime, start: str = "monday") -> Interval:
    """The week a day lies in."""
    begin = whole_day(when)[0]
    back = begin.weekday() if start == "monday" else (begin.weekday() + 1) % 7
    begin = days_after(begin, -back)
    return begin, days_after(begin, 7)


def trading_day(when: dt.datetime, step: int) -> dt.datetime:
    """The next working day in a direction; days off other than weekends are not known."""
    when = days_after(whole_day(when)[0], step)
    while when.weekday() > 4:
        when = days_after(when, step)
    return when


def nth_weekday(year: int, month: int, number: int, weekday: int) -> dt.datetime | None:
    """The n-th weekday (Monday 1) of a month, counted from its end where n is negative."""
    if number < 0:
        last = dt.datetime(year, month, month_days(year, month))
        return days_after(last, -((last.weekday() + 1 - weekday) % 7) + 7 * (number + 1))
    first = dt.datetime(year, month, 1)
    found = days_after(first, (weekday - 1 - first.weekday()) % 7 + 7 * (number - 1))
    return found if found.month == month else None


def quarter_of(when: dt.datetime) -> Interval:
    return months(when.year, (when.month - 1) // 3 * 3 + 1, (when.month - 1) // 3 * 3 + 3)


# festivals and the lunar calendar


@lru_cache(maxsize=4096)
def lunar_day(year: int, month: int, number: int, leap: bool = False) -> dt.datetime | None:
    """The day of a date of the Chinese lunar calendar (package `lunardate`), or None where it has none."""
    from lunardate import LunarDate

    if number == 30:
        following = lunar_day(year + (month == 12), month % 12 + 1, 1) if not leap else None
        if following is not None and month == 12:
            return days_after(following, -1)
    try:
        found = LunarDate(year, month, number, leap).to_solar_date()
    except (ValueError, KeyError, IndexError, OverflowError):
        return None
    return dt.datetime(found.year, found.month, found.day)


def lunar_month(year: int, month: int, leap: bool = False) -> Interval | None:
    """First day of a lunar month to the first of the next."""
    begin = lunar_day(year, month, 1, leap)
    if begin is None:
        return None
    return begin, days_after(begin, 29 if lunar_day(year, month, 30, leap) is None else 30)


@lru_cache(maxsize=4096)
def solar_term(year: int, degrees: int) -> dt.datetime:
    """Day (UTC+8) on which the sun's apparent longitude reaches so many degrees: 清明 at 15, 冬至 at 270.

    Low-precision series of the Astronomical Almanac; right to some minutes between 1900 and 2100.
    """
    guess = dt.datetime(year, 3, 20) + dt.timedelta(days=(degrees % 360) * 365.2422 / 360)
    if degrees >= 280:
        guess -= dt.timedelta(days=365.2422)
    for _ in range(4):
        off = (degrees - _sun_longitude(guess) + 180) % 360 - 180
        guess += dt.timedelta(days=off * 365.2422 / 360)
    return whole_day(guess + dt.timedelta(hours=8))[0]


def _sun_longitude(when: dt.datetime) -> float:
    century = ((when - dt.datetime(2000, 1, 1, 12)).total_seconds() + 64) / 86400 / 36525
    mean = 280.46646 + 36000.76983 * century
    anomaly = math.radians(357.52911 + 35999.05029 * century)
    centre = (1.914602 - 0.004817 * century) * math.sin(anomaly) + 0.019993 * math.sin(2 * anomaly)
    node = math.radians(125.04 - 1934.136 * century)
    return (mean + centre - 0.00569 - 0.00478 * math.sin(node)) % 360


def festival_day(festival: Festival, year: int) -> dt.datetime | None:
    """The day of a festival in a year (the lunar year for those of the lunar calendar), or None."""
    kind, *rest = festival.rule.split()
    if kind == "lunar":
        month, number = map(int, rest[0].split("-"))
        return lunar_day(year, month, number)
    if not 1 <= year <= 9998:
        return None
    if kind == "nth":
        return nth_weekday(year, int(rest[0]), int(rest[1]), int(rest[2]))
    if kind == "term":
        return solar_term(year, int(rest[0]))
    month, number = map(int, kind.split("-"))
    return day(year, month, number)


def festival_days(festival: Festival, year: int, *, holiday: bool) -> Interval | None:
    """The day of a festival, or its free days: from the eve for 春节, the days around it for others of
    three days."""
    begin = festival_day(festival, year)
    if begin is None:
        return None
    if not holiday or festival.days == 1:
        return whole_day(begin)
    first = days_after(begin, -1) if festival.name == "春节" else begin
    return first, days_after(first, festival.days)
