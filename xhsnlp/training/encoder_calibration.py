"""Calibrate the confidence of the pipeline `accurate` on our own corpus, which its network has not seen.

    python -m xhsnlp.training calibration --data PATH

A logistic regression from the logits of predicate, subject and object to whether the claim is right (Platt scaling).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from xhsnlp.evaluation.gold import read_gold
from xhsnlp.evaluation.measures import claim_similarity, pair_up
from xhsnlp.resources import PACKAGE
from xhsnlp.training.claims_check import HIT, calibrate, calibration_error, chance_of


def train(shared: Path, out: Path, open_only: bool = False) -> dict[str, Any]:
    """Write `out/claims/calibration.json`.

    Args:
        shared: not used: the corpus lies in the checkout.
        out: the pipeline's folder, for example `models/accurate`.
        open_only: no difference here: the corpus is ours.
    """
    rows, hits = [], []
    for article in read_gold(PACKAGE.parent / "corpus"):
        found, values = _explained(article.article)
        pairs = pair_up(article.data["claims"], [claim.to_dict() for claim in found], claim_similarity)
        worth = {pair.predicted: pair.worth for pair in pairs}
        rows += values
        hits += [int(worth.get(number, 0.0) >= HIT) for number in range(len(found))]
    weights = calibrate(rows, hits)
    sure = [chance_of(weights, row) for row in rows]
    target = out / "claims"
    target.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"weights": [round(weight, 5) for weight in weights]})
    (target / "calibration.json").write_text(text + "\n", "utf-8")
    return {
        "data": [{"name": "corpus/", "terms": "CC BY 4.0, ours"}],
        "scores": {"calibration error on the same articles": round(calibration_error(sure, hits), 4)},
        "claims": len(hits),
        "seed": 0,
    }


def _explained(article: Any) -> tuple[list[Any], list[list[float]]]:
    """All claims of an article, however unsure, with the features of their confidence."""
    from xhsnlp.claims.extractor import Extractor
    from xhsnlp.claims.models import claim_models
    from xhsnlp.claims.neural import NeuralExtractor
    from xhsnlp.claims.reading import Reading
    from xhsnlp.pipeline import load

    nlp = load("accurate")
    doc = nlp.make_doc(article.text)
    doc._.article = article
    for name, stage in nlp.pipeline:
        if name == "xhsnlp_claims":
            break
        doc = stage(doc)
    return NeuralExtractor(Extractor(claim_models()), (0.0,) * 4).explained(
        Reading.of(doc), doc._.encoded, article.id
    )
