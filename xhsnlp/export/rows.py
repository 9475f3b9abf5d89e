"""Flat tables of what was found: claims, figures, entities, times, articles, and the facts of a digest.

All that is written as a table (CSV, Arrow, Parquet, DuckDB, data frames) has the names and columns given here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from xhsnlp.claims.claim import Claim
from xhsnlp.errors import error
from xhsnlp.extraction import Extraction
from xhsnlp.figures.figure import Figure
from xhsnlp.themes.digest import Digest

Row = tuple[Any, ...]
Source = TypeVar("Source")


@dataclass(frozen=True, slots=True)
class Table(Generic[Source]):
    """One kind of row.

    Attributes:
        name: its name.
        columns: column → what it holds: `text`, `integer`, `number`, `truth` or `date` (an ISO date). Any cell may be empty.
        rows: gives the rows that an extraction or a digest has.
    """

    name: str
    columns: dict[str, str]
    rows: Callable[[Source], Iterator[Row]]


def to_rows(source: Extraction | Digest, table: str = "claims") -> list[dict[str, Any]]:
    """The rows of one table, each a dict of its columns; what is not there is None, a date is ISO text.

    Args:
        source: the result of one article, or a digest.
        table: of an extraction `claims` (one row a claim), `claim_relations`, `figures`, `entities` (one row a
            mention), `times` or `articles`; of a digest `facts`, `fact_claims` or `fact_relations`.

    Raises:
        SettingsError: no such table (E206).

    Example:
        pandas.DataFrame(to_rows(xhsnlp.extract("article.txt")))
    """
    kind = table_for(source, table)
    return [dict(zip(kind.columns, row, strict=True)) for row in kind.rows(source)]


def table_for(source: object, name: str) -> Table[Any]:
    """The table of a name, as this source has it: a digest, or else extractions.

    Raises:
        SettingsError: this source has no such table (E206).
    """
    known: dict[str, Table[Any]] = {**DIGEST_TABLES} if isinstance(source, Digest) else {**TABLES}
    if name not in known:
        of = "a digest" if isinstance(source, Digest) else "extractions"
        raise error("E206", what=f"table of {of}", wanted=f"one of {', '.join(known)}", value=name)
    return known[name]


def items_of(source: Extraction | Iterable[Extraction] | Digest) -> Iterator[Any]:
    """What has the rows: the source itself, or each of several extractions.

    Raises:
        SettingsError: something else is among them, such as a `Failure` of `extract_many` (E206).
    """
    for item in (source,) if isinstance(source, (Extraction, Digest)) else source:
        if not isinstance(item, (Extraction, Digest)):
            wanted = "an Extraction (failures of a batch have no claims: leave them out)"
            raise error("E206", what="each result", wanted=wanted, value=type(item).__name__)
        yield item


def number_text(figure: Figure) -> str:
    """The normalized number: `50000000`, or `20..90` for a range; an open end is empty."""
    if figure.value is not None:
        return _plain(figure.value)
    return "..".join("" if end is None else _plain(end) for end in (figure.low, figure.high))


def _plain(number: float | int) -> str:
    if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return repr(number)


def _article_rows(extraction: Extraction) -> Iterator[Row]:
    article = extraction.article
    yield (
        article.id,
        article.source,
        article.title,
        article.published,
        article.published_from,
        len(article.text),
        len(extraction.claims),
        extraction.pipeline.get("name"),
        "; ".join(extraction.warnings) or None,
        article.text,
    )


def _claim_rows(extraction: Extraction) -> Iterator[Row]:
    names = {entity.entity: entity.canonical for entity in extraction.entities}
    for claim in extraction.claims:
        yield _claim_row(extraction, claim, names)


def _claim_row(extraction: Extraction, claim: Claim, names: dict[str, str]) -> Row:
    article, subject, time, speaker = extraction.article, claim.subject, claim.time, claim.speaker
    figures = claim.figures
    return (
        article.id,
        article.source,
        article.title,
        article.published,
        claim.id,
        claim.type.value,
        claim.theme,
        subject and subject.text,
        names.get(subject.entity or "") if subject else None,
        claim.predicate and claim.predicate.text,
        claim.object and claim.object.text,
        "; ".join(figure.text for figure in figures) or None,
        "; ".join(map(number_text, figures)) or None,
        "; ".join(figure.unit for figure in figures) or None,
        time and time.text,
        time and time.first,
        time and time.last,
        speaker and speaker.text,
        speaker.kind.value if speaker else None,
        claim.modality.value,
        claim.polarity.value,
        claim.sentiment.label.value if claim.sentiment else None,
        claim.sentiment.score if claim.sentiment else None,
        claim.evidence.text,
        claim.evidence.start,
        claim.evidence.end,
        claim.confidence,
        claim.hypothetical,
        "; ".join(claim.tags) or None,
        claim.block,
        subject.implicit if subject else None,
        subject.entity if subject else None,
        speaker.entity if speaker else None,
    )


def _claim_relation_rows(extraction: Extraction) -> Iterator[Row]:
    for claim in extraction.claims:
        for relation in claim.relations:
            cue = relation.cue
            yield (
                extraction.article.id,
                claim.id,
                relation.type.value,
                relation.target,
                cue.text,
                cue.start,
                cue.end,
            )


def _figure_rows(extraction: Extraction) -> Iterator[Row]:
    """Each figure with each claim it belongs to; one without a claim stands alone."""
    owners: dict[Figure, list[str]] = {figure: [] for figure in extraction.figures}
    for claim in extraction.claims:
        for figure in claim.figures:
            owners.setdefault(figure, []).append(claim.id)
    for figure, claims in owners.items():
        for claim_id in claims or (None,):
            yield (
                extraction.article.id,
                claim_id,
                figure.text,
                figure.start,
                figure.end,
                figure.kind.value,
                figure.value,
                figure.low,
                figure.high,
                figure.unit,
                figure.comparator.value,
                figure.change.value if figure.change else None,
                figure.by,
                figure.baseline.value if figure.baseline else None,
                figure.per,
                figure.implied,
                "; ".join(map(_plain, figure.readings)) or None,
                figure.rule,
            )


def _entity_rows(extraction: Extraction) -> Iterator[Row]:
    for entity in extraction.entities:
        yield (
            extraction.article.id,
            entity.entity,
            entity.label.value,
            entity.canonical,
            entity.text,
            entity.start,
            entity.end,
            entity.source,
            entity.merged_by,
        )


def _time_rows(extraction: Extraction) -> Iterator[Row]:
    for time in extraction.times:
        yield (
            extraction.article.id,
            time.text,
            time.start,
            time.end,
            time.first,
            time.last,
            time.granularity.value,
            time.anchor,
            time.clock,
            time.reason,
            time.rule,
        )


def _fact_rows(digest: Digest) -> Iterator[Row]:
    for fact in digest.facts:
        yield (
            fact.id,
            fact.theme,
            fact.entity,
            fact.subject,
            fact.first,
            fact.last,
            fact.claim,
            len(fact.claims),
            fact.independent,
            fact.verdict.value if fact.verdict else None,
            fact.rule,
            fact.salience,
            fact.likely,
        )


def _fact_claim_rows(digest: Digest) -> Iterator[Row]:
    for fact in digest.facts:
        for claim_id in fact.claims:
            yield fact.id, claim_id


def _relation_rows(digest: Digest) -> Iterator[Row]:
    for fact in digest.facts:
        for relation in fact.relations:
            yield fact.id, relation.fact, relation.verdict.value, relation.rule


def _columns(text: str) -> dict[str, str]:
    """Columns of `name:kind` words; the kind is `text` where none is written."""
    pairs = (word.partition(":") for word in text.split())
    return {name: kind or "text" for name, _, kind in pairs}


_CLAIM_COLUMNS = _columns("""
    article source title published:date claim type theme subject subject_entity predicate object figures values units
    time time_from:date time_to:date speaker speaker_kind modality polarity sentiment sentiment_score:number evidence
    start:integer end:integer confidence:number hypothetical:truth tags block:integer
    subject_implicit:truth subject_entity_id speaker_entity_id
