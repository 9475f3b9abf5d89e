"""Gold articles with other names keep their annotation in place."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("torch")

from xhsnlp.training.encoder_examples import GoldText
from xhsnlp.training.encoder_marks import Marker, renamed

TEXT = "云雀优选称,云雀优选的营收增长24%。"


def article():
    def span(part, start=0):
        at = TEXT.index(part, start)
        return {"start": at, "end": at + len(part)}

    names = [{**span("云雀优选", start), "label": "ORG"} for start in (0, 5)]
    claim = {
        "predicate": span("增长"),
        "object": None,
        "subject": span("云雀优选的营收"),
        "speaker": span("云雀优选"),
    }
    return GoldText("a", TEXT, {"entities": names, "claims": [claim]}, [(0, len(TEXT))], Marker()(TEXT))


@pytest.fixture(scope="module")
def made():
    marker = Marker()
    dice = random.Random(0)
    while True:
        found = renamed(article(), {"ORG": ["晨星社"]}, dice, marker)
        if found.text != TEXT:
            return found


def test_the_name_changes_everywhere(made):
    assert made.text == "晨星社称,晨星社的营收增长24%。"


def test_spans_follow_their_words(made):
    claim = made.data["claims"][0]
    assert [made.text[claim[k]["start"] : claim[k]["end"]] for k in ("subject", "predicate", "speaker")] == [
        "晨星社的营收", "增长", "晨星社",
    ]  # fmt: skip


def test_sentences_and_marks_fit_the_new_text(made):
    assert made.sentences == [(0, len(made.text))]
    assert len(made.marks) == len(made.text)
