"""Features of the tagger: units and their neighbors, words, names known beforehand, marks around, endings ahead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from xhsnlp.entities.companies import CompanyNames
from xhsnlp.entities.gazetteer import DATA, Match
from xhsnlp.entities.units import norm, shape
from xhsnlp.resources import read_rows
from xhsnlp.segment.route import cut_by_dictionary
from xhsnlp.segment.tagger import lexical_tag

_QUOTED = re.compile(
    r"《[^《》\n]{1,60}》|“[^“”\n]{1,24}”|「[^「」\n]{1,24}」|【[^【】\n]{1,60}】|（[^（）\n]{1,40}）|\([^()\n]{1,40}\)"
)
_STOPS = frozenset("，。；：！？、,;!?\n“”《》（）()：:| ")
_AHEAD = 14


@lru_cache(maxsize=1)
def word_classes() -> dict[str, dict[str, str]]:
    """`data/classes.tsv` by kind: surnames, endings of organizations, …"""
    classes: dict[str, dict[str, str]] = {}
    for kind, words in read_rows(DATA / "classes.tsv"):
        classes.setdefault(kind, {}).update(dict.fromkeys(words.split(), kind))
    return classes


@lru_cache(maxsize=1)
def _endings() -> re.Pattern[str]:
    words = sorted(word_classes()["org_ending"], key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))


def features_of(
    text: str,
    units: Sequence[tuple[int, int]],
    matches: Sequence[Match],
    convention: str,
    companies: CompanyNames,
) -> list[list[str]]:
    """Feature names of each unit.

    Args:
        text: the folded text.
        units: offsets of the units of one stretch, in order.
        matches: gazetteer matches in that stretch, in order.
        convention: whose labeling to follow; part of a few features, so that the tagger learns from sets that
            label differently without mixing them up.
        companies: names of companies, a hint.
    """
    raw = [text[a:b] for a, b in units]
    names = ["<<", "<", *map(norm, raw), ">", ">>"]
    shapes = ["<", *map(shape, raw), ">"]
    known, context = _gazetteer_tags(text, units, matches, names)
    marks = _mark_tags(text, units)
    ahead = _ending_tags(text, units)
    words = _word_tags(text, units)
    firms = _company_tags(text, units, companies)
    surnames = word_classes()["surname"]
    result = []
    for i in range(len(raw)):
        a, b, c, d, e = names[i : i + 5]
        g = known[i + 1]
        row = [
            "a" + a, "b" + b, "c" + c, "d" + d, "e" + e,
            f"ab{a}{b}", f"bc{b}{c}", f"cd{c}{d}", f"de{d}{e}", f"bd{b}|{d}", f"bcd{b}{c}{d}",
            "v" + convention,
            "g" + g,
            f"G{known[i]}{g}{known[i + 2]}",
            f"gv{g}{convention}",
        ]  # fmt: skip
        if context[i]:
            row += context[i]
        elif c in surnames:
            row.append(f"s{b}")
        s = shapes[i + 1]
        if s != "H":
            row.append(f"S{shapes[i]}{s}{shapes[i + 2]}")
        if marks[i]:
            row.append(marks[i])
        if ahead[i]:
            row.append(ahead[i])
        if firms[i]:
            row.append(firms[i])
        row += words[i]
        result.append(row)
    return result


def _gazetteer_tags(
    text: str, units: Sequence[tuple[int, int]], matches: Sequence[Match], names: Sequence[str]
) -> tuple[list[str], list[list[str]]]:
    """For each unit its place in a match, with a border before and after, and what stands around it."""
    tags = ["-"] * (len(units) + 2)
    context: list[list[str]] = [[] for _ in units]
    at = {start: index for index, (start, _) in enumerate(units)}
    for match in matches:
        first = at.get(match.start)
        if first is None:
            continue
        last = first
        while last + 1 < len(units) and units[last + 1][1] <= match.end:
            last += 1
        if units[last][1] != match.end:
            continue
        kind = match.entry.label.value[:4] + ("?" if match.entry.ambiguous else "")
        size = min(last - first + 1, 4)
        before, after = names[first + 1], names[last + 3]
        for index in range(first, last + 1):
            place = "B" if index == first else "E" if index == last else "I"
            tags[index + 1] = f"{place}{kind}{size}"
            context[index] = [f"l{place}{kind}{before}", f"r{place}{kind}{after}"]
    return tags, context


def _mark_tags(text: str, units: Sequence[tuple[int, int]]) -> list[str]:
    """For units inside marks: which marks, first or not, how long, and what follows them."""
    tags = [""] * len(units)
    if not units:
        return tags
    at = {start: index for index, (start, _) in enumerate(units)}
    begin, end = units[0][0], units[-1][1]
    for found in _QUOTED.finditer(text, begin, end):
        size = min((found.end() - found.start()) // 3, 5)
        opening = text[found.start()]
        follower = text[found.end() : found.end() + 1] if found.end() < end else ""
        place = "B"
        for position in range(found.start(), found.end()):
            index = at.get(position)
            if index is not None:
                tags[index] = f"m{opening}{place}{size}{follower if place == 'b' else ''}"
                place = "b" if place == "B" else "i"
    return tags


def _ending_tags(text: str, units: Sequence[tuple[int, int]]) -> list[str]:
    """How far ahead, without a mark between, an ending of organizations (公司, 银行) stands."""
    tags = [""] * len(units)
    if not units:
        return tags
    at = {start: index for index, (start, _) in enumerate(units)}
    for found in _endings().finditer(text, units[0][0], units[-1][1]):
        first = at.get(found.start())
        if first is None:
            continue
        word = found.group()
        for distance in range(_AHEAD):
            index = first - distance
            if index < 0 or text[units[index][0]] in _STOPS:
                break
            tags[index] = f"o{word}{min(distance, 6)}"
        for index in range(first + 1, min(first + len(word), len(units))):
            tags[index] = f"O{word}"
    return tags


def _word_tags(text: str, units: Sequence[tuple[int, int]]) -> list[list[str]]:
    """For each unit its place in the word that the dictionary cuts there, the word's tag and those beside it."""
    if not units:
        return []
    begin, end = units[0][0], units[-1][1]
    spans: list[tuple[int, int]] = []
    tags = ["<"]
    place = begin
    for word in cut_by_dictionary(text[begin:end]):
        if not word.isspace():
            spans.append((place, place + len(word)))
            tags.append(lexical_tag(word))
        place += len(word)
    tags.append(">")
    rows = []
    number = 0
    for start, stop in units:
        while spans[number][1] <= start:
            number += 1
        first, last = spans[number]
        spot = (
            "S"
            if first >= start and last <= stop
            else "B"
            if first >= start
            else "E"
            if last <= stop
            else "I"
        )
        before, tag, after = tags[number : number + 3]
        rows.append([f"p{spot}{tag}", f"P{before}{spot}{tag}{after}"])
    return rows


def _company_tags(text: str, units: Sequence[tuple[int, int]], companies: CompanyNames) -> list[str]:
    """For each unit its place in a name of the long list of companies, and the length of that name."""
    tags = [""] * len(units)
    if not units:
        return tags
    at = {start: index for index, (start, _) in enumerate(units)}
    for start, end in companies.find(text, units[0][0], units[-1][1]):
        for place in range(start, end):
            index = at.get(place)
            if index is not None:
                spot = "B" if place == start else "E" if place == end - 1 else "I"
                tags[index] = f"K{spot}{end - start}"
    return tags
