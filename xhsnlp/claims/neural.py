"""Claims by the network: predicates, their roles and slots as the encoder reads them, the rest as in the linear chain.

1. predicates: runs of characters that the network tags.  2. roles: for each predicate, the likeliest start and end of
subject and object in its window, or none.  3. a subject that is not in sight is chosen among the
antecedents by the linear ranker.  4. slots: the network's and the linear models' probabilities, multiplied; modality
and polarity by the rules (`modality.py`) where they say something.  5. figures and time: as in the linear chain.
6. speaker: by rules.  7. clauses of which the network is not sure are the linear chain's where that is surer.
(Measured on our own corpus: the network's own choice of a time is worse.)
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from xhsnlp.claims.antecedents import Mentioned
from xhsnlp.claims.arguments import Arguments, WordSpan
from xhsnlp.claims.binding import own_figures
from xhsnlp.claims.borders import fitted_subject, without_halves
from xhsnlp.claims.claim import Claim, ClaimType, Modality, Polarity, Subject
from xhsnlp.claims.extractor import Extractor
from xhsnlp.claims.features import WordFeatures, word_features
from xhsnlp.claims.linear import sigmoid
from xhsnlp.claims.modality import ruled_modality, ruled_polarity
from xhsnlp.claims.reading import Reading, Unit
from xhsnlp.claims.sketches import Sketch, fitted_sketches, frame_in_sight
from xhsnlp.claims.slots import Frame, modality_features, polarity_features, type_features
from xhsnlp.claims.speakers import speaker_of
from xhsnlp.encoder.component import Encoded
from xhsnlp.encoder.network import SLOTS
from xhsnlp.spans import Span

if TYPE_CHECKING:
    pass

#: A subject is part of the evidence where no more characters lie between.
GAP = 15
#: In a clause of which the network is less sure than FIRM, what the linear chain is SURE of comes first.
FIRM = 0.55
SURE = 0.45
#: Evidence longer than this is the predicate alone with what touches it.
LONGEST_EVIDENCE = 150


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
        own = [part for part in self._made(reading, encoded, article) if part[0].confidence >= least]
        taken: dict[int, list[Mentioned]] = {}
        for claim, _, mentioned in own:
            if claim.confidence >= FIRM:
                taken.setdefault(mentioned.unit.number, []).append(mentioned)
        others = self.linear.claims(reading, article, max(least, SURE), taken)
        clauses = {unit.number for claim in others if (unit := reading.unit_at(_anchor(claim))) is not None}
        kept = [
            (claim, item)
            for claim, item, mentioned in own
            if claim.confidence >= FIRM or mentioned.unit.number not in clauses
        ]
        slots = {claim.id: item.slots for claim, item in kept}
        made = {claim.id: claim for claim in without_halves([*others, *(claim for claim, _ in kept)])}
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


def confidence_features(item: Sketch) -> list[float]:
    """Logits of the probabilities of predicate, subject and object, kept within ±5."""
    return [max(-5.0, min(5.0, math.log(max(p, 1e-6) / max(1 - p, 1e-6)))) for p in item.sure]


def _anchor(claim: Claim) -> int:
    """A character of the clause that a claim's predicate stands in."""
    part = claim.predicate or claim.object or claim.evidence
    return part.start


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
