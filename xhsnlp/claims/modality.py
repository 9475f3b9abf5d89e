"""What the cues say of a claim's modality and polarity, by rules alone.

Of several cues the strongest decides: possible, then what predicts whatever follows (预计), then obligated, then a plan
(拟); open cues last (将, 会, 要). Whether 将 plans or predicts depends on whether the subject has a will and whether anybody
carries the predicate out at will; what is set for days (开业) is planned either way. A clause without a subject of its own
goes on with the cue of the clause before (将…，并…). Without any cue, what is dated after publication is planned.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from xhsnlp.claims.cues import Cue, Hit, continues, cue_table, cues_in, governing, opens
from xhsnlp.claims.reading import Reading
from xhsnlp.claims.slots import Frame
from xhsnlp.times.time import Time

#: Categories that tell modality, the strongest first.
MODAL = ("possible", "predicted", "obligated", "planned")
#: Open cues, the strongest first.
_OPEN = ("planned", "predicted", "obligated")
#: How many clauses without a subject of their own a cue reaches over.
BACK = 3
_WILLED = frozenset({"PER", "ORG", "LOC"})


def ruled_modality(reading: Reading, frame: Frame, time: Time | None) -> str | None:
    """The modality that the rules give, or None where they say nothing.

    Args:
        reading: the article.
        frame: the claim.
        time: its time.
    """
    done = _done(reading, frame)
    cues = [
        hit.cue
        for hit in governing(reading, frame.unit, frame.predicate)
        if not (done and hit.cue.open and hit.cue.literal != "要") and not _disposes(reading, frame, hit)
    ]
    found = _strongest(reading, frame, cues)
    if found is None and not done and not _standing(reading, frame):
        found = _inherited(reading, frame)
    if found is None and time is not None and time.first and reading.published < time.first:
        return _plan_or_prediction(reading, frame) if reading.published else None
    return found


def _done(reading: Reading, frame: Frame) -> bool:
    """Whether the predicate says that it has happened (了, 已)."""
    head, tail = frame.predicate
    around = reading.words[max(frame.unit.first, head - 2) : tail]
    said = cue_table().readings["done"]
    return bool(around) and (around[-1][-1] in "了过" or any(word in said for word in around))


def _standing(reading: Reading, frame: Frame) -> bool:
    """Whether the predicate is one of standing facts, or missing."""
    head, tail = frame.predicate
    standing = cue_table().readings["standing"]
    return head == tail or reading.words[tail - 1] in standing


def _disposes(reading: Reading, frame: Frame, hit: Hit) -> bool:
    """Whether 将 is 把 here: what is disposed of stands between it and a verb with a complement (将失败归结于)."""
    if hit.cue.literal != "将" or hit.distance == 0:
        return False
    tail = frame.predicate[1]
    after = bisect_left(reading.starts, hit.end)
    return reading.tags[after][:1] in "va" and reading.words[tail - 1][-1] in "于为至到成给在入出"


def ruled_polarity(reading: Reading, frame: Frame) -> str | None:
    """`negated` where a negator stands right before the predicate or inside it (看不清), else None: nothing is sure."""
    head, tail = frame.predicate
    place = reading.starts[min(head, len(reading.starts) - 1)]
    for hit in governing(reading, frame.unit, frame.predicate):
        near = hit.cue.direction == "forward" and hit.distance < 2 and hit.start < place
        if near and hit.cue.category == "negated":
            return "negated"
    words = reading.words[head:tail]
    whole = cue_table().cues.get("".join(words), ())
    denied = any(
        cue.category == "negated" and cue.direction == "forward" and not cue.not_head for cue in whole
    )
    return "negated" if denied or any(_cannot(word) for word in words) else None


def _cannot(word: str) -> bool:
    """Whether a word is a verb, 不, and what it does not reach (看不清)."""
    return len(word) == 3 and word[1] == "不" and word[0] != word[2] and word not in cue_table().cues


def _strongest(reading: Reading, frame: Frame, cues: Sequence[Cue]) -> str | None:
    for category in MODAL:
        if any(cue.category == category and not cue.open for cue in cues):
            return category
    for category in _OPEN:
        if any(cue.category == category and cue.open for cue in cues):
            return _read(reading, frame, category)
    return None


def _read(reading: Reading, frame: Frame, category: str) -> str:
    """What an open cue says here: 将 plans or predicts; 要 is a plan where a named subject wants, else an obligation."""
    if category == "planned":
        return _plan_or_prediction(reading, frame)
    if category == "obligated" and _named(reading, frame):
        return "planned"
    if category == "predicted" and _decides(reading, frame):
        return _plan_or_prediction(reading, frame)
    return category


def _decides(reading: Reading, frame: Frame) -> bool:
    """Whether the subject is a firm or an authority that decides what it will do (公司不会涨价)."""
    if frame.subject is None:
        return False
    last = frame.subject[1] - 1
    return reading.marks[last] == "ORG" or reading.words[last] in cue_table().readings["decider"]


def _inherited(reading: Reading, frame: Frame) -> str | None:
    """The modality of a clause that goes on with the one before."""
    unit, head = frame.unit, frame.predicate[0]
    enders = cue_table().terminators
    for _ in range(BACK):
        if not continues(reading, unit, head) or reading.words[unit.first] in enders:
            return None
        unit = reading.units[unit.number - 1]
        head = unit.last
        modal = [
            cue
            for _, end, cues in cues_in(reading, unit.first, unit.last)
            for cue in cues
            if cue.category in MODAL and cue.scope == "clause" and opens(reading, cue, end, unit.last)
        ]
        if modal:
            return _strongest(reading, frame, modal)
    return None


def _named(reading: Reading, frame: Frame) -> bool:
    return frame.subject is not None and reading.marks[frame.subject[1] - 1] in _WILLED


def _plan_or_prediction(reading: Reading, frame: Frame) -> str:
    """Whether what is to come is somebody's plan, or is only foreseen."""
    words = cue_table().readings
    head, tail = frame.predicate
    verbs = reading.words[head:tail]
    if any(_is_one(verb, words["scheduled"]) for verb in verbs):
        return "planned"
    before = reading.words[max(reading.sentences[frame.unit.sentence][0].first, head - 30) : head]
    announced = any(word in words["announced"] for word in before)
    if any(verb in words["uncontrolled"] for verb in verbs) or head == tail:
        return "planned" if announced else "predicted"
    return "planned" if announced or _willed(reading, frame) else "predicted"


def _is_one(verb: str, words: frozenset[str]) -> bool:
    return verb in words or verb.rstrip("了") in words


def _willed(reading: Reading, frame: Frame) -> bool:
    """Whether the subject is somebody; one that is not in sight counts as such."""
    if frame.subject is None or _named(reading, frame):
        return True
    last = reading.words[frame.subject[1] - 1]
    actors = cue_table().readings["actor"]
    return last in actors or last[-2:] in actors or reading.tags[frame.subject[1] - 1] in ("nr", "nt", "r")
