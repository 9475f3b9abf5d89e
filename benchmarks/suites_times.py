"""Adapter of `xhsnlp.times` for the public suites of time expressions.

    python SUITES/score_suites.py benchmarks.suites_times:predict --suite duckling_time …

The suites contradict each other and the news (whether 周三 is the last or the next one, whether 三天后 is a day or the
three days to come, how long 晚上 is, which words belong to a span). The grammar and the calendar are the library's; a
`Usage` says what each suite expects, and which value of the settings section `times` serves it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from xhsnlp.times import dates
from xhsnlp.times.conventions import make_anchor, make_conventions
from xhsnlp.times.expression import Expression, Length, Point
from xhsnlp.times.instants import clock_interval
from xhsnlp.times.lengths import seconds
from xhsnlp.times.lexicon import time_lexicon
from xhsnlp.times.reader import expressions
from xhsnlp.times.resolver import Resolver, Surroundings, move
from xhsnlp.times.state import State

AROUND = Surroundings(False, False, False, 0, 0)
SMALL = ("hour", "minute", "second", "ke")


@dataclass(frozen=True)
class Usage:
    """What a suite expects.

    Attributes:
        conventions: settings of the section `times` that serve it.
        span_end: a span ends with its last part (`last`) or where that begins (`first`).
        clock: a clock time is `instant`, `unit` (an hour or minute long) or `tod` (a time of day without a date).
        shift: 三天后 is a day (`point`), the days up to it in whole units (`units`), or exact to the second (`exact`).
        open: how 之前 and 之后 read: `date` they are left out, `null` they run without end, `anchor` they run to the anchor.
        since: 以来 and 起 run to the anchor (`anchor`) or without end (`null`).
        outer: spans hold 从, 之前 and the like. lengths: lengths are given, as times or durations.
        next_clock: a clock time that has passed is the next one.
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
    parts: dict[str, tuple[int, int]] = field(default_factory=dict)


def _parts(**hours: tuple[int, int]) -> dict[str, tuple[int, int]]:
    groups = {
        "morning": "早上 早晨 清晨 早间 晨间 一早 早",
        "forenoon": "上午",
        "noon": "中午 正午 午间",
        "afternoon": "下午 午后",
        "evening": "晚上 晚间 晚 夜晚 傍晚",
        "night": "夜里 夜间 深夜 夜",
        "dawn": "凌晨 半夜 后半夜",
    }
    return {word: span for group, span in hours.items() for word in groups[group].split()}


USAGES = {
    "Recognizers": Usage(
        {"bare_month": "past", "year_end_months": 1},
        span_end="first",
        clock="tod",
        shift="exact",
        open="null",
        since="null",
        outer=True,
        parts=_parts(morning=(8, 12), forenoon=(8, 12), afternoon=(12, 16), evening=(16, 20), night=(20, 24)),
    ),
    "JioNLP": Usage(
        {"bare_month": "same_year", "year_end_months": 2},
        clock="unit",
        open="anchor",
        parts=_parts(morning=(6, 10), forenoon=(7, 12), afternoon=(13, 18), evening=(18, 24), dawn=(2, 5)),
    ),
    "facebook/duckling": Usage(
        {"bare_month": "future"},
        clock="unit",
        shift="units",
        next_clock=True,
        parts=_parts(morning=(4, 12), forenoon=(4, 12), afternoon=(12, 19), evening=(18, 24)),
    ),
    "MiNLP": Usage(
        {"bare_month": "future"},
        clock="unit",
        shift="exact",
        next_clock=True,
        parts=_parts(morning=(4, 12), forenoon=(8, 12), afternoon=(12, 18), evening=(18, 24)),
    ),
    "fst-time-nlu": Usage(
        {"bare_month": "same_year", "year_end_months": 2},
        lengths=False,
        parts=_parts(morning=(6, 12), forenoon=(8, 12), afternoon=(13, 18), evening=(18, 24), night=(21, 24)),
    ),
}


def predict(text: str, anchor: str | None, kind: str, case: dict) -> list[dict]:
    """Times, durations and sets of a text in the canonical form of the suites."""
    usage = next((usage for name, usage in USAGES.items() if name in case["source"]), Usage())
    if (case.get("opts") or {}).get("ret_future"):
        usage = replace(usage, conventions={**usage.conventions, "bare_month": "future"}, next_clock=True)
    return SuiteReader(text, anchor, usage).items()


predict.wants_case = True  # type: ignore[attr-defined]
predict.kinds = {"time", "time_holiday", "duration", "set"}  # type: ignore[attr-defined]


