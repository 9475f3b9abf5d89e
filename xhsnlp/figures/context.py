"""What the words around a quantity say of it: comparator, change, baseline, what a bare sum measures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xhsnlp.figures.lexicon import Prefix, lexicon
from xhsnlp.figures.quantity import SPACES, Quantity

_CLAUSE_END = re.compile(r"[，。；！？!?;\n\r\x00：…]|,(?![0-9]{3})")
#: What is said of the width of a change; the noun before it gives the direction.
_WIDTHS = ("扩大", "收窄", "缩小", "收敛", "缩窄", "擴大")
#: 大概会掉三成: the adverb belongs to the verb where one of the modal verbs stands between.
_OF_CLAUSE = ("大概", "差不多", "几乎")
_MODAL = re.compile("[会将能可]")
_WINDOW = 48
#: The most words read before a number.
_MOST_WORDS = 8
_GAP = re.compile(
    r"(至少|最少|起码|最多|至多|顶多|(?<![履预节签合公条契租违守特邀])约|大约)([一-鿿]{1,3})[ ]?$"
)
_SHARE = re.compile(r"(?<![履预节签合公条契租违守特邀])约占[^，。,；]{1,16}$")
_GAP_VALUES = {
    "至少": ">=",
    "最少": ">=",
    "起码": ">=",
    "最多": "<=",
    "至多": "<=",
    "顶多": "<=",
    "约": "~",
    "大约": "~",
}
_NOUN_GAP = re.compile(r"(新增|增加|减少)(?:了)?(?!至|到|后|前|值)[一-鿿]{2,3}[约近超]?[ ]?$")
_NOT_GAP = re.compile(r"[有的和在、]|[一二三四五六七八九十百千万亿]")
_TREND = re.compile(r"(?:涨|增|升)幅|增速|增长率|增长幅度|CAGR|(跌幅|降幅|减幅|下降幅度|下滑幅度)")
_YOY = re.compile(
    r"同比|(?:较|比|与|跟|和|相比)[^，,。；]{0,8}(?:去年|上年|上一年|前一年)[^，,。；]{0,6}|(?:较|比)[^，,。；]{0,6}同期|年增"
)
_MOM = re.compile(r"环比|较上月|比上月|较上个月|比上个月")
_QOQ = re.compile(r"较上(?:一?季度|季)|比上(?:一?季度|季)|较前一季度|按季")
_PERIOD = re.compile(r"(季度|季|Q[1-4])|月")
_YTD = re.compile(r"较(?:今)?年初|比年初|较(?:上年|去年)(?:年)?[末底]")
_FILLERS = " 的多名位年度总余"


@dataclass(slots=True)
class Surroundings:
    """What stands before a number.

    Attributes:
        start: where the figure's text begins.
        comparator: "" where none is said.
        change: `increase`, `decrease` or "".
        level: whether 至 or 到 stands between the change and the number (增至5亿).
        baseline: "" where none is said.
        currency: of a sign before the number ($20).
        noun: whether the change was said by a noun (增幅).
    """

    start: int
    comparator: str = ""
    change: str = ""
    level: bool = False
    baseline: str = ""
    currency: str = ""
    noun: bool = False


def look_left(text: str, start: int, floor: int, large: bool = False) -> Surroundings:
    """Read the words before a number from right to left.

    Args:
        text: the text.
        start: where the number begins.
        floor: where the figure before it ends; nothing left of it is looked at.
        large: whether the number is 10,000 or more, or a bare 百, 千, 万.
    """
    words, signs = lexicon().prefixes, lexicon().money_signs
    seen = Surroundings(start)
    at = start
    for _ in range(_MOST_WORDS):
        place = at
        while place > floor and text[place - 1] in SPACES and at - place < 2:
            place -= 1
        sign = signs.find(text, place)
        if sign and not seen.currency and not seen.comparator and place - len(sign[0]) >= floor:
            seen.currency = sign[1]
            at = seen.start = place - len(sign[0])
            continue
        found = words.find(text, place)
        if found is None or place - len(found[0]) < floor:
            break
        word, prefix = found
        at = place - len(word)
        barred = prefix.not_after and text[at - 1 : at] in tuple(prefix.not_after)
        if barred or not _take(seen, prefix, word, at, text[at + len(word) : start], large):
            break
    return seen


def _take(seen: Surroundings, prefix: Prefix, word: str, at: int, between: str, large: bool) -> bool:
    """Note what one word before a number says; whether the reading goes on to its left."""
    if prefix.role.startswith("comparator"):
        if word.startswith(_OF_CLAUSE) and _MODAL.search(between):
            return False
        if seen.comparator or (prefix.role == "comparator_large" and not large):
            return False
        seen.comparator, seen.start = prefix.value, at
    elif prefix.role == "change":
        if not seen.change:
            seen.change, _, crossed = prefix.value.partition(" ")
            seen.comparator, seen.start = seen.comparator or crossed, at
            seen.level = (
                bool(crossed)
                or word[-1] in "至到"
                or between.lstrip("了 ").startswith(("至", "到", "为"))
                and not between.lstrip("了 ").startswith(("至少", "至多"))
            )
    elif prefix.role == "trend":
        if not seen.change or between.lstrip().startswith(_WIDTHS):  # 跌幅扩大 is a fall, 增速回落 is one too
            seen.change, seen.noun, seen.level = prefix.value, True, False
    elif prefix.role == "baseline":
        seen.baseline = prefix.value
        if word[0] not in "较比与" and seen.change and not seen.noun:  # 较去年同期 holds a time
            seen.start = at
    elif seen.noun:
        return False
    return True


def gap_comparator(text: str, start: int, floor: int) -> tuple[str, int] | None:
    """至少要完成16000, 最多住2个人: a comparator with a word between it and the number."""
    match = _GAP.search(text, max(floor, start - 7), start)
    if match and not _NOT_GAP.search(match[2]):
        return _GAP_VALUES[match[1]], match.start()
    low = max(floor, start - 20)
    share = text.find("约占", low, start) >= 0 and _SHARE.search(text, low, start)
    return ("~", start) if share else None


def gap_change(text: str, start: int, floor: int) -> str:
    """新增成本数千万元: the direction said of a noun that stands before the number."""
    match = _NOUN_GAP.search(text, max(floor, start - 8), start)
    return ("decrease" if match[1][0] == "减" else "increase") if match else ""


def clause_start(text: str, at: int, floor: int = 0) -> int:
    """Where the clause begins that a position lies in, at most a window back."""
    low = max(floor, at - _WINDOW)
    best = low
    for match in _CLAUSE_END.finditer(text, low, at):
        best = match.end()
    return best


def change_in_clause(text: str, start: int, floor: int) -> str:
    """The direction that a noun earlier in the clause gives: 涨幅分别为3.7%."""
    found = ""
    for match in _TREND.finditer(text, max(floor, start - 24), start):
        found = "decrease" if match[1] else "increase"
    return found


def period_before(text: str, start: int) -> str:
    """Whether the last period named before a 环比 is a quarter (`qoq`) or a month (`mom`)."""
    quarter = month = -1
    for match in _PERIOD.finditer(text, max(0, start - 60), start):
        quarter, month = (match.start(), month) if match[1] else (quarter, match.start())
    return "qoq" if quarter > month else "mom"


def baseline_in_clause(clause: str) -> str:
    """The baseline that the clause up to a figure names, or ""."""
    if _YTD.search(clause):
        return "ytd"
    if _QOQ.search(clause):
        return "qoq"
    if _MOM.search(clause):
        return "mom"
    return "yoy" if _YOY.search(clause) else ""


def measured(text: str, quantity: Quantity, clause: int) -> str:
    """What a bare sum measures: `amount`, `count`, a unit of measure, or "" where nothing near it tells."""
    place, end = quantity.end, min(len(text), quantity.end + 3)
    while place < end and text[place] in _FILLERS:
        place += 1
    following = lexicon().measured_after.find(text, place)
    if following:
        return following[1]
    metrics = lexicon().metrics
    low = max(clause, quantity.start - 16)
    if quantity.number.high >= 10**8:  # so large a number is worth a look at the clauses before
        low = max(0, quantity.start - 32)
        low = clause = max(
            low, text.rfind("。", low, quantity.start) + 1, text.rfind("\n", low, quantity.start) + 1
        )
    for end in range(quantity.start, low, -1):
        for length in (5, 4, 3, 2, 1):
            if end - length >= clause:
                found = metrics.get(text[end - length : end])
                if found:
                    return found
    return ""
