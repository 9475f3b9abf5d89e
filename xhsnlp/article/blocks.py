"""Split a text into blocks and tell what each of them is.

A block is a line, or several where a sentence plainly runs on over a line break. Lists of words decide about
captions, bylines and boilerplate (`data/`); shape and neighbors decide about titles and headings: they are
short, do not end like a sentence, and something follows them. Where in doubt a line is a paragraph, so that
nothing asserted is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xhsnlp.article.block import Block, BlockKind
from xhsnlp.article.layout import mark_links, mark_repeats, mark_tables
from xhsnlp.article.lines import PAIRS, Line, join_lines, split_lines

#: The longest title, in characters.
TITLE_LENGTH = 90
#: So many short lines in a row are a list or verse, not headings.
_RUN = 4
#: The title stands among the first lines, after junk or a byline.
_TOP = 6

_NUMBER = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[ ]?[章节、]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．)](?!\d)|"
    r"(?:0\d|PART|Part|Chapter|NO\.|No\.)\s?\d{0,2})\s*"
)
_ENDS_INSIDE = re.compile(r"[。！？!?；;…](?=[^”’\"')）】》」』\s])")


def find_blocks(text: str, title: str | None = None) -> list[Block]:
    """The blocks of a text, in order.

    Each character but white space and the Markdown marks before a line (`#`, `>`, `-`) lies in exactly one.

    Args:
        text: the article's text.
        title: the title, where it is known: a line that equals it is one.
    """
    lines = join_lines(split_lines(text), text)
    kinds = _kinds(lines, title)
    return [
        Block(kind, line.start, line.end, i) for i, (line, kind) in enumerate(zip(lines, kinds, strict=True))
    ]


def _open_pair(text: str) -> bool:
    """Whether a quotation mark or bracket that opens in the text stays open at its end."""
    return any(text.rfind(pair[0]) > text.rfind(pair[1]) for pair in PAIRS)


def _kinds(lines: Sequence[Line], title: str | None) -> list[BlockKind]:
    kinds = [
        line.kind or (BlockKind.HEADING if _like_heading(line) else BlockKind.PARAGRAPH) for line in lines
    ]
    mark_tables(lines, kinds)
    mark_links(lines, kinds)
    _find_title(lines, kinds, title)
    mark_repeats(lines, kinds)
    _undo_runs(lines, kinds)
    _undo_last(kinds)
    return kinds


def _like_heading(line: Line) -> bool:
    if line.mark.startswith("#"):
        return len(line.text) <= TITLE_LENGTH
    if line.mark.startswith(("-", "*", "+", "•")) or not line.short:
        return False
    numbered = _NUMBER.match(line.text)
    rest = line.text[numbered.end() :] if numbered else line.text
    if _ENDS_INSIDE.search(rest) or _open_pair(line.text):
        return False
    if line.last in "？！?!":
        return bool(numbered) or (len(rest) <= 16 and not re.search("[,，]", rest))
    return not line.closed


def _find_title(lines: Sequence[Line], kinds: list[BlockKind], title: str | None) -> None:
    """Mark the title: the line that equals the known one, or the first line that could be one."""
    known = _squeezed(title) if title else ""
    if len([kind for kind in kinds if kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)]) < 2:
        return
    found = False
    for i, line in enumerate(lines[:_TOP]):
        if known and _squeezed(line.text) == known:
            kinds[i] = BlockKind.TITLE
            found = True
    for i, line in enumerate(lines[:_TOP]):
        if kinds[i] not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            continue
        if _is_junk(line) and i + 1 < len(lines):
            kinds[i] = BlockKind.BOILERPLATE
        elif found:
            continue
        elif _like_title(line):
            kinds[i] = BlockKind.TITLE
            found = True
        else:
            return


def _like_title(line: Line) -> bool:
    if len(line.text) > TITLE_LENGTH or "。" in line.text or line.mark.startswith(("-", ">")):
        return False
    return line.last not in "：:，,、；;" and not line.text.endswith("..")


def _is_junk(line: Line) -> bool:
    """An app name, a counter: no Chinese word in it, or a word and a number (9158APP 0)."""
    if len(line.text) > 20 or line.mark or _NUMBER.match(line.text) or re.fullmatch(r"\d{1,2}", line.text):
        return False
    return not re.search("[\u3400-\u9fff]", line.text) or bool(re.fullmatch(r"\S{1,10}\s+\d{1,7}", line.text))


def _undo_runs(lines: Sequence[Line], kinds: list[BlockKind]) -> None:
    """Many short lines in a row, none numbered, are a list: paragraphs."""
    start = 0
    for i in range(len(kinds) + 1):
        if i < len(kinds) and kinds[i] is BlockKind.HEADING and not lines[i].mark:
            continue
        if i - start >= _RUN:
            kinds[start:i] = [BlockKind.PARAGRAPH] * (i - start)
        start = i + 1


def _undo_last(kinds: list[BlockKind]) -> None:
    """A heading that nothing follows heads nothing: a last sentence without its full stop."""
    for i in range(len(kinds) - 1, -1, -1):
        if kinds[i] is BlockKind.PARAGRAPH:
            return
        if kinds[i] is BlockKind.HEADING:
            kinds[i] = BlockKind.PARAGRAPH


def _squeezed(text: str) -> str:
    return "".join(text.split())
