"""Measure claims against the gold standard: held-out folds, soft F1, slots, calibration."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from xhsnlp.claims.claim import Claim
from xhsnlp.claims.extractor import Extractor
from xhsnlp.claims.linear import sigmoid
from xhsnlp.claims.models import ClaimModels
from xhsnlp.training.claims_gold import GoldArticle
from xhsnlp.training.claims_similarity import similarity

HIT = 0.6
SLOTS = ("time", "speaker", "type", "modality", "polarity")


def alike(gold: dict[str, Any], claim: Claim) -> float:
    """Similarity of a gold claim and a predicted one; 0 where their evidence does not touch."""
    evidence = gold["evidence"]
    if not (evidence["start"] < claim.evidence.end and claim.evidence.start < evidence["end"]):
        return 0.0

    def text(value: Any) -> str:
        return (value["text"] if isinstance(value, dict) else value.text) if value else ""

    return (
        0.3 * similarity(text(gold["subject"]), text(claim.subject))
        + 0.3 * similarity(text(gold["predicate"]), text(claim.predicate))
        + 0.4 * similarity(text(gold["object"]), text(claim.object))
    )


def pair(article: GoldArticle, claims: Sequence[Claim]) -> list[tuple[int, int, float]]:
    """Best pairing of gold and predicted claims: gold number, predicted number, similarity."""
    from scipy.optimize import linear_sum_assignment

    gold = article.data["claims"]
    if not gold or not claims:
        return []
    table = np.array([[alike(g, c) for c in claims] for g in gold])
    rows, columns = linear_sum_assignment(-table)
    return [
        (int(i), int(j), float(table[i, j])) for i, j in zip(rows, columns, strict=True) if table[i, j] > 0
    ]


def slots_right(article: GoldArticle, gold: dict[str, Any], claim: Claim) -> dict[str, bool]:
    """Which slots of a hit are right."""
    intervals = {(t["start"], t["end"]): (t["from"], t["to"]) for t in article.data["times"]}
    when = gold["time"] and intervals.get((gold["time"]["start"], gold["time"]["end"]))
    who = similarity((gold["speaker"] or {}).get("text", ""), claim.speaker.text if claim.speaker else "")
    return {
        "time": (when or None) == ((claim.time.first, claim.time.last) if claim.time else None),
        "speaker": who >= 0.5,
        "type": gold["type"] == claim.type.value,
        "modality": gold["modality"] == claim.modality.value,
        "polarity": gold["polarity"] == claim.polarity.value,
    }


def measure(results: Sequence[tuple[GoldArticle, Sequence[Claim]]]) -> dict[str, float]:
    """Claim F1, soft F1, slots over hits, and recall of speakers over all gold claims that have one."""
    n: Counter[str] = Counter()
    soft = 0.0
    for article, claims in results:
        n["gold"] += len(article.data["claims"])
        n["made"] += len(claims)
        n["spoken"] += sum(bool(g["speaker"]) for g in article.data["claims"])
        for i, j, value in pair(article, claims):
            soft += value
            gold, claim = article.data["claims"][i], claims[j]
            right = slots_right(article, gold, claim)
            n["heard"] += bool(gold["speaker"]) and right["speaker"]
            if value >= HIT:
                n["hit"] += 1
                for slot, ok in right.items():
                    n[slot] += ok
                left = {(f["start"], f["end"]) for f in gold["figures"]}
                shared = [f for f in claim.figures if any(f.start < e and s < f.end for s, e in left)]
                n["figures"] += 2 * len(shared)
                n["figures_all"] += len(left) + len(claim.figures)
    hits = max(n["hit"], 1)
    out = {
        "soft": 2 * soft / max(n["gold"] + n["made"], 1),
        "f1": 2 * n["hit"] / max(n["gold"] + n["made"], 1),
    }
    out |= {"precision": n["hit"] / max(n["made"], 1), "recall": n["hit"] / max(n["gold"], 1)}
    out |= {slot: n[slot] / hits for slot in SLOTS}
    out["figures"] = n["figures"] / max(n["figures_all"], 1)
    out["speaker_recall"] = n["heard"] / max(n["spoken"], 1)
    mean = (sum(out[slot] for slot in SLOTS) + out["figures"]) / (len(SLOTS) + 1)
    out["score"] = out["soft"] * mean
    return out


def predict(
    folder: Path, articles: Sequence[GoldArticle], least: float
) -> list[tuple[GoldArticle, list[Claim]]]:
    """Claims of articles by the models of a folder."""
    extractor = Extractor(ClaimModels.from_folder(folder))
    return [(a, extractor.claims(a.reading, a.article.id, least)) for a in articles]


def cross_validate(
    articles: Sequence[GoldArticle], folds: int = 5, silver: Sequence[GoldArticle] = ()
) -> dict[str, Any]:
    """Held-out figures over the training articles, and the calibration learned from them.

    Args:
        articles: the gold standard.
        folds: how many.
        silver: articles that every fold learns from.

    Returns:
        `weights` of the calibration, the figures of `measure` at the best threshold, the `threshold`, and `ece`.
    """
    from xhsnlp.training.claims import folds_of, train_core

    chances: list[list[float]] = []
    hits: list[int] = []
    values: list[float] = []
    results: list[tuple[GoldArticle, list[Claim], list[list[float]]]] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, fold in enumerate(folds_of(articles, folds)):
            path = Path(folder) / str(number)
            train_core([a for a in articles if a not in fold], path, silver=silver)
            extractor = Extractor(ClaimModels.from_folder(path))
            for article in fold:
                claims, rows = extractor.explained(article.reading, article.article.id)
                worth = {j: value for _, j, value in pair(article, claims)}
                chances += rows
                values += [worth.get(j, 0.0) for j in range(len(claims))]
                hits += [int(worth.get(j, 0.0) >= HIT) for j in range(len(claims))]
                results.append((article, claims, rows))
    weights = calibrate(chances, hits)
    sure = [chance_of(weights, row) for row in chances]
    best = max(
        (round(t, 2) for t in np.arange(0.02, 0.6, 0.01)), key=lambda t: _soft_at(articles, sure, values, t)
    )
    kept = [
        (a, [c for c, row in zip(cs, rows, strict=True) if chance_of(weights, row) >= best])
        for a, cs, rows in results
    ]
    best = float(best)
    return {"weights": weights, "threshold": best, "ece": calibration_error(sure, hits), **measure(kept)}


def calibrate(rows: Sequence[Sequence[float]], hits: Sequence[int]) -> list[float]:
    """Offset and weights of a logistic regression from the steps' logits to a hit (Platt scaling)."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0, max_iter=1000).fit(np.array(rows), hits)
    return [float(model.intercept_[0]), *map(float, model.coef_[0])]


def chance_of(weights: Sequence[float], row: Sequence[float]) -> float:
    """Probability of a hit."""
    return sigmoid(weights[0] + sum(w * v for w, v in zip(weights[1:], row, strict=True)))


def _soft_at(
    articles: Sequence[GoldArticle], sure: Sequence[float], values: Sequence[float], least: float
) -> float:
    kept = [value for chance, value in zip(sure, values, strict=True) if chance >= least]
    gold = sum(len(a.data["claims"]) for a in articles)
    return 2 * sum(kept) / (len(kept) + gold)


def calibration_error(sure: Sequence[float], hits: Sequence[int], bins: int = 10) -> float:
    """Expected calibration error: mean gap between confidence and share of hits, over equal-width bins."""
    table: dict[int, list[tuple[float, int]]] = {}
    for chance, hit in zip(sure, hits, strict=True):
        table.setdefault(min(int(chance * bins), bins - 1), []).append((chance, hit))
    gaps = [abs(sum(c for c, _ in rows) - sum(h for _, h in rows)) for rows in table.values()]
    return sum(gaps) / max(len(sure), 1)
