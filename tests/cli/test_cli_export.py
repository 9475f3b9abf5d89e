"""`xhsnlp export` and `xhsnlp query`."""

from __future__ import annotations

import csv
import io
import json
import sys
from types import SimpleNamespace

import pytest

import xhsnlp
from xhsnlp.cli.export import Table
from xhsnlp.export import read_docbin, read_jsonl
from xhsnlp.export.rows import DIGEST_TABLES, TABLES


@pytest.fixture(scope="session")
def lines(result):
    return result.to_json() + "\n"


@pytest.fixture
def claims(tmp_path, lines):
    path = tmp_path / "claims.jsonl"
    path.write_text(lines, "utf-8")
    return path


@pytest.fixture
def bad(tmp_path, lines):
    path = tmp_path / "bad.jsonl"
    path.write_text(f"{{broken\n{lines}[]\n", "utf-8")
    return path


@pytest.fixture
def stdin(monkeypatch):
    def give(text):
        file = SimpleNamespace(buffer=io.BytesIO(text.encode()), read=lambda: text)
        monkeypatch.setattr(sys, "stdin", file)

    return give


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_tables_are_those_there_are():
    assert {table.value for table in Table} == {*TABLES, *DIGEST_TABLES}


@pytest.mark.parametrize("name", ["old.csv", "old.md", "old.jsonl", "old.parquet"])
def test_a_file_is_left_as_it_was_where_there_are_no_claims_to_read(run, tmp_path, file, name):
    old = tmp_path / name
    old.write_text("kept", "utf-8")
    assert "E101" in run("export", tmp_path / "nowhere.jsonl", "-o", old).err
    assert run("export", file, "-o", old).err.count("line 1") == 1
    assert old.read_text("utf-8") == "kept"


def test_into_a_pipe_goes_csv_of_the_claims(run, claims, result):
    got = run("export", claims)
    assert got.status == 0 and got.err == ""
    assert [row["claim"] for row in rows(got.out)] == [claim.id for claim in result.claims]


@pytest.mark.parametrize(
    ("name", "magic"),
    [
        ("a.csv", b"\xef\xbb\xbfarticle"),
        ("a.parquet", b"PAR1"),
        ("a.arrow", b"ARROW1"),
        ("a.feather", b"ARROW1"),
        ("a.md", b"# "),
        ("a.jsonl", b'{"schema_version"'),
    ],
)
def test_the_name_of_the_file_says_what_it_becomes(run, claims, tmp_path, name, magic):
    got = run("export", claims, "-o", tmp_path / name)
    assert (got.status, got.out, got.err) == (0, "", "")
    assert (tmp_path / name).read_bytes().startswith(magic)


def test_a_duckdb_file_can_be_asked(run, claims, tmp_path, result):
    assert run("export", claims, "-o", tmp_path / "a.duckdb").status == 0
    got = run("query", tmp_path / "a.duckdb", "select count(*) as n from facts", "--format", "json")
    assert json.loads(got.out)[0]["n"] > 0
    assert run("export", claims, "-o", tmp_path / "b.duckdb", "--no-facts").status == 0
    assert "facts" in run("query", tmp_path / "b.duckdb", "from facts").err


def test_a_spacy_file_reads_back(run, claims, tmp_path, result):
    assert run("export", claims, "-o", tmp_path / "a.spacy").status == 0
    (doc,) = read_docbin(tmp_path / "a.spacy")
    assert tuple(doc._.claims) == result.claims


@pytest.mark.parametrize("table", ["figures", "facts"])
def test_other_tables(run, claims, table):
    got = run("export", claims, "--table", table)
    assert got.status == 0
    assert tuple(rows(got.out)[0]) == tuple({**TABLES, **DIGEST_TABLES}[table].columns)


def test_indented_json_is_read_too(run, tmp_path, result):
    (tmp_path / "claims.json").write_text(result.to_json(indent=2), "utf-8")
    got = run("query", tmp_path / "claims.json", "select count(*) as n from articles")
    assert (got.status, got.out) == (0, "n\n1\n")


def test_files_are_joined_and_standard_input_is_read(run, claims, lines, stdin, tmp_path):
    stdin(lines)
    got = run("export", claims, "-", "-o", tmp_path / "all.jsonl")
    assert got.status == 0 and len(list(read_jsonl(tmp_path / "all.jsonl"))) == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("-o", "claims.xls"), ("E206", ".parquet")),
        (("--to", "duckdb"), ("E206", "--out")),
        (("--to", "parquet", "-o", "-"), ("E206", "--out")),
        (("-o", "claims.jsonl"), ("E206", "another file")),
        (("-o", "a.duckdb", "--table", "figures"), ("E206", "--table")),
        (("-o", "nowhere/a.parquet"), ("E207", "nowhere")),
        (("--table", "nothing"), ("nothing", "figures")),
    ],
)
def test_options_that_cannot_be(run, claims, monkeypatch, options, words):
    monkeypatch.chdir(claims.parent)
    before = claims.read_bytes()
    got = run("export", "claims.jsonl", *options)
    assert got.status == 2 and got.out == "" and got.err.count("\n") == 1
    assert all(word in got.err for word in words)
    assert claims.read_bytes() == before


