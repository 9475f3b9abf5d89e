"""Modality and negation by the scope rules, on frames made by hand: the hard cases of the corpus, and each kind of rule."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import xhsnlp
from xhsnlp.annotations import register_extensions, result_of
from xhsnlp.claims.antecedents import leading
from xhsnlp.claims.cues import cue_table, governing
from xhsnlp.claims.features import word_features
from xhsnlp.claims.modality import MODAL, ruled_modality, ruled_polarity
from xhsnlp.claims.reading import Reading
from xhsnlp.claims.slots import Frame
from xhsnlp.spans import Span

ROOT = Path(__file__).parents[2]
CASES = [
    json.loads(line)
    for line in (ROOT / "corpus" / "hard_cases" / "modality.jsonl").read_text("utf-8").splitlines()
]
STAGES = ("sentences", "tagger", "entities", "figures", "times", "speech")


@pytest.fixture(scope="module")
def nlp():
    register_extensions()
    made = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "xhsnlp.JiebaTokenizer.v1"}}})
    for stage in STAGES:
        made.add_pipe("xhsnlp_" + stage)
    return made


def framed(nlp, text, predicate, published="2024-06-20"):
    """The reading of a text and the frame of the (last) predicate in it, its subject the phrase that opens its clause."""
    doc = nlp.make_doc(text)
    doc._.article = xhsnlp.Article(text, published=published)
    reading = Reading.of(nlp(doc))
    start = text.rindex(predicate)
    unit = reading.unit_at(start)
    words = reading.words_of(Span(predicate, start, start + len(predicate)))
    subject = leading(reading, word_features(reading), unit, words[0])
    return reading, Frame(unit, words, subject, None), result_of(doc, "times")


def modality(nlp, text, predicate):
    reading, frame, times = framed(nlp, text, predicate)
    return ruled_modality(reading, frame, times[-1] if times else None) or "asserted"


def polarity(nlp, text, predicate):
    reading, frame, _ = framed(nlp, text, predicate)
    return ruled_polarity(reading, frame) or "affirmed"


def test_hard_cases_of_modality(nlp):
    wrong = [
        case["input"]
        for case in CASES
        if modality(nlp, case["input"], case["expected"]["predicate"]) != case["expected"]["modality"]
    ]
    assert wrong == []


def test_hard_cases_of_polarity(nlp):
    wrong = [
        case["input"]
        for case in CASES
        if polarity(nlp, case["input"], case["expected"]["predicate"]) != case["expected"]["polarity"]
    ]
    assert wrong == ["几乎没有商家主动退出。"]  # the negator belongs to the subject


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("云雀科技将关闭三家门店。", "关闭", "planned"),
        ("高费率将制约平台的增长。", "制约", "predicted"),  # nobody carries it out
        ("云雀科技将门店交给加盟商。", "交给", "asserted"),  # 将 is 把
        ("新工厂将于9月投产。", "投产", "planned"),  # set for a day
        ("云雀宣布，员工的月薪将提升20%。", "提升", "planned"),  # announced
        ("云雀科技计划扩充客服，并开设海外仓。", "开设", "planned"),  # goes on
        ("云雀科技可能关闭门店，并裁减员工。", "裁减", "possible"),
        ("云雀科技计划扩充客服，但亏损扩大了。", "扩大了", "asserted"),  # a terminator
        ("门店2024年11月16日正式关店。", "关店", "planned"),  # dated after publication
        ("门店6月1日正式关店。", "关店", "asserted"),
        ("消费者的预期谨慎。", "谨慎", "asserted"),  # a noun
        ("甲公司或乙公司收购了丙公司。", "收购了", "asserted"),  # 或 between nouns
        ("新址仍需要装修。", "需要", "asserted"),  # the head itself
    ],
)
def test_scope_of_modality(nlp, text, predicate, expected):
    assert modality(nlp, text, predicate) == expected


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("云雀不仅降价，还送券。", "降价", "affirmed"),
        ("云雀不得不降价。", "降价", "affirmed"),
        ("云雀并非降价。", "降价", "negated"),
        ("云雀尚未降价。", "降价", "negated"),
        ("老人看不清字幕。", "看不清", "negated"),
        ("两款产品差不多。", "差不多", "affirmed"),
        ("没有充值的用户离开了。", "离开了", "affirmed"),  # in a modifier
        ("不打折就亏损。", "亏损", "affirmed"),  # 就 ends the scope
    ],
)
def test_scope_of_negation(nlp, text, predicate, expected):
    assert polarity(nlp, text, predicate) == expected


def test_every_category_has_cues():
    found = {cue.category for cues in cue_table().cues.values() for cue in cues}
    assert found == {*MODAL, "negated", "hypothetical", "pseudo"}


def test_a_pseudo_cue_is_no_cue():
    plain = [cues for cues in cue_table().cues.values() if any(c.category == "pseudo" for c in cues)]
    assert all(len({cue.category for cue in cues}) == 1 for cues in plain)


WORDS = [*"将会要或不没可能未，。的就", "如果", "计划", "预计", "公司", "关闭", "不仅", "明年", "3亿元"]


@settings(max_examples=40, deadline=None)
@given(parts=st.lists(st.sampled_from(WORDS), max_size=12))
def test_any_order_of_cues_is_read(nlp, parts):
    text = "".join(parts) + "涨价"
    reading, frame, times = framed(nlp, text, "涨价")
    assert ruled_modality(reading, frame, times[-1] if times else None) in (None, *MODAL)
    assert ruled_polarity(reading, frame) in (None, "negated")
    for hit in governing(reading, frame.unit, frame.predicate, strict=False):
        assert text[hit.start : hit.end] == hit.cue.literal
