"""Opening files to write to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from xhsnlp.errors import error


@contextmanager
def open_text(
    target: Path | str | TextIO, *, append: bool = False, encoding: str = "utf-8"
) -> Iterator[TextIO]:
    """An open text file to write to; one that was open before stays open.

    Raises:
        SettingsError: cannot write there (E207).
    """
    if not isinstance(target, (str, Path)):
        yield target
        return
    try:
        with Path(target).open(
            "a" if append else "w", encoding=encoding, errors="backslashreplace", newline=""
        ) as file:
            yield file
    except OSError as problem:
        raise error("E207", path=target, why=problem.strerror or problem) from problem


def encodable(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, which no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@contextmanager
def replacing(target: Path | str) -> Iterator[Path]:
    """A path beside the target to write to, which takes its place once all has gone well.

    So a run that fails or is interrupted leaves the file that was there as it was. What is no plain file (a pipe, a
    device) is written to directly.

    Raises:
        SettingsError: cannot write there (E207).
    """
    final = Path(target).resolve()  # where it is a link, what it leads to is replaced
    if final.exists() and not final.is_file() and not final.is_dir():
        yield final
        return
    if final.is_dir() or not final.parent.is_dir():
        raise error("E207", path=target, why="it is a folder" if final.is_dir() else "no such folder")
    beside = final.with_name(f".{final.name}.{os.getpid()}.part")
    try:
        yield beside
        if final.exists():
            shutil.copymode(final, beside)
        beside.replace(final)
    except OSError as problem:
        raise error("E207", path=target, why=problem.strerror or problem) from problem
    finally:
        with suppress(OSError):
            beside.unlink()
