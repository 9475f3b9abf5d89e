"""The article as a whole: a name found once is found everywhere, and a form has one label throughout."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from xhsnlp.entities.entity import EntityLabel
from xhsnlp.entities.mention import Mention, without_overlap

#: A form that the tagger saw in fewer of its places than this share is not spread to the others.
MIN_SHARE = 0.34
_SPREAD = frozenset(
    {
        EntityLabel.PER,
        EntityLabel.ORG,
        EntityLabel.PRODUCT,
        EntityLabel.EVENT,
        EntityLabel.LOC,
        EntityLabel.WORK,
    }
)


def make_consistent(text: str, blocks: Sequence[tuple[int, int]], mentions: list[Mention]) -> list[Mention]:
    """Give each form its most frequent label, and add the places where the form stands unlabeled.

    Args:
        text: the folded text.
        blocks: the stretches in which names are looked for.
        mentions: what was found, without overlaps.
    """
    votes: dict[str, Counter[EntityLabel]] = defaultdict(Counter)
    for mention in mentions:
        weight = 3 if mention.source in ("user", "pattern") else 1
        votes[text[mention.start : mention.end]][mention.label] += weight
    labels = {form: _winner(counts) for form, counts in votes.items()}
    uniform = [
        m if m.source == "user" else Mention(m.start, m.end, labels[text[m.start : m.end]], m.source)
        for m in mentions
    ]
    return without_overlap([*uniform, *_spread(text, blocks, uniform, labels)])


def _winner(counts: Counter[EntityLabel]) -> EntityLabel:
    return max(counts, key=lambda label: (counts[label], label.value))


def _spread(
    text: str, blocks: Sequence[tuple[int, int]], mentions: Sequence[Mention], labels: dict[str, EntityLabel]
) -> list[Mention]:
    forms = {form for form, label in labels.items() if label in _SPREAD and _spreadable(form)}
    if not forms:
        return []
    taken: set[int] = set()
    seen: Counter[str] = Counter()
    for mention in mentions:
        taken.update(range(mention.start, mention.end))
        seen[text[mention.start : mention.end]] += 1
    pattern = re.compile("|".join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f))))
    free: dict[str, list[Mention]] = defaultdict(list)
    for start, end in blocks:
        for found in pattern.finditer(text, start, end):
            form = found.group()
            if taken.isdisjoint(range(found.start(), found.end())) and _whole(
                text, found.start(), found.end()
            ):
                free[form].append(Mention(found.start(), found.end(), labels[form], "document"))
    return [
        mention
        for form, places in free.items()
        if seen[form] / (seen[form] + len(places)) >= MIN_SHARE
        for mention in places
    ]


def _spreadable(form: str) -> bool:
    return len(form) >= 2 and not form.isdigit()


def _whole(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start]
    after = text[end : end + 1]
    if before.isascii() and before.isalnum() and text[start].isascii() and text[start].isalnum():
        return False
    return not (after.isascii() and after.isalnum() and text[end - 1].isascii() and text[end - 1].isalnum())
