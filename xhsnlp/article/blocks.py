"""Split a text into blocks and tell what each of them is."""

from __future__ import annotations

import re

from xhsnlp.article.block import Block, BlockKind

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")


def find_blocks(text: str, title: str | None = None) -> list[Block]:
    """One block a line that is not blank; the first one is the title where it does not read like a sentence."""
    blocks: list[Block] = []
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if not stripped:
            continue
        start = match.start() + line.index(stripped)
        kind = BlockKind.PARAGRAPH
        if len(stripped) <= 40 and stripped[-1] not in "。！？!?；;：:”…，,":
            kind = BlockKind.HEADING if blocks else BlockKind.TITLE
        blocks.append(Block(kind, start, start + len(stripped), len(blocks)))
    return blocks
