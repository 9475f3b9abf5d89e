"""Adapter of `xhsnlp.times` for the public suites of time expressions.

    python SUITES/score_suites.py benchmarks.suites_times:predict --suite duckling_time …

The suites contradict each other and the news (whether 周三 is the last or the next one, whether 三天后 is
a day or the three days to come, how long 晚上 is, which words belong to a span). The grammar and the calendar
are the library's; a `Usage` says what each suite expects, and which settings of `times` serve it.
"""

from __future__ import annotations

from dataclasses import replace

from benchmarks.suites_base import SuiteReader, Usage
from benchmarks.suites_readers import READERS


def _parts(**hours: tuple[int, int]) -> dict[str, tuple[int, int]]:
    groups = {
        "morning": "早上 早晨 清晨 早间 晨间 一早 早",
        "forenoon": "上午",
        "noon": "中午 正午 午间",
        "afternoon": "下午 午后",
        "evening": "晚上 晚间 晚 夜晚 傍晚",
        "night": "夜里 夜间 深夜 夜",
        "dawn": "凌晨 半夜 后半夜",
    }
    return {word: span for group, span in hours.items() for word in groups[group].split()}


USAGES = {
    "Recognizers": Usage(
        {"bare_month": "past", "year_end_months": 1, "numeric_dates": True},
        span_end="first",
        clock="tod",
        shift="exact",
        open="null",
        since="null",
        outer=True,
        solar=True,
        parts=_parts(morning=(8, 12), forenoon=(8, 12), afternoon=(12, 16), evening=(16, 20), night=(20, 24)),
    ),
    "JioNLP": Usage(
        {"bare_month": "same_year", "year_end_months": 2, "numeric_dates": True},
        clock="unit",
        open="anchor",
        style="jionlp",
        edges={"year early": 2, "month early": 5, "month late": 25},
        parts=_parts(morning=(6, 10), forenoon=(7, 12), evening=(18, 24), dawn=(2, 5))
        | {"下午": (13, 18), "午后": (13, 15), "午夜": (0, 1)},
    ),
    "facebook/duckling": Usage(
        {"bare_month": "future", "numeric_dates": True},
        clock="unit",
        shift="units",
        next_clock=True,
        style="duckling",
        parts=_parts(morning=(4, 12), forenoon=(4, 12), afternoon=(12, 19), evening=(18, 24)),
    ),
    "MiNLP": Usage(
        {"bare_month": "future", "numeric_dates": True},
        clock="unit",
        shift="exact",
        next_clock=True,
        style="minlp",
        edges={"month late": 0},
        parts=_parts(morning=(4, 12), forenoon=(8, 12), afternoon=(12, 18), evening=(18, 24), dawn=(0, 6)),
    ),
    "fst-time-nlu": Usage(
        {"bare_month": "same_year", "year_end_months": 2, "numeric_dates": True},
        lengths=False,
        style="fst",
        edges={"year early": 2},
        week_start_in=True,
        parts=_parts(morning=(6, 12), forenoon=(8, 12), afternoon=(13, 18), evening=(18, 24), night=(21, 24)),
    ),
}


def predict(text: str, anchor: str | None, kind: str, case: dict) -> list[dict]:
    """Times, durations and sets of a text in the canonical form of the suites."""
    usage = next((usage for name, usage in USAGES.items() if name in case["source"]), Usage())
    if (case.get("opts") or {}).get("ret_future"):
        usage = replace(usage, conventions={**usage.conventions, "bare_month": "future"}, next_clock=True)
    return READERS.get(usage.style, SuiteReader)(text, anchor, usage, case).items()


predict.wants_case = True  # type: ignore[attr-defined]
predict.kinds = {"time", "time_holiday", "duration", "set"}  # type: ignore[attr-defined]
