"""Read a string that is a quantity as a whole."""

from __future__ import annotations

from dataclasses import replace

from xhsnlp.errors import error
from xhsnlp.figures.bare import find_numerals
from xhsnlp.figures.builder import plain_figure
from xhsnlp.figures.figure import Figure
from xhsnlp.figures.quantities import read_quantity
from xhsnlp.figures.scanner import find

_OUTER = " \t\u00a0\u3000"


def parse(text: str, *, bare_currency: str = "CNY") -> Figure:
    """The quantity that a string is, from its first character to its last.

    Args:
        text: the quantity as written; white space around it does no harm.
        bare_currency: the currency of 元, ISO 4217.

    Raises:
        InputError: the string is no quantity, or more than one (E115).

    Example:
        >>> parse("近6小时").comparator.value
        '~'
    """
    if not isinstance(text, str):
        raise error("E206", what="text", wanted="a str", value=type(text).__name__)
    start = len(text) - len(text.lstrip(_OUTER))
    end = len(text.rstrip(_OUTER))
    for figure in find(text, bare_currency=bare_currency):
        if (figure.start, figure.end) == (start, end):
            return figure
    for figure in find_numerals(text):
        if (figure.start, figure.end) == (start, end):
            return replace(figure, rule="bare" if figure.rule == "numeral" else figure.rule)
    quantity = read_quantity(text, start) if start < end else None
    if quantity and quantity.end == end and quantity.kind != "bare":
        return plain_figure(text, quantity, bare_currency)
    raise error("E115", text=text if len(text) <= 60 else text[:60] + "…")
