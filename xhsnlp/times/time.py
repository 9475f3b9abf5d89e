"""What a time is: an expression that places something in time, resolved to an interval of dates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from xhsnlp.spans import Span


class Granularity(str, Enum):
    """How fine the text is."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    TEN_DAYS = "ten_days"  # 上旬 中旬 下旬
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    PERIOD = "period"  # any other stretch: 过去一年半, 3月到5月


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression, grounded in the text.

    Attributes:
        text, start, end: the expression, without 截至, 到, 自…起.
        first: first day, ISO date (`2023-08-11`), inclusive; None where it cannot be known (see `reason`).
        last: last day, ISO date, inclusive; None like `first`.
        granularity: how fine the expression is.
        anchor: the date it was counted from (ISO), or None where the expression is absolute.
        clock: time of day where one is stated, `HH:MM` or `HH:MM/HH:MM`, else None.
        reason: why it is unresolved, in words; None where it is resolved.
        rule: name of the rule that read it, for explanations.
    """

    text: str
    start: int
    end: int
    first: str | None
    last: str | None
    granularity: Granularity = Granularity.DAY
    anchor: str | None = None
    clock: str | None = None
    reason: str | None = None
    rule: str = ""

    @property
    def span(self) -> Span:
        return Span(self.text, self.start, self.end)

    @property
    def resolved(self) -> bool:
        return self.first is not None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; the interval's ends are called `from` and `to`."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "from": self.first,
            "to": self.last,
            "granularity": self.granularity.value,
            "anchor": self.anchor,
            "clock": self.clock,
            "reason": self.reason,
            "rule": self.rule,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Time:
        return cls(
            text=data["text"],
            start=data["start"],
            end=data["end"],
            first=data.get("from"),
            last=data.get("to"),
            granularity=Granularity(data.get("granularity") or "day"),
            anchor=data.get("anchor"),
            clock=data.get("clock"),
            reason=data.get("reason"),
            rule=data.get("rule") or "",
        )
