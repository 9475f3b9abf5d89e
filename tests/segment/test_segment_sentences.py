"""Sentences and clauses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xhsnlp.article import Article
from xhsnlp.segment.sentences import find_clauses, find_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentences(Article(text))]


def clauses(text: str) -> list[str]:
    return [text[clause.start : clause.end] for clause in find_clauses(Article(text))]


@pytest.mark.parametrize(
    "parts",
    [
        ("甲公司涨价了。", "乙公司没有！", "为什么？"),
        ("“我们会赢。明年见。”他说。", "股价随后上涨。"),
        ("“我们会赢。”", "对此，王林表示，“不会。”"),
        ("“我们会赢。”", "市场不信。"),
        ("他说：“我们会赢。”", "市场不信。"),
        ("收入为3.5万元。", "利润为2.1万元。"),
        ("该店（位于上海。详见附件。）开业了。", "另一家关了。"),
        ("真的吗？！", "是的……。"),
        ('"我们会赢。"王林说。', "明天见。"),
    ],
)
def test_sentences(parts: tuple[str, ...]) -> None:
    assert sentences("".join(parts)) == list(parts)


def test_no_sentence_crosses_a_block() -> None:
    assert sentences("“甲公司涨价了，\n\n乙公司降价了”") == ["“甲公司涨价了，", "乙公司降价了”"]


def test_unclosed_quotation_does_not_swallow_its_block() -> None:
    assert len(sentences("“甲涨价。乙降价。丙停产。")) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收入增长,利润下降，亏损扩大；股价：跌。", ["收入增长", "利润下降", "亏损扩大", "股价", "跌"]),
        ("共1,234元,持有1，112，458股，完。", ["共1,234元", "持有1，112，458股", "完"]),
        ("买手、商家和品牌都来了。", ["买手、商家和品牌都来了"]),
        ("于10:30开始,比分3：1。", ["于10:30开始", "比分3：1"]),
        ("王林说：“我们会赢。” 他走了", ["王林说", "我们会赢", "他走了"]),
        ("推出“买手计划”，效果好", ["推出“买手计划”", "效果好"]),
        ("比第二名（甲：5，乙：4）高5倍，很好", ["比第二名（甲：5，乙：4）高5倍", "很好"]),
        ("Alibaba Group, Inc.上市,涨了", ["Alibaba Group, Inc.上市", "涨了"]),
        ("网址https://a.cn/?b,c很长,真的", ["网址https://a.cn/?b", "c很长", "真的"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


@settings(max_examples=200, deadline=None)
@given(st.text("甲乙1,，。：:“”‘’（）()\"'.…！ \n\u3000；、a", max_size=60))
def test_clauses_lie_in_order_inside_their_block(text: str) -> None:
    article = Article(text)
    place = 0
    for number, clause in enumerate(find_clauses(article)):
        block = article.blocks[clause.block]
        assert clause.index == number
        assert place <= clause.start < clause.end <= block.end and clause.start >= block.start
        assert article.text[clause.start : clause.end].strip() == article.text[clause.start : clause.end]
        place = clause.end


@settings(max_examples=200, deadline=None)
@given(st.text("甲乙1,，。：:“”‘’（）()\"'.…！ \n\u3000；、a说", max_size=60))
def test_sentences_cover_all_but_white_space(text: str) -> None:
    covered = set()
    for start, end in find_sentences(Article(text)):
        covered.update(range(start, end))
    assert all(place in covered or char.isspace() for place, char in enumerate(text))
