"""Segmentation beside jieba: word F1, F1 of word and Universal POS, name integrity, speed.

    python benchmarks/segment.py ../shared

Prints a Markdown table. The SIGHAN sets are for testing alone; their standards differ from this library's, whose words
are jieba's, so they tell how far the standards lie apart rather than who is right.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from xhsnlp.segment.dictionary import import_jieba
from xhsnlp.segment.tagger import tag_words
from xhsnlp.segment.words import cut

Words = list[tuple[str, int]]
Cutter = Callable[[str], Words]
SETS = {
    "UD GSDSimp test": "data/segmentation/ud_gsdsimp/test.jsonl",
    "SIGHAN PKU (test only)": "data/segmentation/test_only/sighan05_pku.jsonl",
    "SIGHAN MSR (test only)": "data/segmentation/test_only/sighan05_msr.jsonl",
}


def jieba_cut(text: str) -> Words:
    place, words = 0, []
    for word in import_jieba().cut(text):
        words.append((word, place))
        place += len(word)
    return words


def items(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def gold_words(item: dict) -> set[tuple[int, int]]:
    place, found = 0, set()
    for token in item["tokens"]:
        place = item["text"].index(token, place)
        found.add((place, place + len(token)))
        place += len(token)
    return found


def word_f1(path: Path, cutter: Cutter) -> float:
    right = total = 0
    for item in items(path):
        gold = gold_words(item)
        found = {(start, start + len(word)) for word, start in cutter(item["text"]) if word.strip()}
        right += len(gold & found)
        total += len(gold) + len(found)
    return 2 * right / total


def tagged_f1(path: Path) -> float:
    right = total = 0
    for item in items(path):
        spans = sorted(gold_words(item))
        gold = {(*span, pos) for span, pos in zip(spans, item["pos"], strict=True)}
        words = cut(item["text"])
        _, poses = tag_words([word for word, _ in words])
        found = {(s, s + len(w), pos) for (w, s), pos in zip(words, poses, strict=True) if w.strip()}
        right += len(gold & found)
        total += len(gold) + len(found)
    return 2 * right / total


def integrity(folder: Path, cutter: Cutter) -> float:
    """Share of gold mentions of entities whose borders are borders of words."""
    kept = total = 0
    for path in sorted((folder / "resolved").glob("*.json")):
        text = (folder / "articles" / f"{path.stem}.txt").read_text("utf-8")
        borders = {start for _, start in cutter(text)} | {len(text)}
        for mention in json.loads(path.read_text("utf-8"))["entities"]:
            kept += mention["start"] in borders and mention["end"] in borders
            total += 1
    return kept / total


def speed(texts: list[str], run: Callable[[str], object]) -> float:
    """Characters a second of processor time."""
    run(texts[0])
    begin = time.process_time()
    for text in texts:
        run(text)
    return sum(map(len, texts)) / (time.process_time() - begin)


def main(shared: Path) -> None:
    rows = [
        (name, word_f1(shared / path, cut), word_f1(shared / path, jieba_cut)) for name, path in SETS.items()
    ]
    for split in ("train", "dev"):
        folder = shared / "gold" / split
        rows.append((f"name integrity, gold {split}", integrity(folder, cut), integrity(folder, jieba_cut)))
    print("| | xhsnlp | jieba |\n|---|---|---|")
    for name, own, other in rows:
        print(f"| {name} | {own:.3f} | {other:.3f} |")
    print(f"| UD GSDSimp test, word + Universal POS | {tagged_f1(shared / SETS['UD GSDSimp test']):.3f} | |")
    texts = [path.read_text("utf-8") for path in sorted((shared / "gold/train/articles").glob("*.txt"))]
    print(f"| characters a second, words | {speed(texts, cut):,.0f} | {speed(texts, jieba_cut):,.0f} |")
    both = speed(texts, lambda text: tag_words([word for word, _ in cut(text)]))
    print(f"| characters a second, words and tags | {both:,.0f} | |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
