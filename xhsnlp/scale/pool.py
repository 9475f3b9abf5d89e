"""Worker processes, each with a pipe of its own and one article at a time.

With a pipe for each, it is known which article a worker was reading when it died, no lock is shared that a
dying process could leave locked, and nothing waits behind a full pipe.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from xhsnlp.article import Failure
from xhsnlp.errors import error
from xhsnlp.scale.worker import Item, Result, Runner, extract_one, source_of
from xhsnlp.settings import Settings

#: So many articles a worker may be read ahead of the one that is given back next.
_AHEAD = 4
_CLOSING_SECONDS = 5


class Pool:
    """Reads a batch with several processes. A context manager: its workers end with the block."""

    def __init__(self, make: Callable[[], Runner], settings: Settings, jobs: int):
        self.make = make
        self.settings = settings
        self.jobs = jobs
        self.workers: list[_Worker] = []
        self.done: dict[int, Result] = {}

    def run(self, items: Iterable[Item]) -> Iterator[Result]:
        """The results of the items, in their order.

        Raises:
            SettingsError: workers cannot start (E209).
        """
        tasks = enumerate(items)
        following = 0
        while True:
            more = self._hand_out(tasks, following)
            self._collect(block=following not in self.done)
            if following in self.done:
                yield self.done.pop(following)
                following += 1
            elif not more and not any(worker.task for worker in self.workers):
                return

    def _hand_out(self, tasks: Iterator[tuple[int, Item]], following: int) -> bool:
        """Give every idle worker a task, as far ahead as allowed; False where no task is left."""
        while True:
            busy = [worker.task[0] for worker in self.workers if worker.task]
            if (
                len(busy) == self.jobs
                or max([following, *busy, *self.done]) - following >= self.jobs * _AHEAD
            ):
                return True
            task = next(tasks, None)
            if task is None:
                return False
            self._send(task)

    def _send(self, task: tuple[int, Item]) -> None:
        worker = next((worker for worker in self.workers if worker.task is None), None)
        if worker is None:
            worker = _Worker(self.make, self.settings)
            self.workers.append(worker)
        try:
            worker.send(task)
        except OSError:  # it died while it had nothing to do
            self._bury(worker)
            self._send(task)
        except Exception as problem:  # noqa: BLE001 - pickle has no one class of errors for what it cannot send
            self.done[task[0]] = Failure.of(task[0], source_of(task[1]), problem)

    def _collect(self, *, block: bool) -> None:
        """Take in the results that are there; wait for one where asked."""
        busy = {id(worker.connection): (worker, *worker.task) for worker in self.workers if worker.task}
        connections = [worker.connection for worker, _, _ in busy.values()]
        for connection in wait(connections, None if block else 0) if busy else ():
            worker, index, item = busy[id(connection)]
            try:
                self.done[index] = worker.receive()
            except (EOFError, OSError):
                self._bury(worker)
                source = source_of(item)
                problem = error("E119", where=source or f"article {index}")
                self.done[index] = Failure.of(index, source, problem)

    def _bury(self, worker: _Worker) -> None:
        worker.close()
        self.workers.remove(worker)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.close()


class _Worker:
    """A process, the pipe to it, and what it is reading."""

    def __init__(self, make: Callable[[], Runner], settings: Settings):
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_work, args=(theirs, make, settings), daemon=True)
        self.task: tuple[int, Item] | None = None
        self.process.start()
        theirs.close()
        try:
            self.connection.recv()
        except EOFError as problem:
            self.close()
            raise error("E209", why="the first one ended at once") from problem

    def send(self, task: tuple[int, Item]) -> None:
        self.connection.send(task)
        self.task = task

    def receive(self) -> Result:
        result = self.connection.recv()
        self.task = None
        return result

    def close(self) -> None:
        """End the process: one without a task ends by itself when its pipe closes."""
        if self.task is not None:
            self.process.terminate()
        self.connection.close()
        self.process.join(_CLOSING_SECONDS)
        if self.process.is_alive():
            self.process.kill()


def _work(connection: Connection, make: Callable[[], Runner], settings: Settings) -> None:
    """What a worker process does: read articles until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted and closes the pipe
    connection.send(None)
    while True:
        try:
            index, item = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(extract_one(index, item, make, settings))
