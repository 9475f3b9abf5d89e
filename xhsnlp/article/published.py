"""Dates of publication: in metadata, or inferred from a full date in the text. Never from today's clock."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from xhsnlp.article.block import Block, BlockKind

#: The latest year taken for a publication date, unless the settings say otherwise.
MAX_YEAR = 2100
_FULL_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:\s?([-./])\s?(\d{1,2})\s?\2\s?(\d{1,2})|\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日)(?!\d)"
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_CHINA = datetime.timezone(datetime.timedelta(hours=8))


def infer_published(text: str, blocks: Sequence[Block], *, max_year: int = MAX_YEAR) -> str | None:
    """The first full date, ISO, in the bylines, else in the rest of the text; None where there is none.

    Dates that do not exist in the calendar, and those after `max_year`, are passed over.
    """
    order = [block for block in blocks if block.kind is BlockKind.BYLINE]
    order += [block for block in blocks if block.kind is not BlockKind.BYLINE]
    for block in order:
        found = find_date(text[block.start : block.end], max_year=max_year)
        if found:
            return found
    return None


def find_date(text: str, *, max_year: int = MAX_YEAR) -> str | None:
    """The first full date in a text that the calendar has, ISO, or None."""
    for match in _FULL_DATE.finditer(text):
        year, _, month, day, chinese_month, chinese_day = match.groups()
        try:
            date = datetime.date(int(year), int(month or chinese_month), int(day or chinese_day))
        except ValueError:
            continue
        if date.year <= max_year:
            return date.isoformat()
    return None


def parse_iso(value: object) -> str | None:
    """A date as users give it (a date, a datetime, `YYYY-MM-DD`, or that with a time after it), ISO.

    None for an empty value.

    Raises:
        ValueError: not a date of the calendar, or written otherwise.
    """
    if value is None or value == "":
        return None
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = str(value).strip()
    if not _ISO.fullmatch(text[:10]) or (len(text) > 10 and text[10] not in "T "):
        raise ValueError(value)
    return datetime.date.fromisoformat(text[:10]).isoformat()


def parse_metadata(value: object) -> str | None:
    """A date as files give it: 2023-10-08, 2023/10/8, 2023年10月8日, 20231008, seconds or ms since 1970.

    Moments are read in China Standard Time. None for an empty value.

    Raises:
        ValueError: no date in it.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value > 100_000_000:
        seconds = value / 1000 if value > 100_000_000_000 else value
        try:
            return datetime.datetime.fromtimestamp(seconds, _CHINA).date().isoformat()
        except (OverflowError, OSError) as problem:
            raise ValueError(value) from problem
    text = str(value).strip() if value is not None else ""
    if re.fullmatch(r"(?:19|20)\d{6}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    elif re.fullmatch(r"\d{10}|\d{13}", text):
        return parse_metadata(int(text))
    found = find_date(text, max_year=9999)
    if found is None and text:
        raise ValueError(value)
    return found
