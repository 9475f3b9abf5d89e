"""xhsnlp reads Chinese business articles and gives back what they assert as grounded, structured claims.

    import xhsnlp

    article = xhsnlp.read("article.txt", published="2023-10-08")
    result = xhsnlp.extract(article)          # entities, figures, times, claims
    digest = xhsnlp.digest([result])          # themes -> facts -> claims -> characters
    nlp = xhsnlp.load()                       # the spaCy pipeline itself

Importing the package loads nothing heavy: a name is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from xhsnlp.about import SCHEMA_VERSION, __version__

if TYPE_CHECKING:
    from xhsnlp.article import Article as Article
    from xhsnlp.article import read as read
    from xhsnlp.claims.claim import Claim as Claim
    from xhsnlp.errors import InputError as InputError
    from xhsnlp.errors import XhsnlpError as XhsnlpError
    from xhsnlp.extraction import Extraction as Extraction
    from xhsnlp.pipeline import extract as extract
    from xhsnlp.pipeline import load as load
    from xhsnlp.scale import Failure as Failure
    from xhsnlp.scale import extract_many as extract_many
    from xhsnlp.settings import Settings as Settings
    from xhsnlp.themes.digest import Digest as Digest
    from xhsnlp.themes.digest import digest as digest

#: Public name, and the module it comes from.
_PUBLIC = {
    "Article": "xhsnlp.article",
    "Claim": "xhsnlp.claims.claim",
    "Digest": "xhsnlp.themes.digest",
    "Extraction": "xhsnlp.extraction",
    "Failure": "xhsnlp.scale",
    "InputError": "xhsnlp.errors",
    "Settings": "xhsnlp.settings",
    "XhsnlpError": "xhsnlp.errors",
    "digest": "xhsnlp.themes.digest",
    "extract": "xhsnlp.pipeline",
    "extract_many": "xhsnlp.scale",
    "load": "xhsnlp.pipeline",
    "read": "xhsnlp.article",
}
#: Rooms that are used by name: `xhsnlp.figures.find(text)`.
_ROOMS = (
    "article",
    "entities",
    "figures",
    "segment",
    "speech",
    "times",
    "claims",
    "sentiment",
    "themes",
    "export",
    "report",
    "scale",
    "pipeline",
    "evaluation",
    "errors",
    "settings",
)

__all__ = ["SCHEMA_VERSION", "__version__", *sorted(_PUBLIC)]


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        value = getattr(import_module(_PUBLIC[name]), name)
        globals()[name] = value
        return value
    if name in _ROOMS:
        return import_module(f"xhsnlp.{name}")
    raise AttributeError(f"module 'xhsnlp' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, *_ROOMS])
