"""Figures in running text: value, unit, comparator, change, baseline; and what is none."""

from __future__ import annotations

from typing import Any

import pytest

from xhsnlp.figures import find


def only(text: str) -> Any:
    figures = find(text)
    assert len(figures) == 1, [figure.text for figure in figures]
    return figures[0]


@pytest.mark.parametrize(
    ("text", "found", "value", "unit"),
    [
        ("甲公司营收达3.5亿元。", "3.5亿元", 350_000_000, "CNY"),
        ("报价为4.2美元。", "4.2美元", 4.2, "USD"),
        ("押金人民币500元。", "人民币500元", 500, "CNY"),
        ("只卖$20。", "$20", 20, "USD"),
        ("每碗九块九。", "九块九", 9.9, "CNY"),
        ("票价是123元1角1分。", "123元1角1分", 123.11, "CNY"),
        ("他花了两美元又三美分。", "两美元又三美分", 2.03, "USD"),
        ("给了3个亿的资金。", "3个亿", 300_000_000, "CNY"),
        ("占比为三成半。", "三成半", 35, "%"),
        ("全场七五折。", "七五折", 75, "%"),
        ("利率为百分之三点五。", "百分之三点五", 3.5, "%"),
        ("占四分之三。", "四分之三", 0.75, ""),
        ("开店用了一年半。", "一年半", 1.5, "year"),
        ("通话1小时30分钟。", "1小时30分钟", 90, "minute"),
        ("走了两个半小时。", "两个半小时", 2.5, "hour"),
        ("包里有3斤5两茶叶。", "3斤5两", 35, "两"),
        ("电站发电9.5亿千瓦时。", "9.5亿千瓦时", 950_000_000, "kWh"),
        ("手机像素达5000万。", "5000万", 50_000_000, "像素"),
        ("他今年29岁。", "29岁", 29, "岁"),
        ("每10个人中有3个人网购。", "每10个人中有3个人", 0.3, ""),
        ("网速是过去的3.5倍。", "3.5倍", 3.5, "倍"),
        ("订单翻了两番。", "翻了两番", 4, "倍"),
    ],
)
def test_value_and_unit(text: str, found: str, value: float, unit: str) -> None:
    figure = only(text)
    assert (figure.text, figure.value, figure.unit) == (found, value, unit)


@pytest.mark.parametrize(
    ("text", "found", "comparator"),
    [
        ("客流超过500人。", "超过500人", ">"),
        ("客流过万。", "过万", ">"),
        ("亏损上亿元。", "上亿元", ">"),
        ("客流不足500人。", "不足500人", "<"),
        ("至少要来500人。", "至少要来500人", ">="),
        ("最多住2个人。", "最多住2个", "<="),
        ("不得低于200亿港元。", "不得低于200亿港元", ">="),
        ("客流约500人左右。", "约500人左右", "~"),
        ("客流500人以上。", "500人以上", ">="),
        ("客流500多人。", "500多人", ">"),
        ("耗时两个多月。", "两个多月", ">"),
        ("套餐10元起。", "10元起", ">="),
    ],
)
def test_comparator(text: str, found: str, comparator: str) -> None:
    figure = only(text)
    assert (figure.text, figure.comparator.value) == (found, comparator)


@pytest.mark.parametrize(
    ("text", "found", "change", "by"),
    [
        ("收入增长5亿元。", "增长5亿元", "increase", True),
        ("收入增至5亿元。", "增至5亿元", "increase", False),
        ("收入下降到5亿元。", "下降到5亿元", "decrease", False),
        ("买手数量增加到原来的27倍。", "增加到原来的27倍", "increase", False),
        ("增幅分别为3.7%。", "3.7%", "increase", True),
        ("跌幅扩大至近7%。", "扩大至近7%", "decrease", True),
        ("排名降至第三。", "降至第三", "decrease", False),
    ],
)
def test_change(text: str, found: str, change: str, by: bool) -> None:
    figure = only(text)
    assert (figure.text, figure.change.value, figure.by) == (found, change, by)


def test_change_carries_over_a_list() -> None:
    first, second = find("毛利率和净利率下滑4.5个百分点和3.2个百分点。")
    assert first.change is second.change is not None
    assert first.unit == second.unit == "pp"


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("收入同比增长5%。", "yoy"),
        ("收入较去年同期增长5%。", "yoy"),
        ("7月收入环比增长5%。", "mom"),
        ("二季度收入环比增长5%。", "qoq"),
        ("员工较年初增加5%。", "ytd"),
    ],
)
def test_baseline(text: str, baseline: str) -> None:
    assert only(text).baseline.value == baseline


