"""HTML to text, title and date, with trafilatura (the extra `html`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from xhsnlp.article.published import MAX_YEAR
from xhsnlp.errors import error

_START = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|html|head|body|article|section|div|meta|p|h1)\b",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page says.

    Attributes:
        text: the title on a line of its own where the main text does not begin with it, then the main text.
        title: the title, or None.
        date: the publication date as the page's metadata give it, ISO, or None.
        url: its canonical address, or None.
    """

    text: str
    title: str | None
    date: str | None
    url: str | None


def looks_like_html(text: str) -> bool:
    """Whether a text begins like a web page."""
    return bool(_START.match(text[:4000].lstrip("\ufeff")))


def read_page(markup: str, *, where: str, max_year: int = MAX_YEAR) -> Page:
    """Main text, title and date of a saved page.

    Raises:
        MissingExtraError: trafilatura is not installed (E303).
        InputError: no article in the page (E112).
    """
    try:
        import trafilatura
    except ImportError as problem:
        raise error("E303", what="Reading HTML", extra="html") from problem
    found: Any = trafilatura.bare_extraction(
        markup.replace("\x00", "\ufffd"),
        with_metadata=True,
        include_comments=False,
        deduplicate=False,
        favor_recall=True,  # else headings are lost; what is no article the blocks tell
        # The limits of dates are fixed: by default they would follow today's clock.
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "min_date": "1995-01-01",
            "max_date": f"{max_year}-12-31",
        },
    )
    text = (found.text or "").strip() if found else ""
    if not text:
        raise error("E112", where=where)
    title = (found.title or "").strip() or None
    if title and not _squeezed(text).startswith(_squeezed(title)):
        text = f"{title}\n\n{text}"
    return Page(text, title, found.date or None, found.url or None)


def _squeezed(text: str) -> str:
    return "".join(text.split())
