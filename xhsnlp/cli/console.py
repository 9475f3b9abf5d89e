"""What all commands share in writing to the terminal, to pipes and to files."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

from xhsnlp.errors import error

if TYPE_CHECKING:
    from rich.console import Console

Item = TypeVar("Item")
#: Width of tables where there is no terminal to ask.
WIDTH = 140


def use_utf8() -> None:
    """Write UTF-8 wherever the output goes, also on Windows; what no encoding can hold is replaced.

    A process that was started without standard output or standard error (`>&-`) gets one that leads nowhere.
    """
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - open as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def drop_output() -> None:
    """Point standard output at nothing, so that flushing at exit cannot fail once the reader has gone."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def one_line(text: str) -> str:
    """A text without line breaks and without characters that steer a terminal."""
    return "".join(char if char.isprintable() else "\ufffd" for char in " ".join(text.split()))


def complain(message: str) -> None:
    """One line on standard error."""
    _tell(f"error: {one_line(message)}")


def warn(message: str) -> None:
    """One line on standard error, for what does not stop the work."""
    _tell(f"warning: {one_line(message)}")


def _tell(line: str) -> None:
    with suppress(OSError, ValueError):  # where nobody reads it, the exit status is left
        print(line, file=sys.stderr)


def output_console(file: TextIO | None = None) -> Console:
    """A rich console on a file, or on standard output. Colors only at a terminal, and not where NO_COLOR is set."""
    from rich.console import Console

    file = file or sys.stdout
    wide = None if file.isatty() or os.environ.get("COLUMNS") else WIDTH
    return Console(file=file, width=wide, highlight=False, markup=False, emoji=False, soft_wrap=False)


def track(items: Iterable[Item], what: str, *, total: int | None = None, show: bool = True) -> Iterator[Item]:
    """The items, with a progress bar on standard error where that is a terminal."""
    if not (show and sys.stderr.isatty()):
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # Standard output holds the results: rich must not catch what is written there.
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task(what, total=total)
        for item in items:
            yield item
            progress.advance(task)


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file that exists."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def refuse_overwriting(out: Path | None, sources: Iterable[Path]) -> None:
    """Check that a file to write is none of those that are read.

    Raises:
        SettingsError: it is (E206).
    """
    if out is not None and any(same_file(source, out) for source in sources):
        raise error("E206", what="--out", wanted="another file than the one that is read", value=str(out))


def open_output(path: Path, *, append: bool = False) -> TextIO:
    """Open a file for writing, UTF-8, line ends as they are.

    Raises:
        SettingsError: it cannot be written (E207).
    """
    try:
        return path.open("a" if append else "w", encoding="utf-8", errors="replace", newline="\n")
    except OSError as problem:
        raise error("E207", path=path, why=problem.strerror or problem) from problem


def write_parts(parts: Iterable[str], path: Path | None) -> None:
    """Write a text that comes piece by piece, and a line end, to a file or to standard output."""
    if path is None:
        sys.stdout.writelines(parts)
        sys.stdout.write("\n")
        return
    with open_output(path) as file:
        file.writelines(parts)
        file.write("\n")


def write_output(text: str, path: Path | None) -> None:
    """Write a text, which gets a line end where it has none, to a file or to standard output."""
    text = text if text.endswith("\n") else text + "\n"
    if path is None:
        sys.stdout.write(text)
        return
    with open_output(path) as file:
        file.write(text)
