"""Bad input and bad usage: one line that says what, where and what to do; status 2; never a traceback."""

from __future__ import annotations

import pytest

TEXT = "云雀优选在杭州开了30家门店。\n"


def check(got, *words):
    assert got.status == 2
    assert got.out == ""
    assert got.err.startswith("error: ") and got.err.count("\n") == 1
    for word in words:
        assert word in got.err


def test_a_missing_file(run, tmp_path):
    check(run("extract", tmp_path / "nowhere.txt"), "E101", "nowhere.txt")


def test_a_folder_without_articles(run, tmp_path):
    check(run("extract", tmp_path), "E103", ".txt")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "E104"),
        ("blank.txt", " \n\u3000\n".encode(), "E104"),
        ("binary.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", "E105"),
        ("english.txt", b"Revenue grew by 24 percent in the third quarter, the company said.\n", "E109"),
        ("broken.json", b'{"text": ', "E110"),
        ("other.json", b'{"price": 3}', "E111"),
    ],
)
def test_a_file_that_is_no_article(run, tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    check(run("extract", path), code, name)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--published", "2023-02-30"), ("E201", "2023-02-30", "YYYY-MM-DD")),
        (("--published", "yesterday"), ("E201", "yesterday")),
        (("--set", "times.week=monday"), ("E202", "times.week", "times.week_start")),
        (("--set", "times.year_end_months=three"), ("E203", "three")),
        (("--set", "times.week_start"), ("E206", "KEY=VALUE")),
        (("--set", "claims.min_confidence=nan"), ("E203", "0 to 1")),
        (("--settings", "nowhere.toml"), ("E204", "nowhere.toml")),
        (("--pipeline", "quick"), ("E205", "quick", "fast")),
        (("--out", "nowhere/claims.jsonl"), ("E207", "nowhere")),
        (("--format", "xml"), ("xml", "table", "--help")),
        (("--jobs", "-1"), ("jobs", "--help")),
        (("--jobs", "many"), ("jobs", "--help")),
        (("--nonsense",), ("--nonsense", "--help")),
    ],
)
def test_options_that_cannot_be(run, tmp_path, monkeypatch, options, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    check(run("extract", "a.txt", *options), *words)


def test_an_unknown_command_suggests_and_points_to_help(run):
    check(run("extrct"), "extrct", "--help")


def test_extract_without_a_source(run):
    check(run("extract"), "Missing", "--help")


def test_a_digest_of_something_else(run, tmp_path):
    path = tmp_path / "claims.jsonl"
    path.write_text('{"claims": []}\n', "utf-8")
    check(run("digest", path), "E114", "claims.jsonl")


def test_a_digest_of_a_missing_file(run, tmp_path):
    check(run("digest", tmp_path / "nowhere.jsonl"), "nowhere.jsonl")


def test_evaluating_what_is_no_gold_standard(run, tmp_path):
    check(run("evaluate", tmp_path), "E117", "articles/")
    check(run("evaluate", tmp_path / "nowhere"), "E101", "nowhere")


def test_a_line_break_in_a_name_does_not_break_the_line(run, tmp_path):
    check(run("extract", tmp_path / "a\nb\x1b[31m.txt"), "E101")


def test_what_was_not_foreseen_is_one_line_too(run, monkeypatch, tmp_path):
    def fail(*_):
        raise RuntimeError("line one\nline two")

    monkeypatch.setattr("xhsnlp.cli.schema.write_output", fail)
    got = run("schema")
    assert got.status == 3 and got.err.count("\n") == 1
    assert "E199" in got.err and "RuntimeError" in got.err and "xhsnlp schema" in got.err
    monkeypatch.setenv("XHSNLP_TRACEBACK", "1")
    with pytest.raises(RuntimeError):
        run("schema")


def test_memory_that_does_not_suffice(run, monkeypatch):
    def fail(*_):
        raise MemoryError

    monkeypatch.setattr("xhsnlp.cli.schema.write_output", fail)
    check(run("schema"), "E121")
