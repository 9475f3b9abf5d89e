"""Where models and data files lie, and the check of a model against its manifest.

`models/NAME/manifest.json` lists every file of a pipeline with its sha256; nothing is loaded that is not listed and
does not match. No file of a format that can run code (pickle, joblib, marshal) is ever loaded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from xhsnlp.errors import error

PACKAGE = Path(__file__).parent


def models_dir() -> Path:
    """The folder of shipped models: inside the installed package, or at the top of a checkout."""
    packed = PACKAGE / "_models"
    return packed if packed.is_dir() else PACKAGE.parent / "models"


@lru_cache(maxsize=8)
def manifest(name: str = "fast") -> dict[str, str]:
    """Map of file path (relative to the pipeline's folder) to sha256.

    Raises:
        ModelError: the manifest is missing (E301) or unreadable (E304).
    """
    path = models_dir() / name / "manifest.json"
    if not path.is_file():
        raise error("E301", path=path)
    try:
        return dict(json.loads(path.read_text("utf-8"))["files"])
    except (ValueError, KeyError) as problem:
        raise error("E304", path=path, why=problem) from problem


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@lru_cache(maxsize=64)
def model_file(relative: str, name: str = "fast") -> Path:
    """Path of a model file, once its sha256 has been found to be the manifest's.

    Example:
        model_file("entities/ner.crfsuite")

    Raises:
        ModelError: not listed or not there (E301), or changed (E302).
    """
    path = models_dir() / name / relative
    expected = manifest(name).get(relative)
    if expected is None or not path.is_file():
        raise error("E301", path=path)
    if sha256(path) != expected:
        raise error("E302", path=path)
    return path


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of a pipeline's models.

    Attributes:
        path: relative to the pipeline's folder.
        size: in bytes, 0 where it is missing.
        sha256: as the manifest has it, or None where it does not list the file.
        state: `ok`, `missing`, `changed` (another sha256), or `not listed`.
    """

    path: str
    size: int
    sha256: str | None
    state: str

    def to_dict(self) -> dict[str, object]:
        return {"path": self.path, "size": self.size, "sha256": self.sha256, "state": self.state}


def check_models(name: str = "fast") -> list[ModelFile]:
    """Compare every model file of a pipeline with its manifest, in order of their paths.

    Raises:
        ModelError: the manifest is missing (E301) or unreadable (E304).
    """
    folder = models_dir() / name
    listed = manifest(name)
    there = {str(path.relative_to(folder).as_posix()): path for path in _model_paths(folder)}
    files = []
    for relative in sorted({*listed, *there}):
        path, expected = there.get(relative), listed.get(relative)
        if path is None:
            state = "missing"
        elif expected is None:
            state = "not listed"
        else:
            state = "ok" if sha256(path) == expected else "changed"
        files.append(ModelFile(relative, path.stat().st_size if path else 0, expected, state))
    return files


def _model_paths(folder: Path) -> list[Path]:
    """The files of a pipeline's folder that are models: all but the manifest, the README and the cards."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {"manifest.json", "README.md"} and path.parent.name != "cards"
    ]


def write_manifest(name: str = "fast", *, folder: Path | None = None) -> Path:
    """List every model file of a pipeline with its sha256; called by training after it has written a model.

    Args:
        name: name of the pipeline.
        folder: its folder, where that is not the shipped one.
    """
    folder = folder or models_dir() / name
    files = {str(path.relative_to(folder).as_posix()): sha256(path) for path in _model_paths(folder)}
    target = folder / "manifest.json"
    target.write_text(json.dumps({"files": files}, indent=2, sort_keys=True) + "\n", "utf-8")
    manifest.cache_clear()
    model_file.cache_clear()
    return target


def read_rows(path: Path) -> Iterator[list[str]]:
    """Rows of a lexicon file: UTF-8, one entry a line, tab-separated fields, `#` starts a comment line.

    A byte-order mark, CRLF, blank lines and spaces around fields do no harm.
    """
    for line in path.read_text("utf-8-sig").splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            yield [cell.strip() for cell in line.split("\t")]
