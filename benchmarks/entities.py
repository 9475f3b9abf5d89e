"""Quality and speed of the entities alone, beside peers in the same run.

    python benchmarks/entities.py --data ../shared [--limit N] [--model FILE]

Gold articles: exact F1 of spans with labels, of spans, and B-cubed linking. CLUENER (development set): micro F1 after
its ten types are mapped to ours, as shipped and with the tagger told that the text follows CLUENER's convention.
CCKS (development set): share of the marked companies that are found. MSRA (test only, never trained on): F1 of
PER, LOC and ORG. Peers: jieba.posseg, and LAC-small run with numpy where jieba carries it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from xhsnlp.article import Article
from xhsnlp.entities.finder import EntityFinder
from xhsnlp.entities.gazetteer import shipped_gazetteer
from xhsnlp.entities.tagger import GUIDELINES, Tagger, shipped_tagger
from xhsnlp.evaluation.evaluate import score
from xhsnlp.evaluation.gold import read_gold
from xhsnlp.training.entities import SOURCES
from xhsnlp.training.lac import lac

Spans = set[tuple[int, int, str]]
Find = Callable[[str], Spans]


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


def ours(finder: EntityFinder, labels: frozenset[str] | None = None) -> Find:
    """What the finder finds in a sentence."""

    def find(text: str) -> Spans:
        found = {(e.start, e.end, e.label.value) for e in finder.find(text, [(0, len(text))])}
        return {span for span in found if labels is None or span[2] in labels}

    return find


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


LABELS = frozenset({"PER", "LOC", "ORG"})


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


def on_gold_linked(folder: Path, finder: EntityFinder) -> dict[str, Any]:
    """The same for the finder, with its blocks and canonical names."""
    gold = read_gold(folder)
    predicted = {}
    for item in gold:
        article: Article = item.article
        entities = finder.find(article.text, [(b.start, b.end) for b in article.blocks])
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


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds data/ and gold/")
    parser.add_argument("--limit", type=int, default=0, help="sentences of each set; 0 for all")
    parser.add_argument("--model", type=Path, help="a tagger other than the shipped one")
    options = parser.parse_args(arguments)
    tagger = Tagger(options.model) if options.model else shipped_tagger()
    finder = EntityFinder(tagger, shipped_gazetteer())
    folder, limit = options.data / "data/ner", options.limit
    for split in ("train", "dev"):
        print(f"gold/{split}", on_gold_linked(options.data / "gold" / split, finder), flush=True)
    cluener = next(source for source in SOURCES if source.path.startswith("data/ner/cluener"))
    for convention in (GUIDELINES, cluener.convention):
        find = ours(EntityFinder(tagger, shipped_gazetteer(), convention=convention))
        value = on_sentences(folder / "cluener/dev.jsonl", limit, find, cluener.labels)
        print(f"CLUENER dev, convention {convention}: {value:.4f}", flush=True)
    same = {label: label for label in LABELS}
    for name, find in (("xhsnlp", ours(finder, LABELS)), ("jieba.posseg", posseg), ("lac-small", lac_small)):
        text = (options.data / "gold/dev/articles/xhs-2023.txt").read_text("utf-8")
        find(text)
        start = time.process_time()
        find(text)
        speed = len(text) / max(time.process_time() - start, 1e-9)
        recall = company_recall(folder / "ccks_fin_event_subject/dev.jsonl", limit, find)
        msra = on_sentences(folder / "msra_test_only/test.jsonl", limit, find, same)
        dev = on_gold(options.data / "gold/dev", find)
        print(
            f"{name}: CCKS recall {recall:.4f}, MSRA {msra:.4f}, gold/dev f1 {dev['f1']:.4f} span {dev['span']:.4f}, "
            f"{speed:,.0f} characters/s",
            flush=True,
        )


if __name__ == "__main__":
    main()
