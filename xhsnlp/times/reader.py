"""Finds the times of a text and resolves them in order, with what was named before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from xhsnlp.times import dates
from xhsnlp.times.conventions import Conventions, make_anchor, make_conventions
from xhsnlp.times.dates import Interval
from xhsnlp.times.expression import Expression, Point
from xhsnlp.times.filters import places_in_time, speech_day, without_name
from xhsnlp.times.grammar import Grammar
from xhsnlp.times.instants import clock_hour
from xhsnlp.times.lexicon import time_lexicon
from xhsnlp.times.readings import Reading, Surroundings
from xhsnlp.times.resolver import Resolver
from xhsnlp.times.scanner import scan
from xhsnlp.times.state import Named, Sentences, State
from xhsnlp.times.time import Granularity, Time

#: More than one 我 or 你 in so many characters makes a column of an article.
_TALKATIVE = 1000
#: A company is looked for in so many characters before 财年.
_COMPANY = 80
#: 2024财年(截至2024年3月31日): the text says when the fiscal year ends.
_YEAR_ENDS = re.compile(r" ?\( ?截[至止](?:\d{4}年)?(\d{1,2})月")


def find(text: str, anchor: str | dt.date | None = None, **conventions: object) -> list[Time]:
    """The times of a text, in order.

    Args:
        text: any text; a line break ends a paragraph.
        anchor: the date from which relative times are counted, `YYYY-MM-DD`; without it they stay unresolved.
        conventions: keys of the settings section `times`, for example `week_start="sunday"`.

    Raises:
        SettingsError: impossible anchor (E201), unknown convention (E202) or value (E203).

    Example:
        >>> [(time.text, time.first, time.last) for time in find("8月中旬上线。", anchor="2023-10-08")]
        [('8月中旬', '2023-08-11', '2023-08-20')]
    """
    return find_times(text, [(0, len(text))], make_anchor(anchor), make_conventions(**conventions))


def explain(time: Time) -> str:
    """One sentence that tells how a time was read: rule, anchor, and the reason where it is unresolved."""
    if not time.resolved:
        return f"{time.text}: unresolved ({time.reason}); rule {time.rule}"
    counted = f", counted from {time.anchor}" if time.anchor else ""
    clock = f" {time.clock}" if time.clock else ""
    fine = f"as fine as a {time.granularity.value}"
    return f"{time.text}: {time.first} to {time.last}{clock}; rule {time.rule}, {fine}{counted}"


def find_times(
    text: str, spans: Sequence[tuple[int, int]], anchor: dt.datetime | None, conventions: Conventions
) -> list[Time]:
    """The times in some stretches of a text, with what was named before carried from one to the next."""
    read = text.translate(time_lexicon().table)
    sentences = Sentences(read)
    state = State(anchor, talkative=(read.count("我") + read.count("你")) * _TALKATIVE > len(read))
    resolver = Resolver(state, conventions)
    titles = _Titles(read)
    found = []
    for begin, end in spans:
        for expression in expressions(read, begin, end, numeric=conventions.numeric_dates):
            expression = _since_event(without_name(expression, read), read)
            around = surroundings(expression, read, sentences)
            if titles.holds(expression.start) or not places_in_time(
                expression, read, sentences, state, around.future
            ):
                continue
            reading = _spoken(expression, sentences, state) or resolver.resolve(expression, around)
            reading, expression = _opened(reading, expression, state, around, conventions)
            _remember(state, expression, reading, around)
            found.append(_time(text, expression, reading, conventions))
    return found


def expressions(read: str, begin: int, end: int, *, numeric: bool = False) -> Iterator[Expression]:
    """All expressions of the grammar in a stretch, lengths and clock times too.

    Args:
        read: the text, once it has gone through the lexicon's table.
        numeric: the setting `numeric_dates`.
    """
    lexicon = time_lexicon(numeric)
    for tokens in scan(read, lexicon, begin, end):
        yield from Grammar(read, tokens).expressions()


class _Titles:
    """Where 《…》 stand; asked in order of the text."""

    def __init__(self, text: str):
        self._text = text
        self._open = text.find("《")
        self._close = -1

    def holds(self, at: int) -> bool:
        while self._open != -1 and self._open < at:
            if self._close < self._open:
                self._close = self._text.find("》", self._open, self._open + 80)
                if self._close == -1:
                    self._close = self._open
            if at < self._close:
                return True
            self._open = self._text.find("《", self._open + 1)
        return False


def surroundings(expression: Expression, read: str, sentences: Sentences) -> Surroundings:
    """Tense and comparison around an expression."""
    lexicon = time_lexicon()
    before = sentences.before(expression.start, 16).rsplit(",", 1)[-1]
    behind = sentences.behind(expression.end, 10)
    told_before = lexicon.has_cue("future", before)
    future = told_before or _begins_future(behind)
    compared = lexicon.ends("compare", before.rstrip(" ")) or lexicon.has_cue("compare_after", behind[:6])
    point = expression.point
    fiscal_end = 12
    if point is not None and point.fiscal:
        said = _YEAR_ENDS.match(read, expression.end)
        fiscal_end = lexicon.fiscal_end(read[max(expression.start - _COMPANY, 0) : expression.start])
        if said and 1 <= int(said[1]) <= 12:
            fiscal_end = int(said[1])
    number, paragraph = sentences.number(expression.start), sentences.paragraph(expression.start)
    deadline = expression.open == "until" and point is not None and point.festival is None
    return Surroundings(future, told_before, compared, number, paragraph, fiscal_end, deadline)


def _begins_future(behind: str) -> bool:
    """Whether 将, 计划 and the like follow: at once, or in the clause with no word of telling before them."""
    lexicon = time_lexicon()
    if behind.lstrip(" ,前起后之").startswith(lexicon.cues["future"]):
        return True
    clause = behind.lstrip(" ").split(",", 1)[0]
    places = [clause.find(cue) for cue in lexicon.cues["future_later"] if cue in clause]
    return bool(places) and not lexicon.has_cue("told", clause[: min(places)])


def _spoken(expression: Expression, sentences: Sentences, state: State) -> Reading | None:
    """今天 within a quotation is the day of the speech, where that has just been named."""
    point = expression.point
    if (
        expression.form != "point"
        or point is None
        or point.day_by != 0
        or expression.end - expression.start != 2
    ):
        return None
    day = speech_day(expression, sentences, state)
    if day is None:
        return None
    return Reading(day.interval, Granularity.DAY, "day_of_speech", day.interval[0])


def _since_event(expression: Expression, read: str) -> Expression:
    """2000年6月8日上市以来 is 2000年6月8日以来, with the event."""
    if expression.form != "point" or expression.open:
        return expression
    match = time_lexicon().since.match(read, expression.end)
    return replace(expression, open="since", outer_end=match.end()) if match else expression


def _opened(
    reading: Reading, expression: Expression, state: State, around: Surroundings, conventions: Conventions
) -> tuple[Reading, Expression]:
    """今年以来 runs to the publication date and 4月5日前 up to the day; 2023年起 runs where `open_ends` says so.

    Returns:
        The reading, and the expression with the words that open it, where they do.
    """
    point = expression.point
    if reading.interval is None or not expression.open or expression.form != "point" or point is None:
        return reading, expression
    first, end = reading.interval
    today = dates.whole_day(state.anchor) if state.anchor else None
    opened: Interval | None = None
    if expression.open == "until" and (point.day or (point.edge and point.edge[1] == "late")):
        opened = _deadline(first, end, state, around, day_named=point.day is not None)
    elif today is not None:
        if expression.open == "since" and first < today[1]:
            opened = (first, today[1])
        elif conventions.open_ends == "interval":
            opened = _open_interval(expression.open, first, end, today)
    if opened is None:
        return reading, expression
    rule = f"{reading.rule}_{expression.open}"
    made = Reading(opened, Granularity.PERIOD, rule, reading.anchor or state.anchor)
    return made, replace(expression, end=expression.outer_end)


def _deadline(
    first: dt.datetime, end: dt.datetime, state: State, around: Surroundings, *, day_named: bool
) -> Interval | None:
    """4月5日前 runs from the day just named on which it was set, else, as 年底前, from the publication date."""
    day = state.day if day_named else None
    near = day is not None and day.paragraph == around.paragraph and around.sentence - day.sentence <= 1
    if day is not None and near and day.interval[0] < first:
        return day.interval[0], end
    today = dates.whole_day(state.anchor)[0] if state.anchor else None
    return (today, end) if today is not None and today < end else None


def _open_interval(how: str, first: dt.datetime, end: dt.datetime, today: Interval) -> Interval | None:
    if how == "until" and end > today[0]:
        return today[0], end
    if how == "begin" and first < today[1]:
        return first, today[1]
    if how == "after" and end < today[1]:
        return end, today[1]
    return None


def _remember(state: State, expression: Expression, reading: Reading, around: Surroundings) -> None:
    if reading.interval is None or expression.form in ("ago", "since", "past", "future", "press", "report"):
        return
    point = expression.point
    same = point is not None and point.same
    absolute = point is not None and point.year is not None
    named = Named(reading.interval, around.sentence, around.paragraph)
    listed = state.festival_end == expression.start - 1 and point is not None and point.festival is not None
    closing = expression.form == "ending" or expression.word.startswith("截") or listed
    state.remember(named, compared=around.compared, absolute=absolute, same=same, closing=closing)
    if point is not None and point.festival:
        state.festival_end = expression.end


def _time(text: str, expression: Expression, reading: Reading, conventions: Conventions) -> Time:
    first = last = None
    if reading.interval is not None:
        begin, end = reading.interval
        first = begin.date().isoformat()
        closing = end if conventions.end == "exclusive" else end - dt.timedelta(microseconds=1)
        last = max(closing.date(), begin.date()).isoformat()
    return Time(
        text=text[expression.start : expression.end],
        start=expression.start,
        end=expression.end,
        first=first,
        last=last,
        granularity=reading.granularity,
        anchor=reading.anchor.date().isoformat() if reading.anchor else None,
        clock=_clock(expression),
        reason=reading.reason if first is None else None,
        rule=reading.rule,
    )


def _clock(expression: Expression) -> str | None:
    point = expression.point
    if point is None or point.hour is None:
        return None
    begin = _hour_minute(point)
    until = expression.until
    return f"{begin}/{_hour_minute(until)}" if until is not None and until.hour is not None else begin


def _hour_minute(point: Point) -> str:
    return f"{clock_hour(point) % 24 if clock_hour(point) != 24 else 24:02d}:{point.minute or 0:02d}"
