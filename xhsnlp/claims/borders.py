"""Where a predicate, its object and its subject begin and end, where models cut a word too early or too late.

Rules that hold of the language: an aspect particle belongs to its verb; an auxiliary (应当) is no predicate without a
verb; 没有 before a verb only negates it; a modal that touches the predicate is no part of the subject, nor is a time at its
border; who speaks is not what is spoken of.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from xhsnlp.claims.antecedents import leading
from xhsnlp.claims.claim import Claim
from xhsnlp.claims.cues import cue_table
from xhsnlp.claims.features import WordFeatures
from xhsnlp.claims.lexicon import lexicon
from xhsnlp.claims.reading import Reading, Unit

Words = tuple[int, int]

_ASPECT = frozenset("了着过")
#: 同比 | 增长: with what a change is compared belongs to its verb.
_BASELINES = frozenset(("同比", "环比"))
_OPENING = frozenset(("并", "并且", "而", "而且", "且", "又", "但", "或", "或者", "又或者", "是"))
_LIST_MARKS = frozenset((".", "、", "．"))
_ADDRESSING = frozenset(("向", "将", "把"))
_AROUND_TIMES = frozenset(
    ("在", "于", "自", "从", "至", "到", "内", "中", "里", "期间", "前", "后", "起", "止")
)
_PREPOSITIONS = frozenset(("与", "跟", "同", "于", "并于", "向", "由"))
_MODAL = frozenset({"planned", "predicted", "obligated", "possible"})
#: An auxiliary and its verb have at most so many words between them.
NEAR = 3
#: Speech whose speaker is taken for the subject begins at most so many stretches before.
BACK = 6


def without_halves(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without those that are cut apart in their predicate (也 | 是特色, beside 是 | 特色).

    In the gold articles no object begins, right after its predicate, with the predicate of another claim.
    """
    verbs = {claim.predicate.start for claim in claims if claim.predicate}
    return [
        claim
        for claim in claims
        if not (claim.predicate and claim.object and claim.predicate.end == claim.object.start)
        or claim.object.start not in verbs
    ]


def fitted_predicate(
    reading: Reading, unit: Unit, predicate: Words, thing: Words | None
) -> tuple[Words, Words | None]:
    """A predicate and its object with their borders put right.

    Args:
        reading: the article in words.
        unit: the clause.
        predicate: the predicate's words, at least one.
        thing: the object's words, or None.
    """
    head, tail = predicate
    words, tags = reading.words, reading.tags
    if head > unit.first and words[head - 1] in _BASELINES:
        head -= 1
    adverb = all(tag == "d" for tag in tags[head:tail]) and words[head:tail] != ["是"]
    if adverb and tail < unit.last and (tags[tail] == "v" or words[tail] == "是"):
        # 只 | 是下属部门, 无疑 | 是重点: an adverb is no predicate without the verb after it.
        head, tail = tail, tail + 1
        thing = _rest(max(tail, thing[0]), thing) if thing else None
    if all(word in _ASPECT for word in words[head:tail]) and head > unit.first and tags[head - 1][:1] == "v":
        head -= 1
    if thing and thing[0] == tail and words[tail] in _ASPECT:
        tail += 1
        thing = _rest(tail, thing)
    if thing is None or thing[0] != tail:
        return (head, tail), thing
    negated = head > unit.first and words[head - 1] in ("没", "没有")
    if negated and words[head:tail] == ["有"] and tags[tail] == "v" and words[tail + 1 : tail + 2] != ["的"]:
        return (tail, tail + 1), _rest(tail + 1, thing)
    if tail - head == 1 and words[head] in lexicon().auxiliaries:
        for i in range(tail, min(thing[1], tail + NEAR)):
            if tags[i][:1] == "v" and tags[i] != "vn":
                return (head, i + 1), _rest(i + 1, thing)
    return (head, tail), thing


def _rest(first: int, thing: Words) -> Words | None:
    return (first, thing[1]) if first < thing[1] else None


