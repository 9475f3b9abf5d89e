"""Gold sentences with other names in place of their own, so that the tagger learns the places of names, not the names.

After the augmentation by mention replacement of Dai and Adel (2020).
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

from xhsnlp.entities.entity import EntityLabel
from xhsnlp.entities.features import word_classes
from xhsnlp.entities.gazetteer import shipped_gazetteer
from xhsnlp.entities.tagger import LabeledSpan

#: Share of the names of an article that are exchanged.
CHANGED = 0.6
#: A set of persons' names.
PERSONS = "data/ner/resume_ner/train.jsonl"
_RENAMED = (EntityLabel.ORG, EntityLabel.PER, EntityLabel.PRODUCT)

Pool = dict[EntityLabel, list[str]]


def name_pool(shared: Path, companies: Sequence[str]) -> Pool:
    """Names by label: of the gazetteers, of a list of companies, and of persons.

    Args:
        shared: folder that holds `data/`.
        companies: names of companies.
    """
    pool: Pool = {label: [] for label in _RENAMED}
    for entry in shipped_gazetteer().entries.values():
        if not entry.ambiguous and entry.label in pool and 2 <= len(entry.name) <= 14:
            pool[entry.label].append(entry.name)
    few = random.Random(0).sample(companies, min(len(pool[EntityLabel.ORG]), len(companies)))
    surnames = word_classes()["surname"]
    persons = {
        row["text"][entity["start"] : entity["end"]]
        for row in map(json.loads, (shared / PERSONS).read_text("utf-8").splitlines())
        for entity in row["entities"]
        if entity["label"] == "NAME"
    }
    pool[EntityLabel.ORG] += few
    pool[EntityLabel.PER] += sorted(name for name in persons if name[:1] in surnames and 2 <= len(name) <= 4)
    return {label: sorted(set(names)) for label, names in pool.items()}


def renamed(
    text: str, spans: Sequence[LabeledSpan], pool: Pool, dice: random.Random
) -> tuple[str, list[LabeledSpan]]:
    """A text in which some names are exchanged for others of the same label, each wherever it is marked."""
    new: dict[tuple[str, EntityLabel], str] = {}
    parts: list[str] = []
    moved: list[LabeledSpan] = []
    place = size = 0
    for start, end, label in sorted(spans):
        if start < place:
            continue
        old = text[start:end]
        if (old, label) not in new:
            change = label in pool and dice.random() < CHANGED
            new[old, label] = dice.choice(pool[label]) if change else old
        name = new[old, label]
        parts += [text[place:start], name]
        size += start - place
        moved.append((size, size + len(name), label))
        size += len(name)
        place = end
    return "".join([*parts, text[place:]]), moved
