"""JSON Lines, CSV and Markdown."""

from __future__ import annotations

import csv
import io

import pytest

from xhsnlp.article import Failure
from xhsnlp.errors import InputError, SettingsError
from xhsnlp.export import (
    COLUMNS,
    read_json,
    read_jsonl,
    to_markdown,
    to_rows,
    write_csv,
    write_jsonl,
    write_markdown,
)
from xhsnlp.export.files import replacing
from xhsnlp.export.spreadsheet import guarded as guarded_cell
from xhsnlp.extraction import Extraction


def test_jsonl_round_trip(tmp_path, extraction):
    path = tmp_path / "out.jsonl"
    assert write_jsonl(iter([extraction, extraction]), path) == 2
    assert list(read_jsonl(path)) == [extraction, extraction]
    assert (
        path.read_bytes().endswith(b"}\n")
        and b"\r" not in path.read_bytes()
        and "商家".encode() in path.read_bytes()
    )


def test_jsonl_can_be_added_to(tmp_path, extraction):
    path = tmp_path / "out.jsonl"
    write_jsonl([extraction], path)
    write_jsonl([extraction], path, append=True)
    assert len(list(read_jsonl(path))) == 2


def test_jsonl_to_an_open_file(extraction):
    out = io.StringIO()
    write_jsonl([extraction], out)
    assert Extraction.from_json(out.getvalue()) == extraction


def test_jsonl_keeps_what_was_written_before_a_failure(tmp_path, extraction):
    def results():
        yield extraction
        raise RuntimeError("stop")

    path = tmp_path / "out.jsonl"
    with pytest.raises(RuntimeError):
        write_jsonl(results(), path)
    assert list(read_jsonl(path)) == [extraction]


@pytest.mark.parametrize(("line", "code"), [("{broken", "E110"), ('{"article": 3}', "E114"), ("[]", "E114")])
def test_jsonl_errors_name_file_and_line(tmp_path, extraction, line, code):
    path = tmp_path / "out.jsonl"
    path.write_text(f"{extraction.to_json()}\n\n{line}\n", "utf-8")
    with pytest.raises(InputError, match=r"out\.jsonl:3") as caught:
        list(read_jsonl(path))
    assert caught.value.code == code


def test_jsonl_that_is_not_there():
    with pytest.raises(InputError) as caught:
        list(read_jsonl("nowhere.jsonl"))
    assert caught.value.code == "E101"


@pytest.mark.parametrize("write", [write_jsonl, write_csv])
def test_unwritable_target(tmp_path, extraction, write):
    with pytest.raises(SettingsError) as caught:
        write([extraction], tmp_path)
    assert caught.value.code == "E207"


def test_rows_are_flat(extraction):
    rows = to_rows(extraction)
    assert [tuple(row) for row in rows] == [COLUMNS] * 3
    first, second, third = rows
    assert (first["subject"], first["predicate"], first["object"]) == ("商家数量", "增加了", "3倍")
    assert (first["values"], first["units"], first["time_from"], first["speaker"]) == (
        "3",
        "倍",
        "2023-01-01",
        "林知夏",
    )
    assert (second["values"], second["predicate"]) == ("20000000..30000000", None)
    assert (third["subject_entity"], third["polarity"]) == ("云雀优选", "negated")
    assert all(
        value is None or isinstance(value, (str, int, float)) for row in rows for value in row.values()
    )


def test_csv_runs_no_formula(tmp_path, extraction):
    path = tmp_path / "out.csv"
    assert write_csv([extraction], path) == 3
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[2]["predicate"] == "'=裁员" and rows[0]["object"] == "3倍"


def test_markdown_holds_every_claim(extraction):
    text = to_markdown(extraction)
    assert text.startswith("# 云雀优选加快布局\n") and text.count("\n| ") == 5
    assert "增加了3倍 = 3 倍" in text and "去年 (2023-01-01 – 2023-12-31)" in text and "> \\[W101\\]" in text


