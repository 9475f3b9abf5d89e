"""The theme of each claim, and the digest of many articles by theme.

xhsnlp.themes.explain(claim, article)         # the words that decided
xhsnlp.themes.reasons(claim, article)         # those of theme and sentiment
xhsnlp.themes.find_emerging(claims)           # what no theme accounts for
xhsnlp.digest(extractions)                    # see `xhsnlp.themes.digest`
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xhsnlp.themes.emerging import find_emerging as find_emerging
    from xhsnlp.themes.explanation import explain as explain
    from xhsnlp.themes.reasoning import reasons as reasons

#: Public name, and the module it comes from.
_PUBLIC = {
    "explain": "explanation",
    "find_emerging": "emerging",
    "reasons": "reasoning",
}

__all__ = sorted(_PUBLIC)


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(import_module(f"xhsnlp.themes.{_PUBLIC[name]}"), name)
    raise AttributeError(f"module 'xhsnlp.themes' has no attribute {name!r}")
