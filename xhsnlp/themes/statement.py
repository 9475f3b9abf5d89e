"""A claim as the digest compares it: whose, which act, which metrics, where, when, how sure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xhsnlp.claims.claim import Claim, ClaimType, Modality, Polarity
from xhsnlp.figures.figure import Figure
from xhsnlp.themes.owners import Owner
from xhsnlp.themes.quantity import Measured, Quantity, read_quantities
from xhsnlp.themes.wording import Words, bigrams, codes, generic, normalize, predicates, quantities

_LEADING_TIME = re.compile(
    r"\d{2,4}年度?|\d{1,2}月份?|\d{1,2}[日号]|第?[一二三四1-4]季度|[上下]半年|[qQhH][1-4]|截至|截止"
)
#: Prepositions: where and with whom (在), to whom (对), what is changed (把).
_PREPOSITIONS = {**dict.fromkeys("在于从与和跟同", "在"), **dict.fromkeys("对向给", "对"), "把": "把"}
#: 在长沙, 与云帆资本, 对半亩超市; 现在 and 正在 are none.
_ADJUNCT = re.compile(r"(?<![现正存])([在于对向给从与和跟同把])([^在于对向给从与和跟同把由]{2,})")
_PASSIVE = "被遭受获"
#: What may follow an act in an object.
_PLANS = frozenset(("", "计划", "申请", "方案", "安排", "意向", "行动", "工作", "决定"))
#: Most characters between predicate and object that belong to neither and are read with the object.
_GAP = 8
#: 延长到 is 延长, 回应过 is 回应.
_ENDING = re.compile(r"(?<=..)[到至过]$")
_COUNTED = re.compile(
    r"^(?:\d+|[一二两三四五六七八九十百千万几数多]+)(?:批次|[个家款条座项批名位处只支部辆件])"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim ready to be compared.

    Attributes:
        claim: the claim.
        owner: what it is about: an entity's id, or text; "" where it is unknown.
        guessed: whether its own subject names nobody and the owner is the one spoken of before.
        named: whether the owner is an entity or goes by a name in quotation marks.
        aspect: what of it, normalised.
        patient: what is acted on, where the verb lets it be subject or object; else "".
        verb: the predicate without marks of aspect and mood, normalised.
        sense: sense of the predicate, or the verb where it is in no list.
        known: whether the sense is from the list.
        flag: flag of the sense (see data/predicates.tsv).
        content: what completes the predicate, without figures, normalised.
        adjunct: where or with whom, as far as the evidence says so outside the slots.
        codes: numbers and Latin letters that name things (A轮, S5, 第二).
        grams: bigrams of verb and content.
        quantities: its figures.
        first, last: its period or None.
        certainty: `actual`, `plan` (also forecasts and possibilities) or `duty`.
        negated: whether it is denied.
        published: date of its article or None.
    """

    claim: Claim
    owner: str
    guessed: bool
    named: bool
    aspect: str
    patient: str
    verb: str
    sense: str
    known: bool
    flag: str
    content: str
    adjunct: str
    codes: frozenset[str]
    grams: frozenset[str]
    quantities: tuple[Quantity, ...]
    first: str | None
    last: str | None
    certainty: str
    negated: bool
    published: str | None

    @property
    def level(self) -> bool:
        """Whether the verb only states a number or a standing fact."""
        return self.flag == "level"

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
            self.adjunct,
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
    verb, beside = _verb(claim, owner.named_to)
    beside = beside or _beside(claim)
    content = _content(claim)
    found, content = _find_sense(words, verb, content)
    sense, rest = (found[1], verb.replace(found[0].lower(), "", 1)) if found else (verb, "")
    rest = rest if rest != verb else ""
    aspect = _narrow(owner.aspect, claim)
    flag = flags.get(sense, "") if verb or not claim.figures else "level"
    content = content or beside.get("把", "")
    known, told = found is not None, claim.predicate.text if claim.predicate else ""
    if flag in ("level", "light") and content:
        # 实现了停止运营, 收到罚单, 完成对乙公司的收购: an act in or after the object tells more than a verb that only states
        # a number or carries it.
        inner = _inner(words, content) or words.longest(_tail(claim))
        if inner and flags[inner[1]] not in ("level", "light") and _acts(claim, flag):
            sense, flag, content = inner[1], flags[inner[1]], content.replace(inner[0].lower(), "", 1)
            known, told, rest = True, inner[0], ""
    measured = tuple(read_quantities(claim, Measured(aspect, content, sense, known, flag, rest, told)))
    if not content and known and flag != "level" and not measured:
        content = rest
    if sense.startswith("price_"):
        content = quantities().remove(content)
    patient = ""
    if flag == "patient":
        passive = claim.predicate is not None and claim.predicate.text[:1] in _PASSIVE
        target = "" if passive else beside.get("对", "") or _without_own(content, sense)
        patient = patients.get(target, target) or aspect or owner.key
    time = claim.time
    return Statement(
        claim=claim,
        owner=owner.key,
        guessed=owner.guessed,
        named=owner.named,
        aspect=aspect,
        patient=patient,
        verb=verb,
        sense=sense,
        known=known and flag != "light",
        flag=flag,
        content=content,
        adjunct=beside.get("在", ""),
        codes=codes(aspect + content),
        grams=bigrams(verb + content),
        quantities=measured,
        first=time.first if time else None,
        last=time.last if time else None,
        certainty=_CERTAINTY[claim.modality],
        negated=claim.polarity is Polarity.NEGATED,
        published=published,
    )


