"""The gold standard as training material: documents with the earlier stages' results, and claims in words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xhsnlp.annotations import register_extensions
from xhsnlp.article import Article
from xhsnlp.claims.features import WordFeatures, word_features
from xhsnlp.claims.reading import Reading, Unit
from xhsnlp.entities.entity import Entity
from xhsnlp.errors import error
from xhsnlp.figures.figure import Figure
from xhsnlp.spans import Span
from xhsnlp.times.time import Time

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

EARLIER = ("xhsnlp_entities", "xhsnlp_figures", "xhsnlp_times")


@dataclass
class GoldClaim:
    """A claim of the gold standard in words.

    Attributes:
        data: the annotation as it stands.
        unit: the clause of its predicate.
        predicate: its words; empty where there is no verb.
        subject, object: their words, or None.
    """

    data: dict[str, Any]
    unit: Unit
    predicate: tuple[int, int]
    subject: tuple[int, int] | None
    object: tuple[int, int] | None


@dataclass
class GoldArticle:
    """An article with its reading and its claims, in order of their clause; `doubtful` are clauses that teach nothing."""

    name: str
    article: Article
    data: dict[str, Any]
    reading: Reading
    known: WordFeatures
    claims: list[GoldClaim]
    doubtful: frozenset[int] = frozenset()


def read_split(folder: Path, given: bool = False) -> list[GoldArticle]:
    """Read `articles/` and `resolved/` of a split.

    Args:
        folder: `gold/train` or `gold/dev`.
        given: take entities, figures and times from the annotation instead of predicting them.

    Raises:
        InputError: an annotation does not fit its article (E116).
    """
    nlp = _pipeline(given)
    found = []
    for path in sorted((folder / "resolved").glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        text = (folder / "articles" / (path.stem + ".txt")).read_text("utf-8")
        article = Article(text, published=data["published"])
        doc = nlp.make_doc(article.text)
        doc._.article = article
        if given:
            _give(doc, data)
        found.append(_gold_article(path.stem, article, nlp(doc), data))
    return found


def _pipeline(given: bool) -> Language:
    import spacy

    register_extensions()
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "xhsnlp.JiebaTokenizer.v1"}}})
    stages = ("xhsnlp_sentences", "xhsnlp_tagger", *(() if given else EARLIER), "xhsnlp_speech")
    for stage in stages:
        nlp.add_pipe(stage)
    return nlp


def _give(doc: Doc, data: dict[str, Any]) -> None:
    doc._.entities = [Entity.from_dict(item) for item in data["entities"]]
    doc._.figures = [Figure.from_dict(item) for item in data["figures"]]
    doc._.times = [Time.from_dict(item) for item in data["times"]]


def _gold_article(name: str, article: Article, doc: Doc, data: dict[str, Any]) -> GoldArticle:
    reading = Reading.of(doc)
    claims = []
    for claim in data["claims"]:
        if article.text[claim["evidence"]["start"] : claim["evidence"]["end"]] != claim["evidence"]["text"]:
            raise error("E116", where=name, why=f"claim {claim['id']} is not at its place")
        made = _gold_claim(reading, claim)
        if made is not None:
            claims.append(made)
    claims.sort(key=lambda c: (c.unit.number, c.predicate))
    return GoldArticle(name, article, data, reading, word_features(reading), claims)


def _gold_claim(reading: Reading, claim: dict[str, Any]) -> GoldClaim | None:
    def words(slot: str) -> tuple[int, int] | None:
        value = claim[slot]
        if not value:
            return None
        first, last = reading.words_of(Span(value["text"], value["start"], value["end"]))
        return (first, last) if first < last else None

    predicate, thing = words("predicate"), words("object")
    anchor = claim["predicate"] or claim["object"] or claim["evidence"]
    unit = reading.unit_at(anchor["start"])
    if unit is None:
        return None
    if predicate is None:
        place = thing[0] if thing else unit.last
        predicate = (place, place)
    return GoldClaim(claim, unit, predicate, words("subject"), thing)
