"""The article as a whole: a name found once is found everywhere, and a form has one label throughout."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from xhsnlp.entities.entity import EntityLabel
from xhsnlp.entities.gazetteer import Entry, Gazetteer
from xhsnlp.entities.mention import Mention, without_overlap

#: A form that was found in fewer of its places than this share is given up; any other is found in all of them.
MIN_SHARE = 0.1


def make_consistent(text: str, blocks: Sequence[tuple[int, int]], mentions: list[Mention]) -> list[Mention]:
    """Give each form its most frequent label, and add the places where the form stands unlabeled.

    Args:
        text: the folded text.
        blocks: the stretches in which names are looked for.
        mentions: what was found, without overlaps.
    """
    votes: dict[str, Counter[EntityLabel]] = defaultdict(Counter)
    certain: set[str] = set()
    seen: Counter[str] = Counter()
    for mention in mentions:
        form = text[mention.start : mention.end]
        if mention.source in ("user", "pattern"):
            certain.add(form)
        votes[form][mention.label] += 3 if form in certain else 1
        seen[form] += 1
    labels = {form: _winner(counts) for form, counts in votes.items()}
    free = _free_places(text, blocks, mentions, labels)
    share = {form: seen[form] / (seen[form] + len(free.get(form, ()))) for form in labels}
    result = [place for form, places in free.items() if share[form] >= MIN_SHARE for place in places]
    for mention in mentions:
        form = text[mention.start : mention.end]
        if mention.source == "user":
            result.append(mention)
        elif form in certain or share[form] >= MIN_SHARE:
            result.append(Mention(mention.start, mention.end, labels[form], mention.source))
    return without_overlap(result)


def _winner(counts: Counter[EntityLabel]) -> EntityLabel:
    return max(counts, key=lambda label: (counts[label], label.value))


def _free_places(
    text: str, blocks: Sequence[tuple[int, int]], mentions: Sequence[Mention], labels: dict[str, EntityLabel]
) -> dict[str, list[Mention]]:
    """Where each form stands outside all mentions."""
    forms = Gazetteer(Entry(form, label, form) for form, label in labels.items() if _spreadable(form))
    free: dict[str, list[Mention]] = {}
    taken: set[int] = set()
    for mention in mentions:
        taken.update(range(mention.start, mention.end))
    for start, end in blocks if len(forms) else ():
        for match in forms.matches(text, start, end):
            if taken.isdisjoint(range(match.start, match.end)):
                place = Mention(match.start, match.end, match.entry.label, "document")
                free.setdefault(match.entry.name, []).append(place)
    return free


def _spreadable(form: str) -> bool:
    return len(form) >= 2 and not form.isdigit()
