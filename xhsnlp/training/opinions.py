"""Choose how much the network of the pipeline `accurate` counts in sentiment and theme, on our own corpus.

    python -m xhsnlp.training opinions --data PATH

Neither the network nor the linear models have seen the corpus. Sentiment has a probability in the output, so its weight
and temperature are those by which the right values are likeliest; of a theme the name alone is told, so its weight is the
one by which most are right. Claims are taken as annotated. To be run again after the encoder, sentiment or themes were trained.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from xhsnlp.evaluation.gold import read_gold
from xhsnlp.resources import PACKAGE
from xhsnlp.sentiment.blend import FILE, Blend, place_of
from xhsnlp.sentiment.context import context_of
from xhsnlp.sentiment.model import SentimentModel, sentiment_model
from xhsnlp.themes.model import ThemeModel, theme_model
from xhsnlp.training.gold_claims import LabeledArticle, labeled_article
from xhsnlp.training.sentiment import expected_calibration_error

WEIGHTS = tuple(round(0.05 * step, 2) for step in range(21))
TEMPERATURES = tuple(round(0.7 + 0.1 * step, 2) for step in range(24))


@dataclass(frozen=True)
class Judged:
    """An article, and what the network thinks of its claims: probabilities of sentiment and theme."""

    labeled: LabeledArticle
    opinions: dict[str, np.ndarray]


def read_judged(folder: Path) -> list[Judged]:
    """The articles of an annotated folder as the network reads them."""
    return [_judge(labeled_article(gold.name, gold.article, gold.data)) for gold in read_gold(folder)]


def _judge(labeled: LabeledArticle) -> Judged:
    from xhsnlp.encoder.network import SLOTS
    from xhsnlp.encoder.opinions import encoded_by, network_opinions
    from xhsnlp.pipeline import load

    encoded = encoded_by(load("accurate"), labeled.article)
    assert encoded is not None
    found = network_opinions(encoded, [place_of(item.claim) for item in labeled.claims])
    classes = {"sentiment": sentiment_model().linear.classes, "theme": theme_model().linear.classes}
    return Judged(
        labeled,
        {
            slot: found[slot][:, [SLOTS[slot].index(name) for name in names]]
            for slot, names in classes.items()
        },
    )


class SentimentTrial:
    """Sentiment of claims by both, the linear scores read once."""

    def __init__(self, judged: list[Judged], model: SentimentModel):
        claims = [(item.claim, part.labeled.article) for part in judged for item in part.labeled.claims]
        self.scores = model.scores([context_of(claim, article) for claim, article in claims])
        self.network = np.concatenate([part.opinions["sentiment"] for part in judged])
        labels = [item.sentiment for part in judged for item in part.labeled.claims]
        self.right = np.array([model.linear.classes.index(label) for label in labels])

    def chances(self, blend: Blend) -> np.ndarray:
        """Probabilities under a blend."""
        from xhsnlp.sentiment.zones import softmax

        return softmax(self.scores / (blend.temperature or 1.0) + blend.added(self.network))


class ThemeTrial:
    """Themes of claims by both, the linear scores read once."""

    def __init__(self, judged: list[Judged], model: ThemeModel):
        self.scores = [
            model.scores([item.claim for item in part.labeled.claims], part.labeled.article)
            for part in judged
        ]
        self.network = [part.opinions["theme"] for part in judged]
        labels = [item.theme for part in judged for item in part.labeled.claims]
        self.right = np.array([model.linear.classes.index(label) for label in labels])

    def chances(self, blend: Blend) -> np.ndarray:
        """Probabilities under a blend, the claims beside each heard."""
        from xhsnlp.sentiment.zones import softmax
        from xhsnlp.themes.neighbors import heard

        parts = zip(self.scores, self.network, strict=True)
        return np.concatenate([heard(softmax(scores + blend.added(network))) for scores, network in parts])


def likelihood(chances: np.ndarray, right: np.ndarray) -> float:
    """Mean log-probability of the right values."""
    return float(np.log(chances[np.arange(len(right)), right] + 1e-9).mean())


def accuracy(chances: np.ndarray, right: np.ndarray) -> float:
    """Share of claims whose likeliest value is right."""
    return float((chances.argmax(axis=1) == right).mean())


def choose_sentiment(trial: SentimentTrial) -> Blend:
    """The likeliest blend; of equals the first."""
    blends = [Blend(weight, temperature) for temperature in TEMPERATURES for weight in WEIGHTS]
    return max(blends, key=lambda blend: likelihood(trial.chances(blend), trial.right))


def choose_theme(trial: ThemeTrial) -> Blend:
    """The blend that is right most often; of equals the first, in which the network counts least."""
    blends = [Blend(weight) for weight in WEIGHTS]
    return max(blends, key=lambda blend: round(accuracy(trial.chances(blend), trial.right), 6))


def train(shared: Path, out: Path, open_only: bool = False) -> dict[str, Any]:
    """Write `out/opinions/blend.json`.

    Args:
        shared: not used: the corpus lies in the checkout.
        out: the pipeline's folder, for example `models/accurate`.
        open_only: no difference here: the corpus is ours.
    """
    judged = read_judged(PACKAGE.parent / "corpus")
    sentiment, theme = SentimentTrial(judged, sentiment_model()), ThemeTrial(judged, theme_model())
    blends = {"sentiment": choose_sentiment(sentiment), "theme": choose_theme(theme)}
    data = {name: {"temperature": b.temperature, "weight": b.weight} for name, b in blends.items()}
    target = out / FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(data) + "\n", "utf-8")
    chances = sentiment.chances(blends["sentiment"])
    return {
        "data": [{"name": "corpus/", "terms": "CC BY 4.0, ours"}],
        "scores": {
            "sentiment, on the same claims": round(accuracy(chances, sentiment.right), 4),
            "sentiment without the network": round(
                accuracy(sentiment.chances(Blend(0.0, 1.0)), sentiment.right), 4
            ),
            "sentiment, expected calibration error": round(
                expected_calibration_error(chances, sentiment.right), 4
            ),
            "theme, on the same claims": round(accuracy(theme.chances(blends["theme"]), theme.right), 4),
            "theme without the network": round(accuracy(theme.chances(Blend(0.0)), theme.right), 4),
        },
        "claims": len(sentiment.right),
        "seed": 0,
    }
