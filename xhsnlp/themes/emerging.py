"""Emerging themes: what several claims are about and no theme of the taxonomy stands for.

Method: the nouns of subjects and objects (pairs of neighbors too) are weighed by how much more often claims use them
than Chinese text at large does (log-likelihood of the dictionary's frequency). The heaviest noun founds a cluster of the
claims that hold it; nouns that mostly occur there join its name. A cluster stays where no theme holds most of its
claims. Nothing is drawn at random, and the order of the claims makes no difference.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any

from xhsnlp.claims.claim import Claim, Subject, ThemeLabel
from xhsnlp.segment.dictionary import dictionary
from xhsnlp.segment.words import cut
from xhsnlp.spans import Span
from xhsnlp.themes.taxonomy import seeds
from xhsnlp.themes.wording import generic, normalize, predicates, quantities

#: Tags of nouns in the dictionary; names of people, places and firms have pages of their own.
_NOUNS = frozenset(("n", "nz", "nw", "vn", "an"))
#: A theme that holds this share of a cluster's claims accounts for it.
_ACCOUNTED = 0.6
#: A noun joins a cluster that this share of its claims lie in.
_TOGETHER = 0.6
#: Claims an article gives a theme on average; a word that many articles use in passing is none.
_DENSE = 2.5
#: A noun is part of the label where it stands in this share of the claims.
_NAMING = 0.25
#: Claims whose words are cut at once.
_BATCH = 500
#: Characters that end no noun.
_LOOSE = "的了是在和与及或等也都就还又不没有为被把将对向从到之其这那此上下中里外内前后时们个"
#: Most words of a label.
_WORDS = 2
#: Least weight of a noun, log2 of how many times as often as in Chinese at large it stands in the claims.
_RARE = 3.0


@dataclass(frozen=True, slots=True)
class EmergingTheme:
    """What several claims are about without a theme for it.

    Attributes:
        label: a name to read: its first words.
        terms: the nouns that make it, the weightiest first.
        claims: ids of its claims, sorted.
        articles: number of articles they stand in.
        themes: theme → number of its claims the classifier put there.
    """

    label: str
    terms: tuple[str, ...]
    claims: tuple[str, ...]
    articles: int
    themes: dict[str, int]

    def to_dict(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "terms": list(self.terms),
            "claims": list(self.claims),
            "articles": self.articles,
            "themes": self.themes,
        }


def find_emerging(
    claims: Iterable[Claim], names: Iterable[str] = (), *, least: int = 5, articles: int = 2
) -> list[EmergingTheme]:
    """Clusters of claims that no theme accounts for, the largest first.

    Args:
        claims: claims with their themes.
        names: names of entities, which name no theme.
        least: claims a cluster needs.
        articles: articles it needs to stand in.
    """
    ordered = sorted(claims, key=lambda claim: claim.id)
    terms = _frequent(_terms(ordered, _beginnings(names)), least)
    where: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(terms):
        for term in found:
            where[term].append(number)
    weights = {term: _weight(term, len(found), len(ordered)) for term, found in where.items()}
    weights = {term: weight for term, weight in weights.items() if weight > 0}
    taken: set[int] = set()
    named: set[str] = set()
    made: list[EmergingTheme] = []
    for term in sorted(weights, key=lambda term: (-weights[term], -len(term), term)):
        members = [number for number in where[term] if number not in taken]
        if term in named or 2 * len(members) < len(where[term]) or len(members) < least:
            continue
        near = Counter(other for number in members for other in terms[number] if other in weights)
        companions = [
            other for other, count in near.items() if other != term and count >= _TOGETHER * len(where[other])
        ]
        own = [term, *sorted(companions, key=lambda other: (-weights[other], other))]
        label = _label(own, near, len(members))
        theme = _theme(label, own, [ordered[number] for number in members])
        taken.update(members)
        named.update(own)
        if articles <= theme.articles <= len(members) / _DENSE and not _accounted(theme):
            made.append(theme)
    return sorted(made, key=lambda theme: (-len(theme.claims), theme.label))


def _beginnings(names: Iterable[str]) -> frozenset[str]:
    """Names and what they begin with: 栗山 stands for 栗山咖啡."""
    plain = (normalize(name) for name in names)
    return frozenset(name[:size] for name in plain for size in (*range(2, min(len(name), 5)), len(name)))


def _terms(claims: list[Claim], names: Set[str]) -> Iterator[list[str]]:
    """For each claim the nouns of subject and object, and pairs of them that stand side by side."""
    noun = _NounCheck(names)
    for begin in range(0, len(claims), _BATCH):
        part = claims[begin : begin + _BATCH]
        # One text for many claims: cutting has a cost of its own each time.
        text = "\n".join(" ".join(_plain(span) for span in (claim.subject, claim.object)) for claim in part)
        found: list[list[str]] = [[]]
        before = ""
        for word, _ in cut(text):
            if "\n" in word:
                found.extend([] for _ in range(word.count("\n")))
            plain = word.lower()
            names_theme = noun.holds(plain)
            if names_theme:
                found[-1].append(plain)
            if before and (names_theme or noun.holds(before) and noun.is_part(plain) or noun.ends(plain)):
                found[-1].append(before + plain)
            before = plain if noun.is_part(plain) else ""
        yield from found


def _plain(span: Span | Subject | None) -> str:
    return " ".join(span.text.split()) if span else ""


def _frequent(terms: Iterable[list[str]], least: int) -> list[tuple[str, ...]]:
    """The terms of each claim, once each, without those that fewer claims have than a cluster needs."""
    found = [tuple(sorted(set(own))) for own in terms]
    counts = Counter(term for own in found for term in own)
    return [tuple(term for term in own if counts[term] >= least) for own in found]


class _NounCheck:
    """Whether a word is a noun that could name a theme."""

    def __init__(self, names: Set[str]):
        self._names = names
        self._known: dict[str, bool] = {}
        self._listed = [
            generic("subject"),
            generic("filler"),
            generic("trade"),
            quantities(),
            predicates()[0],
        ]

    def holds(self, word: str) -> bool:
        """Whether a word alone could name a theme."""
        if word not in self._known:
            listed = word in seeds().owners or any(words.class_of(word) for words in self._listed)
            self._known[word] = not listed and self.is_part(word)
        return self._known[word]

    def is_part(self, word: str) -> bool:
        """Whether a word could be part of a name: a noun, and nobody's name."""
        if len(word) < 2 or not word.isalpha() or word in self._names or (word.isascii() and len(word) < 3):
            return False
        return dictionary().tags.get(word, "nz") in _NOUNS

    def ends(self, word: str) -> bool:
        """Whether a character makes a new noun of the one before it, which the dictionary lacks (数字 | 人)."""
        return len(word) == 1 and word.isalpha() and not word.isascii() and word not in _LOOSE


