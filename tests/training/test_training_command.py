"""`python -m xhsnlp.training`: the order of rooms, cards, manifest, and what it says of bad input."""

from __future__ import annotations

import json
from importlib.util import find_spec

import pytest

from xhsnlp.errors import ModelError
from xhsnlp.training import __main__ as command
from xhsnlp.training.cards import write_card, write_readme


@pytest.fixture
def rooms(monkeypatch):
    """Rooms whose training writes one small file; the list says in which order they ran."""
    ran = []

    def trainer(room):
        def train(shared, out, open_only):
            ran.append((room, open_only))
            (out / room).mkdir(parents=True)
            (out / room / "weights.json").write_text("[1]\n", "utf-8")
            return {"data": [{"name": "invented", "terms": "CC0"}], "scores": {"accuracy": 0.8125}, "seed": 0}

        return train

    monkeypatch.setattr(command, "trainer", trainer)
    return ran


def test_all_rooms_run_in_the_order_of_the_pipeline(rooms, tmp_path):
    out = tmp_path / "fast"
    assert command.main(["all", "--data", str(tmp_path), "--out", str(out), "--open-only"]) == 0
    assert rooms == [(room, True) for room in command.ROOMS]


def test_one_room_leaves_cards_of_the_others(rooms, tmp_path):
    out = tmp_path / "fast"
    command.main(["themes", "--data", str(tmp_path), "--out", str(out)])
    command.main(["sentiment", "--data", str(tmp_path), "--out", str(out)])
    readme = (out / "README.md").read_text("utf-8")
    assert "## sentiment" in readme and "## themes" in readme
    assert "| invented | CC0 |" in readme and "accuracy: 0.8125" in readme


def test_the_manifest_lists_models_but_not_cards(rooms, tmp_path):
    out = tmp_path / "fast"
    command.main(["themes", "--data", str(tmp_path), "--out", str(out)])
    assert list(json.loads((out / "manifest.json").read_text("utf-8"))["files"]) == ["themes/weights.json"]


def test_training_again_gives_the_same_bytes(rooms, tmp_path):
    made = []
    for name in ("one", "two"):
        out = tmp_path / name / "fast"
        command.main(["themes", "--data", str(tmp_path), "--out", str(out)])
        made.append({p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()})
    assert made[0] == made[1]


def test_data_that_is_not_there_is_status_2(tmp_path, capsys):
    assert command.main(["themes", "--data", str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_a_room_without_training_is_named(monkeypatch):
    monkeypatch.setitem(command.ROOMS, "themes", "no_such_module")
    with pytest.raises(ModelError, match=r"E305.*themes"):
        command.trainer("themes")


@pytest.mark.parametrize("room", sorted(command.ROOMS))
def test_every_room_has_a_training(room):
    if find_spec(f"xhsnlp.training.{command.ROOMS[room]}") is None:
        pytest.skip(f"no training of {room} here")
    assert callable(command.trainer(room))


def test_a_card_without_data_or_scores_is_readable(tmp_path):
    write_card(tmp_path, "claims", {"claims": 12}, open_only=False)
    (tmp_path / "manifest.json").write_text('{"files": {}}', "utf-8")
    assert "- claims: 12" in write_readme(tmp_path).read_text("utf-8")
