"""The quality gate: floors hold, rise, and are not lowered unasked."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from xhsnlp.evaluation import gate

HIGH = {"claim.soft": 0.6123, "score": 0.45}
LOW = {"claim.soft": 0.5, "score": 0.45}


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Call the gate on a small gold standard with measures as they are given."""
    gold = tmp_path / "corpus"
    for name in ("articles", "annotations"):
        (gold / name).mkdir(parents=True)
    (gold / "articles" / "a.txt").write_text("云雀优选开店\n", "utf-8")
    (gold / "annotations" / "a.json").write_text("{}", "utf-8")
    floors = tmp_path / "floors.json"

    def call(reached, *options):
        monkeypatch.setattr(gate, "evaluate", lambda folder, pipeline: SimpleNamespace(headline=reached))
        return gate.main([str(gold), "--floors", str(floors), *options])

    return SimpleNamespace(call=call, gold=gold, floors=floors)


def floor_of(run, name="claim.soft"):
    return json.loads(run.floors.read_text("utf-8"))["corpus"]["measures"][name]


def test_unknown_gold_standard_fails_and_says_what_to_do(run, capsys):
    assert run.call(HIGH) == 1
    assert "--update" in capsys.readouterr().err


def test_update_sets_floors_a_little_below_what_is_reached(run):
    assert run.call(HIGH, "--update") == 0
    assert floor_of(run) == 0.602
    assert run.call(HIGH) == 0


def test_a_measure_below_its_floor_fails_and_is_named(run, capsys):
    run.call(HIGH, "--update")
    capsys.readouterr()
    assert run.call(LOW) == 1
    assert capsys.readouterr().err == "corpus: claim.soft: 0.5000 is below its floor 0.602\n"


def test_update_raises(run):
    run.call(LOW, "--update")
    assert run.call(HIGH, "--update") == 0
    assert floor_of(run) == 0.602


def test_update_keeps_a_floor_that_is_within_the_margin(run):
    run.call(HIGH, "--update")
    assert run.call({**HIGH, "claim.soft": 0.609}, "--update") == 0
    assert floor_of(run) == 0.602


def test_update_refuses_to_lower(run, capsys):
    run.call(HIGH, "--update")
    assert run.call(LOW, "--update") == 1
    assert "--lower" in capsys.readouterr().err
    assert floor_of(run) == 0.602


def test_lower_lowers(run):
    run.call(HIGH, "--update")
    assert run.call(LOW, "--update", "--lower") == 0
    assert floor_of(run) == 0.49


def test_changed_files_fail_until_they_are_recorded(run, capsys):
    run.call(HIGH, "--update")
    (run.gold / "articles" / "a.txt").write_text("云雀优选关店\n", "utf-8")
    assert run.call(HIGH) == 1
    assert "files differ" in capsys.readouterr().err
    assert run.call(HIGH, "--update") == 0
    assert run.call(HIGH) == 0


def test_other_gold_standards_keep_their_floors(run):
    run.floors.write_text(json.dumps({"gold-dev": {"sha256": "0", "measures": {"score": 0.4}}}), "utf-8")
    run.call(HIGH, "--update")
    assert json.loads(run.floors.read_text("utf-8"))["gold-dev"]["measures"] == {"score": 0.4}


def test_a_folder_that_is_no_gold_standard_is_status_2(run, tmp_path, capsys):
    assert gate.main([str(tmp_path / "nowhere"), "--floors", str(run.floors)]) == 2
    assert "E101" in capsys.readouterr().err


def test_a_split_is_named_after_its_parent(tmp_path):
    assert gate.floor_name(tmp_path / "gold" / "dev") == "gold-dev"
    assert gate.floor_name(tmp_path / "corpus") == "corpus"


def test_another_pipeline_has_floors_of_its_own(tmp_path):
    assert gate.floor_name(tmp_path / "corpus", "other") == "corpus@other"
