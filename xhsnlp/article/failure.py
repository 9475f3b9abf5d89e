"""What a batch gives in place of an article or a result that could not be made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xhsnlp.errors import XhsnlpError, error


@dataclass(frozen=True, slots=True)
class Failure:
    """One item of a batch that failed; the rest goes on.

    Attributes:
        index: its place in the batch, from 0.
        source: where it came from: a path, `path:line`, a URL, or None.
        code: code of the error (`E104`); `E199` for one the library did not foresee.
        message: what happened and what to do, one line.
    """

    index: int
    source: str | None
    code: str
    message: str

    @classmethod
    def of(cls, index: int, source: str | None, problem: Exception) -> Failure:
        """The failure that an exception tells of."""
        if not isinstance(problem, XhsnlpError):
            why = " ".join(f"{type(problem).__name__}: {problem}".split())
            problem = error("E199", where=source or f"article {index}", why=why)
        return cls(index, source, problem.code, problem.message)

    def to_dict(self) -> dict[str, Any]:
        return {"index": self.index, "source": self.source, "code": self.code, "message": self.message}
