"""The articles that a command line names: files, folders, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from xhsnlp.article import Article, Failure, find_articles, read, read_many
from xhsnlp.cli.console import refuse_overwriting, same_file
from xhsnlp.cli.options import STDIN
from xhsnlp.errors import XhsnlpError
from xhsnlp.settings import ArticleSettings

#: Files of these endings can hold several articles.
_RECORDS = {".json", ".jsonl", ".ndjson"}


class Sources:
    """The articles of several paths, in order.

    A path that cannot be read is an error where it is the only one, and a `Failure` among several.

    Attributes:
        is_batch: whether several articles were asked for: several paths, or a folder.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        published: str | None = None,
        limits: ArticleSettings | None = None,
        out: Path | None = None,
    ):
        """Find the files.

        Args:
            paths: files, folders, `-` for standard input.
            published: publication date of all articles, ISO; it wins over what they say themselves.
            limits: limits of reading.
            out: a file that will be written; it is left out where it lies in one of the folders.

        Raises:
            InputError: the only path does not exist (E101) or holds no article (E103).
            SettingsError: `out` is one of the paths (E206).
        """
        self.published = published
        self.limits = limits or ArticleSettings()
        self.is_batch = len(paths) > 1 or paths[0].is_dir()
        self.files: list[Path | Failure] = []
        refuse_overwriting(out, paths)
        for path in paths:
            try:
                found = [path] if path == STDIN else find_articles(path)
            except XhsnlpError as problem:
                if len(paths) == 1:
                    raise
                self.files.append(Failure.of(0, str(path), problem))
            else:
                self.files += [file for file in found if out is None or not same_file(file, out)]

    @property
    def count(self) -> int | None:
        """How many articles there are; None where a file can hold several."""
        several = any(isinstance(file, Path) and file.suffix.lower() in _RECORDS for file in self.files)
        return None if several else len(self.files)

    def __iter__(self) -> Iterator[Article | Failure]:
        for item in self._read():
            if self.published and isinstance(item, Article):
                item = replace(item, published=self.published, published_from="given")
            yield item

    def _read(self) -> Iterator[Article | Failure]:
        for file in self.files:
            if isinstance(file, Failure):
                yield file
            elif file == STDIN:
                try:
                    yield read(sys.stdin.buffer.read(), where="standard input", settings=self.limits)
                except XhsnlpError as problem:
                    yield Failure.of(0, "standard input", problem)
            else:
                yield from read_many(file, settings=self.limits)
