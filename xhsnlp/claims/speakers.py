"""Whose words a claim is: the speech it lies in, one that goes on over a full stop, or the writer's own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from xhsnlp.claims.features import WordFeatures
from xhsnlp.claims.reading import Reading
from xhsnlp.claims.slots import Frame
from xhsnlp.speech.speech import SpeakerKind, Speech

BACK = 8


@dataclass(frozen=True, slots=True)
class SpeakerCandidate:
    """Who may be speaking.

    Attributes:
        speech: a stretch of speech, or None for the writer.
        rank: how many of its kind are nearer.
        within: whether the claim lies in it.
    """

    speech: Speech | None
    rank: int
    within: bool


def speaker_candidates(reading: Reading, frame: Frame) -> list[SpeakerCandidate]:
    """The writer, the stretches of speech that hold the claim (innermost first), and the last one before it."""
    place = reading.starts[min(frame.predicate[0], len(reading.starts) - 1)]
    upto = bisect_right(reading.speech_starts, place)
    holding: list[SpeakerCandidate] = []
    ended: list[SpeakerCandidate] = []
    begin = reading.block_starts.get(frame.unit.block - 1, 0)
    for speech in reversed(reading.speech[max(0, upto - BACK) : upto]):
        if speech.start <= place < speech.end:
            holding.append(SpeakerCandidate(speech, len(holding), True))
        elif speech.end > begin and len(ended) < 2:
            ended.append(SpeakerCandidate(speech, len(ended), False))
    found = [SpeakerCandidate(None, 0, False), *holding, *ended]
    after = bisect_left(reading.speech_starts, frame.unit.start)
    for speech in reading.speech[after : after + 2]:
        if speech.cue_start >= frame.unit.start and speech.cue_end <= frame.unit.end + 1:
            found.append(SpeakerCandidate(speech, 9, False))
    return found


def ruled_speaker(reading: Reading, frame: Frame) -> Speech | None:
    """The speech that a claim lies in by the rules alone: the innermost that holds it, else one that plainly goes on.

    Reported speech of a person or of a report goes on for up to two sentences of its paragraph, until somebody else speaks.
    """
    unit = frame.unit
    place = reading.starts[min(frame.predicate[0], len(reading.starts) - 1)]
    upto = bisect_right(reading.speech_starts, place)
    near = reading.speech[max(0, upto - BACK) : upto]
    for speech in reversed(near):
        if speech.start <= place < speech.end:
            return speech
    for speech in reversed(near):
        home = reading.unit_at(max(speech.start, speech.end - 1))
        if home is None or home.block != unit.block or speech.direct or speech.end > place:
            break
        if speech.speaker.kind in _GOING_ON and unit.sentence - home.sentence <= CARRY:
            return speech
        break
    return None


#: How many sentences reported speech goes on, and whose.
CARRY = 2
_GOING_ON = (SpeakerKind.PERSON, SpeakerKind.DATA)


@dataclass(frozen=True, slots=True)
class Heard:
    """The claim before. Attributes: speaker: its speaker, "" for the writer; sentence, block: where it stands."""

    speaker: str = ""
    sentence: int = -9
    block: int = -9


def speaker_features(
    reading: Reading, known: WordFeatures, frame: Frame, candidate: SpeakerCandidate, kind: str, heard: Heard
) -> list[str]:
    """What speaks for a speaker, or for the writer, given who was heard in the claim before."""
    unit = frame.unit
    quoted = reading.quoted[unit.first]
    speech = candidate.speech
    if speech is None:
        going_on = "same" if heard.block == unit.block else "next" if heard.block == unit.block - 1 else "far"
        before = f"{going_on} {bool(heard.speaker)} {min(unit.sentence - heard.sentence, 3)}"
        return ["writer", f"writer quoted={quoted}", f"writer {kind}", "writer before " + before]
    home = reading.unit_at(max(speech.start, 0))
    apart = min(unit.sentence - home.sentence, 4) if home else 5
    same = home is not None and home.block == unit.block
    who = speech.speaker.kind.value
    key = f"in{candidate.rank}" if candidate.within else f"after{candidate.rank}"
    cue = speech.speaker.cue or "-"
    subject = frame.subject
    inside = bool(subject) and reading.span(*subject).text == speech.speaker.text if subject else False
    found = [
        key,
        f"{key} direct={speech.direct} quoted={quoted}",
        f"{key} {apart} {same}",
        f"{key} {who}",
        f"{key} {who} {apart} {same}",
        f"{key} {who} {kind}",
        f"{key} cue={cue}",
        f"{key} k0={known.kind[unit.first]}",
        f"heard {_going_on(heard, frame, speech)}",
        f"heard {_going_on(heard, frame, speech)} {key} quoted={quoted} {speech.direct}",
        f"{key} me={inside}",
    ]
    if not candidate.within:
        gap = unit.start - speech.end
        size = "no" if gap < 3 else "near" if gap < 40 else "mid" if gap < 120 else "far"
        found.append(f"gap={size} {same} {speech.direct} {quoted}")
    if candidate.within:
        found.append(f"place={min((unit.start - speech.start) // 20, 6)} {speech.direct}")
    return found


def _going_on(heard: Heard, frame: Frame, speech: Speech) -> str:
    """How the speaker relates to the one of the claim before."""
    if not heard.speaker:
        return "writer"
    unit = frame.unit
    who = "same" if heard.speaker == speech.speaker.text else "other"
    where = "block" if heard.block == unit.block else "next" if heard.block == unit.block - 1 else "far"
    return f"{who} {where} {min(unit.sentence - heard.sentence, 2)}"
