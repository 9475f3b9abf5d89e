"""The digest: claims of many articles regrouped by theme into facts, with sources, conflicts, timelines and summaries."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from xhsnlp.about import SCHEMA_VERSION, __version__
from xhsnlp.article import Article
from xhsnlp.article.records import parse_json
from xhsnlp.claims.claim import Claim, ThemeLabel
from xhsnlp.entities.entity import Entity
from xhsnlp.errors import error
from xhsnlp.settings import Settings
from xhsnlp.themes.emerging import EmergingTheme, find_emerging
from xhsnlp.themes.fact import Fact
from xhsnlp.themes.facts import Facts, find_facts
from xhsnlp.themes.names import Names
from xhsnlp.themes.sources import DigestArticle, sign
from xhsnlp.themes.summary import Sentence, SentenceCheck, summarize
from xhsnlp.themes.timeline import EntityPage, TimelineEntry, make_pages, make_timeline
from xhsnlp.themes.wording import frames

#: From so many articles on, an emerging theme needs two of them.
_SEVERAL = 5


class Extracted(Protocol):
    """What the digest needs of an extraction (`xhsnlp.Extraction` has it)."""

    @property
    def article(self) -> Article: ...

    @property
    def entities(self) -> Sequence[Entity]: ...

    @property
    def claims(self) -> Sequence[Claim]: ...


class Reported(Protocol):
    """What the HTML report needs of an extraction."""

    def to_dict(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class ThemePage:
    """What the articles say on one theme.

    Attributes:
        label: the theme.
        facts: its facts, the most salient first.
        summary: a few sentences, each with the claims it cites.
        timeline: the dated facts, earliest first.
    """

    label: str
    facts: list[Fact]
    summary: list[Sentence]
    timeline: list[TimelineEntry]

    def to_dict(self) -> dict[str, Any]:
        return {
            "theme": self.label,
            "facts": [fact.id for fact in self.facts],
            "summary": [sentence.to_dict() for sentence in self.summary],
            "timeline": [entry.to_dict() for entry in self.timeline],
        }


@dataclass(frozen=True)
class Digest:
    """Claims of many articles, by theme.

    What it holds is the claims and a line on each article; all else is worked out from them, so that a digest can be
    joined by new articles (`add`) and comes out the same as if all had been there from the start.

    Attributes:
        claims: all claims by id.
        articles: all articles by id, without their texts.
        names: the names of their entities.
        settings: how it was made.
    """

    claims: dict[str, Claim]
    articles: dict[str, DigestArticle]
    names: Names
    settings: Settings = field(default_factory=Settings)

    @classmethod
    def empty(cls, settings: Settings | None = None) -> Digest:
        """A digest of no article.

        Raises:
            SettingsError: no such language (E203).
        """
        settings = settings or Settings()
        frames(settings.digest.language)
        return cls({}, {}, Names(), settings)

    @cached_property
    def found(self) -> Facts:
        return find_facts(self.claims, self.articles, self.names, self.settings.digest)

    @property
    def facts(self) -> list[Fact]:
        """All facts, the most salient first."""
        return self.found.facts

    @property
    def sources(self) -> dict[str, str]:
        """Article id → id of its source: the earliest of the articles that copy one another."""
        return self.found.sources

    @cached_property
    def themes(self) -> list[ThemePage]:
        """The themes with facts, in the order of the taxonomy; labels of a user's own taxonomy come before `other`."""
        by_theme: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            by_theme[fact.theme].append(fact)
        known = [label.value for label in ThemeLabel]
        order = {label: number for number, label in enumerate(known)}
        last = order[ThemeLabel.OTHER.value]
        labels = sorted(by_theme, key=lambda label: (order.get(label, last - 0.5), label))
        by_id = {fact.id: fact for fact in self.facts}
        check = SentenceCheck(self.names)
        length = self.settings.digest.sentences
        return [
            ThemePage(
                label,
                by_theme[label],
                summarize(by_theme[label], self.claims, by_id, check, self.names, length),
                make_timeline(by_theme[label], self.claims),
            )
            for label in labels
        ]

    @cached_property
    def entities(self) -> list[EntityPage]:
        """A page for each entity that facts are about, the one with most facts first."""
        return make_pages(self.facts, self.claims, self.articles, self.names)

    @cached_property
    def emerging(self) -> list[EmergingTheme]:
        """What several claims are about and no theme of the taxonomy stands for, the largest first.

        Their facts stand under the themes of the taxonomy too. Few articles are searched for what one of them says
        often, more for what two or more say.
        """
        names = (text for forms in self.names.mentions.values() for text in forms)
        return find_emerging(self.claims.values(), names, articles=2 if len(self.articles) >= _SEVERAL else 1)

    def add(self, extractions: Iterable[Extracted]) -> Digest:
        """This digest joined by new articles; the same as a digest of all of them at once."""
        return _collect(extractions, self)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form: articles, claims, facts, themes, entities, conflicts by ids."""
        return {key: list(value) if isinstance(value, Iterator) else value for key, value in self._parts()}

    def _parts(self) -> Iterator[tuple[str, Any]]:
        """Keys and values of the JSON form; long lists come as iterators."""
        yield "schema_version", SCHEMA_VERSION
        yield "version", __version__
        yield "settings", self.settings.to_dict()["digest"]
        yield (
            "articles",
            (
                {**self.articles[key].to_dict(), "source_article": self.sources[key]}
                for key in sorted(self.articles)
            ),
        )
        yield "themes", (page.to_dict() for page in self.themes)
        yield "emerging", (theme.to_dict() for theme in self.emerging)
        yield "facts", (fact.to_dict() for fact in self.facts)
        yield "entities", (page.to_dict() for page in self.entities)
        yield "claims", (self.claims[key].to_dict() for key in sorted(self.claims))
        yield "names", self.names.to_dict()

    def to_json(self, indent: int | None = None) -> str:
        """JSON text, Chinese readable; the same as `json.dumps(digest.to_dict(), ensure_ascii=False, indent=indent)`."""
        return "".join(self.json_parts(indent))

    def json_parts(self, indent: int | None = None) -> Iterator[str]:
        """The text of `to_json` piece by piece, one claim or fact at a time, so that it never stands in memory whole."""
        between, outer, inner = ", ", "", ""
        if indent is not None:
            between, outer, inner = ",", "\n" + " " * indent, "\n" + " " * 2 * indent
        yield "{"
        for number, (key, value) in enumerate(self._parts()):
            yield f'{between if number else ""}{outer}"{key}": '
            if not isinstance(value, Iterator):
                yield json.dumps(value, ensure_ascii=False, indent=indent).replace("\n", outer or "\n")
                continue
            empty = True
            for item in value:
                yield ("[" if empty else between) + inner
                yield json.dumps(item, ensure_ascii=False, indent=indent).replace("\n", inner or "\n")
                empty = False
            yield "[]" if empty else outer + "]"
        yield ("\n" if indent is not None else "") + "}"

    def to_html(
        self,
        extractions: Iterable[Reported] = (),
        *,
        title: str | None = None,
        language: str | None = None,
    ) -> str:
        """The report: one HTML file with facts by theme, conflicts, timeline and entities; needs the extra `report`.

        Args:
            extractions: those the digest was made of, to show the articles' texts, which a digest does not hold.
            title: the heading.
            language: of the interface, `zh` or `en`; that of the browser without it.

        Raises:
            MissingExtraError: Jinja2 is not installed (E303).
        """
        from xhsnlp.report import render

        found = (extraction.to_dict() for extraction in extractions)
        return render(found, self.to_dict(), title=title, language=language, view="facts")

    def to_markdown(self) -> str:
        """A report to read: themes with summary, facts and their sources, conflicts, timeline; then entities."""
        from xhsnlp.themes.digest_markdown import to_markdown

        return to_markdown(self)

    def _repr_html_(self) -> str:
        """The most salient facts as a table for a notebook."""
        from xhsnlp.themes.digest_notebook import to_notebook

        return to_notebook(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, where: str = "JSON") -> Digest:
        """Read the JSON form back.

        Raises:
            InputError: not a digest (E120).
        """
        try:
            values = {f"digest.{key}": value for key, value in data["settings"].items()}
            return cls(
                {item["id"]: Claim.from_dict(item) for item in data["claims"]},
                {item["id"]: DigestArticle.from_dict(item) for item in data["articles"]},
                Names.from_dict(data["names"]),
                Settings().with_values(values),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise error("E120", where=where, why=f"{type(problem).__name__}: {problem}") from problem

    @classmethod
    def read(cls, path: str | Path) -> Digest:
        """Read a file of `to_json`.

        Raises:
            InputError: no such file (E101), unreadable (E113), not JSON (E110), or not a digest (E120).
        """
        try:
            text = Path(path).read_bytes()
        except FileNotFoundError as problem:
            raise error("E101", path=path) from problem
        except OSError as problem:
            raise error("E113", where=path, why=problem.strerror or problem) from problem
        return cls.from_json(text.removeprefix(b"\xef\xbb\xbf"), where=str(path))

    @classmethod
    def from_json(cls, text: str | bytes, *, where: str = "JSON") -> Digest:
        """Read `to_json` text back.

        Raises:
            InputError: not JSON (E110) or not a digest (E120).
        """
        return cls.from_dict(parse_json(text, where=where), where=where)


def digest(extractions: Iterable[Extracted], *, settings: Settings | None = None) -> Digest:
    """Regroup the claims of many articles by theme.

    Extractions are taken one at a time and their texts are not kept. The order they come in makes no difference, and
    an article that comes twice counts once.

    Args:
        extractions: results of `xhsnlp.extract`, also a generator.
        settings: the section `digest` is read.

    Raises:
        SettingsError: no such language (E203).
    """
    return Digest.empty(settings).add(extractions)


def _collect(extractions: Iterable[Extracted], base: Digest) -> Digest:
    claims, articles = dict(base.claims), dict(base.articles)
    names = Names.from_dict(base.names.to_dict())
    for extraction in extractions:
        article = extraction.article
        kept = DigestArticle(article.id, article.headline, _text(article.published), article.source)
        if article.id in articles:
            # The same text from two places: the name that sorts first, whichever came first.
            old = articles[article.id]
            articles[article.id] = min(
                replace(kept, signature=old.signature, length=old.length), old, key=_place
            )
            for claim in extraction.claims:
                same = claims.get(claim.id, claim)
                claims[claim.id] = min(
                    claim, same, key=lambda item: json.dumps(item.to_dict(), ensure_ascii=False)
                )
            continue
        signature, length = sign(article.text)
        articles[article.id] = replace(kept, signature=signature, length=length)
        for entity in extraction.entities:
            names.add(entity)
        for claim in extraction.claims:
            claims[claim.id] = claim if claim.article == article.id else claim.with_values(article=article.id)
    return Digest(claims, articles, names, base.settings)


def _place(article: DigestArticle) -> tuple[bool, str, bool, str]:
    return (article.title is None, article.title or "", article.source is None, article.source or "")


def _text(value: object) -> str | None:
    return None if value is None else str(value)


__all__ = ["Digest", "Extracted", "ThemePage", "digest"]
