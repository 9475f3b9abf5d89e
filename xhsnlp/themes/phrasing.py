"""Dates and claims in words, for summaries and timelines: always from slots, never from thin air."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

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
_SAID = re.compile(r"(?:正式)?(?:宣布|公告称?|表示|透露|称)")
#: Adverbs that tie a clause to the one before it; the characters after them make other words (还款, 更新, 就业).
_TIES = re.compile(
    r"(?:还将|还要|还会|也将|也会|也要|同时还|同时也|还(?![款债原贷本价击是有清])|也(?!门)|亦|却|又(?!名)|则|更(?![新名换改正])|并(?![购入存列行非排网肩表称不未])"
    r"|就(?![业诊任职读餐医])|便(?![利宜民捷])|另|另外|同时)"
)
#: Connectives of one character, unless they begin another word (并购, 但斌, 而后).
_LEAD = re.compile(r"但(?![斌凡])|而(?![言后立])|且|也(?!门)|并(?![购入存列行非排网肩表称])")
_CARRIED = re.compile(r"(?:计划|预计|打算|已经|正在|曾经|仍然|[将拟已曾仍则还也却又])$")
_FUTURE = ("还将", "还要", "还会", "也将", "也会", "也要")
_CHINESE = r"[\u4e00-\u9fff，。；：、“”（）《》]"
_SPACES = re.compile(rf"(?<={_CHINESE})\s+|\s+(?={_CHINESE})")
#: A date or period that means another one in another article: 去年, 本月, 9月4日, 三季度.
_FULL_YEAR = re.compile(r"\d{4}|[〇零一二三四五六七八九]{4}")
_DEICTIC = re.compile(
    r"[今去前明后当本上下次同昨这那]|\d{1,2}月|[一二三四]季度|[上下]半年|双1|年[初中底末]|\d{1,2}[日号]$"
)


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


@dataclass(frozen=True, slots=True)
class Clause:
    """A claim in words.

    Attributes:
        date: the period it speaks of, where the rest does not say so; else "".
        head: what it is about.
        body: what is said of it.
    """

    date: str
    head: str
    body: str

    @property
    def text(self) -> str:
        return f"{self.date}，{self.head}{self.body}" if self.date else f"{self.head}{self.body}"


def phrase_claim(claim: Claim, name: str) -> str:
    """A claim as a clause of its own, without the date it takes from elsewhere.

    Args:
        claim: the claim.
        name: what its subject is called where its own words name nobody, or "".
    """
    clause = make_clause(claim, name)
    return clause.head + clause.body


def tell_claim(claim: Claim, name: str) -> str:
    """A claim as a sentence that holds by itself, without its full stop: with the date it speaks of."""
    return make_clause(claim, name).text


def make_clause(claim: Claim, name: str) -> Clause:
    """Subject, mark of modality and denial where the evidence shows none, evidence.

    Words that tie it to the clause before (但, 还, 也) are left out, and spaces between Chinese and other letters; 去年
    or 9月4日 is written out as a date.

    Args:
        claim: the claim.
        name: what its subject is called where its own words name nobody, or "".
    """
    evidence, subject = claim.evidence.text, claim.subject
    body, head = _lead(evidence), ""
    if subject is not None and subject.text:
        own = subject.text
        if name.startswith(own) and name in evidence:
            # A name that the article's own reader cut short (橘子 | 优选).
            own = name
        if not subject.implicit and own in evidence:
            before, _, after = evidence.partition(own)
            head, body = _lead(before) + own, after
        else:
            head = own
        if own in generic("subject").classes and name:
            head = name
        elif name and name not in evidence and not bigrams(name.lower()) & bigrams(head.lower()):
            # A head that shares two characters with the name is a form of it (苹果, 苹果公司).
            head = f"{name}{head}"
        head, carried = _carried(_lead(head))
        body = _untied(carried + body)
    body = _mark(claim, body, evidence)
    head, body = _SPACES.sub("", head), _SPACES.sub("", body).rstrip("，,。；;：:、 \n")
    head = _without_overlap(head, body)
    return _dated(claim, head.lstrip("，,。；;：:、 "), body)


def _carried(head: str) -> tuple[str, str]:
    """The subject, and words at its end that belong to the verb (甲公司计划 | 在明年上市)."""
    found = _CARRIED.search(head)
    return (head[: found.start()], found.group()) if found and found.start() > 1 else (head, "")


def _without_overlap(head: str, body: str) -> str:
    """The subject without the words at its end that the rest begins with (小红书弥补 | 弥补了)."""
    for size in range(min(len(head) - 2, 6), 1, -1):
        if body.startswith(head[-size:]):
            return head[:-size]
    return head


def _dated(claim: Claim, head: str, body: str) -> Clause:
    time = claim.time
    if not time or not time.first:
        return Clause("", head, body)
    period, written = phrase_period(time.first, time.last), _SPACES.sub("", time.text)
    if written not in head + body:
        return Clause("" if period in head + body else period, head, body)
    if "至" not in period and _DEICTIC.search(written) and not _FULL_YEAR.search(written):
        if written in head:
            return Clause("", head.replace(written, period, 1), body)
        return Clause("", head, body.replace(written, period, 1))
    return Clause("", head, body)


def _lead(text: str) -> str:
    """A text without the connectives at its head."""
    plain = text.lstrip("，,。；;：:、 ")
    found = _LEAD.match(plain) or generic("lead").match(plain)
    return plain[found.end() :].lstrip("，, ") if found and len(plain) > found.end() + 1 else plain


def _untied(body: str) -> str:
    """What follows the subject without an adverb that ties it to another clause; a mark of the future stays."""
    found = _TIES.match(body)
    if not found:
        return body
    rest = body[found.end() :]
    return found.group()[1:] + rest if found.group() in _FUTURE else rest


def _mark(claim: Claim, body: str, evidence: str) -> str:
    """The body with a mark of modality and denial where the evidence shows none: after 宣布, which is no plan itself."""
    words = ""
    signs = _MODAL_SIGNS.get(claim.modality)
    if signs and not any(sign in body for sign in signs):
        words += _MODAL[claim.modality]
    if claim.polarity is Polarity.NEGATED and not any(sign in evidence for sign in _DENIALS):
        words += "不" if words else "并未"
    said = _SAID.match(body)
    return f"{said.group()}{words}{body[said.end() :]}" if said and words else words + body


def _parts(date: str) -> tuple[int, int, int]:
    year, month, day = date.split("-")
    return int(year), int(month), int(day)


def _days_of_month(date: str) -> int:
    try:
        found = datetime.date.fromisoformat(date)
    except ValueError:
        return 31
    return calendar.monthrange(found.year, found.month)[1]
