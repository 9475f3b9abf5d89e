"""A claim as the digest compares it: whose, which act, which metrics, when, how sure."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from xhsnlp.claims.claim import Claim, ClaimType, Modality, Polarity
from xhsnlp.figures.figure import Change, Comparator, Figure, FigureKind
from xhsnlp.themes.owners import Owner
from xhsnlp.themes.wording import bigrams, generic, normalize, predicates, quantities

#: How far about (约) reaches, as a share of the number.
_ABOUT = 0.05
_LEADING_TIME = re.compile(
    r"\d{2,4}年度?|\d{1,2}月份?|\d{1,2}[日号]|第?[一二三四1-4]季度|[上下]半年|[qQhH][1-4]|截至|截止"
)
_NUMBER = re.compile(r"[\d０-９][\d０-９.,，．]*")
#: Classifiers of people and things that a count goes by without a difference in what is counted.
_PLAIN_UNITS = frozenset(("", "人", "名", "位", "个", "户", "家", "人次"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure ready to be compared.

    Attributes:
        metric: name of the metric, or the sense of the act that is measured.
        qualifier: what narrows the metric (线上营销服务 of 收入), normalised.
        unit: unit that numbers of this metric are compared in.
        dimension: `level`, `change` (增长5亿), `growth` (增长20%) or `rank`.
        baseline: what the change is measured against, or "".
        low, high: the interval it allows, of one point for an exact number.
        exact: whether one number without a comparator is given.
        step: size of the last digit written, which tells rounding.
    """

    metric: str
    qualifier: str
    unit: str
    dimension: str
    baseline: str
    low: float
    high: float
    exact: bool
    step: float

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.metric, self.unit, self.dimension)

    @property
    def point(self) -> float:
        """The number written."""
        return self.low if math.isfinite(self.low) else self.high


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim ready to be compared.

    Attributes:
        claim: the claim.
        owner: what it is about: an entity's id, or text; "" where it is unknown.
        guessed: whether its own subject names nobody and the owner is the one spoken of before.
        aspect: what of it, normalised.
        patient: what is acted on, where the verb lets it be subject or object; else "".
        sense: sense of the predicate, or the normalised verb where it is in no list.
        known: whether the sense is from the list.
        level: whether the verb only states a number.
        content: what completes the predicate, without figures, normalised.
        grams: bigrams of aspect, verb and content.
        quantities: its figures.
        first, last: its period or None.
        certainty: `actual`, `plan` (also forecasts and possibilities) or `duty`.
        negated: whether it is denied.
        published: date of its article or None.
    """

    claim: Claim
    owner: str
    guessed: bool
    aspect: str
    patient: str
    sense: str
    known: bool
    level: bool
    content: str
    grams: frozenset[str]
    quantities: tuple[Quantity, ...]
    first: str | None
    last: str | None
    certainty: str
    negated: bool
    published: str | None

    @property
    def signature(self) -> tuple[object, ...]:
        """What makes two statements the same in every respect that is compared."""
        return (
            self.owner,
            self.guessed,
            self.aspect,
            self.patient,
            self.sense,
            self.content,
            self.quantities,
            self.first,
            self.last,
            self.certainty,
            self.negated,
            self.published if self.first is None else None,
            self.claim.type is ClaimType.EVENT,
        )


_CERTAINTY = {
    Modality.ASSERTED: "actual",
    Modality.PLANNED: "plan",
    Modality.PREDICTED: "plan",
    Modality.POSSIBLE: "plan",
    Modality.OBLIGATED: "duty",
}


def read_statement(claim: Claim, owner: Owner, patients: dict[str, str], published: str | None) -> Statement:
    """Make a claim comparable.

    Args:
        claim: the claim.
        owner: what it is about, as worked out over the article.
        patients: entity ids by normalised name, for things acted on.
        published: date of the article, ISO, or None.
    """
    words, flags = predicates()
    verb = generic("particle").remove(normalize(claim.predicate.text)) if claim.predicate else ""
    found = words.longest(verb)
    sense = found[1] if found else verb
    thing = claim.object.text if claim.object else ""
    plain = _without_figures(thing, claim.object.start if claim.object else 0, claim.figures)
    narrowed = _narrow(owner.aspect, claim)
    content = normalize(_LEADING_TIME.sub("", plain))
    flag = flags.get(sense, "")
    measured = _quantities(claim, narrowed, verb, content, sense, flag)
    if flag == "level" and content:
        # 实现了停止运营: a verb inside the object tells more than one that only states a number.
        inner = words.longest(content)
        if inner and flags[inner[1]] != "level" and (not claim.figures or claim.type is ClaimType.EVENT):
            sense, flag, content = inner[1], flags[inner[1]], content.replace(inner[0].lower(), "", 1)
    patient = ""
    if flag == "patient":
        patient = patients.get(content, content) or narrowed or owner.key
    time = claim.time
    return Statement(
        claim=claim,
        owner=owner.key,
        guessed=owner.guessed,
        aspect=narrowed,
        patient=patient,
        sense=sense,
        known=found is not None,
        level=flag == "level",
        content=content,
        grams=bigrams(narrowed + verb + content),
        quantities=measured,
        first=time.first if time else None,
        last=time.last if time else None,
        certainty=_CERTAINTY[claim.modality],
        negated=claim.polarity is Polarity.NEGATED,
        published=published,
    )


def _narrow(aspect: str, claim: Claim) -> str:
    text = aspect.replace(claim.time.text, "") if claim.time else aspect
    return normalize(_LEADING_TIME.sub("", text))


def _without_figures(text: str, start: int, figures: tuple[Figure, ...]) -> str:
    """A text without the figures that lie in it; digits go too where offsets do not tell."""
    kept = list(text)
    for figure in figures:
        for place in range(max(figure.start - start, 0), min(figure.end - start, len(kept))):
            kept[place] = ""
    return "".join(kept)


def _quantities(
    claim: Claim, aspect: str, verb: str, content: str, sense: str, flag: str
) -> tuple[Quantity, ...]:
    if not claim.figures:
        return ()
    names = quantities()
    # The name nearest to the figure tells what is measured: 营收 | 净利润 | 2亿元 is profit.
    found = names.longest(predicates()[0].remove(verb)) or names.longest(content) or names.longest(aspect)
    if not found and (flag == "level" or sense == verb):
        found = names.longest(verb)
    rest = aspect + content
    if found:
        metric = found[1]
        rest = predicates()[0].remove(rest.replace(found[0].lower(), "", 1))
    else:
        # 裁员500人: the act itself is what is counted.
        metric = "" if flag == "level" else sense
    qualifier = generic("filler").remove(rest)
    made = []
    for figure in claim.figures:
        if figure.kind is FigureKind.DURATION and len(claim.figures) > 1:
            continue
        quantity = _quantity(figure, metric, qualifier)
        if quantity is not None:
            made.append(quantity)
    return tuple(made)


def _quantity(figure: Figure, metric: str, qualifier: str) -> Quantity | None:
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
    if figure.kind is FigureKind.COUNT and metric and unit in _PLAIN_UNITS:
        unit = ""
    if figure.change is Change.DECREASE and dimension in ("growth", "change"):
        scale, (low, high) = -scale, (high, low)
    step = _step(figure) * abs(scale)
    exact = figure.value is not None and figure.comparator is Comparator.EQUAL
    return Quantity(
        metric,
        qualifier,
        f"{unit}/{figure.per}" if figure.per else unit,
        dimension,
        figure.baseline.value if figure.baseline else "",
        low * scale,
        high * scale,
        exact,
        step,
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
