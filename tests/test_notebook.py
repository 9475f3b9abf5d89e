"""What notebooks show: small tables, everything escaped, no scripts."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.export.conftest import extraction  # noqa: F401 - the fixture
from xhsnlp.article import Article
from xhsnlp.export import to_markdown
from xhsnlp.notebook import html_table
from xhsnlp.themes.digest import digest

HOSTILE = "<script>alert(1)</script>\"'&\x1b[31m\u202e"


class Tags(HTMLParser):
    """Collects tags, attributes and text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.text = [], set(), ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data):
        self.text += data


@pytest.fixture(params=["extraction", "claim", "digest"])
def page(request, extraction):  # noqa: F811
    first = extraction.claims[0]
    evidence = replace(first.evidence, text=HOSTILE)
    claims = (replace(first, evidence=evidence, subject=replace(first.subject, text=HOSTILE), theme=HOSTILE),)
    made = replace(extraction, claims=claims, article=Article(extraction.article.text, title=HOSTILE))
    return {"extraction": made, "claim": claims[0], "digest": digest([made])}[request.param]._repr_html_()


def test_words_of_the_article_are_escaped_and_nothing_runs(page):
    found = Tags(page)
    assert set(found.tags) <= {"table", "caption", "b", "thead", "tbody", "tr", "th", "td", "p"}
    assert found.attributes <= {"style", "scope"}
    assert "<script>alert(1)</script>" in found.text
    assert "\x1b" not in page and "\u202e" not in page


def test_an_extraction_shows_its_claims_and_says_how_many_are_left(extraction):  # noqa: F811
    page = extraction._repr_html_()
    assert "商家数量" in page and "2024-03-12" in page and "3 claims" in page and "more" not in page
    many = replace(extraction, claims=extraction.claims * 30)._repr_html_()
    assert Tags(many).tags.count("tr") == 51 and "and 40 more" in many


def test_a_claim_shows_the_slots_that_are_filled(extraction):  # noqa: F811
    page = extraction.claims[1]._repr_html_()
    assert "月活用户" in page and "speaker" not in page and "0.88" not in page and "1.00" in page


def test_a_digest_shows_its_facts(extraction):  # noqa: F811
    page = digest([extraction])._repr_html_()
    assert "1 articles · 3 claims · 3 facts" in page and "商家数量" in page


def test_an_empty_table_is_a_table():
    assert Tags(html_table("nothing", ("a",), [])).tags == [
        "table",
        "caption",
        "b",
        "thead",
        "tr",
        "th",
        "tbody",
    ]


def test_a_condition_is_told(extraction):  # noqa: F811
    condition = replace(extraction.claims[0], hypothetical=True)
    assert "asserted, hypothetical" in condition._repr_html_()
    assert "asserted, hypothetical" in to_markdown(replace(extraction, claims=(condition,)))
