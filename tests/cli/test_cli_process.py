"""The command as a process: pipes that close, encodings, no colors where none are wanted."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_one_line():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*COMMAND, "schema"], stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr.startswith(b"error: [E207]") and done.stderr.count(b"\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize(("closed", "status"), [(">&-", 0), ("2>&-", 2), ("2>&1 >&- | true", 0)])
def test_streams_that_are_closed_do_no_harm(closed, status):
    command = "schema" if status == 0 else "nonsense"
    line = f"{' '.join(COMMAND)} {command} {closed}"
    done = subprocess.run(["sh", "-c", line], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert done.returncode == status and done.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_an_interruption_is_one_line_and_status_130():
    # A parent that ignores interruptions (`nohup ... &`) hands that down, so the child asks for Python's own handling.
    code = (
        "import signal, sys, threading; from xhsnlp.cli.app import main; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); "
        "stop = (threading.main_thread().ident, signal.SIGINT); "
        "threading.Timer(0.5, signal.pthread_kill, stop).start(); sys.exit(main(['digest', '-']))"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        process.wait(timeout=60)  # standard input stays open: nothing but the signal ends it
    finally:
        process.kill()
        _, err = process.communicate()
    assert err == b"error: interrupted\n"
    assert process.returncode == 130


def test_starting_loads_nothing_heavy():
    code = (
        "import sys, xhsnlp.cli.app; "
        "print(sorted({'spacy', 'numpy', 'sklearn', 'jieba', 'pyarrow', 'duckdb'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
