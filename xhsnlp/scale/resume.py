"""Go on with a batch that was interrupted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from xhsnlp.article import Article
from xhsnlp.errors import error
from xhsnlp.scale.worker import Item, source_of


def remaining(items: Iterable[Item], output: Path | str) -> Iterator[Item]:
    """The items of a batch that a JSON Lines file of extractions does not hold yet.

    Items are told apart by their source, articles without one by their id. A last line that an interruption
    cut short is removed from the file, so that results can be appended.

    Args:
        items: the batch, see `extract_many`.
        output: the file that an earlier run wrote; it need not exist.

    Raises:
        InputError: a line of the file is no extraction (E114), or the file cannot be read (E113).

    Example:
        todo = remaining(read_many("articles"), "out.jsonl")
        write_jsonl((r for r in extract_many(todo) if isinstance(r, Extraction)), "out.jsonl", append=True)
    """
    sources, ids = _done(Path(output))
    return (item for item in items if not _is_done(item, sources, ids))


def _is_done(item: Item, sources: set[str], ids: set[str]) -> bool:
    source = source_of(item)
    if source is None:
        return isinstance(item, Article) and item.id in ids
    return source in sources


def _done(output: Path) -> tuple[set[str], set[str]]:
    sources: set[str] = set()
    ids: set[str] = set()
    if not output.exists():
        return sources, ids
    try:
        with output.open("r+b") as file:
            end = 0
            for number, line in enumerate(file, 1):
                if not line.endswith(b"\n"):
                    file.truncate(end)
                    break
                end += len(line)
                if line.strip():
                    article = _article(line, f"{output}:{number}")
                    ids.add(article["id"])
                    if article["source"]:
                        sources.add(article["source"])
    except OSError as problem:
        raise error("E113", where=output, why=problem.strerror or problem) from problem
    return sources, ids


def _article(line: bytes, where: str) -> dict[str, str]:
    try:
        article = json.loads(line)["article"]
        return {"id": article["id"], "source": article["source"]}
    except (ValueError, KeyError, TypeError) as problem:
        raise error("E114", where=where, why=f"{type(problem).__name__}: {problem}") from problem
