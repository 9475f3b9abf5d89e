"""What the README shows is what the library gives, and the model cards what their parts say."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.docs.snippets import run, snippets
from xhsnlp.pipeline import PIPELINES
from xhsnlp.training.cards import readme

#: Numbers that move when a model is trained again.
SCORES = {"score", "confidence"}


def parts(shown: Any, given: Any, where: str = "") -> list[str]:
    """Places where what is shown is not part of what is given."""
    if isinstance(shown, dict):
        return [
            place
            for key, value in shown.items()
            if key not in SCORES
            for place in parts(value, given.get(key, "nothing"), f"{where}.{key}")
        ]
    if isinstance(shown, list):
        assert len(shown) == len(given), where
        return [place for pair in zip(shown, given, strict=True) for place in parts(*pair, where)]
    return [] if shown == given else [f"{where}: {shown!r} is shown, {given!r} is given"]


def test_claim_of_the_readme_is_what_its_code_gives(tmp_path, result):
    blocks = snippets(ROOT / "README.md")
    shown = json.loads(next(block.code for block in blocks if block.language == "json"))
    namespace: dict[str, Any] = {}
    run(next(block for block in blocks if block.language == "python"), tmp_path, namespace)
    given = [claim.to_dict() for claim in namespace["result"].claims]
    same = [claim for claim in given if claim["evidence"]["text"] == shown["evidence"]["text"]]
    assert parts(shown, same[0]) == []


def test_links_of_the_readme_lead_somewhere():
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", (ROOT / "README.md").read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


@pytest.mark.parametrize("name", PIPELINES)
def test_model_card_is_made_of_its_parts(name):
    folder = ROOT / "models" / name
    assert (folder / "README.md").read_text("utf-8") == readme(folder)
