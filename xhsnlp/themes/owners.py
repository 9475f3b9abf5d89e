"""What each claim is about, worked out over the whole digest: entities by their names, and the firm spoken of before
where a subject names nobody (公司, 净利润)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from xhsnlp.claims.claim import Claim
from xhsnlp.themes.wording import generic, normalize, quantities

#: Entities that own metrics and acts; places and titles do not.
_QUOTED = re.compile(r"[“「『《]([^“”「」『』《》，。、]{2,12})[”」』》]$")
_AND = "和与及跟、"
_OWNERS = ("ORG", "PRODUCT", "PER", "WORK", "EVENT")


@dataclass
class Names:
    """The names of all entities of the digest.

    Attributes:
        mentions: entity id → how often it goes by each text.
        labels: entity id → its label.
        canonical: entity id → its canonical name.
    """

    mentions: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    labels: dict[str, str] = field(default_factory=dict)
    canonical: dict[str, str] = field(default_factory=dict)

    def add(self, entity: Any) -> None:
        """Take in one mention (an `Entity`); what is only called 公司 or 平台 names nothing."""
        if normalize(entity.canonical) in generic("subject").classes:
            return
        self.mentions[entity.entity][entity.text] += 1
        self.labels[entity.entity] = entity.label.value
        self.canonical[entity.entity] = entity.canonical

    def name(self, entity: str) -> str:
        """What a thing is called here: its canonical name, or its commonest form where that is one character."""
        canonical = self.canonical.get(entity, "")
        forms = (
            sorted(self.mentions[entity].items(), key=lambda item: (-item[1], item[0]))
            if entity in self.mentions
            else []
        )
        if len(canonical) > 1 or not forms:
            return canonical or entity
        return next((text for text, _ in forms if len(text) > 1), canonical)

    def of(self, claim: Claim, about: str | None = None) -> str:
        """What to call the thing a claim is about where its subject does not: the name of the subject's entity, else of
        the entity given; "" where the subject goes by one of its names."""
        subject = claim.subject
        entity = (subject.entity if subject else None) or about
        if not entity:
            return ""
        forms = self.mentions.get(entity, Counter())
        if subject and any(len(form) > 1 and form in subject.text for form in forms):
            return ""
        return self.name(entity)

    def by_text(self) -> dict[str, str]:
        """Normalised name → entity id, for names of two characters or more that only one thing goes by."""
        found: dict[str, set[str]] = defaultdict(set)
        vague = generic("subject").classes
        same = self.same()
        for entity, forms in self.mentions.items():
            for text in (*forms, self.canonical[entity]):
                plain = normalize(text)
                if self.labels[entity] in _OWNERS and len(plain) > 1 and plain not in vague:
                    found[plain].add(same.get(entity, entity))
        return {text: next(iter(ids)) for text, ids in found.items() if len(ids) == 1}

    def same(self) -> dict[str, str]:
        """Ids of one thing under two names: the canonical name of the first (云雀) is what some article calls only the
        second, by a longer name that holds it (云雀科技)."""
        called: dict[tuple[str, str], set[str]] = defaultdict(set)
        for entity, forms in self.mentions.items():
            for text in forms:
                called[self.labels[entity], text].add(entity)
        found: dict[str, str] = {}
        for entity in sorted(self.mentions):
            name = self.canonical[entity]
            others = {
                other
                for other in called[self.labels[entity], name] - {entity}
                if name in self.canonical[other] and name != self.canonical[other]
            }
            if len(others) == 1 and len(name) > 1:
                found[entity] = others.pop()
        return {entity: found.get(other, other) for entity, other in found.items()}

    def roles(self) -> frozenset[str]:
        """Titles (高管, 创始人): they mean another person in each article."""
        return frozenset(
            normalize(text)
            for entity, forms in self.mentions.items()
            if self.labels[entity] == "TITLE"
            for text in forms
        )

    def to_dict(self) -> dict[str, Any]:
        return {
            entity: {
                "name": self.canonical[entity],
                "label": self.labels[entity],
                "forms": dict(sorted(self.mentions[entity].items())),
            }
            for entity in sorted(self.mentions)
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Names:
        names = cls()
        for entity, item in data.items():
            names.mentions[entity] = Counter(item["forms"])
            names.labels[entity] = item["label"]
            names.canonical[entity] = item["name"]
        return names


@dataclass(frozen=True, slots=True)
class Owner:
    """Attributes: key: id or normalised text of what a claim is about, "" unknown; aspect: what of it; guessed: whether
    the claim's own subject does not name it; named_to: offset where its name ends in the article, where the name is one
    of another article's and goes on beyond the subject, else 0."""

    key: str
    aspect: str
    guessed: bool = False
    named_to: int = 0


def quoted_names(claims: Iterable[Claim]) -> set[str]:
    """Names in quotation marks that end a subject or are an object (关闭“橘子酒廊”), normalised."""
    found = set()
    for claim in claims:
        for span in (claim.subject, claim.object):
            match = _QUOTED.search(span.text) if span else None
            if match and not generic("subject").class_of(normalize(match.group(1))):
                found.add(normalize(match.group(1)))
    return {name for name in found if len(name) > 1}


