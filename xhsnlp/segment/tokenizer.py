"""The spaCy tokenizer `xhsnlp.JiebaTokenizer.v1`: jieba with its own dictionary, and a user's word list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import astuple
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from xhsnlp.segment.lexicon import LexiconEntry, WordMatcher, read_lexicon
from xhsnlp.segment.words import cut

_SURROGATE = re.compile("[\ud800-\udfff]")


class JiebaTokenizer:
    """Makes a Doc of a text; `doc.text` is the text, whatever it holds.

    Attributes:
        vocab: the vocabulary of the pipeline.
        matcher: the user's words.
    """

    def __init__(self, vocab: Vocab, entries: Iterable[LexiconEntry] = ()):
        self.vocab = vocab
        self.matcher = WordMatcher(entries)

    def __call__(self, text: str) -> Doc:
        """Cut a text. A lone surrogate, which spaCy cannot hold, becomes U+FFFD."""
        words: list[str] = []
        spaces: list[bool] = []
        for word, _ in cut(_SURROGATE.sub("\ufffd", text), self.matcher if self.matcher.entries else None):
            if word == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(word)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterable[str], batch_size: int = 1) -> Iterable[Doc]:
        """Cut many texts, one after the other."""
        for text in texts:
            yield self(text)

    def to_bytes(self, **_: Any) -> bytes:
        """The user's words as MessagePack."""
        return srsly.msgpack_dumps([list(astuple(entry)) for entry in self.matcher.entries.values()])

    def from_bytes(self, data: bytes, **_: Any) -> JiebaTokenizer:
        """Take the user's words of `to_bytes`."""
        self.matcher = WordMatcher(LexiconEntry(*row) for row in srsly.msgpack_loads(data))
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the user's words as a lexicon file."""
        rows = ["# word, weight, tag"] + [
            "\t".join(map(str, astuple(e))) for e in self.matcher.entries.values()
        ]
        Path(path).write_text("\n".join(rows) + "\n", "utf-8")

    def from_disk(self, path: str | Path, **_: Any) -> JiebaTokenizer:
        """Take the user's words of `to_disk`."""
        self.matcher = WordMatcher(read_lexicon(path))
        return self


@spacy.registry.tokenizers("xhsnlp.JiebaTokenizer.v1")
def make_tokenizer(user_lexicon: str = "") -> Callable[[Language], JiebaTokenizer]:
    """Make the tokenizer.

    Args:
        user_lexicon: path of a word list (word, weight, tag); its words are never cut. "" for none.

    Raises:
        InputError: no such file (E101) or not UTF-8 (E108).
        SettingsError: a weight or tag that is none (E203).
    """
    entries = read_lexicon(user_lexicon) if user_lexicon else []

    def create(nlp: Language) -> JiebaTokenizer:
        return JiebaTokenizer(nlp.vocab, entries)

    return create
