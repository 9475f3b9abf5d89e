"""Marks of training texts, made as the pipeline makes them; and gold articles with other names in place of their own."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy

from xhsnlp.annotations import register_extensions
from xhsnlp.encoder.marks import marks_of
from xhsnlp.entities.gazetteer import shipped_gazetteer
from xhsnlp.entities.names import known_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from xhsnlp.training.encoder_examples import GoldText, Row

#: Our label of each label of CLUENER whose names may stand for one another.
SWAPPED = {
    "company": "ORG", "organization": "ORG", "name": "PER", "address": "LOC", "book": "WORK", "movie": "WORK",
    "game": "PRODUCT",
}  # fmt: skip
LABELS = ("ORG", "PER", "LOC", "WORK", "PRODUCT")
#: Share of the articles of a pass that get other names, and of the names that change there.
RENAMED, CHANGED = 0.5, 0.5
LONGEST_NAME = 14


class Marker:
    """Marks of a text by tokenizer, tagger and gazetteers; remembers short texts."""

    def __init__(self) -> None:
        register_extensions()
        self.nlp = spacy.blank(
            "zh",
            config={"nlp": {"tokenizer": {"@tokenizers": "xhsnlp.JiebaTokenizer.v1", "user_lexicon": ""}}},
        )
        self.nlp.add_pipe("xhsnlp_tagger")
        self.names = shipped_gazetteer()
        self._short = lru_cache(maxsize=None)(self._marks)

    def __call__(self, text: str) -> NDArray[np.int64]:
        return (self._short if len(text) < 200 else self._marks)(text).astype(np.int64)

    def _marks(self, text: str) -> NDArray[np.uint8]:
        doc = self.nlp(text)
        doc._.names = known_names(text, [(0, len(text))], self.names)
        return marks_of(doc).astype(np.uint8)


def name_pool(rows: Iterable[Row]) -> dict[str, list[str]]:
    """Names by label, of the gazetteers and of CLUENER's sentences, sorted."""
    pool: dict[str, set[str]] = defaultdict(set)
    for entry in shipped_gazetteer().entries.values():
        if not entry.ambiguous:
            pool[entry.label.value].add(entry.name)
    for _, text, spans in rows:
        for start, end, label in spans:
            if label in SWAPPED:
                pool[SWAPPED[label]].add(text[start:end])
    return {
        label: sorted(n for n in pool[label] if 2 <= len(n) <= LONGEST_NAME and "\n" not in n)
        for label in LABELS
    }


def renamed(article: GoldText, pool: dict[str, list[str]], dice: random.Random, marker: Marker) -> GoldText:
    """A gold article with some of its names exchanged for others of the same label, wherever they are annotated."""
    new: dict[str, str] = {}
    edits: list[tuple[int, int, str]] = []
    for entity in sorted(article.data["entities"], key=lambda e: (e["start"], -e["end"])):
        old, label = article.text[entity["start"] : entity["end"]], entity["label"]
        if label not in pool or (edits and entity["start"] < edits[-1][1]):
            continue
        if old not in new:
            new[old] = dice.choice(pool[label]) if dice.random() < CHANGED else old
        if new[old] != old:
            edits.append((entity["start"], entity["end"], new[old]))
    text, moved = _edited(article.text, edits)
    data = _moved(article.data, moved)
    sentences = [(moved(start), moved(end)) for start, end in article.sentences]
    return replace(article, text=text, data=data, sentences=sentences, marks=marker(text))


def _edited(text: str, edits: list[tuple[int, int, str]]) -> tuple[str, Any]:
    """The text with stretches replaced, and the function from old places to new ones."""
    parts, place, shift = [], 0, 0
    starts, shifts = [], []
    for start, end, new in edits:
        parts += [text[place:start], new]
        place, shift = end, shift + len(new) - (end - start)
        starts.append(start)
        shifts.append(shift)

    def moved(old: int) -> int:
        row = bisect_right(starts, old) - 1
        if row < 0:
            return old
        start, end, new = edits[row]
        before = shifts[row - 1] if row else 0
        if old >= end:
            return old + shifts[row]
        return start + before + min(old - start, len(new))

    return "".join([*parts, text[place:]]), moved


def _moved(value: Any, moved: Any) -> Any:
    """An annotation with all places moved; a span that becomes empty is left out by its reader."""
    if isinstance(value, dict):
        made = {key: _moved(item, moved) for key, item in value.items()}
        if isinstance(value.get("start"), int):
            made["start"], made["end"] = moved(value["start"]), moved(value["end"])
        return made
    if isinstance(value, list):
        return [_moved(item, moved) for item in value]
    return value
