"""From clauses to claims: the chain of models, in order.

1. `clause`: does this clause make a claim?  2. `predicate`: its predicate.  3. `argument`: subject and object near it.
4. `subject`: the phrase found, or an antecedent.  5. slots: type, modality, polarity, figures, time, speaker.
6. confidence: the probabilities of the steps, calibrated.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from xhsnlp.claims.antecedents import Mentioned, candidate_groups, candidates
from xhsnlp.claims.arguments import Arguments, WordSpan, argument_features, find_arguments, window_of
from xhsnlp.claims.binding import own_figures, time_candidates, time_features
from xhsnlp.claims.borders import fitted_predicate, fitted_subject, without_halves
from xhsnlp.claims.claim import Claim, ClaimType, Modality, Polarity, Subject
from xhsnlp.claims.features import WordFeatures, clause_features, word_features
from xhsnlp.claims.linear import sigmoid, softmax
from xhsnlp.claims.modality import ruled_modality, ruled_polarity
from xhsnlp.claims.models import ClaimModels
from xhsnlp.claims.predicates import PredicateSpan, find_predicates, predicate_features
from xhsnlp.claims.reading import Reading, Unit
from xhsnlp.claims.slots import Frame, modality_features, polarity_features, type_features
from xhsnlp.claims.speakers import only_says, speaker_of
from xhsnlp.claims.verbless import verbless_frame
from xhsnlp.spans import Span
from xhsnlp.times.time import Time

#: Clauses less likely than this to make a claim are not looked into.
FLOOR = 0.15


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim on its way.

    Attributes:
        frame: its words.
        clause, predicate, argument, subject: probabilities of the steps.
    """

    frame: Frame
    clause: float
    predicate: float
    argument: float
    subject: float


class Extractor:
    """Runs the chain over a reading; see the module's docstring."""

    def __init__(self, models: ClaimModels):
        self.models = models

    def claims(
        self,
        reading: Reading,
        article: str,
        least: float = 0.0,
        given: Mapping[int, Sequence[Mentioned]] = MappingProxyType({}),
    ) -> list[Claim]:
        """The claims of an article, in order of their evidence.

        Args:
            reading: the article in words.
            article: its id.
            least: claims of less confidence are left out.
            given: what is claimed already, by the number of the clause; these clauses make no more.
        """
        known = word_features(reading)
        kept = [draft for draft in self.drafts(reading, known, given) if self.confidence(draft) >= least]
        made = self._claims(reading, known, article, kept)
        unique = {claim.id: claim for claim in without_halves(made)}
        return sorted(unique.values(), key=lambda claim: (claim.evidence.start, claim.evidence.end, claim.id))

    def explained(self, reading: Reading, article: str) -> tuple[list[Claim], list[list[float]]]:
        """All claims however unsure, and what the confidence of each is made from; calibration learns from it."""
        known = word_features(reading)
        drafts = self.drafts(reading, known)
        claims = self._claims(reading, known, article, drafts)
        return claims, [confidence_features(draft) for draft in drafts]

    def drafts(
        self,
        reading: Reading,
        known: WordFeatures,
        given: Mapping[int, Sequence[Mentioned]] = MappingProxyType({}),
    ) -> list[Draft]:
        """Steps 1 to 4."""
        found: list[Draft] = []
        before: list[Mentioned] = []
        for unit in reading.units:
            if unit.number in given:
                before.extend(given[unit.number])
                continue
            chance = self.clause(reading, known, unit)
            if chance < FLOOR:
                continue
            for draft in self._drafts_of(reading, known, unit, chance, before):
                found.append(draft)
                before.append(Mentioned(unit, draft.frame.subject, draft.frame.object))
        verbs = [_characters(reading, draft) for draft in found]
        others = [*verbs, *((reading.units[number].start,) * 2 for number in given)]
        return [
            draft for draft, verb in zip(found, verbs, strict=True) if not only_says(reading, verb, others)
        ]

    def clause(self, reading: Reading, known: WordFeatures, unit: Unit) -> float:
        """Step 1: probability that a clause makes a claim."""
        return self.models.linear["clause"].probabilities(clause_features(reading, known, unit))["yes"]

    def _drafts_of(
        self, reading: Reading, known: WordFeatures, unit: Unit, chance: float, before: list[Mentioned]
    ) -> list[Draft]:
        rows = predicate_features(reading, known, unit)
        out = []
        spans = find_predicates(self.models.predicate, rows, unit)
        for span in spans:
            predicate = (span.first, span.last)
            verbless = verbless_frame(reading, known, unit, span) if len(spans) == 1 else None
            if verbless is not None:
                found, span = verbless
                predicate = (span.first, span.last)
            else:
                found = self.arguments(reading, known, unit, predicate)
            thing = (found.object.first, found.object.last) if found.object else None
            if predicate[0] < predicate[1]:
                predicate, thing = fitted_predicate(reading, unit, predicate, thing)
            subject, sure = self.subject(reading, known, unit, predicate, found, before)
            weight = found.object.probability if found.object else 0.8
            out.append(Draft(Frame(unit, predicate, subject, thing), chance, span.probability, weight, sure))
        return out

    def arguments(
        self, reading: Reading, known: WordFeatures, unit: Unit, predicate: tuple[int, int]
    ) -> Arguments:
        """Step 3."""
        first, _ = window_of(reading, unit)
        rows = argument_features(reading, known, unit, predicate)
        return find_arguments(self.models.argument, rows, first, predicate)

    def subject(
        self,
        reading: Reading,
        known: WordFeatures,
        unit: Unit,
        predicate: tuple[int, int],
        found: Arguments,
        before: list[Mentioned],
    ) -> tuple[tuple[int, int] | None, float]:
        """Step 4: the words of the subject, and how sure they are."""
        choices = candidates(reading, known, unit, predicate, found, before)
        if not choices:
            return None, 0.3
        model = self.models.linear["subject"]
        rows = candidate_groups(reading, known, unit, predicate, found, choices)
        chances = softmax([model.total(groups) for groups in rows])
        for best in sorted(range(len(choices)), key=lambda place: (-chances[place], place)):
            span = (choices[best].first, choices[best].last)
            fitted = fitted_subject(reading, known, unit, predicate, span)
            if fitted is not None:
                return fitted, chances[best]
        return None, 0.3

    def confidence(self, draft: Draft) -> float:
        """Step 6."""
        slope, *rest = self.models.calibration
        total = slope
        for weight, value in zip(rest, confidence_features(draft), strict=False):
            total += weight * value
        return round(sigmoid(total), 4)

    def _claims(
        self, reading: Reading, known: WordFeatures, article: str, drafts: list[Draft]
    ) -> list[Claim]:
        return [self._claim(reading, known, article, draft) for draft in drafts]

    def _claim(self, reading: Reading, known: WordFeatures, article: str, draft: Draft) -> Claim:
        frame = draft.frame
        linear = self.models.linear
        kind = _best(linear["type"].probabilities(type_features(reading, known, frame)))
        time = self.time(reading, known, frame, kind)
        modality = ruled_modality(reading, frame, time) or _best(
            linear["modality"].probabilities(modality_features(reading, known, frame))
        )
        polarity = ruled_polarity(reading, frame) or _best(
            linear["polarity"].probabilities(polarity_features(reading, known, frame))
        )
        evidence = evidence_of(reading, frame)
        return Claim(
            article=article,
            evidence=evidence,
            block=frame.unit.block,
            subject=_subject(reading, frame, evidence),
            predicate=_span(reading, frame.predicate),
            object=_span(reading, frame.object),
            type=ClaimType(kind),
            modality=Modality(modality),
            polarity=Polarity(polarity),
            figures=own_figures(reading, frame, evidence),
            time=time,
            speaker=speaker_of(reading, frame),
            confidence=self.confidence(draft),
        )

    def time(self, reading: Reading, known: WordFeatures, frame: Frame, kind: str) -> Time | None:
        """The time of a claim."""
        choices = time_candidates(reading, frame)
        if len(choices) == 1:
            return None
        model = self.models.linear["time"]
        scores = [
            model.scores(time_features(reading, known, frame, choice, len(choices), kind))[0]
            for choice in choices
        ]
        return choices[max(range(len(choices)), key=scores.__getitem__)].time


