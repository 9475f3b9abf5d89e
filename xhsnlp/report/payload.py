"""What the page is given: articles with their marks and claims, entities, and the digest, as small JSON.

A span is `[start, end]` where the article's text holds it; where the text is missing or differs, its own words follow:
`[start, end, words]`. Figures and times stand once in their article; claims name them by number. Values that are null,
false or the usual one are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from xhsnlp.report.quotes import find_quotes
from xhsnlp.report.series import find_series

Json = Mapping[str, Any]
_FIGURE = ("kind", "value", "low", "high", "unit", "comparator", "change", "by", "baseline", "per", "implied")
#: Lists that an article always has, so that the script need not ask.
_LISTS = ("blocks", "entities", "figures", "times", "quotes", "claims", "warnings")
_USUAL = {"comparator": "=", "modality": "asserted", "polarity": "affirmed"}


def make_payload(extractions: Iterable[Json], digest: Json | None) -> dict[str, Any]:
    """The data of the page.

    Args:
        extractions: JSON forms; an article that comes twice is shown once.
        digest: JSON form, or None. Its articles that are not among the extractions are shown without text.
    """
    articles: dict[str, dict[str, Any]] = {}
    entities: dict[str, list[str]] = {}
    for extraction in extractions:
        key = extraction["article"]["id"]
        if key not in articles:
            articles[key] = _article(extraction)
            for entity in extraction["entities"]:
                entities.setdefault(entity["entity"], [entity["canonical"], entity["label"]])
    data: dict[str, Any] = {}
    if digest is not None:
        for name, found in digest["names"].items():
            entities[name] = [found["name"], found["label"]]
        for extraction in _textless(digest, articles):
            articles[extraction["article"]["id"]] = _article(extraction)
        data["digest"] = _digest(digest)
    data["articles"] = sorted(
        articles.values(),
        key=lambda a: (a.get("published") is None, a.get("published") or "", a["name"], a["id"]),
    )
    data["entities"] = dict(sorted(entities.items()))
    data["series"] = find_series(data["articles"], data.get("digest"))
    return data


def _textless(digest: Json, known: Mapping[str, object]) -> Iterator[dict[str, Any]]:
    """The articles of a digest that came without a text, as extractions of claims alone."""
    claims: dict[str, list[Json]] = {}
    for claim in digest["claims"]:
        claims.setdefault(claim["article"], []).append(claim)
    for article in digest["articles"]:
        if article["id"] not in known:
            own = sorted(
                claims.get(article["id"], ()), key=lambda c: (c["evidence"]["start"], c["evidence"]["end"])
            )
            yield {"article": article, "entities": [], "figures": [], "times": [], "claims": own}


def _article(extraction: Json) -> dict[str, Any]:
    article = extraction["article"]
    text = article.get("text")
    marks = Marks(text, extraction["figures"], extraction["times"])
    claims = [_claim(claim, marks, text) for claim in extraction["claims"]]
    made = {
        "id": article["id"],
        "name": _name(article, text),
        "title": article.get("title"),
        "source": article.get("source"),
        "published": article.get("published"),
        "published_from": article.get("published_from"),
        "text": text,
        "blocks": [[block["kind"], block["start"], block["end"]] for block in article.get("blocks", ())],
        "entities": [
            [*_span(entity, text), entity["entity"], entity["label"]]
            for entity in extraction["entities"]
            if _holds(text, entity)
        ],
        "figures": marks.figures,
        "times": marks.times,
        "quotes": find_quotes(text, article.get("blocks", ())) if text else [],
        "claims": claims,
        "warnings": list(extraction.get("warnings", ())),
        "pipeline": (extraction.get("pipeline") or {}).get("name"),
    }
    return {**dict.fromkeys(_LISTS, ()), **_lean(made)}


def _name(article: Json, text: str | None) -> str:
    """The title as the metadata or the text has it, else the source, else the id."""
    if article.get("title"):
        return str(article["title"])
    for block in article.get("blocks", ()):
        if text and block["kind"] == "title":
            return " ".join(text[block["start"] : block["end"]].lstrip("# ").split())
    return str(article.get("source") or article["id"])


class Marks:
    """The figures and times of an article, each once; a claim's own is added where the article's list lacks it."""

    def __init__(self, text: str | None, figures: Sequence[Json], times: Sequence[Json]):
        self._text = text
        self.figures: list[dict[str, Any]] = []
        self.times: list[dict[str, Any]] = []
        self._known: dict[tuple[object, ...], int] = {}
        for figure in figures:
            self.figure(figure)
        for time in times:
            self.time(time)

    def figure(self, figure: Json) -> int:
        """Number of a figure in `figures`."""
        made = {"span": _span(figure, self._text), **{name: figure.get(name) for name in _FIGURE}}
        if figure.get("readings"):
            made["readings"] = list(figure["readings"])
        return self._number("figure", made, self.figures)

    def time(self, time: Json) -> int:
        """Number of a time in `times`."""
        names = ("from", "to", "granularity", "anchor", "clock", "reason")
        made = {"span": _span(time, self._text), **{name: time.get(name) for name in names}}
        return self._number("time", made, self.times)

    def _number(self, kind: str, made: dict[str, Any], held: list[dict[str, Any]]) -> int:
        made = _lean(made)
        key = (kind, *(str(item) for item in made.items()))
        if key not in self._known:
            self._known[key] = len(held)
            held.append(made)
        return self._known[key]


def _claim(claim: Json, marks: Marks, text: str | None) -> dict[str, Any]:
    subject, speaker, sentiment = claim.get("subject"), claim.get("speaker"), claim.get("sentiment")
    time = claim.get("time")
    made: dict[str, Any] = {name: claim.get(name) for name in ("id", "type", "theme", "modality", "polarity")}
    for name in ("subject", "predicate", "object", "evidence"):
        made[name] = _span(claim[name], text) if claim.get(name) else None
    made.update(
        entity=subject.get("entity") if subject else None,
        implicit=bool(subject and subject.get("implicit")),
        hypothetical=bool(claim.get("hypothetical")),
        figures=[marks.figure(figure) for figure in claim.get("figures", ())],
        time=marks.time(time) if time else None,
        sentiment=[sentiment["label"], sentiment["score"]] if sentiment else None,
        confidence=claim.get("confidence"),
        relations=[[item["type"], item["target"]] for item in claim.get("relations", ())],
        tags=list(claim.get("tags", ())),
    )
    if speaker:
        made["speaker"] = _lean(
            {
                "span": _span(speaker, text),
                "kind": speaker.get("kind"),
                "entity": speaker.get("entity"),
                "cue": speaker.get("cue"),
            }
        )
    return _lean(made)


def _digest(digest: Json) -> dict[str, Any]:
    names = ("id", "theme", "entity", "subject", "first", "last", "claim", "verdict", "rule", "salience")
    return {
        "themes": [
            {
                "label": page["theme"],
                "facts": list(page["facts"]),
                "summary": [
                    {"text": item["text"], "claims": [cited["claim"] for cited in item["citations"]]}
                    for item in page["summary"]
                ],
            }
            for page in digest["themes"]
        ],
        "facts": [
            _lean(
                {
                    **{name: fact.get(name) for name in names},
                    "claims": list(fact["claims"]),
                    "independent": fact["independent"],
                    "origins": [[o["kind"], o["name"], int(o["independent"])] for o in fact["origins"]],
                    "relations": [[r["fact"], r["verdict"], r["rule"]] for r in fact["relations"]],
                }
            )
            for fact in digest["facts"]
        ],
        "entities": [
            {name: page[name] for name in ("entity", "name", "label", "claims", "themes", "sentiment")}
            for page in digest["entities"]
        ],
        "emerging": [
            {name: found[name] for name in ("label", "terms", "claims", "articles")}
            for found in digest.get("emerging", ())
        ],
        "sources": {
            article["id"]: article["source_article"]
            for article in digest["articles"]
            if article.get("source_article", article["id"]) != article["id"]
        },
    }


def _span(span: Json, text: str | None) -> list[Any]:
    place: list[Any] = [span["start"], span["end"]]
    return place if _holds(text, span) else [*place, span["text"]]


def _holds(text: str | None, span: Json) -> bool:
    return text is not None and text[span["start"] : span["end"]] == span["text"]


def _lean(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is null, false, empty, or the usual value. 0 stays."""
    return {
        name: value
        for name, value in values.items()
        if value is not None
        and value is not False
        and value != []
        and value != ""
        and _USUAL.get(name) != value
    }
