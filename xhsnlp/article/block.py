"""Blocks: the parts of an article, line by line, and what each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any


class BlockKind(str, Enum):
    """What a block is. Only paragraphs assert anything."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"  # 图片来源：…
    BYLINE = "byline"  # author, editor, date line, source line
    BOILERPLATE = "boilerplate"  # ads, 原标题 lines, share and copyright lines, junk


@dataclass(frozen=True, slots=True)
class Block:
    """One block.

    Attributes:
        kind: what it is.
        start, end: its characters, `[start, end)`, without the line break and outer white space.
        index: its number in the article, from 0.
    """

    kind: BlockKind
    start: int
    end: int
    index: int

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind.value, "start": self.start, "end": self.end}
