"""Lines that name who made an article and when: 文｜李四, 记者 张三 编辑 李四, 2024-03-12 10:30 云雀观察."""

from __future__ import annotations

import re
from functools import lru_cache

from xhsnlp.resources import PACKAGE, read_rows

#: The longest line that is looked at, in characters.
_LONGEST = 80
_NAME = re.compile(r"[^\s:/|丨,，;；。！？!?]{1,24}")
_MORE_NAMES = re.compile(r"[A-Z][A-Za-z0-9.]{0,20}|[\u4e00-\u9fff]{2,3}")
_BETWEEN = re.compile(r"[ ,，、&;；|]+")
_REPORTERS = re.compile(
    r"(?:本报|本刊|见习|实习|特约)?记者[\u4e00-\u9fff]{2,3}(?: [\u4e00-\u9fff]{2,4}){0,3}"
)
_NAME_FIRST = re.compile(r"[\u4e00-\u9fff]{2,4} ?[/|] ?[文摄图]")

_DATE = r"(?:19|20)\d\d ?[-年./] ?\d{1,2} ?[-月./] ?\d{1,2} ?日?"
_DAY_AND_CLOCK = r"\d{1,2}月\d{1,2}日(?=[ T]{1,3}\d{1,2}:\d\d)"
_DATE_LINE = re.compile(
    rf"(?:[^\s\d:]{{1,8}}(?:: ?| ))?(?:{_DATE}|{_DAY_AND_CLOCK})"
    r"(?:[ T,，]{0,3}(?:星期|周)[一二三四五六日天])?"
    r"(?P<clock>[ T,，]{0,3}\d{1,2}:\d\d(?::\d\d)?)?(?P<rest>.*)"
)


def is_byline(line: str) -> bool:
    """Whether a line holds nothing but roles with names, or a date with them.

    Args:
        line: a line without white space around it; ：｜／（） in their half-width forms.
    """
    if len(line) > _LONGEST:
        return False
    if _is_credits(line):
        return True
    date = _DATE_LINE.fullmatch(line)
    if date is None:
        return False
    rest = date["rest"].strip(" ,，|丨()")
    if not rest or rest.startswith("发布于") or _is_credits(rest):
        return True
    return date["clock"] is not None and len(rest) <= 16 and not re.search("[,，。！？]", rest)


@lru_cache(maxsize=1)
def _role() -> re.Pattern[str]:
    """A role with its separator; up to twelve characters may stand before it."""
    rows = dict(read_rows(PACKAGE / "article" / "data" / "roles.tsv"))
    free, marked = ("|".join(rows[separator].split()) for separator in ("any", "mark"))
    return re.compile(rf"[^\s:/|丨,，。；]{{0,12}}(?:(?:{free})(?: ?[:/|丨·] ?| )|(?:{marked}) ?[:/|丨·] ?)")


def _is_credits(line: str) -> bool:
    """Whether a line is roles, each with one to four names after it, and nothing else."""
    if _NAME_FIRST.fullmatch(line) or _REPORTERS.fullmatch(line):
        return True
    pieces = _role().split(line)
    if len(pieces) < 2 or pieces[0].strip() or not _are_names(pieces[-1]):
        return False
    return all(not piece.strip() or _are_names(piece) for piece in pieces[1:-1])


def _are_names(piece: str) -> bool:
    names = [name for name in _BETWEEN.split(piece) if name]
    if not 1 <= len(names) <= 4 or not _NAME.fullmatch(names[0]):
        return False
    return all(_MORE_NAMES.fullmatch(name) for name in names[1:])
