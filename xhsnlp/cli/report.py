"""`xhsnlp report`: claims and their articles as one HTML file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xhsnlp.cli.claims_files import ClaimsFiles
from xhsnlp.cli.console import complain, refuse_overwriting, warn, write_output
from xhsnlp.cli.options import STDIN, SettingsFile, SkipBad, Values, read_settings
from xhsnlp.errors import error

if TYPE_CHECKING:
    from xhsnlp.extraction import Extraction
    from xhsnlp.settings import Settings
    from xhsnlp.themes.digest import Digest


class Language(str, Enum):
    """Languages of the interface."""

    ZH = "zh"
    EN = "en"


def report(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="CLAIMS.jsonl…",
            help="Written by `xhsnlp extract -o` or `xhsnlp digest -o digest.json`; - is standard input.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FILE", help="The HTML file; - is standard output.")
    ] = Path("report.html"),
    articles: Annotated[
        list[Path] | None,
        typer.Option(
            "--articles",
            metavar="FILE|DIR",
            help="Where the articles of a digest are, which holds no texts; may be repeated. Files of claims hold them.",
            show_default=False,
        ),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Heading.", show_default=False)] = None,
    language: Annotated[
        Language | None,
        typer.Option(
            "--language", help="Of the interface; without it that of the browser.", show_default=False
        ),
    ] = None,
    with_digest: Annotated[
        bool,
        typer.Option("--digest/--no-digest", help="Whether to show facts, conflicts, timeline, entities."),
    ] = True,
    skip_bad: SkipBad = False,
    settings: SettingsFile = None,
    values: Values = None,
) -> None:
    """Make one HTML file to read articles beside their claims: offline, with filters, search, keyboard and plots.

    Examples:

    xhsnlp report claims.jsonl -o report.html

    xhsnlp report digest.json --articles articles/ -o report.html
    """
    from xhsnlp.report import render

    chosen = read_settings(settings, values)
    refuse_overwriting(out, sources)
    given = _Given(skip_bad)
    for source in sources:
        given.read(source)
    made = given.digest_of(chosen) if with_digest or given.digests else None
    known = [extraction.to_dict() for extraction in given.extractions]
    if made is not None and articles:
        known += _located(made, articles, {item["article"]["id"] for item in known}, chosen)
    text = render(
        known, made.to_dict() if made else None, title=title, language=language.value if language else None
    )
    write_output(text, None if out == STDIN else out)
    if out != STDIN:
        count = len(made.articles) if made else len(known)
        typer.echo(f"articles: {count}; written to {out}")
    given.finish()


class _Given:
    """What the sources hold: extractions, and perhaps a digest."""

    def __init__(self, skip_bad: bool):
        self.extractions: list[Extraction] = []
        self.digests: list[Digest] = []
        self._skip_bad = skip_bad
        self._files: list[ClaimsFiles] = []

    def read(self, source: Path) -> None:
        """Read a file of claims or a digest.

        Raises:
            InputError: it cannot be read (E101, E113) or is neither (E110, E114, E120).
        """
        if source.suffix.lower() == ".json":
            self._read_json(source)
            return
        files = ClaimsFiles([source], skip_bad=self._skip_bad)
        self._files.append(files)
        self.extractions += files

    def _read_json(self, source: Path) -> None:
        from xhsnlp.article.records import parse_json
        from xhsnlp.extraction import Extraction
        from xhsnlp.themes.digest import Digest

        try:
            content = source.read_bytes().removeprefix(b"\xef\xbb\xbf")
        except FileNotFoundError as problem:
            raise error("E101", path=source) from problem
        except OSError as problem:
            raise error("E113", where=source, why=problem.strerror or problem) from problem
        data = parse_json(content, where=str(source))
        if isinstance(data, dict) and "facts" in data:
            self.digests.append(Digest.from_dict(data, where=str(source)))
            if len(self.digests) > 1:
                raise error(
                    "E206", what="the sources", wanted="claims and at most one digest", value=str(source)
                )
            return
        for item in data if isinstance(data, list) else [data]:
            self.extractions.append(Extraction.from_dict(item, where=str(source)))

    def digest_of(self, settings: Settings) -> Digest:
        """The digest that was given, joined by the extractions; or theirs."""
        from xhsnlp.themes.digest import digest

        return (
            self.digests[0].add(self.extractions)
            if self.digests
            else digest(self.extractions, settings=settings)
        )

    def finish(self) -> None:
        """End the command with status 1 where lines were left out."""
        for files in self._files:
            files.finish()


def _located(
    digest: Digest, paths: Sequence[Path], known: set[str], settings: Settings
) -> list[dict[str, Any]]:
    """The claims of a digest with the texts of their articles, as far as these are among the files."""
    from dataclasses import replace

    from xhsnlp.article import Article
    from xhsnlp.cli.sources import Sources

    wanted = {key: article for key, article in digest.articles.items() if key not in known}
    dates = sorted({article.published for article in wanted.values()}, key=str)
    found: dict[str, Article] = {}
    for item in Sources(list(paths), limits=settings.article):
        if not isinstance(item, Article):
            complain(f"[{item.code}] {item.message}")
            continue
        # An article's id hangs on its date too, which may have been given on the command line.
        for date in (item.published, *dates):
            dated = replace(item, published=date, published_from="given" if date else "unknown")
            if dated.id in wanted and dated.id not in found:
                kept = wanted[dated.id]
                found[dated.id] = replace(dated, title=kept.title, source=kept.source)
                break
    missing = len(wanted) - len(found)
    if missing:
        warn(f"no text found for {missing} of {len(wanted)} articles; their claims are shown without it")
    return [_extraction(article, digest) for article in found.values()]


def _extraction(article: Any, digest: Digest) -> dict[str, Any]:
    own: Iterable[Any] = (claim for claim in digest.claims.values() if claim.article == article.id)
    claims = sorted(own, key=lambda claim: (claim.evidence.start, claim.evidence.end, claim.id))
    return {
        "article": article.to_dict(),
        "entities": [],
        "figures": [],
        "times": [],
        "claims": [claim.to_dict() for claim in claims],
    }
