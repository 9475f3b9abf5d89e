"""The public names, and what importing the package costs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import xhsnlp

HEAVY = {"spacy", "sklearn", "scipy", "numpy", "jieba", "snownlp", "pydantic", "typer", "rich", "trafilatura"}


def test_every_public_name_resolves():
    for name in xhsnlp.__all__:
        assert getattr(xhsnlp, name) is not None


@pytest.mark.parametrize("room", xhsnlp._ROOMS)
def test_every_room_is_there_without_an_import_of_its_own(room):
    code = f"import xhsnlp; assert '{room}' in dir(xhsnlp); print(xhsnlp.{room}.__name__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"xhsnlp.{room}"


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        xhsnlp.nonsense  # noqa: B018


def test_import_loads_nothing_heavy():
    code = "import sys, json, xhsnlp; print(json.dumps(sorted(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not HEAVY & set(json.loads(out))


def test_extract_takes_a_text():
    result = xhsnlp.extract("2023年,云雀优选的营收同比增长24%。", published="2024-03-15")
    assert [figure.value for figure in result.figures] == [24]


def test_extract_takes_a_path(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("云雀优选在杭州开了30家门店。\n", "utf-8")
    assert [figure.text for figure in xhsnlp.extract(path).figures] == ["30家"]


def test_impossible_date_is_an_error_that_names_it():
    with pytest.raises(xhsnlp.XhsnlpError, match="2023-02-30"):
        xhsnlp.extract("云雀优选在杭州开了30家门店。", published="2023-02-30")


def test_unknown_pipeline_names_the_known_ones():
    with pytest.raises(xhsnlp.XhsnlpError, match="fast"):
        xhsnlp.load("quick")
