"""The sentiment model: linear scores, calibrated."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from xhsnlp.claims.claim import Sentiment, SentimentLabel
from xhsnlp.errors import error
from xhsnlp.resources import model_file
from xhsnlp.sentiment.bayes import business_bayes
from xhsnlp.sentiment.blend import Blend, shipped_blends
from xhsnlp.sentiment.context import Context, context_of_target
from xhsnlp.sentiment.features import SentimentReader
from xhsnlp.sentiment.vectors import word_vectors
from xhsnlp.sentiment.zones import ZoneModel, softmax

LINEAR = "sentiment/linear.npz"
CALIBRATION = "sentiment/calibration.json"


@dataclass(frozen=True)
class SentimentModel:
    """Attributes: linear: scores of the classes; reader: makes its rows; temperature: what scores are divided by."""

    linear: ZoneModel
    reader: SentimentReader
    temperature: float = 1.0

    def scores(self, contexts: Sequence[Context]) -> np.ndarray:
        """One row a context, one column a class, in the order of `linear.classes`."""
        if not contexts:
            return np.zeros((0, len(self.linear.classes)))
        return np.stack([self.linear.scores(self.reader.row(context)) for context in contexts])

    def probabilities(
        self, contexts: Sequence[Context], network: np.ndarray | None = None, blend: Blend | None = None
    ) -> np.ndarray:
        """Probabilities of the classes.

        Args:
            contexts: what is judged.
            network: what the network of the pipeline `accurate` thinks, see `xhsnlp.sentiment.blend.opinions_of`.
            blend: how the two go together; by default as shipped.
        """
        scores = self.scores(contexts)
        if network is None or not len(scores):
            return softmax(scores / self.temperature)
        blend = blend or shipped_blends()["sentiment"]
        return softmax(scores / (blend.temperature or self.temperature) + blend.added(network))

    def predict(self, contexts: Sequence[Context], network: np.ndarray | None = None) -> list[Sentiment]:
        """The likeliest class of each context, with its probability."""
        found = []
        for row in self.probabilities(contexts, network):
            best = int(row.argmax())
            found.append(Sentiment(SentimentLabel(self.linear.classes[best]), round(float(row[best]), 4)))
        return found

    def save(self, folder: Path) -> None:
        """Write scores and calibration below a pipeline's folder."""
        self.linear.save(folder / LINEAR)
        (folder / CALIBRATION).write_text(json.dumps({"temperature": self.temperature}) + "\n", "utf-8")


def read_temperature(path: Path) -> float:
    """Read a calibration.

    Raises:
        ModelError: not such a file (E304).
    """
    try:
        return float(json.loads(path.read_text("utf-8"))["temperature"])
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise error("E304", path=path, why=problem) from problem


@lru_cache(maxsize=1)
def sentiment_model() -> SentimentModel:
    """The shipped model, checked against the manifest.

    Raises:
        ModelError: missing or changed (E301, E302), or unreadable (E304).
    """
    reader = SentimentReader(word_vectors(), business_bayes())
    return SentimentModel(
        ZoneModel.load(model_file(LINEAR)), reader, read_temperature(model_file(CALIBRATION))
    )


def toward(text: str, start: int, end: int) -> Sentiment:
    """How a sentence makes a phrase `[start, end)` of it look, for text that has no claims.

    Example:
        >>> toward("公司的获客成本下降三成。", 0, 7).label.value
        'positive'
    """
    return sentiment_model().predict([context_of_target(text, start, end, sentence=True)])[0]
