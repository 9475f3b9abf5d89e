"""Silver claims: news items as the network of `accurate` reads them, for the linear chain of `fast` to learn from.

The network generalizes better than the chain, but is slower; the chain learns its judgement on text that nobody
annotated (distillation, Hinton et al. 2015). A clause of which the network is in doubt teaches nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from xhsnlp.article import Article
from xhsnlp.claims.extractor import Extractor
from xhsnlp.claims.features import word_features
from xhsnlp.claims.models import claim_models, neural_calibration
from xhsnlp.claims.neural import NeuralExtractor
from xhsnlp.claims.reading import Reading
from xhsnlp.claims.sketches import fitted_sketches, frame_in_sight
from xhsnlp.encoder.component import Encoded
from xhsnlp.encoder.network import SLOTS
from xhsnlp.training.claims_corpus import before_claims
from xhsnlp.training.claims_gold import GoldArticle, GoldClaim

#: How many items are read, how many make an article, and the fewest characters of an item.
ITEMS, TOGETHER, SHORTEST = 1000, 10, 60
#: A claim less likely than this is in doubt, and so is a value of a slot.
SURE = 0.5
#: The day that relative times are counted from; the items bear none.
PUBLISHED = "2022-06-01"


def read_silver(shared: Path, items: int = ITEMS) -> list[GoldArticle]:
    """Articles made of news items, with the claims that the network is sure of.

    Args:
        shared: the data folder.
        items: how many items.
    """
    nlp = before_claims("accurate")
    judge = NeuralExtractor(Extractor(claim_models()), neural_calibration())
    found = []
    for number, text in enumerate(_texts(shared, items)):
        article = Article(text, published=PUBLISHED)
        doc = nlp.make_doc(text)
        doc._.article = article
        doc = nlp(doc)
        found.append(_silver(f"silver {number}", article, Reading.of(doc), doc._.encoded, judge))
    return found


def _texts(shared: Path, items: int) -> Iterator[str]:
    lines = (shared / "data/themes/finnl/train.jsonl").read_text("utf-8").splitlines()
    texts = [" ".join(json.loads(line)["text"].split()) for line in lines]
    chosen = [text for text in texts if len(text) >= SHORTEST][:items]
    for first in range(0, len(chosen), TOGETHER):
        yield "\n\n".join(chosen[first : first + TOGETHER])


def _silver(
    name: str, article: Article, reading: Reading, encoded: Encoded, judge: NeuralExtractor
) -> GoldArticle:
    claims: list[GoldClaim] = []
    doubtful: set[int] = set()
    for item, unit in fitted_sketches(reading, encoded):
        frame = frame_in_sight(reading, unit, item)
        if frame is None or judge.confidence(item) < SURE:
            doubtful.add(unit.number)
            continue
        kind = max(range(len(SLOTS["type"])), key=item.slots["type"].__getitem__)
        sure = item.slots["type"][kind] >= SURE
        data = {"type": SLOTS["type"][kind]} if sure else {}
        claims.append(GoldClaim(data, unit, frame.predicate, frame.subject, frame.object))
    claims.sort(key=lambda claim: (claim.unit.number, claim.predicate))
    doubtful -= {claim.unit.number for claim in claims}
    return GoldArticle(name, article, {}, reading, word_features(reading), claims, frozenset(doubtful))
