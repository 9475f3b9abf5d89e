"""What lies in corpus/ is well formed, and the rooms answer its hard cases as they should."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from xhsnlp import Article
from xhsnlp.evaluation.gold import read_gold
from xhsnlp.segment.sentences import find_sentences

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
HARD = CORPUS / "hard_cases"
PAIRS = HARD / "minimal_pairs"

SETS = {
    "label": {"PER", "ORG", "PRODUCT", "EVENT", "LOC", "TITLE", "WORK"},
    "kind": {"amount", "percent", "multiple", "count", "duration", "measure", "rank", "ratio"},
    "comparator": {"=", ">", ">=", "<", "<=", "~"},
    "change": {"increase", "decrease", None},
    "baseline": {"yoy", "qoq", "mom", "ytd", None},
    "type": {"event", "metric", "state", "judgement"},
    "modality": {"asserted", "planned", "predicted", "obligated", "possible"},
    "polarity": {"affirmed", "negated"},
    "sentiment": {"positive", "neutral", "negative"},
    "theme": {
        *("strategy", "product", "marketing", "users", "ecosystem", "supply", "finance"),
        *("capital", "competition", "regulation", "people", "economy", "other"),
    },
}
#: Keys that each file of hard cases must have, beside `note`.
KEYS = {
    "figures": {"input", "expected"},
    "figures_none": {"input", "expected"},
    "times": {"input", "published", "expected"},
    "speech": {"input", "expected"},
    "modality": {"input", "expected"},
    "entities": {"input", "expected", "same", "different"},
    "references": {"input", "reference", "expected"},
    "quotes": {"input", "sentences"},
    "robust": {"input", "repeat"},
    "sentiment": {"input", "subject", "expected"},
}
#: Slot values that two sentences of a pair share or not.
CHANGED = {"modality", "polarity", "figure", "time", "subject", "speaker"}
DATE = re.compile(r"\d{4}-\d\d-\d\d")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def annotations() -> list[Path]:
    return sorted((CORPUS / "annotations").glob("*.json"))


def hard_files() -> list[Path]:
    return sorted(HARD.glob("*.jsonl"))


def pair_files() -> list[Path]:
    return sorted(PAIRS.glob("*.jsonl"))


def cases(name: str) -> list[Any]:
    """The cases of a file as parameters; known failures are marked."""
    found = []
    for number, row in enumerate(rows(HARD / f"{name}.jsonl"), 1):
        marks = (
            [pytest.mark.xfail(reason=row["known_failure"], strict=False)] if "known_failure" in row else []
        )
        found.append(pytest.param(row, id=f"{name}:{number}", marks=marks))
    return found


def public(module: str, name: str = "find") -> Callable[..., Any]:
    found = getattr(importlib.import_module(module), name, None)
    if found is None:
        pytest.skip(f"{module}.{name} is not there yet")
    return found


# --- articles and annotations ---


def test_there_are_twelve_articles_of_the_size_that_the_readme_says() -> None:
    texts = [path.read_text("utf-8") for path in (CORPUS / "articles").glob("*.txt")]
    assert len(texts) == 12
    assert all(500 <= len(text) <= 1500 for text in texts)


def test_every_article_is_annotated_and_every_annotation_has_its_article() -> None:
    articles = {path.stem for path in (CORPUS / "articles").glob("*.txt")}
    assert articles == {path.stem for path in annotations()}


def test_every_annotation_is_found_in_its_article() -> None:
    assert [gold.name for gold in read_gold(CORPUS)] == [path.stem for path in annotations()]


@pytest.mark.parametrize("path", annotations(), ids=lambda path: path.stem)
def test_annotation_keeps_to_the_closed_sets(path: Path) -> None:
    data = json.loads(path.read_text("utf-8"))
    assert data["article"] == f"articles/{path.stem}.txt"
    assert DATE.fullmatch(data["published"])
    for group, fields in (
        ("entities", ("label",)),
        ("figures", ("kind", "comparator", "change", "baseline")),
        ("claims", ("type", "modality", "polarity", "sentiment", "theme")),
    ):
        for item in data[group]:
            for field in fields:
                assert item[field] in SETS[field], (item, field)
    for time in data["times"]:
        assert DATE.fullmatch(time["from"]) and DATE.fullmatch(time["to"]) and time["from"] <= time["to"]
    for figure in data["figures"]:
        assert ("value" in figure) != ("low" in figure and "high" in figure)


@pytest.mark.parametrize("path", annotations(), ids=lambda path: path.stem)
def test_claims_are_grounded(path: Path) -> None:
    """Slots stand in the article, predicate and object in the evidence, figures and times in their lists."""
    data = json.loads(path.read_text("utf-8"))
    text = (CORPUS / data["article"]).read_text("utf-8")
    figures = {figure["text"] for figure in data["figures"]}
    times = {time["text"] for time in data["times"]}
    for claim in data["claims"]:
        for slot in ("subject", "predicate", "object", "speaker"):
            assert claim[slot] is None or claim[slot] in text, (slot, claim)
        assert claim["subject"], claim
        assert claim["predicate"] or claim["type"] in ("metric", "state"), claim
        assert set(claim["figures"]) <= figures, claim
        assert claim["time"] is None or claim["time"] in times, claim
        for word in (*claim["figures"], claim["object"] or ""):
            assert word in claim["evidence"], claim


@pytest.mark.parametrize("path", annotations(), ids=lambda path: path.stem)
def test_the_publication_date_can_be_inferred_from_the_text(path: Path) -> None:
    data = json.loads(path.read_text("utf-8"))
    assert Article((CORPUS / data["article"]).read_text("utf-8")).published == data["published"]


def test_no_claim_is_annotated_twice() -> None:
    for gold in read_gold(CORPUS):
        slots = ("evidence", "subject", "predicate", "object")
        keys = [
            tuple((claim[slot] or {}).get("text") for slot in slots) + (claim["evidence"]["start"],)
            for claim in gold.data["claims"]
        ]
        assert len(keys) == len(set(keys))
        assert len({claim["id"] for claim in gold.data["claims"]}) == len(keys)


# --- hard cases: form ---


@pytest.mark.parametrize("path", hard_files(), ids=lambda path: path.stem)
def test_hard_cases_have_their_keys_and_stand_once(path: Path) -> None:
    found = rows(path)
    assert found
    for row in found:
        assert KEYS[path.stem] <= set(row), row
        assert row.get("note") or path.stem == "sentiment", row
    keys = [(row["input"], row.get("published"), row.get("subject"), row.get("repeat")) for row in found]
    if path.stem == "modality":
        keys = [(row["input"], row["expected"]["predicate"]) for row in found]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", ["figures", "times", "entities"])
def test_expected_texts_stand_in_the_input_in_order(name: str) -> None:
    for row in rows(HARD / f"{name}.jsonl"):
        place = 0
        for item in row["expected"]:
            start = row["input"].find(item["text"], place if name != "entities" else 0)
            assert start >= 0, (row["input"], item["text"])
            place = start + len(item["text"])


def test_forms_to_merge_or_to_keep_apart_are_expected_ones() -> None:
    for row in rows(HARD / "entities.jsonl"):
        forms = {item["text"] for item in row["expected"]}
        for group in (*row["same"], *row["different"]):
            assert len(group) > 1 and set(group) <= forms, row
        for group in row.get("different_mentions", []):
            assert all(row["input"].count(form) > which for form, which in group), row


def test_minimal_pairs_differ_in_the_field_that_they_name() -> None:
    found = [row for path in pair_files() for row in rows(path)]
    assert len(found) >= 120
    for row in found:
        assert set(row) >= {"a", "b", "published", "changed", "predicate", "a_expected", "b_expected"}, row
        assert row["predicate"] in row["a"] and row["predicate"] in row["b"], row
        assert row["changed"] in CHANGED
        assert row["a"] != row["b"]
        assert row["a_expected"] != row["b_expected"], row
    assert len({(row["a"], row["b"]) for row in found}) == len(found)
    assert {row["changed"] for row in found} == CHANGED


# --- hard cases: what the rooms say ---


def same_words(found: list[str], expected: list[str]) -> bool:
    """One inside the other, item by item: how far a span reaches over 较年初 or 以来 is a matter of taste."""
    return len(found) == len(expected) and all(
        mine in other or other in mine for mine, other in zip(found, expected, strict=True)
    )


def figure_key(figure: dict[str, Any]) -> tuple[Any, ...]:
    number = figure.get("value")
    ends = (number, number) if number is not None else (figure["low"], figure["high"])
    rest = tuple(figure[name] for name in ("kind", "unit", "comparator", "change", "baseline"))
    return (*(pytest.approx(end) for end in ends), *rest)


@pytest.mark.parametrize("row", cases("figures") + cases("figures_none"))
def test_figures(row: dict[str, Any]) -> None:
    found = [figure.to_dict() for figure in public("xhsnlp.figures")(row["input"])]
    assert same_words([item["text"] for item in found], [item["text"] for item in row["expected"]])
    assert [figure_key(item) for item in found] == [figure_key(item) for item in row["expected"]]


@pytest.mark.parametrize("row", cases("times"))
def test_times(row: dict[str, Any]) -> None:
    found = public("xhsnlp.times")(row["input"], anchor=row["published"])
    resolved = [time for time in found if time.resolved]
    assert same_words([time.text for time in resolved], [item["text"] for item in row["expected"]])
    assert [(time.first, time.last) for time in resolved] == [
        (item["from"], item["to"]) for item in row["expected"]
    ]


@pytest.mark.parametrize("row", cases("quotes"))
def test_sentences(row: dict[str, Any]) -> None:
    article = Article(row["input"])
    assert [article.text[start:end] for start, end in find_sentences(article)] == row["sentences"]


@pytest.mark.parametrize("row", cases("robust"))
def test_odd_text_shifts_no_offset(row: dict[str, Any]) -> None:
    text = row["input"] * row["repeat"]
    article = Article(text, published="2023-10-08")
    for start, end in find_sentences(article):
        assert 0 <= start < end <= len(text)
    for module in ("xhsnlp.figures", "xhsnlp.times"):
        for item in public(module)(text):
            assert text[item.start : item.end] == item.text
