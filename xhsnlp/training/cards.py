"""Model cards: what each model was trained on, under which terms, how well it did; one README of them all.

A card is written by training and says nothing of time or place, so that training again gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from xhsnlp.about import __version__

CARDS = "cards"
#: Libraries whose version can change what training gives.
_LIBRARIES = ("numpy", "scikit-learn", "python-crfsuite", "jieba", "spacy")

_INTRODUCTION = """# Models of the pipeline `{name}`

What `xhsnlp.load("{name}")` runs, beside the rules and lexicons in the package. Everything here is made by
`python -m xhsnlp.training` (see docs/training.md), and this file is written by it. Files are plain (npz, json,
crfsuite, onnx): none can run code when loaded. The library refuses a file whose sha256 is not the one in
`manifest.json`.

Meant for simplified Chinese business articles; see docs/limits.md for what they are not meant for.
The texts the models were trained on are not in this repository. Sources whose terms are not stated by their
publishers are marked; `--open-only` trains without them.
"""


def write_card(out: Path, room: str, outcome: Mapping[str, Any], *, open_only: bool) -> Path:
    """Write the card of one room.

    Args:
        out: the pipeline's folder, for example `models/fast`.
        room: name of the room.
        outcome: what its training gave back: `data` (`name`, `terms` of each source), `scores`, `seed`, more.
        open_only: whether sources of unstated terms were left out.
    """
    card = {
        "room": room,
        "open_only": open_only,
        "library": __version__,
        "trained_with": {name: version(name) for name in _LIBRARIES},
        **outcome,
    }
    path = out / CARDS / f"{room}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        json.dumps(card, ensure_ascii=False, indent=2, sort_keys=True, default=float) + "\n", "utf-8"
    )
    return path


def readme(out: Path) -> str:
    """The model card of a pipeline, in Markdown: all cards and the files that the manifest lists."""
    cards = [json.loads(path.read_text("utf-8")) for path in sorted((out / CARDS).glob("*.json"))]
    return "\n".join([_INTRODUCTION.format(name=out.name), *(_section(card) for card in cards), _files(out)])


def write_readme(out: Path) -> Path:
    """Write the model card as `README.md`."""
    path = out / "README.md"
    path.write_text(readme(out), "utf-8")
    return path


def _section(card: Mapping[str, Any]) -> str:
    lines = [f"## {card['room']}", ""]
    if card.get("data"):
        lines += ["| data | terms |", "|---|---|"]
        lines += [f"| {source['name']} | {source['terms']} |" for source in card["data"]]
        lines.append("")
    known = {"room", "data", "library", "trained_with", "open_only"}
    facts = [f"- {key}: {_readable(value)}" for key, value in sorted(card.items()) if key not in known]
    terms = "open sources alone" if card["open_only"] else "all sources named"
    with_ = ", ".join(f"{name} {number}" for name, number in sorted(card["trained_with"].items()))
    return "\n".join([*lines, *facts, f"- trained on {terms}, with xhsnlp {card['library']}, {with_}", ""])


def _readable(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_readable(item)}" for key, item in sorted(value.items()))
    if isinstance(value, list):
        return ", ".join(map(_readable, value))
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def _files(out: Path) -> str:
    listed = json.loads((out / "manifest.json").read_text("utf-8"))["files"]
    rows = [(name, (out / name).stat().st_size, digest) for name, digest in sorted(listed.items())]
    lines = [f"| {name} | {size:,} | `{digest}` |" for name, size, digest in rows]
    total = sum(size for _, size, _ in rows)
    return "\n".join(
        [
            "## Files",
            "",
            "| file | bytes | sha256 |",
            "|---|---:|---|",
            *lines,
            "",
            f"{total:,} bytes in all.",
            "",
        ]
    )
