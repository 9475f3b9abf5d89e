"""A Doc as the claim models see it: words, tags, clauses and marks of the earlier stages, in parallel lists.

Words are the Doc's tokens, cut once more where a negator is glued to its verb (不支持 → 不 支持), since the negator
is no part of a predicate. Everything is an index into these lists, so that features are cheap to make.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xhsnlp.annotations import article_of, result_of
from xhsnlp.article import BlockKind
from xhsnlp.claims.lexicon import lexicon
from xhsnlp.entities.entity import Entity, EntityLabel
from xhsnlp.entities.references import Reference
from xhsnlp.figures.figure import Figure
from xhsnlp.spans import Span, Spanned
from xhsnlp.speech.speech import Speech
from xhsnlp.times.time import Time

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from xhsnlp.claims.cues import Hit

_OPEN, _CLOSE = "“「『‘", "”」』’"


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause of the body, in words.

    Attributes:
        first, last: its words, `[first, last)`.
        start, end: its characters.
        number: its place among the units of the article.
        sentence: number of its sentence.
        block: index of its block.
        mark: the punctuation after it ("" at the end of the block).
        place: its place in its sentence, from 0.
    """

    first: int
    last: int
    start: int
    end: int
    number: int
    sentence: int
    block: int
    mark: str
    place: int


def _apart(spans: list[Entity | Time]) -> list[Entity | Time]:
    """Spans of which no two overlap, the longer of two kept, in order."""
    kept: list[Entity | Time] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return kept


@dataclass(slots=True)
class Reading:
    """An article in words; see the module's docstring."""

    text: str
    published: str = ""
    tone: str = "news"
    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    speech: list[Speech] = field(default_factory=list)
    references: dict[int, Reference] = field(default_factory=dict)
    sentences: dict[int, list[Unit]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    entity_starts: list[int] = field(default_factory=list)
    unit_starts: list[int] = field(default_factory=list)
    figure_starts: list[int] = field(default_factory=list)
    time_starts: list[int] = field(default_factory=list)
    speech_starts: list[int] = field(default_factory=list)
    block_starts: dict[int, int] = field(default_factory=dict)
    #: The cues that govern a predicate, by clause, words and strictness: kept by `cues.governing`.
    governing: dict[tuple[int, int, int, bool], tuple[Hit, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: Doc) -> Reading:
        """Read a Doc that has clauses; figures, times, entities and speech are used where they are."""
        article = article_of(doc)
        reading = cls(article.text, str(article.published or ""))
        reading.figures = result_of(doc, "figures")
        reading.times = result_of(doc, "times")
        reading.entities = result_of(doc, "entities")
        reading.speech = result_of(doc, "speech")
        reading.references = {reference.end: reference for reference in result_of(doc, "references")}
        reading._take_words(doc)
        reading._take_units(doc)
        reading._mark_words()
        reading.counts.update(reading.words)
        reading.tone = reading._tone()
        reading.entity_starts = [entity.start for entity in reading.entities]
        reading.figure_starts = [figure.start for figure in reading.figures]
        reading.time_starts = [time.start for time in reading.times]
        reading.unit_starts = [unit.start for unit in reading.units]
        reading.speech_starts = [speech.start for speech in reading.speech]
        reading.block_starts = {block.index: block.start for block in article_of(doc).blocks}
        return reading

    def span(self, first: int, last: int) -> Span:
        """The characters of the words `[first, last)`."""
        return Span.of(self.text, self.starts[first], self.ends[last - 1])

    def words_of(self, span: Spanned) -> tuple[int, int]:
        """The words that a stretch of characters touches, `[first, last)`."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)

    def entity_in(self, span: Spanned) -> str | None:
        """Id of the entity that a phrase names: one that fills it, else the last one in it where it ends the phrase.

        A word that points back (该公司) names the thing it means.
        """
        upto = bisect_left(self.entity_starts, span.end)
        for entity in reversed(self.entities[max(0, upto - 6) : upto]):
            if entity.end == span.end and entity.start >= span.start:
                return entity.entity
        reference = self.references.get(span.end)
        return reference.entity if reference is not None and reference.start >= span.start else None

    def unit_at(self, place: int) -> Unit | None:
        """The unit that holds a character, or None."""
        number = bisect_right(self.unit_starts, place) - 1
        return self.units[number] if number >= 0 and place < self.units[number].end else None

    def _take_words(self, doc: Doc) -> None:
        ends = {token.idx + len(token.text) for token in doc}
        # A role inside a longer word (董事 in 董事会) is no word of its own.
        whole = _apart([e for e in self.entities if e.label is not EntityLabel.TITLE or e.end in ends])
        number = 0
        for token in doc:
            text, tag, start = token.text, token.tag_ or token.pos_, token.idx
            end = start + len(text)
            while number < len(whole) and whole[number].end <= start:
                number += 1
            while number < len(whole) and whole[number].start < end:
                name = whole[number]
                if start < name.start:
                    self._split(self.text[start : name.start], tag, start)
                if not self.ends or self.ends[-1] <= name.start:
                    self._add(
                        self.text[name.start : name.end], "nt" if isinstance(name, Time) else "nz", name.start
                    )
                start = name.end
                if start >= end:
                    break
                number += 1
            if start < end:
                self._split(self.text[start:end], tag, start)

    def _split(self, text: str, tag: str, start: int) -> None:
        if not text.strip():
            return
        if 1 < len(text) < 5 and text[0] in "不没未" and text not in lexicon().glued:
            self._add(text[0], "d", start)
            text, start = text[1:], start + 1
            tag = tag if tag.startswith(("v", "a", "V", "A")) else "v"
        self._add(text, tag, start)

    def _add(self, text: str, tag: str, start: int) -> None:
        self.words.append(text)
        self.tags.append(tag)
        self.starts.append(start)
        self.ends.append(start + len(text))

    def _take_units(self, doc: Doc) -> None:
        blocks = article_of(doc).blocks
        places: dict[int, int] = {}
        for clause in result_of(doc, "clauses"):
            if blocks[clause.block].kind is not BlockKind.PARAGRAPH:
                continue
            first, last = self.words_of(clause)
            if first >= last:
                continue
            place = places.get(clause.sentence, 0)
            places[clause.sentence] = place + 1
            mark = (
                self.text[clause.end : clause.end + 1].strip()
                if clause.end < blocks[clause.block].end
                else ""
            )
            unit = Unit(
                first,
                last,
                clause.start,
                clause.end,
                len(self.units),
                clause.sentence,
                clause.block,
                mark,
                place,
            )
            self.units.append(unit)
            self.sentences.setdefault(clause.sentence, []).append(unit)

    def _mark_words(self) -> None:
        self.marks = ["-"] * len(self.words)
        for entity in self.entities:
            self._mark(entity, entity.label.value)
        for time in self.times:
            self._mark(time, "TIME")
        for figure in self.figures:
            self._mark(figure, "F" + figure.kind.value[:3])
        depth = 0
        for word in self.words:
            depth += word in _OPEN
            self.quoted.append(depth > 0)
            depth = max(0, depth - (word in _CLOSE))

    def _tone(self) -> str:
        """`column` where the writer speaks to the reader or asks questions, `report` where quotations abound, else `news`."""
        personal = sum(
            self.counts[word] for word in ("我", "我们", "你", "你们", "咱们", "？", "?", "吗", "呢", "吧")
        )
        share = 1000 * personal / max(len(self.text), 1)
        return "column" if share > 5 else "mixed" if share > 1 else "news"

    def _mark(self, span: Spanned, label: str) -> None:
        first, last = self.words_of(span)
        for index in range(first, last):
            self.marks[index] = label
