"""Train the entity tagger: one conditional random field over several sets that label differently.

Each set keeps a `convention` of its own, which is part of a few features (after the frustratingly easy domain
adaptation of Daumé 2007): contexts and forms are shared, habits of labeling are not. The project's own gold
articles are repeated, since their convention is the one that is shipped; silver sentences of business text
(`entities_silver`) count as of that convention. Of the gazetteers' matches a part is hidden, so that the tagger learns
to find names by their context too.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from xhsnlp.entities.companies import CompanyNames
from xhsnlp.entities.entity import EntityLabel
from xhsnlp.entities.features import features_of
from xhsnlp.entities.finder import stretches
from xhsnlp.entities.gazetteer import Match, shipped_gazetteer
from xhsnlp.entities.tagger import GUIDELINES, LabeledSpan, tags_of
from xhsnlp.entities.units import cut_units, fold
from xhsnlp.segment.dictionary import private_jieba
from xhsnlp.training.entities_silver import SETS, silver_spans, silver_texts

SEED = 0
#: How often the gold articles are repeated, each time with other names hidden.
GOLD_WEIGHT = 3
#: Share of the gazetteers' matches that are hidden, in per cent.
HIDDEN = 30
#: The list of company names, and its terms.
COMPANIES = ("data/lexicons/company_short_names.txt", "Apache-2.0 (Company-Names-Corpus)")

_CLUENER = {
    "company": "ORG", "organization": "ORG", "government": "ORG", "name": "PER", "address": "LOC",
    "scene": "LOC", "position": "TITLE", "book": "WORK", "movie": "WORK", "game": "PRODUCT",
}  # fmt: skip
_RESUME = {"ORG": "ORG", "TITLE": "TITLE", "NAME": "PER"}
_WIKIPEDIA = {"ORG": "ORG", "PER": "PER", "LOC": "LOC"}


@dataclass(frozen=True, slots=True)
class Source:
    """A training set: its file, convention, map of labels to ours, and terms."""

    name: str
    path: str
    convention: str
    labels: dict[str, str]
    terms: str


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
    target = out / "entities"
    target.mkdir(parents=True, exist_ok=True)
    companies = CompanyNames.of(_company_names(shared / COMPANIES[0]))
    companies.save(target / "companies.npz")
    samples: list[Sample] = []
    used: list[dict[str, Any]] = [
        {"name": "Company-Names-Corpus, short names, as hashes", "terms": COMPANIES[1]}
    ]
    for source in SOURCES:
        if open_only and source.terms.startswith("unstated"):
            continue
        found = list(samples_of(source, shared, companies))
        samples += found
        used.append({"name": source.name, "terms": source.terms, "sentences": len(found)})
    paths = sorted((shared / "gold/train/resolved").glob("*.json"))
    for turn in range(GOLD_WEIGHT):
        samples += gold_samples(paths, companies, turn)
    used.append({"name": "gold articles of this project", "terms": "project", "articles": len(paths)})
    for name, path, size, terms in SETS:
        if open_only and terms.startswith("unstated"):
            continue
        labeled = silver_spans(silver_texts(shared / path, size, SEED), shipped_gazetteer())
        found = [
            sample for text, spans in labeled for sample in samples_from(text, spans, GUIDELINES, companies)
        ]
        samples += found
        used.append({"name": f"{name} (silver labels)", "terms": terms, "sentences": len(found)})
    fit(samples, target / "ner.crfsuite")
    return {"data": used, "seed": SEED, "size": (target / "ner.crfsuite").stat().st_size, "scores": {}}


def _company_names(path: Path) -> Iterator[str]:
    """Names of the list that are no words of the dictionary."""
    words = private_jieba()
    words.initialize()
    yield from (name for name in path.read_text("utf-8").split() if not words.FREQ.get(name))


def fit(samples: list[Sample], path: Path, iterations: int = 60, c1: float = 0.9, c2: float = 0.01) -> None:
    """Fit the field by L-BFGS with elastic-net regularization."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    random.Random(SEED).shuffle(samples)
    for features, tags in samples:
        trainer.append(features, tags)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": iterations, "feature.minfreq": 4})
    trainer.train(str(path))


def samples_of(source: Source, shared: Path, companies: CompanyNames) -> Iterator[Sample]:
    """Features and tags of each sentence of a set."""
    for line in (shared / source.path).read_text("utf-8").splitlines():
        item = json.loads(line)
        spans = [
            (entity["start"], entity["end"], EntityLabel(source.labels[entity["label"]]))
            for entity in item["entities"]
            if entity["label"] in source.labels
        ]
        yield from samples_from(item["text"], spans, source.convention, companies)


def gold_samples(paths: Iterable[Path], companies: CompanyNames, turn: int = 0) -> Iterator[Sample]:
    """Samples of resolved gold annotations; `turn` decides which names are hidden."""
    for path in paths:
        item = json.loads(path.read_text("utf-8"))
        text = (path.parent.parent / item["article"]).read_text("utf-8")
        spans = [
            (entity["start"], entity["end"], EntityLabel(entity["label"])) for entity in item["entities"]
        ]
        yield from samples_from(text, spans, GUIDELINES, companies, turn)


def samples_from(
    text: str, spans: list[LabeledSpan], convention: str, companies: CompanyNames, turn: int = 0
) -> Iterator[Sample]:
    """One sample a stretch of the text."""
    names = shipped_gazetteer()
    folded = fold(text)
    for start, end in stretches(folded, 0, len(folded)):
        units = cut_units(folded, start, end)
        inside = sorted((a, b, label) for a, b, label in spans if start <= a and b <= end)
        matches = [
            match
            for match in names.matches(folded, start, end)
            if not _hidden(match, folded[start:end], turn)
        ]
        yield features_of(folded, units, matches, convention, companies), tags_of(units, inside)


def _hidden(match: Match, stretch: str, turn: int) -> bool:
    key = f"{turn} {match.entry.name} {stretch}"
    return crc32(key.encode("utf-8", "surrogatepass")) % 100 < HIDDEN
