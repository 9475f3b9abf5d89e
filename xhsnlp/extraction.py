"""The result of reading one article."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from xhsnlp.about import SCHEMA_VERSION, __version__
from xhsnlp.article import Article
from xhsnlp.claims.claim import Claim
from xhsnlp.entities.entity import Entity
from xhsnlp.errors import error
from xhsnlp.figures.figure import Figure
from xhsnlp.times.time import Time


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
        try:
            data = json.loads(text)
        except ValueError as problem:
            line = getattr(problem, "lineno", "?")
            raise error("E110", where=where, line=line, why=problem) from problem
        return cls.from_dict(data, where=where)
