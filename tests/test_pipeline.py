"""The pipeline as a whole: stages as components, invariants of the output, determinism."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import spacy

import xhsnlp
from tests.conftest import ARTICLE
from xhsnlp.pipeline import STAGES, stages_of


def spans_of(value):
    """Every object of the JSON that claims a place in the text."""
    if isinstance(value, dict):
        if {"text", "start", "end"} <= value.keys():
            yield value
        for item in value.values():
            yield from spans_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans_of(item)


def test_stages_run_in_the_declared_order():
    assert xhsnlp.load().pipe_names == [name for name, _ in stages_of("accurate")]


def test_a_loaded_pipeline_is_the_callers_own(article, result):
    nlp = xhsnlp.load()
    nlp.add_pipe("sentencizer")
    nlp.remove_pipe("xhsnlp_figures")
    assert xhsnlp.load().pipe_names == [name for name, _ in stages_of("accurate")]
    assert xhsnlp.extract(article).to_json() == result.to_json()


@pytest.mark.parametrize("stage", [name for name, _ in STAGES])
def test_every_stage_works_alone_on_a_blank_pipeline(stage):
    nlp = spacy.blank("zh")
    nlp.add_pipe(stage)
    text = "2023年,云雀优选的营收同比增长24%。"
    assert nlp(text).text == text


def test_doc_text_is_the_article_text(article):
    assert xhsnlp.load().make_doc(article.text).text == article.text


def test_every_span_is_the_text_it_says(result, article):
    found = list(spans_of(result.to_dict()))
    assert len(found) > 40
    for span in found:
        assert article.text[span["start"] : span["end"]] == span["text"]


def test_evidence_lies_in_its_block(result, article):
    for claim in result.claims:
        block = article.blocks[claim.block]
        assert block.start <= claim.evidence.start < claim.evidence.end <= block.end


def test_captions_and_titles_assert_nothing(result, article):
    bodies = {block.index for block in article.body}
    assert {claim.block for claim in result.claims} <= bodies


def test_json_round_trip(result):
    again = xhsnlp.Extraction.from_json(result.to_json())
    assert again == result
    assert again.to_json() == result.to_json()


def test_same_bytes_whatever_the_hash_seed(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, "utf-8")
    code = "import sys, xhsnlp; sys.stdout.buffer.write(xhsnlp.extract(sys.argv[1], published='2024-03-15').to_json().encode())"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(path)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] and len(runs[0]) > 1000


def test_speaker_forecast_plan_and_negation(result):
    by_evidence = {claim.evidence.text: claim for claim in result.claims}
    growth = next(claim for text, claim in by_evidence.items() if "增加了3倍" in text)
    assert growth.speaker is not None and growth.speaker.text == "林知夏"
    forecast = next(claim for text, claim in by_evidence.items() if "300亿元" in text)
    assert forecast.modality.value == "predicted"
    closing = next(claim for text, claim in by_evidence.items() if "关闭" in text)
    assert closing.modality.value == "planned"
    assert closing.time is not None and closing.time.first == "2024-05-01"


def test_unknown_date_leaves_relative_times_unresolved_with_a_reason():
    result = xhsnlp.extract("去年,云雀优选的营收同比增长24%。")
    assert result.times[0].first is None and result.times[0].reason
    assert result.warnings and "W101" in result.warnings[0]
