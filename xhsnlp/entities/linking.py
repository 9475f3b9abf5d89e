"""One id for all the names of one thing within an article.

Forms are joined by rules, the surest first; each join remembers its rule, and forms for which the gazetteers
know different things are never joined. The rules:

    alias     the gazetteer knows the form as another name of the thing (鹅厂 → 腾讯)
    form      the same letters but for case, spaces and marks (Tik Tok, TikTok)
    defined   the text says so: 云雀优选（以下简称“云雀”）
    bracket   a name and its other script or its ticker in brackets: 拉里·佩奇（Larry Page）
    suffix    a name with and without an ending of organizations or places (伊利集团, 伊利; 宿迁市, 宿迁), and the
              place before a registered name (杭州晨屿科技有限公司, 晨屿)
    part      surname and form of address, or the family name alone, of a person named in full (刘总 → 刘强东)
    variant   persons whose names read alike: 张晓慧, 张小慧
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from xhsnlp.entities.entity import Entity, EntityLabel
from xhsnlp.entities.features import word_classes
from xhsnlp.entities.gazetteer import Entry, Gazetteer
from xhsnlp.entities.mention import Mention
from xhsnlp.entities.patterns import DEFINED
from xhsnlp.entities.variants import reading

_ALWAYS = (
    "集团股份有限公司",
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "控股有限公司",
    "有限公司",
    "集团公司",
    "集团",
    "公司",
    "控股",
    "股份",
    "总部",
    "官方",
)
_MARKS = re.compile(r"[《》“”‘’「」【】\s·•\-—]")
_ADDRESS = re.compile(
    r"^(.{1,2}?)(?:总|哥|姐|老师|先生|女士|小姐|董|博士|教授|院士|爷|导|队|某|某某)$|^(?:老|小|阿)(.)$"
)

#: The rules that join forms, the surest first.
RULES = ("alias", "form", "defined", "bracket", "suffix", "part", "variant")

Key = tuple[EntityLabel, str]


class Things:
    """Groups of forms that name one thing (a disjoint-set forest)."""

    def __init__(self) -> None:
        self._parent: dict[Key, Key] = {}
        self.rule: dict[Key, str] = {}
        self.known: dict[Key, str] = {}

    def add(self, key: Key, entry: Entry | None) -> None:
        """Take in a form, with what the gazetteers know of it."""
        self._parent.setdefault(key, key)
        if entry is not None and entry.label is key[0]:
            self.known[key] = entry.canonical

    def knows(self, key: Key) -> bool:
        """Whether the form is a mention of the article."""
        return key in self._parent

    def root(self, key: Key) -> Key:
        """The form that stands for the group."""
        while self._parent[key] != key:
            key = self._parent[key]
        return key

    def join(self, form: Key, other: Key, rule: str) -> bool:
        """Make two forms one thing, unless they are known to be two."""
        a, b = self.root(form), self.root(other)
        if a == b or a[0] is not b[0]:
            return False
        if self.known.get(a, self.known.get(b)) != self.known.get(b, self.known.get(a)):
            return False
        self._parent[a] = b
        if a in self.known:
            self.known.setdefault(b, self.known[a])
        self.rule.setdefault(form, rule)
        self.rule.setdefault(other, rule)
        return True


def link(
    text: str,
    mentions: Sequence[Mention],
    names: Gazetteer,
    user: Gazetteer | None = None,
    merge_variants: bool = True,
) -> list[Entity]:
    """Entities of mentions: each with the one name of its thing and the rule that put it there."""
    counts: Counter[Key] = Counter()
    things = Things()
    for mention in mentions:
        key = (mention.label, text[mention.start : mention.end])
        if key not in counts:
            things.add(key, _entry(key, names, user))
        counts[key] += 1
    forms = list(counts)
    _join_known(things, forms)
    _join_same_letters(things, forms)
    _join_defined(things, text, mentions)
    _join_brackets(things, text, mentions)
    _join_endings(things, forms, names)
    _join_parts(things, forms)
    if merge_variants:
        _join_variants(things, forms, text, mentions)
    canonical = _canonical_names(things, forms, counts)
    return [_entity(text, mention, things, canonical) for mention in mentions]


def _entry(key: Key, names: Gazetteer, user: Gazetteer | None) -> Entry | None:
    plain = _MARKS.sub("", key[1])
    for book in (user, names):
        if book is not None and (entry := book.get(key[1]) or book.get(plain)) is not None:
            return entry
    return None


def _join_known(things: Things, forms: Sequence[Key]) -> None:
    first: dict[tuple[EntityLabel, str], Key] = {}
    for key in forms:
        if key in things.known:
            other = first.setdefault((key[0], things.known[key]), key)
            things.join(key, other, "alias")


def _join_same_letters(things: Things, forms: Sequence[Key]) -> None:
    first: dict[tuple[EntityLabel, str], Key] = {}
    for key in forms:
        plain = _MARKS.sub("", key[1]).lower()
        if plain:
            things.join(key, first.setdefault((key[0], plain), key), "form")


def _join_defined(things: Things, text: str, mentions: Sequence[Mention]) -> None:
    ends = {mention.end: (mention.label, text[mention.start : mention.end]) for mention in mentions}
    for found in DEFINED.finditer(text):
        full = ends.get(found.start())
        if full is not None:
            short = (full[0], found.group(1))
            if things.knows(short):
                things.join(short, full, "defined")


def _join_brackets(things: Things, text: str, mentions: Sequence[Mention]) -> None:
    for one, two in zip(mentions, mentions[1:], strict=False):
        between = text[one.end : two.start].strip()
        if between not in ("（", "(") or text[two.end : two.end + 1] not in ("）", ")"):
            continue
        first, second = text[one.start : one.end], text[two.start : two.end]
        if first.isascii() != second.isascii():
            things.join((two.label, second), (one.label, first), "bracket")


def _join_endings(things: Things, forms: Sequence[Key], names: Gazetteer) -> None:
    known = set(forms)
    for key in forms:
        for short in _shortened(key, names):
            if len(short) >= 2 and (key[0], short) in known:
                things.join(key, (key[0], short), "suffix")
                break


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    words = {*_ALWAYS, *word_classes()["org_ending"], *word_classes()["brand_ending"]}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _shortened(key: Key, names: Gazetteer) -> Iterator[str]:
    """A name without its ending: 宿迁市; of an organization without up to two, and without a place before it."""
    label, form = key
    if label is EntityLabel.LOC:
        yield from (form[:-1] for tail in ("市", "省", "县", "区") if form.endswith(tail))
    if label is not EntityLabel.ORG:
        return
    place = next(names.matches(form), None)
    local = place is not None and place.start == 0 and place.entry.label is EntityLabel.LOC
    stems = [form, form[place.end :]] if place is not None and local else [form]
    for stem in stems:
        for tail in _endings():
            if stem.endswith(tail):
                short = stem[: -len(tail)]
                yield short
                yield from (short[: -len(more)] for more in _endings() if short.endswith(more))


def _join_parts(things: Things, forms: Sequence[Key]) -> None:
    persons = [key for key in forms if key[0] is EntityLabel.PER]
    by_part: dict[str, list[Key]] = {}
    for key in persons:
        if not _ADDRESS.match(key[1]):
            for part in _parts_of(key[1]):
                by_part.setdefault(part, []).append(key)
    for key in persons:
        found = _ADDRESS.match(key[1])
        part = f"{found.group(1) or found.group(2)}_" if found else key[1]
        full = [other for other in by_part.get(part, ()) if other != key]
        if len({things.root(other) for other in full}) == 1:
            things.join(key, full[0], "part")


def _parts_of(name: str) -> set[str]:
    """What a person may be called after the full name: pieces of a foreign name, the beginning of a long one, and
    the surname (marked `_`, as it needs a form of address)."""
    pieces = re.split(r"[·•\s]", name)
    if len(pieces) > 1:
        return {pieces[0], pieces[-1]} - {""}
    parts = {f"{name[:1]}_", f"{name[:2]}_"} if len(name) > 1 else set()
    if len(name) >= 4 and not name.isascii():
        parts |= {name[:size] for size in range(2, len(name))}
    return parts


def _join_variants(things: Things, forms: Sequence[Key], text: str, mentions: Sequence[Mention]) -> None:
    persons = [
        key
        for key in forms
        if key[0] is EntityLabel.PER
        and (3 if key in things.known else 2) <= len(key[1]) <= 4
        and not key[1].isascii()
    ]
    if len({len(key[1]) for key in persons}) == len(persons):
        return
    firms = _employers(text, mentions)
    by_reading: dict[tuple[str, ...], list[Key]] = {}
    for key in persons:
        alike = by_reading.setdefault(reading(key[1]), [])
        for other in alike:
            left, right = firms.get(key[1]), firms.get(other[1])
            if not (left and right and left.isdisjoint(right)) and things.join(key, other, "variant"):
                break
        alike.append(key)


def _employers(text: str, mentions: Sequence[Mention]) -> dict[str, set[str]]:
    """For each person the organizations named right before it (小红书COO柯南)."""
    found: dict[str, set[str]] = {}
    for index, mention in enumerate(mentions):
        if mention.label is not EntityLabel.PER:
            continue
        for before in reversed(mentions[max(0, index - 2) : index]):
            if before.label is EntityLabel.ORG and mention.start - before.end <= 12:
                found.setdefault(text[mention.start : mention.end], set()).add(
                    text[before.start : before.end]
                )
    return found


def _canonical_names(things: Things, forms: Sequence[Key], counts: Counter[Key]) -> dict[Key, str]:
    groups: dict[Key, list[Key]] = {}
    for key in forms:
        groups.setdefault(things.root(key), []).append(key)
    names: dict[Key, str] = {}
    for root, keys in groups.items():
        known = next((things.known[key] for key in keys if key in things.known), None)
        full = [
            key for key in keys if things.rule.get(key) not in ("part", "variant", "bracket", "defined")
        ] or keys
        best = max(full, key=lambda key: (counts[key], len(key[1]), key[1]))
        names[root] = known or best[1].strip("《》“”")
    return names


def _entity(text: str, mention: Mention, things: Things, canonical: dict[Key, str]) -> Entity:
    form = text[mention.start : mention.end]
    key = (mention.label, form)
    name = canonical[things.root(key)]
    merged = None if name == form else things.rule.get(key) or ("alias" if key in things.known else "form")
    return Entity(form, mention.start, mention.end, mention.label, name, mention.source, merged)


def unmerge(entities: Sequence[Entity], rules: Collection[str] = RULES) -> list[Entity]:
    """Undo merges: mentions that one of the rules put under another name stand under their own form again.

    Args:
        entities: mentions of one article or of many.
        rules: rules to undo, all of them by default.
    """
    return [
        replace(entity, canonical=entity.text, merged_by=None) if entity.merged_by in rules else entity
        for entity in entities
    ]
