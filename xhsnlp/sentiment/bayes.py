"""The naive Bayes classifier of snownlp, trained again on business text: one voice of the sentiment model.

As shipped, snownlp's sentiment was trained on shop reviews and is at chance on business news (docs/sentiment.md).
Importing the package `snownlp` reads all its corpora (some 400 MB of memory, 2.5 s, marshal files); so the two modules
that hold its classifier are loaded from the installed package by themselves, and the counts come from an npz file.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import Any

import numpy as np

from xhsnlp.errors import error
from xhsnlp.resources import model_file

FILE = "sentiment/bayes.npz"
CLASSES = ("neg", "pos")
#: snownlp's modules are loaded below this name, so that a user's own `import snownlp` is left alone.
_ALIAS = "_xhsnlp_snownlp"


@lru_cache(maxsize=1)
def bayes_class() -> Any:
    """snownlp's class `Bayes`, without the package's own start-up.

    Raises:
        MissingExtraError: snownlp is not installed (E303).
    """
    found = find_spec("snownlp")
    if found is None or not found.submodule_search_locations:
        raise error("E303", what="the sentiment of claims", extra="snownlp")
    spec = ModuleSpec(_ALIAS, None, is_package=True)
    spec.submodule_search_locations = list(found.submodule_search_locations)
    sys.modules.setdefault(_ALIAS, module_from_spec(spec))
    return import_module(f"{_ALIAS}.classification.bayes").Bayes


class BusinessBayes:
    """snownlp's classifier over words, good against bad.

    Attributes:
        classifier: an instance of snownlp's `Bayes`.
    """

    def __init__(self, classifier: Any):
        self.classifier = classifier

    @classmethod
    def train(cls, documents: Sequence[tuple[Sequence[str], str]]) -> BusinessBayes:
        """Train on words and the class (`pos`, `neg`) of each document."""
        classifier = bayes_class()()
        classifier.train([[list(words), label] for words, label in documents])
        return cls(classifier)

    def positive(self, words: Sequence[str]) -> float:
        """Probability that the words speak well, 0 to 1; 0.5 where there are none."""
        if not words:
            return 0.5
        label, chance = self.classifier.classify(words)
        return float(chance if label == "pos" else 1 - chance)

    def save(self, path: Path, least: int = 3) -> None:
        """Write the counts of words seen at least `least` times."""
        tables = [self.classifier.d[name] for name in CLASSES]
        total: dict[str, float] = {}
        for table in tables:
            for word, count in table.d.items():
                total[word] = total.get(word, 0) + count
        words = sorted(word for word, count in total.items() if count >= least and "\n" not in word)
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            path,
            words=np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8),
            counts=np.array(
                [[int(table.d.get(word, 0)) for table in tables] for word in words], dtype=np.int32
            ),
            totals=np.array([table.total for table in tables], dtype=np.float64),
        )

    @classmethod
    def load(cls, path: Path) -> BusinessBayes:
        """Read what `save` wrote.

        Raises:
            ModelError: not such a file (E304).
        """
        try:
            with np.load(path, allow_pickle=False) as data:
                words = bytes(data["words"]).decode("utf-8").split("\n")
                counts, totals = data["counts"].tolist(), data["totals"].tolist()
            classifier = bayes_class()()
            classifier.train([[[], name] for name in CLASSES])
            for column, name in enumerate(CLASSES):
                table = classifier.d[name]
                table.d = {word: row[column] for word, row in zip(words, counts, strict=True) if row[column]}
                table.total = float(totals[column])
            classifier.total = sum(totals)
        except (OSError, ValueError, KeyError, IndexError, zipfile.BadZipFile) as problem:
            raise error("E304", path=path, why=problem) from problem
        return cls(classifier)


@lru_cache(maxsize=1)
def business_bayes() -> BusinessBayes:
    """The shipped counts, checked against the manifest.

    Raises:
        ModelError: missing or changed (E301, E302), or unreadable (E304).
    """
    return BusinessBayes.load(model_file(FILE))
