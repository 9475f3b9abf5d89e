"""The measures: how far predicted entities, figures, times and claims agree with the gold standard.

Every measure is a ratio of sums over articles. A `Tally` holds those sums for one article; tallies add up, so
that the figures of a corpus, of a part of it, or of a bootstrap sample all come from the same rows.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

#: From this similarity on, a pair of claims is a hit.
HIT = 0.6
#: Weights of the parts of a claim in its similarity.
PARTS = (("subject", 0.3), ("predicate", 0.3), ("object", 0.4))
#: Slots of a closed set, compared as they stand.
CLOSED_SLOTS = ("type", "modality", "polarity", "sentiment", "theme")
#: Slots that are right or wrong in a claim that hits; `figures` is counted apart.
SLOTS = ("time", "speaker", *CLOSED_SLOTS)

Item = Mapping[str, Any]
Items = Sequence[Item]


class Tally(dict[str, float]):
    """Counts by name; a name that was never counted stands at 0."""

    def __missing__(self, key: str) -> float:
        return 0

    @classmethod
    def total(cls, tallies: Iterable[Tally]) -> Tally:
        """The sum of several."""
        summed = cls()
        for one in tallies:
            for key, count in one.items():
                summed[key] += count
        return summed


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold item and a predicted item that belong together.

    Attributes:
        gold, predicted: their places in the two lists.
        worth: what the pairing is worth, above 0.
    """

    gold: int
    predicted: int
    worth: float


