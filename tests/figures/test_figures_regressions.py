"""One test a mistake once made."""

from __future__ import annotations

import pytest

from xhsnlp.figures import find


def read(text: str) -> list[tuple[str, object, str]]:
    return [(f.text, f.value if f.value is not None else (f.low, f.high), f.unit) for f in find(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("指数走高8点。", ("走高8点", 8, "点")),
        ("１９９８年营收３０００万元。", ("３０００万元", 30_000_000, "CNY")),
        ("身高一米八。", ("一米八", 1.8, "m")),
        ("身高1米8。", ("1米8", 1.8, "m")),
        ("订单翻了好几倍。", ("翻了好几倍", (2, 9), "倍")),
        ("央行上调100bps。", ("上调100bps", 100, "bp")),
        ("比例为1∶2。", ("1∶2", 0.5, "")),
        ("2月销售几乎为零。", ("几乎为零", 0, "CNY")),
        ("覆盖几乎100%的用户。", ("几乎100%", 100, "%")),
        ("融资HK$50万。", ("HK$50万", 500_000, "HKD")),
        ("售价3999起。", ("3999起", 3999, "CNY")),
        ("3块一个。", ("3块", 3, "CNY")),
        ("溢价在-21.5%到-21.5%之间。", ("-21.5%到-21.5%之间", -21.5, "%")),
        ("他在公司任职近十年。", ("近十年", 10, "year")),
        ("工作满3年后可住单间。", ("满3年", 3, "year")),
        ("住了3晚。", ("3晚", 3, "晚")),
        ("这是唯一一家通过认证的企业。", ("一家", 1, "家")),
        ("他只当过一次主席。", ("一次", 1, "次")),
    ],
)
def test_the_only_figure(text, wanted):
    assert read(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("净利润分别为1.1、2.3和3.4亿元。", [110_000_000, 230_000_000, 340_000_000]),
        ("销量分别为3、5和8万辆。", [30_000, 50_000, 80_000]),
        ("价格是$20，300美元。", [20, 300]),
        ("满100减20。", [100, 20]),
        ("一块芯片相当于10块显卡。", [1, 10]),
    ],
)
def test_lists(text, values):
    assert [figure.value for figure in find(text)] == values


def test_a_number_said_again_is_what_it_was():
    assert [(f.kind.value, f.unit) for f in find("收入突破了1万亿元。\n\n1万亿。")] == [("amount", "CNY")] * 2


def test_a_written_currency_is_not_implied():
    assert [figure.implied for figure in find("售价$20,销售额3000万。")] == [False, True]


def test_even_shares_the_comparator():
    assert [f.comparator.value for f in find("规模超过1万亿元，甚至2万亿元。")] == [">", ">"]


@pytest.mark.parametrize(
    ("text", "comparator", "change", "by"),
    [
        ("跌幅一度达到40%。", "=", "decrease", True),
        ("年复合增长率(CAGR)为8.4%。", "=", "increase", True),
        ("同比+25%。", "=", "increase", True),
        ("同比增长:12%。", "=", "increase", True),
        ("增长至少20%。", ">=", "increase", True),
        ("销量大概会掉三成。", "=", "decrease", True),
        ("跌至两周低点。", "=", None, None),
        ("高于三个月日均。", "=", None, None),
    ],
)
def test_words_before(text, comparator, change, by):
    (figure,) = find(text)
    assert (figure.comparator.value, figure.change and figure.change.value, figure.by) == (
        comparator,
        change,
        by,
    )


@pytest.mark.parametrize(
    "text",
    [
        "省十三届人大六次会议召开。",
        "记账式（十六期）国债发行。",
        "单位：亿元",
        "1888年,公司成立。",
        "打通最后一公里。",
        "三元食品涨停。",
        "千元机销量下滑。",
        "9.9包邮的商品。",
        "一家公司有一台手机。",
        "他一一列举。",
        "截至2024年6月30日止三个月及六个月。",
    ],
)
def test_no_figure(text):
    assert find(text) == []
