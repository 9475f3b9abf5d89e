"""Ranks: 排名第一, 第二大, TOP10, 前三, 十强. Ordinals of a sequence (第二家, 第一次) are none."""

from __future__ import annotations

import re

from xhsnlp.figures.figure import Figure, FigureKind
from xhsnlp.figures.numerals import Numeral, read_numeral

_TOP = re.compile(r"(?:TOP|Top|top)[ .\n]?$")
_RANKED = re.compile(
    r"(?:排名|排行|位居|位列|名列|跻身|居|列|排在|排|稳居|高居|位于|进入|挺进|入围|荣登|蝉联|成为|夺得|获得|拿下|拿了|拿到|争取|取得|位次)"
    r"(?:到|至|在|于|了)?(?:世界|全国|全球|行业|国内|亚洲|中国|同类|榜单|市场|业内|全省|全市|各省|[一-鿿]{0,3}榜)?(?:的)?$"
)
_FIELD = re.compile(r"(?:世界|全国|全球|行业|国内|亚洲|中国|业内|全省|全市|市场|销量|营收|规模|[一-鿿]榜)$")
_NOUN = re.compile(r"[ ]?(?:大|名(?!单)|强(?!调|化|劲|大|制|势|度)|高(?!峰|端|级|度|新)|多)")


def read_rank(text: str, at: int, floor: int) -> tuple[Figure | None, int] | None:
    """The rank whose number stands at a position.

    Returns:
        The figure and where to go on; (None, end) for an ordinal that is no rank; None where it is neither.
    """
    before = text[at - 1] if at else ""
    if before == "第":
        return _ordinal(text, at, floor)
    if before == "前" or before in "Pp .\n" and _TOP.search(text[max(0, at - 4) : at]):
        number = read_numeral(text, at)
        if number is None:
            return None
        return _top(text, at, number) if before != "前" else _first_few(text, at, number, floor)
    number = read_numeral(text, at) if text[at] in "十百五三四八0123456789二" else None
    if (
        number
        and number.exact
        and text[number.end : number.end + 1] == "强"
        and _NOUN.match(text, number.end)
    ):
        return _made(text, at, number.end + 1, number), number.end + 1
    return None


def _made(text: str, start: int, end: int, number: Numeral) -> Figure:
    return Figure(text[start:end], start, end, FigureKind.RANK, number.low, rule="rank")


def _ordinal(text: str, at: int, floor: int) -> tuple[Figure | None, int] | None:
    number = read_numeral(text, at)
    if number is None:
        return None
    end = number.end
    left = max(floor, at - 10)
    before = text[left : at - 1]
    ranked = _RANKED.search(before)
    noun = _NOUN.match(text, end)
    after = text[end : end + 1]
    start = at - 1
    if noun and noun[0].strip() in ("大", "名"):
        end = noun.end()
    elif ranked and after in ("位", "名", "的"):
        end += after != "的"
    elif not (
        (ranked or _FIELD.search(before))
        and not after.isdecimal()
        and (not after.isalpha() or after in "的和，且，并及与")
    ):
        return None, _ordinal_end(text, end)
    if ranked:
        named = re.search(r"(?:排名|排行|位居|位列|名列|稳居|高居|排在|居|列|排)$", before)
        start = left + named.start() if named else start
    return _made(text, start, end, number), end


def _ordinal_end(text: str, end: int) -> int:
    """Past the classifier of an ordinal, so that 第二个 leaves nothing to read."""
    return end + 1 if text[end : end + 1] in tuple("个家次款位名批届期季年天章步") else end


def _top(text: str, at: int, number: Numeral) -> tuple[Figure | None, int]:
    match = _TOP.search(text[max(0, at - 4) : at])
    start = max(0, at - 4) + match.start() if match else at
    return _made(text, start, number.end, number), number.end


def _first_few(text: str, at: int, number: Numeral, floor: int) -> tuple[Figure | None, int] | None:
    """前三, 前10名, 前100强: ranks; 前三季度 and 前5个月 are times."""
    noun = _NOUN.match(text, number.end)
    left = max(floor, at - 10)
    ranked = _RANKED.search(text[left : at - 1])
    after = text[number.end : number.end + 1]
    if after in ("个", "年", "月", "季", "天", "日", "次", "周", "%", "半", "款", "期", "轮", "届", "场"):
        return None
    if not noun and not ((ranked or _FIELD.search(text[left : at - 1])) and not after.isdecimal()):
        return None
    end = noun.end() if noun and noun[0].strip() in ("大", "名", "强") else number.end
    named = re.search(r"(?:排名|排行|位居|位列|名列|稳居|高居|排在|居|列|排|跻身|进入)$", text[left : at - 1])
    start = left + named.start() if named else at - 1
    return _made(text, start, end, number), end
