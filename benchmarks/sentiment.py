"""Sentiment and themes, measured: public sets, gold claims, calibration, speed, and what stands beside.

python benchmarks/sentiment.py --data ../shared            # gold claims, calibration, speed
python benchmarks/sentiment.py --data ../shared --public   # also the public sets (minutes)
python benchmarks/sentiment.py --data ../shared --snownlp  # also snownlp as shipped (420 MB)
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from xhsnlp.sentiment.context import MASK, Context
from xhsnlp.sentiment.features import SentimentReader
from xhsnlp.sentiment.lexicon import judge
from xhsnlp.sentiment.model import sentiment_model
from xhsnlp.themes.model import theme_model
from xhsnlp.training.gold_claims import LabeledArticle, read_gold
from xhsnlp.training.sentiment import (
    CONTEXTS,
    expected_calibration_error,
    gold_contexts,
    public_set,
    reliability,
)
from xhsnlp.training.themes import accuracy_on
from xhsnlp.training.zones_fit import Examples, fit_zones

FOLDS = 5
STRENGTH = 2.0


def macro_f1(found: Sequence[str], right: Sequence[str]) -> float:
    """Mean F1 of the classes that occur."""
    hits, made, there = Counter(), Counter(found), Counter(right)
    hits.update(a for a, b in zip(found, right, strict=True) if a == b)
    return float(np.mean([2 * hits[name] / (made[name] + there[name]) for name in there]))


def row_of(name: str, found: Sequence[str], right: Sequence[str]) -> None:
    """Print accuracy and macro-F1."""
    accuracy = sum(a == b for a, b in zip(found, right, strict=True)) / len(right)
    print(f"  {name:28} accuracy {accuracy:.3f}  macro-F1 {macro_f1(found, right):.3f}", flush=True)


def by_tables(contexts: Sequence[Context]) -> list[str]:
    """What the word tables alone say."""
    scores = [judge(context.core, context.subject).score for context in contexts]
    return ["positive" if s > 0 else "negative" if s < 0 else "neutral" for s in scores]


def by_snownlp(contexts: Sequence[Context]) -> list[str]:
    """snownlp as shipped; between 0.4 and 0.6 it counts as neutral."""
    from snownlp import SnowNLP

    found = []
    for context in contexts:
        text = context.core.replace(MASK, context.subject) or "。"
        chance = SnowNLP(text).sentiments
        found.append("positive" if chance > 0.6 else "negative" if chance < 0.4 else "neutral")
    return found


def beside(contexts: Sequence[Context], right: Sequence[str], snownlp: bool) -> None:
    """The rows of what stands beside the model."""
    most = Counter(right).most_common(1)[0][0]
    row_of("majority class", [most] * len(right), right)
    row_of("word tables alone", by_tables(contexts), right)
    if snownlp:
        row_of("snownlp as shipped", by_snownlp(contexts), right)


def fold_of(text: str) -> int:
    """The fold of a text: all targets of one text lie in one fold."""
    return hashlib.sha256(text.encode("utf-8")).digest()[0] % FOLDS


def public(shared: Path, name: str, snownlp: bool) -> None:
    """A public set, split by text."""
    contexts, right = public_set(shared, name)
    path = shared / "data" / "sentiment" / name / "train.jsonl"
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    folds = np.array([fold_of(record.get("text") or record["title"]) for record in records])
    reader = SentimentReader(sentiment_model().reader.vectors)
    rows = [reader.row(context) for context in contexts]
    found = [""] * len(rows)
    for fold in range(FOLDS):
        seen, held = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        model = fit_zones([Examples([rows[i] for i in seen], [right[i] for i in seen])], strength=STRENGTH)
        for i in held:
            found[i] = model.classes[int(model.scores(rows[i]).argmax())]
    print(f"{name}: {len(rows)} examples, {FOLDS} folds by text")
    row_of("this model, trained on it", found, right)
    beside(contexts, right, snownlp)


def gold(articles: list[LabeledArticle], snownlp: bool) -> None:
    """Claims of the gold standard, their other slots given."""
    contexts, right = gold_contexts(articles)
    model = sentiment_model()
    classes = model.linear.classes
    chances = model.probabilities(contexts)
    places = np.array([classes.index(label) for label in right])
    row_of("this model", [classes[int(i)] for i in chances.argmax(axis=1)], right)
    beside(contexts, right, snownlp)
    print(f"  expected calibration error {expected_calibration_error(chances, places):.3f}")
    for confidence, accuracy, size in reliability(chances, places):
        print(f"    {confidence:.2f} {'#' * round(accuracy * 40):40} {accuracy:.2f}  ({size})")
    themes = [c.theme for a in articles for c in a.claims]
    print(f"  theme: this model {accuracy_on(theme_model(), articles):.3f}", end="")
    print(f", majority class {Counter(themes).most_common(1)[0][1] / len(themes):.3f}", end="")
    seeded = theme_model().seeded
    hits = sum(
        theme == c.theme
        for a in articles
        for theme, c in zip(seeded.predict([c.claim for c in a.claims], a.article), a.claims, strict=True)
    )
    print(f", seed words alone {hits / len(themes):.3f}")


def speed(articles: list[LabeledArticle]) -> None:
    """Characters a second of both models on one core, in processor time."""

    def both() -> None:
        for article in articles:
            sentiment_model().predict(gold_contexts([article])[0])
            theme_model().predict([c.claim for c in article.claims], article.article)

    print(
        f"speed of both: {sum(len(a.article.text) for a in articles) / seconds(both):,.0f} characters a second"
    )


def seconds(task: Callable[[], None]) -> float:
    """The shortest of three runs, in processor time."""
    times = []
    for _ in range(3):
        start = time.process_time()
        task()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--public", action="store_true")
    parser.add_argument("--sets", nargs="*", choices=list(CONTEXTS), default=list(CONTEXTS))
    parser.add_argument("--snownlp", action="store_true")
    args = parser.parse_args()
    articles = read_gold(args.data / "gold" / "dev")
    print(f"gold/dev: {sum(len(a.claims) for a in articles)} claims")
    gold(articles, args.snownlp)
    speed(articles)
    if args.public:
        for name in args.sets:
            public(args.data, name, args.snownlp)


if __name__ == "__main__":
    main()
