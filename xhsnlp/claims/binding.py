"""Which figures and which time belong to a claim.

Figures: those that lie in the claim's own stretch (predicate to object), or in the part of its subject that a verbless
claim measures; a figure of another claim's stretch stays with that claim.

Time, as rules that the model weighs: a time in the claim's own clause, outside its object, comes first; then a time that opens an
earlier clause of the sentence; then one that opened an earlier sentence of the paragraph. A time inside a modifier
(2024年的报告) is weaker than one that stands free, and a nearer one hides a farther one. No time is a candidate too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from xhsnlp.claims.features import WordFeatures
from xhsnlp.claims.reading import Reading
from xhsnlp.claims.slots import Frame
from xhsnlp.figures.figure import Figure
from xhsnlp.spans import Spanned
from xhsnlp.times.time import Time

NEAREST = 5


@dataclass(frozen=True, slots=True)
class TimeCandidate:
    """Attributes: time: the time, or None for no time at all; rank: how many candidates are nearer."""

    time: Time | None
    rank: int


def time_candidates(reading: Reading, frame: Frame) -> list[TimeCandidate]:
    """No time, and the nearest times of the paragraph up to the end of the claim."""
    unit = frame.unit
    stop = max(unit.end, reading.ends[frame.object[1] - 1] if frame.object else 0)
    upto = bisect_left(reading.time_starts, stop)
    near: list[TimeCandidate] = []
    begin = reading.block_starts.get(unit.block, 0)
    for time in reversed(reading.times[max(0, upto - NEAREST) : upto]):
        if time.start >= begin:
            near.append(TimeCandidate(time, len(near)))
    return [TimeCandidate(None, 0), *_within_speech(reading, frame, near)]


def _within_speech(reading: Reading, frame: Frame, near: list[TimeCandidate]) -> list[TimeCandidate]:
    """What is said has the times that it names itself, not that of the saying (3月12日，林知夏表示，过去一年…)."""
    place = reading.starts[min(frame.predicate[0], len(reading.starts) - 1)]
    upto = bisect_right(reading.speech_starts, place)
    for speech in reversed(reading.speech[max(0, upto - 3) : upto]):
        if speech.start <= place < speech.end:
            own = [
                choice for choice in near if choice.time and speech.start <= choice.time.start < speech.end
            ]
            return own or near
    return near


def time_features(
    reading: Reading, known: WordFeatures, frame: Frame, candidate: TimeCandidate, count: int, kind: str
) -> list[str]:
    """What speaks for a time, or for none.

    Args:
        reading, known: the article.
        frame: the claim.
        candidate: the time.
        count: how many times are candidates.
        kind: the claim's type, as predicted.
    """
    head = frame.predicate[0]
    unit = frame.unit
    time = candidate.time
    word = known.word[head] if head < len(known.word) else ""
    if time is None:
        return ["none", f"none {count}", f"none {kind}", f"none {kind} {min(count, 2)}", "none p=" + word]
    home = reading.unit_at(time.start)
    apart = min(unit.number - home.number, 5) if home else 6
    near = "u" if home is unit else "s" if home and home.sentence == unit.sentence else "b"
    if home is not None and near == "b":
        near += str(min(unit.sentence - home.sentence, 3))
    following = reading.text[time.end : time.end + 1]
    spot = _spot(reading, frame, time)
    opens = home is not None and time.start - home.start < 3
    whole = home is not None and time.end >= home.end - 1 and opens
    key = f"{near} {spot}"
    return [
        key,
        f"{key} r{candidate.rank}",
        f"{near} {kind}",
        f"{key} {kind}",
        f"{near} apart{apart}",
        f"{near} de={following == '的'} {spot}",
        f"{near} opens={opens} whole={whole}",
        f"{near} opens={opens} {kind}",
        f"g={time.granularity.value} {near}",
        f"{near} first={home is not None and home.place == 0}",
        f"r{candidate.rank} {kind}",
        f"next={following}",
        f"{near} p={word}",
    ]


def _spot(reading: Reading, frame: Frame, time: Spanned) -> str:
    head, tail = frame.predicate
    for name, span in (("subject", frame.subject), ("object", frame.object)):
        if span and time.start < reading.ends[span[1] - 1] and reading.starts[span[0]] < time.end:
            return name
    if head < len(reading.starts) and time.start < reading.starts[head]:
        return "before"
    return "after"


def own_figures(reading: Reading, frame: Frame, evidence: Spanned) -> tuple[Figure, ...]:
    """The figures of a claim, in order of the text."""
    first = bisect_left(reading.figure_starts, evidence.start - 12)
    found = []
    for figure in reading.figures[first:]:
        if figure.start >= evidence.end:
            break
        if figure.end > evidence.start:
            found.append(figure)
    return tuple(found)
