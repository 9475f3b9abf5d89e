"""Words that point back to a thing named before: 该公司, 公司, 其, 他, 前者, 双方.

Each is resolved by a rule that names how the thing was found, or left open where no rule applies. Order of preference
after centering (Grosz, Joshi, Weinstein 1995): the thing that opened the clause or sentence before is what the text
goes on to speak of. `CONFIDENCE` holds, for each rule, about the share of right answers on articles read by hand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from xhsnlp.annotations import Clause
from xhsnlp.entities.entity import Entity, EntityLabel
from xhsnlp.entities.gazetteer import DATA
from xhsnlp.resources import read_rows
from xhsnlp.spans import Span

_ORG = frozenset({EntityLabel.ORG})
_PERSON = frozenset({EntityLabel.PER})
_OWNER = frozenset({EntityLabel.ORG, EntityLabel.PER, EntityLabel.PRODUCT})
_PAIRED = frozenset({EntityLabel.ORG, EntityLabel.PER, EntityLabel.PRODUCT, EntityLabel.LOC})
#: Between two things that are named together: 京东和美团, 京东与美团, 京东、美团.
_TOGETHER = re.compile(r"\s*(?:和|与|、|跟|同|及|以及|联合|携手)\s*")
#: What may stand between the start of a clause and the thing that the clause speaks of.
_OPENING = re.compile(
    r"(?:.{0,12}[日月年天晚午]|同时|此外|另外|不过|但|而|对此|据悉|其中|目前|随后|此前|[“\"「『（(《\s]){0,2}"
)
#: A medium that found out what the sentence says is not what it speaks of.
_NARRATES = re.compile(r"[》”]?(?:的)?(?:记者|调查|报道|获悉|注意到|了解到|梳理|讯)")
#: A noun taken up again from an indefinite one (某家房企…该企业) means no thing that has a name.
_INDEFINITE = re.compile(r"某|(?:一|任何|任意|每)(?:家|款|个)|任何")
#: The farthest back that a reference looks: in sentences, in mentions.
REACH = 3
MENTIONS = 40

#: Rule → confidence.
CONFIDENCE = {
    "only": 0.9,  # the only thing of that kind in the paragraph before the reference
    "topic": 0.8,  # it opens the clause or sentence before
    "named": 0.9,  # its name ends with the noun (该银行: 招商银行)
    "speaker": 0.9,  # it speaks in the same sentence or the one before (他还表示)
    "pair": 0.85,  # two things named together before 前者, 后者, 双方
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A word or phrase that points back.

    Attributes:
        text, start, end: the phrase as it stands in the article.
        entities: ids of the things meant: one, or two for 双方.
        antecedents: the mentions they were found by, in order of the text.
        rule: how they were found, a key of `CONFIDENCE`.
        confidence: about how often the rule is right, from 0 to 1.
    """

    text: str
    start: int
    end: int
    entities: tuple[str, ...]
    antecedents: tuple[Entity, ...]
    rule: str
    confidence: float

    @property
    def span(self) -> Span:
        return Span(self.text, self.start, self.end)

    @property
    def entity(self) -> str | None:
        """Id of the one thing meant; None where it is two."""
        return self.entities[0] if len(self.entities) == 1 else None

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "entities": list(self.entities),
            "rule": self.rule,
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True)
class _Pointer:
    """A phrase to be resolved. Attributes: start, end: its characters; kind: of the word; noun: its head or ""."""

    start: int
    end: int
    kind: str
    noun: str = ""


@lru_cache(maxsize=1)
def _words() -> dict[str, list[str]]:
    return {kind: words.split() for kind, words in read_rows(DATA / "references.tsv")}


def _alternatives(kind: str) -> str:
    return "|".join(map(re.escape, sorted(_words()[kind], key=lambda word: (-len(word), word))))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = _words()
    return re.compile(
        rf"(?P<noun>(?:{_alternatives('demonstrative')})"
        rf"(?:(?P<org>{_alternatives('org_head')})|(?P<product>{_alternatives('product_head')})|(?P<event>{_alternatives('event_head')})))"
        rf"|(?P<definite>(?<![\u4e00-\u9fffA-Za-z])公司(?={_alternatives('after_definite')}))"
        rf"|(?P<its>(?<![{''.join(words['its_before'])}])其(?![{''.join(words['its_after'])}]))"
        r"|(?P<person>(?<![其吉排利])[他她](?![们人乡国日杀]))"
        r"|(?P<former>前者)|(?P<latter>后者)|(?P<both>双方|两者|二者|两家公司|两家企业|两大平台)"
    )


def find_references(text: str, entities: Sequence[Entity], clauses: Sequence[Clause]) -> list[Reference]:
    """References that a rule resolves, in order of the text.

    Args:
        text: the article.
        entities: its mentions in order, without overlap.
        clauses: its clauses in order; references are looked for in them alone.
    """
    finder = _Finder(text, entities, clauses)
    return [found for pointer in finder.pointers() if (found := finder.resolve(pointer)) is not None]