def fitted_subject(
    reading: Reading, known: WordFeatures, unit: Unit, predicate: Words, subject: Words
) -> Words | None:
    """A subject with its borders put right; None where nothing is left of it.

    Args:
        reading, known: the article in words.
        unit: the clause of the predicate.
        predicate: its words.
        subject: the subject's words.
    """
    first, last = _without_opening(reading, *subject)
    head = predicate[0]
    inside = head <= first and last <= predicate[1]
    if first >= last or inside or _ends_in_saying(reading, first, last):
        return None
    if first < head < last:
        last = head
    copula = reading.words[head] in ("是", "为", "成为") if head < len(reading.words) else False
    while last - first > 1 and last <= head and _modal(reading, last - 1) and _touches(reading, last, head):
        last -= 1
    while last > first and last == head and reading.marks[last - 1] == "TIME" and not copula:
        last -= 1
    last = _before_addressee(reading, first, last)
    timed = [reading.marks[i] == "TIME" or reading.words[i] in _AROUND_TIMES for i in range(first, last)]
    if all(timed) and any(reading.marks[i] == "TIME" for i in range(first, last)) and not copula:
        return None
    return _spoken_of(reading, known, unit, head, (first, last))


def _without_opening(reading: Reading, first: int, last: int) -> Words:
    """The words without a connective or a list number at their start (并, 4.); none where only a partner is left (与丰巢)."""
    while first < last and reading.words[first] in _OPENING and reading.marks[first] == "-":
        first += 1
    if last - first > 2 and reading.words[first].isdecimal() and reading.words[first + 1] in _LIST_MARKS:
        first += 2
    if first < last and reading.words[first] in _PREPOSITIONS and "的" not in reading.words[first:last]:
        return last, last
    return first, last


def _before_addressee(reading: Reading, first: int, last: int) -> int:
    """Where a subject ends that a phrase of direction follows (公司 | 向供应商 | 支付)."""
    for i in range(first + 1, last):
        if reading.words[i] in _ADDRESSING and reading.tags[i] == "p" and "的" not in reading.words[i:last]:
            return i
    return last


def _ends_in_saying(reading: Reading, first: int, last: int) -> bool:
    """Whether the words end in a word of saying (正式宣布): that is how something is said, and nothing spoken of."""
    start, end = reading.starts[first], reading.ends[last - 1]
    upto = bisect_right(reading.speech_starts, end + BACK)
    return any(
        start <= speech.cue_start and speech.cue_end == end
        for speech in reading.speech[max(0, upto - BACK) : upto]
    )


def _modal(reading: Reading, place: int) -> bool:
    """Whether a word is a modal cue and stands free: no part of a name, no 计划 that 该 or 的 makes a noun."""
    cues = cue_table().cues.get(reading.words[place], ())
    before = reading.words[place - 1] if place else ""
    return (
        any(cue.category in _MODAL and cue.direction == "forward" for cue in cues)
        and reading.marks[place] == "-"
        and before[-1:] not in tuple("的该这此本项”》")
    )


def _touches(reading: Reading, last: int, head: int) -> bool:
    """Whether only modals and adverbs stand between the end of a subject and the predicate."""
    return all(reading.tags[i][:1] == "d" or _modal(reading, i) for i in range(last, head))


def _spoken_of(reading: Reading, known: WordFeatures, unit: Unit, head: int, subject: Words) -> Words | None:
    """The phrase before the predicate where the subject given is who says it, before the word of saying."""
    place = reading.starts[min(head, len(reading.starts) - 1)]
    start, end = reading.starts[subject[0]], reading.ends[subject[1] - 1]
    upto = bisect_right(reading.speech_starts, place)
    for speech in reading.speech[max(0, upto - BACK) : upto]:
        if speech.start <= place < speech.end and speech.speaker.start <= start and end <= speech.cue_start:
            own = leading(reading, known, unit, head) or (unit.first, min(head, unit.last))
            return own if own[0] < own[1] and own[0] > subject[1] else subject
    return subject
