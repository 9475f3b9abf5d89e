"""The phrase that names a speaker: cut free of what stands around it, and of what kind it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from xhsnlp.entities.entity import Entity
from xhsnlp.speech.cues import source_words, speaker_phrases
from xhsnlp.speech.speech import Speaker, SpeakerKind

#: A longer phrase is not a name.
MAX_SPEAKER = 24
#: Words that open a circumstance, not a name.
_OPENERS = "在于从对向当"
#: Quotation marks: one that closes belongs to a name only with one that opens.
_OPENING, _CLOSERS = "“「『‘《", "”」』’》"


def named_speaker(
    text: str,
    entities: Sequence[Entity],
    entity_starts: Sequence[int],
    start: int,
    end: int,
    cue: str,
    wide: bool = False,
) -> Speaker | None:
    """The phrase of a stretch that names who speaks, or None.

    Args:
        text: the article.
        entities: its entities, and where they start.
        entity_starts: see `entities`.
        start: first character of the stretch before the cue.
        end: the character after it.
        cue: the word of saying.
        wide: whether the stretch holds more than the name.
    """
    said = cue.strip() or None
    entity = name_in(entities, entity_starts, start, end)
    if entity is not None and entity.label.value == "PER":
        return Speaker(entity.text, entity.start, entity.end, SpeakerKind.PERSON, entity.entity, said)
    start, end = _trimmed(text, start, end)
    entity = name_in(entities, entity_starts, start, end)
    if entity is not None and (end - start > 12 or wide):
        start, end = entity.start, entity.end
    words = speaker_phrases()
    for pronoun in words.pronouns:
        if text.startswith(pronoun, start, end):
            end = start + len(pronoun)
            entity = None
    phrase = text[start:end]
    if not phrase or len(phrase) > MAX_SPEAKER or phrase in words.nobody or phrase[0] in _OPENERS:
        return None
    place = phrase.find("的")
    if place > 1 and any(word in phrase for word in words.source):
        phrase = phrase[:place]
    for verb in words.publish:
        place = phrase.find(verb)
        if place > 1:
            phrase = phrase[:place]
    phrase = phrase.rstrip()
    if phrase[-1:] in _CLOSERS and not any(mark in phrase for mark in _OPENING):
        phrase = phrase[:-1]
    if not phrase:
        return None
    kind = kind_of(phrase, entity)
    return Speaker(phrase, start, start + len(phrase), kind, entity.entity if entity else None, said)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the connectives before and the adverbs and circumstances after the speaker."""
    words = speaker_phrases()
    lead = words.lead.match(text, start, end)
    if lead:
        start = lead.end()
    for _ in range(4):
        tail = words.tail.search(text[start:end])
        if not tail or tail.start() == 0:
            break
        end = start + tail.start()
    while end > start and text[end - 1] in " \u3000，,“”":
        end -= 1
    return start, end


def name_in(entities: Sequence[Entity], starts: Sequence[int], start: int, end: int) -> Entity | None:
    """The person of a stretch (the last one), else its first organization."""
    first = bisect_left(starts, start)
    inside = [e for e in entities[first : first + 12] if e.end <= end]
    people = [e for e in inside if e.label.value == "PER"]
    firms = [e for e in inside if e.label.value == "ORG"]
    return people[-1] if people else firms[0] if firms else None


def kind_of(phrase: str, entity: Entity | None) -> SpeakerKind:
    """What kind of speaker a phrase names."""
    if entity is not None and entity.label.value == "PER":
        return SpeakerKind.PERSON
    best: tuple[int, SpeakerKind] | None = None
    for kind, words in source_words():
        for word in words:
            place = phrase.rfind(word)
            if place >= 0 and (best is None or place + len(word) > best[0]):
                best = (place + len(word), kind)
    if entity is not None and (best is None or best[1] is not SpeakerKind.DATA):
        return SpeakerKind.ORGANIZATION
    return best[1] if best else SpeakerKind.UNNAMED
