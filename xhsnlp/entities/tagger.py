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
    """Spans of tags `B-X`, `I-X`, `E-X`, `S-X`, `O`."""
    start: int | None = None
    for index, tag in enumerate(tags):
        place = tag[0]
        if place in "BS":
            start = units[index][0]
        if place in "ES" and start is not None:
            yield start, units[index][1], EntityLabel(tag[2:])
        if place in "EOS":
            start = None


def tags_of(units: Sequence[tuple[int, int]], spans: Sequence[LabeledSpan]) -> list[str]:
    """The opposite of `spans_of`; a span whose borders are not borders of units is widened to them."""
    tags = ["O"] * len(units)
    for start, end, label in spans:
        inside = [index for index, (a, b) in enumerate(units) if a < end and start < b]
        if not inside or any(tags[index] != "O" for index in inside):
            continue
        if len(inside) == 1:
            tags[inside[0]] = f"S-{label.value}"
            continue
        for index in inside:
            tags[index] = f"I-{label.value}"
        tags[inside[0]] = f"B-{label.value}"
        tags[inside[-1]] = f"E-{label.value}"
    return tags


@lru_cache(maxsize=1)
def shipped_tagger() -> Tagger:
    """The tagger under `models/`.

    Raises:
        ModelError: missing or changed (E301, E302), or unreadable (E304).
    """
    return Tagger(model_file(MODEL))
