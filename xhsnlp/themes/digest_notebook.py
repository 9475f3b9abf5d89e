"""A digest in a notebook: its most salient facts as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xhsnlp.notebook import html_table
from xhsnlp.themes.fact import Verdict

if TYPE_CHECKING:
    from xhsnlp.themes.digest import Digest

_HEAD = ("theme", "fact", "from", "to", "claims", "sources", "stands")
#: So many facts are shown.
_SHOWN = 30


def to_notebook(digest: Digest) -> str:
    """The table, as HTML."""
    facts = digest.facts
    counts = (
        f"{len(digest.articles)} articles",
        f"{len(digest.claims)} claims",
        f"{len(facts)} facts",
        f"{len(digest.themes)} themes",
    )
    rows = []
    for fact in facts[:_SHOWN]:
        stands = {relation.verdict for relation in fact.relations} - {Verdict.NONE}
        if fact.verdict:
            stands.add(fact.verdict)
        rows.append(
            (
                fact.theme,
                f"{fact.subject}: {digest.claims[fact.claim].evidence.text}",
                fact.first or "",
                fact.last or "",
                str(len(fact.claims)),
                str(fact.independent),
                ", ".join(sorted(verdict.value for verdict in stands)),
            )
        )
    return html_table(" · ".join(counts), _HEAD, rows, total=len(facts))
