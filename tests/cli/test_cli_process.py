"""The command as a process: pipes that close, encodings, no colors where none are wanted."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from threading import Thread

import pytest

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


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_progress_at_a_terminal_takes_nothing_from_the_output(folder):
    import pty

    terminal, stderr = pty.openpty()
    process = subprocess.Popen([*COMMAND, "extract", folder], stdout=subprocess.PIPE, stderr=stderr)
    os.close(stderr)
    shown = []
    # A terminal that nobody reads from would stop the process.
    reader = Thread(target=lambda: shown.extend(_read_all(terminal)), daemon=True)
    reader.start()
    out, _ = process.communicate(timeout=120)
    reader.join(timeout=10)
    assert process.returncode == 1
    assert out.count(b"\n") == 2
    assert b"extracting" in b"".join(shown)


def _read_all(terminal):
    with suppress(OSError):  # how Linux tells that the other end is closed
        while data := os.read(terminal, 4096):
            yield data


def test_utf8_comes_out_whatever_the_locale():
    env = {
        **os.environ,
        "PYTHONIOENCODING": "ascii",
        "PYTHONUTF8": "0",
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
    }
    done = subprocess.run([*COMMAND, "extract", "--help"], capture_output=True, env=env, check=True)
    assert "FILE|DIR|-…" in done.stdout.decode("utf-8")


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
