"""What a claim is to another, where a connective or the layout says so; and what is only supposed.

A connective belongs to the claims of its clause that stand behind it; where it has a partner in a later clause (如果…就),
to those of all clauses up to the partner. The other side is looked for where the rule says: the next clause of the
sentence that makes a claim, the nearest one before, or the sentence before. Nothing is guessed without a cue.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from xhsnlp.claims.claim import Claim, Relation, RelationType
from xhsnlp.claims.connectives import Found, connectives_in, goes_on, is_word, item_of
from xhsnlp.claims.reading import Reading, Unit
from xhsnlp.spans import Span

#: The other side stands at most so many clauses away.
REACH = 4
#: A list holds at most so many clauses.
LONGEST_LIST = 40
#: A predicate follows a connective at once where no more characters (an adverb) lie between.
AT_ONCE = 4
_COLONS = "：:"


def anchor(claim: Claim) -> int:
    """The character at which a claim's predicate, or what stands for it, begins."""
    return (claim.predicate or claim.object or claim.evidence).start


@dataclass
class _Scene:
    """The article, its claims by clause, the ends of words of saying by clause, and what has been found so far."""

    reading: Reading
    by_unit: dict[int, list[Claim]]
    saying: dict[int, int]
    relations: dict[str, list[Relation]] = field(default_factory=lambda: defaultdict(list))
    hypothetical: set[str] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)

    def near(self, unit: Unit, step: int) -> Unit | None:
        """The clause so many clauses on, in the same sentence."""
        number = unit.number + step
        if 0 <= number < len(self.reading.units) and self.reading.units[number].sentence == unit.sentence:
            return self.reading.units[number]
        return None

    def add(self, source: Claim, target: Claim, kind: RelationType, cue: Span) -> None:
        if source.id != target.id:
            self.relations[source.id].append(Relation(kind, target.id, cue))


