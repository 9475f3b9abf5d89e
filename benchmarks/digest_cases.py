"""Write the labelled claims of corpus/digest in the library's JSON form.

    python -m benchmarks.digest_cases

The files are kept in the repository, so that scores do not move with the figure grammar; run this again after a change
of the cases only.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from xhsnlp import figures
from xhsnlp.claims.claim import Claim, ClaimType, Modality, Polarity, Subject
from xhsnlp.entities.entity import EntityLabel, entity_id
from xhsnlp.spans import Span, content_id
from xhsnlp.speech.speech import Speaker, SpeakerKind
from xhsnlp.times.time import Granularity, Time

FOLDER = Path(__file__).parents[1] / "corpus" / "digest"
_SLOT = re.compile(r"\{([spot]):([^{}]*)\}")
_FIRMS = ("青禾优选", "云雀咖啡", "蓝鲸出行", "拾光社区", "星桥科技", "麦浪茶饮")
_PERIODS = (
    ("2022年", "2022-01-01..2022-12-31"),
    ("2023年", "2023-01-01..2023-12-31"),
    ("2023年第三季度", "2023-07-01..2023-09-30"),
    ("2024年3月", "2024-03-01..2024-03-31"),
    ("2024年第一季度", "2024-01-01..2024-03-31"),
)


def make_claim(case: str, number: int, row: str) -> tuple[Claim, str, str]:
    """A claim, its publication date and its entity from one line of a case."""
    published, entity, marked, period, speaker, slots = (*(cell.strip() for cell in row.split("|")), "", "")[
        :6
    ]
    spans: dict[str, Span] = {}
    text = ""
    rest = 0
    for found in _SLOT.finditer(marked):
        text += marked[rest : found.start()]
        spans[found.group(1)] = Span(found.group(2), len(text), len(text) + len(found.group(2)))
        text += found.group(2)
        rest = found.end()
    text += marked[rest:]
    kinds = slots.split()
    quantities = tuple(figures.find(text))
    if "o" not in spans or not any(figure.end > spans["p"].start for figure in quantities):
        quantities = ()
    quantities = tuple(figure for figure in quantities if figure.end > spans["p"].start)
    kind = next((ClaimType(word) for word in kinds if word in ("state", "judgement", "event")), None)
    if kind is None:
        kind = ClaimType.METRIC if quantities else ClaimType.EVENT
    modality = next(
        (Modality(word) for word in kinds if word in ("planned", "predicted", "possible", "obligated")), None
    )
    time = None
    if period:
        first, last = period.split("..")
        span = spans.get("t", Span("", 0, 0))
        time = Time(span.text, span.start, span.end, first, last, Granularity.PERIOD)
    said = None
    if speaker:
        name, _, sort = speaker.partition("/")
        said = Speaker(
            name,
            0,
            len(name),
            SpeakerKind(sort),
            entity_id(EntityLabel.ORG, name) if name == entity else None,
            "表示",
        )
    subject = spans["s"]
    named = entity_id(EntityLabel.ORG, entity) if subject.text == entity else None
    return (
        Claim(
            article=content_id("a", case, number),
            evidence=Span(text, 0, len(text)),
            block=0,
            subject=Subject(subject.text, subject.start, subject.end, named),
            predicate=spans.get("p"),
            object=spans.get("o"),
            type=kind,
            modality=modality or Modality.ASSERTED,
            polarity=Polarity.NEGATED if "negated" in kinds else Polarity.AFFIRMED,
            figures=quantities,
            time=time,
            speaker=said,
        ),
        published,
        entity,
    )


def make_case(name: str, rows: list[str], labels: list[tuple[int, int, str]]) -> dict[str, Any]:
    """One case in the form the README describes."""
    made = [make_claim(name, number, row) for number, row in enumerate(rows)]
    return {
        "id": name,
        "published": [published for _, published, _ in made],
        "entities": [entity for _, _, entity in made],
        "claims": [claim.to_dict() for claim, _, _ in made],
        "labels": [list(label) for label in labels],
    }


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The hand-written cases."""
    cases: list[dict[str, Any]] = []
    for part in path.read_text("utf-8").split("\n= ")[1:]:
        head, *rows = [line for line in part.splitlines() if line.strip()]
        name, *marks = head.split()
        labels = [(int(mark[0]), int(mark[2]), mark.partition(":")[2]) for mark in marks]
        cases.append(make_case(name, rows, labels))
    return cases


def make_negatives(path: Path) -> list[dict[str, Any]]:
    """Hard negatives from the templates: another firm, another period, another thing."""
    cases: list[dict[str, Any]] = []
    lines = [
        line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")
    ]
    for t, line in enumerate(lines):
        template, slots, numbers, others = (cell.strip() for cell in line.split("|"))
        choices, things = numbers.split(), others.split() or [""]

        def row(
            firm: int,
            number: int,
            thing: int,
            period: int,
            form: tuple[Any, ...] = (template, slots, choices, things),
        ) -> str:
            template, slots, choices, things = form
            firm_name, (when, dates) = _FIRMS[firm % len(_FIRMS)], _PERIODS[period % len(_PERIODS)]
            text = template.replace("FIRM", firm_name).replace("NUMBER", choices[number % len(choices)])
            text = text.replace("PERIOD", when).replace("OTHER", things[thing % len(things)])
            return f"2024-05-{10 + number % 18} | {firm_name} | {text} | {dates} | | {slots}"

        for k in range(6):
            first = row(k, k, k, k)
            pairs = [(row(k + 1, k, k, k), "none"), (row(k + 2, k + 1, k, k), "none")]
            pairs.append((row(k, k + 1, k, 1 - k % 5 if k % 5 in (0, 1) else k + 2), "differs_in_time"))
            if len(things) > 1:
                pairs.append((row(k, k + 1, k + 1, k), "none"))
                pairs.append((row(k, k, k + 2, k), "none"))
            for n, (second, label) in enumerate(pairs):
                cases.append(make_case(f"t{t:02}-{k}-{n}", [first, second], [(0, 1, label)]))
    return cases


def write(path: Path, cases: list[dict[str, Any]]) -> None:
    """Write cases, one a line."""
    path.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases), "utf-8")


if __name__ == "__main__":
    for name in ("cases", "held_out", "held_out_2", "held_out_3"):
        write(FOLDER / f"{name}.jsonl", read_cases(FOLDER / f"{name}.txt"))
    write(FOLDER / "hard_negatives.jsonl", make_negatives(FOLDER / "templates.txt"))
