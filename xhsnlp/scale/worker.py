"""What happens to one article of a batch, in this process or in a worker.

Texts and paths are sent to a worker, never Docs; it loads the pipeline once, with its first article.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from xhsnlp.article import Article, Failure, read
from xhsnlp.article.reading import as_path
from xhsnlp.errors import XhsnlpError
from xhsnlp.extraction import Extraction
from xhsnlp.settings import Settings

Item = Article | Failure | Path | str | bytes
Runner = Callable[[Article], Extraction]


@dataclass(frozen=True)
class PipelineRunner:
    """Makes the function that reads articles with a pipeline. Can be sent to another process."""

    pipeline: str
    settings: Settings

    def __call__(self) -> Runner:
        from xhsnlp.pipeline import load, run

        nlp = load(self.pipeline, self.settings)
        return lambda article: run(nlp, article)


@dataclass(frozen=True)
class Fatal:
    """An error that no article is to blame for: the models or the settings. It ends the batch."""

    code: str
    message: str
    kind: type[XhsnlpError]


Result = Extraction | Failure | Fatal


def extract_one(index: int, item: Item, make: Callable[[], Runner], settings: Settings) -> Result:
    """Read one article of a batch; nothing is raised.

    Args:
        index: its place in the batch.
        item: the article, or what `read` takes.
        make: makes the runner; called once a process.
        settings: for reading.
    """
    try:
        run = _runner(make)
    except XhsnlpError as problem:
        return Fatal(problem.code, problem.message, type(problem))
    try:
        if isinstance(item, Failure):
            return Failure(index, item.source, item.code, item.message)
        return run(item if isinstance(item, Article) else read(item, settings=settings.article))
    except Exception as problem:  # noqa: BLE001 - whatever one article does, the rest of the batch goes on
        return Failure.of(index, source_of(item), problem)


@lru_cache(maxsize=2)
def _runner(make: Callable[[], Runner]) -> Runner:
    return make()


def source_of(item: Item) -> str | None:
    """Where an item of a batch comes from; None for a text or bytes."""
    if isinstance(item, (Article, Failure)):
        return item.source
    path = as_path(item)
    return str(path) if path else None
