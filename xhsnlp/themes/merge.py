"""From statements to groups that say the same, and the relations between the groups.

Statements that are equal in every slot are one to begin with. The others are compared within blocks only (same owner
and metric, same owner or thing acted on and same sense, close wording), so that the work grows with the number of
statements and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xhsnlp.themes.compare import TELLING, Judgement, relate
from xhsnlp.themes.fact import Verdict
from xhsnlp.themes.statement import Statement

#: Blocks up to this size are compared pair by pair, larger ones within a window in order of period and number.
_BLOCK = 48
_TOGETHER = (Verdict.AGREE, Verdict.REFINE)
#: Salts of the hashes by which close wordings meet.
_BANDS = 5


@dataclass(frozen=True, slots=True)
class Grouping:
    """Attributes: groups: indices of the statements that say the same; rules: the judgement that joined each group, or
    None for a single one; links: pairs of groups and how they stand, the first group being the earlier index."""

    groups: list[list[int]]
    rules: list[Judgement | None]
    links: dict[tuple[int, int], Judgement]


def group_statements(statements: list[Statement], tolerance: float) -> Grouping:
    """Group statements, given in an order that depends on content alone."""
    classes: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, statement in enumerate(statements):
        alone = number if not (statement.owner or statement.patient) else -1
        classes[(*statement.signature, alone)].append(number)
    members = list(classes.values())
    heads = [statements[group[0]] for group in members]
    judged = {
        pair: judgement
        for pair in _candidates(heads)
        if (judgement := relate(heads[pair[0]], heads[pair[1]], tolerance)).verdict is not Verdict.NONE
    }
    roots, rules = _unite(len(heads), judged)
    numbers: dict[int, int] = {}
    groups: list[list[int]] = []
    for head, root in enumerate(roots):
        if root not in numbers:
            numbers[root] = len(groups)
            groups.append([])
        groups[numbers[root]].extend(members[head])
    same = Judgement(Verdict.AGREE, "same_slots")
    found = [
        rules.get(root) or (same if len(groups[number]) > 1 else None) for root, number in numbers.items()
    ]
    links = _links(judged, [numbers[root] for root in roots])
    return Grouping([sorted(group) for group in groups], found, links)


def _candidates(heads: list[Statement]) -> Iterator[tuple[int, int]]:
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, statement in enumerate(heads):
        for key in set(_keys(statement)):
            blocks[key].append(number)
    # A pair that meets in several blocks is judged again there: cheaper than to remember every pair.
    for block in blocks.values():
        yield from _pairs(block, heads)


def _keys(statement: Statement) -> Iterator[tuple[object, ...]]:
    owner = statement.owner
    if owner:
        for quantity in statement.quantities:
            yield ("q", owner, *quantity.key)
            if quantity.digits >= TELLING and quantity.exact:
                yield ("n", owner, quantity.unit, quantity.low)
        if not statement.level:
            yield ("s", owner, statement.sense, statement.content[-2:])
            if statement.known:
                yield ("s", owner, statement.sense)
        if not (statement.quantities and statement.level):
            yield from (("g", owner, band, low) for band, low in enumerate(_lowest(statement.grams)))
    if statement.patient:
        yield ("p", statement.patient, statement.sense)


def _lowest(grams: frozenset[str]) -> list[int]:
    """For each band the lowest hash: texts that share most bigrams share most of these (MinHash)."""
    codes = [
        sum(ord(character) * weight for character, weight in zip(gram, (40503, 30011), strict=False))
        for gram in grams
    ]
    salts = (2654435761, 2246822519, 3266489917, 668265263, 374761393)
    return [min((code * salt) & 0xFFFFFFFF for code in codes) if codes else 0 for salt in salts[:_BANDS]]


def _pairs(block: list[int], heads: list[Statement]) -> Iterator[tuple[int, int]]:
    if len(block) <= _BLOCK:
        for i, first in enumerate(block):
            for second in block[i + 1 :]:
                yield (first, second)
        return

    def place(number: int) -> tuple[str, str, float, int]:
        head = heads[number]
        point = head.quantities[0].point if head.quantities else 0.0
        return (head.first or head.published or "", head.last or "", point, number)

    ordered = sorted(block, key=place)
    for i, first in enumerate(ordered):
        for second in ordered[i + 1 : i + 1 + _BLOCK // 2]:
            yield (min(first, second), max(first, second))


def _unite(count: int, judged: dict[tuple[int, int], Judgement]) -> tuple[list[int], dict[int, Judgement]]:
    """Join what says the same, the surest first, but never two that some pair keeps apart."""
    parent = list(range(count))
    apart: list[set[int]] = [set() for _ in range(count)]
    rules: dict[int, Judgement] = {}
    for (a, b), judgement in judged.items():
        if judgement.verdict not in _TOGETHER:
            apart[a].add(b)
            apart[b].add(a)

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    edges = sorted(
        (judgement.verdict is Verdict.REFINE, a, b)
        for (a, b), judgement in judged.items()
        if judgement.verdict in _TOGETHER
    )
    for _, a, b in edges:
        x, y = root(a), root(b)
        if x == y:
            continue
        small, large = (x, y) if len(apart[x]) < len(apart[y]) else (y, x)
        if any(root(other) == large for other in apart[small]):
            continue
        keep, drop = min(x, y), max(x, y)
        parent[drop] = keep
        apart[keep] |= apart[drop]
        apart[drop] = set()
        rules[keep] = _stronger((rules.get(keep), rules.pop(drop, None), judged[(a, b)]))
    return [root(number) for number in range(count)], rules


def _stronger(judgements: Iterable[Judgement | None]) -> Judgement:
    """The judgement that tells most: a refinement before an agreement."""
    found = [judgement for judgement in judgements if judgement]
    return min(found, key=lambda judgement: judgement.verdict is not Verdict.REFINE)


_RANKS = (Verdict.CONFLICT, Verdict.PLAN_MISSED, Verdict.PLAN_MET, Verdict.DIFFERS_IN_TIME)


def _links(judged: dict[tuple[int, int], Judgement], group_of: list[int]) -> dict[tuple[int, int], Judgement]:
    links: dict[tuple[int, int], Judgement] = {}
    for (a, b), judgement in sorted(judged.items(), key=lambda item: item[0]):
        x, y = sorted((group_of[a], group_of[b]))
        if x == y or judgement.verdict not in _RANKS:
            continue
        old = links.get((x, y))
        if old is None or _RANKS.index(judgement.verdict) < _RANKS.index(old.verdict):
            links[x, y] = judgement
    return links