""")
_CLAIM_RELATION_COLUMNS = _columns("article claim type target cue start:integer end:integer")
_FIGURE_COLUMNS = _columns("""
    article claim text start:integer end:integer kind value:number low:number high:number unit comparator change
    by:truth baseline per implied:truth readings rule
""")
_ENTITY_COLUMNS = _columns("article entity label canonical text start:integer end:integer found_by merged_by")
_TIME_COLUMNS = _columns("""
    article text start:integer end:integer time_from:date time_to:date granularity anchor:date clock reason rule
""")
_ARTICLE_COLUMNS = _columns("""
    article source title published:date published_from length:integer claims:integer pipeline warnings text
""")
_FACT_COLUMNS = _columns("""
    fact theme entity subject time_from:date time_to:date claim claims:integer independent:integer verdict rule
    salience:number likely
""")

#: The tables of extractions.
TABLES: dict[str, Table[Extraction]] = {
    table.name: table
    for table in (
        Table("claims", _CLAIM_COLUMNS, _claim_rows),
        Table("claim_relations", _CLAIM_RELATION_COLUMNS, _claim_relation_rows),
        Table("figures", _FIGURE_COLUMNS, _figure_rows),
        Table("entities", _ENTITY_COLUMNS, _entity_rows),
        Table("times", _TIME_COLUMNS, _time_rows),
        Table("articles", _ARTICLE_COLUMNS, _article_rows),
    )
}
#: The tables of a digest.
DIGEST_TABLES: dict[str, Table[Digest]] = {
    table.name: table
    for table in (
        Table("facts", _FACT_COLUMNS, _fact_rows),
        Table("fact_claims", _columns("fact claim"), _fact_claim_rows),
        Table("fact_relations", _columns("fact other verdict rule"), _relation_rows),
    )
}
#: The columns of the claims, in order. `figures`, `values` and `units` hold one entry a figure, separated by `; `.
COLUMNS = tuple(_CLAIM_COLUMNS)