def f1(found: float, predicted: float, gold: float) -> float:
    """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
    return 2 * found / (predicted + gold) if predicted + gold else 1.0


def text_similarity(left: str, right: str) -> float:
    """F1 of the pairs of neighboring characters, 0 to 1.

    White space does not count. Two empty texts are alike; a text that holds the other is worth half or more.
    """
    if not left or not right:
        return float(left == right)
    x, y = _bigrams(left), _bigrams(right)
    floor = 0.5 if left in right or right in left else 0.0
    return max(floor, f1((x & y).total(), x.total(), y.total()))


def _bigrams(text: str) -> Counter[str]:
    dense = "".join(text.split())
    return Counter(map("".join, zip(dense, dense[1:], strict=False))) or Counter([dense])


def pair_up(gold: Items, predicted: Items, worth: Callable[[Item, Item], float]) -> list[Pair]:
    """The one-to-one pairing of the greatest total worth (Kuhn, 1955); pairs worth nothing are left out."""
    if not gold or not predicted:
        return []
    table = np.array([[worth(g, p) for p in predicted] for g in gold])
    rows, columns = linear_sum_assignment(table, maximize=True)
    return [
        Pair(int(i), int(j), float(table[i, j]))
        for i, j in zip(rows, columns, strict=True)
        if table[i, j] > 0
    ]


def tally(gold: Item, predicted: Item) -> Tally:
    """Counts of one article.

    Args:
        gold: an annotation with offsets, as `xhsnlp.evaluation.gold` reads it.
        predicted: the JSON form of an `Extraction`; a list that is missing counts as empty.
    """
    counts = Tally()
    _count_entities(gold["entities"], predicted.get("entities") or [], counts)
    for name, same in (("figure", same_figure), ("time", same_interval)):
        _count_spans(name, gold[name + "s"], predicted.get(name + "s") or [], same, counts)
    _count_claims(gold, predicted, counts)
    return counts


def _count_entities(gold: Items, predicted: Items, counts: Tally) -> None:
    left = {(item["start"], item["end"]): item for item in gold}
    right = {(item["start"], item["end"]): item for item in predicted}
    shared = left.keys() & right.keys()
    counts["entity.gold"] += len(left)
    counts["entity.predicted"] += len(right)
    counts["entity.span"] += len(shared)
    for side, name in ((left, "gold"), (right, "predicted")):
        for item in side.values():
            counts[f"label.{item['label']}.{name}"] += 1
    for place in shared:
        if left[place]["label"] == right[place]["label"]:
            counts["entity.hit"] += 1
            counts[f"label.{left[place]['label']}.hit"] += 1
    names = [(left[place]["canonical"], _canonical(right[place])) for place in shared]
    precision, recall = b_cubed(names)
    counts["link.precision"] += precision
    counts["link.recall"] += recall
    counts["link.mentions"] += len(shared)


def _canonical(mention: Item) -> Any:
    return mention.get("canonical") or mention.get("text")


def b_cubed(names: Iterable[tuple[Hashable, Hashable]]) -> tuple[float, float]:
    """B-cubed precision and recall (Bagga and Baldwin, 1998), summed over mentions.

    Args:
        names: one pair a mention: its gold cluster and its predicted cluster.
    """
    joint = Counter(names)
    gold: Counter[Hashable] = Counter()
    predicted: Counter[Hashable] = Counter()
    for (g, p), count in joint.items():
        gold[g] += count
        predicted[p] += count
    precision = math.fsum(count * count / predicted[p] for (_, p), count in joint.items())
    recall = math.fsum(count * count / gold[g] for (g, _), count in joint.items())
    return precision, recall


def _count_spans(
    name: str,
    gold: Sequence[Item],
    predicted: Sequence[Item],
    same: Callable[[Item, Item], bool],
    counts: Tally,
) -> None:
    def worth(g: Item, p: Item) -> float:
        return _intersection_over_union(g, p) + same(g, p) if _overlap(g, p) else 0.0

    pairs = pair_up(gold, predicted, worth)
    counts[f"{name}.gold"] += len(gold)
    counts[f"{name}.predicted"] += len(predicted)
    counts[f"{name}.span"] += len(pairs)
    counts[f"{name}.hit"] += sum(same(gold[pair.gold], predicted[pair.predicted]) for pair in pairs)


def same_figure(a: Item, b: Item) -> bool:
    """Whether number, unit, comparator and direction of change are the same."""
    return (
        all(map(_close, _ends(a), _ends(b)))
        and (a.get("unit") or "") == (b.get("unit") or "")
        and (a.get("comparator") or "=") == (b.get("comparator") or "=")
        and (a.get("change") or None) == (b.get("change") or None)
    )


def _close(x: float, y: float) -> bool:
    return math.isfinite(y) and abs(x - y) <= 1e-9 + 1e-6 * abs(y)


def _ends(figure: Item) -> tuple[float, float]:
    """Both ends of the number; an end that is not known is NaN, which equals nothing."""
    if figure.get("value") is not None:
        return float(figure["value"]), float(figure["value"])
    low, high = figure.get("low"), figure.get("high")
    return float("nan" if low is None else low), float("nan" if high is None else high)


def same_interval(a: Item, b: Item) -> bool:
    """Whether both dates are the same."""
    return (a["from"], a["to"]) == (b["from"], b["to"])


def _overlap(a: Item, b: Item) -> bool:
    return a["start"] < b["end"] and b["start"] < a["end"]


def _intersection_over_union(a: Item, b: Item) -> float:
    shared = max(min(a["end"], b["end"]) - max(a["start"], b["start"]), 0)
    return shared / (max(a["end"], b["end"]) - min(a["start"], b["start"]))


def _alike(a: Item, b: Item, slot: str) -> float:
    return text_similarity(*((claim.get(slot) or {}).get("text") or "" for claim in (a, b)))


def claim_similarity(gold: Item, predicted: Item) -> float:
    """0 to 1: weighted similarity of subject, predicate and object; 0 where the evidence does not overlap."""
    if not _overlap(gold["evidence"], predicted["evidence"]):
        return 0.0
    similar = [weight * _alike(gold, predicted, part) for part, weight in PARTS]
    return similar[0] + similar[1] + similar[2]


def _count_claims(gold: Item, predicted: Item, counts: Tally) -> None:
    claims, guesses = gold["claims"], predicted.get("claims") or []
    pairs = pair_up(claims, guesses, claim_similarity)
    counts["claim.gold"] += len(claims)
    counts["claim.predicted"] += len(guesses)
    counts["claim.soft"] += sum(pair.worth for pair in pairs)
    counts["speaker.gold"] += sum(bool(claim.get("speaker")) for claim in claims)
    for pair in pairs:
        if pair.worth >= HIT:
            counts["claim.hit"] += 1
            _count_slots(gold, claims[pair.gold], predicted, guesses[pair.predicted], counts)


def _count_slots(gold: Item, claim: Item, predicted: Item, guess: Item, counts: Tally) -> None:
    interval = _interval_of(guess, predicted.get("times") or [])
    counts["slot.time"] += interval == _interval_of(claim, gold["times"])
    heard = _alike(claim, guess, "speaker") >= 0.5
    counts["slot.speaker"] += heard
    counts["speaker.hit"] += heard and bool(claim.get("speaker"))
    for slot in CLOSED_SLOTS:
        counts[f"slot.{slot}"] += _label(claim.get(slot)) == _label(guess.get(slot))
    wanted, found = claim["figures"], guess.get("figures") or []
    counts["slot.figures.hit"] += len(pair_up(wanted, found, lambda a, b: float(_overlap(a, b))))
    counts["slot.figures.gold"] += len(wanted)
    counts["slot.figures.predicted"] += len(found)


def _label(value: Any) -> Any:
    """The value of a closed slot, which may stand alone or in an object with a score."""
    return value.get("label") if isinstance(value, Mapping) else value


def _interval_of(claim: Item, times: Items) -> tuple[Any, Any] | None:
    """Dates of a claim's time: its own, or those of the first time of the article that it overlaps."""
    span = claim.get("time")
    if not span:
        return None
    if "from" in span:
        return span["from"], span["to"]
    return next(((time["from"], time["to"]) for time in times if _overlap(span, time)), None)


