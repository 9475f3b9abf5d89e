"""The trained parts of claim extraction, loaded once for all pipelines of a process."""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from xhsnlp.claims.linear import Linear
from xhsnlp.errors import error
from xhsnlp.resources import model_file

if TYPE_CHECKING:
    import pycrfsuite

LINEAR = ("clause", "subject", "type", "modality", "polarity", "time")
CRFS = ("predicate", "argument")


@dataclass(frozen=True)
class ClaimModels:
    """The models of one pipeline.

    Attributes:
        linear: linear models, by name (see `LINEAR`).
        predicate, argument: CRFs.
        calibration: slope and offset that turn a raw confidence into a probability.
    """

    linear: dict[str, Linear]
    predicate: pycrfsuite.Tagger
    argument: pycrfsuite.Tagger
    calibration: tuple[float, ...] = (1.0, 0.0)

    @classmethod
    def from_folder(cls, folder: Path) -> ClaimModels:
        """Load what training wrote into a folder, unchecked."""
        return cls._load({name: folder / name for name in _files()})

    @classmethod
    def _load(cls, paths: dict[str, Path]) -> ClaimModels:
        linear = {name: Linear.load(paths[f"{name}.npz"]) for name in LINEAR}
        values = json.loads(paths["calibration.json"].read_text("utf-8"))
        return cls(
            linear,
            load_crf(paths["predicate.crfsuite.gz"]),
            load_crf(paths["argument.crfsuite.gz"]),
            tuple(values["weights"]),
        )


def _files() -> list[str]:
    return (
        [f"{name}.npz" for name in LINEAR] + [f"{name}.crfsuite.gz" for name in CRFS] + ["calibration.json"]
    )


@lru_cache(maxsize=1)
def claim_models() -> ClaimModels:
    """The shipped models, checked against the manifest.

    Raises:
        ModelError: missing or changed (E301, E302), or unreadable (E304).
    """
    return ClaimModels._load({name: model_file(f"claims/{name}") for name in _files()})


@lru_cache(maxsize=1)
def neural_calibration() -> tuple[float, ...]:
    """Offset and weights that turn the network's logits into the confidence of a claim.

    Raises:
        ModelError: missing or changed (E301, E302).
    """
    path = model_file("claims/calibration.json", "accurate")
    return tuple(json.loads(path.read_text("utf-8"))["weights"])


def load_crf(path: Path) -> pycrfsuite.Tagger:
    """A CRF tagger of a compressed file.

    Raises:
        ModelError: unreadable (E304).
    """
    import pycrfsuite

    class Held(pycrfsuite.Tagger):
        """Keeps the bytes that CRFsuite reads from."""

        model: bytes

    tagger = Held()
    try:
        tagger.model = gzip.decompress(path.read_bytes())
        tagger.open_inmemory(tagger.model)
    except (OSError, EOFError, ValueError, RuntimeError, zlib.error) as problem:
        raise error("E304", path=path, why=problem) from problem
    return tagger
