"""From a quantity and its surroundings to a figure, or to none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from xhsnlp.figures.context import (
    Surroundings,
    baseline_in_clause,
    change_in_clause,
    gap_change,
    measured,
    period_before,
)
from xhsnlp.figures.exclusions import locates
from xhsnlp.figures.figure import Baseline, Change, Comparator, Figure, FigureKind
from xhsnlp.figures.numerals import Number
from xhsnlp.figures.quantity import Quantity, skip_spaces

#: Between two figures of a list.
_LIST = re.compile(r"[ ]?(?:和|及|与|以及|、|或|或者|和约|，|/)[ ]?$")
_PRICE = re.compile(
    r"(?:卖|卖到|进价|售价|标价|原价|现价|定价|单价|只要|仅售|仅需|优惠价|到手价|价格为|价格是|首付|月供|房租|租金|工资|月薪|年薪"
    r"|底薪|押金|定金|尾款|门票|票价|会员费|年费|月费|起价|起步价)$"
)
#: 满100减20: both are sums.
_OFF = re.compile(r"满[0-9.]{1,8}元?(?:[立再可]|直接)?$")
#: So many figures back the same number is looked for.
_SAID = 5
#: The most characters between two sums that share a currency.
_CLOSE = 6
_CLAUSE_END = re.compile(r"[，,；;。！？!?\n]")
_STATED = re.compile(r"(?:[:：=]|(?:指数|数|值|量|得分|评分)(?:为|是|达|达到|至))[ ]?$")
_STATED_DECIMAL = re.compile(r"(?:为|报|达|录得|至)[ ]?$")
_ZERO_NOUN = re.compile(r"[ ]?[一-鿿]{2}")
_IDIOM_BEFORE = frozenset("这那每某新上下另前后近同头本第唯有")
_ROUND_UNITS = frozenset(("店", "人", "家", "辆", "台", "亩", "公里", "场", "城", "县", "村", "镇", "卡"))
_ROUND_AFTER = frozenset(("级", "的", "大", "目", "市", "营", "规"))

_LOOSE_MEASURES = frozenset("度平卡糖脂里码尺寸丈匹瓦两")
#: After a length of time: 跌至两周低点 and 高于三个月日均 say nothing of the length.
_MEANS = ("日均", "均线", "平均", "均价", "均值")
_EXTREMES = ("低点", "高点", "低位", "高位", "最低", "最高", *_MEANS)
#: Between two figures of which the second shares the comparator of the first.
_EVEN = re.compile(r"[，,]?(?:甚至|乃至|或等值|或等额)(?:是|的)?")
#: Before and after 一 where it is a number and no article.
_ONLY = re.compile(r"(?:唯一|仅有?|只有|只[一-鿿]过)$")
_EQUALS = re.compile(r"[^，。；,;\n]{0,16}?(?:相当于|等于|顶|抵)[0-9一二两三四五六七八九十百千万]{1,6}")
_SHORTENED = re.compile("薪|缩短|减少|延长|增加|普涨")


@dataclass(slots=True)
class Draft:
    """A quantity on its way to a figure."""

    text: str
    first: Quantity
    second: Quantity | None
    left: Surroundings
    floor: int
    currency: str
    clause: int = 0
    end: int = 0
    suffix: str = ""

    @property
    def last(self) -> Quantity:
        return self.second or self.first


def build(draft: Draft) -> Figure | None:
    """The figure of a draft, or None where it is none."""
    last, number = draft.last, draft.first.number
    implied = False
    kind, unit = last.kind, last.unit
    if kind == "bare" and draft.first.kind == "money":
        kind, unit = "money", draft.first.unit
    if kind == "duration" and (locates(draft.text, draft.first.start, last) or not _is_length(draft)):
        return None
    if number.round_ and not _round_counts(draft):
        return None
    if kind == "count" and last.word == "个" and draft.left.change and draft.text.startswith("点", draft.end):
        kind, unit, draft.end = "percent", "pp", draft.end + 1
    if (
        kind == "count"
        and last.word == "起"
        and _PRICE.search(draft.text[max(0, draft.left.start - 6) : draft.left.start])
    ):
        kind, unit, draft.suffix, implied = "amount", draft.currency, ">=", True
        return _figure(draft, FigureKind.AMOUNT, unit, implied)
    if kind == "count" and last.word == "卡" and last.high == 0:
        kind, unit = "measure", "cal"
    if kind == "money" and last.word.startswith(("块", "塊")) and _is_piece(draft):
        kind, unit = "count", "块"
    if kind == "bare":
        made = _bare(draft)
        if made is None:
            return None
        kind, unit = made
        implied = kind == "amount" and not draft.left.currency
    elif kind == "money":
        kind, unit = "amount", draft.left.currency or unit or draft.currency
    elif (
        kind == "count"
        and not _counts(draft)
        or kind in ("percent", "multiple", "measure")
        and not _measures(draft)
    ):
        return None
    if (
        kind == "amount"
        and last.word in ("角", "分", "毛")
        and draft.text.startswith("一", draft.first.start)
    ):
        return None
    return _figure(draft, FigureKind(kind), unit, implied)


def _figure(draft: Draft, kind: FigureKind, unit: str, implied: bool) -> Figure:
    left, low, high = draft.left, draft.first.low, draft.last.high
    ranged = low != high
    change = left.change
    if not change and kind is FigureKind.AMOUNT and not left.comparator:
        change = gap_change(draft.text, left.start, draft.floor)
    if (
        change
        and kind is FigureKind.DURATION
        and not left.level
        and not _SHORTENED.search(draft.text[left.start : draft.first.start])
    ):
        change = ""  # 连续增长34年: the years do not grow
    if kind is FigureKind.DURATION and draft.text.startswith(_EXTREMES, draft.end):
        if left.level or draft.text.startswith(_MEANS, draft.end):
            left.comparator, left.start = "", draft.first.start
        change = ""
    if not change and kind in (FigureKind.PERCENT, FigureKind.MULTIPLE):
        change = change_in_clause(draft.text, left.start, max(draft.floor, draft.clause))
    baseline = left.baseline
    if not baseline and (change or kind is FigureKind.PERCENT):
        baseline = baseline_in_clause(draft.text[draft.clause : draft.first.start])
    if baseline == "mom":
        baseline = period_before(draft.text, draft.first.start)
    readings: tuple[Number, ...] = ()
    if kind is FigureKind.MULTIPLE and change == "increase" and not left.level and not ranged:
        readings = (low + 1,)
    comparator = left.comparator or (draft.suffix if draft.suffix != "=" else "")
    return Figure(
        draft.text[left.start : draft.end],
        left.start,
        draft.end,
        kind,
        None if ranged else low,
        low if ranged else None,
        high if ranged else None,
        unit,
        Comparator(comparator or draft.last.comparator or draft.first.comparator or "="),
        Change(change) if change else None,
        (not left.level) if change else None,
        Baseline(baseline) if baseline else None,
        draft.last.per,
        implied,
        readings,
        "range" if draft.second else draft.last.rule,
    )


def _is_length(draft: Draft) -> bool:
    """Whether a length of time is one: 一年 only where nothing makes it an idiom, 几年 never."""
    first = draft.first
    written = draft.text[first.number.start : first.number.end]
    if written in ("几", "数", "幾", "數"):
        return False
    if written == "一" and draft.second is None:
        before = draft.text[max(0, first.start - 1) : first.start]
        after = draft.text[draft.end : draft.end + 2]
        idiom = before in _IDIOM_BEFORE or after.startswith(
            ("一", "又", "两次", "到头", "四季", "中的", "到晚")
        )
        return not idiom
    return True


def _round_counts(draft: Draft) -> bool:
    """Whether 百, 万, 千亿 count here: after a comparator or before 元."""
    first, left = draft.first, draft.left
    before = draft.text[max(0, first.start - 1) : first.start]
    if before == "上" and not left.comparator:
        left.comparator, left.start = ">", first.start - 1
    if left.comparator or left.change or first.kind == "money":
        return True
    if first.kind == "count":
        if first.word not in _ROUND_UNITS:
            return False
        draft.suffix = draft.suffix or ("~" if first.number.high < 10**6 else "")
        return first.number.end - first.number.start > 1 or first.word == "店"
    if first.kind == "bare":
        grade = draft.text[draft.end - 1 : draft.end] == "级"
        return first.number.high >= 10**6 and (grade or draft.text[draft.end : draft.end + 1] in _ROUND_AFTER)
    return first.kind in ("measure", "percent", "multiple")


def _is_piece(draft: Draft) -> bool:
    """Whether 块 counts pieces (10块GPU) and not yuan (三块, 只要2块)."""
    last = draft.last
    if last.word not in ("块", "塊") or last.end - last.number.end > 1 or draft.left.currency:
        return False
    place = skip_spaces(draft.text, last.end, 1)
    after = draft.text[place : place + 1]
    if after in ("一", "每"):  # 3块一个
        return False
    if after.isalpha() and after not in "的了呢吧啊就都买卖花换租给付拿起到左上以":
        return True
    bare = (
        not last.number.scaled and draft.text[last.number.start : last.number.end] == draft.text.strip()[:-1]
    )
    return not bare and measured(draft.text, last, draft.clause) != "amount" and not last.number.scaled


def _bare(draft: Draft) -> tuple[str, str] | None:
    """Kind and unit of a number without one, or None where it is no figure."""
    text, number = draft.text, draft.first.number
    if draft.left.currency:
        return "amount", draft.left.currency
    if number.scaled and number.high >= 1000 or (draft.second is not None and draft.second.number.scaled):
        return _sorted(draft, measured(text, draft.last, draft.clause))
    if number.form == "han":
        nothing = text[number.start : number.end] == "零" and text[number.start - 1 : number.start] in (
            "为",
            "於",
            "于",
        )
        return (
            _sorted(draft, measured(text, draft.last, draft.clause))
            if nothing and _closes(text, draft.end)
            else None
        )
    before = text[max(0, draft.left.start - 6) : draft.left.start]
    if _PRICE.search(before) and _ends_phrase(text, draft.end):
        return "amount", draft.currency
    off = draft.left.change == "decrease" and _OFF.search(
        text, max(0, draft.left.start - 14), draft.left.start
    )
    if (
        off
        or (before.endswith("满") or draft.left.comparator == ">=")
        and text.startswith(("减", "立减", "再减"), draft.end)
    ):
        return "amount", draft.currency
    if (draft.left.comparator or draft.left.change) and number.high > 1 and _ends_phrase(text, draft.end):
        sort = measured(text, draft.last, draft.clause)
        return ("amount", draft.currency) if sort == "amount" and number.high >= 100 else ("count", "")
    zero = number.high == 0 and number.end - number.start == 1 and not before[-1:].isalnum()
    if zero and _ZERO_NOUN.match(text, draft.end):
        return "count", ""
    if text[draft.end : draft.end + 1] not in ("", "。", "；", "，", "、", "）", "\n") or number.high < 10:
        return None
    stated = _STATED.search(before) or (isinstance(number.high, float) and _STATED_DECIMAL.search(before))
    return ("count", "") if stated else None


def _sorted(draft: Draft, sort: str) -> tuple[str, str]:
    """Kind and unit of a bare sum by what it measures."""
    if sort == "amount":
        return "amount", draft.currency
    return ("count", "") if sort in ("", "count") else ("measure", sort)


def _ends_phrase(text: str, at: int) -> bool:
    return not text[at : at + 1].isalnum() or text[at : at + 1] in "的了和至到"


def _closes(text: str, at: int) -> bool:
    """Whether a clause ends at a position."""
    return not text[at : at + 1].isalnum()


def _counts(draft: Draft) -> bool:
    """Whether a number with a classifier is a quantity: 一个, 几家 and 二期 are none."""
    first, number = draft.first, draft.first.number
    written = draft.text[number.start : number.end]
    if first.word == "季" and draft.text.endswith("前", 0, first.start):
        return False
    if written == "一":
        if first.word in ("家", "次", "块", "位", "名", "款", "台", "场") and _stressed(draft):
            return True
        return draft.left.comparator in (">", ">=", "<", "<=") and first.word not in ("个", "次", "步")
    if number.form == "han" and written in ("二", "几", "数", "零", "〇", "幾", "數"):
        return first.rule == "two_digits"
    if not isinstance(number.high, int) and draft.floor == first.start and draft.floor:
        return False  # 3541万元2.3本: glued to the figure before
    positional = len(number.digits) > 1 and number.exact
    return not (number.form == "han" and positional) and not (first.word == "大" and number.high > 100)


def _stressed(draft: Draft) -> bool:
    """Whether 一 is a number and no article: 唯一一家, 只当过一次, 一块相当于10块."""
    text, start = draft.text, draft.first.start
    if _ONLY.search(text, max(draft.floor, start - 5), start):
        return True
    match = _EQUALS.match(text, draft.end)
    return match is not None and text.startswith(draft.first.word, match.end())


def _measures(draft: Draft) -> bool:
    """Whether a percentage, multiple or measure is one: 一度, 三丈 and 十一成 are none."""
    first = draft.first
    written = draft.text[first.number.start : first.number.end]
    if first.word in ("成", "折") and first.number.high > (100 if first.word == "折" else 10):
        return False
    if first.number.form == "han" and first.word in _LOOSE_MEASURES:
        return first.number.scaled or written not in ("一", "几", "数")
    return True


def inherit(text: str, before: Figure, figure: Figure) -> Figure:
    """In a list the second figure shares the direction of the first: 下滑4.51个百分点和3.26个百分点."""
    if figure.kind is before.kind and before.change and not figure.change and figure.start - before.end <= 4:
        between = text[before.end : figure.start]
        if _LIST.fullmatch(between) and between.strip() not in ("，", "/"):
            return replace(
                figure, change=before.change, by=before.by, baseline=figure.baseline or before.baseline
            )
    even = _EVEN.fullmatch(text, before.end, figure.start) if figure.start - before.end <= 4 else None
    if even and figure.kind is before.kind and figure.comparator is Comparator.EQUAL:
        return replace(figure, comparator=before.comparator)
    return figure


def share_currency(text: str, figures: list[Figure]) -> list[Figure]:
    """A bare sum takes the currency of the sum it changes to: 由1亿增至3亿美元.

    A bare number that is a sentence of its own (1万亿。) is what the same number was just before.
    """
    for i, figure in enumerate(figures):
        if figure.rule == "bare" and figure.kind is FigureKind.COUNT and _is_sentence(text, figure):
            figures[i] = _said_before(figures, i)
    for i, figure in enumerate(figures[:-1]):
        following = figures[i + 1]
        named = following.kind is FigureKind.AMOUNT and not following.implied
        close = following.start - figure.end <= _CLOSE and not _CLAUSE_END.search(
            text, figure.end, following.start
        )
        bare = figure.rule == "bare" and figure.kind is FigureKind.COUNT and not figure.unit
        if named and close and (figure.implied or (bare and following.by is False)):
            figures[i] = replace(figure, kind=FigureKind.AMOUNT, unit=following.unit, implied=True)
    return figures


def _is_sentence(text: str, figure: Figure) -> bool:
    before, after = text[figure.start - 1 : figure.start], text[figure.end : figure.end + 1]
    return before in "。！？!?\n" and after in "。！？!?\n"


def _said_before(figures: list[Figure], index: int) -> Figure:
    figure = figures[index]
    for earlier in reversed(figures[max(0, index - _SAID) : index]):
        if earlier.value == figure.value and earlier.kind in (FigureKind.AMOUNT, FigureKind.MEASURE):
            return replace(figure, kind=earlier.kind, unit=earlier.unit, implied=True)
    return figure


def plain_figure(text: str, quantity: Quantity, currency: str) -> Figure:
    """The figure of a quantity that stands alone, whatever it would mean in running text (一个, 百分百)."""
    kind = "amount" if quantity.kind == "money" else quantity.kind
    unit = quantity.unit or (currency if kind == "amount" else "")
    low, high = quantity.low, quantity.high
    ranged = low != high
    return Figure(
        text[quantity.start : quantity.end],
        quantity.start,
        quantity.end,
        FigureKind(kind),
        None if ranged else low,
        low if ranged else None,
        high if ranged else None,
        unit,
        Comparator(quantity.comparator or "="),
        per=quantity.per,
        rule=quantity.rule,
    )
