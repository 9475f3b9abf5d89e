"""Train the claim models on the gold standard.

The chain is trained step by step as it runs: CRFs on the gold claims; the subject model on the phrases that CRFs of
the other folds found (jackknife), so that it learns how far to trust them; then the slots; last the calibration, on
claims predicted for articles that the models had not seen.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xhsnlp.claims.antecedents import Mentioned, candidate_features, candidates
from xhsnlp.claims.arguments import Arguments, argument_features, find_arguments, window_of
from xhsnlp.claims.binding import time_candidates, time_features
from xhsnlp.claims.features import clause_features
from xhsnlp.claims.linear import Linear
from xhsnlp.claims.models import load_crf
from xhsnlp.claims.predicates import predicate_features
from xhsnlp.claims.slots import Frame, modality_features, polarity_features, type_features
from xhsnlp.training.claims_fit import fit_crf, fit_logistic, fit_ranker
from xhsnlp.training.claims_gold import GoldArticle, GoldClaim, read_split
from xhsnlp.training.claims_similarity import similarity

FOLDS = 4
#: With silver claims, features rarer than this are left out, which keeps the files small.
RARE = 2
SILVER = {"name": "finnl news items, claims by the network of `accurate`", "terms": "unstated"}
Articles = Sequence[GoldArticle]


@dataclass(frozen=True)
class Settings:
    """Strengths of the models; chosen by cross-validation on the training articles."""

    clause: float = 0.05
    predicate: tuple[float, float] = (0.05, 0.5)
    argument: tuple[float, float] = (0.05, 0.5)
    subject: float = 3.0
    type: float = 0.1
    modality: float = 0.3
    polarity: float = 0.5
    time: float = 1.0


def train_core(
    articles: Articles, out: Path, settings: Settings | None = None, silver: Articles = ()
) -> None:
    """Write all models but the calibration into a folder.

    Args:
        articles: the gold standard.
        out: the folder.
        settings: strengths of the models.
        silver: articles whose claims are the network's; predicates, arguments, clauses and types learn from them too.
    """
    chosen = settings or Settings()
    out.mkdir(parents=True, exist_ok=True)
    train_crfs([*articles, *silver], out, chosen, RARE if silver else 2)
    fit_clause([*articles, *silver], chosen.clause).save(out / "clause.npz")
    found = jackknife(articles, chosen)
    fit_subject(articles, found, chosen.subject).save(out / "subject.npz")
    for name, features in (
        ("type", type_features),
        ("modality", modality_features),
        ("polarity", polarity_features),
    ):
        rows, labels = [], []
        for article in (*articles, *silver):
            for claim in article.claims:
                if name in claim.data:
                    rows.append(features(article.reading, article.known, frame_of(claim)))
                    labels.append(claim.data[name])
        fit_logistic(rows, labels, getattr(chosen, name)).save(out / f"{name}.npz")
    fit_time(articles, chosen.time).save(out / "time.npz")
    if not (out / "calibration.json").exists():
        write_calibration(out, [0.0, 1.0])


def write_calibration(out: Path, weights: Sequence[float]) -> None:
    (out / "calibration.json").write_text(
        json.dumps({"weights": [round(w, 5) for w in weights]}) + "\n", "utf-8"
    )


def frame_of(claim: GoldClaim) -> Frame:
    return Frame(claim.unit, claim.predicate, claim.subject, claim.object)


def fit_clause(articles: Articles, strength: float) -> Linear:
    """The clause model: whether a clause holds the predicate of a claim."""
    rows, labels = [], []
    for article in articles:
        claiming = {claim.unit.number for claim in article.claims}
        for unit in article.reading.units:
            if unit.number in article.doubtful:
                continue
            rows.append(clause_features(article.reading, article.known, unit))
            labels.append("yes" if unit.number in claiming else "no")
    return fit_logistic(rows, labels, strength)


def train_crfs(articles: Articles, out: Path, settings: Settings, least: int = 2) -> None:
    """The predicate CRF and the argument CRF; features rarer than `least` are left out."""
    rows, labels = [], []
    for article in articles:
        by_unit: dict[int, list[GoldClaim]] = {}
        for claim in article.claims:
            by_unit.setdefault(claim.unit.number, []).append(claim)
        for number, claims in sorted(by_unit.items()):
            unit = article.reading.units[number]
            rows.append(predicate_features(article.reading, article.known, unit))
            labels.append(_predicate_labels(claims))
    c1, c2 = settings.predicate
    fit_crf(rows, labels, out / "predicate.crfsuite.gz", c1=c1, c2=c2, least=least)
    rows, labels = [], []
    for article in articles:
        for claim in article.claims:
            rows.append(argument_features(article.reading, article.known, claim.unit, claim.predicate))
            labels.append(_argument_labels(article, claim))
    c1, c2 = settings.argument
    fit_crf(rows, labels, out / "argument.crfsuite.gz", c1=c1, c2=c2, least=least)


def _predicate_labels(claims: Sequence[GoldClaim]) -> list[str]:
    unit = claims[0].unit
    labels = ["O"] * (unit.last - unit.first)
    for claim in claims:
        for place, i in enumerate(range(claim.predicate[0], min(claim.predicate[1], unit.last))):
            labels[i - unit.first] = "I" if place else "B"
    return labels


def _argument_labels(article: GoldArticle, claim: GoldClaim) -> list[str]:
    first, last = window_of(article.reading, claim.unit)
    labels = ["X"] * (last - first)
    for role, span in (("O", claim.object), ("S", claim.subject)):
        if span and first <= span[0] and span[1] <= last:
            for place, i in enumerate(range(*span)):
                labels[i - first] = role + ("I" if place else "B")
    for i in range(*claim.predicate):
        if i < last:
            labels[i - first] = "P"
    return labels


def folds_of(articles: Articles, count: int) -> list[list[GoldArticle]]:
    """Articles dealt out by size, so that folds weigh alike."""
    folds: list[list[GoldArticle]] = [[] for _ in range(count)]
    for article in sorted(articles, key=lambda a: (-len(a.claims), a.name)):
        min(folds, key=lambda fold: sum(len(a.claims) for a in fold)).append(article)
    return folds


def jackknife(articles: Articles, settings: Settings) -> dict[tuple[str, int], Arguments]:
    """Arguments of the gold predicates as found by CRFs that had not seen the article."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, fold in enumerate(folds_of(articles, min(FOLDS, len(articles)))):
            rest = [article for article in articles if article not in fold]
            path = Path(folder) / str(number)
            train_crfs(rest, path, settings)
            tagger = load_crf(path / "argument.crfsuite.gz")
            for article in fold:
                for place, claim in enumerate(article.claims):
                    rows = argument_features(article.reading, article.known, claim.unit, claim.predicate)
                    first, _ = window_of(article.reading, claim.unit)
                    found[article.name, place] = find_arguments(tagger, rows, first, claim.predicate)
    return found


