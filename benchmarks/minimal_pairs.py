"""Minimal pairs: two sentences that differ in one thing; exactly the field of that thing may differ in their claims.

    python -m benchmarks.minimal_pairs [--pipeline fast] [--failures] [--json]

A pair passes where both sentences give a claim of the predicate, the field that changes has the expected value in
each, and the other fields stay: subject, figures, time, speaker, modality, polarity. A claim's own words (predicate,
object) change with what is inserted and are not compared.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xhsnlp
from xhsnlp.claims.claim import Claim
from xhsnlp.pipeline import PIPELINES

FOLDER = Path(__file__).parents[1] / "corpus" / "hard_cases" / "minimal_pairs"
FIELDS = ("subject", "figure", "time", "speaker", "modality", "polarity")


def read_pairs() -> list[dict[str, Any]]:
    """All pairs, in order of file and line."""
    return [
        json.loads(line)
        for path in sorted(FOLDER.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]


def fields_of(claim: Claim) -> dict[str, Any]:
    """The fields that are compared, as the pairs write them."""
    return {
        "subject": claim.subject and claim.subject.text,
        "figure": [_figure(figure.to_dict()) for figure in claim.figures],
        "time": claim.time and {"from": claim.time.first, "to": claim.time.last},
        "speaker": claim.speaker and claim.speaker.text,
        "modality": claim.modality.value,
        "polarity": claim.polarity.value,
    }


def _figure(data: dict[str, Any]) -> dict[str, Any]:
    keys = ("value", "low", "high", "unit", "comparator", "change")
    return {
        key: data[key] for key in keys if key not in ("value", "low", "high") or data.get(key) is not None
    }


def claim_of(text: str, predicate: str, published: str, pipeline: str) -> dict[str, Any] | None:
    """The fields of the claim whose predicate is the given one, or None."""
    claims = xhsnlp.extract(text, published=published, pipeline=pipeline).claims
    held = [claim for claim in claims if claim.predicate and predicate in claim.predicate.text]
    held = held or [claim for claim in claims if claim.predicate and claim.predicate.text in predicate]
    return fields_of(held[0]) if held else None


def faults(row: dict[str, Any], pipeline: str) -> list[str]:
    """What is wrong with a pair: one line a fault, none where it passes."""
    found = []
    sides = {side: claim_of(row[side], row["predicate"], row["published"], pipeline) for side in ("a", "b")}
    for side, fields in sides.items():
        if fields is None:
            found.append(f"{side}: no claim")
            continue
        wanted, given = row[f"{side}_expected"], fields[row["changed"]]
        if row["changed"] == "figure":
            given = given[0] if len(given) == 1 else given
        if given != wanted:
            found.append(f"{side}: {row['changed']} is {given}, not {wanted}")
    a, b = sides["a"], sides["b"]
    if a is not None and b is not None:
        others = [name for name in FIELDS if name != row["changed"] and a[name] != b[name]]
        found += [f"{name} changes too: {a[name]} | {b[name]}" for name in others]
    return found


def measure(pipeline: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Each pair and its faults."""
    for row in read_pairs():
        yield row, faults(row, pipeline)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pipeline", choices=PIPELINES, help="one pipeline alone; both are the default")
    parser.add_argument(
        "--failures", action="store_true", help="print what is wrong with each pair that fails"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    result: dict[str, Any] = {}
    for pipeline in [chosen.pipeline] if chosen.pipeline else PIPELINES:
        passed: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for row, wrong in measure(pipeline):
            total[row["changed"]] += 1
            passed[row["changed"]] += not wrong
            if wrong and chosen.failures:
                print(f"{row['a']} | {row['b']}", *wrong, sep="\n    ")
        result[pipeline] = {
            "passed": passed.total(),
            "pairs": total.total(),
            **{name: f"{passed[name]}/{total[name]}" for name in sorted(total)},
        }
    if chosen.json:
        print(json.dumps(result, indent=2))
        return
    for pipeline, row in result.items():
        share = row["passed"] / max(row["pairs"], 1)
        parts = "  ".join(f"{name} {row[name]}" for name in FIELDS if name in row)
        print(f"{pipeline:10}{row['passed']}/{row['pairs']}  {share:.3f}   {parts}")


if __name__ == "__main__":
    main()
