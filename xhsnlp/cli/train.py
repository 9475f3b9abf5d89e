"""`xhsnlp train`: make the models again, or models of your own data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xhsnlp.errors import error


def _complete_room(incomplete: str) -> list[str]:
    from xhsnlp.training.__main__ import ACCURATE, ROOMS

    return [room for room in (*ROOMS, *ACCURATE, "all") if room.startswith(incomplete)]


def train(
    room: Annotated[
        str,
        typer.Argument(
            metavar="ROOM",
            help="What to train: segment, entities, clusters, claims, sentiment, themes, or all of these; "
            "encoder, blend and calibration are those of the pipeline `accurate`; encoder needs the extra `train`.",
            show_default=False,
            autocompletion=_complete_room,
        ),
    ],
    data: Annotated[
        Path,
        typer.Option(
            "--data",
            metavar="DIR",
            help="The folder of training data, see docs/training.md.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Where the models go; by default those of this installation are replaced.",
            show_default=False,
        ),
    ] = None,
    open_only: Annotated[
        bool, typer.Option("--open-only", help="Leave out sources whose terms are not open.")
    ] = False,
) -> None:
    """Train models and write their weights, manifest and model card; the same as `python -m xhsnlp.training`.

    Example: xhsnlp train sentiment --data ../data --out models-of-mine
    """
    from xhsnlp.training.__main__ import ACCURATE, ROOMS, main

    rooms = (*ROOMS, *ACCURATE, "all")
    if room not in rooms:
        raise error("E206", what="ROOM", wanted=f"one of {', '.join(rooms)}", value=room)
    arguments = [room, "--data", str(data)]
    arguments += ["--out", str(out)] if out else []
    arguments += ["--open-only"] if open_only else []
    raise typer.Exit(main(arguments))