def _weight(term: str, count: int, claims: int) -> float:
    """How telling a noun is: its count times log2 of how many times as often as in Chinese at large it occurs."""
    known = dictionary()
    usual = max(known.frequency.get(term, 0), 1) / known.total
    # A claim has some eight words.
    lift = math.log2(count / (8 * claims) / usual)
    return count * (lift - _RARE)


def _label(terms: list[str], near: Counter[str], size: int) -> str:
    label: list[str] = []
    for term in terms:
        common = near[term] >= _NAMING * size
        if common and len(label) < _WORDS and not any(term in word or word in term for word in label):
            label.append(term)
    return "、".join(label)


def _theme(label: str, terms: list[str], claims: list[Claim]) -> EmergingTheme:
    themes = Counter(claim.theme or ThemeLabel.OTHER.value for claim in claims)
    return EmergingTheme(
        label,
        tuple(terms),
        tuple(sorted(claim.id for claim in claims)),
        len({claim.article for claim in claims}),
        dict(sorted(themes.items(), key=lambda item: (-item[1], item[0]))),
    )


def _accounted(theme: EmergingTheme) -> bool:
    """Whether one theme holds most of its claims."""
    other = ThemeLabel.OTHER.value
    return any(
        count >= _ACCOUNTED * len(theme.claims) for label, count in theme.themes.items() if label != other
    )