def relate(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with their relations and with what is only supposed marked, in the order given; ids stay.

    Args:
        reading: the article in words.
        claims: its claims.
    """
    by_unit: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        unit = reading.unit_at(anchor(claim))
        if unit is not None:
            by_unit[unit.number].append(claim)
    for group in by_unit.values():
        group.sort(key=lambda claim: (anchor(claim), claim.id))
    saying = {unit.number: s.cue_end for s in reading.speech if (unit := reading.unit_at(s.cue_start))}
    scene = _Scene(reading, dict(by_unit), saying)
    for unit in reading.units:
        if unit.number in scene.by_unit:
            for found in connectives_in(reading, unit):
                _connect(scene, found)
            if unit.mark and unit.mark in _COLONS:
                _list(scene, unit)
    return [
        claim.with_values(
            hypothetical=claim.id in scene.hypothetical,
            relations=_in_order(scene.relations.get(claim.id, ())),
        )
        for claim in claims
    ]


def _in_order(found: Sequence[Relation]) -> tuple[Relation, ...]:
    first: dict[tuple[str, str], Relation] = {}
    for relation in sorted(found, key=lambda r: (r.cue.start, -r.cue.end, r.target)):
        first.setdefault((relation.type.value, relation.target), relation)
    return tuple(first.values())


def _connect(scene: _Scene, found: Found) -> None:
    rule, unit = found.rule, found.unit
    if found.start in scene.taken:
        return
    partner = _partner(scene, found)
    if rule.needed and partner is None:
        return
    hosts = [
        claim for claim in scene.by_unit[unit.number] if anchor(claim) >= found.start or rule.place == "end"
    ]
    if rule.place == "verb":
        begin = found.end if rule.source else found.start
        hosts = [claim for claim in hosts[:1] if begin <= anchor(claim) <= found.end + AT_ONCE]
    if partner is not None and hosts:
        hosts = _up_to(scene, hosts, unit, partner)
        scene.taken.add(partner[1])
    if not hosts:
        return
    if rule.hypothetical:
        scene.hypothetical.update(claim.id for claim in hosts)
    other = _other(scene, found, hosts, partner)
    if other is None:
        return
    cue = Span.of(scene.reading.text, found.start, found.end)
    if not rule.source:
        scene.add(other, hosts[0], rule.type, cue)
        return
    if rule.type in (RelationType.CONTRAST, RelationType.ELABORATION):
        hosts = hosts[:1]
    for host in hosts:
        scene.add(host, other, rule.type, cue)
    if rule.type is RelationType.ELABORATION:
        for host in _fellows(scene, hosts[0], other, unit):
            scene.add(host, other, rule.type, cue)


def _partner(scene: _Scene, found: Found) -> tuple[Unit, int] | None:
    """The clause of the first word that opens the other side, and where the word begins."""
    rule, reading = found.rule, scene.reading
    begin = bisect_left(reading.starts, found.end) + 1
    for step in range(REACH + 1):
        unit = scene.near(found.unit, step)
        if unit is None:
            return None
        words = (*rule.then, *rule.within) if step == 0 else rule.then
        for i in range(max(unit.first, begin), unit.last):
            if any(is_word(reading, i, word) for word in words):
                return unit, reading.starts[i]
    return None


def _up_to(scene: _Scene, hosts: list[Claim], unit: Unit, partner: tuple[Unit, int]) -> list[Claim]:
    """The claims between a connective and its partner."""
    home, place = partner
    if home.number == unit.number:
        return [claim for claim in hosts if anchor(claim) < place]
    between = [
        claim for number in range(unit.number + 1, home.number) for claim in scene.by_unit.get(number, ())
    ]
    return hosts + between


def _other(
    scene: _Scene, found: Found, hosts: Sequence[Claim], partner: tuple[Unit, int] | None
) -> Claim | None:
    if partner is not None and "after" in found.rule.other:
        unit, place = partner
        claims = scene.by_unit.get(unit.number, [])
        behind = [claim for claim in claims if anchor(claim) >= place]
        if unit.number == found.unit.number:
            return behind[0] if behind else None
        return behind[0] if behind else claims[0] if claims else None
    for where in found.rule.other:
        if where == "after":
            other = _after(scene, found)
        elif where == "before":
            other = _before(scene, found, hosts[0])
        else:
            other = _back(scene, found, hosts[0])
        if other is not None:
            return other
    return None


def _after(scene: _Scene, found: Found) -> Claim | None:
    """The first claim of the next clause that makes one."""
    for step in range(1, REACH + 1):
        unit = scene.near(found.unit, step)
        claims = scene.by_unit.get(unit.number) if unit else None
        if unit is not None and claims and not goes_on(scene.reading, unit):
            return claims[0]
    return None


def _before(scene: _Scene, found: Found, host: Claim) -> Claim | None:
    """The nearest claim before a connective in its sentence; for an elaboration rather one that is measured alike."""
    earlier = [claim for claim in scene.by_unit[found.unit.number] if anchor(claim) < found.start]
    for step in range(1, REACH + 1):
        unit = scene.near(found.unit, -step)
        if unit is None:
            break
        earlier = scene.by_unit.get(unit.number, []) + earlier
    if not earlier:
        return None
    if found.rule.type is RelationType.ELABORATION:
        return next((claim for claim in reversed(earlier) if _measured_alike(claim, host)), earlier[-1])
    return earlier[-1]


def _back(scene: _Scene, found: Found, host: Claim) -> Claim | None:
    """The claim of the sentence before, in the same paragraph: the last; for an elaboration the first that is measured alike."""
    fellows = scene.reading.sentences.get(found.unit.sentence - 1, [])
    claims = [
        claim
        for unit in fellows
        if unit.block == found.unit.block
        for claim in scene.by_unit.get(unit.number, ())
    ]
    if not claims:
        return None
    if found.rule.type is RelationType.ELABORATION:
        return next((claim for claim in claims if _measured_alike(claim, host)), claims[0])
    return claims[-1]


def _measured_alike(a: Claim, b: Claim) -> bool:
    """Whether both give a level (no change) in one unit: 营收100亿元，其中广告30亿元."""
    return bool(_units(a) & _units(b))


def _units(claim: Claim) -> set[str]:
    return {figure.unit for figure in claim.figures if figure.change is None}


def _fellows(scene: _Scene, host: Claim, other: Claim, unit: Unit) -> list[Claim]:
    """The later members of the list that an elaboration opens: claims of the sentence with a level in the same unit."""
    if not _measured_alike(host, other):
        return []
    found = []
    for step in range(1, LONGEST_LIST):
        later = scene.near(unit, step)
        if later is None:
            break
        found += [claim for claim in scene.by_unit.get(later.number, ()) if _units(claim) & _units(host)]
    return found


def _list(scene: _Scene, unit: Unit) -> None:
    """What follows a colon elaborates the claim that announces it: each item of a list, else the next claim."""
    reading = scene.reading
    head = scene.by_unit[unit.number][-1]
    cue_end = scene.saying.get(unit.number, -1)
    if cue_end > (head.predicate or head.evidence).end or head.evidence.end > unit.end:
        return
    colon = reading.text.find(unit.mark, unit.end)
    cue = Span.of(reading.text, colon, colon + 1)
    items = []
    opened = False
    for later in reading.units[unit.number + 1 : unit.number + LONGEST_LIST]:
        if later.block != unit.block or later.sentence > unit.sentence + REACH:
            break
        opened = opened or item_of(reading, later) is not None
        claims = scene.by_unit.get(later.number)
        if opened and claims:
            items.append(claims[0])
            opened = False
    following = scene.near(unit, 1)
    if not items and following is not None:
        items = scene.by_unit.get(following.number, [])[:1]
    for item in items:
        scene.add(item, head, RelationType.ELABORATION, cue)
