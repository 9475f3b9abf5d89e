"""The words around a claim: its clause with the subject masked, the clauses beside it, its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xhsnlp.article import Article
from xhsnlp.claims.claim import Claim

#: Stands for the subject; no article holds it.
MASK = "\x02"
#: A clause is looked for so far to each side, in characters.
REACH = 80
_NUMBER = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*")
_SPACE = re.compile(r"\s+")
_SENTENCE = frozenset("。！？!?\n\r\u2028\u2029")
_CLAUSE = _SENTENCE | frozenset("，,；;：:")


@dataclass(frozen=True, slots=True)
class Context:
    """What the models read of a claim. White space is gone, letters are lower case, every number is `0`.

    Attributes:
        core: the clauses that the evidence lies in, the subject masked.
        before, after: the clause before and the one after, "" at the borders of the block.
        subject, predicate, object: the parts, "" where there is none.
        tokens: closed sets and figures as words (`type=event`), for features.
    """

    core: str
    before: str = ""
    after: str = ""
    subject: str = ""
    predicate: str = ""
    object: str = ""
    tokens: tuple[str, ...] = ()


def normal(text: str) -> str:
    """Lower case, no white space, numbers as `0`."""
    return _SPACE.sub("", _NUMBER.sub("0", text.lower()))


def context_of(claim: Claim, article: Article) -> Context:
    """The context of a claim in its article."""
    text = article.text
    block = article.blocks[claim.block]
    start = _left(text, claim.evidence.start, block.start)
    end = _right(text, claim.evidence.end, block.end)
    core, subject = text[start:end], claim.subject
    if subject is not None and start <= subject.start and subject.end <= end:
        core = text[start : subject.start] + MASK + text[subject.end : end]
    before = text[_left(text, start - 1, block.start) : start - 1] if start > block.start else ""
    after = text[end + 1 : _right(text, end + 1, block.end)] if end < block.end else ""
    return Context(
        normal(core),
        normal(before),
        normal(after),
        normal(subject.text) if subject else "",
        normal(claim.predicate.text) if claim.predicate else "",
        normal(claim.object.text) if claim.object else "",
        slot_tokens(claim),
    )


def context_of_target(text: str, start: int, end: int, *, sentence: bool = False) -> Context:
    """The context of a phrase `[start, end)` of a text that has no claims: sets for training, cases by hand.

    Args:
        text: the text.
        start, end: where the phrase stands.
        sentence: take the whole sentence for the clause.
    """
    borders = _SENTENCE if sentence else _CLAUSE
    first, last = _left(text, start, 0, borders), _right(text, end, len(text), borders)
    before = text[_left(text, first - 1, 0) : first - 1] if first else ""
    after = text[last + 1 : _right(text, last + 1, len(text))]
    core = text[first:start] + MASK + text[end:last]
    return Context(normal(core), normal(before), normal(after), normal(text[start:end]))


def slot_tokens(claim: Claim) -> tuple[str, ...]:
    """The closed sets of a claim and its figures as words."""
    kinds = sorted({figure.kind.value for figure in claim.figures})
    changes = sorted({figure.change.value for figure in claim.figures if figure.change})
    found = [
        f"type={claim.type.value}",
        f"modality={claim.modality.value}",
        f"polarity={claim.polarity.value}",
    ]
    found += [f"figure={kind}" for kind in kinds] or ["figure=none"]
    found += [f"change={change}" for change in changes]
    found.append("speaker" if claim.speaker else "writer")
    if claim.subject is None or claim.subject.implicit:
        found.append("subject=elsewhere")
    return tuple(found)


def _left(text: str, place: int, stop: int, borders: frozenset[str] = _CLAUSE) -> int:
    floor = max(stop, place - REACH)
    while place > floor and text[place - 1] not in borders:
        place -= 1
    return place


def _right(text: str, place: int, stop: int, borders: frozenset[str] = _CLAUSE) -> int:
    ceiling = min(stop, place + REACH)
    while place < ceiling and text[place] not in borders:
        place += 1
    return place
