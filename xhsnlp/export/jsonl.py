"""JSON Lines, one extraction a line, UTF-8, streamed; and whole JSON documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO, TextIO

from xhsnlp.article.records import parse_json
from xhsnlp.errors import InputError, error
from xhsnlp.export.files import open_text
from xhsnlp.export.rows import items_of
from xhsnlp.extraction import Extraction

#: The longest line read, in bytes; the longest article that `article.max_chars` allows gives a third of it.
MAX_LINE = 500_000_000


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
        for extraction in items_of(extractions):
            file.write(extraction.to_json() + "\n")
            file.flush()
            count += 1
    return count


def read_jsonl(
    source: Path | str | BinaryIO,
    *,
    where: str | None = None,
    on_error: Callable[[InputError], None] | None = None,
) -> Iterator[Extraction]:
    """Read what `write_jsonl` wrote, one at a time.

    Args:
        source: a path, or a binary file that is open.
        where: name of the source in messages, the path where it is left out.
        on_error: called with what is wrong with a line, which is then left out. Without it that is raised.

    Raises:
        InputError: no such file (E101), unreadable (E113), a line longer than `MAX_LINE` (E106), or a line that is
            no extraction (E110, E114, which name file and line).
    """
    where = where or str(source)
    try:
        with Path(source).open("rb") if isinstance(source, (str, Path)) else nullcontext(source) as file:
            for number, line in enumerate(_lines(file, where), 1):
                try:
                    if line.strip():
                        yield Extraction.from_json(
                            line.removeprefix(b"\xef\xbb\xbf"), where=f"{where}:{number}"
                        )
                except InputError as problem:
                    if on_error is None:
                        raise
                    on_error(problem)
    except FileNotFoundError as problem:
        raise error("E101", path=where) from problem
    except OSError as problem:
        raise error("E113", where=where, why=problem.strerror or problem) from problem


def read_json(path: Path | str) -> Iterator[Extraction]:
    """Read one JSON document: an extraction (`to_json`), or a list of them, as `xhsnlp extract -o claims.json` writes it.

    Raises:
        InputError: no such file (E101), unreadable (E113), too large (E106), no JSON (E110), no extraction (E114).
    """
    try:
        with Path(path).open("rb") as file:
            content = file.read(MAX_LINE + 1)
    except FileNotFoundError as problem:
        raise error("E101", path=path) from problem
    except OSError as problem:
        raise error("E113", where=path, why=problem.strerror or problem) from problem
    if len(content) > MAX_LINE:
        raise error("E106", where=path, size=f"{len(content)} or more", limit=MAX_LINE)
    data = parse_json(content.removeprefix(b"\xef\xbb\xbf"), where=str(path))
    for number, item in enumerate(data if isinstance(data, list) else [data], 1):
        yield Extraction.from_dict(
            item, where=f"{path}, item {number}" if isinstance(data, list) else str(path)
        )


def _lines(file: BinaryIO, where: str) -> Iterator[bytes]:
    """Lines of a file; one without end (a device, a damaged file) does not fill the memory."""
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            raise error("E106", where=f"{where}:{number}", size=f"{len(line)} or more", limit=MAX_LINE)
        yield line
