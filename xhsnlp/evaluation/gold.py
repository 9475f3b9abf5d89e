"""Gold standards: folders of articles and their annotations.

FOLDER/articles/NAME.txt        the texts, UTF-8
FOLDER/resolved/NAME.json       annotations with offsets; or, where that folder is missing,
FOLDER/annotations/NAME.json    annotations as texts, which are looked up in the article
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xhsnlp.article import Article
from xhsnlp.errors import error
from xhsnlp.evaluation.resolver import resolve


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article and what a careful reader found in it.

    Attributes:
        name: its file name without suffix.
        article: the article, with the publication date of the annotation.
        data: `entities`, `figures`, `times` and `claims` with offsets.
    """

    name: str
    article: Article
    data: dict[str, Any]


def read_gold(folder: str | Path) -> list[GoldArticle]:
    """Read a gold standard, in order of name.

    Raises:
        InputError: no such folder (E101), none in it (E117), or one that does not fit its article (E116).
    """
    return [_read_one(Path(folder), path) for path in annotation_files(Path(folder))]


def annotation_files(folder: Path) -> list[Path]:
    """The annotations of a gold standard: those with offsets where there are any."""
    if not folder.is_dir():
        raise error("E101", path=folder)
    for name in ("resolved", "annotations"):
        files = sorted((folder / name).glob("*.json"))
        if files:
            return files
    raise error("E117", path=folder)


def article_file(folder: Path, annotation: Path) -> Path:
    return folder / "articles" / f"{annotation.stem}.txt"


def gold_hash(folder: str | Path) -> str:
    """sha256 over names and texts of all annotations and articles; the style of line ends does not count."""
    digest = hashlib.sha256()
    for annotation in annotation_files(Path(folder)):
        for path in (annotation, article_file(Path(folder), annotation)):
            data = path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else b""
            digest.update(f"{path.parent.name}/{path.name}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()


def _read_one(folder: Path, path: Path) -> GoldArticle:
    source = article_file(folder, path)
    if not source.is_file():
        raise error("E116", where=path, why=f"there is no {source}")
    try:
        text = source.read_text("utf-8")
        data = json.loads(path.read_text("utf-8"))
        article = Article(text, published=data["published"], source=str(source))
        if path.parent.name == "annotations":
            data = resolve(data, article.text, where=str(path))
        _check_places(data, article.text, str(path))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise error("E116", where=path, why=f"{type(problem).__name__}: {problem}") from problem
    return GoldArticle(path.stem, article, data)


def _check_places(data: dict[str, Any], text: str, where: str) -> None:
    """Every item of a gold standard stands where it says."""
    items = [("entity", item) for item in data["entities"]]
    items += [("figure", item) for item in data["figures"]]
    items += [("time", item) for item in data["times"]]
    items += [("evidence", claim["evidence"]) for claim in data["claims"]]
    for what, item in items:
        if text[item["start"] : item["end"]] != item["text"]:
            raise error("E116", where=where, why=f"{what} {item['text']!r} is not at {item['start']}")
