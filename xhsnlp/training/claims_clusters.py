"""Word clusters: words that stand among like words share a number, so that models know verbs they never saw.

Counts of the words one and two places to the left and right over business text, weighted by positive pointwise mutual
information, reduced by a singular value decomposition (Levy and Goldberg, 2014), and grouped by k-means, coarsely and finely.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

#: Sets of text, and whether their terms are open.
SETS = (
    ("relations/finre/train.jsonl", True),
    ("events/fewfc/train_base.jsonl", True),
    ("events/fewfc/train_trans.jsonl", True),
    ("segmentation/ud_gsdsimp/train.jsonl", True),
    ("ner/cluener/train.jsonl", False),
    ("ner/ccks_fin_event_subject/train.jsonl", False),
    ("sentiment/cfsc_absa/train.jsonl", False),
    ("sentiment/finne/train.jsonl", False),
    ("themes/finnl/train.jsonl", False),
)
LEAST = 8
CONTEXTS = 3000
SIZE = 60
GROUPS = (60, 250)
_DIGITS = re.compile(r"[0-9０-９.％%]+")


def sentences(shared: Path, open_only: bool) -> Iterator[list[str]]:
    """Sentences in words, numbers replaced."""
    import jieba

    cutter = jieba.Tokenizer()
    for name, is_open in SETS:
        path = shared / "data" / name
        if (open_only and not is_open) or not path.exists():
            continue
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield _split(cutter.lcut(row.get("text") or row.get("content") or ""))
    for path in sorted((shared / "gold" / "train" / "articles").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            yield _split(cutter.lcut(line))


def _split(words: list[str]) -> list[str]:
    out = []
    for word in words:
        if len(word) > 1 and word[0] in "不没未":
            out += [word[0], word[1:]]
        else:
            out.append(_DIGITS.sub("#", word))
    return out


def make_clusters(shared: Path, out: Path, open_only: bool = False) -> int:
    """Write `clusters.npz`: words and their group at each grain. Returns the number of words."""
    from scipy.sparse import coo_matrix
    from sklearn.cluster import KMeans
    from sklearn.utils.extmath import randomized_svd

    lines = list(sentences(shared, open_only))
    counts = Counter(word for line in lines for word in line)
    words = sorted(word for word, count in counts.items() if count >= LEAST)
    place = {word: i for i, word in enumerate(words)}
    contexts = {
        word: i
        for i, (word, _) in enumerate(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:CONTEXTS])
    }
    pairs: Counter[tuple[int, int]] = Counter()
    for line in lines:
        for i, word in enumerate(line):
            if word not in place:
                continue
            for slot, step in enumerate((-2, -1, 1, 2)):
                other = line[i + step] if 0 <= i + step < len(line) else "#END"
                context = contexts.get(other)
                if context is not None:
                    pairs[place[word], slot * CONTEXTS + context] += 1
    rows, columns = zip(*pairs, strict=True)
    table = coo_matrix(
        (list(pairs.values()), (rows, columns)), shape=(len(words), 4 * CONTEXTS), dtype=float
    ).tocsr()
    total = table.sum()
    left, right = np.asarray(table.sum(1)).ravel(), np.asarray(table.sum(0)).ravel()
    sparse = table.tocoo()
    weight = np.log(
        sparse.data * total / (left[sparse.row] * np.power(right[sparse.col], 0.75) * right.sum() ** 0.25)
    )
    keep = weight > 0
    positive = coo_matrix((weight[keep], (sparse.row[keep], sparse.col[keep])), shape=table.shape).tocsr()
    u, s, _ = randomized_svd(positive, SIZE, random_state=0)
    vectors = u * np.sqrt(s)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    groups = [KMeans(k, n_init=1, random_state=0, max_iter=60).fit_predict(vectors) for k in GROUPS]
    out.mkdir(parents=True, exist_ok=True)
    names = np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)
    kind = np.uint8 if max(GROUPS) < 256 else np.uint16
    np.savez_compressed(out / "clusters.npz", names=names, groups=np.array(groups, dtype=kind))
    return len(words)
