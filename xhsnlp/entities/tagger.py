"""The statistical tagger: a conditional random field over units (Lafferty et al. 2001).

Trained by `xhsnlp.training.entities`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from xhsnlp.entities.companies import CompanyNames, shipped_companies
from xhsnlp.entities.entity import EntityLabel
from xhsnlp.entities.features import features_of
from xhsnlp.entities.gazetteer import Match
from xhsnlp.errors import error
from xhsnlp.resources import model_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: The labeling of this project's guidelines; other training sets have names of their own.
GUIDELINES = "g"
MODEL = "entities/ner.crfsuite"

LabeledSpan = tuple[int, int, EntityLabel]
#: Columns of scores: outside, then begin and inside of each label.
TAGS = ("O", *(f"{place}-{label.value}" for label in EntityLabel for place in "BI"))
#: A unit that is more surely outside than this is not looked at closer.
_SURE = 0.99
_FLOOR = 1e-6


class Tagger:
    """Labels stretches of text with entities.

    Args:
        path: the model.
        companies: the names of companies that its features use.
    """

    def __init__(self, path: Path, companies: CompanyNames):
        import pycrfsuite

        self.companies = companies
        self._model: Any = pycrfsuite.Tagger()
        try:
            self._model.open(str(path))
        except ValueError as problem:
            raise error("E304", path=path, why=problem) from problem

    def tag(
        self,
        text: str,
        units: Sequence[tuple[int, int]],
        matches: Sequence[Match],
        convention: str = GUIDELINES,
    ) -> Iterator[LabeledSpan]:
        """Entities of one stretch (a sentence or a few), as offsets into the text."""
        if not units:
            return iter(())
        return spans_of(units, self._model.tag(features_of(text, units, matches, convention, self.companies)))

    def scores(
        self,
        text: str,
        units: Sequence[tuple[int, int]],
        matches: Sequence[Match],
        convention: str = GUIDELINES,
    ) -> NDArray[np.float32]:
        """Log-probabilities of `TAGS` at each unit of a stretch, units × tags."""
        self._model.set(features_of(text, units, matches, convention, self.companies))
        known = set(self._model.labels())
        table = np.empty((len(units), len(TAGS)), np.float64)
        for place, row in enumerate(table):
            row[0] = outside = self._model.marginal("O", place)
            if outside > _SURE:
                row[1:] = (1 - outside) / len(TAGS)
            else:
                row[1:] = [self._model.marginal(tag, place) if tag in known else 0.0 for tag in TAGS[1:]]
        return np.log(np.maximum(table, _FLOOR)).astype(np.float32)


def spans_of(units: Sequence[tuple[int, int]], tags: Sequence[str]) -> Iterator[LabeledSpan]:
    """Spans of the tags `B-X`, `I-X`, `O`; an `I` that continues nothing opens a span."""
    start, label = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        if label and tag != f"I-{label}":
            yield start, units[index - 1][1], EntityLabel(label)
            label = ""
        if tag != "O" and not label:
            start, label = units[index][0], tag[2:]


def tags_of(units: Sequence[tuple[int, int]], spans: Sequence[LabeledSpan]) -> list[str]:
    """The opposite of `spans_of`; a span whose borders are not borders of units is widened to them."""
    tags = ["O"] * len(units)
    for start, end, label in spans:
        inside = [index for index, (a, b) in enumerate(units) if a < end and start < b]
        if inside and all(tags[index] == "O" for index in inside):
            for index in inside:
                tags[index] = f"I-{label.value}"
            tags[inside[0]] = f"B-{label.value}"
    return tags


@lru_cache(maxsize=1)
def shipped_tagger() -> Tagger:
    """The tagger under `models/`.

    Raises:
        ModelError: missing or changed (E301, E302), or unreadable (E304).
    """
    return Tagger(model_file(MODEL), shipped_companies())
