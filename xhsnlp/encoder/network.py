"""Run the network: character states and tag scores of a window, and for each predicate its roles and slots."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from xhsnlp.encoder.pieces import Pieces
from xhsnlp.errors import error
from xhsnlp.resources import model_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

PIPELINE = "accurate"
#: Order of the network's outputs; training writes them so.
ENTITY_LABELS = ("PER", "ORG", "PRODUCT", "EVENT", "LOC", "TITLE", "WORK")
PREDICATE_TAGS = ("outside", "begin", "inside", "verbless")
ROLES = ("subject", "object", "speaker", "time")
SLOTS = {
    "type": ("event", "metric", "state", "judgement"),
    "modality": ("asserted", "planned", "predicted", "obligated", "possible"),
    "polarity": ("affirmed", "negated"),
    "sentiment": ("positive", "neutral", "negative"),
    "theme": (
        "strategy", "product", "marketing", "users", "ecosystem", "supply", "finance", "capital", "competition",
        "regulation", "people", "economy", "other",
    ),
}  # fmt: skip
CLUENER = (
    "company", "organization", "name", "position", "government", "address", "book", "movie", "game", "scene",
)  # fmt: skip
UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
#: Tag heads of other sets that the network keeps, and their labels: news entities, the firm an event is about, words.
FURTHER = {"cluener": CLUENER, "ccks": ("subject",), "ud": UPOS}
#: The most pieces the network reads at once.
LONGEST = 512
#: Predicates that are read for roles at once.
BATCH = 16


@dataclass(frozen=True, slots=True)
class Inputs:
    """A text as the network takes it, see `lay_in`.

    Attributes:
        ids: rows of its pieces.
        tokens: for each character, which of the pieces covers it.
        flags: for each character, 0 where it begins its piece, else 1.
        letters: rows of the characters themselves; 1 for an unknown one.
        marks: what else is known of each character, see `xhsnlp.encoder.marks`.
    """

    ids: list[int]
    tokens: list[int]
    flags: list[int]
    letters: list[int]
    marks: NDArray[np.int64]


def lay_in(text: str, pieces: Pieces, letters: dict[str, int], marks: NDArray[np.int64]) -> Inputs:
    """Cut a text into pieces and align them with its characters; one that no piece covers takes the piece before."""
    cut = pieces.cut(text)[:LONGEST]
    tokens = [-1] * len(text)
    flags = [1] * len(text)
    for number, piece in enumerate(cut):
        for place in range(piece.start, piece.end):
            tokens[place] = number
            flags[place] = int(place > piece.start)
    last = 0
    for place, number in enumerate(tokens):
        last = tokens[place] = number if number >= 0 else last
    rows = [letters.get(char, 1) for char in text]
    return Inputs([piece.number for piece in cut], tokens, flags, rows, marks)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network tells of a window.

    Attributes:
        states: characters × size, for `Network.claims`.
        entities: characters × tags, log-probabilities: outside, then begin and inside of each label.
        predicates: characters × `PREDICATE_TAGS`, log-probabilities.
        further: tag scores by the conventions of other sets (`FURTHER`), log-probabilities like those of entities.
    """

    states: NDArray[np.float32]
    entities: NDArray[np.float32]
    predicates: NDArray[np.float32]
    further: dict[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Frames:
    """What the network tells of the predicates of a window, in order.

    Attributes:
        ends: predicates × (1 + characters) × 8, log-probabilities of start and end of each role; place 0 means none.
        slots: for each slot, predicates × values, probabilities.
    """

    ends: NDArray[np.float32]
    slots: dict[str, NDArray[np.float32]]


class Network:
    """The encoder and its heads, on one thread."""

    def __init__(self, encoder: Path, claims: Path, pieces: Pieces, letters: dict[str, int]):
        # onnxruntime would keep a device id and a log of events in the user's cache folder to send them to Microsoft.
        os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._encoder: Any = onnxruntime.InferenceSession(str(encoder), options, ["CPUExecutionProvider"])
            self._claims: Any = onnxruntime.InferenceSession(str(claims), options, ["CPUExecutionProvider"])
        except Exception as problem:
            raise error("E304", path=encoder.parent, why=problem) from problem
        self.pieces = pieces
        self.letters = letters

    def read(self, text: str, marks: NDArray[np.int64]) -> Reading:
        """Read a window of at most a few hundred characters; must not be empty."""
        inputs = lay_in(text, self.pieces, self.letters, marks)
        row = {
            "ids": np.array([inputs.ids], dtype=np.int64),
            "mask": np.ones((1, len(inputs.ids)), dtype=bool),
            "tok": np.array([inputs.tokens], dtype=np.int64),
            "flag": np.array([inputs.flags], dtype=np.int64),
            "chr": np.array([inputs.letters], dtype=np.int64),
            "marks": inputs.marks[None],
        }
        states, *tags = self._encoder.run(None, row)
        entities, predicates, *further = (_log_softmax(table[0]) for table in tags)
        return Reading(states[0], entities, predicates, dict(zip(FURTHER, further, strict=True)))

    def claims(self, states: NDArray[np.float32], predicates: Sequence[tuple[int, int]]) -> Frames:
        """Roles and slots of predicates, given as characters `[start, end)` of the window."""
        parts = []
        for first in range(0, len(predicates), BATCH):
            some = predicates[first : first + BATCH]
            row = {
                "c": states[None],
                "a": np.array([start for start, _ in some], dtype=np.int64),
                "e": np.array([end for _, end in some], dtype=np.int64),
            }
            parts.append(self._claims.run(None, row))
        ends, *slots = (np.concatenate(column) for column in zip(*parts, strict=True))
        chances = {name: np.exp(_log_softmax(table)) for name, table in zip(SLOTS, slots, strict=True)}
        return Frames(_log_softmax(ends, axis=1), chances)


def _log_softmax(table: NDArray[np.float32], axis: int = -1) -> NDArray[np.float32]:
    shifted = table - table.max(axis=axis, keepdims=True)
    result: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))
    return result


@lru_cache(maxsize=1)
def shipped_network() -> Network:
    """The network under `models/accurate`.

    Raises:
        ModelError: missing or changed (E301, E302), or unreadable (E304).
    """
    letters = json.loads(model_file("encoder/letters.json", PIPELINE).read_text("utf-8"))
    return Network(
        model_file("encoder/encoder.onnx", PIPELINE),
        model_file("encoder/claims.onnx", PIPELINE),
        Pieces.load(model_file("encoder/pieces.json", PIPELINE)),
        dict(letters),
    )
