"""The spaCy component `xhsnlp_entities`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from xhsnlp.annotations import article_of, register_extensions, result_of
from xhsnlp.entities.entity import Entity
from xhsnlp.entities.finder import EntityFinder
from xhsnlp.entities.gazetteer import Gazetteer, read_gazetteer, shipped_gazetteer
from xhsnlp.entities.references import find_references
from xhsnlp.entities.roles import find_roles
from xhsnlp.entities.tagger import shipped_tagger
from xhsnlp.segment.sentences import find_clauses

if TYPE_CHECKING:
    from xhsnlp.entities.blend import Scores


class EntityRecognizer:
    """Writes `doc._.entities`, `doc._.roles`, `doc._.references` and `doc.ents` (whose ids are those of the things)."""

    def __init__(self, user_lexicon: str = "", merge_variants: bool = True):
        register_extensions()
        user = Gazetteer(read_gazetteer(Path(user_lexicon))) if user_lexicon else None
        self.finder = EntityFinder(shipped_tagger(), shipped_gazetteer(), user, merge_variants)

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        blocks = [(block.start, block.end) for block in article.blocks]
        found = self.finder.find(article.text, blocks, self._readings(doc))
        doc._.entities = found
        doc._.roles = find_roles(article.text, found)
        clauses = result_of(doc, "clauses") or find_clauses(article)
        doc._.references = find_references(article.text, found, clauses)
        show_entities(doc, found)
        return doc

    def _readings(self, doc: Doc) -> dict[str, Scores]:
        """What the network tells of the characters, where the pipeline has one."""
        if doc._.encoded is None:
            return {}
        from xhsnlp.entities.blend import network_readings, shipped_blend

        self.finder.blend = self.finder.blend or shipped_blend()
        return network_readings(doc._.encoded.windows, len(article_of(doc).text))


def show_entities(doc: Doc, entities: Iterable[Entity]) -> None:
    """Show entities as `doc.ents`, expanded to token borders; the ids of the things are those of the spans."""
    doc.ents = filter_spans([span for entity in entities if (span := _span(doc, entity)) is not None])


def _span(doc: Doc, entity: Entity) -> Span | None:
    return doc.char_span(
        entity.start,
        entity.end,
        label=entity.label.value,
        kb_id=entity.entity,
        span_id=entity.entity,
        alignment_mode="expand",
    )


@Language.factory(
    "xhsnlp_entities",
    default_config={"user_lexicon": "", "merge_variants": True},
    assigns=["doc._.entities", "doc._.roles", "doc._.references", "doc.ents"],
)
def make_entities(nlp: Language, name: str, user_lexicon: str, merge_variants: bool) -> EntityRecognizer:
    """Make the component.

    Args:
        user_lexicon: path of a gazetteer of the user's own (name, label, canonical), which wins; "" for none.
        merge_variants: whether persons whose names read alike (张晓慧, 张小慧) may become one.

    Raises:
        SettingsError: the user's gazetteer cannot be read (E204).
        ModelError: the tagger is missing or changed (E301, E302).
    """
    return EntityRecognizer(user_lexicon, merge_variants)
