"""Themes of claims: the built-in model, taxonomies of a user's own, explanations."""

from __future__ import annotations

import json

import numpy as np
import pytest
import spacy

import xhsnlp
from xhsnlp.claims.claim import Claim, ClaimType, Subject, ThemeLabel
from xhsnlp.errors import SettingsError
from xhsnlp.sentiment.blend import Blend
from xhsnlp.sentiment.vectors import word_vectors
from xhsnlp.spans import Span
from xhsnlp.themes.model import theme_model
from xhsnlp.themes.neighbors import heard
from xhsnlp.themes.reasoning import reasons_text
from xhsnlp.themes.seeded import SeededModel
from xhsnlp.themes.taxonomy import Seeds, Theme, read_taxonomy, taxonomy

OWN = "weather\t天气\t下雨 气温 台风\nfood\t吃的\t米饭 面条 火锅\t晚饭吃了一碗面；火锅很辣\n"


def claims_of(text: str) -> tuple[list[Claim], xhsnlp.Article]:
    """One claim a clause, its first two characters the subject."""
    article = xhsnlp.Article(text, published="2024-03-15")
    found, start = [], 0
    for clause in text.rstrip("。").split("，"):
        end = start + len(clause)
        subject = Subject(clause[:2], start, start + 2)
        found.append(Claim(article.id, Span(clause, start, end), 0, subject, None, None, ClaimType.EVENT))
        start = end + 1
    return found, article


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("青柚完成2亿元B轮融资，由远川资本领投。", "capital"),
        ("青柚因垄断行为被市场监管总局罚款三亿元。", "regulation"),
        ("青柚全年营收同比增长24%，净利润1.2亿元。", "finance"),
        ("青柚首席技术官离职，由陈牧接任。", "people"),
        ("全国居民消费价格同比上涨0.3%。", "economy"),
        ("新机搭载自研芯片，屏幕6.7英寸。", "product"),
    ],
)
def test_plain_claims_get_their_theme(text, theme):
    claims, article = claims_of(text)
    assert theme_model().predict(claims, article)[0] == theme


def test_component_sets_theme_on_every_claim():
    claims, article = claims_of("青柚全年营收同比增长24%，净利润1.2亿元。")
    nlp = spacy.blank("zh")
    nlp.add_pipe("xhsnlp_themes")
    doc = nlp.make_doc(article.text)
    doc._.article, doc._.claims = article, claims
    assert {claim.theme for claim in nlp(doc)._.claims} <= {label.value for label in ThemeLabel}


def test_component_leaves_a_doc_without_claims_alone():
    nlp = spacy.blank("zh")
    nlp.add_pipe("xhsnlp_themes")
    assert not nlp("营收增长。")._.claims


def test_own_taxonomy_through_the_component(tmp_path):
    path = tmp_path / "own.tsv"
    path.write_text(OWN, "utf-8")
    claims, article = claims_of("明天将有台风登陆，晚上一起去吃火锅。")
    nlp = spacy.blank("zh")
    nlp.add_pipe("xhsnlp_themes", config={"taxonomy": str(path)})
    doc = nlp.make_doc(article.text)
    doc._.article, doc._.claims = article, claims
    assert [claim.theme for claim in nlp(doc)._.claims] == ["weather", "food"]


def test_taxonomy_of_json_is_the_same_as_of_tsv(tmp_path):
    (tmp_path / "a.tsv").write_text("\ufeff" + OWN.replace("\n", "\r\n"), "utf-8")
    themes = read_taxonomy(tmp_path / "a.tsv")
    data = [
        {"label": t.label, "description": t.description, "seeds": list(t.seeds), "examples": list(t.examples)}
        for t in themes
    ]
    (tmp_path / "a.json").write_text(json.dumps(data), "utf-8")
    assert read_taxonomy(tmp_path / "a.json") == themes
    assert themes[1].examples == ("晚饭吃了一碗面", "火锅很辣")


