"""What only the neighbors of a line tell: titles said twice, tables, lists of links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xhsnlp.article.block import BlockKind
from xhsnlp.article.cues import heads_links
from xhsnlp.article.lines import Line

#: The shortest title that is looked for again, and the longest name of a site after it, in letters.
_TITLE, _SITE = 6, 12
_LONGEST_TITLE = 120
_SITE_MARK = re.compile("[-_|｜丨—–·]")
#: Cells of a row stand apart by a tab, a bar or several spaces.
_CELL_GAP = re.compile(r"\t+| {2,}|\u3000+|\s*[|｜]\s*")
_CELL = 24
#: The longest link, and the most lines taken for links below their label.
_LINK, _LINKS = 45, 20


def mark_repeats(lines: Sequence[Line], kinds: list[BlockKind]) -> None:
    """A line that says the title again, with the name of the site or without, is a title too."""
    titles = [_letters(line.text) for line, kind in zip(lines, kinds, strict=True) if kind is BlockKind.TITLE]
    for i, line in enumerate(lines):
        if kinds[i] not in (BlockKind.HEADING, BlockKind.PARAGRAPH) or len(line.text) > _LONGEST_TITLE:
            continue
        if any(_same_title(title, line.text) for title in titles):
            kinds[i] = BlockKind.TITLE


def _same_title(title: str, text: str) -> bool:
    letters = _letters(text)
    if len(title) < _TITLE or not letters.startswith(title):
        return False
    rest = len(letters) - len(title)
    return rest == 0 or (rest <= _SITE and _SITE_MARK.search(text[len(title) :]) is not None)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def mark_tables(lines: Sequence[Line], kinds: list[BlockKind]) -> None:
    """Two or more rows in a row are a table; it counts as a caption, as what stands in charts does."""
    rows = [
        kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and _is_row(line)
        for line, kind in zip(lines, kinds, strict=True)
    ]
    for i, row in enumerate(rows):
        if row and (any(rows[i + 1 : i + 2]) or (i > 0 and rows[i - 1])):
            kinds[i] = BlockKind.CAPTION


def _is_row(line: Line) -> bool:
    if len(line.text) > 300 or line.mark or line.last in "。！？；;，":
        return False
    cells = [cell for cell in _CELL_GAP.split(line.text) if cell]
    barred = line.text[0] in "|｜"
    return (len(cells) >= 3 or (barred and len(cells) >= 2)) and all(len(cell) <= _CELL for cell in cells)


def mark_links(lines: Sequence[Line], kinds: list[BlockKind]) -> None:
    """The titles of other articles below 相关阅读 and the like are boilerplate."""
    left = 0
    for i, line in enumerate(lines):
        if kinds[i] is BlockKind.BOILERPLATE:
            left = _LINKS if heads_links(line.text) else left
        elif (
            left and len(line.text) <= _LINK and line.last not in "。；;：:" and not line.mark.startswith("#")
        ):
            kinds[i] = BlockKind.BOILERPLATE
            left -= 1
        else:
            left = 0
