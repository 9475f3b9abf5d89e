"""JSON and JSONL: a record with a text field is an article."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xhsnlp.article.published import parse_metadata
from xhsnlp.errors import error

#: Names of the fields, the first one present wins. Case does not matter.
TEXT_FIELDS = (
    "text",
    "content",
    "body",
    "article",
    "article_text",
    "full_text",
    "maintext",
    "正文",
    "内容",
    "文本",
)
TITLE_FIELDS = ("title", "headline", "标题")
DATE_FIELDS = (
    "published",
    "publish_date",
    "published_at",
    "publish_time",
    "pub_date",
    "pubdate",
    "date",
    "datetime",
    "发布日期",
    "发布时间",
    "日期",
    "时间",
)
#: An address; a `source` that is none is often a medium, the same for many records.
SOURCE_FIELDS = ("url", "link", "source_url", "链接", "网址", "source")


@dataclass(frozen=True, slots=True)
class Record:
    """Attributes: text; title, published (ISO) and source (an address), each None where the record has none."""

    text: str
    title: str | None
    published: str | None
    source: str | None


def parse_json(text: str | bytes, *, where: str) -> Any:
    """Read JSON; bytes are UTF-8, UTF-16 or UTF-32.

    Raises:
        InputError: not JSON (E110).
    """
    try:
        return json.loads(text)
    except ValueError as problem:  # also bytes that are no text, and numbers of too many digits
        line, why = getattr(problem, "lineno", "?"), getattr(problem, "msg", problem)
        raise error("E110", where=where, line=line, why=why) from problem
    except RecursionError as problem:
        raise error("E110", where=where, line="?", why="nested too deeply") from problem


def read_record(data: object, *, where: str) -> Record:
    """The article in a JSON object. An object under a text field (`{"article": {"text": …}}`) is looked into.

    Raises:
        InputError: no text field (E111).
        SettingsError: its date is no date (E201).
    """
    fields = _fields(data)
    for name in TEXT_FIELDS:
        value = fields.get(name)
        if isinstance(value, Mapping) and _has_text(value):
            return read_record(value, where=where)
        if isinstance(value, str):
            return Record(value, _string(fields, TITLE_FIELDS), _date(fields), _source(fields))
    raise error("E111", where=where, fields=", ".join(TEXT_FIELDS))


def is_record(data: object) -> bool:
    """Whether a JSON value is an object with a text field."""
    fields = _fields(data)
    return _has_text(fields) or any(
        isinstance(v, Mapping) and _has_text(v) for v in map(fields.get, TEXT_FIELDS)
    )


def _fields(data: object) -> dict[str, Any]:
    return {str(key).lower(): value for key, value in data.items()} if isinstance(data, Mapping) else {}


def _has_text(data: Mapping[str, Any]) -> bool:
    fields = _fields(data)
    return any(isinstance(fields.get(name), str) for name in TEXT_FIELDS)


def _string(fields: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _source(fields: Mapping[str, Any]) -> str | None:
    source = _string(fields, SOURCE_FIELDS)
    return source if source and "/" in source else None


def _date(fields: Mapping[str, Any]) -> str | None:
    for name in DATE_FIELDS:
        value = fields.get(name)
        if value not in (None, ""):
            try:
                return parse_metadata(value)
            except ValueError:
                raise error("E201", value=value) from None
    return None
