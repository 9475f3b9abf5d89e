"""Make `report.png`, a picture of the HTML report of the corpus: `python docs/images/make_report.py`.

Needs Playwright, Chromium and Pillow, and a font with Chinese characters (Debian: `apt-get install chromium fonts-noto-cjk`).
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

import xhsnlp

HERE = Path(__file__).parent
ARTICLES = HERE.parent.parent / "corpus" / "articles"
#: The article that is shown, and words of the claim that is chosen.
SHOWN, WORDS = "qingyou-2024", "增加了12倍"
SIZE = {"width": 1440, "height": 900}
COLORS = 256


def make_page() -> tuple[str, str]:
    """The report of all articles of the corpus, and the id of the claim to choose."""
    articles = [replace(xhsnlp.read(path), source=path.name) for path in sorted(ARTICLES.glob("*.txt"))]
    results = [xhsnlp.extract(article) for article in articles]
    (shown,) = [item for item in results if item.article.source == f"{SHOWN}.txt"]
    chosen = next(claim for claim in shown.claims if WORDS in claim.evidence.text)
    page = xhsnlp.digest(results).to_html(results, title="xhsnlp corpus", language="zh")
    return page, chosen.id


def take_picture(page: str, claim: str) -> bytes:
    """The page with a claim chosen, as PNG."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        file = Path(folder) / "report.html"
        file.write_text(page, encoding="utf-8")
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(viewport=SIZE, locale="zh-CN", color_scheme="light", reduced_motion="reduce")
        tab.goto(f"{file.as_uri()}#view=articles&claim={claim}")
        picture = tab.screenshot()
        browser.close()
    return picture


if __name__ == "__main__":
    with Image.open(BytesIO(take_picture(*make_page()))) as picture:
        small = picture.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
        small.save(HERE / "report.png", optimize=True)
