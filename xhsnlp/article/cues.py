"""What the words of a line say about it, read from `data/`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from xhsnlp.article.block import BlockKind
from xhsnlp.resources import PACKAGE, read_rows

_DATA = PACKAGE / "article" / "data"
#: What may stand around a line without changing what it is.
_WRAPPING = " \t\u3000\xa0*_#>[]()（）【】〔〕「」·•-—=~～\ufeff"


@dataclass(frozen=True, slots=True)
class LineCue:
    """An entry of `data/lines.tsv`: the kind of a line of at most `longest` characters with such words."""

    kind: BlockKind
    place: str
    longest: int
    words: tuple[str, ...]

    def fits(self, line: str) -> bool:
        if len(line) > self.longest or (self.kind is not BlockKind.BOILERPLATE and _says_more(line)):
            return False
        if self.kind is BlockKind.BYLINE and len(line) > 25 and line.endswith("。"):
            return False
        if self.place == "start":
            return line.startswith(self.words)
        if self.place == "end":
            return line.endswith(self.words) and not _says_more(line)
        if self.place == "line":
            return line in self.words
        return any(word in line for word in self.words)


@lru_cache(maxsize=1)
def line_cues() -> tuple[LineCue, ...]:
    """The entries of `data/lines.tsv`, in order."""
    return tuple(
        LineCue(
            BlockKind(kind),
            place,
            int(longest),
            tuple(_plain(word.replace("\\s", " ")) for word in words.split()),
        )
        for kind, place, longest, words in read_rows(_DATA / "lines.tsv")
    )


@lru_cache(maxsize=1)
def _byline() -> re.Pattern[str]:
    """Role, separator, short name; any number of times and nothing else."""
    words = [word for (cell,) in read_rows(_DATA / "roles.tsv") for word in cell.split()]
    role = "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
    name = r"[^\s:/|丨,，;；。！？]{1,24}(?:[ ,，、&]{1,2}[A-Z][A-Za-z.]{0,20}){0,3}"
    return re.compile(rf"(?:(?:{role}) ?(?:[:/|丨·] ?| ){name}[ ,，;；、|]{{0,4}})+")


_SENTENCE = re.compile("[。！？!?](?=[^”’）)」』》\\s])|[。！？!?] +(?=[^ ])")
#: A caption in brackets that body text follows on the same line.
_LEADING = re.compile(r"[(（] ?(?:图片来源|图片来自|图源|题图|来源|图/)[^()（）\r\n]{1,30}[)）](?=\s*\S)")
_DATE = r"(?:19|20)\d\d ?[-年./] ?\d{1,2} ?[-月./] ?\d{1,2} ?日?"
_DATE_LINE = re.compile(
    rf"(?:[^\s\d:]{{1,8}}: ?)?{_DATE}(?:[ T,，]{{0,3}}(?:星期|周)[一二三四五六日天])?"
    r"(?P<clock>[ T,，]{0,3}\d{1,2}:\d\d(?::\d\d)?)?(?P<rest>.*)"
)


def leading_caption(line: str) -> int:
    """Length of the caption in brackets that a line starts with and goes on after; 0 for none."""
    match = _LEADING.match(line)
    return match.end() if match else 0


def cue_kind(line: str) -> BlockKind | None:
    """The kind that the words of a line give it, or None where they say nothing.

    Example:
        >>> cue_kind("图片来源：视觉中国")
        <BlockKind.CAPTION: 'caption'>
    """
    plain = _plain(line).strip(_WRAPPING)
    if not plain:
        return BlockKind.BOILERPLATE
    squeezed = plain.replace(" ", "")
    for cue in line_cues():
        if cue.fits(plain) or cue.fits(squeezed):
            return cue.kind
    return BlockKind.BYLINE if _is_byline(plain) else None


def _says_more(line: str) -> bool:
    """Whether a line goes on after the end of a sentence."""
    return bool(_SENTENCE.search(line))


def _is_byline(plain: str) -> bool:
    if len(plain) > 80:
        return False
    if _byline().fullmatch(plain):
        return True
    date = _DATE_LINE.fullmatch(plain)
    if date is None:
        return False
    rest = date["rest"].strip(" ,，|丨()")
    if not rest or _byline().fullmatch(rest):
        return True
    return date["clock"] is not None and len(rest) <= 16 and not re.search("[,，。！？]", rest)


def _plain(line: str) -> str:
    return line.translate(_FOLD)


_FOLD = str.maketrans({"：": ":", "｜": "|", "／": "/", "\xa0": " ", "\u3000": " ", "（": "(", "）": ")"})
