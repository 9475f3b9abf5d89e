"""All settings in one object; the defaults stand in the data classes below.

A section is a frozen data class, one a stage. `Settings.load(path)` reads a user's TOML over the defaults and
`with_values({"times.week_start": "sunday"})` changes single keys; an unknown key or a wrong type is an error that
names the key.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from functools import lru_cache
from math import inf, isfinite
from pathlib import Path
from typing import Any

from xhsnlp.errors import error

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover - the same library under its older name
    import tomli as tomllib


@dataclass(frozen=True, slots=True)
class ArticleSettings:
    """Limits and habits of reading.

    Attributes:
        max_bytes: the largest file read, in bytes.
        max_chars: the longest article, in characters.
        min_chinese: the least share of Chinese letters among all letters, 0 to 1.
        max_published_year: full dates in the text beyond this year are not taken for the publication date.
    """

    max_bytes: int = 20_000_000
    max_chars: int = 5_000_000
    min_chinese: float = 0.2
    max_published_year: int = 2100


@dataclass(frozen=True, slots=True)
class SegmentSettings:
    """Attributes: user_lexicon: path of a word list of the user's own (word, weight, tag), which wins; "" for none."""

    user_lexicon: str = ""


@dataclass(frozen=True, slots=True)
class EntitySettings:
    """Entities.

    Attributes:
        user_lexicon: path of a gazetteer of the user's own (name, label, canonical), which wins; "" for none.
        merge_variants: whether names of one reading (张晓慧, 张小慧) may become one thing.
    """

    user_lexicon: str = ""
    merge_variants: bool = True


@dataclass(frozen=True, slots=True)
class FigureSettings:
    """Attributes: bare_currency: the currency of 元 and of bare sums where the text names none (ISO 4217)."""

    bare_currency: str = "CNY"


@dataclass(frozen=True, slots=True)
class TimeSettings:
    """Conventions of time.

    Attributes:
        week_start: `monday` or `sunday`.
        bare_month: year of a month without one: `context` (past for reports, future after 将/计划), `past`, `future`, `nearest`,
            `same_year` (that of publication).
        year_end_months: how many months 年底 covers, counted back from December, 1 to 6.
        end: whether the last day given belongs to the interval: `inclusive` (news), or `exclusive` (the day after it).
        open_ends: 4月5日前 and 2023年起 give the date they name (`date`), or run from or to publication (`interval`).
        numeric_dates: whether 9-1, 12/1 or 2.22 is a date; figures are written so far more often.
    """

    week_start: str = "monday"
    bare_month: str = "context"
    year_end_months: int = 3
    end: str = "inclusive"
    open_ends: str = "date"
    numeric_dates: bool = False


@dataclass(frozen=True, slots=True)
class ClaimSettings:
    """Attributes: min_confidence: claims below it are left out, 0 (all are kept) to 1."""

    min_confidence: float = 0.35


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """Attributes: taxonomy: path of a taxonomy of the user's own; "" for the built-in one."""

    taxonomy: str = ""


@dataclass(frozen=True, slots=True)
class PipelineSettings:
    """The pipeline as a whole.

    Attributes:
        components: components of other packages to run as well, separated by commas: `name` runs after all stages,
            `name@stage` right after that stage; "" for none.
    """

    components: str = ""


@dataclass(frozen=True, slots=True)
class DigestSettings:
    """The digest.

    Attributes:
        tolerance: relative difference up to which two figures agree.
        reprint_similarity: estimated Jaccard similarity, 0 to 1, from which two articles count as one source.
        shared_claims: share of claims worded alike, 0 to 1, from which two articles count as one source.
        sentences: most sentences of a theme's summary.
        language: language of headings, `zh` or `en`; what the articles say stays Chinese.
    """

    tolerance: float = 0.02
    reprint_similarity: float = 0.6
    shared_claims: float = 0.2
    sentences: int = 6
    language: str = "zh"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, one section a stage."""

    article: ArticleSettings = field(default_factory=ArticleSettings)
    segment: SegmentSettings = field(default_factory=SegmentSettings)
    entities: EntitySettings = field(default_factory=EntitySettings)
    figures: FigureSettings = field(default_factory=FigureSettings)
    times: TimeSettings = field(default_factory=TimeSettings)
    claims: ClaimSettings = field(default_factory=ClaimSettings)
    themes: ThemeSettings = field(default_factory=ThemeSettings)
    digest: DigestSettings = field(default_factory=DigestSettings)
    pipeline: PipelineSettings = field(default_factory=PipelineSettings)

    @classmethod
    def load(cls, path: str | Path) -> Settings:
        """Read a TOML file of sections and keys; what it leaves out keeps its default.

        Raises:
            SettingsError: the file cannot be read (E204), a key is unknown (E202) or a value has the wrong type (E203).
        """
        try:
            with Path(path).open("rb") as file:
                tree = tomllib.load(file)
        except (OSError, tomllib.TOMLDecodeError) as problem:
            raise error("E204", path=path, why=problem) from problem
        values: dict[str, object] = {}
        for section, keys in tree.items():
            if not isinstance(keys, Mapping):
                raise error("E202", key=section, known=", ".join(known_keys()))
            values.update({f"{section}.{key}": value for key, value in keys.items()})
        return cls().with_values(values)

    def with_values(self, values: Mapping[str, object]) -> Settings:
        """A copy with some keys changed, each written `section.key`. Strings are converted to the key's type."""
        changed = self
        for name, value in values.items():
            if name not in known_keys():
                raise error("E202", key=name, known=", ".join(known_keys()))
            section, key = name.split(".", 1)
            old = getattr(getattr(changed, section), key)
            part = replace(getattr(changed, section), **{key: _converted(name, value, type(old))})
            changed = replace(changed, **{section: part})
        return changed

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


#: Numbers that are allowed, both ends included.
_RANGES: dict[str, tuple[float, float]] = {
    "article.max_bytes": (1, inf),
    "article.max_chars": (1, inf),
    "article.min_chinese": (0, 1),
    "claims.min_confidence": (0, 1),
    "digest.tolerance": (0, inf),
    "digest.reprint_similarity": (0, 1),
    "digest.shared_claims": (0, 1),
    "digest.sentences": (0, inf),
}


@lru_cache(maxsize=1)
def known_keys() -> tuple[str, ...]:
    """All keys, written `section.key`, in order."""
    default = Settings()
    return tuple(
        f"{part.name}.{key.name}" for part in fields(default) for key in fields(getattr(default, part.name))
    )


def _converted(name: str, value: object, kind: type) -> Any:
    if kind is bool:
        words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
        if isinstance(value, bool):
            return value
        if str(value).lower() in words:
            return words[str(value).lower()]
        raise error("E203", key=name, value=value, why="write true or false")
    if isinstance(value, bool):
        raise error("E203", key=name, value=value, why=f"a {kind.__name__} is wanted")
    if (kind is str and not isinstance(value, (str, Path))) or (kind is int and isinstance(value, float)):
        raise error("E203", key=name, value=value, why=f"a {kind.__name__} is wanted")
    try:
        converted = kind(value)  # type: ignore[call-arg]
    except (TypeError, ValueError, OverflowError):
        raise error("E203", key=name, value=value, why=f"a {kind.__name__} is wanted") from None
    if name in _RANGES:
        low, high = _RANGES[name]
        if not low <= converted <= high:  # also what is not a number at all (nan)
            wanted = f"a number from {low} to {high}" if isfinite(high) else f"a number from {low} on"
            raise error("E203", key=name, value=value, why=f"{wanted} is wanted")
    return converted
