"""Learn how much the tagger and the network count, on our own corpus, which neither has seen.

    python -m xhsnlp.training blend --data PATH

The weights maximize the likelihood of the tags of the corpus. To be run again when either model has been trained anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from xhsnlp.entities.blend import MODEL, by_unit, network_readings
from xhsnlp.entities.entity import EntityLabel
from xhsnlp.entities.finder import stretches
from xhsnlp.entities.gazetteer import shipped_gazetteer
from xhsnlp.entities.tagger import TAGS, shipped_tagger, tags_of
from xhsnlp.entities.units import cut_units, fold
from xhsnlp.evaluation.gold import GoldArticle, read_gold
from xhsnlp.resources import PACKAGE

#: Keeps the weights near equal shares. Chosen on gold/dev among four: what a small corpus prefers hardly carries over.
PRIOR = 1e4


def train(shared: Path, out: Path, open_only: bool = False) -> dict[str, Any]:
    """Write `out/entities/blend.json`.

    Args:
        shared: not used: the corpus lies in the checkout.
        out: the folder of the pipeline `accurate`.
        open_only: no difference here: the corpus is ours.
    """
    tables: dict[str, list[Any]] = {}
    gold: list[int] = []
    articles = read_gold(PACKAGE.parent / "corpus")
    for article in articles:
        for name, rows in _scores(article, gold).items():
            tables.setdefault(name, []).extend(rows)
    names = sorted(tables)
    stack = np.stack([np.concatenate(tables[name]) for name in names])
    weights, outside = fit(stack, np.array(gold))
    tree = {
        "weights": {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)},
        "outside": round(float(outside), 4),
    }
    target = out / MODEL
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(tree) + "\n", "utf-8")
    return {
        "data": [{"name": "corpus/", "terms": "CC BY 4.0, ours", "articles": len(articles)}],
        "scores": tree,
        "seed": 0,
    }


def fit(stack: Any, gold: Any) -> tuple[Any, float]:
    """Weights and the bias of O that make the gold tags likeliest.

    Args:
        stack: readings × units × tags, log-probabilities.
        gold: for each unit the number of its tag.
    """
    from scipy.optimize import minimize

    count = len(stack)
    start = np.append(np.full(count, 1.0 / count), 0.0)
    rows = np.arange(len(gold))
    picked = stack[:, rows, gold]

    def loss(values: Any) -> tuple[float, Any]:
        total = np.tensordot(values[:count], stack, axes=1)
        total[:, 0] += values[count]
        total -= total.max(axis=1, keepdims=True)
        chances = np.exp(total)
        chances /= chances.sum(axis=1, keepdims=True)
        away = values - start
        value = -np.log(chances[rows, gold]).sum() + PRIOR * (away**2).sum()
        slope = (stack * chances).sum(axis=(1, 2)) - picked.sum(axis=1)
        bias = chances[:, 0].sum() - (gold == 0).sum()
        return value, np.append(slope, bias) + 2 * PRIOR * away

    bounds = [(0.0, None)] * count + [(None, None)]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return found[:count], float(found[count])


def _scores(article: GoldArticle, gold: list[int]) -> dict[str, list[Any]]:
    """Scores of the units of an article by each reading; their gold tags are added to `gold`."""
    text = fold(article.article.text)
    readings = _network(article)
    spans = [(e["start"], e["end"], EntityLabel(e["label"])) for e in article.data["entities"]]
    tables: dict[str, list[Any]] = {name: [] for name in ["tagger", *readings]}
    for block in article.article.blocks:
        for start, end in stretches(text, block.start, block.end):
            units = cut_units(text, start, end)
            if not units:
                continue
            matches = list(shipped_gazetteer().matches(text, start, end))
            tables["tagger"].append(shipped_tagger().scores(text, units, matches))
            for name, scores in readings.items():
                tables[name].append(by_unit(units, scores))
            inside = sorted(span for span in spans if start <= span[0] and span[1] <= end)
            gold += [TAGS.index(tag) for tag in tags_of(units, inside)]
    return tables


def _network(article: GoldArticle) -> dict[str, Any]:
    from xhsnlp.pipeline import load

    nlp = load("accurate")
    doc = nlp.make_doc(article.article.text)
    doc._.article = article.article
    for name, stage in nlp.pipeline:
        if name == "xhsnlp_entities":
            break
        doc = stage(doc)
    return network_readings(doc._.encoded.windows, len(article.article.text))