def fit_subject(articles: Articles, found: dict[tuple[str, int], Arguments], penalty: float) -> Linear:
    """The subject model: candidates near the gold subject share the target."""
    groups: list[tuple[list[list[str]], list[float]]] = []
    for article in articles:
        before: list[Mentioned] = []
        reading, known = article.reading, article.known
        for place, claim in enumerate(article.claims):
            near = found[article.name, place]
            choices = candidates(reading, known, claim.unit, claim.predicate, near, before)
            gold = claim.data["subject"]["text"]
            alike = [similarity(gold, reading.span(c.first, c.last).text) for c in choices]
            best = max(alike, default=0.0)
            targets = [a if a >= 0.4 and a >= best - 0.05 else 0.0 for a in alike]
            rows = [candidate_features(reading, known, claim.unit, claim.predicate, near, c) for c in choices]
            groups.append((rows, targets))
            before.append(Mentioned(claim.unit, claim.subject, claim.object))
    return fit_ranker(groups, penalty)


def fit_time(articles: Articles, penalty: float) -> Linear:
    """The time model."""
    groups: list[tuple[list[list[str]], list[float]]] = []
    for article in articles:
        reading, known = article.reading, article.known
        intervals = {(t["start"], t["end"]): (t["from"], t["to"]) for t in article.data["times"]}
        for claim in article.claims:
            frame = frame_of(claim)
            choices = time_candidates(reading, frame)
            gold = claim.data["time"]
            wanted = intervals.get((gold["start"], gold["end"])) if gold else None
            targets = [_time_target(choice.time, gold, wanted) for choice in choices]
            kind = claim.data["type"]
            rows = [time_features(reading, known, frame, c, len(choices), kind) for c in choices]
            groups.append((rows, targets))
    return fit_ranker(groups, penalty)


def _time_target(time: Any, gold: dict[str, Any] | None, wanted: tuple[str, str] | None) -> float:
    if time is None or gold is None:
        return float(time is None and gold is None)
    touching = time.start < gold["end"] and gold["start"] < time.end
    return 1.0 if touching else 0.5 if wanted == (time.first, time.last) else 0.0


def train(shared: Path, out: Path, open_only: bool = False) -> dict[str, Any]:
    """Train on `gold/train` and write the models to `out/claims`.

    Args:
        shared: the data folder.
        out: the pipeline's folder, for example `models/fast`.
        open_only: learn from the gold standard alone.

    Returns:
        counts and cross-validated figures for the model card.
    """
    from xhsnlp.training.claims_check import cross_validate
    from xhsnlp.training.claims_silver import read_silver

    articles = read_split(shared / "gold" / "train")
    silver = [] if open_only else read_silver(shared)
    checked = cross_validate(articles, silver=silver)
    weights = checked.pop("weights")
    target = out / "claims"
    train_core(articles, target, silver=silver)
    write_calibration(target, weights)
    return {
        "data": [
            {"name": "gold/train", "terms": "annotated for this project"},
            *([SILVER] if silver else []),
        ],
        "scores": {f"cross-validated {name}": value for name, value in checked.items()},
        "articles": len(articles),
        "claims": sum(len(a.claims) for a in articles),
        "silver claims": sum(len(a.claims) for a in silver),
        "seed": 0,
    }
