"""The spaCy component `xhsnlp_names`: names of the gazetteers, before anything else is known of the text."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from xhsnlp.annotations import article_of, register_extensions
from xhsnlp.entities.finder import stretches
from xhsnlp.entities.gazetteer import Gazetteer, shipped_gazetteer
from xhsnlp.entities.units import fold


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of the gazetteers. Attributes: start, end: its characters; label: of the entity; ambiguous: also a common word."""

    start: int
    end: int
    label: str
    ambiguous: bool


def known_names(text: str, blocks: list[tuple[int, int]], names: Gazetteer) -> list[KnownName]:
    """Names of a gazetteer in the given stretches of a text, in order, no two overlapping."""
    folded = fold(text)
    return [
        KnownName(match.start, match.end, match.entry.label.value, match.entry.ambiguous)
        for start, end in blocks
        for a, b in stretches(folded, start, end)
        for match in names.matches(folded, a, b)
    ]


class NameFinder:
    """Writes `doc._.names`, which the encoder reads beside the characters."""

    def __init__(self) -> None:
        register_extensions()
        self.names = shipped_gazetteer()

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        blocks = [(block.start, block.end) for block in article.blocks]
        doc._.names = known_names(article.text, blocks, self.names)
        return doc


@Language.factory("xhsnlp_names", assigns=["doc._.names"])
def make_names(nlp: Language, name: str) -> NameFinder:
    """Make the component."""
    return NameFinder()