def test_markdown_escapes_the_articles_words(extraction):
    from dataclasses import replace

    from xhsnlp.article import Article

    article = Article("云雀|<b>优选</b>", title="a|b\n<script>*x*", published="2024-03-12")
    text = to_markdown(replace(extraction, article=article))
    assert text.startswith("# a\\|b &lt;script&gt;\\*x\\*\n")


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [
        ("=1+1", True),
        (" =1+1", True),
        ("\u200b@SUM(A1)", True),
        ("\t=1", True),
        ("＝1", True),
        ("-2+3", True),
        ("-8%", True),
        ("+86", True),
        ("-8", False),
        ("-3; 5", False),
        ("-20..90", False),
        ("-1e+20", False),
        ("云雀=优选", False),
        ("", False),
    ],
)
def test_cells_that_a_spreadsheet_would_run_are_guarded(cell, guarded):
    assert guarded_cell(cell) == ("'" + cell if guarded else cell)


def test_text_cells_stand_in_quotation_marks(tmp_path, extraction):
    write_csv([extraction], tmp_path / "out.csv", table="entities")
    head, first, _ = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert head.startswith("article,entity,label")
    assert '"云雀优选",0,4,' in first


def test_markdown_of_several_articles(tmp_path, extraction):
    assert write_markdown([extraction, extraction], tmp_path / "out.md") == 2
    assert (tmp_path / "out.md").read_text("utf-8").count("\n# 云雀优选加快布局\n") == 1


def test_bad_lines_can_be_told_and_left_out(tmp_path, extraction):
    path = tmp_path / "out.jsonl"
    path.write_text(f"{{broken\n{extraction.to_json()}\n[]\n", "utf-8")
    told = []
    assert list(read_jsonl(path, on_error=told.append)) == [extraction]
    assert [problem.code for problem in told] == ["E110", "E114"]
    assert "out.jsonl:1" in str(told[0]) and "out.jsonl:3" in str(told[1])


def test_jsonl_of_an_open_file_has_the_name_it_is_given(extraction):
    file = io.BytesIO(extraction.to_json().encode() + b"\nbroken\n")
    read = read_jsonl(file, where="standard input")
    assert next(read) == extraction
    with pytest.raises(InputError, match="standard input:2"):
        next(read)
    assert not file.closed


def test_a_line_without_end_is_refused(monkeypatch):
    monkeypatch.setattr("xhsnlp.export.jsonl.MAX_LINE", 100)
    with pytest.raises(InputError) as caught:
        list(read_jsonl(io.BytesIO(b"0" * 1000), where="device"))
    assert caught.value.code == "E106"


def test_jsonl_nested_without_end(tmp_path):
    (tmp_path / "deep.jsonl").write_text("[" * 100_000, "utf-8")
    with pytest.raises(InputError) as caught:
        list(read_jsonl(tmp_path / "deep.jsonl"))
    assert caught.value.code == "E110"


@pytest.mark.parametrize("write", [write_jsonl, write_csv, write_markdown])
def test_failures_of_a_batch_are_refused_by_name(extraction, write):
    failure = Failure(1, "b.txt", "E104", "empty")
    with pytest.raises(SettingsError, match="Failure") as caught:
        write([extraction, failure], io.StringIO())
    assert caught.value.code == "E206"


@pytest.mark.parametrize("write", [write_jsonl, write_csv, write_markdown])
def test_a_single_extraction_is_taken_too(extraction, write):
    out = io.StringIO()
    assert write(extraction, out) and out.getvalue()


def test_replacing_follows_links_and_keeps_permissions(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old", "utf-8")
    real.chmod(0o600)
    link.symlink_to(real)
    with replacing(link) as path:
        path.write_text("new", "utf-8")
    assert link.is_symlink() and real.read_text("utf-8") == "new" and real.stat().st_mode & 0o777 == 0o600
    assert sorted(tmp_path.iterdir()) == [link, real]


def test_json_documents_are_read_too(tmp_path, extraction):
    (tmp_path / "one.json").write_text("\ufeff" + extraction.to_json(indent=2), "utf-8")
    (tmp_path / "two.json").write_text(f"[{extraction.to_json()}, {extraction.to_json()}]", "utf-8")
    assert list(read_json(tmp_path / "one.json")) == [extraction]
    assert list(read_json(tmp_path / "two.json")) == [extraction, extraction]


@pytest.mark.parametrize(
    ("content", "code"),
    [("{", "E110"), ("[" * 100_000, "E110"), ("[3]", "E114"), ("{}", "E114"), (None, "E101")],
)
def test_other_json_documents_are_told(tmp_path, content, code):
    if content is not None:
        (tmp_path / "other.json").write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"other\.json") as caught:
        list(read_json(tmp_path / "other.json"))
    assert caught.value.code == code
