"""The statistical tagger: a conditional random field over units (Lafferty et al. 2001).

Trained by `xhsnlp.training.entities`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from xhsnlp.entities.entity import EntityLabel
from xhsnlp.entities.features import features_of
from xhsnlp.entities.gazetteer import Match
from xhsnlp.errors import error
from xhsnlp.resources import model_file

#: The labeling of this project's guidelines; other training sets have names of their own.
GUIDELINES = "g"
MODEL = "entities/ner.crfsuite"

LabeledSpan = tuple[int, int, EntityLabel]


class Tagger:
    """Labels stretches of text with entities."""

    def __init__(self, path: Path):
        import pycrfsuite

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
        return spans_of(units, self._model.tag(features_of(text, units, matches, convention)))


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
    return Tagger(model_file(MODEL))
