"""Bare numerals, for those who want numbers only."""

from __future__ import annotations

import re

from xhsnlp.figures.figure import Comparator, Figure, FigureKind
from xhsnlp.figures.numerals import HAN
from xhsnlp.figures.quantities import read_quantity

_CANDIDATE = re.compile("[0-9０-９" + HAN + "]")


def find_numerals(text: str) -> list[Figure]:
    """Every number of a text, fractions included, without its unit."""
    found: list[Figure] = []
    match = _CANDIDATE.search(text)
    while match:
        quantity = read_quantity(text, match.start())
        end = match.end()
        if quantity and quantity.rule in ("fraction", "ratio"):
            end = quantity.end
            found.append(
                Figure(
                    text[match.start() : end],
                    match.start(),
                    end,
                    FigureKind.RATIO,
                    quantity.low,
                    rule="numeral",
                )
            )
        elif quantity:
            number = quantity.number
            end = max(number.end, match.end())
            if not number.round_:
                exact = number.exact
                found.append(
                    Figure(
                        text[number.start : end],
                        number.start,
                        end,
                        FigureKind.COUNT,
                        number.low if exact else None,
                        None if exact else number.low,
                        None if exact else number.high,
                        comparator=Comparator(number.comparator or "="),
                        rule="numeral",
                    )  # fmt: skip
                )
        match = _CANDIDATE.search(text, end)
    return found
