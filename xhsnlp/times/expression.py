"""What the grammar makes of an expression, before any date is known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(slots=True)
class Point:
    """A date or time of day, as far as the text says. Every field may be missing (None).

    Attributes:
        year: four digits; `short` marks two written digits. year_by: counted from this year. year_end:
            where it ends.
        decade: first and last year of a decade or century.
        half, quarter, season: 1-2, 1-4, and the first month of the season.
        months: first and last month of the year (前三季度 is 1-9).
        month: 1-12; month_by, quarter_by, week_by, day_by: counted from the publication date.
        tenday: 1-3, or two digits for two of them. edge: (level, part) of 年底 or 月初.
        day: day of the month. weekday: 1-7, 67 for the weekend.
        count: (number, unit, from the end) of 第三周, 前两天, 最后五天 in the month or year. of_last: the
            number counts several.
        festival: name. holiday: its free days are meant. period: name of a named period.
        lunar, leap: a month of the lunar calendar.
        again: (unit, offset) counted from the last time named.
        same: 同期. whole: 全年. fiscal: 财年. interim: 中期.
        part: first and last hour of the part of the day; word of it. hour, minute, second: the clock.
    """

    year: int | None = None
    short: bool = False
    year_by: int | None = None
    year_end: int = 0
    decade: tuple[int, int] | None = None
    half: int | None = None
    quarter: int | None = None
    quarter_by: int | None = None
    season: int | None = None
    months: tuple[int, int] | None = None
    month: int | None = None
    month_by: int | None = None
    week_by: int | None = None
    tenday: int | None = None
    edge: tuple[str, str] | None = None
    day: int | None = None
    day_by: int | None = None
    weekday: int | None = None
    count: tuple[int, str, str] | None = None
    festival: str | None = None
    holiday: bool = False
    period: str | None = None
    lunar: bool = False
    leap: bool = False
    again: tuple[str, int] | None = None
    same: bool = False
    whole: bool = False
    fiscal: bool = False
    interim: bool = False
    trading: int | None = None
    part: tuple[int, int] | None = None
    part_word: str = ""
    hour: int | None = None
    minute: int | None = None
    second: int | None = None

    def has_date(self) -> bool:
        """Whether it says more than a time of day."""
        return self.level() < 7

    def level(self) -> int:
        """The coarsest unit named: 0 year, 1 part of a year, 2 month, 3 week, 4 day, 7 time of day, 9
        nothing."""
        if self.year is not None or self.year_by is not None or self.decade or self.whole or self.period:
            return 0
        if self.again:
            return {"year": 0, "quarter": 1, "month": 2, "week": 3}.get(self.again[0], 4)
        if (
            self.half
            or self.quarter
            or self.season
            or self.months
            or self.festival
            or self.same
            or self.interim
        ):
            return 1
        if self.quarter_by is not None:
            return 1
        if self.edge:
            return 1 if self.edge[0] == "year" else 2
        if self.month or self.month_by is not None:
            return 2
        if self.week_by is not None:
            return 3
        if (
            self.day
            or self.day_by is not None
            or self.weekday
            or self.count
            or self.tenday
            or self.trading is not None
        ):
            return 4
        return 7 if self.part or self.hour is not None else 9

    def copy(self, **changes: object) -> Point:
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(slots=True)
class Length:
    """A length of time: pairs of (low, high) and unit (`year`, `month`, `week`, `day`, `workday`, `hour`, …).

    `vague`: 多, 余, 几 stand in it. `several`: the number itself is 几 or 数 (几年, 数十年).
    """

    parts: list[tuple[float, float, str]] = field(default_factory=list)
    vague: bool = False
    several: bool = False


@dataclass(slots=True)
class Expression:
    """One expression found by the grammar.

    Attributes:
        form: `point`, `span`, `ago`, `later`, `past`, `future`, `within`, `during`, `since`, `length`,
            `now`, `press`,
            `report`, `ending`, `set`.
        start, end: the expression itself. outer_start, outer_end: with 从, 自…起, 之前 and the like.
        point, until: the point, or both ends of a span. length: of a window or shift. base: the point it is
            counted from (春节前一周), where one is named.
        before, after: what stands open: `until` for 之前, `from` for 以来 or 起.
        word: the word that decides, for explanations.
    """

    form: str
    start: int
    end: int
    outer_start: int
    outer_end: int
    point: Point | None = None
    until: Point | None = None
    length: Length | None = None
    base: Point | None = None
    open: str = ""
    word: str = ""
