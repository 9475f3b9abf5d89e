"""Read articles: a path, a text or bytes becomes an `Article`, a folder or a file of records several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from xhsnlp.article.article import Article
from xhsnlp.article.encoding import decode
from xhsnlp.article.failure import Failure
from xhsnlp.article.html import looks_like_html, read_page
from xhsnlp.article.published import infer_published, parse_iso
from xhsnlp.article.records import Record, is_record, parse_json, read_record
from xhsnlp.errors import XhsnlpError, error
from xhsnlp.settings import ArticleSettings

#: Format of a file by the end of its name.
FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
SUFFIXES = tuple(FORMATS)
_PATH_LENGTH = 1000
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_KANA = re.compile("[\u3041-\u30fa]+")


def read(
    source: Path | str | bytes,
    *,
    published: Any = None,
    title: str | None = None,
    where: str | None = None,
    settings: ArticleSettings | None = None,
) -> Article:
    """Read one article.

    Args:
        source: a path; a str that names a file (or ends like one) is a path too, any other str is the text
            itself; bytes are decoded. Text, Markdown, HTML (the extra `html`), JSON with a text field.
        published: the publication date, `YYYY-MM-DD`; it wins over what the file says.
        title: the title; it wins over what the file says.
        where: name of the source in messages and in `Article.source`; the path where there is one.
        settings: limits of size and language.

    Returns:
        The article. For HTML its text is the main text of the page, and offsets are into that.

    Raises:
        InputError: nothing there, unreadable, empty, too large, binary, undecodable, in another language,
            malformed (E101–E113), or several articles in one file (E118).
        SettingsError: an impossible date (E201).
        MissingExtraError: HTML without trafilatura (E303).

    Example:
        >>> read("8月24日,云雀优选在上海开了30家门店。", published="2023-10-08").published
        '2023-10-08'
    """
    limits = settings or ArticleSettings()
    if not isinstance(source, (Path, str, bytes)):
        raise error("E206", what="source", wanted="a path, a str or bytes", value=type(source).__name__)
    path = as_path(source)
    if path is not None:
        where = where or str(path)
        source = _bytes_of(path, where, limits)
        kind = FORMATS.get(path.suffix.lower(), "")
    else:
        kind = "text" if isinstance(source, str) and not looks_like_html(source) else ""
    name = where or "text"
    text = decode(_limited(source, name, limits), where=name) if isinstance(source, bytes) else str(source)
    record, found_in = _record(text, kind, name, limits)
    return _article(record, found_in, published, title, where, limits)


def read_many(
    source: Path | str | Iterable[Path | str],
    *,
    settings: ArticleSettings | None = None,
) -> Iterator[Article | Failure]:
    """Read all articles of a folder, a JSONL or JSON file, or several paths; a bad one does not stop it.

    A folder is read with its folders, in order of paths, without hidden ones and files of other endings.
    JSONL is read line by line, so that a file of any length can be read.

    Yields:
        Each article, or a `Failure` in its place.

    Raises:
        InputError: nothing there (E101), or a folder without articles (E103); raised at the call.
    """
    limits = settings or ArticleSettings()
    paths = find_articles(source) if isinstance(source, (str, Path)) else [Path(path) for path in source]
    return _read_paths(paths, limits)


def find_articles(source: Path | str) -> list[Path]:
    """The files that `read_many` reads.

    Raises:
        InputError: nothing there (E101), or a folder without articles (E103).
    """
    path = Path(source)
    if not path.exists():
        raise error("E101", path=path)
    if not path.is_dir():
        return [path]
    found = sorted(
        (
            item
            for item in path.rglob("*")
            if item.suffix.lower() in FORMATS
            and not any(part.startswith(".") for part in item.relative_to(path).parts)
            and item.is_file()
        ),
        key=lambda item: item.as_posix(),
    )
    if not found:
        raise error("E103", path=path, suffixes=", ".join(SUFFIXES))
    return found


def _read_paths(paths: Iterable[Path], limits: ArticleSettings) -> Iterator[Article | Failure]:
    index = 0
    for path in paths:
        for item in _read_file(path, limits):
            yield replace(item, index=index) if isinstance(item, Failure) else item
            index += 1


def _read_file(path: Path, limits: ArticleSettings) -> Iterator[Article | Failure]:
    where = str(path)
    try:
        kind = FORMATS.get(path.suffix.lower(), "")
        if kind == "jsonl":
            yield from _read_lines(path, limits)
        elif kind == "json":
            data = parse_json(decode(_bytes_of(path, where, limits), where=where), where=where)
            items = data if isinstance(data, list) else [data]
            for number, item in enumerate(items, 1):
                yield _attempt(item, where if len(items) == 1 else f"{where}:{number}", limits)
        else:
            yield read(path, settings=limits)
    except XhsnlpError as problem:
        yield Failure.of(0, where, problem)


def _read_lines(path: Path, limits: ArticleSettings) -> Iterator[Article | Failure]:
    """Records of a JSONL file, one at a time."""
    where = str(path)
    try:
        with path.open("rb") as file:
            wide = file.read(2) in (b"\xff\xfe", b"\xfe\xff")
            file.seek(0)
            if wide:
                text = decode(_limited(file.read(limits.max_bytes + 1), where, limits), where=where)
                lines: Iterable[bytes] = (line.encode("utf-8", "surrogatepass") for line in text.splitlines())
            else:
                lines = iter(lambda: file.readline(limits.max_bytes + 1), b"")
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _attempt(line, f"{where}:{number}", limits)
                if len(line) > limits.max_bytes:
                    _skip_line(file)
    except OSError as problem:
        raise error("E113", where=where, why=problem.strerror or problem) from problem


def _skip_line(file: Any) -> None:
    """Read on to the end of a line that is too long, without keeping it."""
    while True:
        part = file.readline(1 << 20)
        if not part or part.endswith(b"\n"):
            return


def _attempt(item: Any, where: str, limits: ArticleSettings) -> Article | Failure:
    try:
        if isinstance(item, bytes):
            item = parse_json(decode(_limited(item, where, limits), where=where), where=where)
        return _article(read_record(item, where=where), "metadata", None, None, where, limits)
    except XhsnlpError as problem:
        return Failure.of(0, where, problem)


def as_path(source: object) -> Path | None:
    """The path that a source names, None for a text or bytes."""
    if isinstance(source, Path):
        return source
    if not isinstance(source, str):
        return None
    if not source.strip() or len(source) > _PATH_LENGTH or re.search(r"[\r\n\x00]", source):
        return None
    path = Path(source)
    try:
        if path.exists():
            return path
    except (OSError, ValueError):
        return None
    return path if path.suffix.lower() in FORMATS and " " not in path.suffix else None


def _bytes_of(path: Path, where: str, limits: ArticleSettings) -> bytes:
    try:
        if path.is_dir():
            raise error("E102", path=path)
        if not path.exists():
            raise error("E101", path=path)
        if path.is_file() and path.stat().st_size > limits.max_bytes:
            raise error("E106", where=where, size=path.stat().st_size, limit=limits.max_bytes)
        with path.open("rb") as file:
            return _limited(file.read(limits.max_bytes + 1), where, limits)
    except (OSError, ValueError) as problem:
        raise error("E113", where=where, why=getattr(problem, "strerror", None) or problem) from problem


def _limited(data: bytes, where: str, limits: ArticleSettings) -> bytes:
    if len(data) > limits.max_bytes:
        raise error("E106", where=where, size=f"{len(data)} or more", limit=limits.max_bytes)
    return data


def _record(text: str, kind: str, where: str, limits: ArticleSettings) -> tuple[Record, str]:
    """The article in a text, and where its date comes from."""
    if kind == "html" or (kind != "json" and looks_like_html(text)):
        page = read_page(text, where=where, max_year=limits.max_published_year)
        return Record(page.text, page.title, page.date, page.url), "metadata"
    if kind == "jsonl":
        lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
        if len(lines) > 1:
            raise error("E118", where=where, count=len(lines))
        return read_record(parse_json(lines[0][1] if lines else "", where=where), where=where), "metadata"
    if kind == "json" or (not kind and text.lstrip()[:1] in ("{", "[")):
        data = _json_value(text, kind, where)
        if isinstance(data, list) and len(data) > 1:
            raise error("E118", where=where, count=len(data))
        data = data[0] if isinstance(data, list) and data else data
        if kind or is_record(data):
            return read_record(data, where=where), "metadata"
    return Record(text, None, None, None), "text"


def _json_value(text: str, kind: str, where: str) -> Any:
    """JSON, or None where the text only begins like it and its name does not say that it is."""
    try:
        return parse_json(text, where=where)
    except XhsnlpError:
        if kind:
            raise
        return None


def _article(
    record: Record,
    found_in: str,
    published: Any,
    title: str | None,
    where: str | None,
    limits: ArticleSettings,
) -> Article:
    name = where or "text"
    text = record.text.removeprefix("\ufeff")
    if not text.strip():
        raise error("E104", where=name)
    if len(text) > limits.max_chars:
        raise error("E107", where=name, size=len(text), limit=limits.max_chars)
    share = chinese_share(text)
    if share < limits.min_chinese:
        raise error("E109", where=name, share=share)
    try:
        date, origin = parse_iso(published), "given"
    except ValueError:
        raise error("E201", value=published) from None
    if date is None:
        date, origin = record.published, found_in
    title = title or record.title
    source = record.source or where
    if date is None:
        draft = Article(text, title=title, published_from="unknown")
        date = infer_published(draft.text, draft.blocks, max_year=limits.max_published_year)
        origin = "text" if date else "unknown"
    return Article(text, published=date, title=title, source=source, published_from=origin)


def chinese_share(text: str) -> float:
    """Share of Chinese characters among all letters, 0 to 1; 0 for a text with many Japanese kana."""
    letters = sum(map(str.isalpha, text))
    if not letters:
        return 0.0
    kana, chinese = (sum(map(len, pattern.findall(text))) for pattern in (_KANA, _HAN))
    return 0.0 if kana > 0.15 * letters else chinese / letters
