"""Words in quotation marks, to be marked in the article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_PAIRS = {"“": "”", "「": "」", "『": "』"}
#: Shorter ones are names and coinages (“暖灯计划”) rather than what somebody says.
_SHORTEST = 10


def find_quotes(text: str, blocks: Iterable[Mapping[str, Any]]) -> list[list[int]]:
    """Outermost quotations of the paragraphs with their marks, `[start, end)`; one left open ends with its paragraph."""
    found = []
    for block in blocks:
        if block["kind"] != "paragraph":
            continue
        start, depth, opening, closing = -1, 0, "", ""
        for i in range(block["start"], min(block["end"], len(text))):
            char = text[i]
            if start < 0 and char in _PAIRS:
                start, depth, opening, closing = i, 1, char, _PAIRS[char]
            elif start >= 0 and char == opening:
                depth += 1
            elif start >= 0 and char == closing:
                depth -= 1
                if depth == 0:
                    found.append([start, i + 1])
                    start = -1
        if start >= 0:
            found.append([start, block["end"]])
    return [span for span in found if span[1] - span[0] >= _SHORTEST]
