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
from xhsnlp.sentiment.context import Context
from xhsnlp.sentiment.features import sentiment_zones
from xhsnlp.sentiment.zones import ZoneModel, softmax

FILES = ("sentiment/linear.npz", "sentiment/calibration.json")


@dataclass(frozen=True)
class SentimentModel:
    """Attributes: linear: scores of the classes; temperature: what scores are divided by before they become chances."""

    linear: ZoneModel
    temperature: float = 1.0

    def probabilities(self, contexts: Sequence[Context]) -> np.ndarray:
        """One row a context, one column a class, in the order of `linear.classes`."""
        if not contexts:
            return np.zeros((0, len(self.linear.classes)))
        scores = np.stack([self.linear.scores(sentiment_zones(context)) for context in contexts])
        return softmax(scores / self.temperature)

    def predict(self, contexts: Sequence[Context]) -> list[Sentiment]:
        """The likeliest class of each context, with its probability."""
        found = []
        for row in self.probabilities(contexts):
            best = int(row.argmax())
            found.append(Sentiment(SentimentLabel(self.linear.classes[best]), round(float(row[best]), 4)))
        return found

    def save(self, folder: Path) -> None:
        """Write the files of `FILES` below a pipeline's folder."""
        self.linear.save(folder / FILES[0])
        (folder / FILES[1]).write_text(json.dumps({"temperature": self.temperature}) + "\n", "utf-8")

    @classmethod
    def load(cls, linear: Path, calibration: Path) -> SentimentModel:
        """Read what `save` wrote.

        Raises:
            ModelError: not such files (E304).
        """
        try:
            temperature = float(json.loads(calibration.read_text("utf-8"))["temperature"])
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise error("E304", path=calibration, why=problem) from problem
        return cls(ZoneModel.load(linear), temperature)


@lru_cache(maxsize=1)
def sentiment_model() -> SentimentModel:
    """The shipped model, checked against the manifest.

    Raises:
        ModelError: missing or changed (E301, E302), or unreadable (E304).
    """
    return SentimentModel.load(*map(model_file, FILES))
