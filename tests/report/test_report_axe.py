"""Accessibility: axe-core without serious findings. Skipped without axe-playwright-python, Playwright or Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest

axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
SCRIPT = (Path(axe.__file__).parent / "axe.min.js").read_text("utf-8")
VIEWS = ("articles", "facts", "conflicts", "timeline", "entities", "charts")


def findings(page, *rules: str) -> list[str]:
    """Serious and critical findings, each with the elements it is about; of all rules where none is named."""
    # The page's policy lets no script in; the driver evaluates it from outside.
    page.evaluate(f"() => {{ if (!window.axe) {{ {SCRIPT} }} }}")
    only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    found = page.evaluate("options => axe.run(document, options)", {"resultTypes": ["violations"], **only})
    return [
        f"{item['id']}: {[node['target'] for node in item['nodes']][:3]} {item['nodes'][0]['any'][:1]}"
        for item in found["violations"]
        if item["impact"] in ("serious", "critical")
    ]


def test_no_serious_finding_in_any_view(show, html):
    page = show(html, color_scheme="light")
    page.keyboard.press("j")
    for view in VIEWS:
        page.click(f"#view-{view}")
        if page.locator(".fact summary").count():
            page.locator(".fact summary").first.click()
            page.wait_for_selector(".fact[open] .link")
        assert findings(page) == [], view


def test_dark_colors_have_contrast(show, html):
    page = show(html, color_scheme="dark")
    page.keyboard.press("j")
    for view in VIEWS:
        page.click(f"#view-{view}")
        assert findings(page, "color-contrast") == [], view


def test_no_serious_finding_on_a_phone_in_english(show, html):
    page = show(html, viewport={"width": 390, "height": 844})
    page.click("#language")
    page.click(".fold")
    page.click(".panes [data-pane=claims]")
    page.locator(".claim-main").first.click()
    assert findings(page) == []


def test_no_serious_finding_in_the_list_of_keys(show, html):
    page = show(html)
    page.keyboard.press("?")
    assert findings(page) == []
