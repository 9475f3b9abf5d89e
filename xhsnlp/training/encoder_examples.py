"""Training material of the encoder: windows of the gold articles, and sentences of further sets with one tag head each."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xhsnlp.annotations import Clause, register_extensions
from xhsnlp.article import Article
from xhsnlp.encoder.network import ENTITY_LABELS, LONGEST, ROLES, SLOTS, Inputs, lay_in
from xhsnlp.encoder.pieces import Pieces
from xhsnlp.encoder.windows import Window, lay_out

CLUENER = (
    "company", "organization", "name", "position", "government", "address", "book", "movie", "game", "scene",
)  # fmt: skip
#: Roles of the event set, and what they have in common.
EVENT_ROLES = {
    "trigger": "trigger", "sub": "subject", "sub-org": "subject", "sub-per": "subject", "share-org": "subject",
    "share-per": "subject", "obj": "object", "obj-org": "object", "obj-per": "object", "target-company": "object",
    "collateral": "object", "title": "object", "institution": "object", "number": "figure", "money": "figure",
    "proportion": "figure", "amount": "figure", "date": "date",
}  # fmt: skip
EVENTS = ("trigger", "subject", "object", "figure", "date")
#: Number of tags of the heads that serve training alone.
AUX = {"cluener": 1 + 2 * len(CLUENER), "events": 1 + 2 * len(EVENTS)}
LabeledSpan = tuple[int, int, str]


@dataclass(frozen=True)
class GoldFrame:
    """A claim of a window. Attributes: start, end: its predicate; ends: eight places, 0 for none; slots: values by number."""

    start: int
    end: int
    ends: tuple[int, ...]
    slots: dict[str, int]


@dataclass(frozen=True)
class Example:
    """A text as the network takes it, and what should come out. Attributes: inputs; tags: by head; frames: claims."""

    inputs: Inputs
    tags: dict[str, list[int]]
    frames: list[GoldFrame] = field(default_factory=list)


@dataclass(frozen=True)
class GoldText:
    """An article. Attributes: name, text, data: the annotation; sentences: start and end of each."""

    name: str
    text: str
    data: dict[str, Any]
    sentences: list[tuple[int, int]]


def read_gold(folder: Path) -> list[GoldText]:
    """The articles of a split, with sentences as the pipeline finds them."""
    import spacy

    from xhsnlp.encoder.component import sentences_of

    register_extensions()
    nlp = spacy.blank("zh")
    nlp.add_pipe("xhsnlp_sentences")
    found = []
    for path in sorted((folder / "resolved").glob("*.json")):
        text = (folder / "articles" / f"{path.stem}.txt").read_text("utf-8")
        doc = nlp.make_doc(text)
        doc._.article = Article(text)
        clauses: list[Clause] = nlp(doc)._.clauses
        found.append(
            GoldText(path.stem, text, json.loads(path.read_text("utf-8")), sentences_of(text, clauses))
        )
    return found


def gold_windows(articles: Iterable[GoldText], dice: random.Random) -> list[tuple[GoldText, Window]]:
    """All windows once, of random sizes, shuffled."""
    found = []
    for article in articles:
        owned, before = dice.randint(180, 340), dice.randint(60, 200)
        found += [(article, window) for window in lay_out(article.sentences, owned, before)]
    dice.shuffle(found)
    return found


def gold_example(article: GoldText, window: Window, pieces: Pieces, letters: dict[str, int]) -> Example:
    """A window of a gold article."""
    text = article.text[window.start : window.end]
    entities = [
        (e["start"] - window.start, e["end"] - window.start, e["label"]) for e in article.data["entities"]
    ]
    tags = {"entity": tags_of(entities, len(text), ENTITY_LABELS), "predicate": [0] * len(text)}
    frames = []
    for claim in article.data["claims"]:
        anchor = claim["predicate"] or claim["object"] or claim["evidence"]
        start, end = anchor["start"] - window.start, anchor["end"] - window.start
        if start < 0 or end > len(text):
            continue
        row = tags["predicate"]
        row[start:end] = [1] + [2] * (end - start - 1) if claim["predicate"] else [3] * (end - start)
        ends = [place for role in ROLES for place in _ends(claim[role], window, len(text))]
        slots = {name: values.index(claim[name]) for name, values in SLOTS.items()}
        frames.append(GoldFrame(start, end, tuple(ends), slots))
    return Example(lay_in(text, pieces, letters), tags, frames)


def _ends(span: dict[str, Any] | None, window: Window, size: int) -> tuple[int, int]:
    if not span or span["start"] < window.start or span["end"] - window.start > size:
        return 0, 0
    return span["start"] - window.start + 1, span["end"] - window.start


def tags_of(spans: Iterable[LabeledSpan], size: int, labels: Sequence[str]) -> list[int]:
    """Outside 0, begin and inside of each label; spans that reach out of the text are left out."""
    tags = [0] * size
    for start, end, label in spans:
        if start >= 0 and end <= size:
            number = 1 + 2 * labels.index(label)
            tags[start:end] = [number] + [number + 1] * (end - start - 1)
    return tags


def read_cluener(shared: Path) -> list[tuple[str, str, list[LabeledSpan]]]:
    """Sentences with ten kinds of entities: head, text, spans."""
    rows = _rows(shared / "data/ner/cluener/train.jsonl")
    return [
        ("cluener", row["text"], [(e["start"], e["end"], e["label"]) for e in row["entities"]])
        for row in rows
    ]


def read_events(shared: Path) -> list[tuple[str, str, list[LabeledSpan]]]:
    """Sentences with triggers and roles of events."""
    found = []
    for name in ("train_base", "train_trans"):
        for row in _rows(shared / f"data/events/fewfc/{name}.jsonl"):
            spans = {
                (*mention["span"], EVENT_ROLES[mention["role"]])
                for event in row["events"]
                for mention in event["mentions"]
                if mention["role"] in EVENT_ROLES
            }
            found.append(("events", row["content"], sorted(spans)))
    return found


def sentence_example(
    row: tuple[str, str, list[LabeledSpan]], pieces: Pieces, letters: dict[str, int]
) -> Example:
    """A sentence of a further set; one longer than the network reads is cut."""
    head, text, spans = row
    text = text[:LONGEST]
    labels = CLUENER if head == "cluener" else EVENTS
    return Example(lay_in(text, pieces, letters), {head: tags_of(spans, len(text), labels)})


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def letters_of(texts: Iterable[str], least: int = 2) -> dict[str, int]:
    """Row of each character that occurs often enough; 0 is padding, 1 unknown."""
    counts = Counter(char for text in texts for char in text)
    return {char: 2 + row for row, char in enumerate(sorted(c for c, n in counts.items() if n >= least))}
