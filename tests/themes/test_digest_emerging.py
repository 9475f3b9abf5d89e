"""Emerging themes: what several claims are about and no theme stands for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.digest_cases import make_claim
from xhsnlp.themes.emerging import find_emerging

THEMES = ("people", "users", "product")
ROWS = [
    f"2024-05-0{number + 1} | 青禾优选 | {{s:{subject}}}{{p:{verb}}}{{o:{thing}}} | | |"
    for number, (subject, verb, thing) in enumerate(
        [
            ("青禾优选的数字人", "开始", "带货"),
            ("青禾优选", "测试", "数字人主播"),
            ("数字人", "取代", "真人主播"),
            ("商家", "担心", "数字人侵权"),
            ("主播", "不满", "数字人抢单"),
            ("数字人", "降低", "开播门槛"),
        ]
    )
]


def claims(theme=None):
    """Six claims, three in each of two articles."""
    made = []
    for number, row in enumerate(ROWS):
        claim = make_claim("x", number, row)[0]
        made.append(claim.with_values(article=f"a_{number % 2}", theme=theme or THEMES[number % 3]))
    return made


def test_what_no_theme_accounts_for_is_found():
    (theme,) = find_emerging(claims())
    assert "数字人" in theme.label
    assert theme.articles == 2
    assert len(theme.claims) == 6


def test_what_one_theme_accounts_for_is_not():
    assert find_emerging(claims("people")) == []


def test_the_rest_theme_accounts_for_nothing():
    (theme,) = find_emerging(claims("other"))
    assert theme.themes == {"other": 6}


def test_a_name_is_no_theme():
    assert all("数字人" not in theme.terms for theme in find_emerging(claims(), ["数字人"]))


@pytest.mark.parametrize("values", [{"least": 7}, {"articles": 3}])
def test_too_few_make_no_theme(values):
    assert find_emerging(claims(), **values) == []


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_makes_no_difference(order):
    made = claims()
    assert find_emerging([made[number] for number in order]) == find_emerging(made)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=8))
def test_any_words_will_do(texts):
    made = []
    for number, text in enumerate(texts):
        claim = make_claim("x", number, ROWS[0])[0]
        subject = type(claim.subject)(text, 0, len(text))
        made.append(claim.with_values(subject=subject, id=f"c_{number}"))
    for theme in find_emerging(made, least=1, articles=1):
        assert theme.claims