class _Finder:
    def __init__(self, text: str, entities: Sequence[Entity], clauses: Sequence[Clause]):
        self.text = text
        self.entities = entities
        self.clauses = clauses
        self.entity_starts = [entity.start for entity in entities]
        self.clause_starts = [clause.start for clause in clauses]
        self.blocks: dict[int, int] = {}
        self.sentences: dict[int, int] = {}
        for clause in clauses:
            self.blocks.setdefault(clause.block, clause.start)
            self.sentences.setdefault(clause.sentence, clause.start)

    def pointers(self) -> Iterator[_Pointer]:
        """The phrases that may point back, outside all names."""
        taken = {place for entity in self.entities for place in range(entity.start, entity.end)}
        for clause in self.clauses:
            for found in _pattern().finditer(self.text, clause.start, clause.end):
                if not taken.isdisjoint(range(*found.span())):
                    continue
                kind = found.lastgroup or ""
                head = next((k for k in ("org", "product", "event") if found.groupdict()[k]), "")
                yield _Pointer(*found.span(), head or kind, found.group(head) if head else "")

    def resolve(self, pointer: _Pointer) -> Reference | None:
        """What a phrase means, or None where no rule tells."""
        if pointer.kind in ("former", "latter", "both"):
            return self._paired(pointer)
        labels = {
            "org": _ORG, "definite": _ORG, "its": _OWNER, "person": _PERSON,
            "product": frozenset({EntityLabel.PRODUCT}), "event": frozenset({EntityLabel.EVENT}),
        }[pointer.kind]  # fmt: skip
        before = self._before(pointer.start, labels)
        if pointer.noun in _words()["org_tail"]:
            named = [e for e in before if e.text.endswith(pointer.noun) or e.canonical.endswith(pointer.noun)]
            return self._made(pointer, named[-1:], "named")
        if pointer.kind == "person":
            return self._person(pointer, before)
        if pointer.kind == "its":
            return self._its(pointer, before)
        return self._noun(pointer, before)

    def _noun(self, pointer: _Pointer, before: list[Entity]) -> Reference | None:
        """该公司, 公司: the only one in the paragraph, or what the text goes on to speak of."""
        start = self.sentences[self._clause(pointer.start).sentence]
        if pointer.kind != "definite" and _INDEFINITE.search(
            self.text, max(start, pointer.start - 80), pointer.start
        ):
            return None
        if len({entity.entity for entity in before}) == 1:
            return self._made(pointer, before[-1:], "only")
        return self._made(pointer, self._opening(before), "topic")

    def _its(self, pointer: _Pointer, before: list[Entity]) -> Reference | None:
        """其: what the sentence speaks of, if an earlier clause of it names something."""
        start = self.sentences[self._clause(pointer.start).sentence]
        near = [entity for entity in before if entity.start >= start]
        if len({entity.entity for entity in near}) == 1:
            return self._made(pointer, near[-1:], "only")
        return self._made(pointer, self._opening(near), "topic")

    def _person(self, pointer: _Pointer, before: list[Entity]) -> Reference | None:
        """他: the one who speaks, or the only person of the paragraph."""
        if len({entity.entity for entity in before}) == 1:
            return self._made(pointer, before[-1:], "only")
        speakers = [entity for entity in before if self._speaks(entity)]
        return self._made(pointer, speakers[-1:], "speaker")

    def _paired(self, pointer: _Pointer) -> Reference | None:
        """前者, 后者, 双方: the last two things that were named together."""
        before = self._before(pointer.start, _PAIRED)
        joined = [self._together(one, two) for one, two in zip(before, before[1:], strict=False)]
        if True not in joined:
            return None
        last = len(joined) - 1 - joined[::-1].index(True)
        one, two = before[last : last + 2]
        further = {entity.entity for entity in before[last + 2 :] if entity.label is two.label}
        if (last and joined[last - 1]) or not further <= {one.entity, two.entity}:
            return None
        chosen = {"former": [one], "latter": [two], "both": [one, two]}[pointer.kind]
        return self._made(pointer, chosen, "pair")

    def _together(self, one: Entity, two: Entity) -> bool:
        """Whether two things are named together, 京东和美团."""
        between = self.text[one.end : two.start]
        return one.label is two.label and one.entity != two.entity and bool(_TOGETHER.fullmatch(between))

    def _made(self, pointer: _Pointer, chosen: Sequence[Entity], rule: str) -> Reference | None:
        if not chosen:
            return None
        return Reference(
            self.text[pointer.start : pointer.end],
            pointer.start,
            pointer.end,
            tuple(entity.entity for entity in chosen),
            tuple(chosen),
            rule,
            CONFIDENCE[rule],
        )

    def _clause(self, place: int) -> Clause:
        return self.clauses[max(bisect_left(self.clause_starts, place + 1) - 1, 0)]

    def _before(self, place: int, labels: frozenset[EntityLabel]) -> list[Entity]:
        """Mentions of the paragraph before a place, not farther back than `REACH` sentences."""
        clause = self._clause(place)
        begin = max(self.blocks[clause.block], self.sentences.get(clause.sentence - REACH, 0))
        stop = bisect_left(self.entity_starts, place)
        first = max(bisect_left(self.entity_starts, begin), stop - MENTIONS)
        return [
            entity
            for entity in self.entities[first:stop]
            if entity.label in labels and not _NARRATES.match(self.text, entity.end)
        ]

    def _opens(self, entity: Entity) -> bool:
        """Whether a mention stands at the start of its clause."""
        start = self._clause(entity.start).start
        return entity.start - start <= 32 and bool(_OPENING.fullmatch(self.text, start, entity.start))

    def _opening(self, before: Sequence[Entity]) -> list[Entity]:
        """What opened the nearest clause that a thing of the kind opens."""
        return next(([entity] for entity in reversed(before) if self._opens(entity)), [])

    def _speaks(self, entity: Entity) -> bool:
        """Whether a verb of speech follows a mention within its clause."""
        clause = self._clause(entity.start)
        tail = self.text[entity.end : min(clause.end + 1, entity.end + 20)]
        return any(verb in tail for verb in _words()["speech"])
