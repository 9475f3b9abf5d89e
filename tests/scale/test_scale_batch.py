"""Many articles: order, failures, processes."""

from __future__ import annotations

import importlib
import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest

import xhsnlp
from xhsnlp.article import Article, Failure, read_many
from xhsnlp.errors import ModelError, SettingsError
from xhsnlp.export import write_jsonl
from xhsnlp.extraction import Extraction
from xhsnlp.scale import extract_many, remaining
from xhsnlp.scale.batch import processor_count, run_many
from xhsnlp.settings import Settings

#: A module that worker processes import: runners that need no models.
RUNNERS = """
import os
from xhsnlp.errors import error
from xhsnlp.extraction import Extraction

def simple():
    def run(article):
        if "坏" in article.text:
            raise ValueError("cannot\\nread this")
        if "死" in article.text:
            os._exit(3)
        return Extraction(article, warnings=("[W101] " + str(len(article.text)),))
    return run

def without_models():
    raise error("E301", path="models")

def deadly():
    os._exit(3)
"""
GOOD = "云雀优选在杭州开了30家门店。"


@pytest.fixture
def runners(tmp_path, monkeypatch):
    (tmp_path / "runners_for_tests.py").write_text(RUNNERS, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return importlib.import_module("runners_for_tests")


def shapes(results):
    return [result.code if isinstance(result, Failure) else result.article.text for result in results]


def articles(count: int) -> list[Article]:
    return [Article(f"第{number}家门店开业。", source=f"{number}.txt") for number in range(count)]


def test_one_process_keeps_the_order(runners):
    items = articles(5)
    results = list(run_many(items, runners.simple, Settings(), 1))
    assert shapes(results) == [item.text for item in items]


def test_a_bad_article_does_not_stop_the_rest(runners):
    items = [GOOD, "坏", b"%PDF-1.4", "nowhere.txt", Failure(7, "x.txt", "E104", "empty"), Article(GOOD)]
    results = list(run_many(items, runners.simple, Settings(), 1))
    assert shapes(results) == [GOOD, "E199", "E105", "E101", "E104", GOOD]
    assert [result.index for result in results if isinstance(result, Failure)] == [1, 2, 3, 4]
    assert (
        "unforeseen ValueError: cannot read this." in results[1].message
        and results[3].source == "nowhere.txt"
    )


def test_items_are_taken_as_they_are_needed(runners):
    endless = (Article(GOOD) for _ in itertools.count())
    results = run_many(endless, runners.simple, Settings(), 1)
    assert len(list(itertools.islice(results, 3))) == 3


def test_missing_models_end_the_batch(runners):
    with pytest.raises(ModelError) as caught:
        list(run_many([GOOD], runners.without_models, Settings(), 1))
    assert caught.value.code == "E301"


def test_two_processes_give_the_same_in_the_same_order(runners):
    items = [*articles(12), "坏", "", b"%PDF-1.4", Article(GOOD)]
    one = list(run_many(items, runners.simple, Settings(), 1))
    two = list(run_many(items, runners.simple, Settings(), 2))
    assert one == two


def test_a_worker_that_dies_costs_one_article(runners):
    items = [*articles(3), Article("死", source="d.txt"), *articles(3)]
    results = list(run_many(items, runners.simple, Settings(), 2))
    assert [isinstance(result, Failure) for result in results] == [False] * 3 + [True] + [False] * 3
    assert (results[3].code, results[3].source) == ("E119", "d.txt")


def test_missing_models_end_the_batch_of_workers(runners):
    with pytest.raises(ModelError) as caught:
        list(run_many([GOOD], runners.without_models, Settings(), 2))
    assert caught.value.code == "E301"


def test_stopping_early_leaves_no_one_waiting(runners):
    endless = (Article(GOOD) for _ in itertools.count())
    results = run_many(endless, runners.simple, Settings(), 2)
    assert next(results).article.text == GOOD
    results.close()


@pytest.mark.parametrize("jobs", [-1, 1.5, True, "2"])
def test_jobs_out_of_range(jobs):
    with pytest.raises(SettingsError) as caught:
        extract_many([], jobs=jobs)
    assert caught.value.code == "E206"


def test_one_text_is_no_list_of_articles():
    with pytest.raises(SettingsError):
        extract_many(GOOD)


def test_zero_jobs_are_all_cores():
    assert processor_count() >= 1
    assert list(extract_many([], jobs=0)) == []


@pytest.fixture
def real_pipeline():
    try:
        xhsnlp.load()
    except (ModuleNotFoundError, ModelError) as problem:
        pytest.skip(f"the pipeline is not complete: {problem}")


def test_unknown_pipeline_ends_the_batch():
    with pytest.raises(SettingsError) as caught:
        list(extract_many([GOOD], pipeline="quick"))
    assert caught.value.code == "E205"


def test_a_script_without_a_guard_is_told_so(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(f"import xhsnlp\nprint(list(xhsnlp.extract_many(['{GOOD}'], jobs=2)))\n", "utf-8")
    env = {**os.environ, "PYTHONPATH": str(Path(xhsnlp.__file__).parents[1])}
    command = [sys.executable, str(script)]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, env=env)
    assert ended.returncode == 1 and "E209" in ended.stderr.splitlines()[-1]


def test_the_real_pipeline_gives_what_extract_gives(real_pipeline):
    results = list(extract_many([GOOD, "", GOOD], jobs=2))
    assert shapes(results) == [GOOD, "E104", GOOD]
    assert results[0] == results[2] == xhsnlp.extract(GOOD)


def test_remaining_skips_what_is_done(tmp_path, runners):
    out = tmp_path / "out.jsonl"
    items = [*articles(3), Article(GOOD)]
    write_jsonl(run_many([items[1], items[3]], runners.simple, Settings(), 1), out)
    assert list(remaining(items, out)) == [items[0], items[2]]


def test_remaining_removes_a_line_cut_short(tmp_path):
    out = tmp_path / "out.jsonl"
    items = articles(2)
    line = Extraction(items[0]).to_json()
    out.write_text(f"{line}\n{line[:50]}", "utf-8")
    assert list(remaining(items, out)) == [items[1]]
    assert out.read_text("utf-8") == f"{line}\n"


def test_remaining_of_a_new_batch(tmp_path):
    items = articles(2)
    assert list(remaining(items, tmp_path / "out.jsonl")) == items


def test_remaining_refuses_another_file(tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("notes\n", "utf-8")
    with pytest.raises(xhsnlp.InputError) as caught:
        remaining([], out)
    assert caught.value.code == "E114" and "out.jsonl:1" in str(caught.value)


def test_a_folder_end_to_end(tmp_path, runners):
    (tmp_path / "a.txt").write_text(GOOD, "utf-8")
    (tmp_path / "b.txt").write_text("", "utf-8")
    results = list(run_many(read_many(tmp_path), runners.simple, Settings(), 1))
    assert shapes(results) == [GOOD, "E104"]
