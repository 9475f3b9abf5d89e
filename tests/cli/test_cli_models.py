"""`xhsnlp models`, `xhsnlp train`, shell completion."""

from __future__ import annotations

import json
import shutil

import pytest

from xhsnlp import resources
from xhsnlp.pipeline import PIPELINES


def test_every_shipped_model_is_the_one_of_its_manifest(run):
    got = run("models")
    assert got.status == 0 and got.err == ""
    assert all(name in got.out for name in PIPELINES) and "ok" in got.out


def test_the_files_of_one_pipeline(run):
    got = run("models", "fast")
    assert got.status == 0 and "entities/ner.crfsuite" in got.out


def test_models_as_json(run):
    got = json.loads(run("models", "--json").out)
    assert set(got) == set(PIPELINES)
    assert {file["state"] for files in got.values() for file in files} == {"ok"}


def test_the_model_card_is_printed(run):
    assert run("models", "fast", "--card").out.startswith("# Models of the pipeline `fast`")


def test_an_unknown_pipeline(run):
    got = run("models", "slow")
    assert got.status == 2 and "E205" in got.err


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the models that may be damaged."""
    folder = tmp_path / "models"
    for name in PIPELINES:
        shutil.copytree(resources.models_dir() / name, folder / name)
    monkeypatch.setattr(resources, "models_dir", lambda: folder)
    resources.manifest.cache_clear()
    yield folder / "fast"
    resources.manifest.cache_clear()


def test_damaged_missing_and_foreign_files_are_told(run, copied):
    (copied / "entities" / "ner.crfsuite").write_bytes(b"damaged")
    (copied / "themes" / "extra.npz").write_bytes(b"foreign")
    shutil.rmtree(copied / "segment")
    got = run("models")
    assert got.status == 2
    assert "fast/entities/ner.crfsuite: changed" in got.err
    assert "fast/themes/extra.npz: not listed" in got.err
    assert "fast/segment/tags.npz: missing" in got.err


def test_a_missing_manifest(run, copied):
    (copied / "manifest.json").unlink()
    got = run("models")
    assert got.status == 2 and "E301" in got.err and got.err.count("\n") == 1


def test_a_missing_card_is_one_line(run, copied):
    (copied / "README.md").unlink()
    got = run("models", "fast", "--card")
    assert got.status == 2 and "E113" in got.err and "README.md" in got.err and got.err.count("\n") == 1


def test_train_hands_on_its_options(run, tmp_path, monkeypatch):
    given = []
    monkeypatch.setattr("xhsnlp.training.__main__.main", lambda arguments: given.append(arguments) or 0)
    assert run("train", "themes", "--data", tmp_path, "--out", tmp_path, "--open-only").status == 0
    assert given == [["themes", "--data", str(tmp_path), "--out", str(tmp_path), "--open-only"]]
    monkeypatch.setattr("xhsnlp.training.__main__.main", lambda arguments: 2)
    assert run("train", "all", "--data", tmp_path).status == 2


def test_train_of_what_there_is_not(run, tmp_path):
    got = run("train", "weather", "--data", tmp_path)
    assert got.status == 2 and "E206" in got.err and "sentiment" in got.err
    assert "E101" in run("train", "themes", "--data", tmp_path / "nowhere").err


@pytest.mark.parametrize(
    ("words", "place", "expected"),
    [
        ("xhsnlp ex", 1, {"extract", "export"}),
        ("xhsnlp extract --pipeline f", 3, {"fast"}),
        ("xhsnlp extract --set times.week", 3, {"times.week_start="}),
        ("xhsnlp train sent", 2, {"sentiment"}),
        ("xhsnlp models a", 2, {"accurate"}),
    ],
)
def test_a_shell_is_told_how_a_word_could_go_on(run, monkeypatch, words, place, expected):
    monkeypatch.setenv("_XHSNLP_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(place))
    got = run()
    assert got.status == 0 and expected <= set(got.out.split())


def test_the_script_for_a_shell_is_printed(run, monkeypatch):
    # The shell is the one that started the tests, and none may have: a build server, `nohup`, an editor.
    monkeypatch.setattr("shellingham.detect_shell", lambda *_: ("bash", "/bin/bash"))
    got = run("--show-completion")
    assert got.status == 0 and "_XHSNLP_COMPLETE" in got.out
