"""The quality gate: a measure that drops below its floor fails the build.

    python -m xhsnlp.evaluation.gate GOLD_DIR            check
    python -m xhsnlp.evaluation.gate GOLD_DIR --update   raise the floors to what is reached now

`floors.json` holds, for each gold standard, the sha256 of its files and a floor for each headline measure. A
changed gold standard fails until `--update` records it. `--update` never lowers a floor, unless `--lower` is
given too. Exit status: 0 all holds, 1 a floor or the hash does not, 2 the gold standard cannot be read.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xhsnlp.about import DEFAULT_PIPELINE
from xhsnlp.errors import XhsnlpError
from xhsnlp.evaluation.evaluate import evaluate
from xhsnlp.evaluation.gold import gold_hash

FLOORS = Path(__file__).with_name("floors.json")
#: A floor is set this much below the value reached: other machines add up floats in another order.
MARGIN = 0.01
#: Folders of these names say little alone, so their parent's name goes before.
_SPLITS = {"train", "dev", "test"}


@dataclass(frozen=True, slots=True)
class Floor:
    """What one gold standard must reach.

    Attributes:
        sha256: hash of its files when the floors were set.
        measures: the least value of each headline measure.
    """

    sha256: str
    measures: Mapping[str, float]

    def to_dict(self) -> dict[str, Any]:
        return {"sha256": self.sha256, "measures": dict(sorted(self.measures.items()))}


def read_floors(path: Path = FLOORS) -> dict[str, Floor]:
    """Floors by name of gold standard."""
    if not path.is_file():
        return {}
    data = json.loads(path.read_text("utf-8"))
    return {name: Floor(row["sha256"], row["measures"]) for name, row in data.items()}


def write_floors(floors: Mapping[str, Floor], path: Path = FLOORS) -> None:
    data = {name: floor.to_dict() for name, floor in sorted(floors.items())}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", "utf-8")


def floor_name(folder: Path, pipeline: str = DEFAULT_PIPELINE) -> str:
    """The name in the floor file: `corpus`, `gold-dev` for `…/gold/dev`, `corpus@NAME` for another pipeline."""
    place = folder.resolve()
    name = f"{place.parent.name}-{place.name}" if place.name in _SPLITS else place.name
    return name if pipeline == DEFAULT_PIPELINE else f"{name}@{pipeline}"


def check(floor: Floor | None, sha256: str, reached: Mapping[str, float]) -> list[str]:
    """What does not hold, one message each; empty where all holds."""
    if floor is None:
        return ["no floors are recorded for it; record them with --update"]
    problems = []
    if floor.sha256 != sha256:
        problems.append(
            "its files differ from those the floors were set on; if that is meant, run with --update"
        )
    for name, least in floor.measures.items():
        if name not in reached:
            problems.append(f"{name}: no such measure; run with --update --lower to drop its floor")
        elif reached[name] < least:
            problems.append(f"{name}: {reached[name]:.4f} is below its floor {least:.3f}")
    return problems


def raised(floor: Floor | None, sha256: str, reached: Mapping[str, float], *, lower: bool = False) -> Floor:
    """New floors: just below what is reached; an old floor stands where it is higher, unless `lower`."""
    old = {} if floor is None or lower else floor.measures
    new = {name: max(math.floor((value - MARGIN) * 1000) / 1000, 0.0) for name, value in reached.items()}
    return Floor(sha256, {name: max(new.get(name, 0.0), old.get(name, 0.0)) for name in {*new, *old}})


def sunk(floor: Floor | None, reached: Mapping[str, float]) -> list[str]:
    """Measures that are below their floor."""
    measures = floor.measures if floor else {}
    return [name for name, least in sorted(measures.items()) if reached.get(name, -1.0) < least]


def main(arguments: Sequence[str] | None = None) -> int:
    """Check or update the floors of one gold standard; see the module's description."""
    options = _parser().parse_args(arguments)
    name = floor_name(options.gold, options.pipeline)
    try:
        sha256 = gold_hash(options.gold)
        reached = evaluate(options.gold, options.pipeline).headline
    except XhsnlpError as refusal:
        print(refusal, file=sys.stderr)
        return 2
    floors = read_floors(options.floors)
    floor = floors.get(name)
    for measure, value in reached.items():
        least = floor.measures.get(measure) if floor else None
        print(f"{name}  {measure:15} {value:.4f}  floor {'none' if least is None else format(least, '.3f')}")
    if not options.update:
        problems = check(floor, sha256, reached)
    else:
        problems = (
            []
            if options.lower
            else [f"{measure}: only --lower lowers a floor" for measure in sunk(floor, reached)]
        )
        if not problems:
            write_floors(
                {**floors, name: raised(floor, sha256, reached, lower=options.lower)}, options.floors
            )
            print(f"{name}: floors written to {options.floors}")
    for problem in problems:
        print(f"{name}: {problem}", file=sys.stderr)
    return 1 if problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m xhsnlp.evaluation.gate", description="Fail where a measure is below its floor."
    )
    parser.add_argument("gold", type=Path, help="a gold standard: articles/ and annotations/ or resolved/")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is reached now")
    parser.add_argument("--lower", action="store_true", help="with --update: lower floors too")
    parser.add_argument("--pipeline", default=DEFAULT_PIPELINE, help="name of the pipeline")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the floor file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
