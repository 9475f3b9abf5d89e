"""What the site has that no file of docs/ holds, and the links that lead out of docs/."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from xhsnlp.training.cards import readme

ROOT = Path(__file__).resolve().parents[2]
_LINK = re.compile(r"\[([^\]]+)\]\((\.\./[^)#]+)(?:#[^)]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each pipeline's model card, made from `models/*/cards`."""
    for manifest in sorted((ROOT / "models").glob("*/manifest.json")):
        folder = manifest.parent
        text = readme(folder)
        text = text.replace("docs/limits.md", "[limits](../limits.md)")
        text = text.replace("docs/training.md", "[training](../training.md)")
        files.append(File.generated(config, f"models/{folder.name}.md", content=text))
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """A link to a file of the repository that is no page becomes its path: the site has no such file."""
    here = ROOT / "docs" / page.file.src_uri

    def plain(link: re.Match[str]) -> str:
        target = (here.parent / link[2]).resolve()
        if target.is_relative_to(ROOT / "docs") or not target.exists():
            return link[0]
        path = target.relative_to(ROOT).as_posix()
        return link[1] if path in link[1] else f"{link[1]} (`{path}`)"

    return _LINK.sub(plain, markdown)
