"""Calibrate the confidence of the pipeline `accurate` on our own corpus, which its network has not seen.

Our corpus is easier than articles from outside. By how much, the chain of `fast` tells: its calibration comes from
held-out folds of real articles, and one fitted to the corpus is surer of the same claims. So much is taken off here too.
Command: `python -m xhsnlp.training calibration --data PATH`, after `claims`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from xhsnlp.claims.extractor import Extractor
from xhsnlp.claims.models import claim_models
from xhsnlp.claims.neural import NeuralExtractor
from xhsnlp.claims.reading import Reading
from xhsnlp.training.claims import write_calibration
from xhsnlp.training.claims_corpus import corpus_calibration

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from xhsnlp.claims.claim import Claim


def train(shared: Path, out: Path, open_only: bool = False) -> dict[str, Any]:
    """Write `out/claims/calibration.json`.

    Args:
        shared: not used: the corpus lies in the checkout.
        out: the pipeline's folder, for example `models/accurate`.
        open_only: no difference here: the corpus is ours.
    """
    chain = Extractor(claim_models())
    neural = NeuralExtractor(chain, (0.0,) * 4)

    def explain(doc: Doc, article: str) -> tuple[list[Claim], list[list[float]]]:
        return neural.explained(Reading.of(doc), doc._.encoded, article)

    found = corpus_calibration("accurate", explain)
    easy = corpus_calibration("fast", lambda doc, name: chain.explained(Reading.of(doc), name))
    gap = easy.harder(chain.models.calibration)
    offset, *slopes = found.weights
    target = out / "claims"
    target.mkdir(parents=True, exist_ok=True)
    write_calibration(target, [offset - gap, *slopes])
    return {
        "data": [{"name": "corpus/", "terms": "CC BY 4.0, ours"}],
        "scores": {
            "calibration error on the same articles, before the offset": found.error,
            "offset for articles from outside, in logits": round(-gap, 3),
        },
        "claims": len(found.rows),
        "seed": 0,
    }
