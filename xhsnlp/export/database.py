"""A DuckDB database of what was found, and SQL over it that can neither write nor reach files or the network.

DuckDB and pyarrow come with the extra `data`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xhsnlp.errors import error
from xhsnlp.export.arrow import BATCH, record_batch
from xhsnlp.export.extras import data_library
from xhsnlp.export.files import replacing
from xhsnlp.export.rows import DIGEST_TABLES, TABLES, Row, Table, items_of
from xhsnlp.extraction import Extraction
from xhsnlp.resources import PACKAGE
from xhsnlp.settings import Settings
from xhsnlp.themes.digest import digest

if TYPE_CHECKING:
    import duckdb

_TYPES = {"text": "varchar", "integer": "bigint", "number": "double", "truth": "boolean", "date": "date"}
#: No files (also none to spill to), no network, no variables of this process, no extensions; and none of this can be
#: changed back.
_LOCKS = {
    "temp_directory": "",
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}


def write_duckdb(
    extractions: Iterable[Extraction],
    target: Path | str,
    *,
    facts: bool = True,
    settings: Settings | None = None,
) -> int:
    """Write a DuckDB file with the views `claims`, `figures`, `entities`, `times`, `articles` and `facts`.

    Args:
        extractions: the results, also a generator; they are read once.
        target: the file, which is replaced once all is written.
        facts: whether to make a digest and write its `facts`, `fact_claims` and `fact_relations` too. It keeps all claims
            in memory; what is read without it is not kept.
        settings: the section `digest` is read.

    Returns:
        How many claims were written.

    Raises:
        SettingsError: cannot write there (E207).
        InputError: an extraction holds a value of another type than its column (E114).
        MissingExtraError: duckdb or pyarrow is not installed (E303).
    """
    engine = data_library("duckdb")
    with replacing(target) as path:
        try:
            connection = engine.connect(str(path))
        except engine.Error as problem:
            raise error("E207", path=target, why=problem) from problem
        try:
            fill(connection, extractions, facts=facts, settings=settings)
            (count,) = connection.execute("select count(*) from claims").fetchone()
        finally:
            connection.close()
    return int(count)


def fill(
    connection: duckdb.DuckDBPyConnection,
    extractions: Iterable[Extraction],
    *,
    facts: bool = True,
    settings: Settings | None = None,
) -> None:
    """Make and fill the tables and views in an empty database; arguments and errors as in `write_duckdb`."""
    tables = [_Filler(connection, table) for table in TABLES.values()]
    passing = _filled(tables, extractions)
    connection.execute("create schema base")
    for table in tables:
        table.create()
    if facts:
        made = digest(passing, settings=settings)
        for kind in DIGEST_TABLES.values():
            filler = _Filler(connection, kind)
            filler.create()
            filler.add(kind.rows(made))
            filler.flush()
    else:
        for _ in passing:
            pass
    for name in ("views.sql", "fact_views.sql") if facts else ("views.sql",):
        connection.execute((PACKAGE / "export" / name).read_text("utf-8"))


def _filled(tables: list[_Filler], extractions: Iterable[Extraction]) -> Iterator[Extraction]:
    """The extractions, whose rows go into the tables as they pass."""
    for extraction in items_of(extractions):
        for table in tables:
            table.add(table.kind.rows(extraction))
        yield extraction
    for table in tables:
        table.flush()


class _Filler:
    """Fills one table, `BATCH` rows at a time."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, kind: Table[Any]):
        self.connection = connection
        self.kind = kind
        self.held: list[Row] = []

    def create(self) -> None:
        columns = ", ".join(f'"{name}" {_TYPES[holds]}' for name, holds in self.kind.columns.items())
        self.connection.execute(f'create table base."{self.kind.name}" ({columns})')

    def add(self, rows: Iterable[Row]) -> None:
        self.held.extend(rows)
        if len(self.held) >= BATCH:
            self.flush()

    def flush(self) -> None:
        if self.held:
            self.connection.register("held", record_batch(self.held, self.kind))
            self.connection.execute(f'insert into base."{self.kind.name}" select * from held')
            self.connection.unregister("held")
            self.held = []


