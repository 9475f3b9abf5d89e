"""The extractions that a command line names: files of claims, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from xhsnlp.cli.console import complain, track, warn
from xhsnlp.cli.options import STDIN

if TYPE_CHECKING:
    from xhsnlp.errors import InputError
    from xhsnlp.extraction import Extraction


class ClaimsFiles:
    """The extractions of several files, in order, with a progress bar at a terminal.

    Attributes:
        done, failed: how many lines were extractions, and how many were left out.
    """

    def __init__(self, sources: Sequence[Path], *, skip_bad: bool = False):
        """Args: sources: JSON Lines or JSON files, `-` for standard input; skip_bad: whether to go on after a bad line."""
        self.sources = sources
        self.skip_bad = skip_bad
        self.done = self.failed = 0
        self._begun: Iterable[Extraction] | None = None

    def begin(self) -> None:
        """Read the first extraction: a file that is none of claims is told of before an output file is replaced.

        Raises:
            InputError: as when they are read.
        """
        reading = self._read()
        self._begun = chain(list(islice(reading, 1)), reading)

    def __iter__(self) -> Iterator[Extraction]:
        """Read them.

        Raises:
            InputError: a file cannot be read (E101, E113), or a line is no extraction (E106, E110, E114).
        """
        reading, self._begun = self._begun or self._read(), None
        for extraction in track(reading, "reading"):
            self.done += 1
            yield extraction
        if not self.done:
            warn(f"no extraction in {', '.join(map(str, self.sources))}")

    def _read(self) -> Iterator[Extraction]:
        from xhsnlp.export import read_json, read_jsonl

        on_error = self._leave_out if self.skip_bad else None
        for source in self.sources:
            if source == STDIN:
                yield from read_jsonl(sys.stdin.buffer, where="standard input", on_error=on_error)
            elif source.suffix.lower() == ".json":
                yield from read_json(source)
            else:
                yield from read_jsonl(source, on_error=on_error)

    def _leave_out(self, problem: InputError) -> None:
        self.failed += 1
        complain(str(problem))

    def finish(self) -> None:
        """End the command with status 1 where lines were left out."""
        if self.failed:
            raise typer.Exit(1)
