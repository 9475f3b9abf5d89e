"""Word lists of speech, read from `data/`."""

from __future__ import annotations

import re
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
    forecast: frozenset[str]
    tell: frozenset[str]
    give: frozenset[str]
    light: frozenset[str]
    account: tuple[str, ...]
    report: tuple[str, ...]

    def is_cue(self, word: str) -> bool:
        """Whether a word can be one of saying."""
        return word in self.free or word in self.comma or word in self.announce or word in self.data


@lru_cache(maxsize=1)
def speech_cues() -> SpeechCues:
    """The cue words, read once."""
    rows = {
        name: frozenset(words.split()) for name, words in read_rows(PACKAGE / "speech" / "data" / "cues.tsv")
    }
    account, report = (tuple(sorted(rows.pop(name))) for name in ("account", "report"))
    return SpeechCues(**rows, account=account, report=report)


@lru_cache(maxsize=1)
def source_words() -> tuple[tuple[SpeakerKind, tuple[str, ...]], ...]:
    """Words that tell what kind of speaker a phrase is, longest first."""
    rows = read_rows(PACKAGE / "speech" / "data" / "sources.tsv")
    return tuple(
        (SpeakerKind(kind), tuple(sorted(words.split(), key=lambda w: (-len(w), w)))) for kind, words in rows
    )


@dataclass(frozen=True, slots=True)
class SpeakerPhrases:
    """Words around a speaker's name, see the head of `data/phrases.tsv`.

    Attributes:
        lead, tail: patterns of what stands before and after the name.
        pronouns: reference to the label of what it names, "" for a person or an organization.
        nobody, publish, source, whole, behind, asking, openers, firms, forecasters: words of that use.
    """

    lead: re.Pattern[str]
    tail: re.Pattern[str]
    pronouns: dict[str, str]
    nobody: frozenset[str]
    publish: tuple[str, ...]
    source: tuple[str, ...]
    whole: tuple[str, ...]
    behind: tuple[str, ...]
    asking: frozenset[str]
    openers: frozenset[str]
    firms: frozenset[str]
    forecasters: tuple[str, ...]


@lru_cache(maxsize=1)
def speaker_phrases() -> SpeakerPhrases:
    """The words around a speaker's name, read once."""
    rows = {name: words.split() for name, words in read_rows(PACKAGE / "speech" / "data" / "phrases.tsv")}
    lead = "|".join(sorted(map(re.escape, rows["lead"]), key=lambda w: (-len(w), w)))
    tail = "|".join(sorted(map(re.escape, rows["tail"]), key=lambda w: (-len(w), w)))
    occasion = "|".join(map(re.escape, rows["circumstance"]))
    pronouns = dict.fromkeys(rows["any"], "")
    pronouns |= dict.fromkeys(rows["person"], "PER") | dict.fromkeys(rows["firm"], "ORG")
    return SpeakerPhrases(
        re.compile(rf"(?:{lead}|有(?=[^，。]{{2}})|\d+[.、．]|\d{{1,4}}\s?[年月日号]|[\s“”」「，,、>])+"),
        re.compile(
            rf"(?:{tail}|\d{{1,4}}\s?[年月日号]|[向对][^，,。]{{1,12}}|[在于][^，,。]{{1,25}}|[^，,。]{{0,6}}(?:{occasion})[^，,。]{{1,20}}(?:时|采访)|\s)$"
        ),
        dict(sorted(pronouns.items(), key=lambda item: -len(item[0]))),
        frozenset(rows["nobody"]),
        tuple(rows["publish"]),
        tuple(rows["source"]),
        tuple(rows["whole"]),
        tuple(rows["behind"]),
        frozenset(rows["asking"]),
        frozenset(rows["opener"]),
        frozenset(rows["firm"]),
        tuple(rows["forecaster"]),
    )
