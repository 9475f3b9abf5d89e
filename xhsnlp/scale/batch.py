"""Extract from many articles."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from xhsnlp.article import Failure
from xhsnlp.errors import error
from xhsnlp.extraction import Extraction
from xhsnlp.scale.worker import Fatal, Item, PipelineRunner, Runner, extract_one, source_of
from xhsnlp.settings import Settings

#: So many articles a worker are read ahead of the one that is given back next.
_AHEAD = 4
Result = Extraction | Failure


def extract_many(
    articles: Iterable[Item],
    *,
    jobs: int = 1,
    pipeline: str = "fast",
    settings: Settings | None = None,
) -> Iterator[Result]:
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
) -> Iterator[Result]:
    """`extract_many` with any runner: `make` is called once a process and must be importable there."""
    if jobs == 1:
        for index, item in enumerate(items):
            yield _checked(extract_one(index, item, make, settings))
        return
    pool = _Pool(make, settings, jobs)
    try:
        yield from pool.run(items)
    finally:
        pool.close()


def processor_count() -> int:
    """Processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Pool:
    """Worker processes that are replaced when one dies.

    The death of a worker (out of memory, say) breaks the whole pool. The article waited for is then read
    again alone, what else was under way is sent again: only the article that kills its worker fails.
    """

    def __init__(self, make: Callable[[], Runner], settings: Settings, jobs: int):
        self.make = make
        self.settings = settings
        self.jobs = jobs
        self.worked = False
        self.executor = self._executor()

    def run(self, items: Iterable[Item]) -> Iterator[Result]:
        waiting: deque[tuple[int, Item, Future[Result | Fatal]]] = deque()
        for index, item in enumerate(items):
            waiting.append((index, item, self._submit(index, item)))
            if len(waiting) > self.jobs * _AHEAD:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _next(self, waiting: deque[tuple[int, Item, Future[Result | Fatal]]]) -> Result:
        index, item, future = waiting.popleft()
        try:
            result = future.result()
        except BrokenProcessPool:
            self._replace()
            result = self._alone(index, item)
            again = [(i, other, self._submit(i, other) if _lost(old) else old) for i, other, old in waiting]
            waiting.clear()
            waiting.extend(again)
        self.worked = True
        return _checked(result)

    def _alone(self, index: int, item: Item) -> Result | Fatal:
        """Read one article with no other under way."""
        try:
            return self._submit(index, item).result()
        except BrokenProcessPool:
            self._replace()
            if not self.worked:
                self._ping()
            return Failure(index, source_of(item), "E199", "its worker process died; out of memory?")

    def _ping(self) -> None:
        """See whether a worker can start at all.

        Raises:
            SettingsError: it cannot (E209).
        """
        try:
            self.executor.submit(processor_count).result()
        except BrokenProcessPool as problem:
            raise error("E209", why=problem) from problem

    def _submit(self, index: int, item: Item) -> Future[Result | Fatal]:
        try:
            return self.executor.submit(extract_one, index, item, self.make, self.settings)
        except BrokenProcessPool as problem:
            broken: Future[Result | Fatal] = Future()
            broken.set_exception(problem)
            return broken

    def _replace(self) -> None:
        self.close()
        self.executor = self._executor()

    def _executor(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.jobs, mp_context=multiprocessing.get_context("spawn"))

    def close(self) -> None:
        self.executor.shutdown(wait=False, cancel_futures=True)


def _lost(future: Future[Result | Fatal]) -> bool:
    """Whether a future has no result because its pool broke."""
    return future.cancelled() or not future.done() or future.exception() is not None


def _checked(result: Result | Fatal) -> Result:
    if isinstance(result, Fatal):
        raise result.kind(result.code, result.message)
    return result
