"""Sentences and clauses, by their marks: quotations, brackets, numbers and addresses are kept whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from xhsnlp.annotations import Clause
from xhsnlp.article import Article
from xhsnlp.segment.lexicon import DATA
from xhsnlp.segment.words import ADDRESS, GROUPED, HALF_WIDTH

#: A quotation or bracket longer than this does not hold its sentence together.
LONGEST = 300

_PAIRS = {
    "“": "”",
    "「": "」",
    "『": "』",
    "‘": "’",
    "（": "）",
    "(": ")",
    "【": "】",
    "《": "》",
    "[": "]",
    "〔": "〕",
}
_CLOSERS = "”」』’）)】》]〕\"'＂"
_OPENERS = "“「『‘（(【《[〔\"'＂"
_MARK = re.compile(r"[，,；;：:。！？!?…]|\.{3,}|\.(?=[\s”」’）)\"]|$)")
_WHOLE = re.compile(rf"{ADDRESS}|{GROUPED}", re.ASCII)
_ASIDE = re.compile(r"（[^（）()]{1,80}）|\([^（）()]{1,80}\)|《[^《》]{1,40}》")
_COMPANY = re.compile(r"\s?(?:Inc|Ltd|LLC|LLP|Co|Corp|LP|L\.P)\b")
_END = re.compile(r"[。！？!?]")
_STOP = re.compile(r"[。！？!?；;：:“”「」\"]")


def find_clauses(article: Article) -> list[Clause]:
    """The clauses of all blocks, in order.

    A clause lies between two marks (，；：。！？… and their ASCII forms), its outer white space, quotation
    marks and brackets left out where they do not belong to a pair inside it. Commas inside numbers, colons
    inside clock times and ratios, and marks inside addresses, short brackets and titles (《》) are no
    borders, nor is 、.
    """
    clauses: list[Clause] = []
    sentence = 0
    for block in article.blocks:
        text = article.text[block.start : block.end]
        marks = clause_marks(text)
        starts = [start for start, _ in marks]
        for low, high in split_sentences(text, marks):
            found = False
            inside = marks[bisect_right(starts, low - 1) : bisect_right(starts, high - 1)]
            for begin, end in _between(low, high, inside):
                begin, end = _trimmed(text, begin, end)
                if begin < end:
                    clauses.append(
                        Clause(block.start + begin, block.start + end, len(clauses), sentence, block.index)
                    )
                    found = True
            sentence += found
    return clauses


def find_sentences(article: Article) -> list[tuple[int, int]]:
    """The sentences of all blocks, `[start, end)` with their marks, in order; none crosses a block."""
    found = []
    for block in article.blocks:
        for start, end in split_sentences(article.text[block.start : block.end]):
            found.append((block.start + start, block.start + end))
    return found


def clause_marks(text: str) -> list[tuple[int, int]]:
    """Places of the marks that end a clause, `[start, end)`."""
    plain = text.translate(HALF_WIDTH)
    whole = sorted(
        match.span() for kind, where in ((_WHOLE, plain), (_ASIDE, text)) for match in kind.finditer(where)
    )
    starts = [start for start, _ in whole]
    found = []
    for match in _MARK.finditer(text):
        start, end = match.span()
        number = bisect_right(starts, start) - 1
        if number >= 0 and start < whole[number][1]:
            continue
        if match.group() in ",，" and _COMPANY.match(text, end):
            continue
        if match.group() in ":：" and _digit(text, start - 1) and _digit(text, end):
            continue
        if match.group() == "." and not _ends_sentence(text, start):
            continue
        found.append((start, end))
    return found


def _digit(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place].isdecimal()


def _ends_sentence(text: str, place: int) -> bool:
    """Whether an ASCII full stop ends a sentence: after a Chinese character, a bracket, %, a last digit."""
    before = text[place - 1 : place]
    if not before or before.isspace():
        return False
    return not before.isascii() or before in ")%\"'" or (place + 1 == len(text) and before.isdigit())


def split_sentences(text: str, marks: Sequence[tuple[int, int]] | None = None) -> list[tuple[int, int]]:
    """The sentences of one block, `[start, end)`; white space between them belongs to none."""
    if marks is None:
        marks = clause_marks(text)
    held = _held_stretches(text)
    held_starts = [start for start, _ in held]
    found = []
    low = 0
    for start, end in marks:
        if start < low or not (_END.match(text, start) or text[start] == "."):
            continue
        number = bisect_right(held_starts, start) - 1
        while end < len(text) and (
            text[end] in _CLOSERS and _closes(text, low, end) or _END.match(text, end)
        ):
            end += 1
        if number >= 0 and held[number][1] > end:
            continue
        if text[end - 1] in _CLOSERS and _goes_on(text, end):
            continue
        found.append((low, end))
        low = _after_space(text, end)
    if low < len(text):
        found.append((low, len(text)))
    return found


def _after_space(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _closes(text: str, low: int, place: int) -> bool:
    """Whether a mark closes something: straight quotation marks do where an odd number stands before."""
    mark = text[place]
    return mark not in "\"'＂" or text.count(mark, low, place) % 2 == 1


def _held_stretches(text: str) -> list[tuple[int, int]]:
    """Outermost pairs of quotation marks or brackets that are closed and not too long."""
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for place, char in enumerate(text):
        if stack and char == stack[-1][0]:
            _, start = stack.pop()
            if place - start <= LONGEST:
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, place + 1))
        elif char in _PAIRS:
            stack.append((_PAIRS[char], place))
        elif char in '"＂':
            stack.append((char, place))
        elif char in "”」』）)】》" and any(close == char for close, _ in stack[-4:]):
            while stack and stack[-1][0] != char:
                stack.pop()
            _, start = stack.pop()
            if place - start <= LONGEST:
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, place + 1))
    return found


@lru_cache(maxsize=1)
def _saying() -> re.Pattern[str]:
    """A phrase that ends in a word of saying, in front of a comma or an end (他说。)."""
    words = (DATA / "saying.txt").read_text("utf-8").split("\n")
    verbs = "|".join(word for word in words if word and not word.startswith("#"))
    return re.compile(
        rf"[^，,。！？!?；;：:“”「」\"]{{0,25}}(?:{verbs})(?:[，,](?!\s?[“「\"])|[。！？!?\n]|$)"
    )


def _goes_on(text: str, place: int) -> bool:
    """Whether the sentence of a quotation goes on after it: with who said it, or with a comma."""
    place = _after_space(text, place)
    return text[place : place + 1] in set("，,、；;的") or bool(_saying().match(text, place))


def _between(low: int, high: int, marks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in marks:
        yield low, start
        low = end
    if low < high:
        yield low, high


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    """Leave out white space, and marks of pairs whose other half lies elsewhere."""
    while begin < end:
        first, last = text[begin], text[end - 1]
        if first.isspace() or first in "、—-·" or first in _CLOSERS and first not in "\"'＂":
            begin += 1
        elif last.isspace() or last in "、" or last in _OPENERS and last not in "\"'＂":
            end -= 1
        elif first in _OPENERS and not _closed(text, begin, end):
            begin += 1
        elif last in _CLOSERS and not _opened(text, begin, end):
            end -= 1
        else:
            break
    return begin, end


def _closed(text: str, begin: int, end: int) -> bool:
    close = _PAIRS.get(text[begin], text[begin])
    return text.find(close, begin + 1, end) >= 0


def _opened(text: str, begin: int, end: int) -> bool:
    opening = next((first for first, last in _PAIRS.items() if last == text[end - 1]), text[end - 1])
    return text.rfind(opening, begin, end - 1) >= 0
