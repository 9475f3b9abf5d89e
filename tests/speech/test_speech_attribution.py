"""Who says it: each shape of attribution once."""

from __future__ import annotations

import pytest
import spacy

import xhsnlp
from xhsnlp.annotations import register_extensions

STAGES = ("xhsnlp_sentences", "xhsnlp_tagger", "xhsnlp_entities", "xhsnlp_speech")


@pytest.fixture(scope="module")
def nlp():
    register_extensions()
    made = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "xhsnlp.JiebaTokenizer.v1"}}})
    for stage in STAGES:
        made.add_pipe(stage)
    return made


def heard(nlp, text):
    doc = nlp.make_doc(text)
    doc._.article = xhsnlp.Article(text)
    return [(s.speaker.text, text[s.start : s.end]) for s in nlp(doc)._.speech]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("美团首席执行官王兴表示，公司将继续投入零售业务。", "王兴"),
        ("据国家统计局公布的数据显示，全国网上零售额同比增长9%。", "国家统计局"),
        ("有业内人士认为，直播电商的增速正在放缓。", "业内人士"),
        ("财报显示，公司全年营收为18.6亿元。", "财报"),
        ("“我们会把费率降下来。”王兴说。", "王兴"),
    ],
)
def test_the_speaker_is_found(nlp, text, speaker):
    assert speaker in [who for who, _ in heard(nlp, text)]


def test_what_is_said_follows_the_cue(nlp):
    said = dict(heard(nlp, "美团首席执行官王兴表示，公司将继续投入零售业务。"))
    assert said["王兴"].startswith("公司将继续投入")


def test_plain_news_has_no_speaker(nlp):
    assert heard(nlp, "云雀优选在杭州开了30家门店，营收同比增长24%。") == []


def test_speech_stays_in_its_paragraph_where_no_quotation_is_open(nlp):
    text = "美团首席执行官王兴表示，公司将继续投入零售业务。\n门店已有30家。"
    assert all(
        end <= text.index("\n") for _, said in heard(nlp, text) for end in [text.index(said) + len(said)]
    )
