"""Texts for the training of segmentation: unlabelled sentences, and the names that some sets mark in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_PIECE = re.compile(r"[^。！？\n]+[。！？]*[”」’]?")
_PERSON = {"PER", "name", "NAME"}


@dataclass(frozen=True, slots=True)
class Source:
    """A set of texts. Attributes: name: its path; field: key of the text, "" for articles; terms: see the data's README."""

    name: str
    field: str
    terms: str


SOURCES = (
    Source("gold/train", "", "open"),
    Source("data/events/fewfc/train_base.jsonl", "content", "open"),
    Source("data/events/fewfc/train_trans.jsonl", "content", "open"),
    Source("data/relations/finre/train.jsonl", "text", "open"),
    Source("data/ner/uner_gsdsimp/train.jsonl", "text", "open"),
    Source("data/sentiment/cfsc_absa/train.jsonl", "text", "unstated"),
    Source("data/sentiment/finne/train.jsonl", "text", "unstated"),
    Source("data/themes/finnl/train.jsonl", "text", "unstated"),
    Source("data/ner/cluener/train.jsonl", "text", "unstated"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence. Attributes: text: its characters; names: start, end and whether it is a person's, of marked names."""

    text: str
    names: tuple[tuple[int, int, bool], ...]


def pieces(shared: Path, sources: Iterable[Source]) -> Iterator[Piece]:
    """Sentences of 4 to 200 characters, each once."""
    seen: set[str] = set()
    for source in sources:
        for text, names in _texts(shared / source.name, source.field):
            for match in _PIECE.finditer(text):
                piece = match.group().strip()
                if 4 <= len(piece) <= 200 and piece not in seen:
                    seen.add(piece)
                    shift = text.index(piece, match.start())
                    inside = [
                        (s - shift, e - shift, p)
                        for s, e, p in names
                        if s >= shift and e <= shift + len(piece)
                    ]
                    yield Piece(piece, tuple(sorted(set(inside))))


def _texts(path: Path, field: str) -> Iterator[tuple[str, list[tuple[int, int, bool]]]]:
    if not field:
        for article in sorted((path / "articles").glob("*.txt")):
            data = json.loads((path / "resolved" / f"{article.stem}.json").read_text("utf-8"))
            yield article.read_text("utf-8"), _names(data)
        return
    with path.open(encoding="utf-8") as file:
        for line in file:
            item = json.loads(line)
            yield item[field], _names(item)


def _names(item: dict) -> list[tuple[int, int, bool]]:
    return [(name["start"], name["end"], name["label"] in _PERSON) for name in item.get("entities", ())]


def read_ud(path: Path) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Text, and start, end and UPOS of its words; spaces belong to none."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            item = json.loads(line)
            place, words = 0, []
            for token, pos in zip(item["tokens"], item["pos"], strict=True):
                place = item["text"].index(token, place)
                words.append((place, place + len(token), pos))
                place += len(token)
            yield item["text"], words
