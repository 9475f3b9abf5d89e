"""Cut text into the pieces of the encoder's vocabulary, each with the characters it covers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from xhsnlp.errors import error

#: What stands for a space, and for the start of a text.
SPACE = "▁"
#: A piece longer than this many characters is not looked for.
LONGEST = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """Attributes: number: its row in the embedding table; start, end: its characters in the text, `[start, end)`."""

    number: int
    start: int
    end: int


class Pieces:
    """A unigram vocabulary.

    Attributes:
        scores: log-probability of each piece.
        numbers: row of each piece.
        reach: by first character, the length of the longest piece that is looked for.
        normal: what a character is replaced by before the look-up (full-width forms, typographic variants).
        unknown: the row of what is in no piece.
    """

    def __init__(
        self,
        names: Iterable[str],
        scores: Iterable[float],
        normal: Mapping[str, str],
        unknown: int,
        unknown_score: float,
    ):
        self.numbers = {name: number for number, name in enumerate(names)}
        self.scores = dict(zip(self.numbers, scores, strict=True))
        self.reach: dict[str, int] = {}
        for name in self.numbers:
            if name:
                self.reach[name[0]] = max(self.reach.get(name[0], 1), min(len(name), LONGEST))
        self.normal = dict(normal)
        self.unknown = unknown
        self.unknown_score = unknown_score

    @classmethod
    def load(cls, path: Path) -> Pieces:
        """Read what `save` wrote.

        Raises:
            ModelError: not such a file (E304).
        """
        try:
            tree = json.loads(path.read_text("utf-8"))
            return cls(tree["names"], tree["scores"], tree["normal"], tree["unknown"], tree["unknown_score"])
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise error("E304", path=path, why=problem) from problem

    def save(self, path: Path) -> None:
        """Write one JSON file."""
        tree = {
            "unknown": self.unknown,
            "unknown_score": self.unknown_score,
            "names": list(self.numbers),
            "scores": [round(self.scores[name], 4) for name in self.numbers],
            "normal": self.normal,
        }
        path.write_text(json.dumps(tree, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")

    def cut(self, text: str) -> list[Piece]:
        """The likeliest pieces of a text (Viterbi over the unigram model), in order; time linear in length."""
        symbols, places = self._normalized(text)
        size = len(symbols)
        best = [0.0] + [-1e30] * size
        back = [0] * (size + 1)
        scores, unknown = self.scores, self.unknown_score
        reach = self.reach
        for i in range(size):
            here = best[i]
            for end in range(i + 1, min(i + reach.get(symbols[i], 1), size) + 1):
                score = scores.get(symbols[i:end])
                if score is None:
                    if end > i + 1:
                        continue
                    score = unknown
                if here + score > best[end]:
                    best[end] = here + score
                    back[end] = i
        out = []
        end = size
        while end > 0:
            begin = back[end]
            number = self.numbers.get(symbols[begin:end], self.unknown)
            first, last = places[begin][0], places[end - 1][1]
            out.append(Piece(number, first, max(first, last)))
            end = begin
        return out[::-1]

    def _normalized(self, text: str) -> tuple[str, list[tuple[int, int]]]:
        """The text as the vocabulary spells it, and the characters each symbol came from."""
        symbols = [SPACE]
        places = [(0, 0)]
        normal = self.normal
        for i, char in enumerate(text):
            for symbol in normal.get(char, char):
                symbols.append(SPACE if symbol.isspace() else symbol)
                places.append((i, i + 1))
        return "".join(symbols), places
