"""Groups of words that stand in like surroundings, made by training from unlabeled business text."""

from __future__ import annotations

import zipfile
from functools import lru_cache
from pathlib import Path

import numpy as np

from xhsnlp.errors import error
from xhsnlp.resources import model_file


@lru_cache(maxsize=1)
def clusters() -> dict[str, tuple[str, str]]:
    """Coarse and fine group of each word.

    Raises:
        ModelError: missing or changed (E301, E302), or unreadable (E304).
    """
    return read_clusters(model_file("claims/clusters.npz"))


def read_clusters(path: Path) -> dict[str, tuple[str, str]]:
    """Read a cluster file.

    Raises:
        ModelError: unreadable (E304).
    """
    try:
        with np.load(path, allow_pickle=False) as data:
            words = bytes(data["names"]).decode("utf-8").split("\n")
            coarse, fine = data["groups"].tolist()
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as problem:
        raise error("E304", path=path, why=problem) from problem
    return {word: (f"c{a}", f"f{b}") for word, a, b in zip(words, coarse, fine, strict=True)}
