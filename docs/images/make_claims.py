"""Make `claims.svg`, the picture of the README: `python docs/images/make_claims.py`."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from rich.console import Console

import xhsnlp
from xhsnlp.export import claims_table

HERE = Path(__file__).parent
ARTICLE = HERE.parent.parent / "corpus" / "articles" / "kuaishou-2024.txt"

if __name__ == "__main__":
    console = Console(record=True, width=150, file=StringIO(), force_terminal=True)
    console.print(claims_table(xhsnlp.extract(ARTICLE)))
    title = "xhsnlp extract corpus/articles/kuaishou-2024.txt"
    console.save_svg(str(HERE / "claims.svg"), title=title, unique_id="claims")
