"""The spaCy component `xhsnlp_sentiment`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from xhsnlp.annotations import article_of, register_extensions, result_of
from xhsnlp.sentiment.blend import opinions_of
from xhsnlp.sentiment.context import context_of
from xhsnlp.sentiment.model import sentiment_model


class SentimentJudge:
    """Sets `sentiment` on every claim of `doc._.claims`."""

    def __init__(self) -> None:
        register_extensions()
        self.model = sentiment_model()

    def __call__(self, doc: Doc) -> Doc:
        claims = result_of(doc, "claims")
        if claims:
            article = article_of(doc)
            network = opinions_of(doc, claims, "sentiment", self.model.linear.classes)
            found = self.model.predict([context_of(claim, article) for claim in claims], network)
            doc._.claims = [claim.with_values(sentiment=s) for claim, s in zip(claims, found, strict=True)]
        return doc


@Language.factory("xhsnlp_sentiment", requires=["doc._.claims"], assigns=["doc._.claims"])
def make_sentiment(nlp: Language, name: str) -> SentimentJudge:
    """Make the component."""
    return SentimentJudge()
