"""Summaries of themes: sentences put together from slots of claims, each checked against the claims it cites."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from xhsnlp.claims.claim import Claim, Modality
from xhsnlp.themes.fact import Fact, Verdict
from xhsnlp.themes.names import Names
from xhsnlp.themes.phrasing import Clause, make_clause, phrase_period
from xhsnlp.themes.readable import LONGEST, attribution, balanced, stands_alone
from xhsnlp.themes.wording import bigrams, dice

_NUMBERS = re.compile(
    r"[0-9０-９][0-9０-９.,，．]*[0-9０-９]|[0-9０-９]"
    r"|[〇零一二两三四五六七八九十百千万亿]+(?=[元个家人名年月日倍成％%次位款件万亿天周季])"
)
#: Facts of one subject that go into one sentence, and how much of one another two of them may say.
_JOINED, _ALIKE = 3, 0.5
#: Facts looked at for each sentence asked for.
_CANDIDATES = 30
#: Most characters that the subject of a fact may have beyond that of the sentence.
_ASPECT = 8
#: A sentence of several facts is no longer than this.
_FLOWING = 90
#: A summary shorter than this takes in opinions and standing facts too.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Citation:
    """Attributes: claim: its id; article: the id of its article; start, end: where its evidence lies in that article."""

    claim: str
    article: str
    start: int
    end: int

    @classmethod
    def of(cls, claim: Claim) -> Citation:
        return cls(claim.id, claim.article, claim.evidence.start, claim.evidence.end)

    def to_dict(self) -> dict[str, Any]:
        return {"claim": self.claim, "article": self.article, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a summary.

    Attributes:
        text: the sentence.
        fact: id of the fact it tells first.
        facts: ids of all facts it tells.
        citations: the claims that hold every number, date and name of it.
    """

    text: str
    fact: str
    facts: tuple[str, ...]
    citations: tuple[Citation, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "fact": self.fact,
            "facts": list(self.facts),
            "citations": [item.to_dict() for item in self.citations],
        }


class SentenceCheck:
    """Refuses a sentence whose numbers, dates or names no cited claim holds."""

    def __init__(self, names: Names):
        self._names = names
        self._known = _name_pattern(names)

    def unsupported(self, text: str, claims: Iterable[Claim]) -> list[str]:
        """The numbers and names of a sentence that stand in no slot of the claims; empty where all do."""
        held = [part for claim in claims for part in self.slots(claim)]
        numbers = {number for part in held for number in _NUMBERS.findall(part)}
        missing = [number for number in _NUMBERS.findall(text) if number not in numbers]
        names = {found for part in held for found in self._known.findall(part)}
        missing += [
            name
            for name in self._known.findall(text)
            if name not in names and not any(name in part for part in held)
        ]
        return missing

    def slots(self, claim: Claim) -> list[str]:
        """What a claim holds in words: evidence, subject and the names of its entity, speaker, time as written and resolved."""
        parts = [claim.evidence.text]
        if claim.subject:
            parts.append(claim.subject.text)
            if claim.subject.entity:
                parts.append(self._names.name(claim.subject.entity))
        if claim.speaker:
            parts.append(claim.speaker.text)
        if claim.time:
            parts += [claim.time.text, phrase_period(claim.time.first, claim.time.last)]
        return parts


def _name_pattern(names: Names) -> re.Pattern[str]:
    texts = {text for forms in names.mentions.values() for text in forms} | set(names.canonical.values())
    ordered = sorted((text for text in texts if len(text) > 1), key=lambda text: (-len(text), text))
    return re.compile("|".join(map(re.escape, ordered)) or r"(?!)")


def summarize(
    facts: list[Fact],
    claims: dict[str, Claim],
    by_id: dict[str, Fact],
    check: SentenceCheck,
    names: Names,
    length: int,
) -> list[Sentence]:
    """The summary of a theme.

    Args:
        facts: facts of the theme, the most salient first.
        claims: all claims by id.
        by_id: all facts by id.
        check: refuses unsupported sentences.
        names: names of entities.
        length: most sentences.
    """
    writer = _Writer(claims, by_id, check, names)
    made = writer.write(facts, length, strict=True)
    if len(made) < min(_FEWEST, length):
        made += writer.write(facts, min(_FEWEST, length) - len(made), strict=False)
    return made


@dataclass(frozen=True, slots=True)
class _Told:
    """A fact in words: the fact, its best claim, the clause and who says it."""

    fact: Fact
    claim: Claim
    clause: Clause
    source: str


