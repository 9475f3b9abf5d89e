"""Figures and times of the hardest sentence shapes: each figure stays with its metric and subject, in both pipelines."""

from __future__ import annotations

import pytest

import xhsnlp

#: Sentence; then, a claim each: words of its subject, its figures, its time (or None where that is not looked at).
SHAPES = [
    (
        "2023年，云雀的营收由3亿元增至5亿元，净利润同比下降12%。",
        [("营收", ["3亿元", "增至5亿元"], "2023年"), ("净利润", ["同比下降12%"], "2023年")],
    ),
    ("云雀和青鸟的用户数分别为3000万和1200万。", [("用户数", ["3000万", "1200万"], None)]),
    (
        "云雀的营收为10亿元，其中广告收入为3亿元，会员收入为2亿元。",
        [("营收", ["10亿元"], None), ("广告收入", ["3亿元"], None), ("会员收入", ["2亿元"], None)],
    ),
    (
        "云雀的毛利率为31%，同比提高2个百分点，环比下降1个百分点。",
        [
            ("毛利率", ["31%"], None),
            ("毛利率", ["同比提高2个百分点"], None),
            ("毛利率", ["环比下降1个百分点"], None),
        ],
    ),
    (
        "云雀营收18.6亿元，净利润1.2亿元，毛利率31%。",
        [("营收", ["18.6亿元"], None), ("净利润", ["1.2亿元"], None), ("毛利率", ["31%"], None)],
    ),
    (
        "云雀的用户达到3000万，较去年年底增加500万。",
        [("用户", ["3000万"], None), ("用户", ["增加500万"], "去年年底")],
    ),
    (
        "云雀的门店数超过500家，员工约3000人。",
        [("门店数", ["超过500家"], None), ("员工", ["约3000人"], None)],
    ),
    ("云雀以2亿元收购了青鸟60%的股份。", [("云雀", ["2亿元", "60%"], None)]),
    (
        "云雀和青鸟都在扩张，前者新开了30家门店，后者新开了12家门店。",
        [("", ["30家"], None), ("", ["12家"], None)],
    ),
]


@pytest.mark.parametrize("pipeline", ["accurate", "fast"])
@pytest.mark.parametrize(("text", "expected"), SHAPES)
def test_figures_stay_with_their_metric(text, expected, pipeline):
    found = xhsnlp.extract(text, published="2024-06-20", pipeline=pipeline).claims
    for subject, figures, time in expected:
        fitting = [claim for claim in found if [figure.text for figure in claim.figures] == figures]
        assert fitting, (figures, [[f.text for f in claim.figures] for claim in found])
        assert any(claim.subject and subject in claim.subject.text for claim in fitting)
        if time is not None:
            assert any(claim.time and claim.time.text == time for claim in fitting)
