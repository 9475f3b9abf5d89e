"""Export: JSON Schema, JSON Lines, flat rows and CSV, console table, Markdown."""

from xhsnlp.export.json_schema import schema
from xhsnlp.export.jsonl import read_jsonl, write_jsonl
from xhsnlp.export.markdown import to_markdown
from xhsnlp.export.rows import COLUMNS, to_rows, write_csv
from xhsnlp.export.table import claims_table

__all__ = [
    "COLUMNS",
    "claims_table",
    "read_jsonl",
    "schema",
    "to_markdown",
    "to_rows",
    "write_csv",
    "write_jsonl",
]
