"""What the network thinks of sentiment and theme of given claims, for the stages that have models of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from xhsnlp.encoder.network import SLOTS

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language

    from xhsnlp.article import Article
    from xhsnlp.encoder.component import Encoded

#: The slots that are asked for.
ASKED = ("sentiment", "theme")


def network_opinions(encoded: Encoded, places: Sequence[tuple[int, int]]) -> dict[str, NDArray[np.float32]]:
    """The network's probabilities for predicates.

    Args:
        encoded: the article as the network reads it.
        places: start and end of each predicate (of a verbless claim: its object), in characters of the article.

    Returns:
        For each of `ASKED`, one row a place, one column a value in the order of `SLOTS`; all values equally likely where no
        window owns the place.
    """
    found = {
        name: np.full((len(places), len(SLOTS[name])), 1 / len(SLOTS[name]), np.float32) for name in ASKED
    }
    for window, reading in encoded.windows:
        rows = [row for row, (start, _) in enumerate(places) if window.own <= start < window.end]
        if not rows:
            continue
        inside = [
            (start - window.start, min(max(end, start + 1), window.end) - window.start)
            for start, end in (places[row] for row in rows)
        ]
        frames = encoded.network.claims(reading.states, inside)
        for name in ASKED:
            found[name][rows] = frames.slots[name]
    return found


def encoded_by(nlp: Language, article: Article) -> Encoded | None:
    """An article as the network of a pipeline reads it; the stages after the encoder do not run. None without one."""
    doc = nlp.make_doc(article.text)
    doc._.article = article
    for _, stage in nlp.pipeline:
        doc = stage(doc)
        if doc._.encoded is not None:
            break
    found: Encoded | None = doc._.encoded
    return found
