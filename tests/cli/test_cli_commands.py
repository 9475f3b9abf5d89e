"""Version, help, schema, digest, evaluate."""

from __future__ import annotations

import json

import jsonschema
import pytest

import xhsnlp

COMMANDS = (
    "extract",
    "digest",
    "report",
    "export",
    "query",
    "explain",
    "schema",
    "models",
    "evaluate",
    "train",
)


def test_version_names_program_and_schema(run):
    got = run("--version")
    assert got.status == 0
    assert got.out == f"xhsnlp {xhsnlp.__version__} (schema {xhsnlp.SCHEMA_VERSION})\n"


def test_help_lists_the_commands_also_without_arguments(run):
    got = run("--help")
    assert got.status == 0
    assert all(command in got.out for command in COMMANDS)
    assert run().out == got.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run, command):
    got = run(command, "--help")
    assert got.status == 0
    assert f"xhsnlp {command} " in got.out.split("Example", 1)[1]


def test_every_line_of_extract_fits_the_schema(run, folder):
    schema = json.loads(run("schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    for line in run("extract", folder).out.splitlines():
        jsonschema.validate(json.loads(line), schema)


def test_the_schema_can_go_to_a_file(run, tmp_path):
    out = tmp_path / "schema.json"
    assert run("schema", "-o", out).out == ""
    assert json.loads(out.read_text("utf-8"))


@pytest.fixture
def claims(run, folder, tmp_path):
    out = tmp_path / "claims.jsonl"
    run("extract", folder, "-q", "-o", out)
    return out


def test_a_digest_is_printed_as_markdown(run, claims):
    got = run("digest", claims)
    assert got.status == 0
    assert got.out.startswith("#") and "云雀优选" in got.out


def test_the_name_of_the_file_says_what_a_digest_is_written_as(run, claims, tmp_path):
    for name in ("digest.md", "digest.json"):
        assert run("digest", claims, "--out", tmp_path / name).status == 0
    assert (tmp_path / "digest.md").read_text("utf-8").startswith("#")
    assert "themes" in json.loads((tmp_path / "digest.json").read_text("utf-8"))


def test_a_digest_to_a_file_of_another_kind_is_refused(run, claims, tmp_path):
    got = run("digest", claims, "-o", tmp_path / "digest.pdf")
    assert got.status == 2 and ".pdf" in got.err


@pytest.fixture
def gold(tmp_path):
    """A gold standard of one article, which names one organization."""
    path = tmp_path / "gold"
    for name in ("articles", "annotations"):
        (path / name).mkdir(parents=True)
    (path / "articles" / "a.txt").write_text("拼多多开店\n2024年3月,拼多多在杭州开了30家门店。\n", "utf-8")
    annotation = {
        "published": "2024-03-15",
        "entities": [{"text": "拼多多", "label": "ORG"}, {"text": "杭州", "label": "LOC"}],
        "figures": [{"text": "30家", "kind": "count", "value": 30, "unit": "家"}],
        "times": [{"text": "2024年3月", "from": "2024-03-01", "to": "2024-03-31"}],
        "claims": [],
    }
    (path / "annotations" / "a.json").write_text(json.dumps(annotation), "utf-8")
    return path


def test_evaluate_prints_measures_and_the_worst_articles(run, gold):
    got = run("evaluate", gold, "--worst", 1)
    assert got.status == 0
    assert "time    f1 1.0000" in got.out
    assert got.out.splitlines()[-1].split()[1] == "a"


def test_evaluate_prints_json(run, gold):
    data = json.loads(run("evaluate", gold, "--json", "--intervals").out)
    assert data["figure"]["f1"] == 1.0
    assert data["articles"] == 1
    assert data["intervals"]["time.f1"] == [1.0, 1.0]
