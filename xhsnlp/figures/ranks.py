"""Ranks: 排名第一, 第二大, TOP10, 前三, 十强. Ordinals of a sequence (第二家, 第一次) are none."""

from __future__ import annotations

import re

from xhsnlp.figures.figure import Figure, FigureKind
from xhsnlp.figures.numerals import Numeral, read_numeral

_TOP = re.compile(r"(?:TOP|Top|top)[ .\n]?$|(?:NO|No)[.．] ?$")
_VERB = (
    r"(?:排名|排行|位居|位列|名列|跻身|居|列|排在|排|稳居|高居|位于|进入|挺进|入围|荣登|蝉联|成为|夺得|获得|拿下|拿了|拿到|争取|取得|"
    r"位次|升至|跌至|降至|滑落)"
)
_RANKED = re.compile(
    _VERB + r"(?:到|至|在|于|了|为)?(?:世界|全国|全球|行业|国内|亚洲|中国|同类|榜单|市场|业内|全省|全市|各省|[一-鿿]{0,3}榜|前列)?(?:的)?$"
)
_NAMED = re.compile(r"(?:排名|排行|位居|位列|名列|稳居|高居|排在|居|列|排|跻身|进入)(?:到|至|在|于|了)?$")
_FIELD = re.compile(r"(?:世界|全国|全球|行业|国内|亚洲|中国|业内|全省|全市|市场|销量|营收|规模|[一-鿿]榜)$")
#: What stands before a rank at the end of a phrase (市占率第一, 升至第三).
_BEFORE_RANK = frozenset("量额率名位列居榜界国球省市业洲至到了获得占模数值类道内中排是")
_NOUN = re.compile(r"[ ]?(?:大(?!会|道|街|类)|名(?!单)|强(?!调|化|劲|大|制|势|度)|高(?!峰|端|级|度|新)|多(?!元))")
_STRONG = frozenset("十百五三四八二0123456789")
#: What after 前N makes it a time or a sequence (前三季度, 前5款).
_NO_RANK_AFTER = frozenset("个年月季天日次周%半款期轮届场者后述")


def read_rank(text: str, at: int, floor: int) -> tuple[Figure | None, int] | None:
    """The rank whose number stands at a position.

    Returns:
        The figure and where to go on; (None, end) for an ordinal that is no rank; None where it is neither.
    """
    before = text[at - 1] if at else ""
    if before == "第":
        return _ordinal(text, at, floor)
    if before == "前":
        return _first_few(text, at, floor)
    top = _TOP.search(text, max(floor, at - 5), at) if before and before in "Pp .．\n" else None
    if top:
        number = read_numeral(text, at)
        return (_made(text, top.start(), number.end, number), number.end) if number else None
    if text[at] in _STRONG:
        number = read_numeral(text, at)
        if number and number.exact and text.startswith("强", number.end) and _NOUN.match(text, number.end):
            return _made(text, at, number.end + 1, number), number.end + 1
    return None


def _made(text: str, start: int, end: int, number: Numeral) -> Figure:
    return Figure(text[start:end], start, end, FigureKind.RANK, number.low, rule="rank")


def _ordinal(text: str, at: int, floor: int) -> tuple[Figure | None, int] | None:
    number = read_numeral(text, at)
    if number is None:
        return None
    end, left = number.end, max(floor, at - 12)
    before = text[left : at - 1]
    after = text[end : end + 1]
    ranked, noun = _RANKED.search(before), _NOUN.match(text, end)
    if noun and noun[0].strip() in ("大", "名", "高", "多"):
        end = noun.end()
    elif ranked and after in ("位", "名"):
        end += 1
    elif not _stands_alone(text, end, before, bool(ranked)):
        return None, _ordinal_end(text, end)
    named = _NAMED.search(before)
    return _made(text, left + named.start() if named else at - 1, end, number), end


def _stands_alone(text: str, end: int, before: str, ranked: bool) -> bool:
    """Whether 第N is a rank without a noun: 销量排名第一, 市占率第二。"""
    after = text[end : end + 1]
    if text.startswith("、第", end) and not ranked:
        return False
    if ranked or _FIELD.search(before):
        return not after.isalnum() or after in "的和且并及与"
    return before[-1:] in _BEFORE_RANK and not after.isalnum()


def _ordinal_end(text: str, end: int) -> int:
    """Past the classifier of an ordinal, so that 第二个 leaves nothing to read."""
    return end + 1 if text[end : end + 1] in tuple("个家次款位批届期季年天章步") else end


def _first_few(text: str, at: int, floor: int) -> tuple[Figure | None, int] | None:
    """前三, 前10名, 前100强: ranks; 前三季度 and 前5个月 are times."""
    number = read_numeral(text, at)
    if number is None or text[number.end : number.end + 1] in _NO_RANK_AFTER:
        return None
    left = max(floor, at - 12)
    before, noun = text[left : at - 1], _NOUN.match(text, number.end)
    if not noun and not ((_RANKED.search(before) or _FIELD.search(before)) and not text[number.end : number.end + 1].isdecimal()):
        return None
    end = noun.end() if noun and noun[0].strip() in ("大", "名", "强") else number.end
    named = _NAMED.search(before)
    return _made(text, left + named.start() if named else at - 1, end, number), end