#: Names of the digest's tables, and questions about which tables there are.
_ASKS_FOR_FACTS = re.compile(r"fact|show|describe|schema|duckdb_|pragma", re.I)


class Query:
    """The answer to a SQL question: columns, and rows as they are fetched.

    Attributes:
        columns: their names; one that comes again gets a number.
    """

    def __init__(self, cursor: duckdb.DuckDBPyConnection):
        self.cursor = cursor
        self.columns: list[str] = []
        for name, *_ in cursor.description or ():
            candidates = (name, *(f"{name}_{number}" for number in range(1, len(self.columns) + 1)))
            self.columns.append(next(each for each in candidates if each not in self.columns))

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        while rows := _run(self.cursor.fetchmany, BATCH):
            yield from rows


def open_claims(
    extractions: Iterable[Extraction], sql: str, settings: Settings | None = None
) -> duckdb.DuckDBPyConnection:
    """A database in memory that holds what a question needs and is then locked, see `ask`.

    Args:
        extractions: the results.
        sql: the question; the digest is only made where it names a table of it, or asks which tables there are.
        settings: the section `digest` is read.

    Raises:
        SettingsError: DuckDB refuses the question (E210); nothing is read then.
        InputError: an extraction holds a value of another type than its column (E114).
        MissingExtraError: duckdb or pyarrow is not installed (E303).
    """
    _rehearse(sql)
    connection = data_library("duckdb").connect(":memory:")
    fill(connection, extractions, facts=bool(_ASKS_FOR_FACTS.search(sql)), settings=settings)
    return _locked(connection)


def open_duckdb(path: Path | str) -> duckdb.DuckDBPyConnection:
    """A DuckDB file, opened to read alone and locked, see `ask`.

    Raises:
        InputError: no such file (E101), or not a DuckDB file (E113).
        MissingExtraError: duckdb is not installed (E303).
    """
    engine = data_library("duckdb")
    if not Path(path).is_file():
        raise error("E101", path=path)
    try:
        return _locked(engine.connect(str(path), read_only=True))
    except engine.Error as problem:
        raise error("E113", where=path, why=problem) from problem


def _locked(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    for name, value in _LOCKS.items():
        connection.execute(f"set {name} = '{value}'")
    return connection


def ask(connection: duckdb.DuckDBPyConnection, sql: str) -> Query:
    """Ask one question in SQL (SELECT, WITH, FROM, DESCRIBE, SUMMARIZE, SHOW, EXPLAIN).

    Raises:
        SettingsError: not one such statement, or DuckDB refuses it (E210).
    """
    return Query(_run(connection.execute, _statement(connection, sql)))


def _statement(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    statements: Sequence[Any] = _run(connection.extract_statements, sql)
    if len(statements) != 1:
        raise error("E210", why=f"{len(statements)} statements where one is wanted")
    if statements[0].type.name not in {"SELECT", "EXPLAIN"}:
        raise error("E210", why=f"{statements[0].type.name} is not allowed: the claims can only be read")
    return statements[0]


def _rehearse(sql: str) -> None:
    """Find what is wrong with a question before many claims have been read for it, with tables that are empty."""
    connection = data_library("duckdb").connect(":memory:")
    fill(connection, ())
    statement = _statement(connection, sql)
    if statement.type.name == "SELECT":  # EXPLAIN cannot be prepared
        _run(connection.execute, f"prepare rehearsal as {statement.query}")


def _run(call: Any, argument: Any) -> Any:
    engine = data_library("duckdb")
    try:
        return call(argument)
    except (engine.Error, RuntimeError) as problem:
        if "interrupted" in str(problem).lower():
            raise KeyboardInterrupt from problem
        # After the first paragraph DuckDB shows the line with a mark under it.
        raise error("E210", why=str(problem).split("\n\n")[0].strip(" .?!\n")) from problem
