"""Arrow tables, Parquet and Arrow files, data frames: the tables of `xhsnlp.export.rows` with typed columns.

pyarrow, pandas and polars come with the extra `data` and are imported when they are needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from xhsnlp.errors import error
from xhsnlp.export.extras import data_library
from xhsnlp.export.files import encodable, replacing
from xhsnlp.export.rows import Row, Table, items_of, table_for
from xhsnlp.extraction import Extraction
from xhsnlp.themes.digest import Digest

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

#: Rows of a batch, and of a row group of a Parquet file.
BATCH = 5000
Writer = Callable[["pyarrow.RecordBatch"], None]


def to_arrow(source: Extraction | Iterable[Extraction] | Digest, table: str = "claims") -> pyarrow.Table:
    """One table of an extraction, of several, or of a digest.

    Args:
        source: extractions, for the tables `claims`, `figures`, `entities`, `times`, `articles`; or a digest, for
            `facts`, `fact_claims`, `fact_relations`.
        table: name of the table.

    Raises:
        SettingsError: no such table (E206).
        InputError: an extraction holds a value of another type than its column (E114).
        MissingExtraError: pyarrow is not installed (E303).
    """
    kind = table_for(source, table)
    batches = record_batches(source, kind)
    return data_library("pyarrow").Table.from_batches(batches, arrow_schema(kind))


def to_pandas(source: Extraction | Iterable[Extraction] | Digest, table: str = "claims") -> pandas.DataFrame:
    """Like `to_arrow`, as a pandas data frame; dates become `datetime64` columns."""
    data_library("pandas")
    return to_arrow(source, table).to_pandas(date_as_object=False)


def to_polars(source: Extraction | Iterable[Extraction] | Digest, table: str = "claims") -> polars.DataFrame:
    """Like `to_arrow`, as a polars data frame."""
    return data_library("polars").from_arrow(to_arrow(source, table))


def write_parquet(
    source: Iterable[Extraction] | Digest, target: Path | str | BinaryIO, *, table: str = "claims"
) -> int:
    """Write one table as Parquet, `BATCH` rows at a time, so that a long run takes little memory.

    Args:
        source, table: see `to_arrow`.
        target: a path, whose file is replaced once all is written, or an open binary file.

    Returns:
        How many rows were written.

    Raises:
        SettingsError: no such table (E206), or cannot write there (E207).
        InputError: an extraction holds a value of another type than its column (E114).
        MissingExtraError: pyarrow is not installed (E303).
    """
    kind = table_for(source, table)
    parquet = data_library("pyarrow.parquet")
    return _write(source, kind, target, lambda file: parquet.ParquetWriter(file, arrow_schema(kind)))


def write_arrow(
    source: Iterable[Extraction] | Digest, target: Path | str | BinaryIO, *, table: str = "claims"
) -> int:
    """Write one table as an Arrow file (Feather 2), or as an Arrow stream where the target is an open file.

    Arguments, result and errors are those of `write_parquet`.
    """
    kind = table_for(source, table)
    arrow = data_library("pyarrow")
    make = arrow.ipc.new_file if isinstance(target, (str, Path)) else arrow.ipc.new_stream
    return _write(source, kind, target, lambda file: make(file, arrow_schema(kind)))


def _write(
    source: Iterable[Extraction] | Digest,
    kind: Table[Any],
    target: Path | str | BinaryIO,
    make: Callable[[Any], Any],
) -> int:
    count = 0
    with ExitStack() as stack:
        opened: Any = target
        if isinstance(target, (str, Path)):
            opened = str(stack.enter_context(replacing(target)))
        writer = stack.enter_context(make(opened))
        for batch in record_batches(source, kind):
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def arrow_schema(kind: Table[Any]) -> pyarrow.Schema:
    """The Arrow schema of a table."""
    arrow = data_library("pyarrow")
    types = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "truth": arrow.bool_(),
        "date": arrow.date32(),
    }
    return arrow.schema([(name, types[holds]) for name, holds in kind.columns.items()])


def record_batches(
    source: Extraction | Iterable[Extraction] | Digest, kind: Table[Any]
) -> Iterator[pyarrow.RecordBatch]:
    """The rows of a table, about `BATCH` at a time."""
    held: list[Row] = []
    for item in items_of(source):
        held.extend(kind.rows(item))
        if len(held) >= BATCH:
            yield record_batch(held, kind)
            held = []
    if held:
        yield record_batch(held, kind)


def record_batch(rows: list[Row], kind: Table[Any]) -> pyarrow.RecordBatch:
    """Rows as one Arrow batch.

    Raises:
        InputError: a cell is of another type than its column (E114, which names column and article).
    """
    arrow = data_library("pyarrow")
    schema = arrow_schema(kind)
    columns = []
    for number, (name, holds) in enumerate(kind.columns.items()):
        cells = [row[number] for row in rows]
        try:
            columns.append(_array(cells, holds, schema.field(name).type))
        except _mistyped() as problem:
            where = f"{_culprit(rows, number, holds, schema.field(name).type)}, {name} of its {kind.name}"
            raise error("E114", where=where, why=str(problem).strip()) from problem
    return arrow.RecordBatch.from_arrays(columns, schema=schema)


def _array(cells: list[Any], holds: str, kind: pyarrow.DataType) -> pyarrow.Array:
    if holds == "date":
        cells = [cell and date.fromisoformat(cell) for cell in cells]
    try:
        return data_library("pyarrow").array(cells, kind)
    except UnicodeEncodeError:  # a lone surrogate, as in a file name that is no UTF-8
        return data_library("pyarrow").array([encodable(cell) for cell in cells], kind)


def _culprit(rows: list[Row], number: int, holds: str, kind: pyarrow.DataType) -> str:
    """Id of the article, or of the fact, whose cell does not fit."""
    for row in rows:
        try:
            _array([row[number]], holds, kind)
        except _mistyped():
            return str(row[0])
    return str(rows[0][0])


def _mistyped() -> tuple[type[Exception], ...]:
    """What pyarrow raises at a value of another type than its column, or too large for it."""
    return data_library("pyarrow").ArrowException, ValueError, TypeError, OverflowError
