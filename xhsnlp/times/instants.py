"""Intervals to the minute: a reading's day with the time of day its text states."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from xhsnlp.times import dates
from xhsnlp.times.dates import Interval
from xhsnlp.times.expression import Point


def clock_hour(point: Point) -> int:
    """The hour of 24; 下午3点 is 15, 晚上12点 is 24 and 凌晨12点 is 0."""
    hour = point.hour or 0
    if point.part is None:
        return hour
    first, last = point.part
    if first >= 12 and 1 <= hour < 12 and not (first >= 18 and hour < 4):
        return hour + 12
    if first >= 18 and hour < 4:
        return hour + 24
    if last <= 5 and hour == 12:
        return 0
    return 24 if first >= 18 and hour == 12 else hour


def clock_interval(
    point: Point, day: dt.datetime, parts: Mapping[str, tuple[int, int]] | None = None
) -> Interval | None:
    """First instant and end of a clock time or part of a day, or None where the point states neither.

    Args:
        parts: first and last hour of a part of the day, where usage differs from `data/words.tsv`.
    """
    day = dates.whole_day(day)[0]
    if point.hour is not None:
        begin = dates.seconds_after(
            day, clock_hour(point) * 3600 + (point.minute or 0) * 60 + (point.second or 0)
        )
        size = 1 if point.second is not None else 60 if point.minute is not None else 3600
        return begin, dates.seconds_after(begin, size)
    if point.part is None:
        return None
    first, last = (parts or {}).get(point.part_word, point.part)
    return dates.seconds_after(day, first * 3600), dates.seconds_after(day, last * 3600)
