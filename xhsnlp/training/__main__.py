"""Train the models of a pipeline.

    python -m xhsnlp.training all --data PATH
    python -m xhsnlp.training sentiment --data PATH --open-only --out /tmp/models

Every room has a module of its name here with `train(shared, out, open_only)`; it writes into `OUT/ROOM/`
and returns what its model card says. Rooms run in the order of the pipeline, as later ones learn from what
earlier ones find.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# One thread: sums of floats come out the same every time. Numerical libraries read this when they are loaded.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_variable] = "1"

from xhsnlp.errors import XhsnlpError, error  # noqa: E402
from xhsnlp.resources import models_dir, write_manifest  # noqa: E402
from xhsnlp.training.cards import write_card, write_readme  # noqa: E402

Train = Callable[[Path, Path, bool], dict[str, Any]]
#: Room, and the module that trains it, in the order they must run.
ROOMS = {
    "segment": "segment",
    "entities": "entities",
    "clusters": "claims_clusters",
    "claims": "claims",
    "sentiment": "sentiment",
    "themes": "themes",
}
#: Rooms of the pipeline `accurate`; `all` leaves them out, as they need the extra `train` and the better part of an hour.
ACCURATE = {
    "encoder": "encoder",
    "blend": "entities_blend",
    "calibration": "encoder_calibration",
    "opinions": "opinions",
}


def trainer(room: str) -> Train:
    """The function that trains a room.

    Raises:
        ModelError: the room has no training here (E305).
    """
    name = f"xhsnlp.training.{(ROOMS | ACCURATE)[room]}"
    if find_spec(name) is None:
        raise error("E305", room=room, module=name)
    module = import_module(name)
    if room == "clusters":
        return _clusters(module.make_clusters)
    train: Train | None = getattr(module, "train", None)
    if train is None:
        raise error("E305", room=room, module=name)
    return train


def _clusters(make: Callable[[Path, Path, bool], int]) -> Train:
    """Word clusters, which lie beside the claim models that use them."""
    from xhsnlp.training.claims_clusters import SETS

    def train(shared: Path, out: Path, open_only: bool) -> dict[str, Any]:
        words = make(shared, out / "claims", open_only)
        data = [{"name": name, "terms": "open" if is_open else "unstated"} for name, is_open in SETS]
        data.append({"name": "gold/train (texts)", "terms": "annotated for this project"})
        return {
            "data": [row for row in data if not open_only or row["terms"] != "unstated"],
            "words": words,
            "seed": 0,
        }

    return train


def main(arguments: Sequence[str] | None = None) -> int:
    """Train one room or all; returns the exit status, 2 for bad input."""
    options = _parser().parse_args(arguments)
    rooms = list(ROOMS) if options.room == "all" else [options.room]
    options.out = options.out or models_dir() / ("accurate" if options.room in ACCURATE else "fast")
    try:
        if not options.data.is_dir():
            raise error("E101", path=options.data)
        trainers = {room: trainer(room) for room in rooms}
        for room, train in trainers.items():
            print(f"{room}: training", file=sys.stderr)
            outcome = train(options.data, options.out, options.open_only)
            write_card(options.out, room, outcome, open_only=options.open_only)
            # Rooms that follow load this model, and a model loads only if the manifest lists it.
            write_manifest(folder=options.out)
            print(f"{room}: {outcome.get('scores', '')}")
        print(f"model card: {write_readme(options.out)}")
    except XhsnlpError as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m xhsnlp.training", description="Train the models of a pipeline."
    )
    parser.add_argument("room", choices=[*ROOMS, *ACCURATE, "all"], help="what to train")
    parser.add_argument("--data", type=Path, required=True, help="the folder of training data")
    parser.add_argument(
        "--out", type=Path, help="the pipeline's folder (default: models/fast or models/accurate)"
    )
    parser.add_argument("--open-only", action="store_true", help="leave out sources whose terms are not open")
    return parser


if __name__ == "__main__":
    sys.exit(main())
