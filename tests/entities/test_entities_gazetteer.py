"""Gazetteers: longest match, case, ambiguity, files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhsnlp.entities.entity import EntityLabel
from xhsnlp.entities.gazetteer import DATA, Entry, Gazetteer, read_gazetteer, shipped_gazetteer
from xhsnlp.errors import SettingsError

NAMES = Gazetteer(
    [
        Entry("云雀", EntityLabel.ORG, "云雀优选"),
        Entry("云雀优选", EntityLabel.ORG, "云雀优选"),
        Entry("Lark", EntityLabel.ORG, "Lark", ambiguous=True),
        Entry("TikTok", EntityLabel.ORG, "TikTok"),
    ]
)


def found(text: str) -> list[str]:
    return [text[m.start : m.end] for m in NAMES.matches(text)]


def test_the_longest_name_wins():
    assert found("云雀优选与云雀") == ["云雀优选", "云雀"]


def test_case_does_not_matter():
    assert found("tiktok和TIKTOK") == ["tiktok", "TIKTOK"]


def test_an_ambiguous_latin_name_needs_its_case():
    assert found("Lark, lark") == ["Lark"]


def test_a_name_is_not_found_inside_a_latin_word():
    assert found("TikToker") == []


def test_full_width_letters_are_read():
    assert found("ＴｉｋＴｏｋ") == ["ＴｉｋＴｏｋ"]


def test_the_shipped_names_are_many_and_short_forms_lead_to_the_full_name():
    names = shipped_gazetteer()
    business = [e for e in names.entries.values() if e.label in (EntityLabel.ORG, EntityLabel.PRODUCT)]
    assert len(business) > 3000
    for short, full in (("阿里", "阿里巴巴"), ("鹅厂", "腾讯"), ("壹玖壹玖", "1919"), ("哔哩哔哩", "B站")):
        entry = names.get(short)
        assert entry is not None and entry.canonical == full


@pytest.mark.parametrize("path", sorted((DATA / "names").glob("*.tsv")), ids=lambda path: path.name)
def test_every_shipped_file_states_columns_and_licence(path: Path):
    head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    assert "Columns:" in " ".join(head) and ("CC0" in " ".join(head) or "WTFPL" in " ".join(head))
    assert list(read_gazetteer(path))


def test_a_row_without_a_label_is_an_error_that_names_it(tmp_path):
    path = tmp_path / "names.tsv"
    path.write_text("云雀\tCOMPANY\n", "utf-8")
    with pytest.raises(SettingsError, match="COMPANY"):
        list(read_gazetteer(path))


def test_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(SettingsError, match="E204"):
        list(read_gazetteer(tmp_path / "none.tsv"))


@given(st.text(alphabet="云雀优选Lark tiTok，İß\ud800\0", max_size=60))
def test_matches_lie_in_the_text_and_do_not_overlap(text):
    last = 0
    for match in shipped_gazetteer().matches(text):
        assert last <= match.start < match.end <= len(text)
        last = match.end