def test_both_readings_of_a_multiple() -> None:
    assert only("数量增加了27倍。").readings == (28,)
    assert only("数量增加到27倍。").readings == ()


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("价格为3-5万元。", 30000, 50000, "CNY"),
        ("价格为3000万-5000万元。", 30_000_000, 50_000_000, "CNY"),
        ("价格为十八至三十万日元。", 180_000, 300_000, "JPY"),
        ("年龄为18到25岁。", 18, 25, "岁"),
        ("溢价为-44.02%到-21.51%。", -44.02, -21.51, "%"),
        ("来了十几家。", 11, 19, "家"),
        ("花了数十亿美元。", 2_000_000_000, 9_000_000_000, "USD"),
        ("实现两位数增长。", 10, 99, "%"),
    ],
)
def test_range(text: str, low: float, high: float, unit: str) -> None:
    figure = only(text)
    assert (figure.value, figure.low, figure.high, figure.unit) == (None, low, high, unit)


def test_from_one_level_to_another_is_two_figures() -> None:
    first, second = find("订单由3亿元增至5亿元。")
    assert (first.value, second.value) == (300_000_000, 500_000_000)
    assert first.change is None
    assert second.by is False


def test_a_sum_shares_the_currency_of_the_sum_it_changes_to() -> None:
    assert [(f.value, f.unit) for f in find("由1亿增至3亿美元。")] == [
        (100_000_000, "USD"),
        (300_000_000, "USD"),
    ]


def test_units_are_lent_along_a_list() -> None:
    assert [
        (f.value, f.unit) for f in find("两店收入分别为2.3亿和1.5亿元。") if f.kind.value == "amount"
    ] == [
        (230_000_000, "CNY"),
        (150_000_000, "CNY"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "unit", "implied"),
    [
        ("GMV突破3000万。", "amount", "CNY", True),
        ("观看次数超过6亿。", "count", "", False),
        ("获得了3亿的融资。", "amount", "CNY", True),
        ("平台有3亿用户。", "count", "", False),
    ],
)
def test_bare_sums(text: str, kind: str, unit: str, implied: bool) -> None:
    figure = only(text)
    assert (figure.kind.value, figure.unit, figure.implied) == (kind, unit, implied)


def test_declared_currency() -> None:
    assert only("（港元，下同）收入3亿元。").unit == "HKD"
    assert find("收入3亿元。", bare_currency="USD")[0].unit == "USD"


@pytest.mark.parametrize(("text", "per"), [("时薪为50元/小时。", "hour"), ("报价1786美元/盎司。", "oz")])
def test_rates(text: str, per: str) -> None:
    assert only(text).per == per


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        ("销量排名第一。", "排名第一", 1),
        ("它是第二大平台。", "第二大", 2),
        ("市占率升到全国前三。", "前三", 3),
        ("进入类目TOP10。", "TOP10", 10),
        ("跻身十强。", "十强", 10),
        ("位居第 2。", "位居第 2", 2),
    ],
)
def test_ranks(text: str, found: str, value: int) -> None:
    figure = only(text)
    assert (figure.kind.value, figure.text, figure.value) == ("rank", found, value)


@pytest.mark.parametrize(
    "text",
    [
        "2023年10月8日上午9点",
        "过去一年半里，近三年来，三年后",
        "今年前11个月，上半年，一季度",
        "第二家店，第一次，第三款，第五年",
        "一个方案，一方面，第一时间，几家公司，数年",
        "iPhone 15和GB200，5G网络，4K电视，双11，618大促",
        "股票代码600519，服务热线400",
        "四川、三亚、百度、千瓜、万科、三只松鼠",
        "三期工程、二线城市、五环外",
        "安全第一，用户第一。",
        "90后和00后",
        "版本v3.2.1",
    ],
)
def test_no_figures(text: str) -> None:
    assert find(text) == []


def test_lengths_of_time_are_figures_where_they_locate_nothing() -> None:
    assert [figure.text for figure in find("历时6小时，用了近三年，签下三年合同，连续34年。")] == [
        "6小时",
        "近三年",
        "三年",
        "34年",
    ]


def test_figures_of_one_sum_are_not_glued() -> None:
    assert only("成交额为3541.07万元2.3本项目。").text == "3541.07万元"


def test_bare_numerals_are_nested() -> None:
    items = find("卖出约30万件。", numerals=True)
    assert [(item.text, item.rule) for item in items] == [("约30万件", "count"), ("30万", "numeral")]


@pytest.mark.parametrize(("text", "value"), [("营收1688.5万元", 16_885_000), ("成交618亿元", 61_800_000_000)])
def test_the_digits_of_a_name_are_a_number_where_they_go_on(text, value):
    assert [figure.value for figure in find(text)] == [value]


def test_the_digits_of_a_name_alone_are_none():
    assert find("商家在1688上采购") == []
