"""Times that need what was named before them."""

import pytest

from xhsnlp import times


def last(text, anchor="2023-10-08"):
    found = times.find(text, anchor=anchor)[-1]
    return found.first, found.last


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("法案于1月19日生效,次日又被推迟。", "2023-01-20", "2023-01-20"),
        ("9月4日,平台发布公告。当天股价上涨。", "2023-09-04", "2023-09-04"),
        ("3月3日新品上市,5天后销量翻番。", "2023-03-08", "2023-03-08"),
        ("2016年公司成立,三年后上市。", "2019-01-01", "2019-12-31"),
        ("2016年至2018年收入分别为1亿、2亿和3亿,三年间增长两倍。", "2016-01-01", "2018-12-31"),
        ("8月26日召开会议,27日公布结果。", "2023-08-27", "2023-08-27"),
        ("2022年公司收入10亿元,全年净利润1亿元。", "2022-01-01", "2022-12-31"),
        ("2023年上半年营收10亿元,上年同期为8亿元。", "2022-01-01", "2022-06-30"),
        ("2023年第二季度营收10亿元,较去年同期增长一成。", "2022-04-01", "2022-06-30"),
        ("2022年,GMV达10亿元,去年亏损1亿元。", "2021-01-01", "2021-12-31"),
        ("2022年全年收入公布。收入较去年增长两成。", "2021-01-01", "2021-12-31"),
        ("2021年1月,公司成立,3月获得融资。", "2021-03-01", "2021-03-31"),
        ("7月销量10万台,较上月增长。", "2023-06-01", "2023-06-30"),
        ("2023年上半年营收增长。报告期内,公司开店100家。", "2023-01-01", "2023-06-30"),
    ],
)
def test_counts_from_what_was_named(text, first, end):
    assert last(text) == (first, end)


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("阿里巴巴公布2024财年第三季度财报。", "2023-10-01", "2023-12-31"),
        ("微软2024财年营收增长。", "2023-07-01", "2024-06-30"),
        ("云杉公司2024财年营收增长。", "2024-01-01", "2024-12-31"),
    ],
)
def test_fiscal_years(text, first, end):
    assert last(text, "2024-02-10") == (first, end)


def test_next_day_without_a_day_before_is_unresolved():
    (time,) = times.find("消息传出次日,股价下跌。", anchor="2023-10-08")
    assert (time.first, time.reason) == (None, "no time named before it")


def test_future_words_put_a_bare_date_ahead():
    assert last("公司将于1月12日停止服务。", "2023-12-20") == ("2024-01-12", "2024-01-12")


def test_reports_put_a_bare_date_back():
    assert last("公司12月12日宣布融资。", "2024-01-20") == ("2023-12-12", "2023-12-12")


def test_today_as_nowadays_is_no_time():
    assert times.find("在竞争激烈的今天,商家不容易。", anchor="2023-10-08") == []


def test_shopping_festival_needs_a_word_of_time():
    assert times.find("品牌的双11订单很多。", anchor="2023-10-08") == []
    assert last("仓库在双11期间满负荷。") == ("2023-11-11", "2023-11-11")


def test_festival_as_name_leaves_the_year():
    (time,) = times.find("今年的618规则变了。", anchor="2023-10-08")
    assert (time.text, time.first, time.last) == ("今年", "2023-01-01", "2023-12-31")
