"""Spans of an article's text, and ids made from content.

Every offset of this library is a Python string index into the article's original text, `[start, end)`, and every
span satisfies `article.text[span.start:span.end] == span.text`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Protocol


class Spanned(Protocol):
    """Anything that lies at `[start, end)` of the article."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the article.

    Attributes:
        text: the characters, as they stand in the article.
        start: index of the first character.
        end: index after the last character.
    """

    text: str
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text, "start": self.start, "end": self.end}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Span:
        return cls(data["text"], data["start"], data["end"])

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span `[start, end)` of a text."""
        return cls(text[start:end], start, end)


def overlap(a: Spanned, b: Spanned) -> bool:
    """Whether two spans share a character."""
    return a.start < b.end and b.start < a.end


def contains(outer: Spanned, inner: Spanned) -> bool:
    """Whether the inner span lies within the outer one."""
    return outer.start <= inner.start and inner.end <= outer.end


def content_id(prefix: str, *parts: object) -> str:
    """An id that depends on content alone: the same parts give the same id in every process.

    Args:
        prefix: a letter that names the kind of thing (`a` article, `e` entity, `c` claim, `f` fact).
        parts: what makes the thing itself; their `str` is hashed.
    """
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "replace"))
    return f"{prefix}_{digest.hexdigest()[:12]}"
