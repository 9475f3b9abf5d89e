"""Split a text into blocks and tell what each of them is.

A block is a line, or several where a sentence plainly runs on over a line break. Lists of words decide about
captions, bylines and boilerplate (`data/`); shape and neighbors decide about titles and headings: they are
short, do not end like a sentence, and something follows them. Where in doubt a line is a paragraph, so that
nothing asserted is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from xhsnlp.article.block import Block, BlockKind
from xhsnlp.article.cues import cue_kind, leading_caption

#: The longest title and the longest heading, in characters.
TITLE_LENGTH = 90
HEADING_LENGTH = 36
#: So many short lines in a row are a list or verse, not headings.
_RUN = 4
#: The title stands among the first lines, after junk or a byline.
_TOP = 6
#: Lines are not joined into more than this.
_LONGEST_JOIN = 1000
#: Texts are wrapped to no more than this, in cells of a terminal.
_WIDEST = 160

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_MARK = re.compile(r"(?:#{1,6}[ \t]+|>[ \t]?|[-*+•][ \t]+)+")
_NUMBER = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[章节、]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．)](?!\d)|"
    r"(?:0\d|PART|Part|Chapter|NO\.|No\.)\s?\d{0,2})\s*"
)
_CLOSING = "”’\"')）】》」』] \u3000\xa0*_"
_SENTENCE_END = "。！？!?；;…：:，,、—-~～"
_ENDS_INSIDE = re.compile(r"[。！？!?；;…](?=[^”’\"')）】》」』\s])")
_PAIRS = tuple(zip("“‘（(《「【『", "”’）)》」】』", strict=True))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: its characters without white space and Markdown marks around it."""

    text: str
    start: int
    end: int
    mark: str
    after_gap: bool
    kind: BlockKind | None = None

    @property
    def last(self) -> str:
        return self.text.rstrip(_CLOSING)[-1:]

    @property
    def closed(self) -> bool:
        """Whether it ends like a sentence or a part of one."""
        return self.last in _SENTENCE_END or self.text.endswith("..")

    @property
    def short(self) -> bool:
        return len(self.text) <= HEADING_LENGTH


def find_blocks(text: str, title: str | None = None) -> list[Block]:
    """The blocks of a text, in order.

    Each character but white space and the Markdown marks before a line (`#`, `>`, `-`) lies in exactly one.

    Args:
        text: the article's text.
        title: the title, where it is known: a line that equals it is one.
    """
    lines = _joined(_lines(text), text)
    kinds = _kinds(lines, title)
    return [
        Block(kind, line.start, line.end, i) for i, (line, kind) in enumerate(zip(lines, kinds, strict=True))
    ]


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    last_end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        mark = _MARK.match(stripped)
        marks = mark.group() if mark else ""
        if stripped in {">", "#", "-", "*", "---", "***", "___"}:
            continue
        body = stripped[len(marks) :].strip()
        if not body:
            continue
        start = match.start() + len(line) - len(line.lstrip()) + stripped.index(body, len(marks))
        caption = leading_caption(body)
        if caption:
            lines.append(_Line(body[:caption], start, start + caption, "", True, BlockKind.CAPTION))
            start += caption + len(body[caption:]) - len(body[caption:].lstrip())
            body = body[caption:].strip()
        gap = len(text[last_end : match.start()].replace("\r\n", "\n").strip(" \t\u3000\xa0")) > 1
        lines.append(_Line(body, start, start + len(body), marks.strip(), gap, cue_kind(body)))
        last_end = match.end()
    return lines


def _joined(lines: Sequence[_Line], text: str) -> list[_Line]:
    """Lines with those that plainly run on put together.

    They do after a comma, inside a quotation or bracket, in a Latin name cut in two, and in a text wrapped
    to a width.
    """
    joined: list[_Line] = []
    width = _wrap_width(lines)
    last: _Line | None = None
    for line in lines:
        if last is not None and _runs_on(joined[-1], last, line, width):
            first = joined.pop()
            joined.append(replace(first, text=text[first.start : line.end], end=line.end))
        else:
            joined.append(line)
        last = line
    return joined


def _runs_on(first: _Line, last: _Line, line: _Line, width: int) -> bool:
    """Whether a line goes on with a block that begins with `first` and whose last line is `last`."""
    if first.kind or line.kind or line.after_gap or len(first.text) > _LONGEST_JOIN:
        return False
    if first.mark.startswith("#") or line.mark.startswith(("#", "-", "*", "+")):
        return False
    if last.text[-1] in "，,、" or _open_across(last.text, line.text):
        return True
    if width and _cells(last.text) >= width - 4 and last.last not in "。！？!?":
        return True
    before, after = last.text[-1], line.text[0]
    return before.isascii() and before.isalnum() and after.isascii() and after.isalpha()


def _wrap_width(lines: Sequence[_Line]) -> int:
    """The width, in cells of a terminal, that a text was wrapped to; 0 for one whose lines are paragraphs."""
    widths = [_cells(line.text) for line in lines]
    widest = max(widths, default=0)
    full = sum(1 for width in widths if width >= widest - 4)
    return widest if len(lines) >= 5 and 30 <= widest <= _WIDEST and full >= 0.5 * len(lines) else 0


def _cells(text: str) -> int:
    """Width on a terminal; of a text too long to be a wrapped line, about."""
    if len(text) > _WIDEST:
        return len(text)
    return len(text) + sum(1 for char in text if char > "\u2e7f")


def _open_across(before: str, after: str) -> bool:
    """Whether a quotation or bracket opens in one line and closes in the next."""
    for left, right in _PAIRS:
        opens, closes = after.find(left), after.find(right)
        if before.rfind(left) > before.rfind(right) and closes >= 0 and (opens < 0 or closes < opens):
            return True
    return False


def _open_pair(text: str) -> bool:
    """Whether a quotation mark or bracket that opens in the text stays open at its end."""
    return any(text.rfind(pair[0]) > text.rfind(pair[1]) for pair in _PAIRS)


def _kinds(lines: Sequence[_Line], title: str | None) -> list[BlockKind]:
    kinds = [
        line.kind or (BlockKind.HEADING if _like_heading(line) else BlockKind.PARAGRAPH) for line in lines
    ]
    _find_title(lines, kinds, title)
    _undo_runs(lines, kinds)
    _undo_last(kinds)
    return kinds


def _like_heading(line: _Line) -> bool:
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


def _find_title(lines: Sequence[_Line], kinds: list[BlockKind], title: str | None) -> None:
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


def _like_title(line: _Line) -> bool:
    if len(line.text) > TITLE_LENGTH or "。" in line.text or line.mark.startswith(("-", ">")):
        return False
    return line.last not in "：:，,、；;" and not line.text.endswith("..")


def _is_junk(line: _Line) -> bool:
    """An app name, a counter: no Chinese word in it, or a word and a number (9158APP 0)."""
    if len(line.text) > 20 or line.mark or _NUMBER.match(line.text) or re.fullmatch(r"\d{1,2}", line.text):
        return False
    return not re.search("[\u3400-\u9fff]", line.text) or bool(re.fullmatch(r"\S{1,10}\s+\d{1,7}", line.text))


def _undo_runs(lines: Sequence[_Line], kinds: list[BlockKind]) -> None:
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
