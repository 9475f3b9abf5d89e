"""Griffe extension: what the site makes of docstrings beyond the Google style.

- The section `Example:` is shown as code.
- `start, end: …` describes both names, and `Attributes: name: …; other: …` may stand on one line.
- The members of an enumeration are told by the comment behind them.
"""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import griffe

_EXAMPLE = re.compile(r"^Example:\n((?:[ \t]+\S.*\n?|[ \t]*\n)+)", re.MULTILINE)
_SHARED = re.compile(r"^( {4})(\w+(?:, \w+)+)(:(?:.*)(?:\n {5,}.*)*)", re.MULTILINE)
_ONE_LINE = re.compile(r"\AAttributes: (.+)\Z", re.DOTALL)
_NEXT = re.compile(r"; (?=\w+: )")


class Docstrings(griffe.Extension):
    """Changes docstrings as modules are read; the files stay as they are."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        if obj.docstring:
            text = _ONE_LINE.sub(_as_section, obj.docstring.value)
            obj.docstring.value = _EXAMPLE.sub(_with_prompts, _SHARED.sub(_apart, text))

    def on_attribute_instance(self, *, attr: griffe.Attribute, **_: Any) -> None:
        parent = attr.parent
        if attr.docstring or not isinstance(parent, griffe.Class) or "Enum" not in map(str, parent.bases):
            return
        assert attr.lineno is not None and isinstance(attr.filepath, Path)
        line = attr.filepath.read_text("utf-8").splitlines()[attr.lineno - 1]
        meaning = line.partition("  # ")[2] or f"Written {attr.value} in JSON."
        attr.docstring = griffe.Docstring(meaning, parent=attr)


def _as_section(found: re.Match[str]) -> str:
    lines = [" ".join(part.split()) for part in _NEXT.split(found[1])]
    return "Attributes:\n" + "\n".join(f"    {line}" for line in lines)


def _apart(found: re.Match[str]) -> str:
    return "\n".join(f"{found[1]}{name}{found[3]}" for name in found[2].split(", "))


def _with_prompts(section: re.Match[str]) -> str:
    code = dedent(section[1]).strip("\n")
    if ">>>" not in code:
        first, *rest = code.split("\n")
        code = "\n".join([f">>> {first}", *(f"... {line}" for line in rest)])
    return f"Examples:\n{indent(code, '    ')}\n"
