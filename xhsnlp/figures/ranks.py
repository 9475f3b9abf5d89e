"""Ranks: 排名第一, 第二大, TOP10, 前三, 十强. Ordinals of a sequence (第二家, 第一次) are none."""

from __future__ import annotations

import re
from dataclasses import replace

from xhsnlp.figures.context import look_left
from xhsnlp.figures.figure import Change, Figure, FigureKind
from xhsnlp.figures.numerals import Numeral, read_numeral
from xhsnlp.figures.quantity import skip_spaces

_TOP = re.compile(r"(?:TOP|Top|top)[ .\n]?$|(?:NO|No)[.．] ?$")
_VERB = (
    r"(?:排名|排行|位居|位列|名列|跻身|居|列|排在|排|稳居|高居|位于|进入|挺进|入围|荣登|蝉联|成为|夺得|获得|拿下|拿了|拿到|争取|取得|"
    r"位次|升至|跌至|降至|滑落|挤进|杀入|杀进|冲进|冲入|闯入|重返|重回|回到|稳坐|坐稳|保持)"
)
_FIELDS = r"世界|全国|全球|行业|国内|亚洲|中国|业内|全省|全市|市场"
_RANKED = re.compile(
    _VERB + rf"(?:到|至|在|于|了|为)?(?:{_FIELDS}|同类|榜单|各省|[一-鿿]{{0,3}}榜|前列)?(?:的)?$"
)
_NAMED = re.compile(r"(?:排名|排行|位居|位列|名列|稳居|高居|排在|居|列|排|跻身|进入)(?:到|至|在|于|了)?$")
_FIELD = re.compile(rf"(?:{_FIELDS}|销量|营收|规模|[一-鿿]榜)$")
#: Words before 第一 that make it a slogan, and signs that make it an enumeration.
_SLOGAN = re.compile(
    r"(?:安全|质量|品质|用户|客户|顾客|消费者|生命|健康|效率|体验|友谊|利益|至上|其|唯|以及|和|及|、)$"
)
#: Before 前 these make another word (目前三).
_NOT_FIRST = frozenset("目之以日年月先提从午空史眼")
_NOUN = re.compile(
    r"[ ]?(?:大(?!会|道|街|类)|名(?!单)|强(?!调|化|劲|大|制|势|度)|高(?!峰|端|级|度|新)|多(?!元))"
)
_STRONG = frozenset("十百五三四八二0123456789")
#: What after 前N makes it a time or a sequence (前三季度, 前5款).
_NO_RANK_AFTER = frozenset("个年月季天日次周%半款期轮届场者后述")


def read_rank(text: str, at: int, floor: int) -> tuple[Figure | None, int] | None:
    """The rank whose number stands at a position.

    Returns:
        The figure and where to go on; (None, end) for an ordinal that is no rank; None where it is neither.
    """
    before = text[at - 1] if at else ""
    gap = 2 if before == " " and at > 1 and text[at - 2] in "第前" else 1
    if before == "第" or (gap == 2 and text[at - 2] == "第"):
        return _ordinal(text, at, at - gap, floor)
    if before == "前" or gap == 2:
        return _first_few(text, at, at - gap, floor)
    top = _TOP.search(text, max(floor, at - 5), at) if before and before in "Pp .．\n" else None
    if top:
        number = read_numeral(text, at)
        return (_made(text, top.start(), number.end, number), number.end) if number else None
    if text[at] in _STRONG:
        number = read_numeral(text, at)
        if number and number.exact and text.startswith("强", number.end) and _NOUN.match(text, number.end):
            return _made(text, at, number.end + 1, number), number.end + 1
    return None


def _sign_at(text: str, at: int) -> str:
    return text[at : at + 1]


def _made(text: str, start: int, end: int, number: Numeral) -> Figure:
    return Figure(text[start:end], start, end, FigureKind.RANK, number.low, rule="rank")


def _ordinal(text: str, at: int, sign: int, floor: int) -> tuple[Figure | None, int] | None:
    number = read_numeral(text, at)
    if number is None:
        return None
    end, left = number.end, max(floor, sign - 12)
    before = text[left:sign]
    after = _sign_at(text, end)
    ranked, noun = _RANKED.search(before), _NOUN.match(text, end)
    if noun and noun[0].strip() in ("大", "名", "高", "多"):
        end = noun.end()
    elif ranked and after in ("位", "名"):
        end += 1
    elif not _stands_alone(text, end, before, bool(ranked)):
        return None, _ordinal_end(text, end)
    named = _NAMED.search(before)
    rank = _made(text, left + named.start() if named else sign, end, number)
    if before[-1:] in ("至", "到") and not named:
        seen = look_left(text, sign, floor)
        if seen.change and not seen.noun:
            change = Change(seen.change)
            rank = replace(rank, text=text[seen.start : end], start=seen.start, change=change, by=False)
    return rank, end


def _stands_alone(text: str, end: int, before: str, ranked: bool) -> bool:
    """Whether 第N is a rank without a noun: 销量排名第一, 市占率第二。"""
    after = text[end : end + 1]
    if text.startswith("、第", end) and not ranked:
        return False
    if ranked or _FIELD.search(before):
        return not after.isalnum() or after in "的和且并及与"
    return (
        before[-1:].isalpha()
        and not before[-1:].isascii()
        and not after.isalnum()
        and not _SLOGAN.search(before)
    )


def _ordinal_end(text: str, end: int) -> int:
    """Past the classifier of an ordinal, so that 第二个 leaves nothing to read."""
    return end + 1 if text[end : end + 1] in tuple("个家次款位批届期季年天章步") else end


def _first_few(text: str, at: int, sign: int, floor: int) -> tuple[Figure | None, int] | None:
    """前三, 前10名, 前100强: ranks; 前三季度 and 前5个月 are times."""
    number = read_numeral(text, at)
    if number is None or _sign_at(text, skip_spaces(text, number.end)) in _NO_RANK_AFTER:
        return None
    left = max(floor, sign - 12)
    before, noun = text[left:sign], _NOUN.match(text, number.end)
    ranked = _RANKED.search(before) or _FIELD.search(before)
    last, after = before[-1:], _sign_at(text, number.end)
    alone = (not after.isalnum() or after == "的") and last.isalpha() and last not in _NOT_FIRST
    if not noun and not (ranked and not after.isdecimal()) and not alone:
        return None
    end = noun.end() if noun and noun[0].strip() in ("大", "名", "强") else number.end
    named = _NAMED.search(before)
    return _made(text, left + named.start() if named else sign, end, number), end
