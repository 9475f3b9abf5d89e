"""The tagger's and the network's readings made one."""

from __future__ import annotations

import numpy as np
import pytest

from xhsnlp.encoder.network import CLUENER, Reading
from xhsnlp.encoder.windows import Window
from xhsnlp.entities.blend import Blend, network_readings
from xhsnlp.entities.tagger import TAGS
from xhsnlp.errors import ModelError


def scores(*tags: str, sure: float = 0.9) -> np.ndarray:
    """Log-probabilities in which each of the tags is likely."""
    table = np.full((len(tags), len(TAGS)), (1 - sure) / (len(TAGS) - 1), np.float32)
    for place, tag in enumerate(tags):
        table[place, TAGS.index(tag)] = sure
    return np.log(table)


UNITS = [(0, 1), (1, 2), (2, 3)]


def test_the_surer_reading_decides():
    tagger = scores("O", "O", "O", sure=0.6)
    network = scores("B-ORG", "I-ORG", "O", sure=0.99)
    assert Blend({"tagger": 1, "network": 1}).tags(UNITS, tagger, {"network": network}) == [
        "B-ORG",
        "I-ORG",
        "O",
    ]


def test_a_reading_without_weight_counts_nothing():
    tagger = scores("O", "O", "O", sure=0.6)
    network = scores("B-ORG", "I-ORG", "O", sure=0.99)
    assert Blend({"tagger": 1}).tags(UNITS, tagger, {"network": network}) == ["O", "O", "O"]


def test_tags_are_well_formed():
    tagger = scores("O", "I-PER", "I-ORG")
    tags = Blend({"tagger": 1}).tags(UNITS, tagger, {})
    assert all(tag[0] != "I" or left[2:] == tag[2:] for left, tag in zip(["O", *tags], tags, strict=False))


def test_a_unit_of_several_characters_takes_their_mean():
    network = scores("B-PRODUCT", "I-PRODUCT", "I-PRODUCT", "O")
    tagger = np.zeros((2, len(TAGS)), np.float32)
    tags = Blend({"network": 1}).tags([(0, 3), (3, 4)], tagger, {"network": network})
    assert tags == ["B-PRODUCT", "O"]


def test_windows_are_laid_side_by_side():
    table = scores("B-LOC", "I-LOC")
    reading = Reading(
        np.zeros((2, 1), np.float32), table, table, {"cluener": np.zeros((2, 1 + 2 * len(CLUENER)))}
    )
    found = network_readings([(Window(0, 0, 2), reading), (Window(1, 2, 3), reading)], 4)
    assert np.allclose(found["network"][:2], table)
    assert np.allclose(found["network"][2], table[1])
    assert not found["network"][3].any()
    assert np.isclose(np.exp(found["cluener"][0]).sum(), 1 + 2 * len(CLUENER))


def test_weights_that_are_none_are_refused(tmp_path):
    path = tmp_path / "blend.json"
    path.write_text('{"weights": [1]}', "utf-8")
    with pytest.raises(ModelError, match="E304"):
        Blend.load(path)
