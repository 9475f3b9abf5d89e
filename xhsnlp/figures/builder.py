"""From a quantity and its surroundings to a figure, or to none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from xhsnlp.figures.context import Surroundings, baseline_in_clause, change_in_clause, measured
from xhsnlp.figures.exclusions import locates
from xhsnlp.figures.figure import Baseline, Change, Comparator, Figure, FigureKind
from xhsnlp.figures.numerals import BIG, Number
from xhsnlp.figures.quantities import Quantity

#: Between two figures of a list.
_LIST = re.compile(r"[ ]?(?:和|及|与|以及|、|或|或者|和约|，|/)[ ]?$")
_VAGUE_ONE = (
    "年",
    "个月",
    "天",
    "小时",
    "个小时",
    "分钟",
    "周",
    "个季度",
    "个星期",
    "秒",
    "秒钟",
    "周年",
    "个世纪",
    "钟头",
    "个工作日",
    "季度",
    "日内",
)
_PRICE = re.compile(r"(?:卖|卖到|进价|售价|标价|原价|定价|单价|只要|仅售|仅需|优惠价|到手价|价格为|价格是)$")
_STATED = re.compile(r"(?:[:：=]|为|是|达|达到|数字|共|有|计|“|至|到)[ ]?$")


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


def build(draft: Draft, before: Draft | None) -> Figure | None:
    """The figure of a draft, or None where it is none."""
    last, number = draft.last, draft.first.number
    implied = False
    kind, unit = last.kind, last.unit
    if kind == "bare" and draft.first.kind == "money":
        kind, unit = "money", draft.first.unit
    if kind == "duration" and (locates(draft.text, last) or not _is_length(draft)):
        return None
    if number.round_ and not _round_counts(draft):
        return None
    if kind == "bare":
        made = _bare(draft)
        if made is None:
            return None
        kind, unit = made
        implied = kind == "amount"
    elif kind == "money":
        kind, unit = "amount", draft.left.currency or unit or draft.currency
    elif kind == "count" and not _counts(draft) or kind in ("percent", "multiple", "measure") and not _measures(draft):
        return None
    if draft.left.currency and kind != "amount":
        draft.left.start = max(draft.left.start, draft.first.start)
    return _figure(draft, FigureKind(kind), unit, implied)


def _figure(draft: Draft, kind: FigureKind, unit: str, implied: bool) -> Figure:
    low, high = (draft.first.low, draft.last.high)
    if draft.second is None:
        low, high = draft.first.low, draft.first.high
    change = draft.left.change
    if not change and kind in (FigureKind.PERCENT, FigureKind.MULTIPLE):
        change = change_in_clause(draft.text, draft.left.start, max(draft.floor, draft.clause))
    baseline = draft.left.baseline or (
        baseline_in_clause(draft.text[draft.clause : draft.first.start])
        if change or unit in ("%", "pp")
        else ""
    )
    start = draft.left.start
    ranged = low != high
    negative = _sign(draft, kind)
    if negative:
        low, high, start = -high, -low, min(start, negative)
    readings: tuple[Number, ...] = ()
    if kind is FigureKind.MULTIPLE and change == "increase" and not draft.left.level and not ranged:
        readings = (low + 1,)
    comparator = draft.left.comparator or _stronger(draft)
    return Figure(
        draft.text[start : draft.end],
        start,
        draft.end,
        kind,
        None if ranged else low,
        low if ranged else None,
        high if ranged else None,
        unit,
        Comparator(comparator or "="),
        Change(change) if change else None,
        (not draft.left.level) if change else None,
        Baseline(baseline) if baseline else None,
        draft.last.per,
        implied,
        readings,
        "range" if draft.second else draft.last.rule,
    )


def _stronger(draft: Draft) -> str:
    suffix = draft.suffix if draft.suffix != "=" else ""
    return suffix or draft.last.comparator or draft.first.comparator


def _sign(draft: Draft, kind: FigureKind) -> int:
    """Where the minus sign of the number stands, or 0."""
    text, at = draft.text, draft.first.start
    if at < 1 or draft.left.start != at:
        return 0
    sign, before = text[at - 1], text[at - 2 : at - 1]
    if sign in "-－−" and not (before.isalnum() and (before.isascii() or before in BIG)):
        return (
            at - 1
            if kind in (FigureKind.PERCENT, FigureKind.AMOUNT, FigureKind.MEASURE) or not before.isalnum()
            else 0
        )
    if sign in "负負" and before not in tuple("欠抱担正胜"):
        return at - 1
    if text.startswith("零下", at - 2) and at >= 2:
        return at - 2
    return 0


def _is_length(draft: Draft) -> bool:
    """Whether a length of time is one: 一年 alone only where nothing makes it an idiom."""
    first = draft.first
    if first.number.end - first.number.start == 1 and draft.text[first.number.start] == "一":
        before = draft.text[first.start - 1 : first.start]
        if before and before in "这那每某新上下另前后近同头本第唯有过":
            return False
        after = draft.text[draft.end : draft.end + 2]
        return first.word in _VAGUE_ONE and not after.startswith(("一", "又", "两次", "到头", "四季"))
    return True


def _round_counts(draft: Draft) -> bool:
    """Whether 百, 万, 千亿 count here: after a comparator or before 元."""
    if (
        draft.left.comparator
        or draft.left.change
        or draft.text[draft.first.start - 1 : draft.first.start] in ("上", "成")
    ):
        if draft.text[draft.first.start - 1 : draft.first.start] == "上" and not draft.left.comparator:
            draft.left.comparator, draft.left.start = ">", draft.first.start - 1
        return True
    if draft.first.kind == "money":
        return True
    if draft.first.kind == "count":
        if draft.first.word in ("店", "人", "家", "辆", "台", "亩", "公里", "场", "城", "县", "村", "镇"):
            if draft.first.number.high < 10**6 and not draft.suffix:
                draft.suffix = "~"
            return len(
                draft.text[draft.first.number.start : draft.first.number.end]
            ) > 1 or draft.first.word in ("店", "家")
        return False
    if draft.first.kind == "bare":
        return draft.first.number.high >= 10**6 and draft.text[draft.end : draft.end + 1] in (
            "级",
            "的",
            "大",
            "元",
            "目",
            "市",
            "营",
            "G",
            "规",
        )
    return draft.first.kind in ("measure", "percent", "multiple")


def _bare(draft: Draft) -> tuple[str, str] | None:
    """Kind and unit of a number without one, or None where it is no figure."""
    text, first, number = draft.text, draft.first, draft.first.number
    if draft.left.currency:
        return "amount", draft.left.currency
    scaled = (
        number.scaled and number.high >= 1000 or (draft.second is not None and draft.second.number.scaled)
    )
    if scaled:
        sort = measured(text, draft.last, draft.clause, draft.floor)
        return ("amount", draft.currency) if sort == "amount" else ("count", "")
    if number.form == "han":
        return None
    before = text[max(0, draft.left.start - 6) : draft.left.start]
    if _PRICE.search(before) and _ends_phrase(text, draft.end):
        return "amount", draft.currency
    if (draft.left.comparator or draft.left.change) and number.high > 1 and _ends_phrase(text, draft.end):
        sort = measured(text, draft.last, draft.clause, draft.floor)
        return ("amount", draft.currency) if sort == "amount" and number.high >= 100 else ("count", "")
    return None


def _ends_phrase(text: str, at: int) -> bool:
    return not text[at : at + 1].isalnum() or text[at : at + 1] in "的了和至到"


def _counts(draft: Draft) -> bool:
    """Whether a number with a classifier is a quantity: 一个 and 二期 are none."""
    first = draft.first
    number = first.number
    written = draft.text[number.start : number.end]
    if number.form == "han" and not number.scaled and draft.second is None:
        if written == "一":
            return bool(
                draft.left.comparator in (">", ">=", "<", "<=") and first.word not in ("个", "次", "步")
            )
        if written in ("二", "几", "数", "零", "〇"):
            return False
        if len(number.digits) > 1 and number.exact:
            return False
    if not number.exact and written in ("几", "数"):
        return False
    return not (number.form == "arabic" and not number.scaled and _is_list_number(draft))


def _is_list_number(draft: Draft) -> bool:
    return False


def _measures(draft: Draft) -> bool:
    """Whether a percentage, multiple or measure is one: 一度, 一分 and 十成 are none."""
    first = draft.first
    written = draft.text[first.number.start : first.number.end]
    if first.word in ("成", "折") and first.number.high > (100 if first.word == "折" else 10):
        return False
    if first.number.form == "han" and first.word in (
        "度",
        "平",
        "卡",
        "糖",
        "脂",
        "里",
        "码",
        "尺",
        "寸",
        "丈",
        "匹",
        "瓦",
        "两",
    ):
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
    return figure
