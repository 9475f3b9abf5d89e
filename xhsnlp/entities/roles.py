"""Roles: who holds which position where, as links between mentions (小红书COO柯南: COO of 小红书).

Read from the order of neighboring mentions, by the appositive patterns of information extraction:

    ORG TITLE PER       小红书COO柯南, 京东集团的创始人刘强东
    ORG PER TITLE       格力电器董明珠董事长
    PER，ORG TITLE      柯南，小红书COO；柯南（小红书COO）
    PER 任 ORG TITLE    李雷出任云雀优选董事长; 任命李雷为云雀优选董事长
    TITLE PER           董事长李雷 (the organization is left open)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xhsnlp.entities.entity import Entity, EntityLabel

_NEAR = re.compile(r"[\s、/兼及和与]{0,3}")
_OF = re.compile(r"\s*的?(?:现任|前任|前|原|新任|时任|现)?\s*")
_APART = re.compile(r"\s*[，,（(]\s*(?:现任|现为|系|是|时任|前|原)?\s*")
_HOLDS = re.compile(
    r"\s*(?:先生|女士)?[，,]?(?:现任|出任|担任|就任|接任|升任|任|为|是|成为|兼任|卸任|不再担任|辞去|辞任|当选)"
    r"(?:了)?(?:前|原)?\s*"
)
#: The farthest that an organization may stand before its title, in characters.
_REACH = 8


@dataclass(frozen=True, slots=True)
class Role:
    """One person's position.

    Attributes:
        person: the mention of the person.
        title: the mention of the position.
        organization: the mention of the organization, or None where the text names none beside it.
        pattern: the pattern that found it, for example `ORG TITLE PER`.
    """

    person: Entity
    title: Entity
    organization: Entity | None
    pattern: str

    @property
    def start(self) -> int:
        """Where the first of the mentions begins."""
        return min(part.start for part in self._parts())

    @property
    def end(self) -> int:
        """Where the last of the mentions ends."""
        return max(part.end for part in self._parts())

    def _parts(self) -> list[Entity]:
        return [part for part in (self.person, self.title, self.organization) if part is not None]

    def to_dict(self) -> dict[str, Any]:
        return {
            "person": self.person.entity,
            "name": self.person.canonical,
            "title": self.title.text,
            "organization": self.organization.entity if self.organization else None,
            "start": self.start,
            "end": self.end,
            "pattern": self.pattern,
        }


def find_roles(text: str, entities: Sequence[Entity]) -> list[Role]:
    """Roles that the order of the mentions shows, in order of the text.

    Args:
        text: the article.
        entities: its mentions in order, without overlap.
    """
    roles: list[Role] = []
    for index, title in enumerate(entities):
        if title.label is EntityLabel.TITLE:
            found = _role_of(text, entities, index)
            if found is not None:
                roles.append(found)
    return roles


def _role_of(text: str, entities: Sequence[Entity], index: int) -> Role | None:
    title = entities[index]
    person = _person_after(text, entities, index)
    place = _firm_before(text, entities, index)
    firm = None if place is None else entities[place]
    if person is not None:
        return Role(person, title, firm, "ORG TITLE PER" if firm else "TITLE PER")
    before = (index if place is None else place) - 1
    head = firm or title
    if before >= 0 and entities[before].label is EntityLabel.PER:
        candidate = entities[before]
        gap = text[candidate.end : head.start]
        if _HOLDS.fullmatch(gap):
            return Role(candidate, title, firm, "PER 任 ORG TITLE")
        if firm is not None and _APART.fullmatch(gap):
            return Role(candidate, title, firm, "PER，ORG TITLE")
        if firm is None and not gap.strip():
            employer = entities[before - 1] if before else None
            if employer is not None and employer.label is EntityLabel.ORG and employer.end == candidate.start:
                return Role(candidate, title, employer, "ORG PER TITLE")
    return None


def _person_after(text: str, entities: Sequence[Entity], index: int) -> Entity | None:
    """The person right after a title, over further titles (创始人兼CEO李雷)."""
    here = entities[index]
    for following in entities[index + 1 : index + 4]:
        if not _NEAR.fullmatch(text[here.end : following.start]):
            return None
        if following.label is EntityLabel.PER:
            return following
        if following.label is not EntityLabel.TITLE:
            return None
        here = following
    return None


def _firm_before(text: str, entities: Sequence[Entity], index: int) -> int | None:
    """Index of the organization before a title, over other titles, or over a department named in common words."""
    here = entities[index]
    for position in range(index - 1, max(-1, index - 5), -1):
        preceding = entities[position]
        gap = text[preceding.end : here.start]
        if preceding.label is EntityLabel.ORG:
            short = len(gap) <= _REACH and not re.search(r"[，。；：！？、,;:!?\n（）()“”]", gap)
            return position if _OF.fullmatch(gap) or short else None
        if preceding.label is not EntityLabel.TITLE or not _NEAR.fullmatch(gap):
            return None
        here = preceding
    return None
