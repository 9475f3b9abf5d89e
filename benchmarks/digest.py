"""Quality and speed of the digest.

python -m benchmarks.digest quality     # corpus/digest: merges, conflicts, plans; character cosine beside it
python -m benchmarks.digest held_out    # the same of the cases held out; held_out_2, held_out_3 of later sets
python -m benchmarks.digest articles    # ten articles on one firm, read by the default pipeline and digested
python -m benchmarks.digest speed       # 10,000 and 100,000 made-up claims: seconds and memory
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from xhsnlp import Article, Claim, digest, figures
from xhsnlp.claims.claim import ClaimType, Subject
from xhsnlp.entities.entity import Entity, EntityLabel
from xhsnlp.spans import Span
from xhsnlp.times.time import Granularity, Time

CORPUS = Path(__file__).parents[1] / "corpus" / "digest"
#: Files of corpus/digest by what is measured.
FILES = {
    "quality": ("cases.jsonl", "hard_negatives.jsonl"),
    "held_out": ("held_out.jsonl",),
    "held_out_2": ("held_out_2.jsonl",),
    "held_out_3": ("held_out_3.jsonl",),
}
_MERGED = ("agree", "refine")


@dataclass(frozen=True)
class Made:
    """What the digest needs of an extraction, made up."""

    article: Article
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]


def load(name: str) -> list[dict[str, Any]]:
    """The cases of one file of corpus/digest."""
    return [json.loads(line) for line in (CORPUS / name).read_text("utf-8").splitlines()]


def extractions(case: dict[str, Any]) -> list[Made]:
    """A case as extractions, one an article of one claim. The entity is known by name, and found where the text has it."""
    made = []
    for number, (published, entity, data) in enumerate(
        zip(case["published"], case["entities"], case["claims"], strict=True)
    ):
        text = data["evidence"]["text"]
        article = Article(text, published=published, source=f"{case['id']}-{number}")
        start = text.find(entity)
        mentions = (
            (Entity(entity, start, start + len(entity), EntityLabel.ORG, entity),) if start >= 0 else ()
        )
        made.append(Made(article, mentions, (Claim.from_dict({**data, "article": article.id}),)))
    return made


def predict(case: dict[str, Any]) -> dict[tuple[int, int], str]:
    """The relation the digest gives each pair of a case's claims."""
    made = digest(extractions(case))
    fact_of = {claim: fact for fact in made.facts for claim in fact.claims}
    ids = [data["id"] for data in case["claims"]]
    found = {}
    for i in range(len(ids)):
        for j in range(i + 1, len(ids)):
            first, second = fact_of[ids[i]], fact_of[ids[j]]
            if first.id == second.id:
                found[i, j] = first.verdict.value if first.verdict else "none"
            else:
                found[i, j] = next((r.verdict.value for r in first.relations if r.fact == second.id), "none")
    return found


def cosine(a: str, b: str) -> float:
    """Cosine of the counts of character bigrams."""
    x, y = (Counter(text[i : i + 2] for i in range(len(text) - 1)) for text in (a, b))
    size = math.sqrt(sum(n * n for n in x.values()) * sum(n * n for n in y.values()))
    return sum(count * y[gram] for gram, count in x.items()) / size if size else 0.0


def f1(pairs: list[tuple[bool, bool]]) -> float:
    """F1 of pairs of (expected, found)."""
    hits = sum(expected and found for expected, found in pairs)
    wrong = sum(expected != found for expected, found in pairs)
    return 2 * hits / (2 * hits + wrong) if hits else 0.0


