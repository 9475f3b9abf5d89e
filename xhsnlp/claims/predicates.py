"""The predicate of a clause: a CRF over the clause's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xhsnlp.claims.features import WordFeatures
from xhsnlp.claims.reading import Reading, Unit

if TYPE_CHECKING:
    import pycrfsuite


@dataclass(frozen=True, slots=True)
class PredicateSpan:
    """Attributes: first, last: its words; probability: marginal of its weakest word, 0 to 1."""

    first: int
    last: int
    probability: float


def predicate_features(reading: Reading, known: WordFeatures, unit: Unit) -> list[list[str]]:
    """One list of features a word of the clause."""
    first, last = unit.first, unit.last
    words, tags, kinds, verbs = known.word, known.tag, known.kind, known.verb
    after_de = _words_before_de(words, first, last)
    total = sum(verbs[first:last])
    seen = 0
    opened = ""
    rows = []
    for i in range(first, last):
        row = list(known.alone[i])
        w_1, t_1 = (words[i - 1], tags[i - 1]) if i > first else ("^", "^")
        w1, t1 = (words[i + 1], tags[i + 1]) if i + 1 < last else ("$", "$")
        t_2 = tags[i - 2] if i - 1 > first else "^"
        t2 = tags[i + 2] if i + 2 < last else "$"
        w, t = words[i], tags[i]
        row += [
            "w-1=" + w_1, "t-1=" + t_1, "w+1=" + w1, "t+1=" + t1, f"t-21={t_2} {t_1}", f"t12={t1} {t2}",
            f"t-10={t_1} {t}", f"t01={t} {t1}", f"t-101={t_1} {t} {t1}", f"w-10={w_1} {w}", f"w01={w} {w1}",
            f"tw+1={t} {w1}", f"tw-1={w_1} {t}",
        ]  # fmt: skip
        if i > first:
            row += ["k-1=" + kinds[i - 1], "c-1=" + known.coarse[i - 1]]
        if i + 1 < last:
            row += [
                "k+1=" + kinds[i + 1],
                "c+1=" + known.coarse[i + 1],
                f"c01={known.coarse[i]} {known.coarse[i + 1]}",
            ]
        de = after_de[i - first]
        row.append(f"v={seen}/{total}" if verbs[i] else "nv")
        row.append(f"vd={verbs[i]} {de}")
        row.append(f"open={opened} {verbs[i]}")
        row.append(f"pos={min(i - first, 5)}")
        row.append(f"end={min(last - 1 - i, 3)} {t}")
        if opened:
            row.append(f"o={opened} {t}")
        if i == first:
            row.append(f"place={min(unit.place, 2)}")
        if reading.quoted[i] != reading.quoted[first]:
            row.append("quoted")
        if verbs[i]:
            seen += 1
        if "prep" in kinds[i]:
            opened = (
                words[i]
                if "dispose" in kinds[i] or "passive" in kinds[i] or "causative" in kinds[i]
                else "prep"
            )
        elif verbs[i] and opened:
            opened = ""
        rows.append(row)
    return rows


def _words_before_de(words: list[str], first: int, last: int) -> list[str]:
    """For each word, how far the next 的 of its clause is: a verb before one often belongs to a modifier."""
    out = []
    distance = 99
    for i in range(last - 1, first - 1, -1):
        out.append(
            "no"
            if distance > 90
            else str(min(distance, 4)) + ("e" if distance_end(words, i, distance, last) else "")
        )
        distance = 1 if words[i] == "的" else distance + 1
    return out[::-1]


def distance_end(words: list[str], i: int, distance: int, last: int) -> bool:
    """Whether the 的 that lies `distance` words on ends the clause (是…的)."""
    return i + distance >= last - 1


def find_predicates(
    tagger: pycrfsuite.Tagger, rows: list[list[str]], unit: Unit, second: float = 0.5
) -> list[PredicateSpan]:
    """The predicates of a clause that is known to make a claim: the best one, and further ones that are likely.

    Args:
        tagger: the CRF.
        rows: the clause's features.
        unit: the clause.
        second: least probability of a further predicate.
    """
    labels = tagger.tag(rows)
    spans = []
    start = -1
    for i, label in enumerate([*labels, "O"]):
        if start >= 0 and label != "I":
            chance = min(tagger.marginal(labels[k], k) for k in range(start, i))
            spans.append(PredicateSpan(unit.first + start, unit.first + i, chance))
            start = -1
        if label == "B":
            start = i
    if not spans:
        return [_likeliest(tagger, unit, len(rows))]
    best = max(spans, key=lambda span: span.probability)
    return [span for span in spans if span is best or span.probability >= second]


def _likeliest(tagger: pycrfsuite.Tagger, unit: Unit, size: int) -> PredicateSpan:
    chances = [tagger.marginal("B", i) for i in range(size)]
    place = max(range(size), key=chances.__getitem__)
    end = place + 1
    while end < size and tagger.marginal("I", end) > 0.5 * chances[place]:
        end += 1
    return PredicateSpan(unit.first + place, unit.first + end, chances[place])
