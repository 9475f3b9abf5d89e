"""A digest as Markdown, to read or to paste into a note."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from xhsnlp.themes.fact import Fact, Verdict
from xhsnlp.themes.phrasing import phrase_period, tell_claim
from xhsnlp.themes.wording import bigrams, frames

if TYPE_CHECKING:
    from xhsnlp.themes.digest import Digest, ThemePage
    from xhsnlp.themes.timeline import EntityPage

#: How many facts, dates, entities and facts of an entity a report shows; the JSON form has all, and the report says
#: how many it leaves out.
_FACTS, _DATES, _ENTITIES, _OF_ENTITY = 10, 12, 12, 3
_MOODS = ("positive", "neutral", "negative")


def to_markdown(digest: Digest) -> str:
    """The report; words of the articles are escaped."""
    return "\n".join(_Report(digest).lines()).rstrip() + "\n"


class _Report:
    def __init__(self, digest: Digest):
        self.digest = digest
        self.words = frames(digest.settings.digest.language)
        self.facts = {fact.id: fact for fact in digest.facts}

    def lines(self) -> list[str]:
        digest, words = self.digest, self.words
        overview = words["overview"].format(
            articles=len(digest.articles),
            sources=len(set(digest.sources.values())),
            claims=len(digest.claims),
            facts=len(self.facts),
        )
        parts = [f"# {words['title']}", "", overview, ""]
        for page in digest.themes:
            parts += self._theme(page)
        return [*parts, *self._emerging(), *self._entities(), *self._articles()]

    def _theme(self, page: ThemePage) -> list[str]:
        words = self.words
        parts = [f"## {_plain(words.get(page.label, page.label))}", ""]
        if page.summary:
            parts += ["".join(_plain(sentence.text) for sentence in page.summary), ""]
        shown = self._different(page.facts, _FACTS)
        parts += [f"### {words['facts']}", "", *map(self._fact_line, shown)]
        parts += self._more(len(page.facts) - len(shown))
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
            parts += [
                f"- {self._said(self.facts[first])} ↔ {self._said(self.facts[second])}"
                for first, second in conflicts
            ]
            parts.append("")
        return [*parts, *self._timeline(page)]

    def _timeline(self, page: ThemePage) -> list[str]:
        entries = {entry.fact: entry for entry in page.timeline}
        dated = [fact for fact in page.facts if fact.id in entries]
        shown = {fact.id for fact in self._different(dated, _DATES)}
        if not shown:
            return []
        parts = [f"### {self.words['timeline']}", ""]
        for entry in page.timeline:
            if entry.fact in shown:
                period = phrase_period(entry.first, entry.last)
                told = self._told(self.facts[entry.fact], period)
                parts.append(f"- {period}: {_plain(told)}")
        return [*parts, *self._more(len(entries) - len(shown))]

    def _emerging(self) -> list[str]:
        themes = self.digest.emerging
        if not themes:
            return []
        words = self.words
        fact_of = {claim: fact for fact in self.digest.facts for claim in fact.claims}
        parts = [f"## {words['emerging']}", "", words["emerging_note"], ""]
        for theme in themes[:_ENTITIES]:
            found = {fact_of[key].id: fact_of[key] for key in theme.claims}
            count = words["counts"].format(claims=len(theme.claims), articles=theme.articles)
            parts.append(f"- **{_plain(theme.label)}** ({count})")
            ordered = sorted(found.values(), key=lambda fact: (-fact.salience, fact.id))
            parts += [f"  {self._fact_line(fact)}" for fact in self._different(ordered, _OF_ENTITY)]
        return [*parts, *self._more_of(len(themes) - _ENTITIES), ""]

    def _entities(self) -> list[str]:
        pages = self.digest.entities
        if not pages:
            return []
        parts = [f"## {self.words['entities']}", ""]
        for page in pages[:_ENTITIES]:
            parts += self._entity(page)
        return [*parts, *self._more_of(len(pages) - _ENTITIES), ""]

    def _entity(self, page: EntityPage) -> list[str]:
        words = self.words
        themes = ", ".join(f"{words.get(theme, theme)} {len(ids)}" for theme, ids in page.themes.items())
        parts = [f"- **{_plain(page.name)}**: {_plain(themes)}"]
        months = [
            f"{month or words['undated']} {'/'.join(str(counts.get(mood, 0)) for mood in _MOODS)}"
            for month, counts in page.sentiment.items()
        ]
        if months:
            heading = "/".join(words[mood] for mood in _MOODS)
            parts.append(f"  - {heading}: {', '.join(months)}")
        ids = [key for keys in page.themes.values() for key in keys]
        facts = sorted((self.facts[key] for key in ids), key=lambda fact: (-fact.salience, fact.id))
        return parts + [f"  {self._fact_line(fact)}" for fact in self._different(facts, _OF_ENTITY)]

    def _articles(self) -> list[str]:
        articles = self.digest.articles
        parts = [f"## {self.words['articles']}", ""]
        for key in sorted(articles, key=lambda key: (articles[key].published or "", key)):
            source = self.digest.sources[key]
            copied = self.words["copy_of"].format(name=self._article(source)) if source != key else ""
            date = articles[key].published or self.words["undated"]
            parts.append(f"- {self._article(key)} ({date}{'; ' if copied else ''}{copied})")
        return parts

    def _different(self, facts: Sequence[Fact], most: int) -> list[Fact]:
        """The first facts, without those whose words another one shown before has."""
        shown: list[Fact] = []
        grams: list[frozenset[str]] = []
        for fact in facts:
            own = bigrams(self._told(fact))
            if all(len(own & other) < 0.8 * min(len(own), len(other)) for other in grams):
                shown.append(fact)
                grams.append(own)
            if len(shown) == most:
                break
        return shown

    def _more(self, count: int) -> list[str]:
        return [f"- {self.words['more'].format(count=count)}", ""] if count > 0 else [""]

    def _more_of(self, count: int) -> list[str]:
        return [f"- {self.words['more_of'].format(count=count)}"] if count > 0 else []

    def _fact_line(self, fact: Fact) -> str:
        notes = [self._sources(fact)]
        if fact.verdict:
            notes.append(self.words[fact.verdict.value])
        notes += sorted(
            {
                self.words[item.verdict.value]
                for item in fact.relations
                if item.verdict is not Verdict.DIFFERS_IN_TIME
            }
        )
        told = self._told(fact)
        when = phrase_period(fact.first, fact.last)
        # A fact may have its date from another of its claims.
        dated = bool(self.digest.claims[fact.claim].time) or not when or when in told
        head = "" if dated else f"{when}，"
        return f"- {head}{_plain(told)} ({'; '.join(note for note in notes if note)})"

    def _said(self, fact: Fact) -> str:
        return f"{_plain(self._told(fact))} ({self._sources(fact)})"

    def _sources(self, fact: Fact) -> str:
        """Who says so: quoted sources by name, articles by title."""
        notes = []
        for origin in fact.origins:
            if origin.kind == "article":
                notes.append(self._article(origin.name))
            else:
                said = self.words["by"].format(speaker=_plain(origin.name))
                notes.append(said if origin.independent else f"{said} [{self.words['self']}]")
        if fact.independent > 1:
            notes.append(self.words["independent"].format(count=fact.independent))
        return "; ".join(notes)

    def _article(self, key: str) -> str:
        """Its title, or its source and the date where it has none."""
        article = self.digest.articles[key]
        return _plain(
            article.title or article.source or f"{self.words['untitled']} {article.published or ''}".strip()
        )

    def _told(self, fact: Fact, period: str = "") -> str:
        """A fact in the words of its best claim, without the period at its head where that is told already; a subject
        that is only guessed stands in brackets before it."""
        names, claim = self.digest.names, self.digest.claims[fact.claim]
        told = tell_claim(claim, names.of(claim, fact.entity)).removeprefix(period).lstrip("，")
        return f"［{names.name(fact.likely)}］{told}" if fact.likely else told


def _plain(text: str) -> str:
    """Text in one line that Markdown and HTML leave alone."""
    plain = html.escape(" ".join(re.sub("[\x00-\x1f\x7f]", " ", text).split()), quote=False)
    return re.sub(r"([\\`*_\[\]|#~])", r"\\\1", plain)
