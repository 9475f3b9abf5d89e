"""Figures of claims as the digest compares them: which metric or act they measure, and the numbers they allow."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from xhsnlp.claims.claim import Claim
from xhsnlp.figures.figure import Change, Comparator, Figure, FigureKind
from xhsnlp.themes.wording import amounts, generic, levels, quantities, stocks

#: How far about (约) reaches, as a share of the number.
_ABOUT = 0.05
_NUMBER = re.compile(r"[\d０-９][\d０-９.,，．]*")
#: Classifiers of people and things that a count goes by without a difference in what is counted.
_PLAIN_UNITS = frozenset(("", "人", "名", "位", "个", "户", "家", "人次"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure ready to be compared.

    Attributes:
        metric: name of the metric, or the sense of the act that is measured.
        act: what is done to the things counted (关闭门店), "" where the number is a level.
        qualifier: what narrows the metric (线上营销服务 of 收入), normalised.
        unit: unit that numbers of this metric are compared in.
        dimension: `level`, `change` (增长5亿), `growth` (增长20%) or `rank`.
        baseline: what the change is measured against, or "".
        low, high: the interval it allows, of one point for an exact number.
        exact: whether one number without a comparator is given.
        step: size of the last digit written, which tells rounding.
        digits: how many digits tell the number apart (3 of 1.36亿).
    """

    metric: str
    act: str
    qualifier: str
    unit: str
    dimension: str
    baseline: str
    low: float
    high: float
    exact: bool
    step: float
    digits: int = 0

    @property
    def key(self) -> tuple[str, str, str, str]:
        return (self.metric, self.act, self.unit, self.dimension)

    @property
    def point(self) -> float:
        """The number written."""
        return self.low if math.isfinite(self.low) else self.high


@dataclass(frozen=True, slots=True)
class Measured:
    """The words around a figure.

    Attributes:
        aspect: what of the owner is spoken of.
        content: the object without figures.
        sense: sense of the verb; the verb itself where it is in no list.
        known: whether it is in a list.
        flag: flag of the sense.
        rest: the verb without the word of its sense.
        verb: the verb as written, or the act found in the object (作出 | 罚款).
    """

    aspect: str
    content: str
    sense: str
    known: bool
    flag: str
    rest: str
    verb: str


def read_quantities(claim: Claim, words: Measured) -> Iterator[Quantity]:
    """The figures of a claim, each with what it measures; lengths of time only where they stand alone."""
    if not claim.figures:
        return
    money = all(figure.kind is FigureKind.AMOUNT for figure in claim.figures)
    names = amounts() if money else quantities()
    counted = None
    # The name nearest to the figure tells what is measured: 营收 | 净利润 | 2亿元 is profit.
    whole = words.rest if words.known else words.sense
    found = names.longest(whole) or names.longest(words.content) or names.longest(words.aspect)
    if not found and words.sense in ("grow", "shrink"):
        # 收跌 is said of shares.
        found = names.longest(words.verb)
    if words.known and words.flag != "level":
        # 裁撤员工 is a layoff: the verb tells before the things it counts.
        own = names.longest(words.verb)
        if own and (not found or found[1] in stocks()):
            counted, found = found, own
    thing = words.content.replace(counted[0].lower(), "", 1) if counted else words.content
    left = words.aspect + thing
    if found:
        metric = found[1]
        if found[0].lower() in whole.lower():
            left += whole
        left = left.replace(found[0].lower(), "", 1) if found[0].lower() in left else _narrowing(words, thing)
    else:
        # 裁员500人: the act itself is what is counted.
        metric = "" if words.flag == "level" or not words.known else words.sense
        left = _narrowing(words, thing) + ("" if metric else whole)
    # 甲公司实现营业收入 | 同比增长: a verb that only states a number narrows nothing.
    if metric.startswith("price_"):
        # 下调售价2万元, 降价2万元: one cut.
        metric = "price"
    qualifier = generic("filler").remove(levels().remove(left))
    for figure in claim.figures:
        if figure.kind is FigureKind.DURATION and len(claim.figures) > 1:
            continue
        quantity = _quantity(figure, metric, _act(metric, words, found, figure), qualifier)
        if quantity is not None:
            yield quantity


def _narrowing(words: Measured, thing: str) -> str:
    """What narrows a number that the verb names: not the thing acted on, which is compared by itself."""
    return words.aspect if words.flag == "patient" else words.aspect + thing


def _act(metric: str, words: Measured, found: tuple[str, str] | None, figure: Figure) -> str:
    """What is done to the things counted: 关闭门店 and 门店 count different stores."""
    if metric not in stocks() or words.flag == "level" or figure.kind is not FigureKind.COUNT:
        return ""
    if words.known:
        return words.sense
    return generic("filler").remove(words.sense.replace(found[0].lower(), "", 1) if found else words.sense)


def _quantity(figure: Figure, metric: str, act: str, qualifier: str) -> Quantity | None:
    low, high = _interval(figure)
    if low is None or high is None:
        return None
    unit, dimension, scale = figure.unit, "level", 1.0
    if figure.kind is FigureKind.RANK:
        dimension = "rank"
    elif (
        figure.kind in (FigureKind.PERCENT, FigureKind.MULTIPLE) and figure.change and figure.by is not False
    ):
        dimension = "growth"
        if figure.kind is FigureKind.MULTIPLE and figure.by:
            unit, scale = "%", 100.0
    elif figure.change and figure.by:
        dimension = "change"
    if metric.startswith("-"):
        # A loss is a profit below zero; a loss that grows is left to itself.
        metric, scale = (metric[1:], -scale) if dimension == "level" else (metric, scale)
    if figure.kind is FigureKind.COUNT and metric and unit in _PLAIN_UNITS:
        unit = ""
    if figure.change is Change.DECREASE and dimension in ("growth", "change"):
        scale = -scale
    ends = sorted((low * scale, high * scale))
    exact = figure.value is not None and figure.comparator is Comparator.EQUAL
    return Quantity(
        metric,
        act,
        qualifier,
        f"{unit}/{figure.per}" if figure.per else unit,
        dimension,
        figure.baseline.value if figure.baseline else "",
        ends[0],
        ends[1],
        exact,
        _step(figure) * abs(scale),
        _digits(figure),
    )


def _interval(figure: Figure) -> tuple[float | None, float | None]:
    """The numbers a figure allows; infinite at an open end."""
    if figure.value is None:
        if figure.low is None and figure.high is None:
            return None, None
        return (
            -math.inf if figure.low is None else float(figure.low),
            math.inf if figure.high is None else float(figure.high),
        )
    value = float(figure.value)
    if figure.comparator in (Comparator.MORE, Comparator.AT_LEAST):
        return value, math.inf
    if figure.comparator in (Comparator.LESS, Comparator.AT_MOST):
        return -math.inf, value
    if figure.comparator is Comparator.ABOUT:
        return value - abs(value) * _ABOUT, value + abs(value) * _ABOUT
    return value, value


def _digits(figure: Figure) -> int:
    found = _NUMBER.search(figure.text)
    return len(re.sub(r"[.,，．]", "", found.group()).strip("0")) if found else 0


def _step(figure: Figure) -> float:
    """Size of the last digit written: 10 million for 3.2亿 read as 320 million, 1 for 20%."""
    found = _NUMBER.search(figure.text)
    if not found or not figure.value:
        return 0.0
    digits = found.group().replace(",", "").replace("，", "").strip(".．")
    try:
        shown = float(digits)
    except ValueError:
        return 0.0
    decimals = len(digits.partition(".")[2])
    return abs(float(figure.value)) / shown * 10.0**-decimals if shown else 0.0
