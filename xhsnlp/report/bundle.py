"""Styles and script of the report: the files of `assets/`, joined.

The script files are ES modules, so that editors and node can read them; the page has them in one, in an order in which
each follows those it imports. Names are unique across them (a test looks).
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

ASSETS = Path(__file__).parent / "assets"
#: The module that starts the page; it imports all others.
_MAIN = "main.js"
_STYLES = ("base.css", "layout.css", "article.css", "claims.css", "digest.css", "print.css")
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z0-9_]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)


@lru_cache(maxsize=1)
def styles() -> str:
    """The style sheet."""
    return "\n".join((ASSETS / "css" / name).read_text("utf-8") for name in _STYLES)


@lru_cache(maxsize=1)
def script() -> str:
    """The script, in a function of its own."""
    parts = [_EXPORT.sub("", _IMPORT.sub("", module_text(name))) for name in module_order()]
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"


def module_text(name: str) -> str:
    """The source of one module."""
    return (ASSETS / "js" / name).read_text("utf-8")


def module_order() -> list[str]:
    """The modules, each after those it imports."""
    done: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ValueError(f"modules import each other in a circle: {' > '.join((*above, name))}")
        if name not in done:
            for needed in _IMPORT.findall(module_text(name)):
                visit(needed, (*above, name))
            done.append(name)

    visit(_MAIN, ())
    return done
