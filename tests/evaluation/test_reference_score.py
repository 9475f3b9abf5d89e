"""The same numbers as the scorer that comes with the shared gold standard, on partly wrong predictions."""

from __future__ import annotations

import importlib.util
import random

import pytest

from tests.conftest import SHARED
from xhsnlp.evaluation.evaluate import score
from xhsnlp.evaluation.gold import read_gold

REFERENCE = SHARED / "eval" / "score.py"
GOLD = SHARED / "gold" / "dev"
pytestmark = pytest.mark.skipif(
    not (REFERENCE.is_file() and GOLD.is_dir()), reason="the shared scorer and gold standard are not here"
)


@pytest.fixture(scope="module")
def reference():
    spec = importlib.util.spec_from_file_location("reference_score", REFERENCE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def gold():
    return read_gold(GOLD)


def shifted(item, dice):
    step = dice.choice([-1, 0, 0, 1])
    return {**item, "start": max(item["start"] + step, 0), "end": item["end"] + dice.choice([0, 1])}


def wrong_entity(item, dice):
    changes = {
        "label": dice.choice(["ORG", "PER"]),
        "canonical": dice.choice([item["canonical"], "一", "二"]),
    }
    return shifted({**item, **dice.choice([{}, changes])}, dice)


def wrong_figure(item, dice):
    changes = {"unit": "%", "comparator": dice.choice([">", "="]), "change": dice.choice([None, "increase"])}
    number = dice.choice([{"value": 3}, {"value": None, "low": 1, "high": None}, {}])
    return shifted({**item, **dice.choice([{}, changes]), **number}, dice)


def wrong_time(item, dice):
    return shifted({**item, **dice.choice([{}, {"to": "2023-10-08"}, {"from": None, "to": None}])}, dice)


def wrong_text(slot, dice):
    if not slot:
        return slot
    return dice.choice(
        [slot, slot, {**slot, "text": slot["text"][1:]}, {**slot, "text": "别的" + slot["text"]}, None]
    )


def wrong_claim(item, times, dice):
    changed = {name: wrong_text(item[name], dice) for name in ("subject", "predicate", "object", "speaker")}
    changed["evidence"] = shifted(item["evidence"], dice)
    changed["sentiment"] = {"label": dice.choice([item["sentiment"], "neutral"]), "score": 0.5}
    changed["theme"] = dice.choice([item["theme"], "other", None])
    changed["figures"] = [shifted(f, dice) for f in item["figures"] if dice.random() < 0.8]
    if item["time"] and times and dice.random() < 0.5:
        changed["time"] = dice.choice(times)
    return {**item, **changed}


def perturbed(data, dice):
    """Gold with items moved, changed, left out, and given twice."""

    def some(items, change):
        kept = [change(item, dice) for item in items if dice.random() < 0.85]
        return kept + [change(item, dice) for item in items if dice.random() < 0.1]

    times = some(data["times"], wrong_time)
    return {
        "entities": some(data["entities"], wrong_entity),
        "figures": some(data["figures"], wrong_figure),
        "times": times,
        "claims": some(data["claims"], lambda item, dice: wrong_claim(item, times, dice)),
    }


@pytest.mark.parametrize("seed", range(4))
def test_same_numbers(reference, gold, seed):
    dice = random.Random(seed)
    predicted = {item.name: perturbed(item.data, dice) for item in gold if dice.random() < 0.9}
    expected = reference.score({item.name: item.data for item in gold}, predicted)
    found = score(gold, predicted).to_dict()
    worst = expected.pop("worst")
    assert [(row["soft"], row["article"]) for row in found.pop("worst")] == [
        (pytest.approx(soft), name) for soft, name, *_ in worst
    ]
    assert found["entity"].pop("by_label") == expected["entity"].pop("by_label")
    assert "recall" in found.pop("speech")  # ours alone
    assert found.keys() == expected.keys()
    for group, values in expected.items():
        assert found[group] == pytest.approx(values), group
    assert 0.1 < found["score"] < 0.9


def test_gold_against_itself_is_perfect(gold):
    assert set(score(gold, {item.name: item.data for item in gold}).headline.values()) == {1.0}
