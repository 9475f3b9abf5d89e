"""The tagger's and the network's readings of a sentence made one.

Each reading gives every unit log-probabilities of the tags; they are added with weights (a logarithmic opinion pool,
Genest and Zidek 1986), and the best well-formed sequence of tags is taken. The weights are learned by
`xhsnlp.training.entities_blend`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from xhsnlp.encoder.network import CLUENER, ENTITY_LABELS, PIPELINE, Reading
from xhsnlp.encoder.windows import Window
from xhsnlp.entities.tagger import TAGS
from xhsnlp.errors import error
from xhsnlp.resources import model_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

MODEL = "entities/blend.json"
#: What the labels of the set CLUENER are among ours.
CLUENER_LABELS = {
    "company": "ORG", "organization": "ORG", "government": "ORG", "name": "PER", "address": "LOC",
    "scene": "LOC", "position": "TITLE", "book": "WORK", "movie": "WORK", "game": "PRODUCT",
}  # fmt: skip
_NEVER = -1e9
_FLOOR = 1e-6


@dataclass(frozen=True, slots=True)
class Blend:
    """Weights of the readings.

    Attributes:
        weights: weight of each reading by name: `tagger`, `network`, `cluener`; one not named counts nothing.
        outside: added to the score of the tag O; a negative number finds more names.
    """

    weights: Mapping[str, float]
    outside: float = 0.0

    @classmethod
    def load(cls, path: Path) -> Blend:
        """Read the weights.

        Raises:
            ModelError: not such a file (E304).
        """
        try:
            tree = json.loads(path.read_text("utf-8"))
            return cls(
                {name: float(weight) for name, weight in tree["weights"].items()}, float(tree["outside"])
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
            raise error("E304", path=path, why=problem) from problem

    def tags(
        self, units: Sequence[tuple[int, int]], tagger: Scores, readings: Mapping[str, Scores]
    ) -> list[str]:
        """Tags of the units of a stretch.

        Args:
            units: their characters.
            tagger: units × `TAGS`, log-probabilities.
            readings: of the whole text, characters × `TAGS`.
        """
        total = self.weights.get("tagger", 0.0) * tagger
        for name, scores in readings.items():
            weight = self.weights.get(name, 0.0)
            if weight:
                total = total + weight * by_unit(units, scores)
        total[:, 0] += self.outside
        return [TAGS[row] for row in _best_path(total)]


def network_readings(windows: Iterable[tuple[Window, Reading]], size: int) -> dict[str, Scores]:
    """What the network tells of each character of a text of that size; zeros where it read nothing."""
    found: dict[str, Scores] = {}
    for window, reading in windows:
        tables = {"network": reading.entities}
        if "cluener" in reading.further:
            tables["cluener"] = _mapped(reading.further["cluener"])
        for name, table in tables.items():
            rows = found.setdefault(name, np.zeros((size, len(TAGS)), np.float32))
            rows[window.own : window.end] = table[window.own - window.start :]
    return found


def _mapped(table: Scores) -> Scores:
    """Scores of CLUENER's tags as scores of ours."""
    chances = np.exp(table)
    out = np.zeros((len(table), len(TAGS)), np.float32)
    out[:, 0] = chances[:, 0]
    for number, label in enumerate(CLUENER):
        column = 1 + 2 * ENTITY_LABELS.index(CLUENER_LABELS[label])
        out[:, column : column + 2] += chances[:, 1 + 2 * number : 3 + 2 * number]
    return np.log(np.maximum(out, _FLOOR))


def by_unit(units: Sequence[tuple[int, int]], scores: Scores) -> Scores:
    """Scores of units of one or more characters: the mean, where only the first character begins a name."""
    starts, ends = np.array(units, np.int64).T
    floor = np.maximum(scores[starts[0] : ends[-1]], np.log(_FLOOR))
    starts, ends = starts - units[0][0], ends - units[0][0]
    sums = np.concatenate([np.zeros((1, len(TAGS)), np.float32), np.cumsum(floor, axis=0, dtype=np.float32)])
    total = sums[ends] - sums[starts]
    begin = slice(1, len(TAGS), 2)
    inside = slice(2, len(TAGS), 2)
    total[:, begin] = floor[starts][:, begin] + (sums[ends] - sums[starts + 1])[:, inside]
    return np.asarray(total / (ends - starts)[:, None], np.float32)


def _best_path(scores: Scores) -> list[int]:
    """The best sequence in which an inside follows a begin or an inside of its own label (Viterbi)."""
    greedy: list[int] = scores.argmax(axis=1).tolist()
    if all(
        tag % 2 or not tag or left in (tag - 1, tag) for left, tag in zip([0, *greedy], greedy, strict=False)
    ):
        return greedy
    size = len(TAGS)
    steps = np.zeros((size, size), np.float32)
    for tag in range(2, size, 2):
        steps[:, tag] = _NEVER
        steps[[tag - 1, tag], tag] = 0
    best = scores[0].copy()
    best[2::2] = _NEVER
    back = np.zeros(scores.shape, np.int64)
    for place in range(1, len(scores)):
        total = best[:, None] + steps
        back[place] = total.argmax(axis=0)
        best = total.max(axis=0) + scores[place]
    path = [int(best.argmax())]
    for place in range(len(scores) - 1, 0, -1):
        path.append(int(back[place, path[-1]]))
    return path[::-1]


@lru_cache(maxsize=1)
def shipped_blend() -> Blend:
    """The weights under `models/accurate`.

    Raises:
        ModelError: missing or changed (E301, E302), or unreadable (E304).
    """
    return Blend.load(model_file(MODEL, PIPELINE))
