"""Lay an article out in windows: stretches of whole sentences that the encoder reads at once.

Each window owns some sentences, and shows a few more to the left, so that a subject or a speaker named before is in
sight. Paragraphs follow one another within a window; a heading is shown where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: Characters a window owns, and those it shows before them.
OWNED = 360
BEFORE = 120


@dataclass(frozen=True, slots=True)
class Window:
    """Attributes: start, end: the characters shown, `[start, end)`; own: the first character owned (to `end`)."""

    start: int
    own: int
    end: int


def lay_out(sentences: Sequence[tuple[int, int]], owned: int = OWNED, before: int = BEFORE) -> list[Window]:
    """Windows over the sentences of an article, in order; every character of every sentence is owned once.

    Args:
        sentences: start and end of each sentence; one longer than a window is cut.
        owned: most characters a window owns.
        before: most characters shown before them.
    """
    parts = [part for start, end in sentences for part in _cut(start, end, owned)]
    windows = []
    i = 0
    while i < len(parts):
        j = i + 1
        while j < len(parts) and parts[j][1] - parts[i][0] <= owned:
            j += 1
        first = i
        while first > 0 and parts[i][0] - parts[first - 1][0] <= before:
            first -= 1
        windows.append(Window(parts[first][0], parts[i][0], parts[j - 1][1]))
        i = j
    return windows


def _cut(start: int, end: int, size: int) -> list[tuple[int, int]]:
    return [(place, min(place + size, end)) for place in range(start, end, size)]
