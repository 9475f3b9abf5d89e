"""Word lists of speech, read from `data/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from xhsnlp.resources import PACKAGE, read_rows
from xhsnlp.speech.speech import SpeakerKind


@dataclass(frozen=True, slots=True)
class SpeechCues:
    """Attributes: one set of words a use, see the head of `data/cues.tsv`."""

    free: frozenset[str]
    comma: frozenset[str]
    announce: frozenset[str]
    data: frozenset[str]
    according: frozenset[str]
    said: frozenset[str]
    never: frozenset[str]

    def is_cue(self, word: str) -> bool:
        """Whether a word can be one of saying."""
        return word in self.free or word in self.comma or word in self.announce or word in self.data


@lru_cache(maxsize=1)
def speech_cues() -> SpeechCues:
    """The cue words, read once."""
    rows = {name: frozenset(words.split()) for name, words in read_rows(PACKAGE / "speech" / "data" / "cues.tsv")}
    return SpeechCues(**rows)


@lru_cache(maxsize=1)
def source_words() -> tuple[tuple[SpeakerKind, tuple[str, ...]], ...]:
    """Words that tell what kind of speaker a phrase is, longest first."""
    rows = read_rows(PACKAGE / "speech" / "data" / "sources.tsv")
    return tuple((SpeakerKind(kind), tuple(sorted(words.split(), key=lambda w: (-len(w), w)))) for kind, words in rows)
