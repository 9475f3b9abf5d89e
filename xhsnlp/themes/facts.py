"""Facts from claims: statements grouped, then told who says so, when, and how much it matters."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, replace

from xhsnlp.claims.claim import Claim
from xhsnlp.settings import DigestSettings
from xhsnlp.spans import content_id
from xhsnlp.speech.speech import SpeakerKind
from xhsnlp.themes.choice import choose_theme, share_themes
from xhsnlp.themes.compare import Judgement
from xhsnlp.themes.fact import Fact, Origin, Relation, Verdict
from xhsnlp.themes.merge import group_statements
from xhsnlp.themes.names import Names
from xhsnlp.themes.owners import Owner, OwnerFinder
from xhsnlp.themes.readable import speaker_name
from xhsnlp.themes.salience import rank
from xhsnlp.themes.sources import DigestArticle, group_sources
from xhsnlp.themes.statement import Statement, read_statement
from xhsnlp.themes.wording import generic, normalize


@dataclass(frozen=True, slots=True)
class Facts:
    """Attributes: facts: the most salient first; sources: article id → id of its source."""

    facts: list[Fact]
    sources: dict[str, str]


def find_facts(
    claims: dict[str, Claim], articles: dict[str, DigestArticle], names: Names, settings: DigestSettings
) -> Facts:
    """Merge claims into facts and relate the facts to one another.

    Args:
        claims: claims by id.
        articles: articles by id.
        names: names of the entities.
        settings: tolerance of figures, threshold of reprints.
    """
    sources = group_sources(
        articles.values(), claims.values(), settings.reprint_similarity, settings.shared_claims
    )
    owners = _owners(claims, names)
    patients = names.by_text()
    ordered = [claims[key] for key in sorted(claims)]
    statements = [
        read_statement(claim, owners[claim.id], patients, articles[claim.article].published)
        for claim in ordered
    ]
    grouping = group_statements(statements, settings.tolerance)
    entities = frozenset(names.mentions)
    facts = [
        _fact([statements[number] for number in group], rule, sources, names, entities)
        for group, rule in zip(grouping.groups, grouping.rules, strict=True)
    ]
    relations: dict[int, list[Relation]] = defaultdict(list)
    later: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
    for (a, b), judgement in grouping.links.items():
        if judgement.verdict is Verdict.DIFFERS_IN_TIME:
            early, late = sorted((a, b), key=lambda number: (facts[number].first or "", facts[number].id))
            later[early].append((facts[late].first or "", late, judgement.rule))
            continue
        relations[a].append(Relation(facts[b].id, judgement.verdict, judgement.rule))
        relations[b].append(Relation(facts[a].id, judgement.verdict, judgement.rule))
    for early, found in later.items():
        # A series of periods is a chain: each fact points to the next one, not to all.
        _, late, rule = min(found, key=lambda item: (item[0], facts[item[1]].id))
        relations[early].append(Relation(facts[late].id, Verdict.DIFFERS_IN_TIME, rule))
        relations[late].append(Relation(facts[early].id, Verdict.DIFFERS_IN_TIME, rule))
    related = [
        replace(
            fact, relations=tuple(sorted(relations[number], key=lambda item: (item.verdict.value, item.fact)))
        )
        for number, fact in enumerate(facts)
    ]
    return Facts(rank(share_themes(related, claims), claims, articles, names), sources)


def _owners(claims: dict[str, Claim], names: Names) -> dict[str, Owner]:
    finder = OwnerFinder(names, claims.values())
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims.values():
        by_article[claim.article].append(claim)
    found: dict[str, Owner] = {}
    for article in sorted(by_article):
        found.update(finder.find(by_article[article]))
    return found


def _fact(
    statements: list[Statement],
    rule: Judgement | None,
    sources: dict[str, str],
    names: Names,
    entities: frozenset[str],
) -> Fact:
    best = min(statements, key=_preference)
    ids = sorted(statement.claim.id for statement in statements)
    origins = _origins(statements, sources, names)
    dated = [statement for statement in statements if statement.first]
    period = min(dated, key=_span) if dated else None
    about = best.owner if best.owner in entities else None
    entity = None if best.guessed else about
    return Fact(
        id=_fact_id(ids),
        theme=choose_theme(statement.claim for statement in statements),
        entity=entity,
        likely=about if best.guessed else None,
        subject=_subject(best, names, entity),
        first=period.first if period else None,
        last=(period.last or period.first) if period else None,
        claim=best.claim.id,
        claims=tuple(ids),
        origins=origins,
        independent=sum(origin.independent for origin in origins),
        verdict=rule.verdict if rule else None,
        rule=rule.rule if rule else None,
    )


def _fact_id(claims: list[str]) -> str:
    return content_id("f", *claims)


def _preference(statement: Statement) -> tuple[object, ...]:
    """Order of claims by how well they say a fact: exact figures, a named and explicit subject, a date, confidence."""
    claim = statement.claim
    subject = claim.subject
    return (
        statement.guessed,
        not any(quantity.exact for quantity in statement.quantities),
        subject is None or subject.text in generic("subject").classes,
        bool(subject and subject.implicit),
        statement.first is None,
        -round(claim.confidence, 2),
        claim.id,
    )


def _span(statement: Statement) -> tuple[int, str, str]:
    """Periods in order of length, the shortest first."""
    first, last = statement.first or "", statement.last or statement.first or ""
    try:
        days = (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days
    except ValueError:
        days = 0
    return (days, first, last)


def _subject(statement: Statement, names: Names, entity: str | None) -> str:
    if entity:
        return names.name(entity)
    return statement.claim.subject.text if statement.claim.subject else ""


def _origins(statements: list[Statement], sources: dict[str, str], names: Names) -> tuple[Origin, ...]:
    """Who a fact rests on. An article that quotes someone for it is no second source beside the one it quotes."""
    found: dict[tuple[str, str], Origin] = {}
    quoting: set[str] = set()
    for statement in statements:
        claim, speaker = statement.claim, statement.claim.speaker
        if speaker is None or speaker.kind is SpeakerKind.UNNAMED:
            # Two unnamed sources may be one person: the article vouches for each.
            continue
        quoting.add(sources[claim.article])
        if _is_own(statement, names):
            origin = Origin("self", speaker_name(speaker), False)
        else:
            origin = Origin(
                "speaker", names.name(speaker.entity) if speaker.entity else speaker_name(speaker), True
            )
        found[origin.kind, origin.name] = origin
    for statement in statements:
        source, speaker = sources[statement.claim.article], statement.claim.speaker
        if (speaker is None or speaker.kind is SpeakerKind.UNNAMED) and source not in quoting:
            found["article", source] = Origin("article", source, True)
    return tuple(found[key] for key in sorted(found))


def _is_own(statement: Statement, names: Names) -> bool:
    """Whether the one spoken of is the one who speaks: the firm, its filing, one who bears its name."""
    speaker, owner = statement.claim.speaker, statement.owner
    if speaker is None or not owner:
        return False
    if speaker.entity == owner:
        return True
    name = normalize(names.name(owner) if owner in names.mentions else owner)
    said = normalize(speaker.text)
    return (
        len(name) > 1
        and name in said
        or said in generic("subject").classes
        or said in generic("filing").classes
    )
