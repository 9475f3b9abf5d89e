"""What the page is given: spans, marks, claims, quotes."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

import xhsnlp
from xhsnlp.report.payload import make_payload
from xhsnlp.report.quotes import find_quotes


def words(article: dict, span: list) -> str:
    return span[2] if len(span) > 2 else article["text"][span[0] : span[1]]


def test_every_claim_keeps_its_words(extractions):
    data = make_payload(extractions, None)
    by_id = {article["id"]: article for article in data["articles"]}
    for extraction in extractions:
        article = by_id[extraction["article"]["id"]]
        assert len(article["claims"]) == len(extraction["claims"])
        for given_, made in zip(extraction["claims"], article["claims"], strict=True):
            for slot in ("evidence", "subject", "predicate", "object"):
                assert (
                    words(article, made[slot]) == given_[slot]["text"] if given_[slot] else slot not in made
                )
            assert [words(article, article["figures"][n]["span"]) for n in made.get("figures", ())] == [
                figure["text"] for figure in given_["figures"]
            ]


def test_figures_and_times_stand_once(extractions):
    for article in make_payload(extractions, None)["articles"]:
        for kind in ("figures", "times"):
            texts = [json.dumps(item, sort_keys=True) for item in article[kind]]
            assert len(texts) == len(set(texts))


def test_articles_come_by_date_and_an_article_given_twice_once(extractions):
    articles = make_payload([*extractions, extractions[0]], None)["articles"]
    assert len(articles) == len(extractions)
    assert [a["published"] for a in articles] == sorted(a["published"] for a in articles)


def test_a_span_that_the_text_does_not_hold_keeps_its_words(extractions):
    changed = json.loads(json.dumps(extractions[0]))
    changed["article"]["text"] = "另一篇文章。"
    (article,) = make_payload([changed], None)["articles"]
    assert all(len(claim["evidence"]) == 3 for claim in article["claims"])
    assert not article["entities"]


def test_tags_of_other_components_are_kept(extractions):
    changed = json.loads(json.dumps(extractions[0]))
    changed["claims"][0]["tags"] = ["核实"]
    (article,) = make_payload([changed], None)["articles"]
    assert [claim.get("tags") for claim in article["claims"][:2]] == [["核实"], None]


def test_the_name_is_the_title_then_that_of_the_text_then_the_source():
    def name(**values):
        article = (
            xhsnlp.Article(**values) if "title" in values else xhsnlp.Article(values.pop("text"), **values)
        )
        return make_payload([xhsnlp.Extraction(article).to_dict()], None)["articles"][0]["name"]

    text = "云雀优选加快下沉市场布局\n\n2024年3月12日,云雀优选在杭州举办合作伙伴大会,发布了三项计划。"
    assert name(text=text, title="另一个标题") == "另一个标题"
    assert name(text=text) == "云雀优选加快下沉市场布局"
    assert name(text="云雀优选在杭州举办了合作伙伴大会,发布了三项计划。", source="a.txt") == "a.txt"


def test_reprints_are_told(result):
    copied = xhsnlp.Article(result.article.text + "\n\n本文完。", published="2024-03-16")
    digest = xhsnlp.digest([result, xhsnlp.Extraction(copied)]).to_dict()
    assert make_payload([], digest)["digest"]["sources"] == {copied.id: result.article.id}


def quotes(text: str) -> list[str]:
    article = xhsnlp.Article(text)
    return [text[start:end] for start, end in find_quotes(text, article.to_dict()["blocks"])]


def test_quotes_are_what_somebody_says_and_not_a_coinage():
    assert quotes("她说：“我们不是输给了对手，而是输给了损耗。”公司发布了“暖灯计划”。") == [
        "“我们不是输给了对手，而是输给了损耗。”"
    ]


def test_a_quote_within_a_quote_and_one_left_open():
    text = "他说：“有位店长讲过，‘卖不掉’比“没人来”更可怕。”又说：“今年我们还会再开一百家门店。"
    assert quotes(text) == ["“有位店长讲过，‘卖不掉’比“没人来”更可怕。”", "“今年我们还会再开一百家门店。"]


@given(st.text(alphabet="“”「」‘’云雀说，。\n", max_size=80))
def test_quotes_lie_in_order_and_apart(text):
    found = find_quotes(text, xhsnlp.Article(text).to_dict()["blocks"])
    assert all(a[1] <= b[0] for a, b in zip(found, found[1:], strict=False))
    assert all(0 <= start < end <= len(text) for start, end in found)
