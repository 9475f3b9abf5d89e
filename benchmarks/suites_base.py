"""Reads a text with the grammar and calendar of `xhsnlp.times`, and gives values in the form of the public
suites."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from xhsnlp.times import dates
from xhsnlp.times.conventions import make_anchor, make_conventions
from xhsnlp.times.expression import Expression, Length, Point
from xhsnlp.times.instants import clock_interval
from xhsnlp.times.intervals import move
from xhsnlp.times.lengths import seconds
from xhsnlp.times.lexicon import time_lexicon
from xhsnlp.times.reader import expressions
from xhsnlp.times.readings import Surroundings
from xhsnlp.times.resolver import Resolver
from xhsnlp.times.state import State

AROUND = Surroundings(False, False, False, 0, 0)
SMALL = ("hour", "minute", "second", "ke")


@dataclass(frozen=True)
class Usage:
    """What a suite expects.

    Attributes:
        conventions: settings of the section `times` that serve it.
        span_end: a span ends with its last part (`last`) or where that begins (`first`).
        clock: a clock time is `instant`, `unit` (an hour or minute long) or `tod` (a time of day without a
            date).
        shift: 三天后 is a day (`point`), the days up to it in whole units (`units`), or exact to the
            second (`exact`).
        open: how 之前 and 之后 read: `date` they are left out, `null` they run without end, `anchor` they
            run to the anchor.
        since: 以来 and 起 run to the anchor (`anchor`) or without end (`null`).
        outer: spans hold 从, 之前 and the like. lengths: lengths are given, as times or durations.
        next_clock: a clock time that has passed is the next one.
        solar: dates of the lunar calendar are read as those of the common one.
        style: name of the rules of shifts that only one suite has (`jionlp`, `minlp`, `fst`), or "".
        edges: first and last months of 年初, first and last days of 月初 and 月底, where they differ.
        week_start_in: 第一周 of a month is the one that holds its first day.
        parts: hours of parts of the day.
    """

    conventions: dict[str, object] = field(default_factory=dict)
    span_end: str = "last"
    clock: str = "instant"
    shift: str = "point"
    open: str = "date"
    since: str = "anchor"
    outer: bool = False
    lengths: bool = True
    next_clock: bool = False
    solar: bool = False
    style: str = ""
    edges: dict[str, int] = field(default_factory=dict)
    week_start_in: bool = False
    parts: dict[str, tuple[int, int]] = field(default_factory=dict)


class SuiteReader:
    """Reads one text as a suite expects."""

    around = AROUND

    def __init__(self, text: str, anchor: str | None, usage: Usage, case: dict | None = None):
        self.text = text
        self.case = case or {}
        self.usage = usage
        self.anchor = make_anchor(anchor)
        self.state = State(self.anchor)
        if self.anchor is not None:
            self.state.remember_span(dates.whole_day(self.anchor), 0, 0)
            self.state.month = self.state.last = self.state.day
        self.resolver = Resolver(self.state, make_conventions(**usage.conventions))

    def items(self) -> list[dict]:
        read = self.text.translate(time_lexicon().table)
        found = []
        numeric = bool(self.usage.conventions.get("numeric_dates"))
        for expression in expressions(read, 0, len(read), numeric=numeric):
            typed = self.item(expression)
            if typed is None:
                continue
            start, end = (
                (expression.outer_start, expression.outer_end)
                if self.usage.outer
                else (expression.start, expression.end)
            )
            found.append(
                {
                    "start": start,
                    "end": end,
                    "text": self.text[start:end],
                    "type": typed[0],
                    "value": typed[1],
                }
            )
        return found

    def item(self, expression: Expression) -> tuple[str, dict | None] | None:
        form = expression.form
        if form == "length":
            return ("duration", self.duration(expression)) if self.usage.lengths else None
        if form == "set":
            return ("set", {"set": True}) if self.usage.lengths else None
        if self.anchor is None and form != "point":
            return "time", None
        if form == "now":
            return "time", self.now(expression)
        if form == "point" and expression.point is not None:
            first = self._first_months(expression)
            if first is not None:
                return "time", self.shifted(first, first.length)
            return "time", self.finish(self.opened(self.point(expression.point), expression))
        if form == "span" and expression.point and expression.until:
            return "time", self.span(expression)
        if expression.length is not None and form != "ending":
            return "time", self.shifted(expression, expression.length)
        reading = self.resolver.resolve(expression, AROUND)
        return "time", reading.interval and interval_value(*reading.interval)

    def duration(self, expression: Expression) -> dict:
        length = expression.length
        low = _number(seconds(length))
        after = self.text[expression.end : expression.end + 2]
        if after in ("以上", "以下"):
            return {"lo": low, "hi": None} if after == "以上" else {"lo": 0, "hi": low}
        high = _number(seconds(Length([(top, top, unit) for _, top, unit in length.parts])))
        return {"seconds": low} if low == high else {"lo": low, "hi": high}

    def now(self, expression: Expression) -> dict:
        assert self.anchor is not None
        if self.usage.clock == "unit":
            return interval_value(self.anchor, self.anchor + dt.timedelta(seconds=1))
        if expression.word == "-" and self.text[expression.start : expression.end] == "最近":
            return interval_value(*dates.whole_day(self.anchor))
        return {"instant": self.anchor.isoformat()}

    def finish(self, value: dict | None) -> dict | None:
        """A last change of a point's value."""
        return value

    def _first_months(self, expression: Expression) -> Expression | None:
        """前两个月, which news count from January, as the months up to now."""
        point = expression.point
        if point is None or not point.months or point.level() != 1 or self.text[expression.start] not in "前":
            return None
        length = Length([(point.months[1], point.months[1], "month")])
        return Expression("past", expression.start, expression.end, 0, 0, length=length, word="前")

    # points

    def point(self, point: Point) -> dict | None:
        timed = point.hour is not None or point.part is not None
        if not point.has_date() and timed:
            return self.clock(point)
        if self.usage.solar and point.lunar:
            point = point.copy(lunar=False)
        reading = self.resolver.point(point, AROUND)
        if reading.interval is None:
            return None
        return self._timed(point, self._edged(point, reading.interval))

    def _edged(self, point: Point, interval: dates.Interval) -> dates.Interval:
        """年初, 月初 and 月底 as wide as the suite has them."""
        width = (
            self.usage.edges.get(" ".join(point.edge))
            if point.edge and not (point.quarter or point.decade)
            else None
        )
        if width is None:
            return interval
        if point.edge == ("year", "early"):
            return interval[0], dates.months_after(interval[0], width)
        if point.edge == ("month", "early"):
            return interval[0], dates.days_after(interval[0], width)
        return (interval[0].replace(day=width) if width else dates.days_after(interval[1], -1)), interval[1]

    def _timed(self, point: Point, whole: dates.Interval) -> dict | None:
        self.remember(whole)
        if point.hour is None and point.part is None:
            return interval_value(*whole)
        interval = clock_interval(point, whole[0], self.usage.parts)
        if interval is None:
            return None
        if point.hour is not None and self.usage.clock != "unit":
            return {"instant": interval[0].isoformat()}
        return interval_value(*interval)

    def remember(self, interval: dates.Interval) -> None:
        self.state.remember_span(interval, 0, 0)
        self.state.month = self.state.last = self.state.day

    def clock(self, point: Point) -> dict | None:
        day = self.anchor or dt.datetime(2000, 1, 1)
        interval = clock_interval(point, day, self.usage.parts)
        if interval is None:
            return None
        if self.usage.clock == "tod":
            value = {"tod": interval[0].time().isoformat()}
            return value if point.hour is not None else {**value, "tod_end": interval[1].time().isoformat()}
        if self.usage.next_clock and point.hour is not None:
            while interval[0] < day:
                half = 12 if point.part is None and point.hour < 12 and interval[0].hour < 12 else 24
                interval = tuple(dates.seconds_after(end, half * 3600) for end in interval)
        if point.hour is not None and self.usage.clock == "instant":
            return {"instant": interval[0].isoformat()}
        return interval_value(*interval)

    def opened(self, value: dict | None, expression: Expression) -> dict | None:
        """A point with 之前, 之后, 以来 and the like."""
        how, point = expression.open, expression.point
        if value is None or "tod" in value or point is None:
            return value
        start = value.get("start") or value.get("instant")
        end = value.get("end") or start
        now = self.anchor.isoformat() if self.anchor else None
        if self.usage.outer and not how and expression.outer_start < expression.start:
            how = {"截": "until", "自": "since", "从": "since"}.get(self.text[expression.outer_start], "")
        fine = point.day is not None
        if self.usage.open == "null":
            if how == "until":
                return {"start": None, "end": end if expression.word == "or" and not fine else start}
            if how in ("after",):
                return {"start": start if fine or expression.word == "or" else end, "end": None}
            if how in ("since", "begin"):
                return {"start": start, "end": None}
        if self.usage.open == "anchor" and now:
            if how == "until":
                return {"start": now, "end": end}
            if how == "after" or (how in ("begin", "since") and start > now):
                return {"start": start, "end": None}
        if how in ("since", "begin") and now and self.usage.since == "anchor" and start < now:
            closing = dt.datetime.fromisoformat(now)
            return {
                "start": start,
                "end": (closing + dt.timedelta(seconds=self.usage.clock == "unit")).isoformat(),
            }
        return value

    def span(self, expression: Expression) -> dict | None:
        first, last = expression.point, expression.until
        assert first is not None and last is not None
        begin = self.point(first)
        if begin is None:
            return None
        if "tod" in begin:
            end = self.point(last)
            return {"tod": begin["tod"], "tod_end": end["tod"]} if end and "tod" in end else None
        start = begin.get("start") or begin["instant"]
        held = self.resolver.resolve(expression, AROUND)
        end = (
            self.point(last)
            if last.has_date() and held.interval is None
            else self._until(last, start, held.interval)
        )
        if end is None:
            return None
        closing = end.get("instant") or end["end"]
        if self.usage.span_end == "first" and "start" in end:
            closing = end["start"]
        if self.usage.clock == "unit" and last.hour is not None:
            closing = end["start"]
        if closing < start:
            closing = (dt.datetime.fromisoformat(closing) + dates.DAY).isoformat()
        return {"start": start, "end": closing}

    def _until(self, last: Point, start: str, held: dates.Interval | None) -> dict | None:
        day = dt.datetime.fromisoformat(start)
        if last.hour is None and last.part is None:
            if held is None:
                return None
            width = self.resolver.point(last, AROUND).interval
            begin = held[1] - (width[1] - width[0]) if width else held[1]
            if width and (width[1] - width[0]).days > 27:
                months = round((width[1] - width[0]).days / 30.4)
                begin = dates.months_after(held[1], -months)
            return interval_value(begin, held[1])
        base = dates.days_after(held[1], -1) if held is not None and last.has_date() else day
        interval = clock_interval(last, base, self.usage.parts)
        if interval is None:
            return None
        if last.hour is None:
            return interval_value(*interval)
        return (
            interval_value(*interval) if self.usage.clock == "unit" else {"instant": interval[0].isoformat()}
        )

    # windows and shifts

    def shifted(self, expression: Expression, length: Length) -> dict | None:
        form, now = expression.form, self.anchor
        assert now is not None
        if expression.base is not None:
            return self._moved(expression, length, length.parts[-1][2], -1 if form == "ago" else 1)
        unit = length.parts[-1][2]
        sign = -1 if form in ("ago", "past", "since") else 1
        if form in ("within", "during") and self.usage.shift == "point" and not self.usage.lengths:
            sign = -1
        if self.usage.shift == "units":
            return interval_value(*_whole_units(now, length, sign))
        if form in ("ago", "later"):
            return self._moved(expression, length, unit, sign)
        base = now if unit in SMALL or now.time() != dt.time(0) else dates.whole_day(now)[0]
        if self.usage.shift == "exact" and unit not in SMALL:
            base = dates.whole_day(now)[0]
        if self.usage.outer and form == "future" and unit not in SMALL:
            base = dates.days_after(base, 1)
        ends = sorted([base, move(base, length, sign)])
        return interval_value(*ends)

    def _moved(self, expression: Expression, length: Length, unit: str, sign: int) -> dict | None:
        assert self.anchor is not None
        base = self.anchor
        if expression.base is not None:
            counted = self.resolver.point(expression.base, AROUND).interval
            base = counted[0] if counted else base
        moved = move(base, length, sign)
        if unit in SMALL and expression.base is not None:
            return interval_value(moved, dates.seconds_after(moved, 3600))
        if expression.point is not None:
            interval = clock_interval(expression.point, moved, self.usage.parts)
            timed = interval and (interval if self.usage.clock == "unit" else None)
            return interval_value(*timed) if timed else interval and {"instant": interval[0].isoformat()}
        if unit in SMALL:
            return {"instant": moved.isoformat()}
        return interval_value(*dates.whole_day(moved))


