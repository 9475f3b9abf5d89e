"""Train the entity tagger: one conditional random field over several sets that label differently.

Each set keeps a `convention` of its own, which is part of a few features (after the frustratingly easy domain
adaptation of Daumé 2007): contexts and forms are shared, habits of labeling are not. The project's own gold
articles are repeated, since their convention is the one that is shipped; silver sentences of business text
(`entities_silver`) count as of that convention.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xhsnlp.entities.entity import EntityLabel
from xhsnlp.entities.features import features_of
from xhsnlp.entities.finder import stretches
from xhsnlp.entities.gazetteer import Gazetteer, shipped_gazetteer
from xhsnlp.entities.tagger import GUIDELINES, LabeledSpan, tags_of
from xhsnlp.entities.units import cut_units, fold
from xhsnlp.training.entities_silver import SETS, silver_spans, silver_texts

SEED = 0
#: How often the gold articles are repeated.
GOLD_WEIGHT = 2

_CLUENER = {
    "company": "ORG", "organization": "ORG", "government": "ORG", "name": "PER", "address": "LOC",
    "scene": "LOC", "position": "TITLE", "book": "WORK", "movie": "WORK", "game": "PRODUCT",
}  # fmt: skip
_RESUME = {"ORG": "ORG", "TITLE": "TITLE", "NAME": "PER"}
_WIKIPEDIA = {"ORG": "ORG", "PER": "PER", "LOC": "LOC"}


@dataclass(frozen=True, slots=True)
class Source:
    """A training set: its file, convention, map of labels to ours, terms, and how often it is repeated."""

    name: str
    path: str
    convention: str
    labels: dict[str, str]
    terms: str
    weight: int = 1


SOURCES = (
    Source("CLUENER 2020", "data/ner/cluener/train.jsonl", "c", _CLUENER, "unstated (CLUEbenchmark)"),
    Source("Resume NER (Zhang and Yang 2018)", "data/ner/resume_ner/train.jsonl", "r", _RESUME, "unstated"),
    Source(
        "Universal NER, UD Chinese GSDSimp",
        "data/ner/uner_gsdsimp/train.jsonl",
        "w",
        _WIKIPEDIA,
        "CC BY-SA 4.0",
    ),
)

Sample = tuple[list[list[str]], list[str]]


def train(shared: Path, out: Path, open_only: bool = False) -> dict[str, Any]:
    """Train and write `out/entities/ner.crfsuite`.

    Args:
        shared: folder that holds `data/` and `gold/`.
        out: folder of the pipeline's models.
        open_only: leave out sets without stated terms.

    Returns:
        What the model card says: data and their terms, seed, sizes.
    """
    samples: list[Sample] = []
    used = []
    for source in SOURCES:
        if open_only and source.terms.startswith("unstated"):
            continue
        found = list(samples_of(source, shared))
        samples += found * source.weight
        used.append({"name": source.name, "terms": source.terms, "sentences": len(found)})
    gold = list(gold_samples(sorted((shared / "gold/train/resolved").glob("*.json"))))
    samples += gold * GOLD_WEIGHT
    used.append({"name": "gold articles of this project", "terms": "project", "sentences": len(gold)})
    target = out / "entities"
    target.mkdir(parents=True, exist_ok=True)
    for name, path, size, terms in SETS:
        if open_only and terms.startswith("unstated"):
            continue
        labeled = silver_spans(silver_texts(shared / path, size, SEED), shipped_gazetteer())
        found = [sample for text, spans in labeled for sample in samples_from(text, spans, GUIDELINES)]
        samples += found
        used.append({"name": f"{name} (silver labels)", "terms": terms, "sentences": len(found)})
    fit(samples, target / "ner.crfsuite")
    return {"data": used, "seed": SEED, "size": (target / "ner.crfsuite").stat().st_size, "scores": {}}


def fit(samples: list[Sample], path: Path, iterations: int = 60, c1: float = 0.9, c2: float = 0.01) -> None:
    """Fit the field by L-BFGS with elastic-net regularization."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    random.Random(SEED).shuffle(samples)
    for features, tags in samples:
        trainer.append(features, tags)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": iterations, "feature.minfreq": 4})
    trainer.train(str(path))


def samples_of(source: Source, shared: Path) -> Iterator[Sample]:
    """Features and tags of each sentence of a set."""
    for line in (shared / source.path).read_text("utf-8").splitlines():
        item = json.loads(line)
        spans = [
            (entity["start"], entity["end"], EntityLabel(source.labels[entity["label"]]))
            for entity in item["entities"]
            if entity["label"] in source.labels
        ]
        yield from samples_from(item["text"], spans, source.convention)


def gold_samples(paths: Iterable[Path]) -> Iterator[Sample]:
    """Samples of resolved gold annotations."""
    for path in paths:
        item = json.loads(path.read_text("utf-8"))
        text = (path.parent.parent / item["article"]).read_text("utf-8")
        spans = [
            (entity["start"], entity["end"], EntityLabel(entity["label"])) for entity in item["entities"]
        ]
        yield from samples_from(text, spans, GUIDELINES)


def samples_from(
    text: str, spans: list[LabeledSpan], convention: str, gazetteer: Gazetteer | None = None
) -> Iterator[Sample]:
    """One sample a stretch of the text."""
    names = gazetteer or shipped_gazetteer()
    folded = fold(text)
    for start, end in stretches(folded, 0, len(folded)):
        units = cut_units(folded, start, end)
        inside = sorted((a, b, label) for a, b, label in spans if start <= a and b <= end)
        matches = list(names.matches(folded, start, end))
        yield features_of(folded, units, matches, convention), tags_of(units, inside)
