"""Training of the theme model: the gold standard's claims and the seed words of the taxonomy.

train(shared, out)    writes out/themes/
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from xhsnlp.themes.features import ThemeReader
from xhsnlp.themes.model import FILE
from xhsnlp.themes.taxonomy import seeds
from xhsnlp.training.gold_claims import LabeledArticle, read_gold
from xhsnlp.training.zones_fit import Examples, fit_zones

FOLDS = 5
STRENGTH = 1.0
KEEP = 40_000


def gold_examples(articles: list[LabeledArticle]) -> Examples:
    """The claims of articles."""
    rows = [
        row for a in articles for row in ThemeReader(a.article, seeds()).rows([c.claim for c in a.claims])
    ]
    return Examples("gold", rows, [c.theme for a in articles for c in a.claims])


def cross_validate(articles: list[LabeledArticle], strength: float = STRENGTH) -> float:
    """Accuracy on claims of articles that the model did not see."""
    hits = 0
    total = 0
    for fold in range(FOLDS):
        model = fit_zones(
            [gold_examples([a for i, a in enumerate(articles) if i % FOLDS != fold])],
            "gold",
            strength=strength,
            keep=KEEP,
        )
        held = gold_examples([a for i, a in enumerate(articles) if i % FOLDS == fold])
        found = [model.classes[int(np.argmax(model.scores(row)))] for row in held.rows]
        hits += sum(a == b for a, b in zip(found, held.labels, strict=True))
        total += len(found)
    return hits / total


def train(shared: Path, out: Path, open_only: bool = False) -> dict[str, Any]:
    """Train and write `out/themes/`; arguments and result as in `xhsnlp.training.sentiment.train`."""
    articles = read_gold(shared / "gold" / "train")
    accuracy = cross_validate(articles)
    model = fit_zones([gold_examples(articles)], "gold", strength=STRENGTH, keep=KEEP)
    model.save(out / FILE)
    return {
        "data": [{"name": "gold/train", "terms": "texts third-party, used to learn weights; not shipped"}],
        "scores": {"accuracy, cross-validated over articles": round(accuracy, 4)},
        "features": len(model.vocabulary),
        "seed": 0,
    }
