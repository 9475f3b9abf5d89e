"""The HTML report: one self-contained file that needs no network, to read articles and claims side by side.

html = xhsnlp.extract(article).to_html()                 # one article
html = xhsnlp.digest(results).to_html(results)           # many, with facts, conflicts, timeline, entities
"""

from __future__ import annotations

from xhsnlp.report.page import render

__all__ = ["render"]
