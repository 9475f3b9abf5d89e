"""Gold sentences with other names in place of their own."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from xhsnlp.entities.entity import EntityLabel
from xhsnlp.training.entities_names import renamed

TEXT = "云雀优选的李雷说，云雀优选在上海开店。"
SPANS = [
    (0, 4, EntityLabel.ORG),
    (5, 7, EntityLabel.PER),
    (9, 13, EntityLabel.ORG),
    (14, 16, EntityLabel.LOC),
]
POOL = {EntityLabel.ORG: ["晨屿科技有限公司"], EntityLabel.PER: ["欧阳明月"]}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_spans_are_moved_with_their_names(seed):
    text, spans = renamed(TEXT, SPANS, POOL, random.Random(seed))
    assert [label for _, _, label in spans] == [label for _, _, label in SPANS]
    firms = [text[start:end] for start, end, label in spans if label is EntityLabel.ORG]
    assert len(set(firms)) == 1
    assert text.replace(firms[0], "云雀优选").replace("欧阳明月", "李雷") == TEXT


def test_without_other_names_all_stays():
    assert renamed(TEXT, SPANS, {}, random.Random(0)) == (TEXT, SPANS)
