"""The result of reading one article."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xhsnlp.about import SCHEMA_VERSION, __version__
from xhsnlp.article import Article
from xhsnlp.article.records import parse_json
from xhsnlp.claims.claim import Claim
from xhsnlp.claims.display import CELLS, cells_of
from xhsnlp.entities.entity import Entity
from xhsnlp.errors import error
from xhsnlp.figures.figure import Figure
from xhsnlp.notebook import html_table
from xhsnlp.times.time import Time

if TYPE_CHECKING:
    from pathlib import Path

    import pandas
    import polars
    import pyarrow
    from spacy.language import Language
    from spacy.tokens import Doc

#: So many claims are shown in a notebook.
_SHOWN = 50


@dataclass(frozen=True)
class Extraction:
    """What one article says.

    Attributes:
        article: the article.
        entities: mentions of named things, in order of the text.
        figures: quantities, in order.
        times: time expressions, in order.
        claims: the assertions, in order of their evidence.
        pipeline: name, library version and model hashes of what made it.
        warnings: coded messages about this article, usually none.
    """

    article: Article
    entities: tuple[Entity, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    claims: tuple[Claim, ...] = ()
    pipeline: dict[str, Any] = field(
        default_factory=lambda: {"name": "", "version": __version__, "models": {}}
    )
    warnings: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The published JSON form (see `xhsnlp schema`)."""
        return {
            "schema_version": SCHEMA_VERSION,
            "article": self.article.to_dict(),
            "pipeline": self.pipeline,
            "entities": [entity.to_dict() for entity in self.entities],
            "figures": [figure.to_dict() for figure in self.figures],
            "times": [time.to_dict() for time in self.times],
            "claims": [claim.to_dict() for claim in self.claims],
            "warnings": list(self.warnings),
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """JSON text, Chinese readable, one line unless `indent` is given."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def to_rows(self, table: str = "claims") -> list[dict[str, Any]]:
        """The rows of a table, see `xhsnlp.export.to_rows`."""
        from xhsnlp.export.rows import to_rows

        return to_rows(self, table)

    def to_arrow(self, table: str = "claims") -> pyarrow.Table:
        """A table with typed columns, see `xhsnlp.export.to_arrow`; needs the extra `data`."""
        from xhsnlp.export.arrow import to_arrow

        return to_arrow(self, table)

    def to_pandas(self, table: str = "claims") -> pandas.DataFrame:
        """A pandas data frame, see `xhsnlp.export.to_pandas`; needs the extra `data`."""
        from xhsnlp.export.arrow import to_pandas

        return to_pandas(self, table)

    def to_polars(self, table: str = "claims") -> polars.DataFrame:
        """A polars data frame, see `xhsnlp.export.to_polars`; needs the extra `data`."""
        from xhsnlp.export.arrow import to_polars

        return to_polars(self, table)

    def to_csv(self, path: str | Path, table: str = "claims") -> int:
        """Write a table as CSV, see `xhsnlp.export.write_csv`; returns the number of rows."""
        from xhsnlp.export.spreadsheet import write_csv

        return write_csv([self], path, table=table)

    def to_parquet(self, path: str | Path, table: str = "claims") -> int:
        """Write a table as Parquet, see `xhsnlp.export.write_parquet`; returns the number of rows."""
        from xhsnlp.export.arrow import write_parquet

        return write_parquet([self], path, table=table)

    def to_duckdb(self, path: str | Path) -> int:
        """Write a DuckDB file, see `xhsnlp.export.write_duckdb`; returns the number of claims."""
        from xhsnlp.export.database import write_duckdb

        return write_duckdb([self], path)

    def to_doc(self, nlp: Language | None = None) -> Doc:
        """A spaCy Doc, see `xhsnlp.export.to_doc`."""
        from xhsnlp.export.spacy_docs import to_doc

        return to_doc(self, nlp)

    def to_markdown(self) -> str:
        """A page of Markdown, see `xhsnlp.export.to_markdown`."""
        from xhsnlp.export.markdown import to_markdown

        return to_markdown(self)

    def to_html(self, *, title: str | None = None, language: str | None = None) -> str:
        """The report: one HTML file to read the article beside its claims; needs the extra `report`.

        Args:
            title: the heading; that of the article without it.
            language: of the interface, `zh` or `en`; that of the browser without it.

        Raises:
            MissingExtraError: Jinja2 is not installed (E303).
        """
        from xhsnlp.report import render
        from xhsnlp.themes.digest import digest

        return render([self.to_dict()], digest([self]).to_dict(), title=title, language=language)

    def _repr_html_(self) -> str:
        """A table of the claims for a notebook."""
        article = self.article
        head = (article.title or article.source or article.id, str(article.published or "no date"))
        counts = f"{len(self.claims)} claims, {len(self.figures)} figures, {len(self.entities)} entities"
        cells = (cells_of(claim) for claim in self.claims[:_SHOWN])
        rows = [[row[name] for name in CELLS] for row in cells]
        return html_table(" · ".join((*head, counts)), CELLS, rows, total=len(self.claims))

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, where: str = "JSON") -> Extraction:
        """Read the JSON form back.

        Raises:
            InputError: not an extraction (E114).
        """
        try:
            found = data["article"]
            article = Article(
                found["text"],
                published=found["published"],
                title=found["title"],
                source=found["source"],
                published_from=found["published_from"],
            )
            return cls(
                article,
                tuple(Entity.from_dict(item) for item in data["entities"]),
                tuple(Figure.from_dict(item) for item in data["figures"]),
                tuple(Time.from_dict(item) for item in data["times"]),
                tuple(Claim.from_dict(item) for item in data["claims"]),
                data["pipeline"],
                tuple(data["warnings"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise error("E114", where=where, why=f"{type(problem).__name__}: {problem}") from problem

    @classmethod
    def from_json(cls, text: str | bytes, *, where: str = "JSON") -> Extraction:
        """Read `to_json` text back.

        Raises:
            InputError: not JSON (E110) or not an extraction (E114).
        """
        return cls.from_dict(parse_json(text, where=where), where=where)
