"""Small HTML tables for notebooks: everything escaped, no scripts, no styles but a little spacing."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

#: Control characters, and those that turn the direction of writing.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_CELL = "text-align:left;vertical-align:top"


def html_table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, total: int | None = None
) -> str:
    """A table.

    Args:
        caption: a line above it.
        head: names of the columns; none are shown where it is empty.
        rows: the cells, as plain text.
        total: how many rows there would be, where not all are shown; the difference is told below.
    """
    lines = [
        "<table>",
        f'<caption style="text-align:left;caption-side:top"><b>{escaped(caption)}</b></caption>',
    ]
    if head:
        cells = "".join(f'<th scope="col" style="{_CELL}">{escaped(name)}</th>' for name in head)
        lines.append(f"<thead><tr>{cells}</tr></thead>")
    lines.append("<tbody>")
    shown = 0
    for row in rows:
        lines.append("<tr>" + "".join(f'<td style="{_CELL}">{escaped(cell)}</td>' for cell in row) + "</tr>")
        shown += 1
    lines.append("</tbody></table>")
    if total is not None and total > shown:
        lines.append(f"<p>… and {total - shown} more</p>")
    return "\n".join(lines)


def escaped(text: str) -> str:
    """Text that HTML shows as it is, on one line."""
    return html.escape(" ".join(_CONTROL.sub(" ", text).split()))
