"""The report of an evaluation."""

from __future__ import annotations

import json

import pytest

from xhsnlp.evaluation.measures import Tally
from xhsnlp.evaluation.report import ArticleRow, Report


def row(name, hit, soft):
    counts = {
        "claim.gold": 10,
        "claim.predicted": 10,
        "claim.hit": hit,
        "claim.soft": soft,
        "label.ORG.gold": 2,
    }
    return ArticleRow(
        name, Tally({**counts, "label.ORG.predicted": 2, "label.ORG.hit": 1, "slot.theme": hit})
    )


@pytest.fixture
def report():
    return Report((row("a", 8, 7.5), row("b", 2, 2.5), row("c", 5, 5.0)))


def test_measures_are_ratios_of_sums(report):
    assert report.measures["claim"]["soft"] == pytest.approx(0.5)
    assert report.measures["entity"]["by_label"] == {"ORG": 0.5}


def test_the_worst_article_comes_first(report):
    assert [article.name for article in report.worst(2)] == ["b", "c"]


def test_text_names_groups_score_and_the_worst(report):
    lines = report.to_text(worst=1).splitlines()
    assert [line.split()[0] for line in lines] == [
        "entity", "figure", "time", "claim", "labels", "speech", "slots", "score", "0.250",
    ]  # fmt: skip
    assert "(3 articles)" in lines[-2]
    assert lines[-1].split()[1:] == ["b", "gold", "10", "predicted", "10", "hit", "2"]


def test_json_has_every_measure_and_article(report):
    data = json.loads(json.dumps(report.to_dict()))
    assert data["articles"] == 3
    assert [article["article"] for article in data["worst"]] == ["b", "c", "a"]
    assert {"entity", "figure", "time", "claim", "slots", "score"} <= data.keys()


def test_intervals_hold_the_value_and_are_the_same_each_time(report):
    low, high = report.intervals(samples=200)["claim.soft"]
    assert 0.25 <= low < 0.5 < high <= 0.75
    assert report.intervals(samples=200) == report.intervals(samples=200)


def test_every_rate_has_an_interval(report):
    bounds = report.intervals(samples=50)
    assert {"claim.precision", "speech.recall", "slots.time", "slots.figures", "score"} <= set(bounds)
    assert not {"claim.gold", "claim.predicted"} & set(bounds)


def test_text_shows_intervals_beside_the_figures(report):
    text = report.to_text(bounds=report.intervals(samples=50))
    assert "soft 0.5000 [" in text and "theme 1.0000 [1.000, 1.000]" in text


def test_no_articles_have_no_worst():
    assert Report().worst(3) == []
