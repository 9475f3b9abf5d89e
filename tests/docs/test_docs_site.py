"""The site builds without a warning and asks no other server for anything."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

#: What a browser fetches by itself: not the links a reader may click.
_FETCHED = re.compile(
    r"""<(?:script|img|iframe|source)\b[^>]*?\bsrc=["']?(?P<src>[^"'\s>]+)"""
    r"""|<link\b(?![^>]*rel=["']?canonical)[^>]*?\bhref=["']?(?P<href>[^"'\s>]+)"""
    r"""|url\(["']?(?P<url>[^"')]+)"""
)

pytestmark = pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("mkdocs", "material", "mkdocstrings"))),
    reason="not installed: the extra `docs`",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    options = ["-f", str(ROOT / "docs" / "mkdocs" / "mkdocs.yml"), "-d", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run([*command, *options], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_page_of_docs_is_in_it(site):
    pages = {path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")}
    assert [page for page in sorted(pages) if not (site / page).is_file()] == []


def test_every_page_stands_in_the_menu_once(site):
    start = (site / "index.html").read_text("utf-8")
    menu = re.findall(r'<a href="([^"#]+)" class="md-nav__link', start)
    pages = [path.relative_to(site).as_posix() for path in site.rglob("*.html") if path.name != "404.html"]
    assert sorted(page for page in menu if page != "index.html") == sorted(
        page for page in pages if page != "index.html"
    )


def test_it_has_the_model_cards_and_the_reference(site):
    assert "sha256" in (site / "models" / "fast.html").read_text("utf-8")
    assert "xhsnlp.extract" in (site / "reference" / "api.html").read_text("utf-8")


def test_nothing_is_fetched_from_elsewhere(site):
    for path in [*site.rglob("*.html"), *site.rglob("*.css")]:
        for found in _FETCHED.finditer(path.read_text("utf-8")):
            address = found["src"] or found["href"] or found["url"]
            assert not re.match(r"(https?:)?//", address), f"{path.name}: {address}"
