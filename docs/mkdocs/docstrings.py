"""Griffe extension: what the site makes of docstrings beyond the Google style.

The section `Example:` is shown as code, and the members of an enumeration are told by the comment behind them.
"""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import griffe

_SECTION = re.compile(r"^Example:\n((?:[ \t]+\S.*\n?|[ \t]*\n)+)", re.MULTILINE)


class Docstrings(griffe.Extension):
    """Changes docstrings as modules are read; the files stay as they are."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        if obj.docstring:
            obj.docstring.value = _SECTION.sub(_with_prompts, obj.docstring.value)

    def on_attribute_instance(self, *, attr: griffe.Attribute, **_: Any) -> None:
        parent = attr.parent
        if attr.docstring or not isinstance(parent, griffe.Class) or "Enum" not in map(str, parent.bases):
            return
        assert attr.lineno is not None and isinstance(attr.filepath, Path)
        line = attr.filepath.read_text("utf-8").splitlines()[attr.lineno - 1]
        meaning = line.partition("  # ")[2] or f"Written {attr.value} in JSON."
        attr.docstring = griffe.Docstring(meaning, parent=attr)


def _with_prompts(section: re.Match[str]) -> str:
    code = dedent(section[1]).strip("\n")
    if ">>>" not in code:
        first, *rest = code.split("\n")
        code = "\n".join([f">>> {first}", *(f"... {line}" for line in rest)])
    return f"Examples:\n{indent(code, '    ')}\n"
