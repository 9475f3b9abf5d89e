"""Silver labels: the LAC-small model that lies in every install of jieba 0.42, run with numpy.

Baidu's LAC (Jiao, Sun, Sun 2018; Apache-2.0) labels characters with B/I of 24 parts of speech and PER, LOC, ORG,
TIME: character embeddings, two bidirectional GRU layers, a CRF. jieba's own code for it needs paddle. Its tensor
files are plain, so they are read in place; nothing of them is copied. Used in training alone.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from xhsnlp.segment.dictionary import import_jieba

_HALF = {"“": '"', "”": '"', "‘": "'", "’": "'", "、": ",", "《": "<", "》": ">", "—": "-"}
_NAMES = {"PER": "nr", "LOC": "ns", "ORG": "nt", "TIME": "t"}
Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class LacWord:
    """A word as LAC cuts it. Attributes: start, end: its characters; tag: one of LAC's; name: PER, LOC, ORG, TIME or ""."""

    start: int
    end: int
    tag: str
    name: str


def lac_folder() -> Path | None:
    """Where the model lies, or None in an install of jieba without it."""
    folder = Path(str(import_jieba().__file__)).parent / "lac_small"
    return folder if (folder / "model_baseline" / "word_emb").is_file() else None


@lru_cache(maxsize=1)
def lac() -> Lac | None:
    """The model, or None where it is not there."""
    folder = lac_folder()
    return Lac(folder) if folder else None


class Lac:
    """The model. `label` gives the words of many texts."""

    def __init__(self, folder: Path):
        model = folder / "model_baseline"
        self._tensors = {path.name: _tensor(path) for path in sorted(model.iterdir())}
        self._codes = {symbol: int(code) for code, symbol in _pairs(folder / "word.dic")}
        self._labels = [
            label for _, label in sorted((int(code), label) for code, label in _pairs(folder / "tag.dic"))
        ]
        self._unknown = self._codes["OOV"]

    def label(self, texts: Sequence[str], batch: int = 64) -> list[list[LacWord]]:
        """Words of each text, in order; texts of like length are run together."""
        order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), i))
        found: list[list[LacWord]] = [[] for _ in texts]
        for low in range(0, len(order), batch):
            chosen = [i for i in order[low : low + batch] if texts[i]]
            if not chosen:
                continue
            for i, path in zip(chosen, self._run([texts[i] for i in chosen]), strict=True):
                found[i] = self._words(path)
        return found

    def _words(self, path: Iterable[int]) -> list[LacWord]:
        words: list[LacWord] = []
        for place, code in enumerate(path):
            label = self._labels[code]
            kind = label[:-2] if label != "O" else "w"
            tag, name = _NAMES.get(kind, kind), kind if kind in _NAMES else ""
            if label.endswith("-I") and words and (words[-1].tag, words[-1].name) == (tag, name):
                words[-1] = LacWord(words[-1].start, place + 1, tag, name)
            else:
                words.append(LacWord(place, place + 1, tag, name))
        return words

    def _run(self, texts: Sequence[str]) -> list[list[int]]:
        lengths = np.array([len(text) for text in texts])
        codes = np.full((len(texts), int(lengths.max())), self._unknown)
        for row, text in enumerate(texts):
            codes[row, : len(text)] = [self._codes.get(_plain(char), self._unknown) for char in text]
        mask = np.arange(codes.shape[1])[None, :] < lengths[:, None]
        state = self._tensors["word_emb"][codes]
        for layer in (0, 2):
            forward = self._gru(state, mask, layer, range(codes.shape[1]))
            backward = self._gru(state, mask, layer + 1, range(codes.shape[1] - 1, -1, -1))
            state = np.concatenate([forward, backward], axis=2)
        emission = state @ self._tensors["fc_4.w_0"] + self._tensors["fc_4.b_0"].ravel()
        return _viterbi(emission, lengths, self._tensors["crfw"])

    def _gru(self, state: Array, mask: Array, layer: int, steps: Iterable[int]) -> Array:
        tensors = self._tensors
        inputs = state @ tensors[f"fc_{layer}.w_0"] + tensors[f"fc_{layer}.b_0"].ravel()
        inputs += tensors[f"gru_{layer}.b_0"].ravel()
        weight = tensors[f"gru_{layer}.w_0"].ravel()
        size = 128
        gates = weight[: size * size * 2].reshape(size, size * 2)
        candidate = weight[size * size * 2 :].reshape(size, size)
        hidden = np.zeros((state.shape[0], size), np.float32)
        out = np.zeros((*state.shape[:2], size), np.float32)
        for step in steps:
            now = inputs[:, step]
            both = 1 / (1 + np.exp(-(now[:, : size * 2] + hidden @ gates)))
            update, reset = both[:, :size], both[:, size:]
            new = np.tanh(now[:, size * 2 :] + (reset * hidden) @ candidate)
            changed = (1 - update) * hidden + update * new
            hidden = np.where(mask[:, step, None], changed, hidden)
            out[:, step] = hidden
        return out


def _viterbi(emission: Array, lengths: Array, weights: Array) -> list[list[int]]:
    start, stop, step = weights[0], weights[1], weights[2:]
    score = emission[:, 0] + start
    back = np.zeros(emission.shape, np.int64)
    final = np.zeros_like(score)
    final[lengths == 1] = score[lengths == 1]
    for place in range(1, emission.shape[1]):
        total = score[:, :, None] + step[None]
        back[:, place] = total.argmax(1)
        score = total.max(1) + emission[:, place]
        final[lengths == place + 1] = score[lengths == place + 1]
    paths = []
    for row, length in enumerate(lengths):
        path = [int((final[row] + stop).argmax())]
        for place in range(int(length) - 1, 0, -1):
            path.append(int(back[row, place, path[-1]]))
        paths.append(path[::-1])
    return paths


def _plain(char: str) -> str:
    """A character in the forms of LAC's vocabulary: half-width, lower case."""
    code = ord(char)
    if 0xFF01 <= code < 0xFF5F:
        char = chr(code - 0xFEE0)
    return _HALF.get(char, char.lower())


def _pairs(path: Path) -> list[list[str]]:
    rows = [line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8", newline="\n")]
    return [row for row in rows if len(row) == 2]


def _tensor(path: Path) -> Array:
    """Read a paddle tensor: version, LoD level, version, length of a header with the sizes, float32 data."""
    data = path.read_bytes()
    size = struct.unpack_from("<i", data, 16)[0]
    dims = _dims(data[20 : 20 + size])
    return np.frombuffer(data, "<f4", offset=20 + size).reshape(dims)


def _dims(header: bytes) -> list[int]:
    """Sizes in a TensorDesc: after the data type (08 05), each is 10 and a varint."""
    dims, place = [], 2
    while place < len(header):
        place += 1
        value, shift = 0, 0
        while True:
            byte = header[place]
            value |= (byte & 0x7F) << shift
            shift += 7
            place += 1
            if byte < 0x80:
                break
        dims.append(value)
    return dims
