"""Claims in words: clauses, dates written out, what can be told alone, summaries."""

from __future__ import annotations

import pytest

from benchmarks.digest_cases import make_claim
from xhsnlp.themes.phrasing import make_clause, phrase_claim, phrase_period, tell_claim
from xhsnlp.themes.readable import attribution, balanced, stands_alone


def claim(row: str):
    return make_claim("x", 0, row)[0]


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2023-10-01", "2023-10-01", "2023年10月1日"),
        ("2023-07-01", "2023-09-30", "2023年第三季度"),
        ("2023-01-01", "2023-12-31", "2023年"),
        ("2024-02-01", "2024-02-29", "2024年2月"),
        ("2023-10-31", "2023-11-11", "2023年10月31日至2023年11月11日"),
        (None, None, ""),
    ],
)
def test_periods(first, last, text):
    assert phrase_period(first, last) == text


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (
            "2024-03-05 | 青禾优选 | {s:青禾优选}{t:去年}{p:实现}{o:营收37亿元} | 2023-01-01..2023-12-31 | |",
            "青禾优选2023年实现营收37亿元",
        ),
        (
            "2024-03-05 | 青禾优选 | {t:2023年}，{s:青禾优选}{p:实现}{o:营收37亿元} | 2023-01-01..2023-12-31 | |",
            "2023年，青禾优选实现营收37亿元",
        ),
        (
            "2024-03-05 | 青禾优选 | {s:青禾优选}还{p:推出}{o:会员服务} | | |",
            "青禾优选推出会员服务",
        ),
        (
            "2024-03-05 | 青禾优选 | {s:青禾优选}{p:还款}{o:3亿元} | | |",
            "青禾优选还款3亿元",
        ),
        (
            "2024-03-05 | 青禾优选 | 但{s:青禾优选} 共有 {p:门店} {o:695 家} | | |",
            "青禾优选共有门店695家",
        ),
        (
            "2024-03-05 | 青禾优选 | {s:青禾优选}{p:宣布以每股5元发行}{o:新股} | | |planned",
            "青禾优选宣布将以每股5元发行新股",
        ),
    ],
)
def test_a_claim_in_words(row, text):
    assert tell_claim(claim(row), "") == text


def test_a_subject_that_names_nobody_gets_the_name():
    made = claim("2024-03-05 | 青禾优选 | {s:公司}{p:推出}{o:会员服务} | | |")
    assert phrase_claim(made, "青禾优选") == "青禾优选推出会员服务"


def test_a_name_cut_short_is_made_whole():
    made = claim("2024-03-05 | 橘子优选 | {s:橘子}{p:优选}{o:营收186亿元} | | |")
    assert phrase_claim(made, "橘子优选") == "橘子优选营收186亿元"


@pytest.mark.parametrize(
    "row",
    [
        "2024-03-05 | 甲 | {s:我们}{p:推出}{o:会员服务} | | |",
        "2024-03-05 | 甲 | {s:这种模式}{p:推出}{o:会员服务} | | |",
        "2024-03-05 | 甲 | {s:青禾优选}{p:是}{o:做对了什么} | | |state",
        "2024-03-05 | 甲 | {s:青禾优选}{p:推出}{o:“会员服务} | | |",
        "2024-03-05 | 甲 | {s:青禾优选}{p:同比增长}{o:103.8%} | | |",
        "2024-03-05 | 甲 | {s:青禾优选}{p:包括}{o:服务和} | | |",
    ],
)
def test_what_cannot_be_read_alone(row):
    made = claim(row)
    assert not stands_alone(made, make_clause(made, ""))


def test_what_can():
    made = claim("2024-03-05 | 青禾优选 | {s:青禾优选}{p:推出}{o:会员服务} | | |")
    assert stands_alone(made, make_clause(made, ""))


@pytest.mark.parametrize(
    ("speaker", "text"),
    [
        ("财报/data", "财报显示，"),
        ("周行/person", "周行表示，"),
        ("山海集团/organization", "据山海集团，"),
        ("", ""),
    ],
)
def test_who_says_so(speaker, text):
    made = claim(f"2024-03-05 | 青禾优选 | {{s:青禾优选}}{{p:推出}}{{o:会员服务}} | | {speaker} |")
    assert attribution(made, make_clause(made, "")) == text


@pytest.mark.parametrize("speaker", ["你可以", "因为他", "公司"])
def test_a_source_that_is_none_is_not_left_out_silently(speaker):
    made = claim(f"2024-03-05 | 青禾优选 | {{s:青禾优选}}{{p:推出}}{{o:会员服务}} | | {speaker}/person |")
    assert attribution(made, make_clause(made, "")) is None


@pytest.mark.parametrize(
    ("text", "good"), [("“甲”", True), ("“甲", False), ("（甲）乙）", False), ("", True)]
)
def test_pairs_of_marks(text, good):
    assert balanced(text) is good
