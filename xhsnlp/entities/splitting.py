"""What a tagged stretch is made of: names that stand side by side, and words that are no part of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from xhsnlp.entities.entity import EntityLabel
from xhsnlp.entities.features import word_classes
from xhsnlp.entities.gazetteer import Gazetteer, Match
from xhsnlp.entities.mention import Mention

_BEFORE = re.compile(r"(?:时任|现任|前任|新任|原任|候任|前|原)(?=.)")
_AFTER = re.compile(r"(?:APP|App|app|品牌|平台|官方|方面|手机|旗舰店)")
#: The model after a brand.
MODEL = re.compile(r" ?[A-Z][A-Za-z]{0,8}[ -]?\d{1,4}[A-Za-z+]{0,4}(?: (?:Pro|Max|Plus|Ultra))*")
_APART = frozenset({EntityLabel.PER, EntityLabel.TITLE})


def parts_of(text: str, mention: Mention, names: Gazetteer) -> Iterator[Mention]:
    """The mention, or what it is made of; one that the gazetteers know for sure has their label.

    Known names that fill it side by side are mentions of their own: firms (天猫淘宝), and a person with a position
    (美国总统拜登); so are a brand and its model (领克Z10). What is no part of a name is left out: 时任 before, APP and common
    words after a known organization.
    """
    form = text[mention.start : mention.end]
    known = names.get(form)
    if known is not None:
        label = mention.label if known.ambiguous else known.label
        yield Mention(mention.start, mention.end, label, mention.source)
        return
    start, end = mention.start, mention.end
    if mention.label in _APART or mention.label is EntityLabel.ORG:
        lead = _BEFORE.match(text, start, end)
        if lead is not None:
            start = lead.end()
    inside = list(names.matches(text, start, end))
    if _fill(inside, start, end) and _are_apart(inside):
        for match in inside:
            yield Mention(match.start, match.end, match.entry.label, mention.source)
        return
    brand = inside[0] if inside and inside[0].start == start else None
    if brand is not None and brand.entry.label is EntityLabel.ORG and not form.isascii():
        model = MODEL.match(text, brand.end, end)
        if model is not None and model.end() == end:
            yield Mention(start, brand.end, EntityLabel.ORG, mention.source)
            yield Mention(brand.end + text[brand.end].isspace(), end, EntityLabel.PRODUCT, mention.source)
            return
        if _goes_on(text[brand.end : end], mention.label, brand):
            yield Mention(start, brand.end, EntityLabel.ORG, mention.source)
            return
    yield mention


def _goes_on(rest: str, label: EntityLabel, brand: Match) -> bool:
    """Whether what follows a known organization is no part of a longer name: 淘宝APP, 小红书买手, not 京东研究院."""
    if _AFTER.fullmatch(rest):
        return label in (EntityLabel.ORG, EntityLabel.PRODUCT)
    if label is not EntityLabel.ORG or brand.entry.ambiguous:
        return False
    return "\u4e00" <= rest[:1] <= "\u9fff" and not rest.endswith(_endings())


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    classes = word_classes()
    return tuple(sorted({*classes["org_ending"], *classes["brand_ending"], *classes["unit_ending"]}))


def _fill(matches: Sequence[Match], start: int, end: int) -> bool:
    """Whether two or more matches fill a stretch without gaps."""
    if len(matches) < 2 or matches[0].start != start or matches[-1].end != end:
        return False
    return all(one.end == two.start for one, two in zip(matches, matches[1:], strict=False))


def _are_apart(matches: Sequence[Match]) -> bool:
    """Whether names side by side are names of several things, none of which is part of another's name."""
    labels = {match.entry.label for match in matches}
    if labels == {EntityLabel.ORG}:
        return not any(match.entry.ambiguous for match in matches)
    return bool(labels & _APART) and labels <= {*_APART, EntityLabel.ORG, EntityLabel.LOC}
