"""The sentiment model, its explanations, the minimal pairs and the roll-up."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import xhsnlp
from xhsnlp.claims.claim import Claim, ClaimType, SentimentLabel, Subject
from xhsnlp.entities.entity import Entity
from xhsnlp.errors import ModelError
from xhsnlp.sentiment.bayes import BusinessBayes, business_bayes
from xhsnlp.sentiment.context import MASK, context_of, context_of_target, normal
from xhsnlp.sentiment.model import sentiment_model, toward
from xhsnlp.sentiment.vectors import word_vectors
from xhsnlp.sentiment.zones import Row, ZoneModel, grams, shares, tokens
from xhsnlp.spans import Span

CASES = Path(__file__).parents[2] / "corpus" / "hard_cases" / "sentiment.jsonl"


def claim_in(text: str, subject: str, evidence: str) -> tuple[Claim, xhsnlp.Article]:
    article = xhsnlp.Article(text, published="2024-03-15")
    s, e = text.index(subject), text.index(evidence)
    inside = e <= s and s + len(subject) <= e + len(evidence)
    claim = Claim(
        article=article.id,
        evidence=Span(evidence, e, e + len(evidence)),
        block=0,
        subject=Subject(subject, s, s + len(subject), None, not inside),
        predicate=None,
        object=None,
        type=ClaimType.METRIC,
    )
    return claim, article


def test_subject_is_masked_and_numbers_are_alike():
    claim, article = claim_in(
        "去年，云雀的营收同比增长24.5%，利润下降。", "云雀的营收", "云雀的营收同比增长24.5%"
    )
    context = context_of(claim, article)
    assert context.core == MASK + "同比增长0%"
    assert (context.before, context.after, context.subject) == ("去年", "利润下降", "云雀的营收")


def test_minimal_pairs_are_nine_tenths_right():
    rows = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    assert len({row["pair"] for row in rows}) >= 60
    right = 0
    for row in rows:
        start = row["input"].index(row["subject"])
        found = toward(row["input"], start, start + len(row["subject"]))
        right += found.label.value == row["expected"]
    assert right / len(rows) >= 0.9


def test_component_sets_sentiment_on_every_claim():
    claim, article = claim_in("云雀的营收同比增长24%，利润创新高。", "云雀的营收", "云雀的营收同比增长24%")
    nlp = spacy.blank("zh")
    nlp.add_pipe("xhsnlp_sentiment")
    doc = nlp.make_doc(article.text)
    doc._.article, doc._.claims = article, [claim]
    found = nlp(doc)._.claims
    assert [c.id for c in found] == [claim.id]
    assert found[0].sentiment.label is SentimentLabel.POSITIVE
    assert 0 < found[0].sentiment.score <= 1


def test_component_leaves_a_doc_without_claims_alone():
    nlp = spacy.blank("zh")
    nlp.add_pipe("xhsnlp_sentiment")
    assert not nlp("营收增长。")._.claims


def test_probabilities_add_up_to_one():
    chances = sentiment_model().probabilities([context_of_target("青柚的营收同比增长18%。", 0, 5)])
    assert chances.shape == (1, 3)
    assert chances.sum() == pytest.approx(1)


def test_explanation_names_the_words_that_decided():
    claim, article = claim_in("云雀的获客成本同比下降24%。", "云雀的获客成本", "云雀的获客成本同比下降24%")
    found = xhsnlp.sentiment.explain(claim, article)
    assert found["tables"] == [{"words": "获客成本+下降", "sign": 1, "kind": "change"}]
    assert found["label"] == max(found["probabilities"], key=found["probabilities"].get)
    assert len(found["features"]) == 10
    json.dumps(found)


def test_roll_up_counts_the_claims_about_each_entity():
    claim, article = claim_in("云雀的营收同比增长24%。", "云雀的营收", "云雀的营收同比增长24%")
    judged = claim.with_values(sentiment=toward(article.text, 0, 5))
    entity = Entity.from_dict(
        {"text": "云雀", "start": 0, "end": 2, "label": "ORG", "canonical": "云雀", "entity": "e_1"}
    )
    (found,) = xhsnlp.sentiment.roll_up([judged], [entity])
    assert (found.canonical, found.positive, found.negative) == ("云雀", 1, 0)
    assert found.score > 0 and found.claims == (claim.id,)


def test_bayes_is_the_class_of_snownlp_and_its_package_stays_asleep():
    code = (
        "import sys; from xhsnlp.sentiment.bayes import business_bayes as b; c = type(b().classifier); "
        "assert c.__module__.endswith('classification.bayes'); assert 'snownlp' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_bayes_comes_back_from_its_file(tmp_path):
    made = BusinessBayes.train([(["增长", "好"], "pos"), (["下降", "差", "差"], "neg")])
    made.save(tmp_path / "b.npz", least=0)
    again = BusinessBayes.load(tmp_path / "b.npz")
    for words in (["增长"], ["下降", "好"], ["没见过"]):
        assert again.positive(words) == pytest.approx(made.positive(words))
    assert again.positive([]) == 0.5


def test_bayes_has_learned_business_news():
    assert business_bayes().positive(["净利", "下滑", "亏损"]) < 0.2
    assert business_bayes().positive(["中标", "增长"]) > 0.8


def test_damaged_models_are_refused(tmp_path):
    path = tmp_path / "linear.npz"
    path.write_bytes(b"not a model")
    for load in (ZoneModel.load, BusinessBayes.load):
        with pytest.raises(ModelError, match="E304"):
            load(path)


def test_zone_model_comes_back_from_its_file(tmp_path):
    model = ZoneModel(
        ["a", "b"], ["x1", "y"], np.array([[1, 0], [0, 2.0]]), np.array([[0.5, 0]]), np.zeros(2)
    )
    model.save(tmp_path / "m.npz")
    row = Row([tokens(["x1", "?"]), shares("", ["y"], [0.5])], np.ones(1))
    assert ZoneModel.load(tmp_path / "m.npz").scores(row).tolist() == [1.5, 1.0]
    assert model.contributions(row, 0)[0] == ("x1", 0.5)


def test_zones_are_of_one_length():
    zone = grams("c", "增长增长", 1, 2)
    assert zone.features == ["c增", "c长", "c增长", "c长增"]
    assert zone.values == pytest.approx(0.5)


def test_words_of_like_meaning_lie_close():
    near = word_vectors().vector("营收") @ word_vectors().vector("利润")
    far = word_vectors().vector("营收") @ word_vectors().vector("天气")
    assert near > far


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.data())
def test_any_text_is_judged_the_same_twice(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first = toward(text, start, end)
    assert first == toward(text, start, end)
    assert 1 / 3 - 1e-3 <= first.score <= 1


def test_normal_text_has_no_space_and_one_number():
    assert normal("GMV 突破 3,000.5 万") == "gmv突破0万"
