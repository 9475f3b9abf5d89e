"""Publication dates."""

from __future__ import annotations

import datetime

import pytest

from xhsnlp.article import Article
from xhsnlp.article.published import find_date, infer_published, parse_iso, parse_metadata
from xhsnlp.errors import SettingsError

BODY = "云雀优选在杭州举办合作伙伴大会，宣布2021年5月6日以来新增商家三万家，并计划开设新的仓库。"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-03-12", "2024-03-12"),
        ("2024年3月12日", "2024-03-12"),
        ("2024.3.12", "2024-03-12"),
        ("2024/03/12 08:15", "2024-03-12"),
        ("2023年2月30日后是2023年3月1日", "2023-03-01"),
        ("3月12日", None),
        ("2024年3月", None),
        ("2024-03/12", None),
        ("12024-03-12", None),
        ("9999年", None),
    ],
)
def test_full_dates(text, date):
    assert find_date(text) == date


def test_a_byline_wins_over_the_body():
    article = Article(f"云雀优选加快布局\n\n{BODY}\n\n2024-03-12 10:30 来源：云雀观察\n\n{BODY}")
    assert (article.published, article.published_from) == ("2024-03-12", "text")


def test_the_body_serves_where_nothing_else_does():
    assert Article(BODY).published == "2021-05-06"


def test_no_date_is_no_guess():
    article = Article("云雀优选今天宣布新增商家三万家。")
    assert (article.published, article.published_from) == (None, "unknown")


def test_dates_after_the_limit_are_passed_over():
    text = "云雀优选的计划到2088-01-01为止，从2024-03-12开始。"
    assert infer_published(text, Article(text).blocks, max_year=2050) == "2024-03-12"


@pytest.mark.parametrize(
    "value",
    ["2024-03-12", datetime.date(2024, 3, 12), datetime.datetime(2024, 3, 12, 8), "2024-03-12T08:00:00Z"],
)
def test_given_dates(value):
    article = Article(BODY, published=value)
    assert (article.published, article.published_from) == ("2024-03-12", "given")


@pytest.mark.parametrize(
    "value", ["2023-02-30", "2023-2-3", "20231008", "今天", "2023-10", 20231008, "2023-W01-1"]
)
def test_impossible_dates_are_errors(value):
    with pytest.raises(SettingsError) as caught:
        Article(BODY, published=value)
    assert caught.value.code == "E201"


def test_nothing_is_inferred_where_the_origin_is_given():
    assert Article(BODY, published_from="unknown").published is None


@pytest.mark.parametrize(
    "value",
    [
        "2024/3/12",
        "20240312",
        "2024年3月12日 08:00",
        1710172800,
        1710172800000,
        "1710172800",
        "2024-03-12T00:30:00+08:00",
    ],
)
def test_dates_of_metadata(value):
    assert parse_metadata(value) == "2024-03-12"


def test_metadata_without_a_date():
    assert parse_metadata(None) is None and parse_metadata("") is None
    with pytest.raises(ValueError):
        parse_metadata("昨天")


def test_parse_iso_of_nothing():
    assert parse_iso(None) is None and parse_iso("") is None
