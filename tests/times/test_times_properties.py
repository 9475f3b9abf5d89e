"""What holds for every text."""

import datetime as dt
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from xhsnlp import times
from xhsnlp.times.lexicon import time_lexicon

_LEXICON = time_lexicon()
PIECES = st.one_of(
    st.sampled_from(sorted([*_LEXICON.words, *_LEXICON.festivals, *_LEXICON.periods])),
    st.integers(0, 99999).map(str),
    st.sampled_from(
        [*"年月日号至到-、,。;\n的（）《》 \x00\ud800：:/.一二三十两半", "2023年", "10月", "8日", "  "]
    ),
    st.text(max_size=3),
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)
ANCHORS = st.one_of(st.none(), st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)).map(str))


@settings(max_examples=400, deadline=None)
@given(TEXTS, ANCHORS)
def test_offsets_and_dates(text, anchor):
    end = 0
    for time in times.find(text, anchor=anchor):
        assert text[time.start : time.end] == time.text
        assert end <= time.start < time.end
        end = time.end
        assert (time.first is None) == (time.last is None) == (time.reason is not None)
        if time.first is not None:
            assert dt.date.fromisoformat(time.first) <= dt.date.fromisoformat(time.last)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_deterministic(text):
    assert times.find(text, anchor="2023-10-08") == times.find(text, anchor="2023-10-08")


@settings(max_examples=200, deadline=None)
@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_a_full_date_is_read_back(day):
    for text in (f"{day.year}年{day.month}月{day.day}日", day.isoformat()):
        (time,) = times.find(text)
        assert time.first == time.last == day.isoformat()


@settings(max_examples=100, deadline=None)
@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)), st.integers(0, 9))
def test_a_nul_or_line_break_within_a_date_never_makes_another_day(day, at):
    text = f"{day.year}年{day.month}月{day.day}日"
    for odd in "\x00\n":
        broken = text[: at % len(text)] + odd + text[at % len(text) :]
        for time in times.find(broken, anchor="2023-10-08"):
            assert odd not in time.text


def test_same_result_whatever_the_hash_seed():
    code = (
        "from xhsnlp import times; print(times.find('去年双11前三天至今年3月底,次日', anchor='2023-10-08'))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_long_runs_are_read_in_full():
    assert len(times.find("2023年10月" * 3000, anchor="2023-10-08")) == 3000
    assert times.find("9" * 100_000) == []
    assert times.find(" " * 100_000) == []
