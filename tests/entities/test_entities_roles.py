"""Roles read from the order of mentions."""

from __future__ import annotations

import pytest

from xhsnlp.entities.entity import Entity, EntityLabel
from xhsnlp.entities.roles import find_roles


def mentions(text: str, *marks: tuple[str, str]) -> list[Entity]:
    found, position = [], 0
    for form, label in marks:
        start = text.index(form, position)
        found.append(Entity(form, start, start + len(form), EntityLabel(label), form))
        position = start + len(form)
    return found


@pytest.mark.parametrize(
    ("text", "marks", "pattern"),
    [
        ("云雀COO林知夏说", [("云雀", "ORG"), ("COO", "TITLE"), ("林知夏", "PER")], "ORG TITLE PER"),
        ("云雀的创始人林知夏", [("云雀", "ORG"), ("创始人", "TITLE"), ("林知夏", "PER")], "ORG TITLE PER"),
        ("林知夏（云雀COO）", [("林知夏", "PER"), ("云雀", "ORG"), ("COO", "TITLE")], "PER，ORG TITLE"),
        (
            "林知夏出任云雀董事长",
            [("林知夏", "PER"), ("云雀", "ORG"), ("董事长", "TITLE")],
            "PER 任 ORG TITLE",
        ),
        ("云雀林知夏董事长", [("云雀", "ORG"), ("林知夏", "PER"), ("董事长", "TITLE")], "ORG PER TITLE"),
    ],
)
def test_person_title_and_organization_are_linked(text, marks, pattern):
    (role,) = find_roles(text, mentions(text, *marks))
    assert (role.person.text, role.pattern) == ("林知夏", pattern)
    assert role.organization is not None and role.organization.text == "云雀"


def test_two_titles_of_one_person():
    text = "云雀创始人兼CEO林知夏"
    marks = [("云雀", "ORG"), ("创始人", "TITLE"), ("CEO", "TITLE"), ("林知夏", "PER")]
    roles = find_roles(text, mentions(text, *marks))
    assert [(r.title.text, r.organization.text) for r in roles] == [("创始人", "云雀"), ("CEO", "云雀")]


def test_a_title_without_an_organization():
    text = "董事长林知夏说"
    (role,) = find_roles(text, mentions(text, ("董事长", "TITLE"), ("林知夏", "PER")))
    assert role.organization is None


def test_a_title_alone_links_nobody():
    text = "云雀负责人说"
    assert find_roles(text, mentions(text, ("云雀", "ORG"), ("负责人", "TITLE"))) == []
