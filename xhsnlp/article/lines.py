"""Lines of a text, and which of them run on into the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from xhsnlp.article.block import BlockKind
from xhsnlp.article.cues import cue_kind, leading_caption

#: The longest heading, in characters.
HEADING_LENGTH = 36
#: Lines are not joined into more than this.
_LONGEST_JOIN = 1000
#: Texts are wrapped to no more than this, in cells of a terminal.
_WIDEST = 160

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_MARK = re.compile(r"(?:#{1,6}[ \t]+|>[ \t]?|[-*+•][ \t]+)+")
_CLOSING = "”’\"')）】》」』] \u3000\xa0*_"
_SENTENCE_END = "。！？!?；;…：:，,、—-~～"
#: Quotation marks and brackets that may stay open over a line break.
PAIRS = tuple(zip("“‘（(《「【『", "”’）)》」】』", strict=True))


@dataclass(frozen=True, slots=True)
class Line:
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


def split_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, each with what its words say about it."""
    lines: list[Line] = []
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
            lines.append(Line(body[:caption], start, start + caption, "", True, BlockKind.CAPTION))
            start += caption + len(body[caption:]) - len(body[caption:].lstrip())
            body = body[caption:].strip()
        gap = len(text[last_end : match.start()].replace("\r\n", "\n").strip(" \t\u3000\xa0")) > 1
        lines.append(Line(body, start, start + len(body), marks.strip(), gap, cue_kind(body)))
        last_end = match.end()
    return lines


def join_lines(lines: Sequence[Line], text: str) -> list[Line]:
    """Lines with those that plainly run on put together.

    They do after a comma, inside a quotation or bracket, in a Latin name cut in two, and in a text wrapped
    to a width.
    """
    joined: list[Line] = []
    width = _wrap_width(lines)
    last: Line | None = None
    for line in lines:
        if last is not None and _runs_on(joined[-1], last, line, width):
            first = joined.pop()
            joined.append(replace(first, text=text[first.start : line.end], end=line.end))
        else:
            joined.append(line)
        last = line
    return joined


def _runs_on(first: Line, last: Line, line: Line, width: int) -> bool:
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


def _wrap_width(lines: Sequence[Line]) -> int:
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
    for left, right in PAIRS:
        opens, closes = after.find(left), after.find(right)
        if before.rfind(left) > before.rfind(right) and closes >= 0 and (opens < 0 or closes < opens):
            return True
    return False
