"""The spaCy component `xhsnlp_encoder`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from xhsnlp.annotations import Clause, article_of, register_extensions, result_of
from xhsnlp.encoder.marks import marks_of
from xhsnlp.encoder.network import Network, Reading, shipped_network
from xhsnlp.encoder.windows import Window, lay_out

#: The most marks that end a sentence, closing ones included.
MARKS = 4


@dataclass(frozen=True, slots=True)
class Encoded:
    """An article as the network reads it. Attributes: network; windows: each with what was read there, in order."""

    network: Network
    windows: tuple[tuple[Window, Reading], ...]


class Encoder:
    """Writes `doc._.encoded`; the stages after it use what it holds."""

    def __init__(self) -> None:
        register_extensions()
        self.network = shipped_network()

    def __call__(self, doc: Doc) -> Doc:
        text = article_of(doc).text
        windows = lay_out(sentences_of(text, result_of(doc, "clauses")))
        marks = marks_of(doc)
        read = self.network.read
        doc._.encoded = Encoded(
            self.network, tuple((w, read(text[w.start : w.end], marks[w.start : w.end])) for w in windows)
        )
        return doc


def sentences_of(text: str, clauses: Iterable[Clause]) -> list[tuple[int, int]]:
    """Start and end of each sentence that has a clause, the marks after it included."""
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    for clause in clauses:
        begins.setdefault(clause.sentence, clause.start)
        ends[clause.sentence] = clause.end
    spans = [(begins[number], ends[number]) for number in sorted(begins)]
    following = [*(start for start, _ in spans[1:]), len(text)][: len(spans)]
    return [
        (start, end + len(text[end : min(stop, end + MARKS)].split("\n")[0]))
        for (start, end), stop in zip(spans, following, strict=True)
    ]


@Language.factory("xhsnlp_encoder", requires=["doc._.clauses"], assigns=["doc._.encoded"])
def make_encoder(nlp: Language, name: str) -> Encoder:
    """Make the component.

    Raises:
        ModelError: the network is missing or changed (E301, E302).
    """
    return Encoder()
