"""The theme of a fact, where its claims were put under several, and one theme for facts that belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from xhsnlp.claims.claim import Claim, ThemeLabel
from xhsnlp.themes.fact import Fact, Verdict
from xhsnlp.themes.taxonomy import seeds

_OTHER = ThemeLabel.OTHER.value


def choose_theme(claims: Iterable[Claim]) -> str:
    """The theme most of the claims have; between equals the one whose seed words they use most."""
    members = list(claims)
    counts = Counter(claim.theme or _OTHER for claim in members)
    best = max(counts.values())
    labels = sorted(label for label, count in counts.items() if count == best)
    if len(labels) == 1:
        return labels[0]
    said = "\n".join(sorted(claim.evidence.text.lower() for claim in members))
    words = dict(zip(seeds().labels, seeds().counts(said), strict=True))
    return min(labels, key=lambda label: (label == _OTHER, -words.get(label, 0.0), label))


def share_themes(facts: list[Fact], claims: dict[str, Claim]) -> list[Fact]:
    """Facts that contradict one another, and plans and their outcomes, under one theme: that of all their claims."""
    place = {fact.id: number for number, fact in enumerate(facts)}
    parent = list(range(len(facts)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for number, fact in enumerate(facts):
        for relation in fact.relations:
            if relation.verdict is not Verdict.DIFFERS_IN_TIME:
                low, high = sorted((root(number), root(place[relation.fact])))
                parent[high] = low
    groups: dict[int, list[Fact]] = {}
    for number, fact in enumerate(facts):
        groups.setdefault(root(number), []).append(fact)
    themes = {
        number: choose_theme(claims[key] for fact in group for key in fact.claims)
        for number, group in groups.items()
        if len({fact.theme for fact in group}) > 1
    }
    return [replace(fact, theme=themes.get(root(number), fact.theme)) for number, fact in enumerate(facts)]
