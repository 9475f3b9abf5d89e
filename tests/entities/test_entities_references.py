"""Words that point back: what they mean, and when they are left open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xhsnlp.article import Article
from xhsnlp.entities.entity import Entity, EntityLabel
from xhsnlp.entities.references import CONFIDENCE, Reference, find_references
from xhsnlp.segment.sentences import find_clauses

CASES = Path(__file__).parents[2] / "corpus/hard_cases/references.jsonl"
NAMES = {
    "ORG": ["云雀优选公司", "京东", "美团", "饿了么", "比亚迪", "华为", "腾讯", "拼多多", "招商银行", "特斯拉", "快手"],
    "PER": ["李雷", "马斯克", "小高", "李娜", "徐雷", "王兴"],
}  # fmt: skip


def mentions(text: str) -> list[Entity]:
    """Mentions of the names above."""
    found = [
        Entity(name, start, start + len(name), EntityLabel(label), name)
        for label, names in NAMES.items()
        for name in names
        for start in range(len(text))
        if text.startswith(name, start)
    ]
    return sorted(found, key=lambda entity: entity.start)


def references(text: str) -> list[Reference]:
    return find_references(text, mentions(text), find_clauses(Article(text)))


@pytest.mark.parametrize(
    "case",
    [json.loads(line) for line in CASES.read_text("utf-8").splitlines()],
    ids=lambda case: case["note"],
)
def test_hard_cases(case):
    found = [ref for ref in references(case["input"]) if ref.text == case["reference"]]
    assert [entity.text for ref in found[:1] for entity in ref.antecedents] == case["expected"]


def test_a_reference_says_how_sure_it_is_and_why():
    (found,) = references("快手宣布裁员。该平台此前扩张过快。")
    assert found.rule == "only"
    assert found.confidence == CONFIDENCE["only"]
    assert found.entity == found.antecedents[0].entity


def test_two_things_have_no_single_id():
    (found,) = references("比亚迪和华为周三签约，双方将共同研发。")
    assert found.entity is None
    assert len(found.entities) == 2


def test_a_name_is_no_reference():
    text = "其乐公司昨日成立。"
    entity = Entity("其乐公司", 0, 4, EntityLabel.ORG, "其乐公司")
    assert find_references(text, [entity], find_clauses(Article(text))) == []


def test_the_data_form_holds_ids_and_rule():
    (found,) = references("快手宣布裁员。该平台此前扩张过快。")
    assert found.to_dict() == {
        "text": "该平台", "start": 7, "end": 10, "entities": [found.entity], "rule": "only", "confidence": 0.9,
    }  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["京东", "美团", "李雷", "和", "，", "。", "\n", "其", "他", "该公司", "双方", "前者", "表示"]
        )
    )
)
def test_references_are_ordered_and_true_to_the_text(parts):
    text = "".join(parts)
    found = references(text)
    assert all(text[ref.start : ref.end] == ref.text for ref in found)
    assert all(one.end <= two.start for one, two in zip(found, found[1:], strict=False))
    assert all(entity.end <= ref.start for ref in found for entity in ref.antecedents)
    assert found == references(text)
