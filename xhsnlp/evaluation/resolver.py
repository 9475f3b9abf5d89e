"""Ground an annotation that gives texts alone: find where in the article each of them stands.

Figures, times and claims stand in the order of the article, a repeated text once an occurrence. Each form
of an entity stands once, and every occurrence of it is a mention. What a claim names is looked up nearest to
its evidence.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

from xhsnlp.claims.claim import ClaimType, Modality, Polarity, SentimentLabel, ThemeLabel
from xhsnlp.entities.entity import EntityLabel
from xhsnlp.errors import error
from xhsnlp.figures.figure import Baseline, Change, Comparator, FigureKind
from xhsnlp.spans import Span

Row = dict[str, Any]

#: Slots of a claim that are texts of the article.
_TEXT_SLOTS = ("subject", "predicate", "object", "time", "speaker")
_CLOSED_SLOTS = (
    ("type", ClaimType),
    ("modality", Modality),
    ("polarity", Polarity),
    ("sentiment", SentimentLabel),
    ("theme", ThemeLabel),
)


def resolve(annotation: Row, text: str, *, where: str = "annotation") -> Row:
    """An annotation with offsets.

    Args:
        annotation: `entities`, `figures`, `times` and `claims` as texts; `body`, where given, holds the first
            words of the body, which otherwise starts after the first line.
        text: the article.
        where: name of the annotation, for errors.

    Returns:
        the same lists, every item with `start` and `end`; the slots of claims become `{text, start, end}`.

    Raises:
        InputError: a text is not in the article or out of order, or a value is in no closed set (E116).
    """
    return _Resolver(text, where).resolve(annotation)


class _Resolver:
    def __init__(self, text: str, where: str):
        self.text = text
        self.where = where

    def refuse(self, why: str) -> Exception:
        return error("E116", where=self.where, why=why)

    def resolve(self, annotation: Row) -> Row:
        body = self.text.find("\n") + 1
        if annotation.get("body"):
            body = self.after(annotation["body"], 0, "body")[0]
        return {
            "article": annotation.get("article"),
            "published": annotation.get("published"),
            "entities": self.mentions(annotation.get("entities", [])),
            "figures": self.in_order(annotation.get("figures", []), body, "figure", self.check_figure),
            "times": self.in_order(annotation.get("times", []), body, "time", self.check_time),
            "claims": self.claims(annotation.get("claims", []), body),
        }

    def span(self, start: int, end: int) -> Row:
        return Span.of(self.text, start, end).to_dict()

    def after(self, needle: str, start: int, what: str) -> tuple[int, int]:
        """The first place of a text at or after `start`."""
        place = self.text.find(needle, start) if needle else -1
        if place < 0:
            earlier = needle and needle in self.text
            raise self.refuse(f"{what}: {needle!r} is {'out of order' if earlier else 'not in the article'}")
        return place, place + len(needle)

    def occurrences(self, needle: str, what: str) -> list[int]:
        places = [match.start() for match in re.finditer(re.escape(needle), self.text)] if needle else []
        if not places:
            raise self.refuse(f"{what}: {needle!r} is not in the article")
        return places

    def nearest(self, needle: str, home: tuple[int, int], what: str) -> Row:
        """The first place within `home`, else the one that starts nearest to it, the earlier one of two."""
        start, end = home

        def distance(place: int) -> int:
            if start <= place and place + len(needle) <= end:
                return 0
            return start - place if place < start else place - end + 1

        place = min(self.occurrences(needle, what), key=distance)
        return self.span(place, place + len(needle))

    def mentions(self, entities: list[Row]) -> list[Row]:
        """Every occurrence of every form; where two overlap, the longer form stands."""
        taken = bytearray(len(self.text))
        found: list[tuple[int, Row]] = []
        for entity in sorted(entities, key=lambda row: -len(row["text"])):
            form = entity["text"]
            self.check(entity.get("label"), EntityLabel, f"entity {form!r}: label")
            for start in self.occurrences(form, "entity"):
                end = start + len(form)
                if not any(taken[start:end]):
                    taken[start:end] = b"\x01" * len(form)
                    found.append((start, entity))
        return [
            {
                "text": entity["text"],
                "start": start,
                "end": start + len(entity["text"]),
                "label": entity["label"],
                "canonical": entity.get("canonical") or entity["text"],
            }
            for start, entity in sorted(found, key=lambda pair: pair[0])
        ]

    def in_order(self, items: list[Row], body: int, what: str, check: Any) -> list[Row]:
        """Items one after the other, none overlapping the one before it."""
        rows, cursor = [], body
        for item in items:
            start, cursor = self.after(item.get("text", ""), cursor, what)
            check(item)
            rows.append({**item, "start": start, "end": cursor})
        return rows

    def claims(self, claims: list[Row], body: int) -> list[Row]:
        """Claims in order; several may share their evidence."""
        rows, cursor = [], body
        for number, claim in enumerate(claims, 1):
            what = f"claim {number}"
            home = self.after(claim.get("evidence", ""), cursor, f"{what}: evidence")
            cursor = home[0]
            row: Row = {"id": f"c{number}", "evidence": self.span(*home)}
            for slot in _TEXT_SLOTS:
                row[slot] = self.nearest(claim[slot], home, f"{what}: {slot}") if claim.get(slot) else None
            row["figures"] = [
                self.nearest(figure, home, f"{what}: figure") for figure in claim.get("figures", [])
            ]
            for slot, allowed in _CLOSED_SLOTS:
                self.check(claim.get(slot), allowed, f"{what}: {slot}")
                row[slot] = claim[slot]
            self.check_complete(row, what)
            rows.append(row)
        return rows

    def check(self, value: object, allowed: Any, what: str) -> None:
        known = [item.value for item in allowed]
        if value not in known:
            raise self.refuse(f"{what}: {value!r} is none of {', '.join(known)}")

    def check_complete(self, claim: Row, what: str) -> None:
        if claim["subject"] is None:
            raise self.refuse(f"{what}: no subject")
        if claim["predicate"] is None and claim["type"] not in {"metric", "state"}:
            raise self.refuse(f"{what}: no predicate, which only a metric or a state can lack")

    def check_figure(self, figure: Row) -> None:
        what = f"figure {figure['text']!r}"
        self.check(figure.get("kind"), FigureKind, f"{what}: kind")
        self.check(figure.get("comparator", "="), Comparator, f"{what}: comparator")
        if figure.get("change") is not None:
            self.check(figure["change"], Change, f"{what}: change")
        if figure.get("baseline") is not None:
            self.check(figure["baseline"], Baseline, f"{what}: baseline")
        keys = ("low", "high") if figure.get("value") is None else ("value",)
        if not all(isinstance(figure.get(key), int | float) for key in keys):
            raise self.refuse(f"{what}: neither a value nor low and high")

    def check_time(self, time: Row) -> None:
        try:
            first, last = (datetime.date.fromisoformat(time.get(side) or "") for side in ("from", "to"))
        except (ValueError, TypeError):
            raise self.refuse(
                f"time {time['text']!r}: {time.get('from')!r}, {time.get('to')!r}: not two ISO dates"
            ) from None
        if last < first:
            raise self.refuse(f"time {time['text']!r}: it ends before it starts")
