"""The phrase that names a speaker: cut free of what stands around it, and of what kind it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from xhsnlp.entities.entity import Entity
from xhsnlp.speech.cues import source_words, speaker_phrases
from xhsnlp.speech.scene import Scene
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
        rest = start + len(pronoun)
        if text.startswith(pronoun, start, end) and (rest == end or text.startswith(_OCCASIONS, rest, end)):
            end = rest
            entity = None
            break
    phrase = text[start:end]
    if not phrase or len(phrase) > MAX_SPEAKER or phrase in words.nobody or phrase[0] in _OPENERS:
        return None
    place = phrase.find("的")
    if place > 1 and any(word in phrase for word in words.source):
        phrase = phrase[:place]
    for verb in words.publish:
        place = phrase.find(verb)
        if place > 1:
            phrase = text[start : _trimmed(text, start, start + place)[1]]
    phrase = phrase.rstrip()
    if phrase[-1:] in _CLOSERS and not any(mark in phrase for mark in _OPENING):
        phrase = phrase[:-1]
    if not phrase:
        return None
    kind = kind_of(phrase, entity)
    return Speaker(phrase, start, start + len(phrase), kind, entity.entity if entity else None, said)


def clean_phrase(scene: Scene, start: int, end: int) -> tuple[int, int] | None:
    """The noun phrase of a stretch before a word of saying: connectives and adverbs before it and what follows its verb cut off.

    Returns:
        its first and last character, or None where there is no noun; a stretch that a preposition opens is given back whole.
    """
    words, asking = scene.words, speaker_phrases().asking
    inside = scene.words_in(max(start, scene.text.rfind("】", start, end) + 1), end)
    first, last = inside.start, inside.stop
    while first < last and _leads(words.texts, words.tags, first, last):
        first += 1
    if first >= last or any(words.texts[i] in asking for i in range(first, last)):
        return None
    if words.tags[first][:1] == "p":
        return (words.starts[first], end) if words.texts[first] in _OCCASIONS else None
    person = name_in(scene.entities, scene.entity_starts, words.starts[first], end)
    if person is not None and person.label.value == "PER":
        return words.starts[first], end
    stop = _noun_phrase_end(scene, first, last, end)
    while stop > first + 1 and words.tags[stop - 1][:1] in ("t", "d", "p") and words.ends[stop - 1] <= end:
        stop -= 1
    place = words.starts[first], min(words.ends[max(stop - 1, first)], end)
    nobody = scene.text[slice(*place)] in speaker_phrases().nobody
    if nobody or words.texts[first] in _NEGATORS or not _names(scene, first, stop):
        return _source_before(scene, first, last, end)
    return place


def _noun_phrase_end(scene: Scene, first: int, last: int, end: int) -> int:
    """The word after a noun phrase: the first verb or adverb that no 的 follows; names and what holds the cue itself are kept."""
    words = scene.words
    stop = first + 2 if words.texts[first : first + 2] == ["有", "人"] and first + 2 <= last else first
    while stop < last:
        entity = name_in(scene.entities, scene.entity_starts, words.starts[stop], end)
        if entity is not None and entity.start == words.starts[stop]:
            while stop < last and words.starts[stop] < entity.end:
                stop += 1
        elif _breaks(words.texts, words.tags, stop, last) and words.ends[stop] <= end:
            break
        else:
            stop += 1
    return stop


def _source_before(scene: Scene, first: int, last: int, end: int) -> tuple[int, int] | None:
    """The nouns right before a word of saying where they name a person or a usual source (导致不少人 | 认为)."""
    words = scene.words
    stop = last
    while stop > first and words.tags[stop - 1][:1] in ("d", "p") or words.texts[stop - 1] in _MODALS:
        stop -= 1
    begin = stop
    while (
        begin > first
        and words.tags[begin - 1][:1] in ("n", "r", "m", "q", "a")
        and words.texts[begin - 1] != "有"
    ):
        begin -= 1
    if begin < stop and (
        words.tags[stop - 1][:2] == "nr" or scene.text[: words.ends[stop - 1]].endswith(_SOURCES)
    ):
        if words.texts[begin] == "人" and begin > first and words.texts[begin - 1] == "有":
            begin -= 1
        return words.starts[begin], min(words.ends[stop - 1], end)
    return None


def _names(scene: Scene, first: int, stop: int) -> bool:
    """Whether words hold a noun and do not end as a time or place does (很多年前)."""
    words = scene.words
    if stop == first or words.texts[stop - 1] in _TIMES:
        return False
    return any(words.tags[i][:1] in _NOUNS or words.tags[i] in _NOMINAL for i in range(first, stop))


#: Words that open no name, prepositions behind which one may stand, and ends of times.
_NEGATORS = ("没有", "不", "没", "无", "未", "通过", "看看")
_OCCASIONS = ("在", "对", "对于", "针对", "面对", "就", "当", "据", "根据", "于", "从", "由", "按", "被")
_MODALS = ("会", "可能", "能", "要", "想", "也许")
_SOURCES = (
    "人",
    "人士",
    "声音",
    "网友",
    "用户",
    "专家",
    "分析师",
    "媒体",
    "消费者",
    "业主",
    "机构",
    "平台",
    "观点",
    "说法",
    "们",
)
_TIMES = ("前", "后", "时", "之前", "之后", "以前", "以后", "期间")
_NOUNS = ("n", "r", "j", "i", "l", "m", "N", "P", "x", "s")
_NOMINAL = ("vn", "an", "nr", "nt", "nz", "eng")


def _leads(texts: Sequence[str], tags: Sequence[str], i: int, last: int) -> bool:
    """Whether a word may stand before a name and is no part of it."""
    if texts[i] == "有":
        return i + 1 < last and texts[i + 1][:1] not in "的些人"
    if texts[i] in speaker_phrases().openers:
        return True
    return tags[i][:1] in ("c", "d", "u", "y", "o", "e", "w", "t") and texts[i] not in "“「『《"


def _breaks(texts: Sequence[str], tags: Sequence[str], i: int, last: int) -> bool:
    """Whether a word ends a noun phrase: a verb or an adverb that no 的 follows soon."""
    if texts[i] in ("了", "着", "过"):
        return True
    if (
        (tags[i][:1] not in ("v", "d", "c") and tags[i] != "ad")
        or tags[i] in _NOMINAL
        or texts[i] in "和与及、"
    ):
        return False
    return "的" not in texts[i + 1 : min(i + 6, last)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the connectives before and the adverbs and circumstances after the speaker."""
    words = speaker_phrases()
    lead = words.lead.match(text, start, end)
    if lead:
        start = lead.end()
    for _ in range(4):
        tail = words.tail.search(text[start:end])
        if not tail or tail.start() == 0 or text[start:end].endswith(words.whole):
            break
        end = start + tail.start()
    while end > start and (
        text[end - 1] in " \u3000，,“" or (text[end - 1] == "”" and "“" not in text[start:end])
    ):
        end -= 1
    return start, end


def name_in(entities: Sequence[Entity], starts: Sequence[int], start: int, end: int) -> Entity | None:
    """The person of a stretch (the last one), else its first organization."""
    first = bisect_left(starts, start)
    inside = [e for e in entities[first : first + 12] if e.end <= end]
    people = [e for e in inside if e.label.value == "PER"]
    firms = [e for e in inside if e.label.value == "ORG"]
    return people[-1] if people else firms[0] if firms else None


def is_source(phrase: str) -> bool:
    """Whether a phrase ends with a report or a data set (快手发布的财报)."""
    return phrase.endswith(
        tuple(word for kind, words in source_words() for word in words if kind is SpeakerKind.DATA)
    )


def can_speak(scene: Scene, speaker: Speaker) -> bool:
    """Whether a phrase names somebody, as what is forecast (交易额预计…) does not."""
    entity = name_in(scene.entities, scene.entity_starts, speaker.start, speaker.end)
    if entity is not None and entity.end == speaker.end:
        return True
    words = speaker_phrases()
    return speaker.text.endswith(words.forecasters) or speaker.text in words.pronouns


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
