"""Features of words and clauses that all claim models share: training and inference call the same functions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xhsnlp.claims.clusters import clusters
from xhsnlp.claims.lexicon import lexicon
from xhsnlp.claims.reading import Reading, Unit

_DIGITS = re.compile(r"[0-9０-９]+")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(slots=True)
class WordFeatures:
    """What is known of each word of a reading, computed once.

    Attributes:
        word: the word, digits replaced by `#`, names by their label.
        tag: its part of speech and, where it lies in one, the mark of entity, time or figure.
        kind: its word class, or "".
        verb: whether it can be a predicate's head by its tag.
        coarse, fine: its groups of like words, "" for an unknown word.
        alone: the features of the word by itself.
        openings: of clauses by number, the phrase that opens each; kept by `antecedents`.
        neighbors: of clauses by number, what a clause beside sees of each; kept by `clause_features`.
    """

    word: list[str]
    tag: list[str]
    kind: list[str]
    verb: list[bool]
    coarse: list[str]
    fine: list[str]
    alone: list[list[str]]
    openings: dict[int, tuple[int, int] | tuple[()] | None] = field(default_factory=dict)
    neighbors: dict[int, list[str]] = field(default_factory=dict)


def is_verb(tag: str) -> bool:
    """Whether a tag (jieba, LAC or Universal) is a verb's or an adjective's."""
    return tag[:1] in "va" and tag != "vn" and tag[:2] not in {"an", "ad"} or tag in {"VERB", "ADJ", "AUX"}


def word_features(reading: Reading) -> WordFeatures:
    """Features of all words of an article."""
    classes = lexicon().classes
    words, tags, kinds, verbs, alone = [], [], [], [], []
    coarse, fine = [], []
    groups = clusters()
    for text, tag, mark in zip(reading.words, reading.tags, reading.marks, strict=True):
        word = _DIGITS.sub("#", text.replace("\0", ""))
        if _LATIN.match(word):
            word = "Aa"
        elif mark in {"PER", "ORG", "PRODUCT", "LOC", "TIME", "WORK", "EVENT"} and len(text) > 1:
            word = mark
        kind = classes.get(text, "")
        joined = tag if mark == "-" else f"{tag}/{mark}"
        words.append(word)
        tags.append(joined)
        kinds.append(kind)
        verbs.append(is_verb(tag) and mark[:1] != "F")
        group = groups.get("#" if word == "#" else text, ("", ""))
        coarse.append(group[0])
        fine.append(group[1])
        own = ["w=" + word, "t=" + joined, "e=" + text[-1], "b=" + text[0], f"l={min(len(text), 4)}"]
        if kind:
            own.append("k=" + kind)
        if group[0]:
            own += group
        alone.append(own)
    return WordFeatures(words, tags, kinds, verbs, coarse, fine, alone)


def clause_features(reading: Reading, known: WordFeatures, unit: Unit) -> list[str]:
    """Features that tell whether a clause makes a claim."""
    found = _own(reading, known, unit, "")
    units = reading.units
    for step, side in ((-1, "<"), (1, ">")):
        place = unit.number + step
        if 0 <= place < len(units) and units[place].block == unit.block:
            near = units[place]
            same = "s" if near.sentence == unit.sentence else "o"
            beside = known.neighbors.get(near.number)
            if beside is None:
                beside = known.neighbors[near.number] = _own(reading, known, near, "n")
            prefix = side + same
            found += [prefix + name for name in beside]
        else:
            found.append(side + "none")
    total = len(reading.sentences[unit.sentence])
    found.append(f"place={min(unit.place, 4)}")
    found.append(f"left={min(total - unit.place - 1, 4)}")
    found.append(f"alone={total == 1}")
    return found


def _own(reading: Reading, known: WordFeatures, unit: Unit, depth: str) -> list[str]:
    first, last = unit.first, unit.last
    words, tags, kinds = known.word, known.tag, known.kind
    verbs = sum(known.verb[first:last])
    found = [
        "bias" + depth,
        "mark=" + unit.mark,
        f"len={min(last - first, 12)}",
        f"verbs={min(verbs, 4)}",
        "w0=" + words[first],
        "w-1=" + words[last - 1],
        "t0=" + tags[first],
        "t-1=" + tags[last - 1],
        "k0=" + kinds[first],
        "k-1=" + kinds[last - 1],
    ]
    if depth:
        return found
    found.append("quoted" if reading.quoted[first] else "unquoted")
    if first + 1 < last:
        found.append(f"w01={words[first]} {words[first + 1]}")
        found.append(f"t01={tags[first]} {tags[first + 1]}")
        found.append(f"w-21={words[last - 2]} {words[last - 1]}")
        found.append(f"t-21={tags[last - 2]} {tags[last - 1]}")
    found.append(f"size={min((unit.end - unit.start) // 4, 8)}")
    bag = set()
    for index in range(first, last):
        bag.add("bw=" + words[index])
        bag.add("bt=" + tags[index])
        if kinds[index]:
            bag.add("bk=" + kinds[index])
        if known.coarse[index]:
            bag.add("bg=" + known.coarse[index])
            bag.add("bf=" + known.fine[index])
        if index + 1 < last:
            bag.add(f"bt2={tags[index]} {tags[index + 1]}")
    found += sorted(bag)
    tail = [index for index in range(first, last) if known.verb[index]]
    if tail:
        found += ["v0g=" + known.coarse[tail[0]], "v-1g=" + known.coarse[tail[-1]]]
        found += ["v0=" + words[tail[0]], "v-1=" + words[tail[-1]], f"vend={last - 1 - tail[-1] < 1}"]
        found.append(f"vde={'的' in words[tail[0] : last]}")
    return found
