"""The labels of claims in public sentences: places alone, checked against the text."""

from __future__ import annotations

import json

import pytest

from xhsnlp.training.labeled_claims import Label, check_of, labeled_terms, read_labeled, read_labels

SENTENCE = "青柚的营收增长了三成"


@pytest.fixture
def shared(tmp_path, monkeypatch):
    """A set of one sentence, and labels of its claim."""
    folder = tmp_path / "data" / "sentiment" / "own"
    folder.mkdir(parents=True)
    (folder / "train.jsonl").write_text(json.dumps({"text": SENTENCE}) + "\n", "utf-8")
    slots = ("metric", "asserted", "affirmed", "positive", "finance")
    spans = ((0, 10), (0, 5), (5, 8), (8, 10), None)
    label = Label(("sentiment/own", 0), check_of(SENTENCE), spans, slots)
    monkeypatch.setattr("xhsnlp.training.labeled_claims.read_labels", lambda: [label])
    return tmp_path


def test_a_label_becomes_a_claim_of_its_sentence(shared):
    (article,) = read_labeled(shared)
    (item,) = article.claims
    assert (item.sentiment, item.theme) == ("positive", "finance")
    assert (item.claim.subject.text, item.claim.predicate.text, item.claim.object.text) == (
        "青柚的营收",
        "增长了",
        "三成",
    )


def test_a_sentence_that_has_changed_is_left_out(shared):
    path = shared / "data" / "sentiment" / "own" / "train.jsonl"
    path.write_text(json.dumps({"text": SENTENCE + "。"}) + "\n", "utf-8")
    assert read_labeled(shared) == []


def test_a_set_that_is_not_there_gives_nothing(tmp_path):
    assert read_labeled(tmp_path) == []


def test_the_file_is_well_formed_and_told_in_the_card():
    labels = read_labels()
    assert len(labels) > 1000
    assert all(len(label.spans) == 5 and len(label.slots) == 5 and label.spans[0] for label in labels)
    assert all(row["terms"] == "unstated" for row in labeled_terms())
