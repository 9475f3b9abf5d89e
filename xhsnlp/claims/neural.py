"""Claims by the network: predicates, their roles and slots as the encoder reads them, the rest as in the linear chain.

1. predicates: runs of characters that the network tags.  2. roles: for each predicate, the likeliest start and end of
subject, object, speaker and time in its window, or none.  3. a subject that is not in sight is chosen among the
antecedents by the linear ranker.  4. slots: the network's and the linear models' probabilities, multiplied; modality
and polarity by the rules (`modality.py`) where they say something.  5. figures and time: as in the linear chain.
6. speaker: by
rules. (Measured on our own corpus: the network's own choice of a time is worse.)
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xhsnlp.claims.antecedents import Mentioned
from xhsnlp.claims.arguments import Arguments, WordSpan
from xhsnlp.claims.binding import own_figures
from xhsnlp.claims.borders import fitted_predicate, fitted_subject
from xhsnlp.claims.claim import Claim, ClaimType, Modality, Polarity, Subject
from xhsnlp.claims.extractor import Extractor
from xhsnlp.claims.features import WordFeatures, word_features
from xhsnlp.claims.linear import sigmoid
from xhsnlp.claims.modality import ruled_modality, ruled_polarity
from xhsnlp.claims.reading import Reading, Unit
from xhsnlp.claims.slots import Frame, modality_features, polarity_features, type_features
from xhsnlp.claims.speakers import only_says, speaker_of
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
LONGEST_ROLE = {"subject": 60, "object": 100, "speaker": 24, "time": 24}
#: How many starts are tried.
STARTS = 6
#: A subject is part of the evidence where no more characters lie between.
GAP = 15
#: A clause that the network passes over makes a claim where the linear chain is this sure of it.
SURE = 0.5
#: Evidence longer than this is the predicate alone with what touches it.
LONGEST_EVIDENCE = 150


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
    for number, role in enumerate(ROLES):
        starts, ends = frames.ends[row, :, 2 * number], frames.ends[row, :, 2 * number + 1]
        span, score = likeliest(starts, ends, LONGEST_ROLE[role], NO_SUBJECT if role == "subject" else 0.0)
        if span is not None:
            roles[role] = (window.start + span[0], window.start + span[1])
        if number < 2:
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
        unit = reading.unit_at(item.predicate[0])
        if unit is None or item.predicate[1] > unit.end + 1 or only_says(reading, item.predicate, verbs):
            continue
        yield item, unit


class NeuralExtractor:
    """Makes claims of sketches; `linear` is the chain that it falls back on."""

    def __init__(self, linear: Extractor, calibration: Sequence[float]):
        self.linear = linear
        self.calibration = tuple(calibration)

    def claims(
        self, reading: Reading, encoded: Encoded, article: str, least: float = 0.0
    ) -> tuple[list[Claim], dict[str, dict[str, list[float]]]]:
        """The claims of an article, in order of their evidence; and for those that the network made, its slots by their id.

        Args:
            reading: the article in words.
            encoded: the article as the network reads it.
            article: its id.
            least: claims of less confidence are left out.
        """
        taken: dict[int, list[Mentioned]] = {}
        found = []
        slots = {}
        for claim, item, mentioned in self._made(reading, encoded, article):
            if claim.confidence >= least:
                found.append(claim)
                slots[claim.id] = item.slots
                taken.setdefault(mentioned.unit.number, []).append(mentioned)
        found += self.linear.claims(reading, article, max(least, SURE), taken)
        made = {claim.id: claim for claim in found}
        order = sorted(made.values(), key=lambda claim: (claim.evidence.start, claim.evidence.end, claim.id))
        return order, slots

    def explained(
        self, reading: Reading, encoded: Encoded, article: str
    ) -> tuple[list[Claim], list[list[float]]]:
        """All claims however unsure, and what the confidence of each is made from; calibration learns from it."""
        made = self._made(reading, encoded, article)
        return [claim for claim, _, _ in made], [confidence_features(item) for _, item, _ in made]

    def _made(
        self, reading: Reading, encoded: Encoded, article: str
    ) -> list[tuple[Claim, Sketch, Mentioned]]:
        known = word_features(reading)
        before: list[Mentioned] = []
        made = []
        for item, unit in fitted_sketches(reading, encoded):
            frame, subject = self.frame(reading, known, unit, item, before)
            if frame is None:
                continue
            before.append(Mentioned(unit, frame.subject, frame.object))
            claim = self._claim(reading, known, article, item, frame, subject)
            made.append((claim.with_values(confidence=self.confidence(item)), item, before[-1]))
        return made

    def frame(
        self, reading: Reading, known: WordFeatures, unit: Unit, item: Sketch, before: list[Mentioned]
    ) -> tuple[Frame | None, Span | None]:
        """The claim in words, and its subject in characters."""
        in_sight = frame_in_sight(reading, unit, item)
        if in_sight is None:
            return None, None
        predicate, subject, thing = in_sight.predicate, in_sight.subject, in_sight.object
        if subject is not None:
            fitted = fitted_subject(reading, known, unit, predicate, subject)
            if fitted is not None:
                same = fitted == subject
                span = Span.of(reading.text, *item.roles["subject"]) if same else reading.span(*fitted)
                return Frame(unit, predicate, fitted, thing), span
        objects = WordSpan(*thing) if thing else None
        chosen, _ = self.linear.subject(
            reading, known, unit, predicate, Arguments(None, objects, 1.0), before
        )
        return Frame(unit, predicate, chosen, thing), reading.span(*chosen) if chosen else None

    def confidence(self, item: Sketch) -> float:
        """Probability that the claim is right."""
        offset, *weights = self.calibration
        values = confidence_features(item)
        return round(sigmoid(offset + sum(w * v for w, v in zip(weights, values, strict=True))), 4)

    def _claim(
        self,
        reading: Reading,
        known: WordFeatures,
        article: str,
        item: Sketch,
        frame: Frame,
        subject: Span | None,
    ) -> Claim:
        text = reading.text
        predicate = None if item.verbless else Span.of(text, *item.predicate)
        thing = item.roles.get("object") or (item.predicate if item.verbless else None)
        what = Span.of(text, *thing) if thing else None
        evidence = evidence_of(reading, predicate, what, subject, frame.unit)
        models = self.linear.models.linear
        features = {"type": type_features, "modality": modality_features, "polarity": polarity_features}
        ruled = {
            name: models[name].probabilities(make(reading, known, frame)) for name, make in features.items()
        }
        chosen = {name: product(item.slots[name], SLOTS[name], chances) for name, chances in ruled.items()}
        kind = chosen["type"]
        time = self.linear.time(reading, known, frame, kind)
        implicit = subject is not None and not (
            evidence.start <= subject.start and subject.end <= evidence.end
        )
        return Claim(
            article=article,
            evidence=evidence,
            block=frame.unit.block,
            subject=Subject(subject.text, subject.start, subject.end, reading.entity_in(subject), implicit)
            if subject
            else None,
            predicate=predicate,
            object=what,
            type=ClaimType(kind),
            modality=Modality(ruled_modality(reading, frame, time) or chosen["modality"]),
            polarity=Polarity(ruled_polarity(reading, frame) or chosen["polarity"]),
            figures=own_figures(reading, frame, evidence),
            time=time,
            speaker=speaker_of(reading, frame),
        )


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
    """The sketch without a subject or speaker that runs over a sentence's end, and with one that swallowed a claim cut short.

    Args:
        text: the article.
        item: the sketch.
        verbs: the predicates of all sketches, in order.
    """
    roles = dict(item.roles)
    for role in ("subject", "speaker"):
        start, end = roles.get(role, (0, 0))
        if any(mark in _SENTENCE_MARKS for mark in text[start:end]):
            del roles[role]
        elif role == "subject":
            for verb in verbs[bisect_left(verbs, (start, 0)) :]:
                if verb[1] >= end:
                    break
                comma = max(text.rfind(mark, verb[1], end - 1) for mark in "，,")
                if comma >= 0 and verb != item.predicate:
                    roles["subject"] = (comma + 1, end)
    return replace(item, roles=roles)


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
    if not item.verbless and predicate[0] <= start < predicate[1]:
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


def confidence_features(item: Sketch) -> list[float]:
    """Logits of the probabilities of predicate, subject and object, kept within ±5."""
    return [max(-5.0, min(5.0, math.log(max(p, 1e-6) / max(1 - p, 1e-6)))) for p in item.sure]


def product(chances: Sequence[float], names: Sequence[str], others: dict[str, float]) -> str:
    """The value that two opinions make likeliest together."""
    scores = [p * max(others.get(name, 0.0), 1e-3) for p, name in zip(chances, names, strict=True)]
    return names[max(range(len(names)), key=scores.__getitem__)]


def evidence_of(
    reading: Reading, predicate: Span | None, thing: Span | None, subject: Span | None, unit: Unit
) -> Span:
    """The shortest stretch that holds predicate and object, their figures, and the subject where it stands beside them."""
    parts = [part for part in (predicate, thing) if part is not None]
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    if end - start > LONGEST_EVIDENCE:
        start, end = parts[0].start, parts[0].end
    if subject is not None and subject.end <= start <= subject.end + GAP and subject.start >= unit.start:
        start = subject.start
    for figure in reading.figures[max(0, bisect_left(reading.figure_starts, start) - 1) :]:
        if figure.start >= end:
            break
        if figure.end > start:
            start, end = min(start, figure.start), max(end, figure.end)
    return Span.of(reading.text, start, end)
