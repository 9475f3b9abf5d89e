"""The spaCy component `xhsnlp_claims`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from xhsnlp.annotations import article_of, register_extensions, set_spans
from xhsnlp.claims.extractor import Extractor
from xhsnlp.claims.models import claim_models, neural_calibration
from xhsnlp.claims.neural import NeuralExtractor
from xhsnlp.claims.reading import Reading
from xhsnlp.claims.relations import relate


class ClaimFinder:
    """Writes `doc._.claims` and `doc.spans["claims"]` (the evidence); uses all earlier stages where they ran.

    With an encoder it also leaves the slots that the network gave each claim in `doc._.opinions`.
    """

    def __init__(self, min_confidence: float = 0.35):
        register_extensions()
        self.extractor = Extractor(claim_models())
        self.min_confidence = min_confidence

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        encoded = doc._.encoded
        reading = Reading.of(doc)
        if encoded is None:
            claims = self.extractor.claims(reading, article.id, self.min_confidence)
        else:
            neural = NeuralExtractor(self.extractor, neural_calibration())
            claims, doc._.opinions = neural.claims(reading, encoded, article.id, self.min_confidence)
        claims = relate(reading, claims)
        doc._.claims = claims
        set_spans(doc, "claims", [claim.evidence for claim in claims], [claim.type.value for claim in claims])
        return doc


@Language.factory(
    "xhsnlp_claims",
    default_config={"min_confidence": 0.35},
    requires=["doc._.clauses"],
    assigns=["doc._.claims"],
)
def make_claims(nlp: Language, name: str, min_confidence: float) -> ClaimFinder:
    """Make the component.

    Args:
        min_confidence: claims below it are left out, 0 to 1.
    """
    return ClaimFinder(min_confidence)