def _inner(words: Words, content: str) -> tuple[str, str] | None:
    """The act that an object ends in (B轮融资, 上市计划); 退休金 is no act."""
    found = words.longest(content)
    if found and content.partition(found[0].lower())[2] in _PLANS:
        return found
    return None


def _tail(claim: Claim) -> str:
    """What follows the object in the evidence."""
    if claim.object is None or claim.object.end < claim.evidence.start:
        return ""
    return normalize(claim.evidence.text[claim.object.end - claim.evidence.start :])


def _acts(claim: Claim, flag: str) -> bool:
    return flag == "light" or not claim.figures or claim.type is ClaimType.EVENT


def _content(claim: Claim) -> str:
    """The object without its figures, and what stands between predicate and object (实现 | 营业收入 | 186亿元)."""
    thing = claim.object
    if thing is None:
        return ""
    text, begin = thing.text, thing.start
    if claim.predicate and 0 < begin - claim.predicate.end <= _GAP:
        place = claim.predicate.end - claim.evidence.start
        gap = claim.evidence.text[place : begin - claim.evidence.start] if place > 0 else ""
        gap = gap.lstrip("了着过的 ")
        text, begin = gap + text, begin - len(gap)
    return normalize(_LEADING_TIME.sub("", _without_figures(text, begin, claim.figures)))


def _find_sense(words: Words, verb: str, content: str) -> tuple[tuple[str, str] | None, str]:
    """The word of the verb's sense with the sense, and what is left of the content where the word reaches into it
    (停止 | 运营)."""
    found = words.longest(verb)
    for size in range(min(len(content), 4), 0, -1) if verb else ():
        joint = verb[-3:] + content[:size]
        longer = words.longest(joint)
        if (
            longer
            and joint.endswith(longer[0].lower())
            and len(longer[0]) > max(size, len(found[0]) if found else 0)
        ):
            return longer, content[size:]
    return found, content


def _without_own(content: str, sense: str) -> str:
    """What is acted on, without the act's own noun (处以 | 罚款)."""
    found = predicates()[0].longest(content)
    return content.replace(found[0].lower(), "", 1) if found and found[1] == sense else content


def _verb(claim: Claim, named_to: int) -> tuple[str, dict[str, str]]:
    """The verb without marks of aspect and mood, and what stands before it with a preposition (与甲公司签署).

    A predicate that lies in the name of the subject is none.
    """
    if claim.predicate is None or claim.predicate.start < named_to:
        return "", {}
    plain = normalize(claim.predicate.text)
    verb = generic("particle").remove(plain)
    kind = _PREPOSITIONS.get(plain[:1])
    if kind:
        found = predicates()[0].longest(verb)
        before = verb.partition(found[0].lower())[0].lstrip("".join(_PREPOSITIONS)) if found else ""
        if len(before) > 1:
            return verb[verb.index(before) + len(before) :], {kind: before}
    return verb if predicates()[0].longest(verb) else _ENDING.sub("", verb), {}


def _beside(claim: Claim) -> dict[str, str]:
    """What the evidence says outside the slots with a preposition: 在长沙, 与云帆资本 (在), 对甲公司 (对), 把账期 (把)."""
    begin, text = claim.evidence.start, list(claim.evidence.text)
    for slot in (claim.subject, claim.predicate, claim.object, claim.time, *claim.figures):
        if slot is not None:
            for place in range(max(slot.start - begin, 0), min(slot.end - begin, len(text))):
                text[place] = " "
    beside: dict[str, str] = {}
    for part in "".join(text).split():
        for preposition, words in _ADJUNCT.findall(normalize(part).removesuffix("的")):
            kept = generic("filler").remove(_LEADING_TIME.sub("", words)).removesuffix("的")
            if len(kept) > 1:
                beside.setdefault(_PREPOSITIONS[preposition], kept)
    return beside


def _narrow(aspect: str, claim: Claim) -> str:
    text = aspect.replace(claim.time.text, "") if claim.time else aspect
    plain = _COUNTED.sub("", normalize(_LEADING_TIME.sub("", text)))
    return plain if generic("filler").remove(plain) else ""


def _without_figures(text: str, start: int, figures: tuple[Figure, ...]) -> str:
    """A text without the figures that lie in it; digits go too where offsets do not tell."""
    kept = list(text)
    for figure in figures:
        for place in range(max(figure.start - start, 0), min(figure.end - start, len(kept))):
            kept[place] = ""
    return "".join(kept)
