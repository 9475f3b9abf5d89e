"""`xhsnlp explain`: from claims and from an article, as text and as JSON."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def claims(run, file, tmp_path):
    """A file of claims and the id of its first claim."""
    path = tmp_path / "claims.jsonl"
    assert run("extract", file, "--pipeline", "fast", "-q", "-o", path).status == 0
    return path, json.loads(path.read_text("utf-8"))["claims"][0]["id"]


def test_a_claim_of_a_file_is_explained_as_text(run, claims):
    path, claim = claims
    told = run("explain", path, claim)
    assert told.status == 0
    assert told.out.startswith(claim)
    assert "\nsentiment: " in told.out and "\ntheme: " in told.out


def test_json_has_features_of_both(run, claims):
    path, claim = claims
    told = json.loads(run("explain", path, claim, "--format", "json", "--top", "3").out)
    assert told["id"] == claim
    for part in ("sentiment", "theme"):
        assert {"given", "label", "probabilities", "features", "meaning"} <= told[part].keys()
        assert len(told[part]["features"]) <= 3


def test_an_article_is_read_first_and_the_beginning_of_an_id_is_enough(run, file, claims):
    _, claim = claims
    told = run("explain", file, claim[:8], "--pipeline", "fast", "--format", "json")
    assert json.loads(told.out)["id"] == claim


def test_an_unknown_id_is_named(run, claims):
    path, _ = claims
    told = run("explain", path, "c_zzz")
    assert told.status == 2
    assert "E206" in told.err and "c_zzz" in told.err
