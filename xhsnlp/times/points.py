"""Reads a date or time of day: 2023年8月中旬, 去年二季度, 周四, 8月24日上午10时, 2024Q3, 双11当天."""

from __future__ import annotations

from xhsnlp.times.days import DayReader
from xhsnlp.times.expression import Point
from xhsnlp.times.parts import PartReader

#: Kinds of tokens with which a point can begin.
POINT_KINDS = frozenset(
    [
        "n",
        "iso",
        "ym",
        "ymd",
        "md",
        "clock",
        "name",
        "year",
        "month",
        "week",
        "day",
        "night",
        "weekday",
        "quarter",
        "half",
        "season",
        "edge",
        "again",
        "part",
        "whole",
        "interim",
        "same",
        "trading",
        "first_quarter",
        "ordinal",
        "front",
        "fy",
        "lastcentury",
        "lunar",
        "leap",
        "moon",
        "lunarday",
        "ampm",
        "unit",
        "pair",
        "several",
    ]
)


class PointReader(PartReader, DayReader):
    """Reads points from one list of tokens; `until` holds the second end where the point was a range
    (1-9月)."""

    def read(self, at: int, after: Point | None = None) -> tuple[Point, int] | None:
        """The point that begins at a token and the token after it, or None.

        Args:
            after: the first end of a span, which lets the second end be shorter (4月2日至10日, 9至11点).
        """
        self.until = None
        if self.kind(at) not in POINT_KINDS:
            return None
        point = Point()
        end = self._iso(point, at)
        if end == at:
            point.lunar = self.kind(at) == "lunar"
            at += point.lunar
            end = self._year(point, at)
            point.year_end = self.tokens[end - 1].end if end > at else 0
            end = self._part_of_year(point, end, at, after)
            end = self._day(point, end, at, after)
        end = self._same_day(point, end) if end > at else end
        begun = end
        clock = self.clock(point, self._skip(end) if end > at else end, after=after)
        if clock is not None:
            return clock
        if point.short and not self._short_year_holds(point, at, begun):
            return None
        return (point, begun) if begun > at else None

    def _skip(self, at: int) -> int:
        """Past 的, a comma or a bracket between the parts of a date."""
        return at + 1 if self.kind(at) in ("of", "open") and self.kind(at - 1) != "n" else at
