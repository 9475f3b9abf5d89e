"""Which claims can be told alone: those a reader understands without the text around them."""

from __future__ import annotations

import re

from xhsnlp.claims.claim import Claim, ClaimType, Modality
from xhsnlp.speech.speech import Speaker, SpeakerKind
from xhsnlp.themes.phrasing import Clause
from xhsnlp.themes.wording import bigrams, generic, predicates, quantities

#: A sentence longer than this is hard to read, and no summary.
LONGEST = 120
#: Claims less sure than this are told in the list of facts alone.
_SURE = 0.4
_PAIRS = ("“”", "‘’", "（）", "()", "《》", "【】", "「」", "『』", "[]")
#: Subjects that point at something else in the text, or at the reader.
_POINTING = re.compile(
    r"^[我你您他她它咱这那此其该某谁到未]|^[有一]些|^(?:没有|并未|不再|已经)"
    r"|^(?:一个|一名|一位|自己|什么|怎么|许多|很多|如果|因为|由于|当|让|把|被|从|在|对|随着|旗下|越来越|[一二两三四五]次)"
    r"|^公司(?!治理)|^(?:平台|集团|品牌|双方)(?:[和与的及]|$)|^[\d年月日第一二三四季度上下半至到，]+$|^排名$"
)
#: A subject that is cut off or swallows a clause.
_BROKEN = re.compile(
    r"[，,。；;：:？?！!\n]|(?:[的了时后前和与及或、]|虽然|如果|因为|但是)$|共有|拥有|达到|超过|宣布|表示|成为|[把被]|将(?!军)|^[在于]"
)
#: Talk: questions, cries, the reader spoken to.
_TALK = re.compile(r"[？?！!~～]|[吗呢吧啊呀哟嘛]$|[我你您咱]|[他她它]们|自己|什么|怎么|为何|谁|哪")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: A clause cut off before its end.
_HANGING = re.compile(
    r"(?:[的地得为在和与及或对把被将向从由以让使称说是、]|因为|如果|通过|随着|以及|包括|一个|一种|一些|：|——|…)$"
)


def stands_alone(claim: Claim, clause: Clause, *, strict: bool = True) -> bool:
    """Whether a claim in words can be read without its text.

    Args:
        claim: the claim.
        clause: the claim in words.
        strict: whether opinions and standing facts are left out too.
    """
    if claim.subject is None or claim.hypothetical or claim.confidence < _SURE or not _complete(claim):
        return False
    if strict and (
        claim.type in (ClaimType.JUDGEMENT, ClaimType.STATE) or claim.modality is Modality.POSSIBLE
    ):
        return False
    head, body = clause.head, clause.body
    if len(head) < 2 or len(head) > 24 or _names_nobody(head) or len(body) < 4:
        return False
    if _POINTING.search(head) or _BROKEN.search(head) or _TALK.search(head + body) or _HANGING.search(body):
        return False
    if not _CHINESE.search(body) or not balanced(head) or not balanced(body):
        return False
    return not _says_again(head, body) and not _unmeasured(claim, clause)


def _names_nobody(head: str) -> bool:
    return head in generic("subject").classes or head in quantities().classes


def _says_again(head: str, body: str) -> bool:
    """Whether the subject holds what is said of it: 拥有1300家门店的甲 | 拥有1300家门店."""
    grams = bigrams(body)
    return len(grams & bigrams(head)) >= 0.6 * len(grams)


def _unmeasured(claim: Claim, clause: Clause) -> bool:
    """Whether something grows and nothing says what: 甲公司 | 同比增长 | 103.8%."""
    found = predicates()[0].longest(claim.predicate.text) if claim.predicate else None
    if not found or found[1] not in ("grow", "shrink"):
        return False
    return (
        not quantities().longest(clause.head + clause.body.replace(found[0], "", 1)) and len(clause.head) < 9
    )


def _complete(claim: Claim) -> bool:
    return bool(claim.figures) or (
        claim.predicate is not None and (claim.object is not None or len(claim.predicate.text) > 2)
    )


def balanced(text: str) -> bool:
    """Whether brackets and quotation marks come in pairs; a clause cut from a longer text may have lost one."""
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS) and text.count('"') % 2 == 0


def speaker_name(speaker: Speaker) -> str:
    """The speaker as written, in one line, without an adverb at the end (陈屿则 | 表示)."""
    name = " ".join(speaker.text.split())
    return name[:-1] if len(name) > 2 and name[-1] in "则也还曾又却" else name


def attribution(claim: Claim, clause: Clause) -> str | None:
    """Who says it, as the head of a sentence: 据财报， ; "" where nobody needs be named, None where the source cannot
    be named in a few words, so that the claim must not be told as a fact."""
    speaker = claim.speaker
    if speaker is None or speaker.text in clause.head:
        return ""
    name = speaker_name(speaker)
    vague = name in generic("subject").classes or _POINTING.search(name) or _BROKEN.search(name)
    if not 2 <= len(name) <= 16 or vague or not balanced(name):
        return None
    if speaker.kind is SpeakerKind.PERSON:
        return f"{name}表示，"
    if speaker.kind is SpeakerKind.DATA:
        return f"{name}显示，"
    return f"据{name}，"
