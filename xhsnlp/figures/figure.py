"""What a figure is: a quantity that the text states, normalised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from xhsnlp.spans import Span


class FigureKind(str, Enum):
    """The eight kinds of quantity."""

    AMOUNT = "amount"  # money; unit is an ISO 4217 code
    PERCENT = "percent"  # unit % or pp (percentage points)
    MULTIPLE = "multiple"  # 倍
    COUNT = "count"  # unit is the classifier or noun, "" for a bare number
    DURATION = "duration"  # unit: second minute hour day week month quarter year ms
    MEASURE = "measure"  # length, weight, area, energy, age, …
    RANK = "rank"  # 排名第一, TOP10
    RATIO = "ratio"  # 3:1, 四分之三


class Comparator(str, Enum):
    """How the stated number relates to the true one."""

    EQUAL = "="
    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    ABOUT = "~"


class Change(str, Enum):
    """Direction of a change."""

    INCREASE = "increase"
    DECREASE = "decrease"


class Baseline(str, Enum):
    """What a change is measured against."""

    YOY = "yoy"  # the same period of the year before: 同比, 较去年同期
    QOQ = "qoq"  # the quarter before: 环比 of quarters
    MOM = "mom"  # the month before: 环比 of months
    YTD = "ytd"  # the start of the year: 较年初


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity, grounded in the text.

    Attributes:
        text, start, end: the longest span that carries the value, with comparator, direction word and unit.
        kind: what sort of quantity.
        value: the number in base units (5000万 → 50000000; 337% → 337; 三成 → 30), or None for a range.
        low, high: the ends of a range, or None. An open end is None.
        unit: see `FigureKind`.
        comparator: relation of the number to the truth.
        change: direction of change, or None.
        by: True where the number is the size of the change (增长5亿), False where it is the level reached
            (增至5亿), None without change.
        baseline: what the change is measured against, or None.
        per: the unit a rate is per (元/小时 → "hour"), or None.
        implied: True where the unit is not written but follows from the words around (GMV突破3000万).
        readings: other values the same words can carry (增加了27倍 → 27 times more, or 28 times as much),
            usually empty.
        rule: name of the rule that read it, for explanations.
    """

    text: str
    start: int
    end: int
    kind: FigureKind
    value: float | int | None = None
    low: float | int | None = None
    high: float | int | None = None
    unit: str = ""
    comparator: Comparator = Comparator.EQUAL
    change: Change | None = None
    by: bool | None = None
    baseline: Baseline | None = None
    per: str | None = None
    implied: bool = False
    readings: tuple[float | int, ...] = ()
    rule: str = ""

    @property
    def span(self) -> Span:
        return Span(self.text, self.start, self.end)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form. A range has `low` and `high` in place of `value`."""
        number: dict[str, Any] = {"value": self.value}
        if self.value is None:
            number = {"low": self.low, "high": self.high}
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "kind": self.kind.value,
            **number,
            "unit": self.unit,
            "comparator": self.comparator.value,
            "change": self.change.value if self.change else None,
            "by": self.by,
            "baseline": self.baseline.value if self.baseline else None,
            "per": self.per,
            "implied": self.implied,
            "readings": list(self.readings),
            "rule": self.rule,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Figure:
        return cls(
            text=data["text"],
            start=data["start"],
            end=data["end"],
            kind=FigureKind(data["kind"]),
            value=data.get("value"),
            low=data.get("low"),
            high=data.get("high"),
            unit=data.get("unit") or "",
            comparator=Comparator(data.get("comparator") or "="),
            change=Change(data["change"]) if data.get("change") else None,
            by=data.get("by"),
            baseline=Baseline(data["baseline"]) if data.get("baseline") else None,
            per=data.get("per"),
            implied=bool(data.get("implied")),
            readings=tuple(data.get("readings") or ()),
            rule=data.get("rule") or "",
        )
