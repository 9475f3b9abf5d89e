"""The code blocks of the README and of docs/: where they stand, and how each is run.

A page is run from top to bottom in a folder of its own (see `sandbox` in conftest.py), its Python blocks in one
namespace. The title of a block, which readers of the site see, says what is out of the ordinary:

- `title="not tested: WHY"`: the block is not run;
- `title="needs MODULE, …"`: the block is skipped where a module (or program) is not installed;
- a block of SQL is asked of `claims.duckdb`; lines that install something (`pip …`) are left out;
- `title="output"` on a text block: what the block before it must print.
"""

from __future__ import annotations

import contextlib
import doctest
import importlib.util
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from xhsnlp.cli.app import main

RUN_BY_CI = re.compile(r"<!-- (?:run|test) -->\s*$")
_FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^`\n]*)\n(?P<code>.*?)^(?P=indent)```[ \t]*$", re.M | re.S)
_PIPED = re.compile(r"cat (\S+) \| (xhsnlp .*)")
_TITLE = re.compile(r'title="([^"]*)"')
_INDENTED = re.compile(r"(?:\A|\n[ \t]*\n|^#.*\n)((?: {4}.*\n|[ \t]*\n)+)", re.M)
_LANGUAGES = {"python", "pycon", "bash", "json", "text", "toml", "tsv", "html", "sql", "yaml"}


@dataclass(frozen=True)
class Snippet:
    """A fenced code block.

    Attributes:
        page: its file, relative to the repository.
        line: line of its first code line, from 1.
        language: first word after the fence.
        title: its title, or "".
        code: its text.
        output: what it must print, or None.
        by_ci: whether .ci/run takes it from the README and runs it as it stands.
    """

    page: str
    line: int
    language: str
    title: str
    code: str
    output: str | None = None
    by_ci: bool = False

    @property
    def name(self) -> str:
        return f"{self.page}:{self.line}"

    @property
    def reason(self) -> str:
        """Why it is not run here, or ""."""
        if self.by_ci:
            return "run as it stands by .ci/run"
        if self.language == "sql" and not _there("duckdb"):
            return "not installed: duckdb"
        kind, _, rest = self.title.partition(": ")
        if kind == "not tested":
            return rest
        if self.title.startswith("needs "):
            lacking = [name for name in self.title[6:].split(", ") if not _there(name)]
            return f"not installed: {', '.join(lacking)}" if lacking else ""
        return ""


def pages() -> list[Path]:
    """The README and the pages of the site."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def snippets(page: Path) -> list[Snippet]:
    """The fenced blocks of a page, in order."""
    text = page.read_text("utf-8")
    found: list[Snippet] = []
    for match in _FENCE.finditer(text):
        language, _, _ = match["info"].strip().partition(" ")
        title = _TITLE.search(match["info"])
        indent = len(match["indent"])
        code = "".join(line[indent:] or "\n" for line in match["code"].splitlines(keepends=True))
        line = text.count("\n", 0, match.start("code")) + 1
        if title and title[1] == "output":
            before = found.pop()
            found.append(Snippet(before.page, before.line, before.language, before.title, before.code, code))
        else:
            by_ci = bool(RUN_BY_CI.search(text[: match.start()]))
            where = page.relative_to(ROOT).as_posix()
            found.append(Snippet(where, line, language, title[1] if title else "", code, by_ci=by_ci))
    return found


def loose_code(page: Path) -> list[str]:
    """First lines of blocks that are only indented: no runner and no reader knows their language."""
    text = _FENCE.sub("\n", page.read_text("utf-8"))
    return [match[1].strip("\n").splitlines()[0] for match in _INDENTED.finditer(text) if match[1].strip()]


def known_language(snippet: Snippet) -> bool:
    return snippet.language in _LANGUAGES


def run(snippet: Snippet, folder: Path, namespace: dict[str, Any]) -> str:
    """Run a block and give back what it prints.

    Raises:
        Exception: whatever the block raises; AssertionError where a command's status is not 0.
    """
    if snippet.language == "bash":
        return "".join(_command(line, folder) for line in _lines(snippet.code))
    if snippet.language == "sql":
        return _xhsnlp(["query", "claims.duckdb", snippet.code]).decode("utf-8")
    if snippet.language == "pycon":
        return _doctest(snippet, namespace)
    written = io.StringIO()
    code = compile("\n" * (snippet.line - 1) + snippet.code, str(ROOT / snippet.page), "exec")
    with contextlib.redirect_stdout(written):
        exec(code, namespace)
    return written.getvalue()


def _there(name: str) -> bool:
    return importlib.util.find_spec(name) is not None or shutil.which(name) is not None


def _doctest(snippet: Snippet, namespace: dict[str, Any]) -> str:
    test = doctest.DocTestParser().get_doctest(
        snippet.code, namespace, snippet.name, snippet.page, snippet.line - 1
    )
    report = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(test, out=report.write, clear_globs=False)
    namespace.update(test.globs)
    assert not runner.failures, report.getvalue()
    return ""


def _lines(code: str) -> list[str]:
    lines = (line.strip() for line in code.replace("\\\n", " ").splitlines())
    return [line for line in lines if line and not line.startswith(("#", "pip "))]


def _command(line: str, folder: Path) -> str:
    """Run one command line. `xhsnlp` runs in this process, whose pipelines are loaded already; the rest in a shell."""
    given = None
    if piped := _PIPED.match(line):
        given, line = (folder / piped[1]).read_bytes(), piped[2]
    words = shlex.split(line, comments=True)
    if words[0] != "xhsnlp":
        return _shell(line, folder, None)
    stop = next((index for index, word in enumerate(words) if word in {"|", ">", "&&", ";"}), len(words))
    assert all(word not in {"&&", ";"} for word in words), f"one command a line, please: {line}"
    printed = _xhsnlp(words[1:stop], given)
    if stop == len(words):
        return printed.decode("utf-8")
    if words[stop] == ">":
        (folder / words[stop + 1]).write_bytes(printed)
        return ""
    return _shell(line.split(" | ", 1)[1], folder, printed)


def _xhsnlp(arguments: list[str], given: bytes | None = None) -> bytes:
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.MonkeyPatch.context() as patch,
    ):
        if given is not None:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
        status = main(arguments)
        out.flush()
    if "[E303]" in err.getvalue():
        pytest.skip(err.getvalue().strip())
    assert status == 0, f"xhsnlp {shlex.join(arguments)}\nstatus {status}: {err.getvalue()}"
    return out.buffer.getvalue()  # type: ignore[attr-defined]


def _shell(line: str, folder: Path, given: bytes | None) -> str:
    bin_ = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", line],
        cwd=folder,
        env=environment,
        input=given,
        capture_output=True,
    )
    assert done.returncode == 0, f"{line}\nstatus {done.returncode}: {done.stderr.decode()}"
    return done.stdout.decode("utf-8")
