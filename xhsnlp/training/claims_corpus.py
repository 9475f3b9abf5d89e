"""Calibrate confidence on our own corpus, which no model of claims was trained on.

A logistic regression from the logits of the steps to whether the claim is right (Platt scaling).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from xhsnlp.annotations import register_extensions
from xhsnlp.claims.claim import Claim
from xhsnlp.evaluation.gold import read_gold
from xhsnlp.evaluation.measures import claim_similarity, pair_up
from xhsnlp.pipeline import stages_of
from xhsnlp.resources import PACKAGE
from xhsnlp.training.claims_check import HIT, calibrate, calibration_error, chance_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: From a Doc before its claims, and the id of its article, to all claims and the logits of each.
Explain = Callable[["Doc", str], tuple[list[Claim], list[list[float]]]]


@dataclass(frozen=True)
class Calibration:
    """What fits the corpus.

    Attributes:
        weights: offset and slopes.
        rows: the logits of each claim.
        error: expected calibration error on the same articles.
    """

    weights: list[float]
    rows: list[list[float]]
    error: float

    def harder(self, weights: Sequence[float]) -> float:
        """How much surer, in logits, this is of the same claims than a calibration that was fitted elsewhere."""
        own = [math.log(p / (1 - p)) for p in (chance_of(self.weights, row) for row in self.rows)]
        others = [math.log(p / (1 - p)) for p in (chance_of(weights, row) for row in self.rows)]
        return sum(own) / len(own) - sum(others) / len(others)


def before_claims(pipeline: str) -> Language:
    """The stages of a pipeline that come before claims, whose models may be in the making."""
    import spacy

    register_extensions()
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "xhsnlp.JiebaTokenizer.v1"}}})
    for stage, _ in takewhile(lambda part: part[0] != "xhsnlp_claims", stages_of(pipeline)):
        nlp.add_pipe(stage)
    return nlp


def corpus_calibration(pipeline: str, explain: Explain) -> Calibration:
    """Fit the calibration.

    Args:
        pipeline: whose stages prepare the articles.
        explain: makes the claims.
    """
    nlp = before_claims(pipeline)
    rows, hits = [], []
    for item in read_gold(PACKAGE.parent / "corpus"):
        doc = nlp.make_doc(item.article.text)
        doc._.article = item.article
        found, values = explain(nlp(doc), item.article.id)
        pairs = pair_up(item.data["claims"], [claim.to_dict() for claim in found], claim_similarity)
        worth = {pair.predicted: pair.worth for pair in pairs}
        rows += values
        hits += [int(worth.get(number, 0.0) >= HIT) for number in range(len(found))]
    weights = calibrate(rows, hits)
    sure = [chance_of(weights, row) for row in rows]
    return Calibration(weights, rows, round(calibration_error(sure, hits), 4))
