"""How alike two slot texts are: F1 of their character pairs, as the gold standard's scorer counts it."""

from __future__ import annotations

from collections import Counter


def _pairs(text: str) -> Counter[str]:
    text = "".join(text.split())
    return Counter([text[i : i + 2] for i in range(len(text) - 1)] or [text])


def similarity(left: str, right: str) -> float:
    """0 to 1; 1 where both are empty; at least a half where one text holds the other."""
    if not left or not right:
        return float(left == right)
    x, y = _pairs(left), _pairs(right)
    share = 2 * sum((x & y).values()) / (sum(x.values()) + sum(y.values()))
    return max(share, 0.5 if left in right or right in left else 0.0)
