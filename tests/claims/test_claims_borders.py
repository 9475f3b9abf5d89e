"""Rules of where a subject begins and ends, and which claims are halves of others."""

from __future__ import annotations

import pytest
import spacy

from xhsnlp.annotations import register_extensions
from xhsnlp.claims.borders import fitted_subject, without_halves
from xhsnlp.claims.claim import Claim, ClaimType
from xhsnlp.claims.features import word_features
from xhsnlp.claims.reading import Reading
from xhsnlp.spans import Span


def fitted(text, subject, predicate):
    register_extensions()
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "xhsnlp.JiebaTokenizer.v1"}}})
    for stage in ("xhsnlp_sentences", "xhsnlp_tagger", "xhsnlp_times"):
        nlp.add_pipe(stage)
    reading = Reading.of(nlp(text))

    def words(part):
        start = text.index(part)
        return reading.words_of(Span(part, start, start + len(part)))

    found = fitted_subject(
        reading, word_features(reading), reading.units[-1], words(predicate), words(subject)
    )
    return reading.span(*found).text if found else None


@pytest.mark.parametrize(
    ("text", "subject", "predicate", "wanted"),
    [
        ("在2024年新开1626家小店。", "在2024年", "新开", None),
        ("公司向供应商支付转让价款。", "公司向供应商", "支付", "公司"),
        ("4.公司支付转让价款。", "4.公司", "支付", "公司"),
        ("并与丰巢达成合作。", "并与丰巢", "达成", None),
        ("公司支付转让价款。", "公司", "支付", "公司"),
    ],
)
def test_the_borders_of_a_subject(text, subject, predicate, wanted):
    assert fitted(text, subject, predicate) == wanted


def claim(predicate, thing):
    spans = [Span.of("联动也是特色", *place) for place in ((2, 6), predicate, thing)]
    return Claim("a", spans[0], 0, None, spans[1], spans[2], ClaimType.JUDGEMENT)


def test_a_claim_cut_apart_in_its_predicate_goes_beside_the_whole_one():
    half, whole = claim((2, 3), (3, 6)), claim((3, 4), (4, 6))
    assert without_halves([half, whole]) == [whole]


def test_a_claim_alone_stays():
    half = claim((2, 3), (3, 6))
    assert without_halves([half]) == [half]
