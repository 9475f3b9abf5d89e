"""The outcome of an evaluation: measures over all articles, intervals, and the articles that went worst."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from xhsnlp.evaluation.measures import Tally, rates, soft_f1

#: The measures that one looks at first: group and name within it ("" where the group is one number).
HEADLINE = (
    ("entity", "f1"),
    ("entity", "linking"),
    ("figure", "f1"),
    ("time", "f1"),
    ("claim", "f1"),
    ("claim", "soft"),
    ("score", ""),
)


_CLAIM_COUNTS = ("gold", "predicted", "hit")


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """How one article went.

    Attributes:
        name: its name.
        tally: its counts.
    """

    name: str
    tally: Tally

    @property
    def soft(self) -> float:
        return soft_f1(self.tally)

    def to_dict(self) -> dict[str, Any]:
        counts = {name: self.tally[f"claim.{name}"] for name in _CLAIM_COUNTS}
        return {"article": self.name, "soft": self.soft, **counts}


@dataclass(frozen=True)
class Report:
    """Measures of a set of articles.

    Attributes:
        rows: one an article.
    """

    rows: tuple[ArticleRow, ...] = field(default=())

    @cached_property
    def measures(self) -> dict[str, Any]:
        """`entity`, `figure`, `time`, `claim`, `speech`, `slots` and `score`; see docs/evaluation.md."""
        return rates(Tally.total(row.tally for row in self.rows))

    @property
    def headline(self) -> dict[str, float]:
        """The measures that the quality gate holds, by name (`entity.f1`, …, `score`)."""
        return headline(self.measures)

    def worst(self, count: int) -> list[ArticleRow]:
        """The articles with the lowest soft claim F1, the worst first."""
        return sorted(self.rows, key=lambda row: (row.soft, row.name))[:count]

    def intervals(self, samples: int = 1000, seed: int = 0) -> dict[str, tuple[float, float]]:
        """95 % intervals of every measure, by the percentile bootstrap over articles (Efron, 1979).

        Few articles give wide intervals; two versions whose intervals overlap may differ all the same.

        Args:
            samples: how many times articles are drawn.
            seed: of the draws; the same seed gives the same intervals.

        Returns:
            lower and upper bound by group and name (`claim.soft`, `slots.time`, `score`).
        """
        import numpy as np

        names = sorted({key for row in self.rows for key in row.tally})
        table = np.array([[row.tally[name] for name in names] for row in self.rows], dtype=float)
        generator = np.random.default_rng(seed)
        drawn: dict[str, list[float]] = {}
        for _ in range(samples):
            sums = table[generator.integers(0, len(table), len(table))].sum(axis=0)
            for name, value in flat(rates(Tally(zip(names, sums.tolist(), strict=True)))).items():
                drawn.setdefault(name, []).append(value)
        return {
            name: (float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975)))
            for name, values in drawn.items()
        }

    def to_dict(self) -> dict[str, Any]:
        """All measures and one row an article, the worst first."""
        return {
            "articles": len(self.rows),
            **self.measures,
            "worst": [row.to_dict() for row in self.worst(len(self.rows))],
        }

    def to_text(self, *, worst: int = 0, bounds: dict[str, tuple[float, float]] | None = None) -> str:
        """Readable rows, one a group, and the worst articles.

        Args:
            worst: how many of them.
            bounds: what `intervals` gave, to stand beside each figure.
        """
        measures = self.measures
        groups = ("entity", "figure", "time", "claim", "speech", "slots")
        lines = [f"{name:8}" + _row(measures[name], _of_group(bounds, name)) for name in groups]
        lines.insert(4, f"{'labels':8}" + _row(measures["entity"]["by_label"]))
        score = _figure(measures["score"], (bounds or {}).get("score"))
        lines.append(f"{'score':8}{score}  ({len(self.rows)} articles)")
        lines += [
            f"  {row.soft:.3f}  {row.name}  "
            + _row({name: row.tally[f"claim.{name}"] for name in _CLAIM_COUNTS})
            for row in self.worst(worst)
        ]
        return "\n".join(lines)


def headline(measures: dict[str, Any]) -> dict[str, float]:
    """The measures of `HEADLINE` out of all."""
    return {
        f"{group}.{name}" if name else group: measures[group][name] if name else measures[group]
        for group, name in HEADLINE
    }


def flat(measures: dict[str, Any]) -> dict[str, float]:
    """All measures that are rates, by group and name; counts and rates of single labels are left out."""
    found = {
        f"{group}.{name}": value
        for group, values in measures.items()
        if isinstance(values, dict)
        for name, value in values.items()
        if not isinstance(value, dict) and name not in ("gold", "predicted")
    }
    return {**found, "score": measures["score"]}


def _of_group(bounds: dict[str, tuple[float, float]] | None, group: str) -> dict[str, tuple[float, float]]:
    return {
        name.removeprefix(group + "."): pair
        for name, pair in (bounds or {}).items()
        if name.startswith(group + ".")
    }


def _figure(value: float, pair: tuple[float, float] | None) -> str:
    return f"{value:.4f}" + (f" [{pair[0]:.3f}, {pair[1]:.3f}]" if pair else "")


def _row(values: dict[str, Any], bounds: dict[str, tuple[float, float]] | None = None) -> str:
    return "  ".join(
        f"{name} {_figure(value, (bounds or {}).get(name))}"
        if isinstance(value, float)
        else f"{name} {value}"
        for name, value in values.items()
        if not isinstance(value, dict)
    )
