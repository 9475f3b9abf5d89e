"""A Doc as the claim models see it."""

from __future__ import annotations

import pytest
import spacy

from xhsnlp.annotations import register_extensions
from xhsnlp.claims.reading import Reading
from xhsnlp.spans import Span

TEXT = "云雀优选科技有限公司发布年报。该公司的营收增长24%。"


@pytest.fixture(scope="module")
def reading():
    register_extensions()
    nlp = spacy.blank("zh")
    for stage in ("xhsnlp_sentences", "xhsnlp_tagger", "xhsnlp_entities"):
        nlp.add_pipe(stage)
    return Reading.of(nlp(TEXT))


def span(part):
    start = TEXT.index(part)
    return Span(part, start, start + len(part))


def test_a_phrase_that_is_a_name_has_its_id(reading):
    assert reading.entity_in(span("云雀优选科技有限公司")) == reading.entities[0].entity


def test_a_word_that_points_back_has_the_id_of_what_it_means(reading):
    assert reading.entity_in(span("该公司")) == reading.entities[0].entity


def test_a_phrase_with_another_head_has_no_id(reading):
    assert reading.entity_in(span("该公司的营收")) is None


def test_a_character_outside_the_body_lies_in_no_unit(reading):
    assert reading.unit_at(len(TEXT)) is None
