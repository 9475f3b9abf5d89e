"""The claims of an article as a table on the console."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xhsnlp.claims.claim import Claim
from xhsnlp.claims.display import cells_of
from xhsnlp.extraction import Extraction

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.table import Table
    from rich.text import Text

#: Column, its share of the width, and the style of its text.
_COLUMNS = (
    ("subject", 4, ""),
    ("predicate", 2, "bold"),
    ("object", 4, ""),
    ("figures", 3, "cyan"),
    ("time", 3, ""),
    ("speaker", 2, ""),
    ("modality", 2, ""),
    ("theme", 2, ""),
    ("sentiment", 2, ""),
)
_STYLES = {"positive": "green", "negative": "red", "negated": "red", "asserted": "dim", "neutral": "dim"}
#: A console narrower than this shows each claim over several lines.
_NARROW = 90
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


class ClaimsTable:
    """Something rich can print: a table, or on a narrow console a list. Made by `claims_table`."""

    def __init__(self, extraction: Extraction):
        self.extraction = extraction

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.text import Text

        article = self.extraction.article
        count = len(self.extraction.claims)
        head = Text(shown(article.headline or article.source or article.id), style="bold")
        head.append(
            f"  {article.published or 'no date'} · {count} claim{'' if count == 1 else 's'}", style="dim"
        )
        yield head
        if options.max_width < _NARROW:
            yield from map(_lines, self.extraction.claims)
        elif count:
            yield self._table()
        for warning in self.extraction.warnings:
            yield Text(shown(warning), style="yellow")

    def _table(self) -> Table:
        from rich import box
        from rich.table import Table

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
        for name, share, style in _COLUMNS:
            table.add_column(name, ratio=share, style=style, overflow="fold")
        for claim in self.extraction.claims:
            cells = cells_of(claim)
            table.add_row(*(_styled(cells[name]) for name, _, _ in _COLUMNS))
        return table


def claims_table(extraction: Extraction) -> ClaimsTable:
    """The claims of an article as something rich prints.

    Columns: subject, predicate, object, figures, time, speaker, modality, theme, sentiment. Control
    characters of the article are not passed on to the terminal.

    Example:
        rich.print(claims_table(xhsnlp.extract("article.txt")))
    """
    return ClaimsTable(extraction)


def shown(text: str) -> str:
    """Text on one line, without characters that steer a terminal."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _styled(text: str) -> Text:
    from rich.text import Text

    return Text(shown(text), style=_STYLES.get(text, ""))


def _lines(claim: Claim) -> Text:
    """A claim over two lines: what is asserted, then the rest."""
    from rich.text import Text

    cells = {name: shown(text) for name, text in cells_of(claim).items()}
    line = Text("• ")
    line.append(f"{cells['subject']} ")
    line.append(f"{cells['predicate']} ", style="bold")
    line.append(cells["object"])
    rest = [
        cells[name]
        for name in ("figures", "time", "speaker", "modality", "theme", "sentiment")
        if cells[name]
    ]
    line.append("\n  " + " · ".join(rest), style="dim")
    return line
