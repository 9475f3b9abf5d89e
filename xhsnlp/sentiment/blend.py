"""How a linear model and the network of the pipeline `accurate` agree: a product of experts, weights from a file.

The weights are chosen on the project's own corpus, which neither has seen (`python -m xhsnlp.training opinions`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from xhsnlp.encoder.network import SLOTS
from xhsnlp.encoder.opinions import network_opinions
from xhsnlp.errors import error
from xhsnlp.resources import model_file

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from xhsnlp.claims.claim import Claim

FILE = "opinions/blend.json"
#: Added to the network's probabilities, so that it can never rule a value out.
FLOOR = 0.01


@dataclass(frozen=True)
class Blend:
    """Attributes: weight: what the network counts; temperature: what the linear scores are divided by, None for their own."""

    weight: float
    temperature: float | None = None

    def added(self, opinions: np.ndarray) -> np.ndarray:
        """What the network adds to scores."""
        return self.weight * np.log(opinions + FLOOR)


def read_blends(path: Path) -> dict[str, Blend]:
    """Blends of `sentiment` and `theme`.

    Raises:
        ModelError: not such a file (E304).
    """
    try:
        data = json.loads(path.read_text("utf-8"))
        return {
            name: Blend(float(data[name]["weight"]), data[name]["temperature"])
            for name in ("sentiment", "theme")
        }
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise error("E304", path=path, why=problem) from problem


@lru_cache(maxsize=1)
def shipped_blends() -> dict[str, Blend]:
    """The blends of the pipeline `accurate`.

    Raises:
        ModelError: missing or changed (E301, E302), or unreadable (E304).
    """
    return read_blends(model_file(FILE, "accurate"))


def opinions_of(doc: Doc, claims: Sequence[Claim], slot: str, classes: Sequence[str]) -> np.ndarray | None:
    """What the network thinks of a slot of claims, one row a claim; None in a pipeline without one.

    Args:
        doc: the Doc; `doc._.opinions` holds what the network said when it made the claims, by their ids. It is asked
            for the others once.
        claims: the claims of the Doc.
        slot: `sentiment` or `theme`.
        classes: the order of the columns.
    """
    if doc._.encoded is None:
        return None
    kept: dict[str, dict[str, Any]] = dict(doc._.opinions or {})
    others = [claim for claim in claims if claim.id not in kept]
    if others:
        asked = network_opinions(doc._.encoded, [place_of(claim) for claim in others])
        kept |= {
            claim.id: {name: table[row] for name, table in asked.items()} for row, claim in enumerate(others)
        }
        doc._.opinions = kept
    order = [SLOTS[slot].index(name) for name in classes]
    return np.array([kept[claim.id][slot] for claim in claims], np.float32)[:, order]


def place_of(claim: Claim) -> tuple[int, int]:
    """Where the network looks for a claim."""
    part = claim.predicate or claim.object or claim.evidence
    return part.start, part.end
