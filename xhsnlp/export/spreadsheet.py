"""CSV that spreadsheet programs open without running anything."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from xhsnlp.export.files import open_text
from xhsnlp.export.rows import items_of, table_for
from xhsnlp.extraction import Extraction
from xhsnlp.themes.digest import Digest

#: What makes a spreadsheet program take a cell for a formula (OWASP, CSV Injection), also behind white space and marks
#: that are not shown.
_FORMULA = re.compile("[\t\r\n]|[\\s\u200b-\u200f\u2060\ufeff\x00-\x1f]*[=+\\-@＝＋－＠]")
#: Numbers, as `values` holds them: -8, 20..90, -3; 5. They begin like formulas and are none.
_NUMBER = r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?"
_NUMBERS = re.compile(rf"{_NUMBER}(?:(?:; |\.\.){_NUMBER})*")


def write_csv(
    source: Iterable[Extraction] | Digest, target: Path | str | TextIO, *, table: str = "claims"
) -> int:
    """Write one table of several extractions, or of a digest, as CSV with a header line.

    A file begins with a byte-order mark, so that spreadsheet programs read its Chinese. Text stands in quotation marks,
    and text that such a program would run as a formula gets an apostrophe before it.

    Args:
        source: the results, also a generator; or a digest.
        target: a path or an open text file.
        table: see `to_rows`.

    Returns:
        How many rows were written.

    Raises:
        SettingsError: cannot write there (E207), or no such table (E206).
    """
    count = 0
    kind = table_for(source, table)
    with open_text(target, encoding="utf-8-sig") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        csv.writer(file).writerow(kind.columns)
        for item in items_of(source):
            for row in kind.rows(item):
                writer.writerow(map(guarded, row))
                count += 1
    return count


def guarded(cell: Any) -> Any:
    """The cell, with an apostrophe before it where a spreadsheet program would run it."""
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBERS.fullmatch(cell):
        return f"'{cell}"
    return cell
