"""Dates and claims in words, for summaries and timelines: always from slots, never from thin air."""

from __future__ import annotations

import calendar
import datetime

from xhsnlp.claims.claim import Claim, Modality, Polarity
from xhsnlp.themes.wording import bigrams, generic

_QUARTERS = {
    ("01-01", "03-31"): "第一季度",
    ("04-01", "06-30"): "第二季度",
    ("07-01", "09-30"): "第三季度",
    ("10-01", "12-31"): "第四季度",
    ("01-01", "06-30"): "上半年",
    ("07-01", "12-31"): "下半年",
    ("01-01", "12-31"): "",
}
_MODAL = {
    Modality.PLANNED: "将",
    Modality.PREDICTED: "预计",
    Modality.OBLIGATED: "需要",
    Modality.POSSIBLE: "可能",
}
_MODAL_SIGNS = {
    Modality.PLANNED: "将拟计划打算准备即会要",
    Modality.PREDICTED: "预计将有望料会或估",
    Modality.OBLIGATED: "需须应要必该",
    Modality.POSSIBLE: "可能或许恐会",
}
_DENIALS = "不没未无非否"


def phrase_period(first: str | None, last: str | None) -> str:
    """An interval of dates in Chinese: 2023年10月1日, 2023年第三季度, 2023年10月31日至2023年11月11日; "" without dates."""
    if not first:
        return ""
    last = last or first
    year, month, day = _parts(first)
    if first == last:
        return f"{year}年{month}月{day}日"
    if first[:4] == last[:4]:
        name = _QUARTERS.get((first[5:], last[5:]))
        if name is not None:
            return f"{year}年{name}"
        if first[:7] == last[:7] and day == 1 and _parts(last)[2] == _days_of_month(first):
            return f"{year}年{month}月"
    return f"{year}年{month}月{day}日至{phrase_period(last, last)}"


def phrase_claim(claim: Claim, name: str) -> str:
    """A claim as a clause of its own: subject, mark of modality and denial where the evidence shows none, evidence.

    Args:
        claim: the claim.
        name: what its subject is called where its own words name nobody, or "".
    """
    evidence, subject = claim.evidence.text, claim.subject
    body = evidence
    head = ""
    if subject is not None:
        own = subject.text
        inside = not subject.implicit and own in evidence
        if inside:
            before, _, after = evidence.partition(own)
            head, body = before + own, after
        else:
            head = own
        if own in generic("subject").classes and name:
            head = name
        elif name and name not in evidence and not bigrams(name.lower()) & bigrams(head.lower()):
            # A head that shares two characters with the name is a form of it (苹果, 苹果公司).
            head = f"{name}{head}"
    words = _marks(claim, body, evidence)
    return f"{head}{words}{body}" if words or head else body


def _marks(claim: Claim, body: str, evidence: str) -> str:
    words = ""
    signs = _MODAL_SIGNS.get(claim.modality)
    if signs and not any(sign in body for sign in signs):
        words += _MODAL[claim.modality]
    if claim.polarity is Polarity.NEGATED and not any(sign in evidence for sign in _DENIALS):
        words += "不" if words else "并未"
    return words


def _parts(date: str) -> tuple[int, int, int]:
    year, month, day = date.split("-")
    return int(year), int(month), int(day)


def _days_of_month(date: str) -> int:
    try:
        found = datetime.date.fromisoformat(date)
    except ValueError:
        return 31
    return calendar.monthrange(found.year, found.month)[1]
