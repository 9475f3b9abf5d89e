"""Company names as hashes: kept, found, longest first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xhsnlp.entities.companies import CompanyNames
from xhsnlp.errors import ModelError

NAMES = ["云雀优选", "云雀优", "晨星物流网", "短名"]


def found(names: CompanyNames, text: str) -> list[str]:
    return [text[start:end] for start, end in names.find(text, 0, len(text))]


def test_the_longest_name_is_found():
    assert found(CompanyNames.of(NAMES), "昨日云雀优选与晨星物流网签约") == ["云雀优选", "晨星物流网"]


def test_names_of_two_characters_are_left_out():
    assert found(CompanyNames.of(NAMES), "这是短名。") == []


def test_names_outlive_a_file(tmp_path):
    CompanyNames.of(NAMES).save(tmp_path / "names.npz")
    again = CompanyNames.load(tmp_path / "names.npz")
    assert found(again, "云雀优选") == ["云雀优选"]


def test_another_file_is_refused(tmp_path):
    (tmp_path / "names.npz").write_bytes(b"no such thing")
    with pytest.raises(ModelError, match="E304"):
        CompanyNames.load(tmp_path / "names.npz")


def test_an_empty_list_finds_nothing():
    assert found(CompanyNames.of([]), "云雀优选") == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="云雀优选晨星物流网\ud800 a，", max_size=40))
def test_matches_are_ordered_and_known(text):
    names = CompanyNames.of(NAMES)
    spans = list(names.find(text, 0, len(text)))
    assert all(text[start:end] in NAMES for start, end in spans)
    assert all(one[1] <= two[0] for one, two in zip(spans, spans[1:], strict=False))