def quality(*files: str) -> dict[str, Any]:
    """Scores on files of corpus/digest, and the pairs that went wrong. Cases called t… or n… are hard negatives."""
    rows: list[tuple[str, str, str, float]] = []
    for case in (case for file in files for case in load(file)):
        found = predict(case)
        texts = [data["evidence"]["text"] for data in case["claims"]]
        for a, b, label in case["labels"]:
            rows.append((f"{case['id']} {a}-{b}", label, found[a, b], cosine(texts[a], texts[b])))
    hard = [row for row in rows if row[0][0] in "tn" and (row[0][0] == "n" or "-" in row[0].split()[0])]
    own = [row for row in rows if row not in hard]
    conflicts = [row for row in own if row[1] == "conflict"]
    others = [row for row in rows if row[1] != "conflict"]
    plans = [row for row in own if row[1].startswith("plan")]
    best = max(
        (f1([(row[1] in _MERGED, row[3] >= cut / 100) for row in rows]), cut / 100)
        for cut in range(5, 100, 5)
    )
    own_best = max(
        (f1([(row[1] in _MERGED, row[3] >= cut / 100) for row in own]), cut / 100) for cut in range(5, 100, 5)
    )
    return {
        "pairs": len(own),
        "hard_negatives": len(hard),
        "merge_f1": f1([(row[1] in _MERGED, row[2] in _MERGED) for row in rows]),
        "merge_f1_cases_only": f1([(row[1] in _MERGED, row[2] in _MERGED) for row in own]),
        "cosine_f1": best[0],
        "cosine_f1_cases_only": own_best[0],
        "conflict_recall": sum(row[2] == "conflict" for row in conflicts) / len(conflicts),
        "conflict_false_alarms": sum(row[2] == "conflict" for row in others) / len(others),
        "conflict_false_alarms_hard": sum(row[2] == "conflict" for row in hard) / len(hard),
        "hard_negatives_merged": sum(row[2] in _MERGED for row in hard) / len(hard),
        "plans": sum(row[1] == row[2] for row in plans) / len(plans),
        "differs_in_time": _recall(rows, "differs_in_time"),
        "agree_or_refine_told_apart": sum(row[1] == row[2] for row in own if row[1] in _MERGED)
        / sum(row[1] in _MERGED for row in own),
        "wrong": [row[:3] for row in rows if row[1] != row[2]],
    }


def _recall(rows: list[tuple[str, str, str, float]], label: str) -> float:
    wanted = [row for row in rows if row[1] == label]
    return sum(row[2] == label for row in wanted) / len(wanted)


def articles(pipeline: str = "accurate") -> dict[str, Any]:
    """Relations of claims of ten articles, read by a pipeline and digested, against those an analyst expects."""
    import xhsnlp

    rows = [json.loads(line) for line in (CORPUS / "articles.jsonl").read_text("utf-8").splitlines()]
    read = [
        xhsnlp.extract(
            Article(row["text"], title=row["title"], published=row["published"], source=row["source"]),
            pipeline=pipeline,
        )
        for row in rows
    ]
    made = digest(read)
    ids = {row["id"]: extraction.article.id for row, extraction in zip(rows, read, strict=True)}
    fact_of = {claim: fact for fact in made.facts for claim in fact.claims}
    by_id = {fact.id: fact for fact in made.facts}

    def facts(article: str, words: str) -> list[Any]:
        return [
            fact_of[claim.id]
            for claim in made.claims.values()
            if claim.article == ids[article] and words in claim.evidence.text
        ]

    wrong = []
    lines = (CORPUS / "relations.tsv").read_text("utf-8").splitlines()
    expected = [line.split("\t") for line in lines if not line.startswith("#")]
    for a, words, b, others, label in expected:
        found = {_relation(x, y, by_id) for x in facts(a, words) for y in facts(b, others)} - {"none"}
        merged = label in _MERGED and found & set(_MERGED)
        if label not in found and not merged and (found or label != "none"):
            wrong.append((a, words, b, others, label, *sorted(found)))
    total = len(expected)
    return {"relations": total, "right": total - len(wrong), "share": 1 - len(wrong) / total, "wrong": wrong}


