"""The names of the entities of a digest, and which of them are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from xhsnlp.claims.claim import Claim
from xhsnlp.themes.wording import generic, normalize

#: Entities that own metrics and acts; places and titles do not.
OWNERS = ("ORG", "PRODUCT", "PER", "WORK", "EVENT")
#: Labels that one name may get in turn.
_THINGS = ("ORG", "PRODUCT", "WORK")


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
                if self.labels[entity] in OWNERS and len(plain) > 1 and plain not in vague:
                    found[plain].add(same.get(entity, entity))
        return {text: next(iter(ids)) for text, ids in found.items() if len(ids) == 1}

    def same(self) -> dict[str, str]:
        """Ids of one thing under two: its name was read as a firm here and a product there, or the canonical name of the
        first (云雀) is what some article calls only the second, by a longer name that holds it (云雀科技)."""
        found = self._relabeled()
        called: dict[tuple[str, str], set[str]] = defaultdict(set)
        for entity, forms in self.mentions.items():
            for text in forms:
                called[self.labels[entity], text].add(found.get(entity, entity))
        for entity in sorted(set(self.mentions) - set(found)):
            name = self.canonical[entity]
            others = {
                other
                for other in called[self.labels[entity], name] - {entity}
                if name in self.canonical[other] and name != self.canonical[other]
            }
            if len(others) == 1 and len(name) > 1:
                found[entity] = others.pop()
        return {entity: found.get(other, other) for entity, other in found.items()}

    def _relabeled(self) -> dict[str, str]:
        """Entities of one canonical name that are firm and product at once: the one mentioned most stands for all."""
        named: dict[str, list[str]] = defaultdict(list)
        for entity in sorted(self.mentions):
            if self.labels[entity] in _THINGS:
                named[normalize(self.canonical[entity])].append(entity)
        found: dict[str, str] = {}
        for group in named.values():
            best = min(group, key=lambda entity: (-sum(self.mentions[entity].values()), entity))
            found.update((entity, best) for entity in group if entity != best)
        return found

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
