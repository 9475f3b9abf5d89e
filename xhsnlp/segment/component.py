"""The spaCy components `xhsnlp_sentences` and `xhsnlp_tagger`."""

from __future__ import annotations

import numpy as np
from spacy.attrs import IDX, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc

from xhsnlp.annotations import article_of, register_extensions
from xhsnlp.segment.sentences import find_clauses, find_sentences
from xhsnlp.segment.tagger import tag_words
from xhsnlp.segment.tokenizer import JiebaTokenizer


class SentenceFinder:
    """Marks where sentences start and writes `doc._.clauses`."""

    def __init__(self) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        doc._.clauses = find_clauses(article)
        if len(doc):
            begins = doc.to_array(IDX)
            starts = [start for start, _ in find_sentences(article)]
            marks = np.full(len(doc), -1, dtype=np.int64).astype(np.uint64)
            marks[np.searchsorted(begins, starts, side="right") - 1] = 1
            marks[0] = 1
            doc.from_array([SENT_START], marks.reshape(-1, 1))  # type: ignore[arg-type]
        return doc


class Tagger:
    """Writes `token.tag_` (LAC's tags) and `token.pos_` (Universal POS)."""

    def __init__(self, given: dict[str, str]):
        self.given = given

    def __call__(self, doc: Doc) -> Doc:
        tags, poses = tag_words([token.text for token in doc], self.given)
        add = doc.vocab.strings.add
        codes = {name: add(name) for name in {*tags, *poses}}
        rows = [(codes[tag], codes[pos]) for tag, pos in zip(tags, poses, strict=True)]
        if rows:
            doc.from_array([TAG, POS], np.array(rows, np.uint64))  # type: ignore[arg-type]
        return doc


@Language.factory("xhsnlp_sentences", assigns=["token.is_sent_start", "doc._.clauses"])
def make_sentences(nlp: Language, name: str) -> SentenceFinder:
    """Make the component."""
    return SentenceFinder()


@Language.factory("xhsnlp_tagger", assigns=["token.tag", "token.pos"])
def make_tagger(nlp: Language, name: str) -> Tagger:
    """Make the component; the tags of the tokenizer's user lexicon win."""
    tokenizer = nlp.tokenizer
    entries = tokenizer.matcher.entries.values() if isinstance(tokenizer, JiebaTokenizer) else ()
    return Tagger({entry.word: entry.tag for entry in entries if entry.tag})