class SuiteReader:
    """Reads one text as a suite expects."""

    def __init__(self, text: str, anchor: str | None, usage: Usage):
        self.text = text
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
        for expression in expressions(read, 0, len(read)):
            typed = self.item(expression)
            if typed is None:
                continue
            start, end = (
                (expression.outer_start, expression.outer_end)
                if self.usage.outer
                else (expression.start, expression.end)
            )
            found.append({"start": start, "end": end, "text": self.text[start:end], "type": typed[0], "value": typed[1]})
        return found

    def item(self, expression: Expression) -> tuple[str, dict | None] | None:
        form = expression.form
        if form == "length":
            return ("duration", {"seconds": _number(seconds(expression.length))}) if self.usage.lengths else None
        if form == "set":
            return ("set", {"set": True}) if self.usage.lengths else None
        if self.anchor is None and form != "point":
            return "time", None
        if form == "now":
            return "time", self.now(expression)
        if form == "point" and expression.point is not None:
            return "time", self.opened(self.point(expression.point), expression)
        if form == "span" and expression.point and expression.until:
            return "time", self.span(expression)
        if expression.length is not None and form != "ending":
            return "time", self.shifted(expression, expression.length)
        reading = self.resolver.resolve(expression, AROUND)
        return "time", reading.interval and _interval(*reading.interval)

    def now(self, expression: Expression) -> dict:
        assert self.anchor is not None
        if self.usage.clock == "unit":
            return _interval(self.anchor, self.anchor + dt.timedelta(seconds=1))
        if expression.word == "-" and self.text[expression.start : expression.end] == "最近":
            return _interval(*dates.whole_day(self.anchor))
        return {"instant": self.anchor.isoformat()}

    # points

    def point(self, point: Point) -> dict | None:
        timed = point.hour is not None or point.part is not None
        if not point.has_date() and timed:
            return self.clock(point)
        reading = self.resolver.point(point, AROUND)
        if reading.interval is None:
            return None
        self.remember(reading.interval)
        if not timed:
            return _interval(*reading.interval)
        interval = clock_interval(point, reading.interval[0], self.usage.parts)
        if interval is None:
            return None
        if point.hour is not None and self.usage.clock != "unit":
            return {"instant": interval[0].isoformat()}
        return _interval(*interval)

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
        return _interval(*interval)

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
            return {"start": start, "end": (closing + dt.timedelta(seconds=self.usage.clock == "unit")).isoformat()}
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
        end = self.point(last) if last.has_date() and held.interval is None else self._until(last, start, held.interval)
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
            return _interval(begin, held[1])
        base = dates.days_after(held[1], -1) if held is not None and last.has_date() else day
        interval = clock_interval(last, base, self.usage.parts)
        if interval is None:
            return None
        if last.hour is None:
            return _interval(*interval)
        return _interval(*interval) if self.usage.clock == "unit" else {"instant": interval[0].isoformat()}

    # windows and shifts

    def shifted(self, expression: Expression, length: Length) -> dict | None:
        form, now = expression.form, self.anchor
        assert now is not None
        unit = length.parts[-1][2]
        sign = -1 if form in ("ago", "past", "since") else 1
        if form in ("within", "during") and self.usage.shift == "point" and not self.usage.lengths:
            sign = -1
        if self.usage.shift == "units":
            return _interval(*_whole_units(now, length, sign))
        if form in ("ago", "later"):
            return self._moved(expression, length, unit, sign)
        base = now if unit in SMALL or now.time() != dt.time(0) else dates.whole_day(now)[0]
        if self.usage.shift == "exact" and unit not in SMALL:
            base = dates.whole_day(now)[0]
        if self.usage.outer and form == "future" and unit not in SMALL:
            base = dates.days_after(base, 1)
        ends = sorted([base, move(base, length, sign)])
        return _interval(*ends)

    def _moved(self, expression: Expression, length: Length, unit: str, sign: int) -> dict | None:
        assert self.anchor is not None
        moved = move(self.anchor, length, sign)
        if expression.point is not None:
            interval = clock_interval(expression.point, moved, self.usage.parts)
            timed = interval and (interval if self.usage.clock == "unit" else None)
            return _interval(*timed) if timed else interval and {"instant": interval[0].isoformat()}
        if unit in SMALL:
            return {"instant": moved.isoformat()}
        if "JioNLP" in self._name() and unit in ("year", "month", "quarter"):
            reading = self.resolver._shifted(self.anchor, length, sign, expression.form)
            return reading.interval and _interval(*reading.interval)
        return _interval(*dates.whole_day(moved))

    def _name(self) -> str:
        return next(name for name, usage in USAGES.items() if usage.parts is self.usage.parts)


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
    begin = dates.months(now.year, 1, 12)[0] if unit == "year" else dates.months(now.year, now.month, now.month)[0]
    end = dates.months_after(begin, months)
    size = number * months
    return (dates.months_after(begin, -size), begin) if sign < 0 else (end, dates.months_after(end, size))


def _interval(start: dt.datetime, end: dt.datetime) -> dict:
    return {"start": start.isoformat(), "end": end.isoformat()}


def _number(value: float) -> float:
    return int(value) if value == int(value) else value
