"""The component: spans, user's names, consistency, determinism, odd strings."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from xhsnlp.entities.component import EntityRecognizer
from xhsnlp.entities.entity import EntityLabel


@pytest.fixture(scope="module")
def nlp():
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("xhsnlp_entities")
    return pipeline


def entities(nlp, text: str) -> dict[str, EntityLabel]:
    return {entity.text: entity.label for entity in nlp(text)._.entities}


def test_an_apposition_is_three_mentions(nlp):
    found = entities(nlp, "抖音电商总裁魏雯雯表示，今年将扶持商家。")
    assert list(found.values()) == [EntityLabel.ORG, EntityLabel.TITLE, EntityLabel.PER]


def test_a_work_stands_between_book_marks(nlp):
    assert entities(nlp, "他写了《灯下集》。")["灯下集"] is EntityLabel.WORK


def test_a_quoted_plan_is_an_event(nlp):
    assert entities(nlp, "平台推出“晨星扶持计划”。")["晨星扶持计划"] is EntityLabel.EVENT


def test_a_common_word_is_no_firm(nlp):
    assert "小米" not in entities(nlp, "她早上喝了一碗小米粥。")


def test_a_ticker_in_brackets_is_a_form_of_its_company(nlp):
    found = {e.text: e for e in nlp("美团（03690.HK）发布财报。")._.entities}
    assert found["03690.HK"].canonical == "美团"


def test_a_name_found_once_is_found_everywhere(nlp):
    doc = nlp("云雀科技有限公司（以下简称“云雀科技”）成立于2019年。\n记者获悉，云雀科技有限公司裁员。")
    texts = [entity.text for entity in doc._.entities]
    assert texts.count("云雀科技有限公司") == 2


def test_spacy_entities_carry_the_id(nlp):
    doc = nlp("阿里巴巴与阿里是一家。")
    assert {span.kb_id_ for span in doc.ents if span.label_ == "ORG"} == {doc._.entities[0].entity}


@pytest.mark.parametrize(
    "form", ["云雀\tORG\t云雀优选", " 云雀 \tORG\t云雀优选\r", "\ufeff云雀\torg\t云雀优选"]
)
def test_names_of_the_user_win(tmp_path, form):
    path = tmp_path / "names.tsv"
    path.write_bytes(f"{form}\nSky Lark\tPRODUCT\n".encode())
    nlp = spacy.blank("zh")
    nlp.add_pipe("xhsnlp_entities", config={"user_lexicon": str(path)})
    found = {e.text: e for e in nlp("一只云雀飞过，Sky Lark 上市。")._.entities}
    assert found["云雀"].source == "user" and found["云雀"].canonical == "云雀优选"
    assert found["Sky Lark"].label is EntityLabel.PRODUCT


def test_the_users_names_find_their_file_or_say_so():
    with pytest.raises(ValueError, match="E204"):
        EntityRecognizer("/no/such/names.tsv")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="小红书京东刘强东总《》“”计划（）(ABC12. ，。\n\0İ·", max_size=80))
def test_mentions_are_ordered_and_true_to_the_text(text):
    nlp = _cached()
    doc = nlp(text)
    article = doc._.article
    last = 0
    for entity in doc._.entities:
        assert last <= entity.start < entity.end <= len(article.text)
        assert article.text[entity.start : entity.end] == entity.text
        last = entity.end
    assert doc._.entities == nlp(text)._.entities


def _cached():
    if not hasattr(_cached, "nlp"):
        _cached.nlp = spacy.blank("zh")
        _cached.nlp.add_pipe("xhsnlp_entities")
    return _cached.nlp


def test_half_a_surrogate_pair_is_passed_over():
    finder = EntityRecognizer().finder
    text = "京东\ud800京东\udfff"
    assert [text[e.start : e.end] for e in finder.find(text, [(0, len(text))])] == ["京东", "京东"]
