"""Annotations that give texts alone."""

from __future__ import annotations

import pytest

from xhsnlp.errors import InputError
from xhsnlp.evaluation.resolver import resolve

TEXT = "云雀优选开店30家\n云雀优选去年开了30家店,云雀去年又关了30家店。林知夏说,今年会开店。\n"


def claim(**slots):
    return {
        "evidence": "云雀去年又关了30家店",
        "type": "event",
        "subject": "云雀",
        "predicate": "关了",
        "object": "30家店",
        "modality": "asserted",
        "polarity": "affirmed",
        "time": "去年",
        "figures": ["30家"],
        "speaker": None,
        "sentiment": "negative",
        "theme": "strategy",
        **slots,
    }


def figure(**slots):
    return {"text": "30家", "kind": "count", "value": 30, "unit": "家", "comparator": "=", **slots}


def time(text="去年", first="2023-01-01", last="2023-12-31"):
    return {"text": text, "from": first, "to": last}


def test_every_occurrence_of_a_form_is_a_mention_and_the_longest_form_wins():
    forms = [{"text": "云雀", "label": "ORG", "canonical": "云雀优选"}, {"text": "云雀优选", "label": "ORG"}]
    found = resolve({"entities": forms}, TEXT)["entities"]
    assert [(m["text"], m["canonical"]) for m in found] == [
        ("云雀优选", "云雀优选"),
        ("云雀优选", "云雀优选"),
        ("云雀", "云雀优选"),
    ]
    assert all(TEXT[m["start"] : m["end"]] == m["text"] for m in found)


def test_figures_start_after_the_title_and_go_in_order():
    found = resolve({"figures": [figure(), figure()]}, TEXT)["figures"]
    assert [f["start"] for f in found] == [TEXT.index("30家店"), TEXT.rindex("30家")]


def test_a_body_can_be_named():
    found = resolve({"body": "云雀去年", "figures": [figure()]}, TEXT)["figures"]
    assert [f["start"] for f in found] == [TEXT.rindex("30家")]


def test_what_a_claim_names_is_nearest_to_its_evidence():
    found = resolve({"claims": [claim()]}, TEXT)["claims"][0]
    assert found["time"]["start"] == TEXT.rindex("去年")
    assert found["figures"] == [
        {"text": "30家", "start": TEXT.rindex("30家"), "end": TEXT.rindex("30家") + 3}
    ]
    assert found["subject"]["start"] == found["evidence"]["start"]


def test_outside_the_evidence_the_nearer_one_is_taken():
    found = resolve({"claims": [claim(evidence="又关了30家店", subject="云雀", object="店")]}, TEXT)[
        "claims"
    ][0]
    assert found["subject"]["start"] == TEXT.rindex("云雀")


def test_claims_may_share_evidence():
    found = resolve({"claims": [claim(), claim(predicate="又")]}, TEXT)["claims"]
    assert found[0]["evidence"] == found[1]["evidence"]
    assert [c["id"] for c in found] == ["c1", "c2"]


@pytest.mark.parametrize(
    ("annotation", "why"),
    [
        ({"entities": [{"text": "雨燕", "label": "ORG"}]}, "not in the article"),
        ({"entities": [{"text": "云雀", "label": "COMPANY"}]}, "none of"),
        ({"figures": [figure(), figure(), figure()]}, "out of order"),
        ({"figures": [figure(value=None)]}, "neither a value"),
        ({"figures": [figure(kind="number")]}, "none of"),
        ({"times": [time("今年"), time()]}, "out of order"),
        ({"times": [time(last="2023-12-32")]}, "not two ISO dates"),
        ({"times": [time(first="2024-01-01")]}, "ends before it starts"),
        ({"claims": [claim(subject=None)]}, "no subject"),
        ({"claims": [claim(predicate=None)]}, "no predicate"),
        ({"claims": [claim(theme="sports")]}, "none of"),
        ({"claims": [claim(figures=["31家"])]}, "not in the article"),
        ({"body": "不在", "figures": []}, "not in the article"),
    ],
)
def test_what_does_not_fit_is_refused(annotation, why):
    with pytest.raises(InputError, match=why) as caught:
        resolve(annotation, TEXT, where="a.json")
    assert caught.value.code == "E116"
    assert "a.json" in str(caught.value)
