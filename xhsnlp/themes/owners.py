"""What each claim is about, worked out over the whole digest: entities by their names, and the firm spoken of before
where a subject names nobody (公司, 净利润)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from xhsnlp.claims.claim import Claim
from xhsnlp.themes.names import Names
from xhsnlp.themes.wording import generic, normalize, quantities

_QUOTED = re.compile(r"[“「『《]([^“”「」『』《》，。、]{2,12})[”」』》]$")
_AND = "和与及跟、"
#: A text that claims of so many articles have for a subject is a name that a shorter one may be part of (橘子, 橘子优选).
_SEVERAL = 2
_LONGEST_NAME = 8
#: A name is part of a longer one where this share of the claims that hold it hold the longer one there.
_PART = 0.6


@dataclass(frozen=True, slots=True)
class Owner:
    """What a claim is about.

    Attributes:
        key: id or normalised text of it, "" unknown.
        aspect: what of it.
        guessed: whether the claim's own subject does not name it.
        named_to: offset where its name ends in the article, where the name is one of another article's and goes on
            beyond the subject, else 0.
        named: whether it is an entity or goes by a name in quotation marks.
    """

    key: str
    aspect: str
    guessed: bool = False
    named_to: int = 0
    named: bool = False


def quoted_names(claims: Iterable[Claim]) -> set[str]:
    """Names in quotation marks that end a subject or are an object (关闭“橘子酒廊”), normalised."""
    found = set()
    for claim in claims:
        for span in (claim.subject, claim.object):
            match = _QUOTED.search(span.text) if span else None
            if match and not generic("subject").class_of(normalize(match.group(1))):
                found.add(normalize(match.group(1)))
    return {name for name in found if len(name) > 1}


def frequent_subjects(claims: Iterable[Claim]) -> set[str]:
    """Texts, in small letters, that claims of several articles have for a whole subject and that end in no metric."""
    where: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        text = claim.subject.text if claim.subject else ""
        if 2 < len(text) <= _LONGEST_NAME and text.isalnum():
            where[text.lower()].add(claim.article)
    return {
        text
        for text, articles in where.items()
        if len(articles) >= _SEVERAL and not _metric_part(text) and not generic("subject").class_of(text)
    }


def find_fragments(names: Names, claims: Iterable[Claim]) -> dict[str, str]:
    """Entities whose name is cut short, and the entity of the whole name: where the claims say 橘子, 优选 follows."""
    ordered = sorted((names.canonical[entity].lower(), entity) for entity in names.mentions)
    longer: dict[str, list[str]] = {}
    for number, (name, entity) in enumerate(ordered):
        # The names that begin with one follow it in order.
        for place in range(number + 1, len(ordered)):
            whole, other = ordered[place]
            if len(name) < 2 or not whole.startswith(name):
                break
            if whole != name and names.labels[other] == names.labels[entity]:
                longer.setdefault(entity, []).append(other)
    if not longer:
        return {}
    by_start: dict[str, list[str]] = {}
    for entity in sorted({*longer, *(other for others in longer.values() for other in others)}):
        by_start.setdefault(names.canonical[entity].lower()[:2], []).append(entity)
    said: Counter[str] = Counter()
    held: dict[str, Counter[str]] = {entity: Counter() for entity in longer}
    for claim in claims:
        there = _names_in(claim.evidence.text.lower(), by_start, names)
        for entity in there & longer.keys():
            said[entity] += 1
            held[entity].update(other for other in longer[entity] if other in there)
    found = {}
    for entity in sorted(longer):
        common = [other for other, count in held[entity].items() if count >= _PART * said[entity]]
        if common:
            # The longest name that is as common.
            found[entity] = max(
                common, key=lambda other: (held[entity][other], len(names.canonical[other]), other)
            )
    return {entity: found.get(other, other) for entity, other in found.items()}


def _names_in(text: str, by_start: dict[str, list[str]], names: Names) -> set[str]:
    """The entities whose canonical names stand in a text."""
    return {
        entity
        for i in range(len(text) - 1)
        for entity in by_start.get(text[i : i + 2], ())
        if text.startswith(names.canonical[entity].lower(), i)
    }


class OwnerFinder:
    """Finds what claims are about, given the names of the digest and all its claims."""

    def __init__(self, names: Names, claims: Iterable[Claim] = ()):
        told = list(claims)
        self._same = same = {**names.same(), **find_fragments(names, told)}
        by_text = {text: same.get(entity, entity) for text, entity in names.by_text().items()}
        self.known = known = {**{name: name for name in sorted(quoted_names(told))}, **by_text}
        self._learned = {name: known.get(name, name) for name in frequent_subjects(told)} | known
        self.labels = names.labels
        self._named = {*names.labels, *known.values()}
        self._roles = names.roles()
        self._starts = frozenset(name[:2] for name in known)
        self._longest = max(map(len, known), default=0)
        self._parts: dict[tuple[str, str | None], tuple[str, str]] = {}

    def find(self, claims: Iterable[Claim]) -> dict[str, Owner]:
        """What each claim of one article is about, by claim id.

        A subject that names nobody takes over the one before it in the same block: a person for 他, anything else for
        公司. Without one, it takes the firm that most claims of the article are about.
        """
        ordered = sorted(claims, key=lambda claim: (claim.evidence.start, claim.evidence.end, claim.id))
        # What one claim tells of a subject's name holds for all claims that take up that subject.
        taught = {
            claim.subject.start: name
            for claim in ordered
            if claim.subject and (name := self._name_beyond(claim))
        }
        named = [_taught(claim, taught) for claim in ordered]
        parts = [self._part(claim, name) for claim, name in zip(ordered, named, strict=True)]
        main = self._main(parts)
        found: dict[str, Owner] = {}
        before: dict[bool, tuple[str, int]] = {}
        for claim, name, (key, aspect) in zip(ordered, named, parts, strict=True):
            if claim.subject is None:
                found[claim.id] = Owner("", "")
                continue
            if key:
                before[self.labels.get(key) == "PER"] = (key, claim.block)
                end = claim.subject.start + len(name) if name else 0
                found[claim.id] = Owner(key, aspect, False, end, key in self._named)
                continue
            person = claim.subject.text in generic("person").classes
            last = before.get(person)
            if last and last[1] == claim.block:
                found[claim.id] = Owner(last[0], aspect, True)
            else:
                found[claim.id] = Owner("" if person else main, aspect, bool(main) and not person)
        return found

    def _name_beyond(self, claim: Claim) -> str:
        """A name that another article has taught, where it begins with the subject and goes on (橘子 | 优选), or ""."""
        subject, evidence = claim.subject, claim.evidence
        if subject is None or not evidence.start <= subject.start < evidence.end:
            return ""
        begin = subject.start - evidence.start
        longest = max(self._longest, _LONGEST_NAME)
        for end in range(min(len(evidence.text), begin + longest), begin + len(subject.text), -1):
            if evidence.text[begin:end].lower() in self._learned:
                return evidence.text[begin:end]
        return ""

    def _part(self, claim: Claim, name: str) -> tuple[str, str]:
        if claim.subject is None:
            return "", ""
        if name:
            return self._learned[name.lower()], ""
        named = claim.subject.entity or ""
        entity = self._same.get(named, named) if self.labels.get(named, "TITLE") != "TITLE" else None
        part = (claim.subject.text, entity)
        if part not in self._parts:
            self._parts[part] = self._split(*part)
        return self._parts[part]

    def _main(self, parts: list[tuple[str, str]]) -> str:
        """The firm or product that half of the claims with a named subject are about, or ""."""
        counts = Counter(key for key, _ in parts if key)
        firms = {key: count for key, count in counts.items() if self.labels.get(key) in ("ORG", "PRODUCT")}
        best = min(firms, key=lambda key: (-firms[key], key), default="")
        return best if best and 2 * firms[best] >= sum(counts.values()) else ""

    def _split(self, text: str, entity: str | None) -> tuple[str, str]:
        """Owner and aspect of a subject: 抖音的日活跃用户 → 抖音's id, 日活跃用户."""
        plain = normalize(text)
        if plain in self.known:
            return entity or self.known[plain], ""
        if plain in generic("subject").classes or plain in self._roles:
            return entity or "", ""
        head = self._name_at_end(plain)
        if head:
            return self.known[head], ""
        name = self._name_in(plain)
        if name:
            return entity or self.known[name], plain.partition(name)[2].removeprefix("的")
        metric = _metric_part(plain)
        if entity:
            return entity, metric
        if not metric:
            return plain, ""
        rest = plain[: -len(metric)]
        if len(generic("filler").remove(generic("subject").remove(rest))) < 2:
            return "", plain
        return rest.removesuffix("的"), metric

    def _name_at_end(self, plain: str) -> str:
        """The longest known name that ends a text, which in Chinese is its head (甲公司旗下的酒水业务“乙”), or ""."""
        for size in range(min(len(plain) - 1, self._longest), 1, -1):
            if plain[-size:] in self.known:
                return "" if plain[-size - 1] in _AND else plain[-size:]
        return ""

    def _name_in(self, plain: str) -> str:
        """The longest known name in a text, the first of equals, or ""."""
        best = ""
        for i in range(len(plain) - 1):
            if plain[i : i + 2] in self._starts:
                for j in range(min(len(plain), i + self._longest), i + 1 + len(best), -1):
                    if plain[i:j] in self.known:
                        best = plain[i:j]
                        break
        return best


def _taught(claim: Claim, taught: dict[int, str]) -> str:
    name = taught.get(claim.subject.start, "") if claim.subject else ""
    return name if claim.subject and len(name) > len(claim.subject.text) else ""


def _metric_part(plain: str) -> str:
    """The metric's name that ends a text, or ""."""
    found = quantities().longest(plain)
    # One character is the end of a word as often (书店).
    return found[0] if found and len(found[0]) > 1 and plain.endswith(found[0]) else ""
