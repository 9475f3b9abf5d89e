"""Export: JSON Schema, JSON Lines, flat tables (CSV, Arrow, Parquet, DuckDB, data frames), spaCy, console table, Markdown."""

from __future__ import annotations

from xhsnlp.export.arrow import to_arrow, to_pandas, to_polars, write_arrow, write_parquet
from xhsnlp.export.database import write_duckdb
from xhsnlp.export.json_schema import schema
from xhsnlp.export.jsonl import read_json, read_jsonl, write_jsonl
from xhsnlp.export.markdown import to_markdown, write_markdown
from xhsnlp.export.rows import COLUMNS, to_rows
from xhsnlp.export.spacy_docs import from_doc, read_docbin, to_doc, write_docbin
from xhsnlp.export.spreadsheet import write_csv
from xhsnlp.export.table import claims_table

__all__ = [
    "COLUMNS",
    "claims_table",
    "from_doc",
    "read_docbin",
    "read_json",
    "read_jsonl",
    "schema",
    "to_arrow",
    "to_doc",
    "to_markdown",
    "to_pandas",
    "to_polars",
    "to_rows",
    "write_arrow",
    "write_csv",
    "write_docbin",
    "write_duckdb",
    "write_jsonl",
    "write_markdown",
    "write_parquet",
]
