"""What the words of a line say about it, read from `data/`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from xhsnlp.article.block import BlockKind
from xhsnlp.article.credits import is_byline
from xhsnlp.resources import PACKAGE, read_rows

_DATA = PACKAGE / "article" / "data"
#: What may stand around a line without changing what it is.
_WRAPPING = " \t\u3000\xa0*_#>[]()（）【】〔〕「」·•-—=~～\ufeff"


#: A longer line is body whatever its words, in characters.
_LONGEST = 450


@dataclass(frozen=True, slots=True)
class LineCue:
    """An entry of `data/lines.tsv`: the kind of a line of at most `longest` characters with such words.

    `links`: titles of other articles follow it.
    """

    kind: BlockKind
    place: str
    longest: int
    words: re.Pattern[str]
    links: bool = False

    def fits(self, line: str) -> bool:
        if len(line) > self.longest or not self.words.search(line):
            return False
        if self.kind is BlockKind.BYLINE and len(line) > 25 and line.endswith("。"):
            return False
        # Boilerplate goes on as it likes, a caption ends with 受访者供图; another line that goes on is body.
        last = self.place == "end"
        goes_on = {BlockKind.CAPTION: last, BlockKind.BOILERPLATE: not last}.get(self.kind, False)
        return goes_on or not _says_more(line)


#: How the words of an entry are looked for in each place.
_PLACES = {
    "start": r"\A(?:{})",
    "label": r"\A(?:{})(?!\w)",
    "end": r"(?:{})\Z",
    "line": r"\A(?:{})\Z",
    "any": "{}",
}


@lru_cache(maxsize=1)
def line_cues() -> tuple[LineCue, ...]:
    """The entries of `data/lines.tsv`, in order."""
    return tuple(
        LineCue(
            BlockKind.BOILERPLATE if kind == "links" else BlockKind(kind),
            place,
            int(longest),
            re.compile(_PLACES[place].format(_alternatives(words))),
            kind == "links",
        )
        for kind, place, longest, words in read_rows(_DATA / "lines.tsv")
    )


def _alternatives(words: str) -> str:
    return "|".join(_pattern(_plain(word.replace("\\s", " "))) for word in words.split())


def _pattern(word: str) -> str:
    return re.escape(word).replace(r"\*", "[^。]{0,20}").replace(r"\#", r"\d{1,9}")


_SENTENCE = re.compile("[。！？!?](?=[^”’）)」』》\\s])|[。！？!?] +(?=[^ ])")
#: A caption in brackets that body text follows on the same line.
_LEADING = re.compile(
    r"[(（] ?(?:(?:图片来源|图片来自|图源|题图|来源|图/)[^()（）\r\n]{1,30}|"
    r"[^()（）\r\n]{1,60}?(?:[，,。 ](?:图片来源|图片来自|图源|供图|摄影)[^()（）\r\n]{0,30}|供图|[ ]摄))[)）](?=\s*\S)"
)


#: An image and nothing else: Markdown, leftover HTML, a placeholder.
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<img[^>]*>|[\[【(（]图片?\d{0,2}[\]】)）]", re.I)


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
    if len(line) > _LONGEST and line.strip(_WRAPPING):
        return None
    if _IMAGE.fullmatch(line):
        return BlockKind.CAPTION
    plain = _plain(line).strip(_WRAPPING)
    if not plain:
        return BlockKind.BOILERPLATE
    squeezed = plain.replace(" ", "")
    for cue in line_cues():
        if cue.fits(plain) or (squeezed != plain and cue.fits(squeezed)):
            return cue.kind
    return BlockKind.BYLINE if is_byline(plain) else None


def heads_links(line: str) -> bool:
    """Whether titles of other articles follow a line of boilerplate (相关阅读)."""
    plain = _plain(line).strip(_WRAPPING)
    return any(cue.links and cue.fits(plain) for cue in line_cues())


def _says_more(line: str) -> bool:
    """Whether a line goes on after the end of a sentence."""
    return bool(_SENTENCE.search(line))


def _plain(line: str) -> str:
    return line.translate(_FOLD)


_FOLD = str.maketrans({"：": ":", "｜": "|", "／": "/", "\xa0": " ", "\u3000": " ", "（": "(", "）": ")"})
