"""The data files can be edited: what the loader relies on."""

import datetime as dt

import pytest

from xhsnlp.resources import read_rows
from xhsnlp.times import dates
from xhsnlp.times.lexicon import DATA, numeral, time_lexicon


def test_every_file_names_its_licence():
    for path in sorted(DATA.glob("*.tsv")):
        assert "CC0" in path.read_text("utf-8").split("\n\n")[0]


def test_words_stand_once():
    words = [
        word
        for kind, _, names in read_rows(DATA / "words.tsv")
        if kind != "variant"
        for word in names.split()
    ]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("year", [1950, 2000, 2023, 2024, 2050])
def test_every_festival_has_a_day(year):
    for name, festival in time_lexicon().festivals.items():
        assert dates.festival_day(festival, year) is not None, name


@pytest.mark.parametrize(
    ("degrees", "year", "day"),
    [
        (15, 2021, "2021-04-04"),
        (15, 2023, "2023-04-05"),
        (270, 2023, "2023-12-22"),
        (285, 2024, "2024-01-06"),
        (0, 2024, "2024-03-20"),
        (90, 2020, "2020-06-21"),
    ],
)
def test_solar_terms(degrees, year, day):
    assert dates.solar_term(year, degrees).date() == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("二十三", 23),
        ("一百零五", 105),
        ("二〇二三", 2023),
        ("廿二", 22),
        ("两千", 2000),
        ("三万", 30000),
    ],
)
def test_numerals(text, value):
    assert numeral(text) == (value, value)
