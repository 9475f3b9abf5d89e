"""Floors of claim extraction: what two simple readers reach on a gold standard, beside the pipelines.

    python -m benchmarks.floors [GOLD_DIR] [--pipeline fast] [--json]

`clauses`: every clause that holds a verb is a claim: the phrase before the first verb is its subject, the verb its
predicate, the rest its object. `lead`: the same for the first three sentences alone, as a reader of leads would have
it. Figures, times and entities of both are the pipeline's own, so that only the claims differ; every slot has its
commonest value. Each figure comes with a 95 % interval (bootstrap over articles).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from xhsnlp.claims.antecedents import leading
from xhsnlp.claims.claim import Claim, ClaimType, Subject
from xhsnlp.claims.features import WordFeatures, word_features
from xhsnlp.claims.reading import Reading, Unit
from xhsnlp.evaluation.gold import GoldArticle, read_gold
from xhsnlp.evaluation.measures import tally
from xhsnlp.evaluation.report import ArticleRow, Report
from xhsnlp.extraction import Extraction
from xhsnlp.pipeline import PIPELINES, load, run
from xhsnlp.spans import Span, contains

ROOT = Path(__file__).parents[1]
LEAD = 3
SHOWN = ("claim.soft", "claim.f1", "claim.precision", "claim.recall", "speech.recall", "slots.type", "score")


def clause_claims(reading: Reading, article: str) -> Iterator[tuple[Unit, Claim]]:
    """A claim of each clause that holds a verb, and its clause."""
    known = word_features(reading)
    for unit in reading.units:
        verbs = [i for i in range(unit.first, unit.last) if known.verb[i]]
        if verbs:
            yield unit, _claim(reading, known, unit, verbs[0], article)


def _claim(reading: Reading, known: WordFeatures, unit: Unit, verb: int, article: str) -> Claim:
    evidence = Span.of(reading.text, unit.start, unit.end)
    phrase = leading(reading, known, unit, verb)
    subject = reading.span(*phrase) if phrase else None
    figures = tuple(figure for figure in reading.figures if contains(evidence, figure))
    return Claim(
        article=article,
        evidence=evidence,
        block=unit.block,
        subject=Subject(subject.text, subject.start, subject.end) if subject else None,
        predicate=reading.span(verb, verb + 1),
        object=reading.span(verb + 1, unit.last) if verb + 1 < unit.last else None,
        type=ClaimType.METRIC if figures else ClaimType.EVENT,
        figures=figures,
        time=next((time for time in reading.times if contains(evidence, time)), None),
    )


def floor(item: GoldArticle, extraction: Extraction, nlp: Any, lead: bool) -> dict[str, Any]:
    """The JSON form of an extraction whose claims are the clauses', or those of the first sentences."""
    doc = nlp.make_doc(item.article.text)
    doc._.article = item.article
    for name, stage in nlp.pipeline:
        if name == "xhsnlp_claims":
            break
        doc = stage(doc)
    reading = Reading.of(doc)
    first = {unit.sentence: None for unit in reading.units}
    kept = set(list(first)[:LEAD])
    claims = [
        claim for unit, claim in clause_claims(reading, item.article.id) if not lead or unit.sentence in kept
    ]
    plain = {**extraction.to_dict(), "claims": [claim.to_dict() for claim in claims]}
    for claim in plain["claims"]:
        claim.update(sentiment={"label": "neutral", "score": 1.0}, theme="other")
    return plain


def reports(folder: Path, pipeline: str) -> dict[str, Report]:
    """The report of each floor and of the pipeline."""
    nlp = load(pipeline)
    rows: dict[str, list[ArticleRow]] = {"clauses": [], "lead": [], pipeline: []}
    for item in read_gold(folder):
        extraction = run(nlp, item.article)
        found = {
            "clauses": floor(item, extraction, nlp, False),
            "lead": floor(item, extraction, nlp, True),
            pipeline: extraction.to_dict(),
        }
        for name, data in found.items():
            rows[name].append(ArticleRow(item.name, tally(item.data, data)))
    return {name: Report(tuple(found)) for name, found in rows.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "gold", nargs="?", type=Path, default=ROOT / "corpus", help="gold standard; our corpus by default"
    )
    parser.add_argument("--pipeline", choices=PIPELINES, default="fast")
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    found = reports(chosen.gold, chosen.pipeline)
    if chosen.json:
        data = {
            name: {"measures": report.measures, "intervals": report.intervals()}
            for name, report in found.items()
        }
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for name, report in found.items():
        bounds = report.intervals()
        parts = []
        for measure in SHOWN:
            group, _, slot = measure.partition(".")
            value = report.measures[group][slot] if slot else report.measures[group]
            low, high = bounds[measure]
            parts.append(f"{measure} {value:.3f} [{low:.3f}, {high:.3f}]")
        print(f"{name:9}" + "  ".join(parts))


if __name__ == "__main__":
    main()
