"""Any string: exact offsets, no exception, the same answer twice, time in proportion to length."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xhsnlp.errors import InputError
from xhsnlp.figures import explain, find, parse

PIECES = [
    "3000",
    "万",
    "元",
    "亿",
    "%",
    "同比",
    "增长",
    "至",
    "-",
    "约",
    "近",
    "超过",
    "第",
    "前",
    "三",
    "五六百",
    "几",
    "个",
    "多",
]
PIECES += [
    "半",
    "年",
    "月",
    "小时",
    "分之",
    "点",
    "倍",
    "翻",
    "TOP",
    "每",
    "中有",
    "和",
    "$",
    "人民币",
    "１",
    "😀",
    "，",
    "。",
]
PIECES += [" ", "\n", "\x00", "\ud800"]
REPEATS = [
    "9",
    "千",
    "1,",
    "1.",
    "一",
    "3至5到7-",
    "1\x00",
    "每1",
    "前1",
    "（",
    "约",
    "增长",
    "3、",
    "翻",
    "几",
    "1又",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=150)
def test_offsets_are_exact_and_figures_do_not_overlap(text: str) -> None:
    figures = find(text)
    assert all(text[figure.start : figure.end] == figure.text for figure in figures)
    assert all(a.end <= b.start for a, b in zip(figures, figures[1:], strict=False))
    assert figures == find(text)
    assert all(explain(figure) for figure in figures)


@given(st.text(max_size=60))
def test_any_string_is_read(text: str) -> None:
    for item in find(text, numerals=True):
        assert text[item.start : item.end] == item.text


@given(st.text(max_size=20))
def test_parse_gives_a_figure_or_one_error(text: str) -> None:
    try:
        figure = parse(text)
    except InputError as problem:
        assert problem.code == "E115"
    else:
        assert figure.text == text[figure.start : figure.end]


@pytest.mark.parametrize("text", ["", "  ", "你好", "三千万元和五千万元", "一带一路", "元"])
def test_no_quantity_is_an_error(text: str) -> None:
    with pytest.raises(InputError, match="E115"):
        parse(text)


@pytest.mark.parametrize("piece", [*REPEATS, " ", "\n"])
def test_long_repeats_are_read(piece: str) -> None:
    text = piece * (6_000 // len(piece))
    assert all(text[item.start : item.end] == item.text for item in find(text, numerals=True))
