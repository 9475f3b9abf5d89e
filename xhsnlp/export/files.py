"""Opening files to write to."""

from __future__ import annotations

import os
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
    target = Path(target)
    if target.exists() and not target.is_file() and not target.is_dir():
        yield target
        return
    if target.is_dir() or not target.absolute().parent.is_dir():
        why = "it is a folder" if target.is_dir() else "no such folder"
        raise error("E207", path=target, why=why)
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield beside
        beside.replace(target)
    except OSError as problem:
        raise error("E207", path=target, why=problem.strerror or problem) from problem
    finally:
        with suppress(OSError):
            beside.unlink()
