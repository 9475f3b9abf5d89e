"""Training of the sentiment model: the gold standard's claims, with public sets of finance and business text beside.

train(shared, out)    writes out/sentiment/
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from xhsnlp.sentiment.context import Context, context_of, context_of_target, normal
from xhsnlp.sentiment.features import sentiment_zones
from xhsnlp.sentiment.model import SentimentModel
from xhsnlp.sentiment.zones import ZoneModel, softmax
from xhsnlp.training.gold_claims import LabeledArticle, read_gold
from xhsnlp.training.zones_fit import Examples, fit_zones

LABELS = {"pos": "positive", "neu": "neutral", "neg": "negative"}
FOLDS = 5
STRENGTH = 0.5
KEEP = 60_000


def gold_examples(articles: list[LabeledArticle], weight: float = 1.0) -> Examples:
    """The claims of articles."""
    rows = [sentiment_zones(context_of(c.claim, a.article)) for a in articles for c in a.claims]
    return Examples("gold", rows, [c.sentiment for a in articles for c in a.claims], weight)


def read_set(shared: Path, name: str) -> list[dict[str, Any]]:
    """The records of a public set, or none where it is not there."""
    path = shared / "data" / "sentiment" / name / "train.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def cfsc_context(row: dict[str, Any]) -> Context:
    """Entity-level finance news: the term masked, its clause and those beside it."""
    return context_of_target(row["text"], row["start"], row["end"])


def finne_context(row: dict[str, Any]) -> Context:
    """Sentences of technology business without a target."""
    return Context(normal(row["text"])[-160:])


def title_context(row: dict[str, Any]) -> Context:
    """Headlines of stock news: the company masked where it stands in them."""
    start = row["title"].find(row["company"])
    if start < 0:
        return Context(normal(row["title"]))
    return context_of_target(row["title"], start, start + len(row["company"]))


CONTEXTS: dict[str, Callable[[dict[str, Any]], Context]] = {
    "cfsc_absa": cfsc_context,
    "finne": finne_context,
    "finnews_titles": title_context,
}


def public_examples(shared: Path, name: str, weight: float = 1.0) -> Examples:
    """A public set as examples."""
    rows = read_set(shared, name)
    zones = [sentiment_zones(CONTEXTS[name](row)) for row in rows]
    return Examples(name, zones, [LABELS[row["label"]] for row in rows], weight)


def cross_validate(
    articles: list[LabeledArticle], strength: float = STRENGTH
) -> tuple[np.ndarray, list[str], tuple[str, ...]]:
    """Scores of claims by models that did not see their article, the right labels, and the classes."""
    scores: list[np.ndarray] = []
    labels: list[str] = []
    classes: tuple[str, ...] = ()
    for fold in range(FOLDS):
        model = fit_zones(
            [gold_examples([a for i, a in enumerate(articles) if i % FOLDS != fold])],
            "gold",
            strength=strength,
            keep=KEEP,
        )
        held = gold_examples([a for i, a in enumerate(articles) if i % FOLDS == fold])
        scores += [model.scores(row) for row in held.rows]
        labels += held.labels
        classes = model.classes
    return np.stack(scores), labels, classes


def fit_temperature(scores: np.ndarray, labels: list[str], classes: tuple[str, ...]) -> float:
    """The number to divide scores by so that their softmax is most likely to give the labels."""
    right = np.array([classes.index(label) for label in labels])
    grid = np.round(np.arange(0.4, 4.01, 0.05), 2)
    losses = [-np.log(softmax(scores / t)[np.arange(len(right)), right] + 1e-12).mean() for t in grid]
    return float(grid[int(np.argmin(losses))])


def expected_calibration_error(chances: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Mean distance of confidence and accuracy over bins of equal width, weighted by their size."""
    confidence = chances.max(axis=1)
    hit = chances.argmax(axis=1) == right
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(confidence[place == b].mean() - hit[place == b].mean()) * (place == b).sum()
        for b in range(bins)
        if (place == b).any()
    ]
    return float(sum(gaps) / len(right))


def train(shared: Path, out: Path, open_only: bool = False) -> dict[str, Any]:
    """Train and write `out/sentiment/`.

    Args:
        shared: the folder of data and gold standard.
        out: a pipeline's folder of models.
        open_only: leave out all sets whose terms are not open.

    Returns:
        The entry of the model card: data with terms, scores by cross-validation over articles, seed.
    """
    articles = read_gold(shared / "gold" / "train")
    scores, labels, classes = cross_validate(articles)
    temperature = fit_temperature(scores, labels, classes)
    right = np.array([classes.index(label) for label in labels])
    linear: ZoneModel = fit_zones([gold_examples(articles)], "gold", strength=STRENGTH, keep=KEEP)
    SentimentModel(linear, temperature).save(out)
    return {
        "data": [{"name": "gold/train", "terms": "texts third-party, used to learn weights; not shipped"}],
        "scores": {
            "accuracy, cross-validated over articles": round(float((scores.argmax(1) == right).mean()), 4),
            "expected calibration error, cross-validated": round(
                expected_calibration_error(softmax(scores / temperature), right), 4
            ),
        },
        "features": len(linear.vocabulary),
        "seed": 0,
    }
