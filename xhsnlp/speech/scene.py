"""What the rules of speech look at: the text, its words, clauses, quotations and names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from xhsnlp.annotations import Clause
from xhsnlp.article import Block
from xhsnlp.entities.entity import Entity


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article. Attributes: texts, tags, starts, ends: parallel lists."""

    texts: Sequence[str]
    tags: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]


@dataclass(slots=True)
class Scene:
    """An article as the rules see it.

    Attributes:
        text: the article.
        words: its words.
        clauses: its clauses, those of the body alone.
        quotes: its quotations.
        entities: its entities.
        blocks: its paragraphs.
    """

    text: str
    words: Words
    clauses: Sequence[Clause]
    quotes: Sequence[tuple[int, int]]
    entities: Sequence[Entity]
    blocks: Sequence[Block] = ()
    by_index: dict[int, Clause] = field(default_factory=dict)
    sentence_ends: dict[int, int] = field(default_factory=dict)
    entity_starts: list[int] = field(default_factory=list)
    quote_starts: list[int] = field(default_factory=list)
    clause_starts: list[int] = field(default_factory=list)
    clause_ends: list[int] = field(default_factory=list)
    block_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_index = {clause.index: clause for clause in self.clauses}
        for clause in self.clauses:
            self.sentence_ends[clause.sentence] = max(self.sentence_ends.get(clause.sentence, 0), clause.end)
        self.entity_starts = [entity.start for entity in self.entities]
        self.quote_starts = [start for start, _ in self.quotes]
        self.clause_starts = [clause.start for clause in self.clauses]
        self.clause_ends = [clause.end for clause in self.clauses]
        self.block_starts = [block.start for block in self.blocks]

    def words_in(self, start: int, end: int) -> range:
        """The words that begin in a stretch."""
        return range(bisect_left(self.words.starts, start), bisect_left(self.words.starts, end))

    def in_quote(self, place: int) -> bool:
        """Whether a character lies in a quotation."""
        number = bisect_right(self.quote_starts, place) - 1
        return number >= 0 and place < self.quotes[number][1]

    def quote_at(self, place: int, within: int = 3) -> tuple[int, int] | None:
        """The quotation that begins at most so many characters after a place."""
        number = bisect_left(self.quote_starts, place)
        if number < len(self.quotes) and self.quotes[number][0] - place <= within:
            return self.quotes[number]
        return None

    def block_of(self, place: int) -> Block | None:
        """The paragraph that holds a character, or ends just before it."""
        number = bisect_right(self.block_starts, place) - 1
        return self.blocks[number] if number >= 0 else None

    def clause_block(self, place: int) -> int:
        """Index of the block of the last clause that begins at or before a character, or -1."""
        number = bisect_right(self.clause_starts, place)
        return self.clauses[number - 1].block if number else -1

    def next_end(self, start: int) -> int:
        """End of what a colon at the end of a paragraph opens: lines marked `>`, else the next sentence."""
        marked = self.marked_lines(start)
        if marked is not None:
            return marked[1]
        number = bisect_right(self.clause_ends, start)
        return self.sentence_ends[self.clauses[number].sentence] if number < len(self.clauses) else start

    def marked_lines(self, start: int) -> tuple[int, int] | None:
        """The lines marked `>` (a block quotation) that begin right after a place, as one stretch."""
        number = bisect_left(self.block_starts, start)
        first = last = None
        before = start
        for block in self.blocks[number : number + 40]:
            if ">" not in self.text[before : block.start]:
                break
            first = block.start if first is None else first
            last = before = block.end
        return (first, last) if first is not None and last is not None else None

    def paragraph_end(self, place: int) -> int:
        """End of the paragraph that holds a character."""
        block = self.block_of(place)
        return block.end if block is not None else place
