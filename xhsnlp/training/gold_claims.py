"""The gold standard's claims as `Claim` objects, for the models that come after claim extraction."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xhsnlp.article import Article
from xhsnlp.claims.claim import Claim, ClaimType, Modality, Polarity, Subject
from xhsnlp.errors import error
from xhsnlp.figures.figure import Figure
from xhsnlp.spans import Span, overlap
from xhsnlp.speech.speech import Speaker, SpeakerKind


@dataclass(frozen=True)
class LabeledClaim:
    """A claim with the labels of the gold standard."""

    claim: Claim
    sentiment: str
    theme: str


@dataclass(frozen=True)
class LabeledArticle:
    """An article of the gold standard; `claims` in order of their evidence."""

    name: str
    article: Article
    claims: list[LabeledClaim]


def read_gold(folder: Path) -> list[LabeledArticle]:
    """Read `articles/` and `resolved/` of a split.

    Raises:
        InputError: an annotation does not fit its article (E116).
    """
    found = []
    for path in sorted((folder / "resolved").glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        text = (folder / "articles" / (path.stem + ".txt")).read_text("utf-8")
        found.append(labeled_article(path.stem, Article(text, published=data["published"]), data))
    return found


def labeled_article(name: str, article: Article, data: dict[str, Any]) -> LabeledArticle:
    """An article with the claims of its annotation, which has offsets.

    Raises:
        InputError: the annotation does not fit the article (E116).
    """
    figures = [Figure.from_dict(item) for item in data["figures"]]
    claims = [
        LabeledClaim(_claim(item, article, figures, name), item["sentiment"], item["theme"])
        for item in data["claims"]
    ]
    claims.sort(key=lambda item: (item.claim.evidence.start, item.claim.evidence.end))
    return LabeledArticle(name, article, claims)


def _claim(item: dict[str, Any], article: Article, figures: list[Figure], name: str) -> Claim:
    def span(key: str) -> Span | None:
        value = item[key]
        return Span(value["text"], value["start"], value["end"]) if value else None

    evidence, subject, speaker = span("evidence"), span("subject"), span("speaker")
    block = next((b for b in article.blocks if evidence and b.start <= evidence.start < b.end), None)
    if evidence is None or block is None:
        raise error("E116", where=name, why=f"claim {item['evidence']!r} is not at its place")
    own = [Span(f["text"], f["start"], f["end"]) for f in item["figures"]]
    outside = subject is not None and not (evidence.start <= subject.start and subject.end <= evidence.end)
    return Claim(
        article=article.id,
        evidence=evidence,
        block=block.index,
        subject=Subject(subject.text, subject.start, subject.end, None, outside) if subject else None,
        predicate=span("predicate"),
        object=span("object"),
        type=ClaimType(item["type"]),
        modality=Modality(item["modality"]),
        polarity=Polarity(item["polarity"]),
        figures=tuple(f for f in figures if any(overlap(f, other) for other in own)),
        speaker=Speaker(speaker.text, speaker.start, speaker.end, SpeakerKind.PERSON) if speaker else None,
    )
