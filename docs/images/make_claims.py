"""Make `claims.svg`, the picture of the README: `python docs/images/make_claims.py`."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

from rich.console import Console

import xhsnlp
from xhsnlp.export import claims_table

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
ARTICLE = ROOT / "corpus" / "articles" / "kuaishou-2024.txt"

#: How many claims the picture shows.
SHOWN = 14

if __name__ == "__main__":
    console = Console(record=True, width=150, file=StringIO(), force_terminal=True)
    name = str(ARTICLE.relative_to(ROOT))
    result = xhsnlp.extract(replace(xhsnlp.read(ARTICLE), source=name))
    console.print(claims_table(replace(result, claims=result.claims[:SHOWN])))
    title = f"xhsnlp extract {name}"
    console.save_svg(str(HERE / "claims.svg"), title=title, unique_id="claims")
