"""A digest as Markdown, to read or to paste into a note."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from xhsnlp.claims.claim import Claim
from xhsnlp.themes.fact import Fact, Verdict
from xhsnlp.themes.phrasing import phrase_claim, phrase_period
from xhsnlp.themes.wording import frames

if TYPE_CHECKING:
    from xhsnlp.themes.digest import Digest, ThemePage

#: How many facts, dates and entities a report shows; the JSON form has all, and the report says how many it left out.
_FACTS, _DATES, _ENTITIES = 12, 15, 12


def to_markdown(digest: Digest) -> str:
    """The report; words of the articles are escaped."""
    words = frames(digest.settings.digest.language)
    facts = {fact.id: fact for fact in digest.facts}
    parts = [f"# {words['title']}", ""]
    parts += [
        words["overview"].format(
            articles=len(digest.articles),
            sources=len(set(digest.sources.values())),
            claims=len(digest.claims),
            facts=len(facts),
        ),
        "",
    ]
    for page in digest.themes:
        parts += _theme(digest, page, facts, words)
    parts += _entities(digest, words)
    parts += [f"## {words['articles']}", ""]
    for key in sorted(digest.articles, key=lambda key: (digest.articles[key].published or "", key)):
        article = digest.articles[key]
        name = article.title or article.source or words["untitled"]
        parts.append(f"- {_plain(name)} ({article.published or words['undated']})")
    return "\n".join(parts).rstrip() + "\n"


def _theme(digest: Digest, page: ThemePage, facts: dict[str, Fact], words: dict[str, str]) -> list[str]:
    parts = [f"## {_plain(words.get(page.label, page.label))}", ""]
    if page.summary:
        parts += ["".join(_plain(sentence.text) for sentence in page.summary), ""]
    parts += [f"### {words['facts']}", ""]
    parts += [_fact_line(digest, fact, words) for fact in page.facts[:_FACTS]]
    if len(page.facts) > _FACTS:
        parts.append(f"- {words['more'].format(count=len(page.facts) - _FACTS)}")
    parts.append("")
    conflicts = sorted(
        {
            tuple(sorted((fact.id, relation.fact)))
            for fact in page.facts
            for relation in fact.relations
            if relation.verdict in (Verdict.CONFLICT, Verdict.PLAN_MISSED)
        }
    )
    if conflicts:
        parts += [f"### {words['conflicts']}", ""]
        for first, second in conflicts:
            parts.append(f"- {_said(digest, facts[first], words)} ↔ {_said(digest, facts[second], words)}")
        parts.append("")
    if page.timeline:
        parts += [f"### {words['timeline']}", ""]
        for entry in page.timeline[-_DATES:]:
            claim = digest.claims[entry.claim]
            parts.append(f"- {phrase_period(entry.first, entry.last)}: {_plain(_told(digest, claim))}")
        parts.append("")
    return parts


def _fact_line(digest: Digest, fact: Fact, words: dict[str, str]) -> str:
    notes = [_source_note(digest, fact, words)]
    if fact.verdict:
        notes.append(words[fact.verdict.value])
    notes += sorted(
        {words[r.verdict.value] for r in fact.relations if r.verdict is not Verdict.DIFFERS_IN_TIME}
    )
    when = phrase_period(fact.first, fact.last)
    told = _told(digest, digest.claims[fact.claim])
    head = f"{when}: " if when and when not in told else ""
    return f"- {head}{_plain(told)} ({'; '.join(note for note in notes if note)})"


def _said(digest: Digest, fact: Fact, words: dict[str, str]) -> str:
    return f"{_plain(_told(digest, digest.claims[fact.claim]))} ({_source_note(digest, fact, words)})"


def _source_note(digest: Digest, fact: Fact, words: dict[str, str]) -> str:
    """Who says so: quoted sources by name, articles by title."""
    notes = []
    for origin in fact.origins:
        if origin.kind == "article":
            article = digest.articles[origin.name]
            notes.append(_plain(article.title or article.source or words["untitled"]))
        else:
            said = words["by"].format(speaker=_plain(origin.name))
            notes.append(said if origin.independent else f"{said} [{words['self']}]")
    if fact.independent > 1:
        notes.append(words["independent"].format(count=fact.independent))
    return "; ".join(notes)


def _told(digest: Digest, claim: Claim) -> str:
    subject = claim.subject
    name = digest.names.name(subject.entity) if subject and subject.entity else ""
    return phrase_claim(claim, name)


def _entities(digest: Digest, words: dict[str, str]) -> list[str]:
    pages = digest.entities[:_ENTITIES]
    if not pages:
        return []
    parts = [f"## {words['entities']}", ""]
    for page in pages:
        themes = ", ".join(f"{words.get(theme, theme)} {len(ids)}" for theme, ids in page.themes.items())
        mood = {
            label: sum(month.get(label, 0) for month in page.sentiment.values())
            for label in ("positive", "neutral", "negative")
        }
        moods = ", ".join(f"{words[label]} {count}" for label, count in mood.items() if count)
        parts.append(f"- **{_plain(page.name)}**: {themes}{' | ' + moods if moods else ''}")
    return [*parts, ""]


def _plain(text: str) -> str:
    """Text in one line that Markdown and HTML leave alone."""
    plain = html.escape(" ".join(re.sub("[\x00-\x1f\x7f]", " ", text).split()), quote=False)
    return re.sub(r"([\\`*_\[\]|#~])", r"\\\1", plain)
