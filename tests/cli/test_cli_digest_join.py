"""`xhsnlp digest --join`: articles added to a digest that exists."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def halves(run, folder, tmp_path):
    """The claims of two articles, each in a file of its own."""
    paths = [tmp_path / "first.jsonl", tmp_path / "second.jsonl"]
    for name, path in zip(("a.txt", "c.txt"), paths, strict=True):
        run("extract", folder / name, "-q", "--pipeline", "fast", "-o", path)
    return paths


def test_joined_is_the_same_as_all_at_once(run, halves, tmp_path):
    first, both, whole = (tmp_path / name for name in ("first.json", "both.json", "whole.json"))
    assert run("digest", halves[0], "-o", first).status == 0
    assert run("digest", halves[1], "--join", first, "-o", both).status == 0
    assert run("digest", *halves, "-o", whole).status == 0
    assert both.read_text("utf-8") == whole.read_text("utf-8")


def test_a_digest_can_be_written_over_the_one_it_joins(run, halves, tmp_path):
    path = tmp_path / "digest.json"
    assert run("digest", halves[0], "-o", path).status == 0
    assert run("digest", halves[1], "--join", path, "-o", path).status == 0
    assert json.loads(path.read_text("utf-8"))["claims"]


def test_its_own_settings_hold_unless_others_are_given(run, halves, tmp_path):
    path = tmp_path / "digest.json"
    run("digest", halves[0], "--set", "digest.sentences=2", "-o", path)
    run("digest", halves[1], "--join", path, "-o", path)
    assert json.loads(path.read_text("utf-8"))["settings"]["sentences"] == 2
    run("digest", halves[1], "--join", path, "--set", "digest.sentences=3", "-o", path)
    assert json.loads(path.read_text("utf-8"))["settings"]["sentences"] == 3


@pytest.mark.parametrize(("text", "code"), [(None, "E101"), ("{", "E110"), ("{}", "E120"), ("[1]", "E120")])
def test_something_else_cannot_be_joined(run, halves, tmp_path, text, code):
    path = tmp_path / "other.json"
    if text is not None:
        path.write_text(text, "utf-8")
    got = run("digest", halves[0], "--join", path)
    assert got.status == 2
    assert code in got.err
