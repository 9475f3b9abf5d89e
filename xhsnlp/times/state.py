"""What has been said before: the last times named, and where sentences end."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from dataclasses import dataclass

from xhsnlp.times.dates import Interval

_BREAK = re.compile(r"[。！？!?；;]+\s*|\s*\n\s*")


class Sentences:
    """Numbers the sentences of a text; a line break ends a paragraph."""

    def __init__(self, text: str):
        self._text = text
        breaks = [(match.start(), "\n" in match.group()) for match in _BREAK.finditer(text)]
        self._ends = [at for at, _ in breaks]
        self._lines = [at for at, line in breaks if line]

    def number(self, at: int) -> int:
        return bisect_left(self._ends, at)

    def paragraph(self, at: int) -> int:
        return bisect_left(self._lines, at)

    def before(self, at: int, width: int = 24) -> str:
        """The sentence up to a place, at most `width` characters of it."""
        number = self.number(at)
        begin = self._ends[number - 1] + 1 if number else 0
        return self._text[max(begin, at - width) : at]

    def quoted(self, at: int) -> bool:
        """Whether a place lies within “…” of its sentence or the one before."""
        number = self.number(at)
        begin = self._ends[number - 2] if number > 1 else 0
        front = self._text[max(begin, at - 120) : at]
        return front.rfind("“") > front.rfind("”")

    def behind(self, at: int, width: int = 24) -> str:
        """The sentence from a place on, at most `width` characters of it."""
        number = self.number(at)
        end = self._ends[number] if number < len(self._ends) else len(self._text)
        return self._text[at : min(end, at + width)]


@dataclass(slots=True)
class Named:
    """A time already named: its interval, and sentence and paragraph it stands in."""

    interval: Interval
    sentence: int
    paragraph: int

    @property
    def year(self) -> int:
        return self.interval[0].year


@dataclass(slots=True)
class State:
    """The times named so far.

    Attributes:
        anchor: the publication date, or None.
        talkative: the writer speaks of 我 and 你, as columns do; 今天 then often means nowadays.
        last: the last time named. day: the last single day. month: the last day or month.
        year: the last time that fixes a year, comparisons left out. period: the last month, quarter, half
            or year.
        explicit: the last year in digits. report: the latest quarter, half or year named, which a report
            is about.
        festival_end: where the last festival that was a time ends, for lists of them; -1 where there is none.
    """

    anchor: dt.datetime | None
    talkative: bool = False
    last: Named | None = None
    day: Named | None = None
    month: Named | None = None
    year: Named | None = None
    period: Named | None = None
    explicit: Named | None = None
    report: Named | None = None
    festival_end: int = -1

    def remember(
        self, named: Named, *, compared: bool, absolute: bool, same: bool, closing: bool = False
    ) -> None:
        """Note a time that was read.

        Args:
            compared: it is what something else is compared with. absolute: its year is written in digits.
            same: it is a 同期. closing: it is the last day of a report, on which nothing happened.
        """
        first, last = named.interval
        days = (last - first).days
        if compared or same:
            if days <= 1 and not same:
                self.last = named
            return
        self.last = named
        if days <= 1:
            self.month = named
            if not closing or self.day is None:
                self.day = named
        elif days <= 31:
            self.month = named
        if first.year == (last - dt.timedelta(days=1)).year:
            self.year = named
            if absolute:
                self.explicit = named
        if 27 <= days <= 366:
            self.period = named
            if days >= 80 and (self.report is None or last >= self.report.interval[1]):
                self.report = named

    def remember_span(self, interval: Interval, sentence: int, paragraph: int) -> None:
        """Note the first end of a span, for a second end such as 次年3月."""
        self.year = self.day = Named(interval, sentence, paragraph)
