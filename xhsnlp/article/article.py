"""The article: original text, blocks, publication date, source."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from xhsnlp.article.block import Block, BlockKind
from xhsnlp.article.blocks import find_blocks
from xhsnlp.article.published import infer_published, parse_iso
from xhsnlp.errors import error
from xhsnlp.spans import content_id

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Article:
    """An article. All offsets of the library are indices into `text`.

    Attributes:
        text: the original text. A lone surrogate, which no file can hold, becomes U+FFFD, one for one.
        published: date of publication, ISO (`2023-10-08`), or None. Relative times are counted from it.
        title: the title, where it is known apart from the text.
        source: where it came from (a path, a URL), for display.
        published_from: `given`, `metadata` (of an HTML page or a JSON record), `text` (inferred from a date
            in it) or `unknown`. Leave it out: it is worked out. Where it is given, nothing is inferred.

    Raises:
        SettingsError: `text` is no str (E206) or `published` is no date (E201).
    """

    text: str
    published: str | datetime.date | None = field(default=None, kw_only=True)
    title: str | None = field(default=None, kw_only=True)
    source: str | None = field(default=None, kw_only=True)
    published_from: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise error("E206", what="Article.text", wanted="a str", value=type(self.text).__name__)
        object.__setattr__(self, "text", _SURROGATE.sub("\ufffd", self.text))
        given = _iso_date(self.published)
        inferred = None if given or self.published_from else infer_published(self.text, self.blocks)
        object.__setattr__(self, "published", given or inferred)
        if not self.published_from:
            origin = "given" if given else "text" if inferred else "unknown"
            object.__setattr__(self, "published_from", origin)

    @cached_property
    def id(self) -> str:
        """Hash of text and publication date."""
        return content_id("a", self.published or "", self.text)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in order; each character but white space and Markdown marks lies in exactly one."""
        return tuple(find_blocks(self.text, self.title))

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """The paragraphs: the blocks that assert something."""
        return tuple(block for block in self.blocks if block.kind is BlockKind.PARAGRAPH)

    @property
    def headline(self) -> str | None:
        """The title: as given, else the one that the text begins with; None where neither is there."""
        if self.title:
            return self.title
        found = next((block for block in self.blocks if block.kind is BlockKind.TITLE), None)
        return " ".join(self.text[found.start : found.end].split()) if found else None

    def heading_of(self, block: Block) -> str:
        """Text of the heading or title above a block, or ""."""
        above = bisect_left(self._headings, block.index, key=lambda heading: heading.index)
        if not above:
            return self.title or ""
        heading = self._headings[above - 1]
        return self.text[heading.start : heading.end]

    @cached_property
    def _headings(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind in (BlockKind.HEADING, BlockKind.TITLE))

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "source": self.source,
            "published": self.published,
            "published_from": self.published_from,
            "length": len(self.text),
            "text": self.text,
            "blocks": [block.to_dict() for block in self.blocks],
        }


def _iso_date(value: object) -> str | None:
    try:
        return parse_iso(value)
    except ValueError:
        raise error("E201", value=value) from None
