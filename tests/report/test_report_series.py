"""Figures of one metric over time."""

from __future__ import annotations

from xhsnlp.report.series import find_series


def article(*claims: dict, times=(), figures=(), text="营收为1亿元") -> dict:
    return {"id": "a", "text": text, "claims": list(claims), "times": list(times), "figures": list(figures)}


def year(number: int) -> dict:
    return {"span": [0, 0], "from": f"{number}-01-01", "to": f"{number}-12-31"}


def amount(value: float, **more) -> dict:
    return {"span": [3, 6], "kind": "amount", "value": value, "unit": "CNY", **more}


def claim(key: str, figures: list[int], time: int, **more) -> dict:
    return {"id": key, "subject": [0, 2], "object": [3, 6], "figures": figures, "time": time, **more}


def values(series: dict) -> list[tuple[str, list[float]]]:
    return [(point[3][:4], point[5]) for point in series["points"]]


def test_the_same_subject_of_two_years_is_a_series():
    (series,) = find_series(
        [
            article(
                claim("c2", [1], 1),
                claim("c1", [0], 0),
                times=[year(2022), year(2023)],
                figures=[amount(1), amount(2)],
            )
        ],
        None,
    )
    assert series["subject"] == "营收"
    assert values(series) == [("2022", [1]), ("2023", [2])]


def test_one_period_makes_no_series():
    found = [
        article(claim("c1", [0], 0), claim("c2", [1], 0), times=[year(2022)], figures=[amount(1), amount(2)])
    ]
    assert find_series(found, None) == []


def test_a_figure_for_each_year_of_a_period():
    times = [{"span": [0, 0], "from": "2022-01-01", "to": "2024-12-31"}]
    figures = [amount(1), amount(2), amount(3)]
    (series,) = find_series([article(claim("c1", [0, 1, 2], 0), times=times, figures=figures)], None)
    assert values(series) == [("2022", [1]), ("2023", [2]), ("2024", [3])]


def test_several_figures_of_one_period_are_left_out():
    times = [year(2022), year(2023)]
    figures = [amount(1), amount(2), amount(3)]
    found = [article(claim("c1", [0, 1], 0), claim("c2", [2], 1), times=times, figures=figures)]
    assert find_series(found, None) == []


def test_level_and_change_are_two_metrics_and_a_decrease_is_negative():
    down = {
        "kind": "percent",
        "unit": "%",
        "change": "decrease",
        "by": True,
        "baseline": "yoy",
        "span": [3, 6],
    }
    figures = [amount(1), {**down, "value": 8}, amount(2), {**down, "value": 5}]
    found = [
        article(
            claim("c1", [0, 1], 0), claim("c2", [2, 3], 1), times=[year(2022), year(2023)], figures=figures
        )
    ]
    by_change = {series["change"]: values(series) for series in find_series(found, None)}
    assert by_change == {
        "level": [("2022", [1]), ("2023", [2])],
        "change yoy": [("2022", [-8]), ("2023", [-5])],
    }


def test_the_digest_joins_metrics_of_other_words():
    text = "营收为1亿元收入为2亿元"
    second = {**claim("c2", [1], 1), "subject": [6, 8], "object": [9, 12]}
    figures = [amount(1), {**amount(2), "span": [9, 12]}]
    found = [article(claim("c1", [0], 0), second, times=[year(2022), year(2023)], figures=figures, text=text)]
    assert find_series(found, None) == []
    facts = [
        {"id": "f1", "claims": ["c1"], "relations": [["f2", "differs_in_time", "other_period"]]},
        {"id": "f2", "claims": ["c2"]},
    ]
    (series,) = find_series(found, {"facts": facts})
    assert values(series) == [("2022", [1]), ("2023", [2])]


def test_negated_and_undated_claims_are_no_points():
    times = [year(2022), year(2023), {"span": [0, 0], "reason": "?"}]
    figures = [amount(1), amount(2), amount(3)]
    claims = claim("c1", [0], 0), claim("c2", [1], 1, polarity="negated"), claim("c3", [2], 2)
    assert find_series([article(*claims, times=times, figures=figures)], None) == []
