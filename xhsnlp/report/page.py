"""The page: template, styles, script and data as one HTML text under a strict Content Security Policy."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from xhsnlp.about import __version__
from xhsnlp.errors import error
from xhsnlp.report.bundle import script, styles
from xhsnlp.report.messages import LANGUAGES, messages
from xhsnlp.report.payload import make_payload

_TEMPLATES = Path(__file__).parent / "templates"
_SURROGATE = re.compile("[\ud800-\udfff]")
#: Characters that could end a script element or a line of script, as JSON escapes.
_ESCAPES = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
)
VIEWS = ("articles", "facts")


def render(
    extractions: Iterable[Mapping[str, Any]] = (),
    digest: Mapping[str, Any] | None = None,
    *,
    title: str | None = None,
    language: str | None = None,
    view: str = "articles",
) -> str:
    """The report as the text of an HTML file.

    Args:
        extractions: extractions in their JSON form (`Extraction.to_dict()`); one whose article has no text shows its
            claims with their evidence alone.
        digest: the digest in its JSON form (`Digest.to_dict()`), for facts, conflicts, timeline and entities.
        title: the heading; made from the articles without it.
        language: of the interface, `zh` or `en`; without it that of the browser. The reader can switch.
        view: what is shown first, `articles` or `facts`.

    Raises:
        MissingExtraError: Jinja2 is not installed (E303).
        SettingsError: another language or view (E206).
    """
    if language is not None and language not in LANGUAGES:
        raise error("E206", what="language of the report", wanted=" or ".join(LANGUAGES), value=language)
    if view not in VIEWS:
        raise error("E206", what="view of the report", wanted=" or ".join(VIEWS), value=view)
    data = make_payload(extractions, digest)
    heading = title or default_title(data["articles"])
    data.update(title=heading, language=language, view=view, messages=messages(), version=__version__)
    style, code = styles(), script()
    return _template().render(
        title=_SURROGATE.sub("\ufffd", heading),
        language=language or "zh",
        words=messages()[language or "zh"],
        articles=len(data["articles"]),
        claims=sum(len(article["claims"]) for article in data["articles"]),
        version=__version__,
        policy=policy(style, code),
        style=style,
        code=code,
        data=json_island(data),
    )


def default_title(articles: list[dict[str, Any]]) -> str:
    """Name of the article, where there is but one; else a plain word."""
    return str(articles[0]["name"]) if len(articles) == 1 else "xhsnlp"


def policy(style: str, code: str) -> str:
    """The Content Security Policy: this script and these styles by their hashes, and nothing from anywhere."""
    parts = (
        "default-src 'none'",
        f"script-src '{_hash(code)}'",
        f"style-src '{_hash(style)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
    return "; ".join(parts)


def json_island(data: Mapping[str, Any]) -> str:
    """JSON that stands safely in a script element: no tag can end it, and lone surrogates are escaped."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _template() -> Any:
    try:
        import jinja2
    except ImportError as problem:
        raise error("E303", what="Making an HTML report (Jinja2)", extra="report") from problem
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.jinja")
