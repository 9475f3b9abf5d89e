"""Facts of the digest on the labelled claims of corpus/digest, and rules one by one."""

from __future__ import annotations

import pytest

import xhsnlp
from benchmarks.digest import FILES, extractions, load, predict, quality
from benchmarks.digest_cases import make_case
from xhsnlp.themes.compare import compare_quantities
from xhsnlp.themes.fact import Verdict
from xhsnlp.themes.statement import Quantity


@pytest.fixture(scope="module")
def scores():
    return quality(*FILES["quality"])


def test_the_set_is_as_large_as_asked(scores):
    assert len(load("cases.jsonl")) >= 60
    assert scores["hard_negatives"] >= 200


def test_merges(scores):
    assert scores["merge_f1"] >= 0.90


def test_conflicts_are_found_with_few_false_alarms(scores):
    assert scores["conflict_recall"] >= 0.90
    assert scores["conflict_false_alarms"] <= 0.05


def test_hard_negatives_stay_apart(scores):
    assert scores["hard_negatives_merged"] <= 0.05


def test_plans_meet_their_outcomes(scores):
    assert scores["plans"] >= 0.90


def relation(*rows: str) -> str:
    return predict(make_case("x", list(rows), []))[0, 1]


def test_a_plan_published_after_the_act_is_no_plan_of_it():
    assert (
        relation(
            "2024-08-01 | 橙子直播 | {s:橙子直播}将{p:停止运营} | 2023-10-01..2023-10-01 | |planned",
            "2023-10-02 | 橙子直播 | {s:橙子直播}{p:停止运营} | 2023-10-01..2023-10-01 | |",
        )
        == "none"
    )


def test_other_currencies_are_not_compared():
    assert (
        relation(
            "2024-03-01 | 橙子直播 | {s:橙子直播营收}{p:为}{o:5亿元} | 2023-01-01..2023-12-31 | |",
            "2024-03-01 | 橙子直播 | {s:橙子直播营收}{p:为}{o:8亿美元} | 2023-01-01..2023-12-31 | |",
        )
        == "none"
    )


def test_undated_figures_of_far_articles_are_no_conflict():
    assert (
        relation(
            "2021-03-01 | 橙子直播 | {s:橙子直播日活}{p:为}{o:500万} | | |",
            "2024-03-01 | 橙子直播 | {s:橙子直播日活}{p:为}{o:900万} | | |",
        )
        == "none"
    )


def test_two_that_conflict_never_share_a_fact_through_a_third():
    made = make_case(
        "x",
        [
            "2024-03-01 | 橙子直播 | {s:橙子直播日活}{p:超过}{o:500万} | 2024-02-01..2024-02-28 | |",
            "2024-03-01 | 橙子直播 | {s:橙子直播日活}{p:为}{o:520万} | 2024-02-01..2024-02-28 | |",
            "2024-03-01 | 橙子直播 | {s:橙子直播日活}{p:为}{o:690万} | 2024-02-01..2024-02-28 | |",
        ],
        [],
    )
    found = predict(made)
    assert found[1, 2] == "conflict"


def quantity(
    low: float, high: float, *, exact: bool = True, step: float = 1.0, unit: str = "CNY"
) -> Quantity:
    return Quantity("revenue", "", "", unit, "level", "", low, high, exact, step)


@pytest.mark.parametrize(
    ("a", "b", "verdict", "rule"),
    [
        (quantity(3e8, 3e8), quantity(3e8, 3e8), Verdict.AGREE, "equal"),
        (quantity(3e8, 3e8), quantity(3.02e8, 3.02e8), Verdict.AGREE, "tolerance"),
        (quantity(3e8, 3e8, step=1e8), quantity(3.12e8, 3.12e8, step=1e6), Verdict.REFINE, "rounded"),
        (quantity(5e7, float("inf"), exact=False), quantity(5.32e7, 5.32e7), Verdict.REFINE, "bound"),
        (quantity(5e7, 5e7), quantity(8e7, 8e7), Verdict.CONFLICT, "values"),
        (quantity(5e7, float("inf"), exact=False), quantity(4e7, 4e7), Verdict.CONFLICT, "bound_broken"),
        (quantity(20, 20, unit="%"), quantity(20.4, 20.4, unit="%", step=0.1), Verdict.REFINE, "rounded"),
        (quantity(1, 1, unit="%"), quantity(3, 3, unit="%"), Verdict.CONFLICT, "values"),
    ],
)
def test_numbers(a, b, verdict, rule):
    for found in (compare_quantities(a, b, 0.02), compare_quantities(b, a, 0.02)):
        assert (found.verdict, found.rule) == (verdict, rule)


def test_a_firms_own_figure_is_no_independent_source():
    case = make_case(
        "x",
        [
            "2024-03-01 | 橙子直播 | {s:橙子直播}{p:实现}{o:营收5亿元} | 2023-01-01..2023-12-31 | 橙子直播/organization |",
            "2024-03-02 | 橙子直播 | {s:橙子直播}{p:实现}{o:营收5亿元} | 2023-01-01..2023-12-31 | 远望咨询/data |",
        ],
        [],
    )
    (fact,) = xhsnlp.digest(extractions(case)).facts
    assert fact.independent == 1
    assert {origin.kind for origin in fact.origins} == {"self", "speaker"}
