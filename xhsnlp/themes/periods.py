"""How the periods of two statements lie to one another."""

from __future__ import annotations

import datetime

from xhsnlp.themes.statement import Statement

#: Undated figures of articles this many days apart or less are taken for figures of one time.
SAME_TIME_DAYS = 31


def relate_periods(a: Statement, b: Statement) -> str:
    """`same`, `within` (one holds the other), `apart`, or `unknown` where one has no date."""
    if a.first is None and b.first is None:
        if a.published and b.published:
            return "same" if is_near(a, b) else "unknown"
        return "same"
    if a.first is None or b.first is None:
        return "unknown"
    if (a.first, a.last) == (b.first, b.last) or _closing(a, b) or _closing(b, a):
        return "same"
    a_last, b_last = a.last or a.first, b.last or b.first
    if a.first <= b.first and b_last <= a_last or b.first <= a.first and a_last <= b_last:
        return "within"
    return "apart"


def _closing(a: Statement, b: Statement) -> bool:
    """Whether one speaks of the day the other's period ends: 截至2023年底 and 2023年."""
    return a.first == a.last == b.last and b.quantities != ()


def is_current(a: Statement, b: Statement) -> bool:
    """Whether the one without a date was published within, or up to a month after, the period of the other."""
    dated, other = (a, b) if a.first else (b, a)
    since = days_between(dated.last or dated.first, other.published)
    return (
        since is not None
        and since <= SAME_TIME_DAYS
        and (days_between(dated.first, other.published) or 0) >= 0
    )


def is_near(a: Statement, b: Statement) -> bool:
    """Whether the articles were published at most a month apart; without both dates nothing speaks against it."""
    days = days_between(a.published, b.published)
    return days is None or abs(days) <= SAME_TIME_DAYS


def days_between(first: str | None, second: str | None) -> int | None:
    """Days from one ISO date to another, or None where one is missing or no date."""
    if not first or not second:
        return None
    try:
        return (datetime.date.fromisoformat(second) - datetime.date.fromisoformat(first)).days
    except ValueError:
        return None
