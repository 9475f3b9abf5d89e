"""Claims of sentences of public sets with the labels that were written for this project (`data/labels.tsv`).

The file holds places and labels alone, no text: whoever has the sets can train on them, nobody gets their sentences.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from xhsnlp.article import Article
from xhsnlp.claims.claim import Claim, ClaimType, Modality, Polarity, Subject
from xhsnlp.resources import read_rows
from xhsnlp.spans import Span, overlap
from xhsnlp.speech.speech import Speaker, SpeakerKind
from xhsnlp.training.gold_claims import LabeledArticle, LabeledClaim

DATA = Path(__file__).parent / "data" / "labels.tsv"
#: The field of a set's records that holds the text.
FIELD = "text"


@dataclass(frozen=True)
class Label:
    """A row of the file.

    Attributes:
        source: the set and the line of its file, from 0.
        check: the first digits of the text's sha256.
        spans: start and end of evidence, subject, predicate, object and speaker; None where there is none.
        slots: type, modality, polarity, sentiment, theme.
    """

    source: tuple[str, int]
    check: str
    spans: tuple[tuple[int, int] | None, ...]
    slots: tuple[str, ...]


def read_labels(path: Path = DATA) -> list[Label]:
    """The rows of the file, in order."""
    found = []
    for name, line, check, *rest in read_rows(path):
        spans = tuple(_places(value) for value in rest[:5])
        found.append(Label((name, int(line)), check, spans, tuple(rest[5:])))
    return found


def labeled_terms() -> list[dict[str, str]]:
    """The labeled sets for a model card."""
    names = dict.fromkeys(label.source[0] for label in read_labels())
    return [{"name": f"{name}, labels of our own (CC0)", "terms": "unstated"} for name in names]


def check_of(text: str) -> str:
    """What tells that a line is the one that was labeled."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]


def read_labeled(shared: Path) -> list[LabeledArticle]:
    """The labeled sentences, each as an article; none of sets that are not there, or lines that have changed."""
    texts: dict[str, list[str]] = {}
    found: dict[tuple[str, int], LabeledArticle] = {}
    for label in read_labels():
        name, line = label.source
        if name not in texts:
            texts[name] = _texts(shared, name)
        text = texts[name][line] if line < len(texts[name]) else ""
        if check_of(text) != label.check:
            continue
        if label.source not in found:
            found[label.source] = LabeledArticle(f"{name}:{line}", Article(text), [])
        article = found[label.source]
        sentiment, theme = label.slots[3:5]
        article.claims.append(LabeledClaim(_claim(label, article.article), sentiment, theme))
    return list(found.values())


def _texts(shared: Path, name: str) -> list[str]:
    path = shared / "data" / name / "train.jsonl"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [json.loads(line)[FIELD] for line in lines]


def _places(value: str) -> tuple[int, int] | None:
    if value == "-":
        return None
    start, end = value.split(":")
    return int(start), int(end)


def _claim(label: Label, article: Article) -> Claim:
    from xhsnlp.figures import find

    evidence, subject, predicate, thing, speaker = (
        Span.of(article.text, *place) if place else None for place in label.spans
    )
    assert evidence is not None
    kind, modality, polarity = label.slots[:3]
    block = next((b for b in article.blocks if b.start <= evidence.start < b.end), article.blocks[0])
    outside = subject is not None and not (evidence.start <= subject.start and subject.end <= evidence.end)
    return Claim(
        article=article.id,
        evidence=evidence,
        block=block.index,
        subject=Subject(subject.text, subject.start, subject.end, None, outside) if subject else None,
        predicate=predicate,
        object=thing,
        type=ClaimType(kind),
        modality=Modality(modality),
        polarity=Polarity(polarity),
        figures=tuple(figure for figure in find(article.text) if overlap(figure, evidence)),
        speaker=Speaker(speaker.text, speaker.start, speaker.end, SpeakerKind.PERSON) if speaker else None,
    )
