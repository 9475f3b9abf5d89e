"""Folders of gold annotations."""

from __future__ import annotations

import json

import pytest

from xhsnlp.errors import InputError
from xhsnlp.evaluation.gold import gold_hash, read_gold

TEXT = "云雀优选开店\n去年,云雀优选在杭州开了30家店。\n"
ANNOTATION = {
    "article": "articles/a.txt",
    "published": "2024-03-15",
    "entities": [{"text": "云雀优选", "label": "ORG", "canonical": "云雀优选"}],
    "figures": [],
    "times": [{"text": "去年", "from": "2023-01-01", "to": "2023-12-31"}],
    "claims": [],
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "annotations").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "annotations" / "a.json").write_text(json.dumps(ANNOTATION), "utf-8")
    return tmp_path


def test_texts_are_resolved(folder):
    (gold,) = read_gold(folder)
    assert gold.name == "a"
    assert gold.article.published == "2024-03-15"
    assert [(e["start"], e["end"]) for e in gold.data["entities"]] == [(0, 4), (10, 14)]


def test_resolved_annotations_are_preferred(folder):
    (folder / "resolved").mkdir()
    resolved = {**ANNOTATION, "entities": [], "times": [{**ANNOTATION["times"][0], "start": 7, "end": 9}]}
    (folder / "resolved" / "a.json").write_text(json.dumps(resolved), "utf-8")
    (gold,) = read_gold(folder)
    assert gold.data["entities"] == []


def test_offsets_that_do_not_fit_are_refused(folder):
    (folder / "resolved").mkdir()
    resolved = {**ANNOTATION, "entities": [], "times": [{**ANNOTATION["times"][0], "start": 8, "end": 10}]}
    (folder / "resolved" / "a.json").write_text(json.dumps(resolved), "utf-8")
    with pytest.raises(InputError, match="E116"):
        read_gold(folder)


def test_a_missing_article_is_refused(folder):
    (folder / "articles" / "a.txt").unlink()
    with pytest.raises(InputError, match=r"E116.*a\.txt"):
        read_gold(folder)


@pytest.mark.parametrize("content", ["{", "[]", '{"published": "2024-13-01"}', "{}"])
def test_a_broken_annotation_is_refused(folder, content):
    (folder / "annotations" / "a.json").write_text(content, "utf-8")
    with pytest.raises(InputError, match="E116"):
        read_gold(folder)


def test_a_folder_without_annotations_is_refused(tmp_path):
    with pytest.raises(InputError, match="E117"):
        read_gold(tmp_path)
    with pytest.raises(InputError, match="E101"):
        read_gold(tmp_path / "nowhere")


def test_the_hash_changes_with_articles_and_annotations_but_not_with_line_ends(folder):
    before = gold_hash(folder)
    path = folder / "articles" / "a.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert gold_hash(folder) == before
    path.write_text(TEXT.replace("30", "31"), "utf-8")
    assert gold_hash(folder) != before
