"""Adapter of `xhsnlp.figures` to the suites of numbers, money, percentages, durations and measures.

    python ../shared/suites/score_suites.py suites_figures:predict --suite recognizers_number duckling_figures

run in this folder, scores it. The suites mean other things by a number than news does (bare numerals inside every
quantity, English unit names, money in cents); what is converted here, and why, is told in docs/figures.md.
"""

from __future__ import annotations

import re
from typing import Any

from xhsnlp.errors import XhsnlpError
from xhsnlp.figures import Comparator, Figure, FigureKind, find, parse

Item = dict[str, Any]

_SECONDS = {
    "ms": 0.001, "second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2592000,
    "quarter": 7776000, "year": 31536000,
}  # fmt: skip
#: Symbols of the suites for units that the library writes otherwise.
_SYMBOLS = {
    "亩": "mu", "斤": "jin", "两": "liang", "度": "deg", "°C": "degC", "°F": "degF", "inch": "in", "bit": "bit",
    "B": "B", "μg": "ug", "KB": "kB",
}  # fmt: skip
#: duckling weighs everything in grams.
_GRAMS = {"斤": 500, "两": 50, "kg": 1000, "mg": 0.001, "g": 1, "t": 1_000_000}


def predict(text: str, anchor: str | None, kind: str | None, case: dict[str, Any] | None = None) -> list[Item]:
    """The items of one kind in a text, in the suites' form."""
    source = (case or {}).get("source", "")
    if kind in ("number", "ordinal", "fraction", "num_token"):
        return _numbers(text, kind)
    if kind == "number_range":
        return _ranges(text)
    figures = _read(text)
    items = [item for figure in figures for item in _items(figure, kind or "", "duckling" in source)]
    return items


predict.wants_case = True  # type: ignore[attr-defined]
predict.kinds = {  # type: ignore[attr-defined]
    "number", "ordinal", "fraction", "number_range", "percent", "money", "quantity", "age", "temperature", "duration", "multiple",
}  # fmt: skip


def _read(text: str) -> list[Figure]:
    """A text that is one quantity is read as such, else what stands in it is found."""
    try:
        return [parse(text)]
    except XhsnlpError:
        return find(text)


def _value(figure: Figure, open_ends: bool = False) -> Item:
    if figure.value is None:
        return {"lo": figure.low, "hi": figure.high}
    return {"num": figure.value}
