"""How each claim makes its subject look.

xhsnlp.sentiment.explain(claim, article)      # the words that decided
xhsnlp.sentiment.roll_up(claims, entities)    # how each entity comes off
    xhsnlp.sentiment.toward(text, start, end)     # how a sentence makes a phrase of it look
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xhsnlp.sentiment.explanation import explain as explain
    from xhsnlp.sentiment.model import toward as toward
    from xhsnlp.sentiment.rollup import EntityStanding as EntityStanding
    from xhsnlp.sentiment.rollup import roll_up as roll_up

#: Public name, and the module it comes from.
_PUBLIC = {
    "explain": "explanation",
    "EntityStanding": "rollup",
    "roll_up": "rollup",
    "toward": "model",
}

__all__ = sorted(_PUBLIC)


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(import_module(f"xhsnlp.sentiment.{_PUBLIC[name]}"), name)
    raise AttributeError(f"module 'xhsnlp.sentiment' has no attribute {name!r}")
