"""`xhsnlp schema`: the JSON Schema of the output."""

from __future__ import annotations

import json

from xhsnlp.cli.console import write_output
from xhsnlp.cli.options import Out


def schema(out: Out = None) -> None:
    """Print the JSON Schema of an extraction, the form of each line that `xhsnlp extract` writes.

    Example: xhsnlp schema -o extraction.schema.json
    """
    from xhsnlp.export import schema as extraction_schema

    write_output(json.dumps(extraction_schema(), ensure_ascii=False, indent=2), out)
