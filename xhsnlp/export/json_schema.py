"""The published JSON Schema of an extraction."""

from __future__ import annotations

import json
from typing import Any

from xhsnlp.resources import PACKAGE


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `Extraction.to_dict()`; `schema_version` names its version."""
    return json.loads((PACKAGE / "export" / "schema.json").read_text("utf-8"))