def _characters(reading: Reading, draft: Draft) -> tuple[int, int]:
    """Characters of the predicate, or of the thing where there is none."""
    first, last = draft.frame.predicate
    if first >= last and draft.frame.object:
        first, last = draft.frame.object
    return reading.starts[min(first, len(reading.starts) - 1)], reading.ends[max(last, 1) - 1]


def confidence_features(draft: Draft) -> list[float]:
    """The logits of the steps' probabilities, each kept within ±5."""
    values = (draft.clause, draft.predicate, draft.argument, draft.subject)
    return [max(-5.0, min(5.0, math.log(max(p, 1e-6) / max(1 - p, 1e-6)))) for p in values]


def evidence_of(reading: Reading, frame: Frame) -> Span:
    """The shortest stretch that holds predicate and object; the subject too where it stands beside them."""
    parts = [span for span in (frame.predicate, frame.object) if span and span[0] < span[1]]
    if not parts and frame.subject:
        parts = [frame.subject]
    first, last = min(p[0] for p in parts), max(p[1] for p in parts)
    unit = frame.unit
    if frame.subject and unit.first <= frame.subject[0] < last and frame.subject[1] <= last:
        first = min(first, frame.subject[0])
    start, end = reading.starts[first], reading.ends[last - 1]
    for figure in reading.figures[max(0, _before(reading, start)) :]:
        if figure.start >= end:
            break
        if figure.end > start:
            start, end = min(start, figure.start), max(end, figure.end)
    return Span.of(reading.text, start, end)


def _before(reading: Reading, start: int) -> int:
    return bisect_left(reading.figure_starts, start) - 1


def _best(chances: dict[str, float]) -> str:
    return max(chances, key=chances.__getitem__)


def _span(reading: Reading, words: tuple[int, int] | None) -> Span | None:
    return reading.span(*words) if words and words[0] < words[1] else None


def _subject(reading: Reading, frame: Frame, evidence: Span) -> Subject | None:
    if frame.subject is None:
        return None
    span = reading.span(*frame.subject)
    entity = reading.entity_in(span)
    implicit = not (evidence.start <= span.start and span.end <= evidence.end)
    return Subject(span.text, span.start, span.end, entity, implicit)


__all__ = ["Draft", "Extractor", "PredicateSpan", "WordSpan", "confidence_features", "evidence_of"]
