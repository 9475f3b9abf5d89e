"""Word vectors: words of like meaning lie close together, so that a model knows words it never saw labeled.

The vectors are those that a small sentence encoder gives each word alone, fewer dimensions left (model2vec's idea);
`xhsnlp.training.vectors` makes them. A text's vector is the mean of its words', rare words counting more.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from xhsnlp.errors import error
from xhsnlp.resources import model_file

FILE = "sentiment/vectors.npz"
#: Added to a text's length, so that a text of no clear meaning has a short vector.
DAMPING = 0.5
#: How many texts' vectors are kept, and how long such a text may be.
KEPT = 1024
SHORT = 300


class WordVectors:
    """A table of word vectors.

    Attributes:
        words: the words, the most frequent first.
        table: one row a word, of length 1, times the word's weight.
    """

    def __init__(self, words: Sequence[str], vectors: np.ndarray):
        self.words = list(words)
        self.rows = {word: row for row, word in enumerate(self.words)}
        lengths: dict[str, set[int]] = {}
        for word in self.words:
            lengths.setdefault(word[:2], set()).add(len(word))
        self.lengths = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}
        size = len(self.words)
        weights = np.log(2 + np.arange(size)) / np.log(2 + size)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        self.table = (vectors / np.maximum(norms, 1e-9) * weights[:, None]).astype(np.float32)
        # Sentiment and theme ask for the same texts, an article after the other.
        self._kept = lru_cache(maxsize=KEPT)(self._vector)

    @property
    def size(self) -> int:
        """The number of dimensions."""
        return self.table.shape[1]

    def find(self, text: str) -> list[int]:
        """Rows of the words of a text, the longest word at each place. Linear in its length."""
        found = []
        get, lengths = self.rows.get, self.lengths.get
        i, size = 0, len(text)
        while i < size:
            step = 1
            for length in lengths(text[i : i + 2], ()):
                row = get(text[i : i + length])
                if row is not None and length > 1:
                    found.append(row)
                    step = length
                    break
            i += step
        return found

    def vector(self, text: str) -> np.ndarray:
        """The vector of a text (lower case), zero where none of its words is known. Not to be written to."""
        return self._kept(text) if len(text) <= SHORT else self._vector(text)

    def _vector(self, text: str) -> np.ndarray:
        rows = self.find(text)
        if not rows:
            return np.zeros(self.size, dtype=np.float32)
        total = self.table[rows].sum(axis=0)
        return total / (float(np.sqrt(total @ total)) + DAMPING)

    def save(self, path: Path, vectors: np.ndarray) -> None:
        """Write words and vectors, 8 bits a number."""
        scale = np.abs(vectors).max(axis=1, keepdims=True)
        small = np.round(vectors / np.maximum(scale, 1e-9) * 127).astype(np.int8)
        names = np.frombuffer("\n".join(self.words).encode("utf-8"), dtype=np.uint8)
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, words=names, vectors=small)

    @classmethod
    def load(cls, path: Path) -> WordVectors:
        """Read what `save` wrote.

        Raises:
            ModelError: not such a file (E304).
        """
        try:
            with np.load(path, allow_pickle=False) as data:
                words = bytes(data["words"]).decode("utf-8").split("\n")
                vectors = data["vectors"].astype(np.float32)
                if vectors.ndim != 2 or len(words) != len(vectors):
                    raise ValueError("tables of different sizes")
                return cls(words, vectors)
        except (OSError, ValueError, KeyError, zipfile.BadZipFile) as problem:
            raise error("E304", path=path, why=problem) from problem


@lru_cache(maxsize=1)
def word_vectors() -> WordVectors:
    """The shipped vectors, checked against the manifest.

    Raises:
        ModelError: missing or changed (E301, E302), or unreadable (E304).
    """
    return WordVectors.load(model_file(FILE))
