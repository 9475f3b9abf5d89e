"""The measures, on invented items."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhsnlp.evaluation.measures import (
    Tally,
    b_cubed,
    claim_similarity,
    f1,
    pair_up,
    rates,
    same_figure,
    tally,
    text_similarity,
)

NOTHING: dict = {"entities": [], "figures": [], "times": [], "claims": []}


def claim(subject="云雀优选", predicate="开了", thing="30家门店", place=(0, 11), **slots):
    return {
        "evidence": {"start": place[0], "end": place[1]},
        "subject": {"text": subject},
        "predicate": {"text": predicate} if predicate else None,
        "object": {"text": thing} if thing else None,
        "time": None,
        "speaker": None,
        "figures": [],
        "type": "event",
        "modality": "asserted",
        "polarity": "affirmed",
        "sentiment": "neutral",
        "theme": "strategy",
        **slots,
    }


def test_nothing_to_find_and_nothing_found_is_perfect():
    assert f1(0, 0, 0) == 1.0


@pytest.mark.parametrize(
    ("left", "right", "worth"),
    [
        ("", "", 1.0),
        ("增加", "", 0.0),
        ("增加了", "增加了", 1.0),
        ("商家数量", "买家数量", 2 / 3),
        ("店", "云雀小铺店", 0.5),
    ],
)
def test_text_similarity(left, right, worth):
    assert text_similarity(left, right) == pytest.approx(worth)


def test_white_space_makes_no_difference():
    assert text_similarity("iPhone 15", "iPhone15") == 1.0


@given(st.text(max_size=12), st.text(max_size=12))
def test_text_similarity_is_symmetric_and_within_bounds(left, right):
    assert 0 <= text_similarity(left, right) <= 1
    assert text_similarity(left, right) == text_similarity(right, left)


def test_pairing_is_the_best_as_a_whole_not_item_by_item():
    worth = {("a", "x"): 0.9, ("a", "y"): 0.8, ("b", "x"): 0.8, ("b", "y"): 0.0}
    pairs = pair_up([{"n": "a"}, {"n": "b"}], [{"n": "x"}, {"n": "y"}], lambda g, p: worth[g["n"], p["n"]])
    assert [(pair.gold, pair.predicted) for pair in pairs] == [(0, 1), (1, 0)]


def test_a_range_is_not_a_value():
    assert not same_figure({"low": 3, "high": 5, "unit": "件"}, {"value": 3, "unit": "件"})
    assert same_figure({"low": 3, "high": 5, "unit": "件"}, {"low": 3, "high": 5, "unit": "件"})


def test_an_open_end_equals_nothing():
    assert not same_figure({"low": 3, "high": None}, {"low": 3, "high": None})


def test_unit_comparator_and_change_count_and_defaults_are_filled_in():
    assert same_figure({"value": 30}, {"value": 30.0, "unit": "", "comparator": "=", "change": None})
    assert not same_figure({"value": 30}, {"value": 30, "comparator": ">"})
    assert not same_figure({"value": 30}, {"value": 30, "change": "increase"})


def test_b_cubed_of_one_split_cluster():
    precision, recall = b_cubed([("云雀", "云雀"), ("云雀", "云雀"), ("云雀", "云雀优选")])
    assert precision == 3
    assert recall == pytest.approx(5 / 3)


def test_claims_whose_evidence_does_not_touch_are_not_alike():
    assert claim_similarity(claim(), claim(place=(11, 20))) == 0.0
    assert claim_similarity(claim(), claim(place=(10, 20))) == pytest.approx(1.0)


def test_a_claim_below_the_threshold_counts_as_soft_but_not_as_hit():
    counts = tally(
        {**NOTHING, "claims": [claim()]}, {**NOTHING, "claims": [claim(predicate="关了", thing="全部")]}
    )
    assert counts["claim.hit"] == 0
    assert counts["claim.soft"] == pytest.approx(0.3)


def test_slots_are_counted_over_hits_alone():
    gold = {**NOTHING, "claims": [claim(), claim(subject="林知夏", place=(20, 30))]}
    found = {**NOTHING, "claims": [claim(sentiment={"label": "positive", "score": 0.7})]}
    measures = rates(tally(gold, found))
    assert measures["slots"]["sentiment"] == 0.0
    assert measures["slots"]["theme"] == 1.0
    assert measures["claim"]["recall"] == 0.5


def test_a_claim_time_is_looked_up_by_place_where_it_carries_no_dates():
    times = [{"text": "去年", "start": 0, "end": 2, "from": "2023-01-01", "to": "2023-12-31"}]
    gold = {**NOTHING, "times": times, "claims": [claim(time={"start": 0, "end": 2})]}
    found = {
        **NOTHING,
        "claims": [claim(time={"start": 0, "end": 2, "from": "2023-01-01", "to": "2023-12-31"})],
    }
    assert tally(gold, found)["slot.time"] == 1


def test_linking_counts_only_mentions_of_both_sides():
    def mention(start, canonical):
        return {"start": start, "end": start + 2, "label": "ORG", "canonical": canonical}

    gold = {**NOTHING, "entities": [mention(0, "云雀优选"), mention(5, "云雀优选")]}
    found = {**NOTHING, "entities": [mention(0, "云雀"), mention(9, "别家")]}
    entity = rates(tally(gold, found))["entity"]
    assert entity["linking"] == pytest.approx(1.0)
    assert entity["f1"] == 0.5
    assert entity["by_label"] == {"ORG": 0.5}


def test_no_hit_is_score_zero():
    assert rates(tally({**NOTHING, "claims": [claim()]}, {}))["score"] == 0.0


def test_tallies_add_up():
    assert Tally.total([Tally(a=1, b=2), Tally(b=3)]) == {"a": 1, "b": 5}
