"""Train the models of segmentation and tagging.

Which single characters belong together, and tags: LAC-small's decisions, over unlabelled text (distillation); where a
set marks names, their borders win over LAC's. Universal POS: the open UD set. All texts are cut by the tokenizer as
it runs, so that training and use agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from xhsnlp.errors import error
from xhsnlp.segment import hashed
from xhsnlp.segment.hashed import Array, HashedLinear
from xhsnlp.segment.joins import gap_features
from xhsnlp.segment.lexicon import business_lexicon
from xhsnlp.segment.tagger import base_features, context_features
from xhsnlp.segment.tagset import TAGS
from xhsnlp.segment.words import cut, rough_cut
from xhsnlp.training.lac import LacWord, lac
from xhsnlp.training.segment_fit import Fit, fit
from xhsnlp.training.segment_texts import SOURCES, Piece, pieces, read_ud

SIZE, JOIN_SIZE = 1 << 17, 1 << 16
_NOMINAL = {"n", "nz", "nr", "ns", "nt", "nw"}
_UD = "data/segmentation/ud_gsdsimp"
#: Sentences a page; the last page of every `_HELD` is held out.
_PAGE, _HELD = 40, 40


@dataclass(frozen=True, slots=True)
class Page:
    """Sentences, one a line, with labels.

    Attributes:
        text: the characters.
        silver: LAC's words.
        borders: places where a known name begins or ends.
        inside: places inside a person's name.
    """

    text: str
    silver: Sequence[LacWord]
    borders: frozenset[int]
    inside: frozenset[int]


def train(shared: Path, out: Path, open_only: bool = False) -> dict[str, Any]:
    """Write the models of this room into `out/segment/`.

    Args:
        shared: folder with `data/` and `gold/`.
        out: folder of the pipeline's models.
        open_only: leave out sets whose terms are not open.

    Raises:
        ModelError: this install of jieba lacks LAC-small, the teacher (E301).
    """
    sources = [source for source in SOURCES if source.terms == "open" or not open_only]
    labelled = label_pages(list(pieces(shared, sources)))
    folder = out / "segment"
    scores = train_joins(labelled, folder)
    # From here on texts are cut with the model just made.
    with hashed.models_from(folder):
        scores |= train_tags(labelled, folder)
        scores |= train_upos(shared, folder)
    data = [{"name": source.name, "terms": source.terms} for source in sources]
    data.append({"name": "labels of LAC-small in jieba 0.42.1", "terms": "Apache-2.0"})
    return {"data": data, "scores": scores, "seed": 0}


def label_pages(found: Sequence[Piece]) -> list[Page]:
    """Have LAC label sentences and gather them into pages."""
    teacher = lac()
    if teacher is None:
        raise error("E301", path="jieba/lac_small")
    silver = teacher.label([piece.text for piece in found])
    made = []
    for low in range(0, len(found), _PAGE):
        text, words, borders, inside = "", [], set(), set()
        for piece, row in zip(found[low : low + _PAGE], silver[low : low + _PAGE], strict=True):
            shift = len(text)
            words += [LacWord(w.start + shift, w.end + shift, w.tag, w.name) for w in row]
            for start, end, person in piece.names:
                borders |= {start + shift, end + shift}
                inside |= set(range(start + shift + 1, end + shift)) if person else set()
            text += piece.text + "\n"
            words.append(LacWord(len(text) - 1, len(text), "w", ""))
        made.append(Page(text, words, frozenset(borders), frozenset(inside - borders)))
    return made


def train_joins(labelled: Sequence[Page], folder: Path) -> dict[str, float]:
    """Fit the model of single characters that belong together."""
    rows, labels = [], []
    for page in labelled:
        rough = rough_cut(page.text)
        gaps = rough.gaps()
        starts = {word.start for word in page.silver} | page.borders
        rows.append(gap_features(page.text, np.array(rough.lengths), gaps, JOIN_SIZE))
        labels.append([int(gap + 1 not in starts or gap + 1 in page.inside) for gap in gaps.tolist()])
    held = _held_out(len(rows))
    model = fit(_stack(rows, ~held), _stack(labels, ~held), ("", "+"), Fit(JOIN_SIZE))
    model.save(folder / "joins.npz")
    return {"joins": float((model.best(_stack(rows, held)) == _stack(labels, held)).mean())}


def train_tags(labelled: Sequence[Page], folder: Path) -> dict[str, float]:
    """Fit the tagger."""
    lexicon = {entry.word: entry.tag for entry in business_lexicon()}
    words, labels = [], []
    for page in labelled:
        row = cut(page.text)
        words.append([word for word, _ in row])
        labels.append([TAGS.index(tag) for tag in project(row, page.silver, lexicon)])
    held = _held_out(len(words))
    base = [base_features(row, SIZE) for row in words]
    model = fit(_stack(base, ~held), _stack(labels, ~held), TAGS, Fit(SIZE))
    model.save(folder / "tags.npz")
    return {"tags": float((model.best(_stack(base, held)) == _stack(labels, held)).mean())}


def project(row: Sequence[tuple[str, int]], silver: Sequence[LacWord], lexicon: dict[str, str]) -> list[str]:
    """The tag of each word: of the word of LAC it is or lies in; of several, the longest, then the last.

    A name of the lexicon that LAC takes for some noun keeps the lexicon's tag.
    """
    owners: list[LacWord] = [word for word in silver for _ in range(word.end - word.start)]
    tags = []
    for word, start in row:
        covered = owners[start : start + len(word)]
        best = max(covered, key=lambda w: (sum(other is w for other in covered), w.start))
        tag = best.tag if best.tag in TAGS else "n"
        own = lexicon.get(word, "")
        tags.append(own if own in _NOMINAL and tag in _NOMINAL else tag)
    return tags


def train_upos(shared: Path, folder: Path) -> dict[str, float]:
    """Fit the Universal POS of the tokenizer's words on the UD training set; the score is on its dev set."""
    tagger = HashedLinear.read(folder / "tags.npz")
    labels = sorted({pos for _, words in read_ud(shared / _UD / "train.jsonl") for _, _, pos in words})
    data: dict[str, tuple[Array, Array]] = {}
    for split in ("train", "dev"):
        rows, truth = [], []
        for text, gold in read_ud(shared / _UD / f"{split}.jsonl"):
            row = cut(text)
            words = [word for word, _ in row]
            base = base_features(words, SIZE)
            rows.append(np.concatenate([base, context_features(words, tagger.best(base), SIZE)], 1))
            owners = {place: pos for start, end, pos in gold for place in range(start, end)}
            truth += [labels.index(owners.get(start + len(word) - 1, "X")) for word, start in row]
        data[split] = np.concatenate(rows), np.array(truth)
    model = fit(*data["train"], labels, Fit(SIZE, epochs=6))
    model.save(folder / "upos.npz")
    return {"upos_on_words_dev": float((model.best(data["dev"][0]) == data["dev"][1]).mean())}


def _held_out(pages: int) -> Array:
    return np.arange(pages) % _HELD == _HELD - 1


def _stack(rows: Iterable[Any], chosen: Array) -> Array:
    return np.concatenate([np.asarray(row, np.int64) for row, keep in zip(rows, chosen, strict=True) if keep])
