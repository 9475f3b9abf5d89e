"""A component of another package: installed, named in the settings, run as a stage, seen in the JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import xhsnlp
from tests.conftest import ROOT
from xhsnlp.export import schema
from xhsnlp.settings import tomllib

PLUGIN = ROOT / "tests" / "plugin"
TEXT = "云雀优选（00700.HK）2023年营收为18.6亿元。\n\n森屿家居的净利润同比下降8%。\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """A folder with the package as an installer leaves it: the module, and metadata with its entry points."""
    project = tomllib.loads((PLUGIN / "pyproject.toml").read_text("utf-8"))["project"]
    folder = tmp_path_factory.mktemp("site")
    (folder / "stock_codes.py").write_bytes((PLUGIN / "stock_codes.py").read_bytes())
    metadata = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    metadata.mkdir()
    head = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (metadata / "METADATA").write_text(head, "utf-8")
    groups = [
        f"[{group}]\n" + "".join(f"{name} = {target}\n" for name, target in entries.items())
        for group, entries in project["entry-points"].items()
    ]
    (metadata / "entry_points.txt").write_text("\n".join(groups), "utf-8")
    return folder


@pytest.fixture(scope="module")
def output(installed, tmp_path_factory) -> dict:
    """What the command writes with the component: entry points are read when a process starts, so in a new one."""
    path = tmp_path_factory.mktemp("article") / "a.txt"
    path.write_text(TEXT, "utf-8")
    command = [sys.executable, "-m", "xhsnlp.cli.app", "extract", str(path), "--format", "json"]
    options = ["--pipeline", "fast", "--set", "pipeline.components=stock_codes@xhsnlp_claims"]
    paths = os.pathsep.join([str(installed), str(ROOT), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run([*command, *options], env={**os.environ, "PYTHONPATH": paths}, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_claims_beside_a_code_are_tagged_and_others_are_not(output):
    tags = {claim["subject"]["text"]: claim.get("tags") for claim in output["claims"]}
    assert "stock:00700.HK" in sum((found or [] for found in tags.values()), [])
    assert tags["森屿家居的净利润"] is None


def test_output_names_the_component(output):
    assert output["pipeline"]["components"] == ["stock_codes"]


def test_output_fits_the_schema_and_can_be_read_back(output):
    jsonschema.validate(output, schema())
    assert xhsnlp.Extraction.from_dict(output).to_dict() == output


def test_output_without_components_says_nothing_of_them(result):
    assert "components" not in result.to_dict()["pipeline"]
    assert all("tags" not in claim for claim in result.to_dict()["claims"])


@pytest.mark.parametrize(
    ("components", "code"), [("nonsense", "E211"), ("xhsnlp_figures@nonsense", "E208")], ids=["name", "stage"]
)
def test_impossible_component_is_a_coded_error(components, code):
    settings = xhsnlp.Settings().with_values({"pipeline.components": components})
    with pytest.raises(xhsnlp.XhsnlpError) as raised:
        xhsnlp.load("fast", settings)
    assert raised.value.code == code