@pytest.mark.parametrize("command", [("export",), ("digest",), ("query", "select count(*) from claims")])
def test_the_first_bad_line_ends_the_command_and_is_named(run, bad, command):
    name, *rest = command
    got = run(name, bad, *rest)
    assert got.status == 2 and got.err.count("\n") == 1 and "bad.jsonl:1" in got.err


@pytest.mark.parametrize("command", [("export",), ("digest",), ("query", "select count(*) from claims")])
def test_bad_lines_can_be_left_out(run, bad, command):
    name, *rest = command
    got = run(name, bad, *rest, "--skip-bad")
    assert got.status == 1 and got.out
    assert [line.split(":")[0] for line in got.err.splitlines()] == ["error", "error"]
    assert "bad.jsonl:1" in got.err and "bad.jsonl:3" in got.err


@pytest.mark.parametrize("command", [("export",), ("digest",), ("query", "select count(*) from claims")])
def test_a_file_without_extractions_is_warned_of(run, tmp_path, command):
    (tmp_path / "empty.jsonl").write_text("\n", "utf-8")
    name, *rest = command
    got = run(name, tmp_path / "empty.jsonl", *rest)
    assert got.status == 0 and got.err.startswith("warning: ") and "empty.jsonl" in got.err


def test_a_missing_extra_is_named(run, claims, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    got = run("query", claims, "from claims")
    assert got.status == 2 and "pip install 'xhsnlp[data]'" in got.err and got.err.count("\n") == 1


@pytest.mark.parametrize("command", [("export",), ("digest",), ("query", "from claims")])
def test_what_is_read_is_never_overwritten(run, tmp_path, result, command):
    path = tmp_path / "claims.json"
    path.write_text(result.to_json(), "utf-8")
    name, *rest = command
    form = ("--to", "jsonl") if name == "export" else ()
    got = run(name, path, *rest, *form, "-o", path)
    assert got.status == 2 and "E206" in got.err and "another file" in got.err
    assert path.read_text("utf-8") == result.to_json()


SQL = "select subject, confidence, published, [1, 2] as list from claims order by start limit 2"


def test_an_answer_as_csv(run, claims, result):
    got = rows(run("query", claims, SQL).out)
    assert len(got) == 2 and list(got[0]) == ["subject", "confidence", "published", "list"]
    assert got[0]["published"] == "2024-03-15" and got[0]["list"] == "[1, 2]"


def test_an_answer_as_json(run, claims):
    got = json.loads(run("query", claims, SQL, "--format", "json").out)
    assert got[0]["list"] == [1, 2] and isinstance(got[0]["confidence"], float)
    assert json.loads(run("query", claims, "from claims where false", "--format", "json").out) == []


def test_values_that_json_does_not_have(run, claims):
    sql = (
        "select 'nan'::double a, '-inf'::double b, date '2024-01-02' c, 1.5::decimal(4, 2) d, {'k': 'ab'::blob} e, "
        "interval 3 day f, null g, time '08:00' h, 170141183460469231731687303715884105727 i"
    )
    (got,) = map(json.loads, run("query", claims, sql, "--format", "jsonl").out.splitlines())
    assert (got["a"], got["b"], got["c"], got["d"], got["g"]) == (None, None, "2024-01-02", "1.50", None)
    assert got["i"] == 2**127 - 1


def test_an_answer_as_a_table(run, claims):
    got = run("query", claims, SQL, "--format", "table")
    assert "confidence" in got.out and got.out.splitlines()[-1] == "2 rows"
    wide = run("query", claims, "from claims limit 1", "--format", "table")
    assert "row 1" in wide.out and wide.out.splitlines()[-1] == "1 row"


def test_a_long_table_says_that_it_is_not_all(run, claims):
    got = run("query", claims, "select range as n from range(1000)", "--format", "table")
    assert got.status == 0 and got.err.startswith("warning: only the first 200 rows")


def test_an_answer_goes_to_a_file(run, claims, tmp_path):
    assert run("query", claims, SQL, "-o", tmp_path / "a.json").out == ""
    assert len(json.loads((tmp_path / "a.json").read_text("utf-8"))) == 2
    assert "E206" in run("query", claims, SQL, "-o", tmp_path / "a.xls").err


def test_cells_of_an_answer_run_nothing(run, claims):
    assert '"\'=1+1"' in run("query", claims, "select '=1+1' as a").out
    table = run("query", claims, "select chr(27) || '[31m' as a", "--format", "table")
    assert "\x1b" not in table.out


def test_the_question_can_come_from_standard_input(run, claims, lines, stdin):
    stdin("select count(*) as n from articles")
    assert run("query", claims, "-").out == "n\n1\n"
    assert "E206" in run("query", "-", "-").err


def test_claims_can_come_from_standard_input(run, lines, stdin):
    stdin(lines)
    assert run("query", "-", "select count(*) as n from articles").out == "n\n1\n"


@pytest.mark.parametrize(
    "sql", ["selct", "drop table base.claims", "copy claims to 'x.csv'", "from '/etc/passwd'", ""]
)
def test_what_is_no_question_is_refused_in_one_line(run, claims, sql):
    got = run("query", claims, sql)
    assert got.status == 2 and got.out == "" and got.err.count("\n") == 1 and "E210" in got.err


def test_what_was_exported_as_jsonl_is_what_was_extracted(run, claims):
    assert run("export", claims, "--to", "jsonl").out == claims.read_text("utf-8")
    assert isinstance(next(read_jsonl(claims)), xhsnlp.Extraction)
