"""What a tagged stretch is made of."""

from __future__ import annotations

import pytest

from xhsnlp.entities.entity import EntityLabel
from xhsnlp.entities.gazetteer import Entry, Gazetteer
from xhsnlp.entities.mention import Mention
from xhsnlp.entities.splitting import parts_of

NAMES = Gazetteer(
    Entry(name, EntityLabel(label), name)
    for name, label in [
        ("淘宝", "ORG"), ("天猫", "ORG"), ("美国", "LOC"), ("总统", "TITLE"), ("拜登", "PER"), ("中国", "LOC"),
        ("云雀集团", "ORG"), ("云雀", "ORG"), ("花呗", "PRODUCT"),
    ]
)  # fmt: skip


def parts(text: str, label: EntityLabel = EntityLabel.ORG) -> list[tuple[str, str]]:
    mention = Mention(0, len(text), label, "model")
    return [(text[part.start : part.end], part.label.value) for part in parts_of(text, mention, NAMES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("天猫淘宝", [("天猫", "ORG"), ("淘宝", "ORG")]),
        ("美国总统拜登", [("美国", "LOC"), ("总统", "TITLE"), ("拜登", "PER")]),
        ("时任美国总统拜登", [("美国", "LOC"), ("总统", "TITLE"), ("拜登", "PER")]),
        ("淘宝APP", [("淘宝", "ORG")]),
        ("云雀Z10", [("云雀", "ORG"), ("Z10", "PRODUCT")]),
        ("云雀 X5 Pro", [("云雀", "ORG"), ("X5 Pro", "PRODUCT")]),
        ("淘宝买手", [("淘宝", "ORG")]),
        ("淘宝研究院", [("淘宝研究院", "ORG")]),
        ("云雀集团", [("云雀集团", "ORG")]),
        ("中国云雀", [("中国云雀", "ORG")]),
        ("晨星APP", [("晨星APP", "ORG")]),
    ],
)
def test_parts(text, expected):
    assert parts(text) == expected


def test_a_product_of_a_firm_is_no_firm():
    assert parts("花呗平台", EntityLabel.PRODUCT) == [("花呗平台", "PRODUCT")]


def test_a_known_name_keeps_its_label():
    assert parts("花呗", EntityLabel.ORG) == [("花呗", "PRODUCT")]
