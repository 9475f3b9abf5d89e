"""Silver labels for the entity tagger: business sentences of sets that mark one company or none.

What a set marks is kept; the rest is filled in by the gazetteers and by LAC (Baidu's tagger inside jieba, where
it is there). They count as labeled by the project's guidelines: with a convention of their own, the tagger of the
guidelines found fewer new names (gold/dev F1 0.751 against 0.767; marked companies of CCKS 0.45 against 0.66).
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from xhsnlp.entities.entity import EntityLabel
from xhsnlp.entities.finder import stretches
from xhsnlp.entities.gazetteer import Gazetteer
from xhsnlp.entities.mention import Mention, without_overlap
from xhsnlp.entities.patterns import book_mentions
from xhsnlp.entities.tagger import LabeledSpan
from xhsnlp.training.lac import lac

#: Sets and how many sentences of each are taken; `terms` as in the model card.
SETS = (
    ("CCKS 2019 financial event subjects", "data/ner/ccks_fin_event_subject/train.jsonl", 4000, "unstated"),
    ("CFSC-ABSA", "data/sentiment/cfsc_absa/train.jsonl", 1500, "unstated"),
    ("FinRE", "data/relations/finre/train.jsonl", 3000, "MIT repository"),
    ("FinNL", "data/themes/finnl/train.jsonl", 1500, "unstated"),
)
_EDGE = re.compile(r"^[“”\"'（(《\s]+|[“”\"'）)》\s]+$")


def silver_texts(path: Path, size: int, seed: int) -> list[tuple[str, list[str]]]:
    """Texts of a set, each with the names that it marks."""
    found: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        names = found.setdefault(item["text"], [])
        names += [item[key] for key in ("term", "head", "tail") if key in item]
        names += [item["text"][e["start"] : e["end"]] for e in item.get("entities", ())]
    texts = sorted(found)
    chosen = random.Random(seed).sample(texts, min(size, len(texts)))
    return [(text, sorted({_EDGE.sub("", name) for name in found[text]})) for text in chosen]


def silver_spans(
    texts: list[tuple[str, list[str]]], gazetteer: Gazetteer
) -> Iterator[tuple[str, list[LabeledSpan]]]:
    """Each sentence of the texts with its silver labels."""
    parts = [
        (text[a:b], names) for text, names in texts for a, b in stretches(text, 0, len(text)) if b - a > 3
    ]
    model = lac()
    words = model.label([part for part, _ in parts]) if model is not None else [[] for _ in parts]
    for (part, names), found in zip(parts, words, strict=True):
        mentions = [*book_mentions(part, 0, len(part), gazetteer), *_marked(part, names, gazetteer)]
        mentions += [
            Mention(match.start, match.end, match.entry.label, "model")
            for match in gazetteer.matches(part)
            if not match.entry.ambiguous
        ]
        mentions += [
            Mention(word.start, word.end, EntityLabel(word.name), "document")
            for word in found
            if word.name in ("PER", "LOC", "ORG") and word.end - word.start >= 2
        ]
        yield part, [(m.start, m.end, m.label) for m in without_overlap(mentions)]


def _marked(text: str, names: list[str], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Places of the names that the set marks, which are companies but for some countries and products."""
    for name in names:
        entry = gazetteer.get(name)
        if len(name) >= 2 and (entry is None or entry.label is EntityLabel.ORG):
            for found in re.finditer(re.escape(name), text):
                yield Mention(found.start(), found.end(), EntityLabel.ORG, "user")
