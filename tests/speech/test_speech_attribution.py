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


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("“佣金太低了，我们做不下去。”一位服饰商家告诉记者。", "一位服饰商家", "佣金太低了"),
        ("“佣金太低了，我们做不下去，”王兴说，“但费率会降下来的。”", "王兴", "佣金太低了"),
        ("“佣金太低了，我们做不下去，”王兴说，“但费率会降下来的。”", "王兴", "费率会降下来"),
        ("平台方面回应称，传言不实。", "平台方面", "传言不实"),
        ("零售观察报道称，公司下调了全年指引。", "零售观察", "公司下调了"),
        ("据消费者协会统计，退货难占投诉的四成。", "消费者协会", "退货难"),
        ("在王兴看来，涨价是下策。", "王兴", "涨价是下策"),
        ("用王兴的话说，涨价是下策。", "王兴", "涨价是下策"),
        ("加盟网点担心，客户可能流失。", "加盟网点", "客户可能流失"),
        ("有分析人士估算，成本将增加约120亿元。", "分析人士", "成本将增加"),
        ("这也导致不少人认为，云雀就是一家游戏公司。", "不少人", "云雀就是"),
        ("据外媒报道，一家监管机构8日发布一份报告称，工厂雇佣了童工。", "一家监管机构", "工厂雇佣"),
        ("王兴曾说过一句话：涨价是下策。", "王兴", "涨价是下策"),
        ("就像王兴说的那样，涨价是下策。", "王兴", "涨价是下策"),
        ("王兴讲过一段话。\n\n> 涨价是下策。\n\n> 我们不会那么做。", "王兴", "我们不会那么做"),
        ("3月1日，云雀公布了2023年财报。全年营收为18.6亿元。", "云雀", "全年营收"),
    ],
)
def test_each_shape_of_attribution(nlp, text, speaker, words):
    found = heard(nlp, text)
    assert any(who == speaker and words in said for who, said in found)


@pytest.mark.parametrize(
    "text",
    [
        "该平台的交易额预计超过50亿元。",  # what is forecast does not forecast
        "上述目标不构成业绩承诺，结果可能变动。",  # a verb of its own stands between
        "每个人都知道涨价是下策。",
        "该说法未得到公司证实。",  # nothing is said after it
        "《零售周刊》记者了解到，门店已有30家。",
    ],
)
def test_what_is_no_attribution(nlp, text):
    assert heard(nlp, text) == []


def test_a_pronoun_is_the_speaker_before(nlp):
    text = "美团首席执行官王兴表示，公司将继续投入零售业务。“我们不会涨价，”他强调，“成本由规模来消化。”"
    assert {who for who, _ in heard(nlp, text)} == {"王兴"}


def test_a_firm_keeps_its_words_and_gets_the_entity(nlp):
    doc = nlp.make_doc("美团发布了新规。公司称，费率会降下来。")
    doc._.article = xhsnlp.Article(doc.text)
    speaker = nlp(doc)._.speech[-1].speaker
    assert speaker.text == "公司" and speaker.entity
