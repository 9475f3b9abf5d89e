"""The command as a process: pipes that close, encodings, no colors where none are wanted."""

from __future__ import annotations

import os
import subprocess
import sys

COMMAND = [sys.executable, "-m", "xhsnlp.cli.app"]


def test_a_reader_that_goes_away_is_no_error(folder):
    (folder / "b.txt").unlink()
    for number in range(20):
        (folder / f"d{number}.txt").write_text((folder / "a.txt").read_text("utf-8"), "utf-8")
    process = subprocess.Popen([*COMMAND, "extract", folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


def test_utf8_comes_out_whatever_the_locale(file):
    env = {
        **os.environ,
        "PYTHONIOENCODING": "ascii",
        "PYTHONUTF8": "0",
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
    }
    done = subprocess.run([*COMMAND, "extract", file], capture_output=True, env=env, check=True)
    assert "云雀优选" in done.stdout.decode("utf-8")


def test_errors_are_one_line_and_status_2(tmp_path):
    done = subprocess.run([*COMMAND, "extract", tmp_path / "没有.txt"], capture_output=True)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode("utf-8").count("\n") == 1


def test_starting_loads_nothing_heavy():
    code = (
        "import sys, xhsnlp.cli.app; print(sorted({'spacy', 'numpy', 'sklearn', 'jieba'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
