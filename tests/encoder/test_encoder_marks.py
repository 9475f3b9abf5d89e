"""Marks tell the network of words, tags and known names."""

from __future__ import annotations

import spacy

from xhsnlp.annotations import register_extensions
from xhsnlp.encoder.marks import BEGIN, END, INSIDE, SINGLE, lay_marks, marks_of
from xhsnlp.encoder.network import ENTITY_LABELS
from xhsnlp.entities.names import KnownName


def test_the_borders_of_words():
    marks = lay_marks(6, [(0, 3, "nz"), (3, 4, "v"), (4, 6, "n")])
    assert marks[:, 0].tolist() == [BEGIN, INSIDE, END, SINGLE, BEGIN, END]


def test_an_unknown_tag_is_no_mark():
    assert lay_marks(2, [(0, 2, "?")])[:, 1].tolist() == [0, 0]


def test_a_name_carries_its_label():
    marks = lay_marks(4, [], [KnownName(1, 3, "ORG", ambiguous=False)])
    row = 1 + 4 * ENTITY_LABELS.index("ORG")
    assert marks[:, 2].tolist() == [0, row, row + 1, 0]


def test_an_ambiguous_name_is_told_apart():
    sure, unsure = (lay_marks(1, [], [KnownName(0, 1, "ORG", ambiguous=flag)]) for flag in (False, True))
    assert sure[0, 2] != unsure[0, 2]


def test_a_doc_of_a_bare_pipeline_has_borders_alone():
    register_extensions()
    doc = spacy.blank("zh")("小红书")
    assert marks_of(doc)[:, 1:].tolist() == [[0, 0]] * 3