def _relation(x: Any, y: Any, by_id: dict[str, Any]) -> str:
    """How two facts stand; facts of one chain of periods differ in time."""
    if x.id == y.id:
        return x.verdict.value if x.verdict else "none"
    direct = [relation.verdict.value for relation in x.relations if relation.fact == y.id]
    if direct:
        return direct[0]
    seen, rest = {x.id}, [x]
    while rest:
        for relation in rest.pop().relations:
            if relation.fact not in seen:
                seen.add(relation.fact)
                rest.append(by_id[relation.fact])
    return "differs_in_time" if y.id in seen and x.first != y.first else "none"


_METRICS = ("营收", "净利润", "月活跃用户", "门店数", "订单量", "研发费用", "GMV", "毛利")
_ACTS = ("推出", "关闭", "收购", "投资", "升级", "举办")
_THINGS = "云海山河金木水火春夏秋冬东南西北甲乙丙丁"


def synthetic(count: int, seed: int = 0) -> Iterator[Made]:
    """Made-up extractions of 20 claims each about as many firms as the count asks for, `count` claims in all."""
    rng = random.Random(seed)
    firms = ["".join(rng.sample(_THINGS, 4)) + "公司" for _ in range(max(20, count // 50))]
    for number in range(count // 20):
        parts, claims, entities, place = [], [], [], 0
        for _ in range(20):
            firm, year, month = rng.choice(firms), rng.randint(2019, 2024), rng.randint(1, 12)
            if rng.random() < 0.6:
                subject, verb, thing = firm + rng.choice(_METRICS), "达到", f"{rng.randint(10, 999)}万"
            else:
                subject, verb, thing = firm, rng.choice(_ACTS), "".join(rng.sample(_THINGS, 3)) + "业务"
            text = subject + verb + thing
            begin, middle = place + len(subject), place + len(subject) + len(verb)
            quantities = tuple(figures.find(thing))
            shifted = tuple(
                replace(item, start=item.start + middle, end=item.end + middle) for item in quantities
            )
            entities.append(Entity(firm, place, place + len(firm), EntityLabel.ORG, firm))
            claims.append((text, place, subject, begin, verb, middle, thing, shifted, year, month))
            parts.append(text)
            place += len(text) + 1
        article = Article("。".join(parts), published=f"2024-{number % 12 + 1:02}-01", source=str(number))
        yield Made(article, tuple(entities), tuple(_claim(article.id, item) for item in claims))


def _claim(article: str, item: tuple[Any, ...]) -> Claim:
    text, place, subject, begin, verb, middle, thing, quantities, year, month = item
    day = f"{year}-{month:02}"
    return Claim(
        article,
        Span(text, place, place + len(text)),
        0,
        Subject(subject, place, begin),
        Span(verb, begin, middle),
        Span(thing, middle, middle + len(thing)),
        ClaimType.METRIC if quantities else ClaimType.EVENT,
        figures=quantities,
        time=Time(day, 0, 0, f"{day}-01", f"{day}-28", Granularity.MONTH),
        theme="finance" if quantities else "strategy",
    )


def speed() -> None:
    """Print seconds of the processor for the digest, its JSON and its Markdown, and the peak of memory so far."""
    for count in (10_000, 100_000):
        begin = time.process_time()
        made = digest(synthetic(count))
        read = time.process_time()
        facts = len(made.facts)
        merged = time.process_time()
        size = sum(map(len, made.json_parts()))
        text = len(made.to_markdown())
        end = time.process_time()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{count:>7} claims: reading {read - begin:.1f} s, merging {merged - read:.1f} s, "
            f"writing {end - merged:.1f} s; "
            f"{facts} facts, JSON {size / 1e6:.1f} MB, Markdown {text / 1e3:.0f} kB, peak {peak:.0f} MB"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=(*FILES, "articles", "speed"))
    what = parser.parse_args().what
    if what == "speed":
        speed()
    else:
        for key, value in (articles() if what == "articles" else quality(*FILES[what])).items():
            print(
                *(
                    [key, *value]
                    if isinstance(value, list)
                    else [key, f"{value:.3f}" if isinstance(value, float) else value]
                ),
                sep="\n  " if isinstance(value, list) else " ",
            )
