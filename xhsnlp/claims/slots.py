"""Type, modality and polarity of a claim: linear models over its words and the cues that govern its predicate."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from xhsnlp.claims.cues import governing
from xhsnlp.claims.features import WordFeatures
from xhsnlp.claims.reading import Reading, Unit


@dataclass(frozen=True, slots=True)
class Frame:
    """A claim in words, before its slots are filled.

    Attributes:
        unit: its clause.
        predicate: its words; empty (`first == last`) for a verbless claim.
        subject, object: their words, or None.
    """

    unit: Unit
    predicate: tuple[int, int]
    subject: tuple[int, int] | None
    object: tuple[int, int] | None

    @property
    def home(self) -> int:
        """The first word of the claim's own core."""
        return self.predicate[0]


def shared_features(reading: Reading, known: WordFeatures, frame: Frame) -> list[str]:
    """Features of predicate, subject and object that every slot's model sees."""
    head, tail = frame.predicate
    found = ["verbless" if head == tail else "verb"]
    for i in range(head, tail):
        found += [
            "pw=" + known.word[i],
            "pk=" + known.kind[i],
            "pg=" + known.coarse[i],
            "pf=" + known.fine[i],
        ]
    if head < tail:
        found += ["p=" + "".join(reading.words[head:tail]), "pe=" + reading.words[tail - 1][-1]]
        found += ["pt=" + known.tag[head], "pb=" + reading.words[head][0], "pte=" + known.tag[tail - 1]]
        found += ["pl=" + known.word[tail - 1]]
    if frame.object:
        first, last = frame.object
        found += ["ot=" + known.tag[first], "oe=" + known.tag[last - 1], f"ol={min(last - first, 6)}"]
        found += ["og=" + known.coarse[last - 1], "of=" + known.fine[last - 1]]
        found += ["ow=" + known.word[last - 1], "ob=" + known.word[first]]
        found += sorted({"om=" + reading.marks[i] for i in range(first, last)})
    else:
        found.append("no object")
    if frame.subject:
        first, last = frame.subject
        found += ["st=" + known.tag[last - 1], "sw=" + known.word[last - 1], "sm=" + reading.marks[last - 1]]
        found += ["sg=" + known.coarse[last - 1], "sf=" + known.fine[last - 1]]
        found.append("sc=" + reading.words[last - 1][-1])
    return found


def type_features(reading: Reading, known: WordFeatures, frame: Frame) -> list[str]:
    """Features of the type of a claim."""
    unit = frame.unit
    found = shared_features(reading, known, frame)
    for i in range(unit.first, unit.last):
        found.append("cw=" + known.word[i])
        if reading.marks[i] != "-":
            found.append("cm=" + reading.marks[i])
    found += _cue_features(reading, frame)
    found.append("quoted" if reading.quoted[unit.first] else "unquoted")
    found += _tense(reading, frame)
    head, tail = frame.predicate
    key = known.kind[tail - 1] or known.tag[tail - 1] if tail > head else "none"
    found += ["tone=" + reading.tone, f"tone={reading.tone} {key}"]
    if tail > head:
        found += [
            f"pc={reading.words[i][k]}" for i in range(head, tail) for k in range(len(reading.words[i]))
        ]
        found.append(
            f"pk={key} "
            + ("figure" if _has_figure(reading, frame.object) else "object" if frame.object else "-")
        )
        found.append(
            f"pt={known.tag[head]} " + (reading.marks[frame.subject[1] - 1] if frame.subject else "-")
        )
    return sorted(set(found))


def _has_figure(reading: Reading, span: tuple[int, int] | None) -> bool:
    return span is not None and any(reading.marks[i][:1] == "F" for i in range(*span))


def modality_features(reading: Reading, known: WordFeatures, frame: Frame) -> list[str]:
    """Features of modality: the cues in reach, what stands before the predicate, and whether a time to come is named."""
    head, tail = frame.predicate
    hits = governing(reading, frame.unit, frame.predicate, strict=False)
    found = _cue_features(reading, frame)
    tense = _tense(reading, frame)
    agent = reading.marks[frame.subject[1] - 1] if frame.subject else "none"
    kinds = {hit.cue.category for hit in hits if hit.start >= frame.unit.start}
    found += [f"has {kind}" for kind in sorted(kinds)]
    found += [f"{kind} {agent}" for kind in sorted(kinds)]
    found += [f"{kind} {when}" for kind in sorted(kinds) for when in tense]
    for hit in hits:
        if hit.start < frame.unit.start:
            home = reading.unit_at(hit.start)
            apart = frame.unit.number - home.number if home else 9
            found += [
                f"earlier {hit.cue.category} {min(apart, 3)}",
                f"earlier {hit.cue.literal} {min(apart, 2)}",
            ]
    found += tense
    found += ["before=" + known.word[head - 1] if head > frame.unit.first else "before=^"]
    for i in range(head, tail):
        found += ["p=" + known.word[i], *(f"{kind} p={known.word[i]}" for kind in sorted(kinds))]
    found += ["cw=" + known.word[i] for i in range(frame.unit.first, head)]
    found.append("mark=" + frame.unit.mark)
    found.append("w0=" + known.word[frame.unit.first])
    return sorted(set(found))


def _tense(reading: Reading, frame: Frame) -> list[str]:
    """Whether a time of the sentence lies before or after publication."""
    if not reading.published:
        return []
    first = reading.sentences[frame.unit.sentence][0].start
    found = []
    for time in reading.times[bisect_left(reading.time_starts, first) :]:
        if time.start >= frame.unit.end:
            break
        where = "own" if time.start >= frame.unit.start else "near"
        if time.first and time.last:
            later = (
                "future"
                if time.first > reading.published
                else "past"
                if time.last < reading.published
                else "now"
            )
            found.append(f"{where} {later}")
    return found


def polarity_features(reading: Reading, known: WordFeatures, frame: Frame) -> list[str]:
    """Features of polarity: the negators in reach, and the words beside the predicate."""
    head, tail = frame.predicate
    found = _cue_features(reading, frame, only="negated")
    found += ["before=" + known.word[head - 1] if head > frame.unit.first else "before=^"]
    found += ["before2=" + known.word[head - 2] if head - 1 > frame.unit.first else "before2=^"]
    found += ["p=" + known.word[i] for i in range(head, tail)]
    if tail > head:
        found.append("pb=" + reading.words[head][0])
    return sorted(set(found))


def _cue_features(reading: Reading, frame: Frame, only: str = "") -> list[str]:
    found = []
    count = 0
    subject_end = frame.subject[1] if frame.subject else -1
    place = reading.ends[subject_end - 1] if subject_end > 0 else -1
    nearest = True
    for hit in governing(reading, frame.unit, frame.predicate):
        cue = hit.cue
        if only and cue.category != only:
            continue
        inside = frame.subject is not None and reading.starts[frame.subject[0]] <= hit.start < place
        where = "in" if inside else "same" if hit.start >= frame.unit.start else "far"
        reach = min(hit.distance, 3)
        found += [
            f"{cue.category} {where}",
            f"{cue.category} {where} {reach}",
            f"{cue.literal} {cue.category} {where}",
        ]
        found += [f"{cue.literal} {reach} {where}", f"{cue.category} {cue.direction}"]
        if nearest and not inside:
            found.append(f"first {cue.category} {where}")
            nearest = False
        count += not inside and where == "same"
    found.append(f"cues={min(count, 3)}")
    return found
