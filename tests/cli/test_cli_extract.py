"""`xhsnlp extract`: forms of output, batches, dates."""

from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace

import pytest

import xhsnlp
from tests.cli.conftest import GOOD


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def test_into_a_pipe_goes_one_json_object_an_article(run, file):
    got = run("extract", file)
    assert got.status == 0
    (data,) = lines(got.out)
    assert data["claims"] and data["article"]["source"] == str(file)
    assert "云雀优选" in got.out


def test_what_is_written_reads_back(run, file):
    got = run("extract", file)
    assert xhsnlp.Extraction.from_json(got.out).to_json() + "\n" == got.out


def test_json_is_one_object_for_one_article_and_a_list_for_several(run, file, folder):
    assert isinstance(json.loads(run("extract", file, "--format", "json").out), dict)
    assert len(json.loads(run("extract", folder, "--format", "json").out)) == 2


def test_the_table_shows_claims_figures_dates_speakers(run, file):
    got = run("extract", file, "--format", "table", "--published", "2024-03-15")
    assert "林知夏" in got.out and "增长24%" in got.out
    assert "2024-03-15" in got.out and "2023-01-01" in got.out
    assert got.out.splitlines()[-1].startswith("articles: 1; claims: ")


def test_out_gets_jsonl_and_the_table_is_printed_beside_it(run, file, tmp_path):
    out = tmp_path / "claims.jsonl"
    got = run("extract", file, "-o", out)
    assert len(lines(out.read_text("utf-8"))) == 1
    assert "subject" in got.out and str(out) in got.out


def test_out_is_indented_json_where_its_name_says_so(run, file, tmp_path):
    out = tmp_path / "claims.json"
    run("extract", file, "--out", out)
    assert isinstance(json.loads(out.read_text("utf-8")), dict)


def test_quiet_writes_the_file_alone(run, file, tmp_path):
    out = tmp_path / "claims.jsonl"
    got = run("extract", file, "-q", "-o", out)
    assert (got.out, got.err) == ("", "")
    assert out.stat().st_size


def test_a_bad_file_of_a_batch_is_reported_and_the_rest_goes_on(run, folder):
    got = run("extract", folder)
    assert got.status == 1
    assert [line["article"]["source"][-5:] for line in lines(got.out)] == ["a.txt", "c.txt"]
    errors = [line for line in got.err.splitlines() if line.startswith("error")]
    assert len(errors) == 1 and "b.txt" in errors[0] and "E104" in errors[0]


def test_a_missing_path_among_several_is_reported_and_the_rest_goes_on(run, file, tmp_path):
    got = run("extract", tmp_path / "nowhere.txt", file)
    assert got.status == 1
    assert len(lines(got.out)) == 1
    assert "nowhere.txt" in got.err


def test_jobs_and_pipeline_are_handed_on(run, file, monkeypatch):
    given = {}

    def extract_many(articles, **options):
        given.update(options)
        return iter([xhsnlp.extract(article) for article in articles])

    monkeypatch.setattr("xhsnlp.scale.extract_many", extract_many)
    assert run("extract", file, "--jobs", 3, "--set", "claims.min_confidence=0.5").status == 0
    assert (given["jobs"], given["pipeline"]) == (3, "accurate")
    assert given["settings"].claims.min_confidence == 0.5


def test_a_published_date_wins_over_the_text(run, file):
    (data,) = lines(run("extract", file, "--published", "2024-06-01").out)
    assert data["article"]["published"] == "2024-06-01"
    assert data["article"]["published_from"] == "given"


def test_without_a_date_a_warning_names_what_stays_open(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("去年,云雀优选的营收同比增长24%。\n", "utf-8")
    got = run("extract", path)
    assert got.status == 0
    assert got.err.startswith("warning: ") and "W101" in got.err and got.err.count("\n") == 1


def test_standard_input_is_read(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(GOOD.encode())))
    got = run("extract", "-")
    assert got.status == 0
    assert lines(got.out)[0]["article"]["text"] == GOOD


def test_records_of_a_jsonl_file_are_articles(run, tmp_path):
    path = tmp_path / "articles.jsonl"
    rows = [{"content": GOOD, "date": "2024-03-13"}, {"content": ""}, {"content": GOOD}]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    got = run("extract", path)
    assert got.status == 1
    assert len(lines(got.out)) == 2
    assert "articles.jsonl:2" in got.err


def test_the_output_is_not_read_as_an_article_of_its_own_folder(run, folder):
    out = folder / "claims.jsonl"
    run("extract", folder, "-o", out)
    run("extract", folder, "-o", out)
    assert len(lines(out.read_text("utf-8"))) == 2


def test_resume_adds_what_is_missing(run, folder, tmp_path):
    out = tmp_path / "claims.jsonl"
    run("extract", folder / "a.txt", "-o", out)
    first = out.read_text("utf-8")
    got = run("extract", folder, "-o", out, "--resume")
    assert got.status == 1
    assert out.read_text("utf-8").startswith(first)
    assert len(lines(out.read_text("utf-8"))) == 2


def test_resume_without_a_file_is_refused(run, file):
    got = run("extract", file, "--resume")
    assert got.status == 2 and "--resume" in got.err


def test_the_input_is_never_overwritten(run, file):
    before = file.read_bytes()
    got = run("extract", file, "-o", file)
    assert got.status == 2
    assert file.read_bytes() == before


def test_settings_of_a_file_and_single_ones(run, file, tmp_path):
    settings = tmp_path / "settings.toml"
    settings.write_text('[figures]\nbare_currency = "USD"\n', "utf-8")
    units = {
        name: {
            f["unit"]
            for f in lines(run("extract", file, *options).out)[0]["figures"]
            if f["kind"] == "amount"
        }
        for name, options in {
            "none": (),
            "file": ("--settings", settings),
            "single": ("--settings", settings, "--set", "figures.bare_currency=HKD"),
        }.items()
    }
    assert units == {"none": {"CNY"}, "file": {"USD"}, "single": {"HKD"}}


def test_an_article_without_claims_says_so(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("图片来源:云雀优选App\n", "utf-8")
    got = run("extract", path, "--format", "table")
    assert got.status == 0 and "0 claims" in got.out


@pytest.mark.parametrize("form", ["table", "json", "jsonl"])
def test_characters_that_steer_a_terminal_never_reach_it(run, tmp_path, form):
    path = tmp_path / "a.txt"
    path.write_text("[bold]云雀\x1b[31m优选[/bold]在杭州开了30家门店,商家数量增加了3倍。\n", "utf-8")
    got = run("extract", path, "--format", form)
    assert got.status == 0
    assert "\x1b" not in got.out
