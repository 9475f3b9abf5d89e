"""Libraries of the extra `data`."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from xhsnlp.errors import error

#: Library, and what it is needed for.
_NEEDED = {
    "pyarrow": "Writing Arrow, Parquet, DuckDB and data frames",
    "pandas": "Making a pandas data frame",
    "polars": "Making a polars data frame",
    "duckdb": "Using DuckDB",
}


def data_library(name: str) -> Any:
    """A library of the extra `data`, or a module of it.

    Raises:
        MissingExtraError: it is not installed (E303).
    """
    try:
        return import_module(name)
    except ImportError as problem:
        root = name.partition(".")[0]
        raise error("E303", what=f"{_NEEDED[root]} ({root})", extra="data") from problem
