"""The published JSON Schema."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import jsonschema
import pytest

import xhsnlp
import xhsnlp.errors
from xhsnlp.article import BlockKind
from xhsnlp.claims.claim import ClaimType, Modality, Polarity, SentimentLabel, ThemeLabel
from xhsnlp.entities.entity import EntityLabel
from xhsnlp.export import schema
from xhsnlp.figures.figure import Baseline, Change, Comparator, FigureKind
from xhsnlp.speech.speech import SpeakerKind
from xhsnlp.times.time import Granularity

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def validator():
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())


def test_docs_hold_the_same_schema():
    assert (ROOT / "docs" / "schema.json").read_bytes() == (
        ROOT / "xhsnlp" / "export" / "schema.json"
    ).read_bytes()


def test_version_is_the_packages():
    found = schema()
    assert found["properties"]["schema_version"]["const"] == xhsnlp.SCHEMA_VERSION
    assert found["$id"].endswith(f":{xhsnlp.SCHEMA_VERSION}")


def test_a_hand_built_extraction_is_valid(validator, extraction):
    validator.validate(json.loads(extraction.to_json()))


def test_an_empty_extraction_is_valid(validator):
    validator.validate(xhsnlp.Extraction(xhsnlp.Article("云雀优选", published=None)).to_dict())


def test_pipeline_output_is_valid(validator, article):
    try:
        xhsnlp.load()
    except (ModuleNotFoundError, xhsnlp.errors.ModelError) as problem:
        pytest.skip(f"the pipeline is not complete: {problem}")
    validator.validate(json.loads(xhsnlp.extract(article).to_json()))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("extra",), 1),
        (("schema_version",), "0.9"),
        (("article", "published"), "2024-3-12"),
        (("article", "published"), "2024-02-31"),
        (("article", "id"), "x"),
        (("claims", 0, "type"), "fact"),
        (("claims", 0, "theme"), "sports"),
        (("claims", 0, "confidence"), 1.5),
        (("claims", 0, "evidence", "start"), -1),
        (("claims", 0, "figures", 0, "value"), "3"),
        (("claims", 0, "figures", 0, "low"), 3),
        (("entities", 0, "label"), "ANIMAL"),
        (("times", 0, "granularity"), "century"),
        (("warnings",), ["oops"]),
    ],
)
def test_what_is_wrong_is_refused(validator, extraction, place, value):
    data = copy.deepcopy(json.loads(extraction.to_json()))
    part = data
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(data)


@pytest.mark.parametrize("slot", ["id", "evidence", "polarity", "speaker"])
def test_slots_are_required(validator, extraction, slot):
    data = json.loads(extraction.to_json())
    del data["claims"][0][slot]
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(data)


@pytest.mark.parametrize(
    ("kind", "slot", "values"),
    [
        ("block", "kind", BlockKind),
        ("entity", "label", EntityLabel),
        ("figure", "kind", FigureKind),
        ("figure", "comparator", Comparator),
        ("figure", "change", Change),
        ("figure", "baseline", Baseline),
        ("time", "granularity", Granularity),
        ("speaker", "kind", SpeakerKind),
        ("claim", "type", ClaimType),
        ("claim", "modality", Modality),
        ("claim", "polarity", Polarity),
        ("claim", "theme", ThemeLabel),
        ("sentiment", "label", SentimentLabel),
    ],
)
def test_closed_sets_are_those_of_the_code(kind, slot, values):
    found = schema()["$defs"][kind]["properties"][slot]["enum"]
    assert [value for value in found if value is not None] == [value.value for value in values]


def test_every_object_is_closed():
    open_ones = []

    def walk(part, path):
        if isinstance(part, dict):
            if part.get("type") == "object" and part.get("additionalProperties") is not False:
                open_ones.append(path)
            for key, value in part.items():
                walk(value, f"{path}/{key}")

    walk(schema(), "")
    assert open_ones == ["/$defs/pipeline/properties/models"]
