"""What is known of each character before the network reads it: the word it lies in, the word's tag, a name of the gazetteers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

import numpy as np

from xhsnlp.annotations import result_of
from xhsnlp.encoder.network import ENTITY_LABELS
from xhsnlp.segment.tagset import TAGS

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

#: Values of each kind of mark; 0 is always "nothing known".
MARKS = {"border": 5, "tag": 1 + len(TAGS), "name": 1 + 4 * len(ENTITY_LABELS)}
BEGIN, INSIDE, END, SINGLE = 1, 2, 3, 4
_TAG_ROW = {tag: 1 + row for row, tag in enumerate(TAGS)}


class Known(Protocol):
    """A name known beforehand: its characters, label, and whether it is also a common word."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def ambiguous(self) -> bool: ...


def marks_of(doc: Doc) -> NDArray[np.int64]:
    """Marks of a Doc, characters × `MARKS`."""
    return lay_marks(
        len(doc.text),
        ((token.idx, token.idx + len(token), token.tag_) for token in doc if not token.is_space),
        result_of(doc, "names"),
    )


def lay_marks(
    size: int, words: Iterable[tuple[int, int, str]], names: Iterable[Known] = ()
) -> NDArray[np.int64]:
    """Marks of a text.

    Args:
        size: characters of the text.
        words: start, end and tag (one of `TAGS`) of each word.
        names: names known beforehand.
    """
    marks = np.zeros((size, len(MARKS)), dtype=np.int64)
    for start, end, tag in words:
        if end - start == 1:
            marks[start, 0] = SINGLE
        else:
            marks[start:end, 0] = INSIDE
            marks[start, 0], marks[end - 1, 0] = BEGIN, END
        marks[start:end, 1] = _TAG_ROW.get(tag, 0)
    for name in names:
        row = 1 + 4 * ENTITY_LABELS.index(name.label) + 2 * name.ambiguous
        marks[name.start : name.end, 2] = row + 1
        marks[name.start, 2] = row
    return marks