def soft_f1(counts: Tally) -> float:
    """Claim F1 in which a pair counts by its similarity."""
    return f1(counts["claim.soft"], counts["claim.predicted"], counts["claim.gold"])


def rates(counts: Tally) -> dict[str, Any]:
    """The measures of summed tallies, by group; counts stand beside them as `gold` and `predicted`."""
    groups: dict[str, Any] = {}
    for name in ("entity", "figure", "time"):
        gold, predicted = counts[f"{name}.gold"], counts[f"{name}.predicted"]
        groups[name] = {
            "f1": f1(counts[f"{name}.hit"], predicted, gold),
            "span": f1(counts[f"{name}.span"], predicted, gold),
            "gold": gold,
            "predicted": predicted,
        }
    groups["entity"]["linking"] = _linking(counts)
    groups["entity"]["by_label"] = _by_label(counts)
    hits, predicted, gold = (counts[f"claim.{name}"] for name in ("hit", "predicted", "gold"))
    groups["claim"] = {
        "f1": f1(hits, predicted, gold),
        "soft": soft_f1(counts),
        "precision": hits / max(predicted, 1),
        "recall": hits / max(gold, 1),
        "gold": gold,
        "predicted": predicted,
    }
    groups["speech"] = {
        "recall": counts["speaker.hit"] / max(counts["speaker.gold"], 1),
        "gold": counts["speaker.gold"],
    }
    slots = {slot: counts[f"slot.{slot}"] / max(hits, 1) for slot in SLOTS}
    slots["figures"] = f1(*(counts[f"slot.figures.{name}"] for name in ("hit", "predicted", "gold")))
    groups["slots"] = slots
    groups["score"] = soft_f1(counts) * sum(slots.values()) / len(slots) if hits else 0.0
    return groups


def _linking(counts: Tally) -> float:
    """B-cubed F1 of the canonical names, over the mentions that both sides have."""
    if not counts["link.mentions"]:
        return 0.0
    precision, recall = (counts[f"link.{name}"] / counts["link.mentions"] for name in ("precision", "recall"))
    return 2 * precision * recall / max(precision + recall, 1e-9)


def _by_label(counts: Tally) -> dict[str, float]:
    seen: dict[str, Tally] = defaultdict(Tally)
    for key, count in counts.items():
        group, _, rest = key.partition(".")
        if group == "label":
            label, _, name = rest.rpartition(".")
            seen[label][name] += count
    return {
        label: round(f1(row["hit"], row["predicted"], row["gold"]), 4) for label, row in sorted(seen.items())
    }
