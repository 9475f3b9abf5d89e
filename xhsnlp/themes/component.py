"""The spaCy component `xhsnlp_themes`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from xhsnlp.annotations import article_of, register_extensions, result_of
from xhsnlp.themes.model import theme_model


class ThemeSorter:
    """Sets `theme` on every claim of `doc._.claims`."""

    def __init__(self) -> None:
        register_extensions()
        self.model = theme_model()

    def __call__(self, doc: Doc) -> Doc:
        claims = result_of(doc, "claims")
        if claims:
            found = self.model.predict(claims, article_of(doc))
            doc._.claims = [
                claim.with_values(theme=theme) for claim, theme in zip(claims, found, strict=True)
            ]
        return doc


@Language.factory("xhsnlp_themes", requires=["doc._.claims"], assigns=["doc._.claims"])
def make_themes(nlp: Language, name: str) -> ThemeSorter:
    """Make the component."""
    return ThemeSorter()
