"""JSON Lines: one extraction a line, UTF-8, streamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from xhsnlp.errors import error
from xhsnlp.export.files import open_text
from xhsnlp.extraction import Extraction


def write_jsonl(
    extractions: Iterable[Extraction], target: Path | str | TextIO, *, append: bool = False
) -> int:
    """Write extractions, each as soon as it comes, so that an interrupted run leaves whole lines behind.

    Args:
        extractions: the results, also a generator.
        target: a path or an open text file.
        append: whether to add to a file that exists.

    Returns:
        How many were written.

    Raises:
        SettingsError: cannot write there (E207).
    """
    count = 0
    with open_text(target, append=append) as file:
        for extraction in extractions:
            file.write(extraction.to_json() + "\n")
            file.flush()
            count += 1
    return count


def read_jsonl(path: Path | str) -> Iterator[Extraction]:
    """Read what `write_jsonl` wrote, one at a time.

    Raises:
        InputError: no such file (E101), unreadable (E113), or a line that is no extraction (E110, E114, which
            name file and line).
    """
    try:
        with Path(path).open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield Extraction.from_json(line.removeprefix(b"\xef\xbb\xbf"), where=f"{path}:{number}")
    except FileNotFoundError as problem:
        raise error("E101", path=path) from problem
    except OSError as problem:
        raise error("E113", where=path, why=problem.strerror or problem) from problem
