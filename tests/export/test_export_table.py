"""The console table."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from xhsnlp.article import Article
from xhsnlp.export import claims_table


def printed(extraction, width: int) -> str:
    out = io.StringIO()
    Console(file=out, width=width, color_system=None).print(claims_table(extraction))
    return out.getvalue()


@pytest.mark.parametrize("width", [200, 120, 90, 80, 40, 20])
def test_no_line_is_wider_than_the_console(extraction, width):
    assert max(map(cell_len, printed(extraction, width).splitlines())) <= width


def test_wide_console_shows_all_columns(extraction):
    text = printed(extraction, 200)
    for word in (
        "subject",
        "sentiment",
        "商家数量",
        "增加了3倍",
        "2023-01-01–2023-12-31",
        "林知夏",
        "positive",
        "not =裁员",
    ):
        assert word in text


def test_narrow_console_loses_nothing(extraction):
    text = printed(extraction, 60)
    for word in ("商家数量", "增加了3倍", "林知夏", "ecosystem", "月活用户"):
        assert word in text


def test_brackets_are_no_markup_and_control_characters_go(extraction):
    article = Article("云雀", title="[red]云雀\x1b[31m优选[/red]", published="2024-03-12")
    text = printed(replace(extraction, article=article), 120)
    assert "\x1b" not in text and "[red]云雀 [31m优选[/red]" in text


def test_no_claims(extraction):
    assert "0 claims" in printed(replace(extraction, claims=()), 120)
