"""Claims written for this project to train on (`data/claims.tsv`): invented firms, open terms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xhsnlp.resources import read_rows
from xhsnlp.sentiment.context import Context, context_of_target

DATA = Path(__file__).parent / "data" / "claims.tsv"


@dataclass(frozen=True)
class OwnClaim:
    """A clause with its target and labels."""

    context: Context
    theme: str
    sentiment: str


def read_own() -> list[OwnClaim]:
    """The claims of the file, in order."""
    found = []
    for theme, sentiment, clauses in read_rows(DATA):
        for clause in clauses.split("；"):
            start, end = clause.index("["), clause.index("]") - 1
            text = clause.replace("[", "").replace("]", "")
            found.append(OwnClaim(context_of_target(text, start, end), theme, sentiment))
    return found
