"""Whatever the text, the output keeps its promises."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import xhsnlp

PIECES = [
    "云雀优选", "小红书", "柯南", "2023年", "去年5月", "10月1日", "同比增长", "24%", "超过5000万元", "三千五百万",
    "表示", "，", ",", "。", "“", "”", "\n", "\r\n", "\u3000", " ", "（", "）", "《", "》", "将", "没有", "增至", "1,234.5",
    "万", "亿", "家", "\x00", "\ufeff", "５０００", "萬", "Q3", "618", "第一", "的", "公司", "，他说", "🙂", "\ud800", "é",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)
PROFILE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def places(value):
    if isinstance(value, dict):
        if {"text", "start", "end"} <= value.keys():
            yield value
        for item in value.values():
            yield from places(item)
    elif isinstance(value, list):
        for item in value:
            yield from places(item)


@PROFILE
@given(TEXTS)
def test_every_span_is_exact_on_random_mixtures(text):
    article = xhsnlp.Article(text, published="2023-10-08")
    result = xhsnlp.extract(article).to_dict()
    for span in places(result):
        assert article.text[span["start"] : span["end"]] == span["text"] != ""


@PROFILE
@given(TEXTS)
def test_two_runs_give_the_same_bytes(text):
    article = xhsnlp.Article(text, published="2023-10-08")
    assert xhsnlp.extract(article).to_json() == xhsnlp.extract(article).to_json()


@PROFILE
@given(TEXTS)
def test_claim_ids_are_unique(text):
    result = xhsnlp.extract(xhsnlp.Article(text, published="2023-10-08"))
    assert len({claim.id for claim in result.claims}) == len(result.claims)


@pytest.mark.parametrize(
    "text", ["，" * 2000, "一" * 2000, "“" * 500 + "。", "2023年" * 400, " " * 5000 + "好"]
)
def test_odd_texts_neither_raise_nor_vanish(text):
    result = xhsnlp.extract(xhsnlp.Article(text, published="2023-10-08"))
    assert json.loads(result.to_json())["article"]["length"] == len(text)
