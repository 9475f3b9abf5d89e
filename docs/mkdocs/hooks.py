"""What the site has that no file of docs/ holds: the model cards, made from `models/*/cards`."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from xhsnlp.training.cards import readme

ROOT = Path(__file__).resolve().parents[2]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each pipeline's card."""
    for manifest in sorted((ROOT / "models").glob("*/manifest.json")):
        folder = manifest.parent
        text = readme(folder).replace("docs/limits.md", "[limits](../limits.md)")
        files.append(File.generated(config, f"models/{folder.name}.md", content=text))
    return files
