"""Reports to test: made of the corpus by the fast pipeline, and a browser to open them in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import xhsnlp
from xhsnlp.report import render

ROOT = Path(__file__).parent.parent.parent
#: Articles of the corpus that the reports show.
NAMES = ("kuaishou-2024", "lishan-2025", "qingyou-2024", "pdd-2024")


@pytest.fixture(scope="session")
def extractions() -> list[dict[str, Any]]:
    files = [ROOT / "corpus" / "articles" / f"{name}.txt" for name in NAMES]
    articles = [replace(xhsnlp.read(file), source=file.name) for file in files]
    found = [xhsnlp.extract(article, pipeline="fast") for article in articles]
    return [json.loads(item.to_json()) for item in found]


@pytest.fixture(scope="session")
def digest(extractions: list[dict[str, Any]]) -> dict[str, Any]:
    """The digest, with a contradiction and a missed plan put between facts of it."""
    read = [xhsnlp.Extraction.from_dict(item) for item in extractions]
    made = json.loads(xhsnlp.digest(read).to_json())
    for first, second, verdict in ((0, 1, "conflict"), (2, 3, "plan_missed")):
        pair = made["facts"][first], made["facts"][second]
        for fact, other in (pair, pair[::-1]):
            fact["relations"].append({"fact": other["id"], "verdict": verdict, "rule": "values"})
    return made


@pytest.fixture(scope="session")
def html(extractions: list[dict[str, Any]], digest: dict[str, Any]) -> str:
    return render(extractions, digest, title="测试报告", language="zh")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Chromium, driven by Playwright; tests that need it are skipped where one of them is missing."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def show(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens a report; at the end of the test nothing may have gone wrong in it, and nothing have been fetched."""
    wrong: list[str] = []
    contexts = []

    def open_page(html: str, *, address: str = "", **options: Any) -> Any:
        file = tmp_path / f"report{len(contexts)}.html"
        file.write_text(html, encoding="utf-8", errors="backslashreplace")
        options = {
            "viewport": {"width": 1440, "height": 900},
            "locale": "zh-CN",
            "reduced_motion": "reduce",
            **options,
        }
        context = chromium.new_context(**options)
        context.set_default_timeout(120_000)  # a busy machine is no failure
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda problem: wrong.append(str(problem)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}") or dialog.dismiss())
        page.on(
            "request",
            lambda got: wrong.append(got.url) if not got.url.startswith(("file:", "data:")) else None,
        )
        page.goto(file.as_uri() + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def page(show: Callable[..., Any], html: str) -> Any:
    """The report of the corpus."""
    return show(html)