def _whole_units(now: dt.datetime, length: Length, sign: int) -> dates.Interval:
    """The whole units before or after the one that holds now: 上两周, 三天后 as duckling reads them."""
    low, _, unit = length.parts[0]
    number = int(low) or 1
    if unit in SMALL:
        size = {"hour": 3600, "minute": 60, "ke": 900, "second": 1}[unit]
        begin = now - dt.timedelta(seconds=(now.minute * 60 + now.second) % size if size > 1 else 0)
        ends = (dates.seconds_after(begin, -number * size), begin)
        after = (dates.seconds_after(begin, size), dates.seconds_after(begin, (number + 1) * size))
        return ends if sign < 0 else after
    if unit in ("day", "week", "workday"):
        begin, end = dates.week(now) if unit == "week" else dates.whole_day(now)
        size = number * (7 if unit == "week" else 1)
        return (dates.days_after(begin, -size), begin) if sign < 0 else (end, dates.days_after(end, size))
    months = {"year": 12, "quarter": 3, "month": 1}.get(unit, 12)
    begin = (
        dates.months(now.year, 1, 12)[0]
        if unit == "year"
        else dates.months(now.year, now.month, now.month)[0]
    )
    end = dates.months_after(begin, months)
    size = number * months
    return (dates.months_after(begin, -size), begin) if sign < 0 else (end, dates.months_after(end, size))


def interval_value(start: dt.datetime, end: dt.datetime) -> dict:
    return {"start": start.isoformat(), "end": end.isoformat()}


def _number(value: float) -> float:
    return int(value) if value == int(value) else value
