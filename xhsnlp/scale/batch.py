"""Extract from many articles."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from xhsnlp.about import DEFAULT_PIPELINE
from xhsnlp.article import Failure
from xhsnlp.errors import error
from xhsnlp.extraction import Extraction
from xhsnlp.scale.pool import Pool
from xhsnlp.scale.worker import Fatal, Item, PipelineRunner, Result, Runner, extract_one
from xhsnlp.settings import Settings


def extract_many(
    articles: Iterable[Item],
    *,
    jobs: int = 1,
    pipeline: str = DEFAULT_PIPELINE,
    settings: Settings | None = None,
) -> Iterator[Extraction | Failure]:
    """Read many articles and give back what each asserts, in the order given.

    Args:
        articles: articles, or what `xhsnlp.read` takes (paths, texts, bytes), or what `read_many` gives.
            Taken as they are needed: an endless generator does no harm.
        jobs: number of processes; 1 stays in this one, 0 takes as many as there are processor cores. With
            more than one, a script needs the usual `if __name__ == "__main__":` around the call.
        pipeline: name of the pipeline, see `load`.
        settings: see `Settings`.

    Yields:
        An `Extraction` for each article, or a `Failure` in its place. The results do not depend on `jobs`.

    Raises:
        SettingsError: no such pipeline (E205), `jobs` out of range (E206), workers cannot start (E209).
        ModelError: models missing or damaged (E301, E302).

    Example:
        for result in xhsnlp.extract_many(Path("articles").glob("*.txt"), jobs=0):
            ...
    """
    if isinstance(jobs, bool) or not isinstance(jobs, int) or jobs < 0:
        raise error("E206", what="jobs", wanted="a whole number from 0", value=jobs)
    if isinstance(articles, (str, bytes)):
        raise error(
            "E206",
            what="articles",
            wanted="a list or another iterable of articles",
            value=type(articles).__name__,
        )
    settings = settings or Settings()
    return run_many(articles, PipelineRunner(pipeline, settings), settings, jobs or processor_count())


def run_many(
    items: Iterable[Item], make: Callable[[], Runner], settings: Settings, jobs: int
) -> Iterator[Extraction | Failure]:
    """`extract_many` with any runner: `make` is called once a process and must be importable there."""
    if jobs == 1:
        for index, item in enumerate(items):
            yield _checked(extract_one(index, item, make, settings))
        return
    with Pool(make, settings, jobs) as pool:
        yield from map(_checked, pool.run(items))


def processor_count() -> int:
    """Processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _checked(result: Result) -> Extraction | Failure:
    if isinstance(result, Fatal):
        raise result.kind(result.code, result.message)
    return result
