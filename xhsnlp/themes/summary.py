"""Summaries of themes: sentences put together from slots of claims, each checked against the claims it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from xhsnlp.claims.claim import Claim
from xhsnlp.themes.fact import Fact, Verdict
from xhsnlp.themes.owners import Names
from xhsnlp.themes.phrasing import phrase_claim, phrase_period
from xhsnlp.themes.wording import generic

_NUMBERS = re.compile(
    r"[0-9０-９][0-9０-９.,，．]*[0-9０-９]|[0-9０-９]"
    r"|[〇零一二两三四五六七八九十百千万亿]+(?=[元个家人名年月日倍成％%次位款件万亿天周季])"
)
#: A sentence longer than this is hard to read, and no summary.
_LONGEST = 120
_PAIRS = ("“”", "‘’", "（）", "()", "《》", "【】", "「」", "『』", "[]")
#: A claim less sure than this is told in the list of facts, not in the summary.
_SURE = 0.4


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
        fact: id of the fact it tells.
        citations: the claims that hold every number, date and name of it.
    """

    text: str
    fact: str
    citations: tuple[Citation, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "fact": self.fact,
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
    made: list[Sentence] = []
    told: set[str] = set()
    per_subject: dict[str, int] = {}
    for round_limit in (2, len(facts)):
        for fact in facts:
            if len(made) >= length:
                return made
            if fact.id in told or per_subject.get(fact.subject, 0) >= round_limit:
                continue
            sentence = next(_sentences(fact, claims, by_id, check, names), None)
            told.add(fact.id)
            if sentence and all(sentence.text != other.text for other in made):
                made.append(sentence)
                told |= {
                    relation.fact
                    for relation in fact.relations
                    if relation.verdict is not Verdict.DIFFERS_IN_TIME
                }
                per_subject[fact.subject] = per_subject.get(fact.subject, 0) + 1
    return made


def _sentences(
    fact: Fact,
    claims: dict[str, Claim],
    by_id: dict[str, Fact],
    check: SentenceCheck,
    names: Names,
) -> Iterator[Sentence]:
    """Sentences for a fact, the fullest first, that pass the check."""
    main = claims[fact.claim]
    if main.confidence < _SURE or main.subject is None or main.subject.text in generic("subject").classes:
        return
    for other in _partners(fact, by_id):
        verdict = next(relation.verdict for relation in fact.relations if relation.fact == other.id)
        pair = (main, claims[other.claim])
        if verdict is Verdict.CONFLICT:
            text = f"说法不一：一说{_clause(main, names)}，另一说{_clause(pair[1], names)}。"
        else:
            plan, outcome = sorted(pair, key=lambda claim: claim.modality.value == "asserted")
            link = "此后" if verdict is Verdict.PLAN_MET else "结果却是"
            text = f"{_clause(plan, names)}；{link}{_clause(outcome, names)}。"
        yield from _checked(text, fact, pair, check)
    clause = _clause(main, names)
    speaker = main.speaker.text if main.speaker else ""
    if len(speaker) > 1 and speaker not in clause and speaker not in generic("subject").classes:
        yield from _checked(f"据{speaker}，{clause}。", fact, (main,), check)
    yield from _checked(f"{clause}。", fact, (main,), check)


def _partners(fact: Fact, by_id: dict[str, Fact]) -> list[Fact]:
    wanted = (Verdict.CONFLICT, Verdict.PLAN_MET, Verdict.PLAN_MISSED)
    return [by_id[relation.fact] for relation in fact.relations if relation.verdict in wanted][:2]


def _clause(claim: Claim, names: Names) -> str:
    name = ""
    entity = claim.subject.entity if claim.subject else None
    if entity:
        name = names.name(entity)
    clause = phrase_claim(claim, name)
    time = claim.time
    if time and time.first and time.text not in clause:
        clause = f"{phrase_period(time.first, time.last)}，{clause}"
    return clause.strip("，,。；;：: \n")


def _checked(text: str, fact: Fact, cited: Sequence[Claim], check: SentenceCheck) -> Iterator[Sentence]:
    if len(text) <= _LONGEST and _readable(text) and not check.unsupported(text, cited):
        yield Sentence(text, fact.id, tuple(Citation.of(claim) for claim in cited))


def _readable(text: str) -> bool:
    """Whether brackets and quotation marks come in pairs; a clause cut from a longer text may have lost one."""
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS) and text.count('"') % 2 == 0
