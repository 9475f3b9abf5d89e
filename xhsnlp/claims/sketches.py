"""Sketches: claims as the network sees them, read off its scores, with their borders put right by rules."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xhsnlp.claims.borders import fitted_predicate
from xhsnlp.claims.lexicon import lexicon
from xhsnlp.claims.reading import Reading, Unit
from xhsnlp.claims.slots import Frame
from xhsnlp.claims.speakers import only_says
from xhsnlp.encoder.component import Encoded
from xhsnlp.encoder.network import ROLES, SLOTS, Frames
from xhsnlp.encoder.windows import Window
from xhsnlp.spans import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: How much the network must prefer a predicate to none, in log-probability.
EAGERNESS = 0.0
_SENTENCE_MARKS = "。！？!?\n"
#: Added to the score of no subject: a claim without one is rare.
NO_SUBJECT = -1.5
#: The longest role, in characters; an object may be a clause.
LONGEST_ROLE = {"subject": 60, "object": 100}
#: How many starts are tried.
STARTS = 6


@dataclass(frozen=True, slots=True)
class Sketch:
    """A claim as the network sees it, in characters of the article.

    Attributes:
        predicate: its stretch; for a verbless claim, the object's.
        verbless: whether it has no verb.
        roles: the stretch of each role that was found.
        slots: probabilities of each slot's values.
        sure: probabilities of predicate, subject and object.
    """

    predicate: tuple[int, int]
    verbless: bool
    roles: dict[str, tuple[int, int]]
    slots: dict[str, list[float]]
    sure: tuple[float, float, float]


def sketch(encoded: Encoded) -> list[Sketch]:
    """Steps 1 and 2, over all windows."""
    found = []
    for window, reading in encoded.windows:
        spans = predicate_spans(reading.predicates, window.own - window.start)
        if not spans:
            continue
        frames = encoded.network.claims(reading.states, [(start, end) for start, end, _, _ in spans])
        for row, (start, end, verbless, chance) in enumerate(spans):
            found.append(_sketch(frames, row, window, (start, end), verbless, chance))
    return found


def predicate_spans(table: NDArray[np.float32], own: int) -> list[tuple[int, int, bool, float]]:
    """Predicates of a window: start, end, whether verbless, probability; those that begin before `own` belong elsewhere."""
    scores = table.copy()
    scores[:, 0] += EAGERNESS
    tags = scores.argmax(axis=1).tolist()
    spans = []
    start = kind = -1
    for place, tag in enumerate([*tags, 0]):
        if start >= 0 and tag != (3 if kind == 3 else 2):
            chance = math.exp(float(table[start:place].max(axis=1).mean()))
            spans.append((start, place, kind == 3, chance))
            start = -1
        if start < 0 and tag:
            start, kind = place, tag
    return [span for span in spans if span[0] >= own]


def _sketch(
    frames: Frames, row: int, window: Window, predicate: tuple[int, int], verbless: bool, chance: float
) -> Sketch:
    roles, sure = {}, [chance, 0.5, 0.8]
    for number, (role, longest) in enumerate(LONGEST_ROLE.items()):
        column = 2 * ROLES.index(role)
        starts, ends = frames.ends[row, :, column], frames.ends[row, :, column + 1]
        span, score = likeliest(starts, ends, longest, NO_SUBJECT if role == "subject" else 0.0)
        if span is not None:
            roles[role] = (window.start + span[0], window.start + span[1])
        sure[1 + number] = math.exp(score / 2)
    slots = {name: frames.slots[name][row].tolist() for name in SLOTS}
    moved = (window.start + predicate[0], window.start + predicate[1])
    return Sketch(moved, verbless, roles, slots, (sure[0], sure[1], sure[2]))


def likeliest(
    starts: NDArray[np.float32], ends: NDArray[np.float32], longest: int, none: float = 0.0
) -> tuple[tuple[int, int] | None, float]:
    """The best stretch by its start and end (place 0 is none), and its log-probability.

    Args:
        starts, ends: log-probability of each place; character `i` of the window is place `i + 1`.
        longest: most characters.
        none: added to the score of none.
    """
    best = float(starts[0] + ends[0]) + none
    span = None
    order = starts[1:].argsort()[::-1][:STARTS].tolist()
    for start in order:
        reach = ends[1 + start : 1 + start + longest]
        last = int(reach.argmax())
        score = float(starts[1 + start] + reach[last])
        if score > best:
            best, span = score, (start, start + last + 1)
    return span, min(best, 0.0)


def fitted_sketches(reading: Reading, encoded: Encoded) -> Iterator[tuple[Sketch, Unit]]:
    """Sketches with their borders put right, each with its clause; those outside the body are left out."""
    sketches = sketch(encoded)
    verbs = sorted(rough.predicate for rough in sketches)
    for rough in sketches:
        item = at_words(reading, within_clause(reading.text, rough, verbs))
        item = without_claim(reading, item, verbs)
        unit = reading.unit_at(item.predicate[0])
        if unit is None or item.predicate[1] > unit.end + 1 or only_says(reading, item.predicate, verbs):
            continue
        yield item, unit


def frame_in_sight(reading: Reading, unit: Unit, item: Sketch) -> Frame | None:
    """A sketch in words, its subject only where the network found one; None where no word is its predicate."""

    def words(span: tuple[int, int] | None) -> tuple[int, int] | None:
        if span is None:
            return None
        first, last = reading.words_of(Span.of(reading.text, *span))
        return (first, last) if first < last else None

    predicate, thing = words(item.predicate), words(item.roles.get("object"))
    if predicate is None:
        return None
    if item.verbless:
        thing = thing or predicate
        predicate = (thing[0], thing[0])
    return Frame(unit, predicate, words(item.roles.get("subject")), thing)


def within_clause(text: str, item: Sketch, verbs: Sequence[tuple[int, int]]) -> Sketch:
    """The sketch without a subject that runs over a sentence's end; roles that swallowed a claim are cut short.

    Args:
        text: the article.
        item: the sketch.
        verbs: the predicates of all sketches, in order.
    """
    roles = dict(item.roles)
    start, end = roles.get("subject", (0, 0))
    if any(mark in _SENTENCE_MARKS for mark in text[start:end]):
        del roles["subject"]
        end = start
    for verb in verbs[bisect_left(verbs, (start, 0)) :]:
        if verb[1] >= end:
            break
        comma = max(text.rfind(mark, verb[1], end - 1) for mark in "，,")
        if comma >= 0 and verb != item.predicate:
            roles["subject"] = (comma + 1, end)
    if "object" in roles:
        roles["object"] = _before_next(text, roles["object"], verbs)
    return replace(item, roles=roles)


def _before_next(text: str, thing: tuple[int, int], verbs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """An object up to the end of its sentence, or to the comma after which the next claim has its predicate."""
    start, end = thing
    marks = [text.find(mark, start + 1, end) for mark in "。！？!?\n"]
    end = min([mark for mark in marks if mark >= 0], default=end)
    for verb in verbs[bisect_left(verbs, (start + 1, 0)) :]:
        if verb[1] > end:
            break
        comma = max(text.rfind(mark, start + 1, verb[0]) for mark in "，,")
        if comma >= 0:
            return start, comma
    return start, end


def without_claim(reading: Reading, item: Sketch, verbs: Sequence[tuple[int, int]]) -> Sketch:
    """The sketch without a subject that is a claim of an earlier clause as a whole, but for verdicts on it (意味着, 让, 很正常).

    新品名为A，采用双摄像头: who does the second thing is to be found in the first clause, and is not that clause.
    """
    start, end = item.roles.get("subject", (0, 0))
    if not start < end <= item.predicate[0] or not _apart(reading.text[end : item.predicate[0]]):
        return item
    first, last = reading.words_of(Span("", *item.predicate))
    words = reading.words[first:last]
    if not any(tag[:1] == "v" for tag in reading.tags[first:last]) or any(
        w in lexicon().verdicts for w in words
    ):
        return item
    for verb in verbs[bisect_left(verbs, (start + 1, 0)) :]:
        if verb[1] > end:
            break
        if "的" not in reading.text[verb[1] : end]:
            return replace(item, roles={role: span for role, span in item.roles.items() if role != "subject"})
    return item


def _apart(between: str) -> bool:
    return any(mark in "，,；;。" for mark in between)


def at_words(reading: Reading, item: Sketch) -> Sketch:
    """The sketch with its stretches widened to the borders of words, which a character tagger sometimes cuts through."""

    def widened(span: tuple[int, int]) -> tuple[int, int]:
        first, last = reading.words_of(Span("", *span))
        return (reading.starts[first], reading.ends[last - 1]) if first < last else span

    roles = {role: widened(span) for role, span in item.roles.items()}
    start, end = roles.get("subject", (0, 0))
    for time in reading.times[bisect_left(reading.time_starts, start) :][:1]:
        # 过去一年平台商家数量: the time locates the claim, it is no part of the subject; 2023年的营收 keeps it.
        if time.start == start and time.end < end and reading.text[time.end] not in "的，, ":
            roles["subject"] = (time.end, end)
    for speech in reading.speech[bisect_left(reading.speech_starts, start) :][:2]:
        # 业内人士预计交易额: who says it and the word of saying are no part of what is spoken of.
        if start <= speech.cue_start and speech.cue_end < end:
            roles["subject"] = (speech.cue_end, end)
    predicate = widened(item.predicate)
    start, end = roles.get("object", (0, 0))
    if "object" in roles and not item.verbless and predicate[0] <= start < predicate[1]:
        # 可识别 | 识别物体, 停止运营 | 运营: what the predicate says is not said again.
        del roles["object"]
        if predicate[1] < end:
            roles["object"] = widened((predicate[1], end))
    return _fitted(reading, replace(item, predicate=predicate, roles=roles))


def _fitted(reading: Reading, item: Sketch) -> Sketch:
    """The sketch with the borders of predicate and object put right by the rules of `borders.py`."""
    unit = reading.unit_at(item.predicate[0])
    head, tail = reading.words_of(Span("", *item.predicate))
    if unit is None or item.verbless or head >= tail:
        return item
    span = item.roles.get("object")
    thing = reading.words_of(Span("", *span)) if span else None
    thing = thing if thing and thing[0] < thing[1] else None
    fitted, rest = fitted_predicate(reading, unit, (head, tail), thing)
    if fitted == (head, tail):
        return item
    roles = {role: place for role, place in item.roles.items() if role != "object"}
    if rest is not None:
        roles["object"] = (reading.starts[rest[0]], reading.ends[rest[1] - 1])
    return replace(item, predicate=(reading.starts[fitted[0]], reading.ends[fitted[1] - 1]), roles=roles)
