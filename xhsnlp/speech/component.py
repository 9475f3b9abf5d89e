"""The spaCy component `xhsnlp_speech`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from xhsnlp.annotations import article_of, register_extensions, result_of, set_spans
from xhsnlp.article import BlockKind
from xhsnlp.speech.attribution import find_speech
from xhsnlp.speech.quotes import find_quotes
from xhsnlp.speech.scene import Scene, Words


class SpeechFinder:
    """Writes `doc._.speech` and `doc.spans["speech"]`; uses clauses, words and entities."""

    def __init__(self) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        blocks = article.blocks
        clauses = [c for c in result_of(doc, "clauses") if blocks[c.block].kind is BlockKind.PARAGRAPH]
        tokens = [token for token in doc if token.text.strip()]
        words = Words(
            [t.text for t in tokens],
            [t.tag_ or t.pos_ for t in tokens],
            [t.idx for t in tokens],
            [t.idx + len(t.text) for t in tokens],
        )
        quotes = find_quotes(article.text, article.body)
        found = find_speech(
            Scene(article.text, words, clauses, quotes, result_of(doc, "entities"), article.body)
        )
        doc._.speech = found
        set_spans(doc, "speech", found, ["direct" if item.direct else "reported" for item in found])
        return doc


@Language.factory("xhsnlp_speech", requires=["doc._.clauses"], assigns=["doc._.speech"])
def make_speech(nlp: Language, name: str) -> SpeechFinder:
    """Make the component."""
    return SpeechFinder()
