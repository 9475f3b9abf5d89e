"""Numerals: what is written is what is read, in every form; a cut number is never read as another."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhsnlp.errors import InputError
from xhsnlp.figures import find, parse
from xhsnlp.figures.numerals import read_numeral

SIMPLE = ("零一二三四五六七八九", "十百千", "万亿")
BANK = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "萬億")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def write_section(n: int, digits: str, units: str) -> str:
    """A number below 10,000 in Chinese."""
    written, gap = "", False
    for place in (3, 2, 1, 0):
        digit = n // 10**place % 10
        if digit == 0:
            gap = bool(written)
            continue
        written += ("零" if gap else "") + digits[digit] + (units[place - 1] if place else "")
        gap = False
    return written


def write_chinese(n: int, signs: tuple[str, str, str] = SIMPLE) -> str:
    """A number below 10^12 in Chinese."""
    if n == 0:
        return signs[0][0]
    written = ""
    for value, mark in ((n // 10**8, signs[2][1]), (n // 10**4 % 10**4, signs[2][0]), (n % 10**4, "")):
        if value:
            gap = "零" if written and value < 1000 else ""
            written += gap + write_section(value, signs[0], signs[1]) + mark
    return written


NUMBERS = st.integers(0, 10**12 - 1)


@given(NUMBERS)
def test_chinese_is_read_as_written(n: int) -> None:
    assert parse(write_chinese(n)).value == n


@given(NUMBERS)
def test_bank_numerals_are_read_as_written(n: int) -> None:
    assert parse(write_chinese(n, BANK)).value == n


@given(st.integers(0, 10**30))
def test_arabic_is_read_as_written(n: int) -> None:
    assert parse(str(n)).value == n


@given(NUMBERS)
def test_full_width_is_read_as_written(n: int) -> None:
    assert parse(str(n).translate(FULL_WIDTH)).value == n


@given(NUMBERS, st.sampled_from(",，"))
def test_grouped_is_read_as_written(n: int, comma: str) -> None:
    assert parse(f"{n:,}".replace(",", comma)).value == n


@given(st.integers(1, 99999), st.integers(0, 99), st.sampled_from([("万", 10**4), ("亿", 10**8)]))
def test_decimals_with_a_multiplier_are_exact(whole: int, cents: int, unit: tuple[str, int]) -> None:
    assert parse(f"{whole}.{cents:02}{unit[0]}").value == (whole * 100 + cents) * unit[1] // 100


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_arabic_mixed_with_multipliers(high: int, low: int) -> None:
    written = f"{high}亿{low}万"
    assert parse(written).value == high * 10**8 + low * 10**4


@given(NUMBERS, st.text(alphabet="零一二三四五六七八九", min_size=1, max_size=6))
def test_spoken_decimals(n: int, decimals: str) -> None:
    expected = float(f"{n}." + "".join(str("零一二三四五六七八九".index(sign)) for sign in decimals))
    assert parse(f"{write_chinese(n)}点{decimals}").value == pytest.approx(expected, rel=1e-12)


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_fractions(part: int, whole: int) -> None:
    assert parse(f"{write_chinese(whole)}分之{write_chinese(part)}").value in (
        pytest.approx(part / whole),
        pytest.approx(100 * part / whole),  # 百分之, 千分之
    )


@given(st.integers(1, 9999))
def test_percent_words(n: int) -> None:
    assert parse(f"百分之{write_chinese(n)}").value == n


@given(
    st.integers(10000, 10**12 - 1),
    st.sampled_from(["arabic", "chinese"]),
    st.sampled_from(["\x00", "\n", "\r\n"]),
    st.data(),
)
def test_a_cut_number_is_no_other_number(n: int, form: str, cut: str, data: st.DataObject) -> None:
    written = (str(n) if form == "arabic" else write_chinese(n)) + "元"
    place = data.draw(st.integers(1, len(written) - 1))
    text = written[:place] + cut + written[place:]
    with contextlib.suppress(InputError):
        assert parse(text).value == n
    assert all(figure.value == n for figure in find(text))
    assert all(figure.value == n for figure in find(text, numerals=True))


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("一千三", 1300, 1300),
        ("两万五", 25000, 25000),
        ("一百十一", 111, 111),
        ("两千零五", 2005, 2005),
        ("二〇二三", 2023, 2023),
        ("1万2千", 12000, 12000),
        ("廿五", 25, 25),
        ("4.78万亿", 4_780_000_000_000, 4_780_000_000_000),
        ("五六百万", 5_000_000, 6_000_000),
        ("三五百", 300, 500),
        ("十七八", 17, 18),
        ("十几", 11, 19),
        ("几十", 20, 90),
        ("数百万", 2_000_000, 9_000_000),
    ],
)
def test_forms(written: str, low: float, high: float) -> None:
    number = read_numeral(written, 0)
    assert number is not None
    assert (number.end, number.low, number.high) == (len(written), low, high)


def test_two_numbers_side_by_side_stay_two() -> None:
    number = read_numeral("3万5万", 0)
    assert number is not None
    assert (number.end, number.low) == (2, 30000)
