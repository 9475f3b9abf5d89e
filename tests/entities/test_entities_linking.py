"""One id for all the names of one thing, and the rule that joined them."""

from __future__ import annotations

import pytest

from xhsnlp.entities.entity import Entity, EntityLabel
from xhsnlp.entities.gazetteer import Entry, Gazetteer
from xhsnlp.entities.linking import link, unmerge
from xhsnlp.entities.mention import Mention

NAMES = Gazetteer(
    [
        Entry("云雀优选", EntityLabel.ORG, "云雀优选"),
        Entry("雀厂", EntityLabel.ORG, "云雀优选"),
        Entry("杭州", EntityLabel.LOC, "杭州"),
    ]
)


def linked(text: str, *marks: tuple[str, str], merge_variants: bool = True) -> dict[str, Entity]:
    """Link the given forms, each a mention at its first place after the one before it."""
    mentions, position = [], 0
    for form, label in marks:
        position = text.index(form, position)
        mentions.append(Mention(position, position + len(form), EntityLabel(label), "model"))
        position += len(form)
    return {e.text: e for e in link(text, mentions, NAMES, merge_variants=merge_variants)}


@pytest.mark.parametrize(
    ("text", "one", "other", "label", "rule"),
    [
        ("雀厂即云雀优选", "雀厂", "云雀优选", "ORG", "alias"),
        ("Sky Lark 和 SkyLark", "Sky Lark", "SkyLark", "ORG", "form"),
        ("百灵科技（以下简称“灵科”）说，灵科很好", "百灵科技", "灵科", "ORG", "defined"),
        ("雷·金（Ray King）来了", "雷·金", "Ray King", "PER", "bracket"),
        ("百灵集团即百灵", "百灵集团", "百灵", "ORG", "suffix"),
        ("杭州晨屿科技有限公司即晨屿", "杭州晨屿科技有限公司", "晨屿", "ORG", "suffix"),
        ("南桥市在南桥", "南桥市", "南桥", "LOC", "suffix"),
        ("林知夏来了，林总说", "林知夏", "林总", "PER", "part"),
        ("张晓慧来了，张小惠说", "张晓慧", "张小惠", "PER", "variant"),
    ],
)
def test_forms_of_one_thing_share_an_id(text, one, other, label, rule):
    found = linked(text, (one, label), (other, label))
    assert found[one].entity == found[other].entity
    assert rule in {found[one].merged_by, found[other].merged_by}


def test_variants_can_be_left_apart():
    found = linked("张晓慧来了，张小惠说", ("张晓慧", "PER"), ("张小惠", "PER"), merge_variants=False)
    assert found["张晓慧"].entity != found["张小惠"].entity


def test_like_names_of_two_firms_stay_apart():
    found = linked(
        "百灵科技董事王伟，海燕传媒董事王玮",
        ("百灵科技", "ORG"), ("董事", "TITLE"), ("王伟", "PER"),
        ("海燕传媒", "ORG"), ("董事", "TITLE"), ("王玮", "PER"),
    )  # fmt: skip
    assert found["王伟"].entity != found["王玮"].entity


def test_a_name_inside_a_longer_product_name_is_another_thing():
    found = linked("小绿洲和绿洲", ("小绿洲", "PRODUCT"), ("绿洲", "PRODUCT"))
    assert found["小绿洲"].entity != found["绿洲"].entity


def test_an_address_that_fits_two_persons_is_left_alone():
    found = linked("林知夏、林知秋来了，林总说", ("林知夏", "PER"), ("林知秋", "PER"), ("林总", "PER"))
    assert len({entity.entity for entity in found.values()}) == 3


def test_a_merge_can_be_undone():
    merged = list(linked("张晓慧来了，张小惠说", ("张晓慧", "PER"), ("张小惠", "PER")).values())
    apart = unmerge(merged, {"variant"})
    assert [entity.canonical for entity in apart] == ["张晓慧", "张小惠"]
    assert len({entity.entity for entity in apart}) == 2


def test_other_rules_stay():
    merged = list(linked("雀厂即云雀优选", ("雀厂", "ORG"), ("云雀优选", "ORG")).values())
    assert unmerge(merged, {"variant"}) == merged
