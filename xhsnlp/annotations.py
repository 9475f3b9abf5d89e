"""What the stages leave on a spaCy Doc.

The exact results live in the Doc's extension attributes (`doc._.figures`, …), with character offsets into the
article. The views that spaCy users expect (`doc.ents`, `doc.spans["figures"]`, …) are made from them and expand to
token borders where a tokenizer of the user's own cuts differently.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xhsnlp.article import Article
from xhsnlp.spans import Spanned

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Extension attribute, and the stage that fills it.
EXTENSIONS = (
    "article", "clauses", "names", "encoded", "entities", "roles", "references", "figures", "times", "speech",
    "claims", "opinions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two clause borders (commas, semicolons, sentence ends), outer white space and marks left out.

    Attributes:
        start, end: its characters.
        index: its number in the article, from 0.
        sentence: number of its sentence in the article, from 0.
        block: index of the block it lies in.
    """

    start: int
    end: int
    index: int
    sentence: int
    block: int


def register_extensions() -> None:
    """Declare the Doc extensions; safe to call again. The one place that does so."""
    from spacy.tokens import Doc

    for name in EXTENSIONS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def article_of(doc: Doc) -> Article:
    """The article a Doc was made from; one is made of the Doc's own text where a user's pipeline set none."""
    if doc._.article is None:
        doc._.article = Article(doc.text)
    return doc._.article


def result_of(doc: Doc, name: str) -> list[Any]:
    """What an earlier stage left, or an empty list where that stage did not run."""
    return list(getattr(doc._, name) or ())


def set_spans(doc: Doc, key: str, items: Iterable[Spanned], labels: Sequence[str]) -> None:
    """Show results as `doc.spans[key]`, one span an item, expanded to token borders."""
    made = [
        doc.char_span(item.start, item.end, label=label, alignment_mode="expand")
        for item, label in zip(items, labels, strict=True)
    ]
    doc.spans[key] = [span for span in made if span is not None]
