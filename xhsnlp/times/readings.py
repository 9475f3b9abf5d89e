"""What the resolver takes and gives: the surroundings of an expression, and its reading."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from xhsnlp.times.dates import Interval
from xhsnlp.times.time import Granularity

NO_ANCHOR = "no publication date is known"
NO_BEFORE = "no time named before it"
NO_DAY = "the calendar has no such day"


@dataclass(slots=True)
class Reading:
    """An interval, or the reason why there is none.

    Attributes:
        interval: first instant, and the first instant after it.
        granularity: how fine. rule: name of the rule. anchored: counted from the publication date (or
            another day).
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
    """What stands around an expression.

    Attributes:
        future: it lies ahead, `told_before` by a word before it. compared: something is compared with it.
        sentence, paragraph: their numbers.
        fiscal_end: last month of the fiscal year of the company named before a 财年, 12 for the calendar year.
        deadline: 前 follows it (12月5日前).
    """

    future: bool
    told_before: bool
    compared: bool
    sentence: int
    paragraph: int
    fiscal_end: int = 12
    deadline: bool = False
