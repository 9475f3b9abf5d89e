"""The digest as a whole: order, joining, JSON, reprints, summaries."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import xhsnlp
from benchmarks.digest import Made, extractions, load, synthetic
from xhsnlp.errors import InputError
from xhsnlp.themes.names import Names
from xhsnlp.themes.sources import DigestArticle, group_sources, sign
from xhsnlp.themes.summary import SentenceCheck


@pytest.fixture(scope="module")
def many():
    return [made for case in load("cases.jsonl") for made in extractions(case)] + list(synthetic(200))


@pytest.fixture(scope="module")
def whole(many):
    return xhsnlp.digest(many)


def test_every_claim_stands_in_exactly_one_fact(whole):
    told = [claim for fact in whole.facts for claim in fact.claims]
    assert sorted(told) == sorted(whole.claims)


def test_the_order_of_articles_makes_no_difference(many, whole):
    assert xhsnlp.digest(reversed(many)).to_json() == whole.to_json()


def test_joined_later_is_the_same_as_from_the_start(many, whole):
    early = xhsnlp.digest(many[:60])
    again = type(early).from_json(early.to_json())
    assert again.add(many[60:]).to_json() == whole.to_json()


def test_an_article_that_comes_twice_counts_once(many, whole):
    assert xhsnlp.digest(many + many[:5]).to_json() == whole.to_json()


def test_json_reads_back(whole):
    assert type(whole).from_json(whole.to_json()).to_json() == whole.to_json()


@pytest.mark.parametrize("indent", [None, 0, 2])
def test_json_written_piece_by_piece_is_the_json_of_the_dict(whole, indent):
    assert whole.to_json(indent) == json.dumps(whole.to_dict(), ensure_ascii=False, indent=indent)


def test_a_digest_of_nothing():
    empty = xhsnlp.digest([])
    assert empty.facts == []
    assert json.loads(empty.to_json(2))["claims"] == []
    assert empty.to_markdown().startswith("# ")


@pytest.mark.parametrize("text", ["[]", "{}", '{"settings": 3}'])
def test_something_else_is_refused(text):
    with pytest.raises(InputError, match="E120"):
        xhsnlp.Digest.from_json(text)


def test_hash_seed_makes_no_difference():
    script = (
        "import xhsnlp, hashlib; from benchmarks.digest import synthetic;"
        "print(hashlib.sha256(xhsnlp.digest(synthetic(100)).to_json().encode()).hexdigest())"
    )
    root = Path(__file__).parents[2]
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_each_sentence_cites_claims_that_hold_its_numbers_dates_and_names(whole):
    check = SentenceCheck(whole.names)
    sentences = [sentence for page in whole.themes for sentence in page.summary]
    assert sentences
    for sentence in sentences:
        cited = [whole.claims[item.claim] for item in sentence.citations]
        assert cited
        assert check.unsupported(sentence.text, cited) == []


def test_citations_point_at_evidence(many, whole):
    texts = {made.article.id: made.article.text for made in many}
    for page in whole.themes:
        for sentence in page.summary:
            for item in sentence.citations:
                assert texts[item.article][item.start : item.end] == whole.claims[item.claim].evidence.text


def claims_of(case: str):
    return [
        made.claims[0]
        for made in extractions(next(item for item in load("cases.jsonl") if item["id"] == case))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "青禾优选营收99亿元。",
        "青禾优选2021年营收37亿元。",
        "云雀咖啡实现营收37亿元。",
        "青禾优选有三千家门店。",
        "2023年10月9日，青禾优选实现营收。",
    ],
)
def test_a_sentence_with_what_no_claim_holds_is_refused(text, whole):
    assert SentenceCheck(whole.names).unsupported(text, claims_of("a01"))


def test_reprints_are_one_source():
    body = (
        "橙子直播今天公布了新的商家政策，佣金下调，物流补贴上调，商家可以在后台申请。" * 3
        + "分析人士认为这会吸引中小商家。"
    )
    articles = [
        DigestArticle("a_2", None, "2024-01-02", None, *sign("转载：" + body)),
        DigestArticle("a_1", None, "2024-01-01", None, *sign(body)),
        DigestArticle(
            "a_3",
            None,
            "2024-01-03",
            None,
            *sign(
                "完全不同的一篇文章，谈的是咖啡连锁店的门店扩张，以及它怎样在县城里找到便宜的铺面和肯加班的店员。"
            ),
        ),
    ]
    assert group_sources(articles, [], 0.6, 0.2) == {"a_1": "a_1", "a_2": "a_1", "a_3": "a_3"}


def test_headings_come_in_english_too(many):
    chosen = xhsnlp.Settings().with_values({"digest.language": "en"})
    assert xhsnlp.digest(many, settings=chosen).to_markdown().startswith("# Digest")


def test_a_summary_is_no_longer_than_asked(many):
    chosen = xhsnlp.Settings().with_values({"digest.sentences": "3"})
    assert all(len(page.summary) <= 3 for page in xhsnlp.digest(many, settings=chosen).themes)


@settings(max_examples=30, deadline=None)
@given(st.text(), st.text())
def test_any_text_is_signed_and_named(text, other):
    assert len(sign(text)[0]) in (0, 1024)
    assert SentenceCheck(Names()).unsupported(text + other, []) is not None


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=30))
def test_the_digest_of_any_selection_holds_each_claim_once(many, numbers):
    chosen: list[Made] = [many[number] for number in numbers]
    made = xhsnlp.digest(chosen)
    assert sum(len(fact.claims) for fact in made.facts) == len(
        {claim.id for item in chosen for claim in item.claims}
    )
