"""Infer the publication date from the text; never from today's clock."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from xhsnlp.article.block import Block

_FULL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-年./]\s?(\d{1,2})\s?[-月./]\s?(\d{1,2})(?!\d)")


def infer_published(text: str, blocks: Sequence[Block]) -> str | None:
    """The first full date that exists in the calendar, ISO, or None."""
    for match in _FULL_DATE.finditer(text):
        try:
            return datetime.date(*map(int, match.groups())).isoformat()
        except ValueError:
            continue
    return None