def test_taxonomy_of_yaml_takes_words_as_a_list_or_as_one_text(tmp_path):
    (tmp_path / "a.yaml").write_text(
        "- label: food\n  seeds: [面, 火锅]\n  examples: 火锅 很辣\n- label: weather\n  seeds: 台风 下雨\n",
        "utf-8",
    )
    food, weather = read_taxonomy(tmp_path / "a.yaml")
    assert (food.seeds, food.examples) == (("面", "火锅"), ("火锅 很辣",))
    assert (weather.seeds, weather.description) == (("台风", "下雨"), "")


def test_reasons_tell_sentiment_and_theme_in_words():
    claims, article = claims_of("青柚完成2亿元B轮融资。")
    found = xhsnlp.themes.reasons(claims[0], article, top=4)
    assert (found["id"], found["text"]) == (claims[0].id, claims[0].evidence.text)
    text = reasons_text(found)
    assert f"sentiment: {found['sentiment']['label']}" in text
    assert f"theme: {found['theme']['label']}" in text


def test_opinions_of_a_network_join_in():
    claims, article = claims_of("青柚完成2亿元B轮融资。")
    classes = theme_model().linear.classes
    network = np.array([[float(name == "people") for name in classes]])
    alone = theme_model().probabilities(claims[:1], article)
    joined = theme_model().probabilities(claims[:1], article, network, Blend(0.5))
    assert joined[0, classes.index("people")] > alone[0, classes.index("people")]
    assert joined.sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.json", "{", "E204"),
        ("a.yaml", "- label: [", "E204"),
        ("a.json", '[{"name": "x"}]', "E204"),
        ("a.tsv", "one\tonly\tone\n", "E203"),
        ("a.tsv", "x\ta\tb\nx\tc\td\n", "E203"),
    ],
)
def test_a_broken_taxonomy_is_named(tmp_path, name, content, code):
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(SettingsError, match=code):
        read_taxonomy(tmp_path / name)


def test_a_missing_taxonomy_is_named(tmp_path):
    with pytest.raises(SettingsError, match="E204"):
        read_taxonomy(tmp_path / "none.tsv")


def test_built_in_taxonomy_is_the_closed_set():
    assert [theme.label for theme in taxonomy()] == [label.value for label in ThemeLabel]
    assert all(theme.description and len(theme.seeds) >= 40 for theme in taxonomy())


def test_seed_of_two_themes_points_half_to_each():
    seeds = Seeds((Theme("a", "", ("融资", "上市")), Theme("b", "", ("上市",))))
    assert seeds.find("完成融资并上市") == ["融资", "上市"]
    assert seeds.counts("完成融资并上市") == [1.5, 0.5]


def test_seeded_model_without_claims_gives_no_rows():
    model = SeededModel(taxonomy(), word_vectors())
    assert model.probabilities([], xhsnlp.Article("空。")).shape == (0, 13)


def test_neighbors_pull_a_doubtful_claim_over():
    sure, doubtful = [0.9, 0.1], [0.45, 0.55]
    found = heard(np.array([sure, doubtful, sure]))
    assert found.argmax(axis=1).tolist() == [0, 0, 0]
    assert found.sum(axis=1) == pytest.approx([1, 1, 1])


def test_a_claim_alone_hears_nobody():
    alone = np.array([[0.2, 0.8]])
    assert heard(alone) is alone


def test_explanation_names_the_seed_words():
    claims, article = claims_of("青柚完成2亿元B轮融资。")
    found = xhsnlp.themes.explain(claims[0], article)
    assert found["label"] == "capital"
    assert any(item["place"] == "seed word" for item in found["features"])
    json.dumps(found)


def test_same_claims_same_themes():
    claims, article = claims_of("青柚全年营收同比增长24%，用户突破两亿，工厂投产。")
    assert theme_model().predict(claims, article) == theme_model().predict(claims, article)
