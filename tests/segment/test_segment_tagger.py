"""Tags and Universal POS."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from xhsnlp.segment.tagger import tag_words
from xhsnlp.segment.tagset import TAGS, lac_tag, universal_pos
from xhsnlp.segment.words import cut

UPOS = {"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT"}
UPOS |= {"SCONJ", "SYM", "VERB", "X", "SPACE"}


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "xhsnlp.JiebaTokenizer.v1"}}})
    made.add_pipe("xhsnlp_sentences")
    made.add_pipe("xhsnlp_tagger")
    return made


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("小红书宣布停止运营。", "小红书", "nt"),
        ("公司宣布涨价。", "宣布", "v"),
        ("他们在上海开店。", "在", "p"),
        ("收入增长了三成。", "了", "u"),
        ("目前已有300家门店。", "300", "m"),
        ("我们不知道。", "我们", "r"),
        ("买手和品牌都来了。", "和", "c"),
        ("商品价格非常便宜。", "非常", "d"),
        ("商品价格非常便宜。", "。", "w"),
    ],
)
def test_tags(nlp: Language, text: str, word: str, tag: str) -> None:
    assert [token.tag_ for token in nlp(text) if token.text == word] == [tag]


def test_universal_pos(nlp: Language) -> None:
    doc = nlp("公司 宣布\n停止运营。")
    assert [token.pos_ for token in doc] == ["NOUN", "VERB", "SPACE", "VERB", "VERB", "PUNCT"]


def test_user_tag_wins() -> None:
    tags, _ = tag_words(["青禾", "涨价"], {"青禾": "nt"})
    assert tags[0] == "nt"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_every_word_has_a_tag_of_the_set(text: str) -> None:
    words = [word for word, _ in cut(text)]
    tags, poses = tag_words(words)
    assert len(tags) == len(poses) == len(words)
    assert set(tags) <= set(TAGS) and set(poses) <= UPOS


def test_jieba_tags_are_translated() -> None:
    assert [lac_tag(tag) for tag in ("nrt", "ORG", "uj", "zzz")] == ["nr", "nt", "u", ""]
    assert universal_pos("nt") == "PROPN"


def test_pipeline_survives_disk(nlp: Language, tmp_path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    text = "小红书在上海开店。“很好。”他说。"
    assert [(t.text, t.tag_, t.is_sent_start) for t in again(text)] == [
        (t.text, t.tag_, t.is_sent_start) for t in nlp(text)
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\0", "𠮷𠮷", "1" * 3000, "一" * 3000, "“" * 500])
def test_odd_texts(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_blank_pipeline_of_characters() -> None:
    other = spacy.blank("zh")
    other.add_pipe("xhsnlp_sentences")
    other.add_pipe("xhsnlp_tagger")
    doc = other("甲公司涨价。乙公司没有。")
    assert [sentence.text for sentence in doc.sents] == ["甲公司涨价。", "乙公司没有。"]
    assert len(doc._.clauses) == 2