class _Writer:
    """Writes the sentences of one theme, telling no fact twice."""

    def __init__(self, claims: dict[str, Claim], by_id: dict[str, Fact], check: SentenceCheck, names: Names):
        self._claims, self._by_id, self._check, self._names = claims, by_id, check, names
        self._done: set[str] = set()
        self._grams: list[frozenset[str]] = []

    def write(self, facts: list[Fact], length: int, *, strict: bool) -> list[Sentence]:
        found = (told for fact in facts if (told := self._tell(fact, strict)))
        tellable = list(islice(found, _CANDIDATES * length))
        made: list[Sentence] = []
        per_subject: Counter[str] = Counter()
        for limit in (1, 2, len(tellable)):
            for told in tellable:
                if len(made) >= length:
                    return made
                if self._is_told(told) or per_subject[told.fact.subject] >= limit:
                    continue
                sentence, used = self._sentence(told, tellable)
                if sentence:
                    made.append(sentence)
                    per_subject[told.fact.subject] += 1
                    for item in used:
                        self._mark(item)
        return made

    def _tell(self, fact: Fact, strict: bool) -> _Told | None:
        claim = self._claims[fact.claim]
        clause = make_clause(claim, self._names.of(claim, fact.entity))
        source = attribution(claim, clause)
        if source is None or not stands_alone(claim, clause, strict=strict):
            return None
        return _Told(fact, claim, clause, source)

    def _is_told(self, told: _Told) -> bool:
        grams = bigrams(told.clause.body)
        return told.fact.id in self._done or any(_covers(other, grams) for other in self._grams)

    def _mark(self, told: _Told) -> None:
        self._done.add(told.fact.id)
        self._done |= {
            relation.fact
            for relation in told.fact.relations
            if relation.verdict is not Verdict.DIFFERS_IN_TIME
        }
        self._grams.append(bigrams(told.clause.body))

    def _sentence(self, told: _Told, others: list[_Told]) -> tuple[Sentence | None, list[_Told]]:
        """The fullest sentence for a fact that passes the check, and the facts it tells."""
        for other in _partners(told.fact, self._by_id):
            text, claim = self._pair(told, other)
            sentence = self._checked(text, [told.fact.id, other.id], [told.claim, claim]) if text else None
            if sentence:
                return sentence, [told]
        chosen = [told]
        for more_told in others:
            if len(chosen) == _JOINED:
                break
            if self._is_told(more_told) or not _goes_with(told, more_told, chosen):
                continue
            more = sorted([*chosen, more_told], key=_when)
            if any(_beyond(more[0], item) is None for item in more):
                continue
            text = _flow(more)
            if len(text) <= _FLOWING and not self._check.unsupported(text, [item.claim for item in more]):
                chosen = more
        facts = [told.fact.id, *(item.fact.id for item in chosen if item is not told)]
        return self._checked(_flow(chosen), facts, [item.claim for item in chosen]), chosen

    def _pair(self, told: _Told, other: Fact) -> tuple[str, Claim]:
        """A sentence on two facts: sources that contradict one another, or a plan and what came of it."""
        claim = self._claims[other.claim]
        clause = make_clause(claim, self._names.of(claim, other.entity))
        source = attribution(claim, clause)
        verdict = next(relation.verdict for relation in told.fact.relations if relation.fact == other.id)
        if source is None or not stands_alone(claim, clause, strict=False):
            return "", claim
        if verdict is Verdict.CONFLICT:
            return f"说法不一：{told.source}{told.clause.text}；另一说，{source}{clause.text}。", claim
        plan, outcome = sorted(
            ((told.claim, told.clause), (claim, clause)),
            key=lambda pair: pair[0].modality is Modality.ASSERTED,
        )
        link = "此后，" if verdict is Verdict.PLAN_MET else "结果却是，"
        body = outcome[1].body if outcome[1].head == plan[1].head and not outcome[1].date else outcome[1].text
        return f"{plan[1].text}；{link}{body}。", claim

    def _checked(self, text: str, facts: list[str], cited: Sequence[Claim]) -> Sentence | None:
        if len(text) > LONGEST or not balanced(text) or self._check.unsupported(text, cited):
            return None
        return Sentence(text, facts[0], tuple(facts), tuple(Citation.of(claim) for claim in cited))


def _covers(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one of two clauses mostly says what the other does."""
    return len(a & b) >= 0.8 * min(len(a), len(b))


def _goes_with(told: _Told, other: _Told, chosen: list[_Told]) -> bool:
    """Whether a fact can go on in the sentence of another: same subject, same source, something else said."""
    rest = _beyond(told, other)
    if rest is None or len(rest) > _ASPECT or other.source != told.source:
        return False
    if any(relation.verdict in _PAIRED for relation in other.fact.relations):
        return False
    grams = bigrams(other.clause.body)
    return all(dice(grams, bigrams(item.clause.body)) < _ALIKE for item in chosen)


def _beyond(told: _Told, other: _Told) -> str | None:
    """What the subject of a fact says beyond that of another: 营收 of 甲公司营收 beside 甲公司; None where it is another."""
    head, own = told.clause.head, other.clause.head
    return own[len(head) :].removeprefix("的") if own.startswith(head) else None


def _when(told: _Told) -> str:
    """Facts of one sentence in order of time; those without a date last."""
    return told.fact.first or "9999"


def _flow(told: list[_Told]) -> str:
    """Facts of one subject as one sentence: 2023年，甲成立了乙部门，整合了两项业务；2024年，营收增长9%。"""
    first = told[0]
    text, date = first.source + first.clause.text, first.clause.date
    for item in told[1:]:
        own, said = item.clause.date, (_beyond(first, item) or "") + item.clause.body
        known = not own or own == date or own in text.rpartition("；")[2]
        text += f"，{said}" if known else f"；{own}，{said}"
        date = own or date
    return text + "。"


_PAIRED = (Verdict.CONFLICT, Verdict.PLAN_MET, Verdict.PLAN_MISSED)


def _partners(fact: Fact, by_id: dict[str, Fact]) -> list[Fact]:
    return [by_id[relation.fact] for relation in fact.relations if relation.verdict in _PAIRED][:2]
