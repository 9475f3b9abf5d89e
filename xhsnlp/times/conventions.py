"""How times are read where usage differs: one frozen object, made from the settings."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, fields

from xhsnlp.errors import error
from xhsnlp.settings import TimeSettings

#: Key, and the values it may have.
CHOICES = {
    "week_start": ("monday", "sunday"),
    "bare_month": ("context", "past", "future", "nearest", "same_year"),
    "end": ("inclusive", "exclusive"),
    "open_ends": ("date", "interval"),
}


@dataclass(frozen=True, slots=True)
class Conventions(TimeSettings):
    """The settings of section `times`, checked. See `xhsnlp.settings.TimeSettings`."""

    def __post_init__(self) -> None:
        for key, allowed in CHOICES.items():
            value = getattr(self, key)
            if value not in allowed:
                raise error(
                    "E203", key=f"times.{key}", value=value, why=f"one of {', '.join(allowed)} is wanted"
                )
        if not isinstance(self.year_end_months, int) or not 1 <= self.year_end_months <= 6:
            raise error(
                "E203", key="times.year_end_months", value=self.year_end_months, why="1 to 6 is wanted"
            )


def make_conventions(**values: object) -> Conventions:
    """Conventions with some keys changed.

    Raises:
        SettingsError: unknown key (E202) or a value that is not allowed (E203).
    """
    known = [field.name for field in fields(TimeSettings)]
    for key in values:
        if key not in known:
            raise error("E202", key=f"times.{key}", known=", ".join(f"times.{name}" for name in known))
    return Conventions(**{**asdict(TimeSettings()), **values})  # type: ignore[arg-type]


def make_anchor(value: str | dt.date | None) -> dt.datetime | None:
    """The anchor as a datetime.

    Raises:
        SettingsError: not an ISO date or date with time (E201).
    """
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)
    try:
        return dt.datetime.fromisoformat(value).replace(tzinfo=None)
    except (TypeError, ValueError):
        raise error("E201", value=value) from None