class OwnerFinder:
    """Finds what claims are about, given the names of the digest and names in quotation marks."""

    def __init__(self, names: Names, quoted: Iterable[str] = ()):
        self.known = known = {**{name: name for name in sorted(quoted)}, **names.by_text()}
        self.labels = names.labels
        self._same = names.same()
        self._roles = names.roles()
        self._starts = frozenset(name[:2] for name in known)
        self._longest = max(map(len, known), default=0)
        self._parts: dict[tuple[str, str | None], tuple[str, str]] = {}

    def find(self, claims: Iterable[Claim]) -> dict[str, Owner]:
        """What each claim of one article is about, by claim id.

        A subject that names nobody takes over the one before it in the same block: a person for 他, anything else for
        公司. Without one, it takes the firm that most claims of the article are about.
        """
        ordered = sorted(claims, key=lambda claim: (claim.evidence.start, claim.evidence.end, claim.id))
        # What one claim tells of a subject's name holds for all claims that take up that subject.
        taught = {
            claim.subject.start: name
            for claim in ordered
            if claim.subject and (name := self._name_beyond(claim))
        }
        named = [_taught(claim, taught) for claim in ordered]
        parts = [self._part(claim, name) for claim, name in zip(ordered, named, strict=True)]
        main = self._main(parts)
        found: dict[str, Owner] = {}
        before: dict[bool, tuple[str, int]] = {}
        for claim, name, (key, aspect) in zip(ordered, named, parts, strict=True):
            if claim.subject is None:
                found[claim.id] = Owner("", "")
                continue
            if key:
                before[self.labels.get(key) == "PER"] = (key, claim.block)
                found[claim.id] = Owner(key, aspect, False, claim.subject.start + len(name) if name else 0)
                continue
            person = claim.subject.text in generic("person").classes
            last = before.get(person)
            if last and last[1] == claim.block:
                found[claim.id] = Owner(last[0], aspect, True)
            else:
                found[claim.id] = Owner("" if person else main, aspect, bool(main) and not person)
        return found

    def _name_beyond(self, claim: Claim) -> str:
        """A name that another article has taught, where it begins with the subject and goes on (橘子 | 优选), or ""."""
        subject, evidence = claim.subject, claim.evidence
        if subject is None or not evidence.start <= subject.start < evidence.end:
            return ""
        begin = subject.start - evidence.start
        for end in range(min(len(evidence.text), begin + self._longest), begin + len(subject.text), -1):
            if evidence.text[begin:end].lower() in self.known:
                return evidence.text[begin:end]
        return ""

    def _part(self, claim: Claim, name: str) -> tuple[str, str]:
        if claim.subject is None:
            return "", ""
        if name:
            return self.known[name.lower()], ""
        named = claim.subject.entity or ""
        entity = self._same.get(named, named) if self.labels.get(named, "TITLE") != "TITLE" else None
        part = (claim.subject.text, entity)
        if part not in self._parts:
            self._parts[part] = self._split(*part)
        return self._parts[part]

    def _main(self, parts: list[tuple[str, str]]) -> str:
        """The firm or product that half of the claims with a named subject are about, or ""."""
        counts = Counter(key for key, _ in parts if key)
        firms = {key: count for key, count in counts.items() if self.labels.get(key) in ("ORG", "PRODUCT")}
        best = min(firms, key=lambda key: (-firms[key], key), default="")
        return best if best and 2 * firms[best] >= sum(counts.values()) else ""

    def _split(self, text: str, entity: str | None) -> tuple[str, str]:
        """Owner and aspect of a subject: 抖音的日活跃用户 → 抖音's id, 日活跃用户."""
        plain = normalize(text)
        if plain in self.known:
            return entity or self.known[plain], ""
        if plain in generic("subject").classes or plain in self._roles:
            return entity or "", ""
        head = self._name_at_end(plain)
        if head:
            return self.known[head], ""
        name = self._name_in(plain)
        if name:
            return entity or self.known[name], plain.partition(name)[2].removeprefix("的")
        metric = _metric_part(plain)
        if entity:
            return entity, metric
        if not metric:
            return plain, ""
        rest = plain[: -len(metric)]
        if len(generic("filler").remove(generic("subject").remove(rest))) < 2:
            return "", plain
        return rest.removesuffix("的"), metric

    def _name_at_end(self, plain: str) -> str:
        """The longest known name that ends a text, which in Chinese is its head (甲公司旗下的酒水业务“乙”), or ""."""
        for size in range(min(len(plain) - 1, self._longest), 1, -1):
            if plain[-size:] in self.known:
                return "" if plain[-size - 1] in _AND else plain[-size:]
        return ""

    def _name_in(self, plain: str) -> str:
        """The longest known name in a text, the first of equals, or ""."""
        best = ""
        for i in range(len(plain) - 1):
            if plain[i : i + 2] in self._starts:
                for j in range(min(len(plain), i + self._longest), i + 1 + len(best), -1):
                    if plain[i:j] in self.known:
                        best = plain[i:j]
                        break
        return best


def _taught(claim: Claim, taught: dict[int, str]) -> str:
    name = taught.get(claim.subject.start, "") if claim.subject else ""
    return name if claim.subject and len(name) > len(claim.subject.text) else ""


def _metric_part(plain: str) -> str:
    """The metric's name that ends a text, or ""."""
    found = quantities().longest(plain)
    return found[0] if found and plain.endswith(found[0]) else ""
