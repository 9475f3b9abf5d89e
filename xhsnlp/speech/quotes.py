"""Quotation marks: pairs, nested ones left inside, unclosed ones ended at their paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from xhsnlp.article import Block

_PAIRS = {"“": "”", "「": "」", "『": "』", "＂": "＂", '"': '"'}
LONGEST = 3000


def find_quotes(text: str, blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    """Outermost quotations of the blocks: `[start, end)` of their content, without the marks.

    A quotation that its paragraph leaves open goes on to the next where that one begins with an opening mark (the
    habit of print) or holds the closing mark alone; else it ends with its paragraph.
    """
    found: list[tuple[int, int]] = []
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        found.extend(_quotes_of(text, block, following))
    return found


def _quotes_of(text: str, block: Block, following: Block | None) -> Iterator[tuple[int, int]]:
    i = block.start
    while i < block.end:
        close = _PAIRS.get(text[i])
        if close is None:
            i += 1
            continue
        end = _closing(text, i, close, block.end)
        if end < 0:
            reach = block.end
            if following is not None and "“" not in text[following.start : following.end]:
                other = text.find(close, following.start, min(following.end, i + LONGEST))
                reach = other if other >= 0 else reach
            yield i + 1, reach
            return
        yield i + 1, end
        i = end + 1


def _closing(text: str, start: int, close: str, stop: int) -> int:
    depth = 0
    opening = text[start]
    for i in range(start + 1, min(stop, start + LONGEST)):
        if text[i] == close:
            if depth == 0:
                return i
            depth -= 1
        elif text[i] == opening:
            depth += 1
    return -1
