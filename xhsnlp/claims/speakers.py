"""Whose words a claim is: the speech it lies in, one that goes on over a full stop, or the writer's own.

Rules alone: a ranker over the same stretches, trained on the gold articles, was right less often on articles it had not
seen, and so was the network (docs/claims.md has the figures).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from xhsnlp.claims.reading import Reading
from xhsnlp.claims.slots import Frame
from xhsnlp.speech.speech import Speaker, SpeakerKind

#: How many stretches of speech before a claim are looked at.
BACK = 8
#: The most characters between a word of saying and what is said.
FAR = 30
#: How many sentences reported speech goes on, and whose.
CARRY = 2
_GOING_ON = (SpeakerKind.PERSON, SpeakerKind.DATA)


def only_says(reading: Reading, predicate: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Whether a predicate is the word of saying (表示, 预计) before what makes a claim of its own.

    Args:
        reading: the article in words.
        predicate: its characters.
        others: characters of the predicates that may make claims; this one may be among them.
    """
    start, end = predicate
    upto = bisect_right(reading.speech_starts, end + FAR)
    return any(
        speech.cue_start < end
        and start < speech.cue_end
        and any(speech.start <= other[0] < speech.end and other != predicate for other in others)
        for speech in reading.speech[max(0, upto - BACK) : upto]
    )


def speaker_of(reading: Reading, frame: Frame) -> Speaker | None:
    """Who says a claim: the speaker of the innermost speech that holds it, else of one that plainly goes on, or None.

    Reported speech of a person or of a report goes on for up to two sentences of its paragraph, until somebody else speaks.

    Args:
        reading: the article in words.
        frame: the claim.
    """
    unit = frame.unit
    place = reading.starts[min(frame.predicate[0], len(reading.starts) - 1)]
    upto = bisect_right(reading.speech_starts, place)
    near = reading.speech[max(0, upto - BACK) : upto]
    for speech in reversed(near):
        if speech.start <= place < speech.end:
            return speech.speaker
    if not near:
        return None
    last = near[-1]
    home = reading.unit_at(max(last.start, last.end - 1))
    if home is None or home.block != unit.block or last.direct:
        return None
    goes_on = last.speaker.kind in _GOING_ON and unit.sentence - home.sentence <= CARRY
    return last.speaker if goes_on else None
