"""Run a pipeline over a gold standard, or score what some other program found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xhsnlp.about import DEFAULT_PIPELINE
from xhsnlp.evaluation.gold import GoldArticle, read_gold
from xhsnlp.evaluation.measures import tally
from xhsnlp.evaluation.report import ArticleRow, Report
from xhsnlp.pipeline import load, run

if TYPE_CHECKING:
    from spacy.language import Language


def evaluate(
    gold: str | Path | Iterable[GoldArticle],
    nlp: Language | str = DEFAULT_PIPELINE,
    *,
    on_article: Callable[[str], None] | None = None,
) -> Report:
    """Run a pipeline over a gold standard and measure.

    Args:
        gold: a folder (see `xhsnlp.evaluation.gold`), or articles read from one.
        nlp: a pipeline, or the name of one.
        on_article: called with the name of each article that is done.

    Raises:
        InputError: no gold standard (E101, E117), or an annotation does not fit its article (E116).
        SettingsError: no such pipeline (E205).
    """
    language = load(nlp) if isinstance(nlp, str) else nlp
    rows = []
    for item in read_gold(gold) if isinstance(gold, str | Path) else gold:
        rows.append(ArticleRow(item.name, tally(item.data, run(language, item.article).to_dict())))
        if on_article:
            on_article(item.name)
    return Report(tuple(rows))


def score(gold: Iterable[GoldArticle], predicted: Mapping[str, Mapping[str, Any]]) -> Report:
    """Measure predictions made elsewhere.

    Args:
        gold: articles of a gold standard.
        predicted: by article name, the JSON form of an `Extraction` or anything of that shape; a missing
            article counts as one in which nothing was found.
    """
    return Report(
        tuple(ArticleRow(item.name, tally(item.data, predicted.get(item.name, {}))) for item in gold)
    )
