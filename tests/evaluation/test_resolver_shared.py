"""The resolver gives the offsets that the shared gold standard was published with."""

from __future__ import annotations

import json

import pytest

from tests.conftest import SHARED
from xhsnlp.evaluation.resolver import resolve


@pytest.mark.parametrize("split", ["train", "dev"])
def test_annotations_resolve_to_the_published_offsets(split):
    folder = SHARED / "gold" / split
    if not folder.is_dir():
        pytest.skip("the shared gold standard is not here")
    for path in sorted((folder / "annotations").glob("*.json")):
        text = (folder / "articles" / f"{path.stem}.txt").read_text("utf-8")
        resolved = json.loads((folder / "resolved" / path.name).read_text("utf-8"))
        assert resolve(json.loads(path.read_text("utf-8")), text, where=path.name) == resolved, path.name
