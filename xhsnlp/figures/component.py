"""The spaCy component `xhsnlp_figures`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from xhsnlp.annotations import article_of, register_extensions, result_of, set_spans
from xhsnlp.figures.figure import Figure
from xhsnlp.figures.scanner import find
from xhsnlp.spans import Spanned, contains


class FigureFinder:
    """Writes `doc._.figures` and `doc.spans["figures"]` from the paragraphs of the article.

    The whole text is read, so that a number cut by a line break is seen as cut; what lies outside the
    paragraphs, or inside the name of an entity found before, is left out.
    """

    def __init__(self, bare_currency: str) -> None:
        register_extensions()
        self.bare_currency = bare_currency

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        found = _within(find(article.text, bare_currency=self.bare_currency), article.body)
        figures = [
            figure for figure in found if figure not in _within_names(found, result_of(doc, "entities"))
        ]
        doc._.figures = figures
        set_spans(doc, "figures", figures, [figure.kind.value for figure in figures])
        return doc


def _within(figures: list[Figure], blocks: tuple[Spanned, ...]) -> list[Figure]:
    """The figures that lie within one of the blocks; both are in order."""
    kept, index = [], 0
    for figure in figures:
        while index < len(blocks) and blocks[index].end <= figure.start:
            index += 1
        if index < len(blocks) and contains(blocks[index], figure):
            kept.append(figure)
    return kept


def _within_names(figures: list[Figure], entities: list[Spanned]) -> set[Figure]:
    """The figures that lie within the name of an entity."""
    names = sorted(entities, key=lambda entity: entity.start)
    inside, index = set(), 0
    for figure in figures:
        while index < len(names) and names[index].end <= figure.start:
            index += 1
        if index < len(names) and contains(names[index], figure):
            inside.add(figure)
    return inside


@Language.factory("xhsnlp_figures", default_config={"bare_currency": "CNY"}, assigns=["doc._.figures"])
def make_figures(nlp: Language, name: str, bare_currency: str) -> FigureFinder:
    """Make the component.

    Args:
        nlp: the pipeline.
        name: the component's name in it.
        bare_currency: ISO 4217 code of 元 and of bare sums.
    """
    return FigureFinder(bare_currency)
