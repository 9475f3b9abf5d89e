"""The DuckDB file, its views, and questions in SQL that can only read."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from xhsnlp.errors import InputError, MissingExtraError, SettingsError
from xhsnlp.export import write_duckdb
from xhsnlp.export.database import ask, open_claims, open_duckdb
from xhsnlp.export.rows import TABLES

VIEWS = {
    "articles",
    "claim_relations",
    "claims",
    "entities",
    "fact_claims",
    "fact_relations",
    "facts",
    "figures",
    "times",
}


@pytest.fixture
def file(tmp_path, extraction):
    path = tmp_path / "claims.duckdb"
    assert write_duckdb(iter([extraction]), path) == 3
    return path


def rows(connection, sql):
    return list(ask(connection, sql))


def test_the_file_has_the_views(file):
    with duckdb.connect(str(file), read_only=True) as connection:
        found = connection.execute("select view_name from duckdb_views() where not internal").fetchall()
    assert {name for (name,) in found} == VIEWS


@pytest.mark.parametrize("table", TABLES)
def test_every_view_begins_with_the_columns_of_its_table(file, table):
    query = ask(open_duckdb(file), f"select * from {table}")
    assert query.columns[: len(TABLES[table].columns)] == list(TABLES[table].columns)


def test_figures_come_with_what_their_claim_says(file):
    query = "select subject, value, low, time_from from figures order by start"
    first, second = rows(open_duckdb(file), query)
    assert first[:2] == ("商家数量", 3.0) and str(first[3]) == "2023-01-01"
    assert second[:3] == ("月活用户", None, 2e7)


def test_facts_come_with_the_claim_that_says_them_best(file):
    found = rows(open_duckdb(file), "select subject, evidence, independent, conflicts from facts")
    assert len(found) == 3 and all(evidence for _, evidence, _, _ in found)


def test_an_article_that_comes_twice_does_not_multiply_figures(tmp_path, extraction):
    write_duckdb([extraction, extraction], tmp_path / "twice.duckdb")
    assert rows(open_duckdb(tmp_path / "twice.duckdb"), "select count(*) from figures") == [(4,)]


def test_without_facts_no_digest_is_made(tmp_path, extraction, monkeypatch):
    monkeypatch.setattr("xhsnlp.export.database.digest", None)
    write_duckdb([extraction], tmp_path / "plain.duckdb", facts=False)
    names = rows(open_duckdb(tmp_path / "plain.duckdb"), "show tables")
    assert ("claims",) in names and ("facts",) not in names


def test_an_empty_file_has_its_views_too(tmp_path):
    assert write_duckdb([], tmp_path / "empty.duckdb") == 0
    assert rows(open_duckdb(tmp_path / "empty.duckdb"), "select count(*) from facts") == [(0,)]


def test_claims_in_memory_answer_too(extraction):
    connection = open_claims([extraction], "select * from facts")
    assert rows(connection, "select count(*) from facts") == [(3,)]


@pytest.fixture(params=["file", "memory"])
def connection(request, file, extraction):
    return open_duckdb(file) if request.param == "file" else open_claims([extraction], "select 1")


@pytest.mark.parametrize(
    "sql",
    [
        "drop table base.claims",
        "insert into base.claims select * from base.claims",
        "delete from base.claims",
        "create table x as select 1",
        "copy (select 1) to '{folder}/x.csv'",
        "export database '{folder}/x'",
        "attach '{folder}/x.duckdb'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "reset lock_configuration",
        "call pragma_version()",
        "select 1; drop table base.claims",
        "",
        "selct 1",
        "select nothing from claims",
        "select * from read_csv('{folder}/secret.csv')",
        "select * from '{folder}/secret.csv'",
        "select * from read_text('{folder}/secret.csv')",
        "select * from glob('{folder}/*')",
        "select * from read_parquet('https://example.org/x.parquet')",
        "select * from 'https://example.org/x.csv'",
        "select * from extraction",
        "explain analyze copy (select 1) to '{folder}/x.csv'",
    ],
)
def test_only_reading_is_allowed_and_only_the_claims(connection, extraction, tmp_path, sql):
    (tmp_path / "secret.csv").write_text("a\n1\n", "utf-8")
    with pytest.raises(SettingsError) as caught:
        rows(connection, sql.format(folder=tmp_path))
    assert caught.value.code == "E210"
    assert not (tmp_path / "x.csv").exists() and not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    "sql", ["from claims", "describe claims", "with a as (select 1) from a", "explain from claims"]
)
def test_all_forms_of_reading_are_allowed(connection, sql):
    assert rows(connection, sql)


def test_nothing_is_spilled_to_files(connection):
    sql = "select current_setting('temp_directory') as a, current_setting('lock_configuration') as b"
    assert rows(connection, sql) == [("", True)]


def test_a_view_of_a_foreign_database_reaches_no_files(tmp_path):
    path = tmp_path / "foreign.duckdb"
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    with duckdb.connect(str(path)) as foreign:
        foreign.execute(f"create view claims as select * from read_text('{tmp_path / 'secret.txt'}')")
    with pytest.raises(SettingsError) as caught:
        rows(open_duckdb(path), "from claims")
    assert caught.value.code == "E210"


def test_a_wrong_question_is_told_before_anything_is_read():
    def results():
        raise AssertionError("read")
        yield

    for sql in ("selct 1", "select nothing from claims", "drop table claims", "select 1; select 2"):
        with pytest.raises(SettingsError):
            open_claims(results(), sql)


def test_columns_of_one_name_are_told_apart(file):
    assert ask(open_duckdb(file), "select 1 a, 2 a, 3 a, 4 b").columns == ["a", "a_1", "a_2", "b"]


def test_files_that_are_no_database(tmp_path):
    with pytest.raises(InputError) as caught:
        open_duckdb(tmp_path / "nowhere.duckdb")
    assert caught.value.code == "E101"
    (tmp_path / "other.duckdb").write_bytes(b"not a database" * 1000)
    with pytest.raises(InputError) as caught:
        open_duckdb(tmp_path / "other.duckdb")
    assert caught.value.code == "E113"


def test_a_missing_library_names_the_extra(tmp_path, extraction, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(MissingExtraError, match=r"xhsnlp\[data\]"):
        write_duckdb([extraction], tmp_path / "claims.duckdb")
    assert not list(tmp_path.iterdir())


def test_the_queries_of_the_docs_run(file):
    text = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
    queries = re.findall(r"```sql\n(.*?)```", text, re.S)
    assert len(queries) >= 5
    for sql in queries:
        rows(open_duckdb(file), sql)
