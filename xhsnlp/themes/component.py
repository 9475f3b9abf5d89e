"""The spaCy component `xhsnlp_themes`."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from xhsnlp.annotations import article_of, register_extensions, result_of
from xhsnlp.claims.claim import Claim
from xhsnlp.sentiment.blend import opinions_of
from xhsnlp.sentiment.vectors import word_vectors
from xhsnlp.themes.model import ThemeModel, theme_model
from xhsnlp.themes.seeded import SeededModel
from xhsnlp.themes.taxonomy import read_taxonomy


class ThemeSorter:
    """Sets `theme` on every claim of `doc._.claims`."""

    def __init__(self, taxonomy: str = "") -> None:
        register_extensions()
        self.model: ThemeModel | SeededModel = (
            SeededModel(read_taxonomy(taxonomy), word_vectors()) if taxonomy else theme_model()
        )

    def __call__(self, doc: Doc) -> Doc:
        claims = result_of(doc, "claims")
        if claims:
            found = self.themes(doc, claims)
            doc._.claims = [
                claim.with_values(theme=theme) for claim, theme in zip(claims, found, strict=True)
            ]
        return doc

    def themes(self, doc: Doc, claims: Sequence[Claim]) -> list[str]:
        """The theme of each claim."""
        if isinstance(self.model, SeededModel):
            return self.model.predict(claims, article_of(doc))
        network = opinions_of(doc, claims, "theme", self.model.linear.classes)
        return self.model.predict(claims, article_of(doc), network)


@Language.factory(
    "xhsnlp_themes", default_config={"taxonomy": ""}, requires=["doc._.claims"], assigns=["doc._.claims"]
)
def make_themes(nlp: Language, name: str, taxonomy: str) -> ThemeSorter:
    """Make the component.

    Args:
        taxonomy: path of a taxonomy of the user's own (see `read_taxonomy`); "" for the built-in one.
    """
    return ThemeSorter(taxonomy)
