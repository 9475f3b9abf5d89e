"""Training material of the encoder: windows of the gold articles, and sentences of further sets with tag heads of their own."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from xhsnlp.annotations import Clause, register_extensions
from xhsnlp.article import Article
from xhsnlp.encoder.network import ENTITY_LABELS, FURTHER, ROLES, SLOTS, Inputs, lay_in
from xhsnlp.encoder.pieces import Pieces
from xhsnlp.encoder.windows import Window, lay_out

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xhsnlp.training.encoder_marks import Marker

#: Roles of the event set, and what they have in common.
EVENT_ROLES = {
    "trigger": "trigger", "sub": "subject", "sub-org": "subject", "sub-per": "subject", "share-org": "subject",
    "share-per": "subject", "obj": "object", "obj-org": "object", "obj-per": "object", "target-company": "object",
    "collateral": "object", "title": "object", "institution": "object", "number": "figure", "money": "figure",
    "proportion": "figure", "amount": "figure", "date": "date",
}  # fmt: skip
EVENTS = ("trigger", "subject", "object", "figure", "date")
#: Labels of the heads beside entities and predicates; that of events serves training alone.
LABELS = {**FURTHER, "events": EVENTS}
AUX = {name: 1 + 2 * len(labels) for name, labels in LABELS.items()}
LabeledSpan = tuple[int, int, str]
Row = tuple[str, str, list[LabeledSpan]]
#: The most characters read of an item of a further set.
LONGEST_ITEM = 90
#: Share of examples without any marks, and of those without marks of names (the former included).
MARKLESS, NAMELESS = 0.04, 0.2


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
    """An article. Attributes: name, text, data: the annotation; sentences: start and end of each; marks: of each character."""

    name: str
    text: str
    data: dict[str, Any]
    sentences: list[tuple[int, int]]
    marks: NDArray[np.int64]


def read_gold(folder: Path, marker: Marker) -> list[GoldText]:
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
        data = json.loads(path.read_text("utf-8"))
        found.append(GoldText(path.stem, text, data, sentences_of(text, clauses), marker(text)))
    return found


def gold_windows(articles: Iterable[GoldText], dice: random.Random) -> list[tuple[GoldText, Window]]:
    """All windows once, of random sizes, and some short ones beside, as a user's single sentence is; shuffled."""
    found = []
    for article in articles:
        owned, before = dice.randint(180, 340), dice.randint(60, 200)
        long = lay_out(article.sentences, owned, before)
        short = lay_out(article.sentences, dice.randint(20, 90), dice.choice((0, 0, 40)))
        found += [(article, window) for window in (*long, *dice.sample(short, len(long) // 4))]
    dice.shuffle(found)
    return found


def gold_example(
    article: GoldText, window: Window, pieces: Pieces, letters: dict[str, int], dice: random.Random
) -> Example:
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
    marks = hidden(article.marks[window.start : window.end], dice)
    return Example(lay_in(text, pieces, letters, marks), tags, frames)


def hidden(marks: NDArray[np.int64], dice: random.Random) -> NDArray[np.int64]:
    """Marks, now and then without those of names or without any, so that the network does not lean on them alone."""
    chance = dice.random()
    if chance < NAMELESS:
        marks = marks.copy()
        marks[:, 2 if chance > MARKLESS else slice(None)] = 0
    return marks


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


def read_cluener(shared: Path) -> list[Row]:
    """Sentences with ten kinds of entities: head, text, spans."""
    rows = _rows(shared / "data/ner/cluener/train.jsonl")
    return [
        ("cluener", row["text"], [(e["start"], e["end"], e["label"]) for e in row["entities"]])
        for row in rows
    ]


def read_subjects(shared: Path) -> list[Row]:
    """Items of finance news with the firm that the event is about; other firms stay unmarked."""
    return [
        ("ccks", row["text"], [(start, end, "subject") for start, end in spans])
        for row in _rows(shared / "data/ner/ccks_fin_event_subject/train.jsonl")
        if (spans := sorted({(e["start"], e["end"]) for e in row["entities"]}))
    ]


def read_words(shared: Path) -> list[Row]:
    """Sentences with words and their Universal POS."""
    found = []
    for row in _rows(shared / "data/segmentation/ud_gsdsimp/train.jsonl"):
        spans, place = [], 0
        for word, tag in zip(row["tokens"], row["pos"], strict=True):
            place = row["text"].index(word, place)
            spans.append((place, place + len(word), tag))
            place += len(word)
        found.append(("ud", row["text"], spans))
    return found


def read_events(shared: Path) -> list[Row]:
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
    row: Row, pieces: Pieces, letters: dict[str, int], marker: Marker, dice: random.Random
) -> Example:
    """A sentence of a further set; one longer than `LONGEST_ITEM` is cut."""
    head, text, spans = row
    text = text[:LONGEST_ITEM]
    tags = {head: tags_of(spans, len(text), LABELS[head])}
    return Example(lay_in(text, pieces, letters, hidden(marker(text), dice)), tags)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def letters_of(texts: Iterable[str], least: int = 2) -> dict[str, int]:
    """Row of each character that occurs often enough; 0 is padding, 1 unknown."""
    counts = Counter(char for text in texts for char in text)
    return {char: 2 + row for row, char in enumerate(sorted(c for c, n in counts.items() if n >= least))}
