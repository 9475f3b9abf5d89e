"""Rules that find speech and its speaker, clause by clause."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from xhsnlp.annotations import Clause
from xhsnlp.entities.entity import Entity
from xhsnlp.speech.cues import SpeechCues, source_words, speech_cues
from xhsnlp.speech.speech import Speaker, SpeakerKind, Speech

MAX_SPEAKER = 24
_LEAD = re.compile(
    r"^(?:[而但也且并又]|不过|对此|此外|另外|其中|同时|随后|近日|日前|最近|目前|今天|昨天|就像|正如|如|然而|因此|所以|于是|有(?=数据|媒体)|[\s“”」「，,、>])+"
)
_TAIL = re.compile(
    r"(?:(?:也|还|则|都|曾|就|又|便|均|再次|多次|明确|公开|进一步|同时|会|在|正|不断|一致|曾经|随后|日前|近日|昨日|今日|此前|普遍|特别|曾多次"
    r"|[向对][^，,。]{1,12}|(?:在|于)[^，,。]{1,25}(?:中|上|时|里|会上|期间|后|采访|看|日|月|年|表示)?|[^，,。]{0,6}(?:接受|回应|谈到|针对|谈及)[^，,。]{1,20}(?:时|采访)|情绪激动地|\s))$"
)
_AFTER = "，,：: “「\"『"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article. Attributes: texts, starts, ends: parallel lists."""

    texts: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]


@dataclass(slots=True)
class Scene:
    """What the rules look at.

    Attributes:
        text: the article.
        words: its words.
        clauses: its clauses, those of the body alone.
        quotes: its quotations.
        entities: its entities.
    """

    text: str
    words: Words
    clauses: Sequence[Clause]
    quotes: Sequence[tuple[int, int]]
    entities: Sequence[Entity]
    entity_starts: list[int] = field(default_factory=list)
    quote_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.entity_starts = [entity.start for entity in self.entities]
        self.quote_starts = [start for start, _ in self.quotes]


def find_speech(scene: Scene) -> list[Speech]:
    """All stretches of speech, in order of their start; a direct one may lie in a reported one."""
    cues = speech_cues()
    ends = _sentence_ends(scene.clauses)
    found: list[Speech] = []
    last: Speech | None = None
    for clause in scene.clauses:
        same = last is not None and _block_of(scene, last) == clause.block
        speech = _according(scene, cues, clause, ends) or _said(scene, cues, clause, ends, last if same else None)
        if speech is not None:
            found.append(speech)
            last = speech
    found.extend(_bare_quotes(scene, found))
    unique = {(s.start, s.end, s.speaker.start): s for s in found if s.start < s.end}
    return sorted(unique.values(), key=lambda s: (s.start, -s.end, s.speaker.start))


def _sentence_ends(clauses: Sequence[Clause]) -> dict[int, int]:
    ends: dict[int, int] = {}
    for clause in clauses:
        ends[clause.sentence] = max(ends.get(clause.sentence, 0), clause.end)
    return ends


def _block_of(scene: Scene, speech: Speech) -> int:
    number = bisect_right([c.start for c in scene.clauses], speech.cue_start) - 1 if len(scene.clauses) < 4 else -1
    if number >= 0:
        return scene.clauses[number].block
    low, high = 0, len(scene.clauses)
    while low < high:
        middle = (low + high) // 2
        if scene.clauses[middle].start <= max(speech.cue_start, speech.speaker.start):
            low = middle + 1
        else:
            high = middle
    return scene.clauses[low - 1].block if low else -1


def _words_in(scene: Scene, start: int, end: int) -> range:
    return range(bisect_left(scene.words.starts, start), bisect_left(scene.words.starts, end))


def _according(scene: Scene, cues: SpeechCues, clause: Clause, ends: dict[int, int]) -> Speech | None:
    """据X介绍，…  根据X发布的数据，…"""
    texts, starts, stops = scene.words.texts, scene.words.starts, scene.words.ends
    inside = _words_in(scene, clause.start, clause.end)
    for i in inside[:4]:
        if texts[i] not in cues.according:
            continue
        close = next((k for k in reversed(inside) if k > i and texts[k] in cues.said), None)
        end = starts[close] if close is not None else clause.end
        cue_end = stops[close] if close is not None else clause.end
        phrase = scene.text[stops[i] : end]
        if close is None and not any(word in phrase for word in ("报告", "数据", "财报", "年报", "调查")):
            return None
        content = clause.end if cue_end >= clause.end - 2 else cue_end
        speaker = _speaker(scene, cues, stops[i], end, scene.text[end:cue_end] or texts[i])
        if speaker is None:
            return None
        return Speech(content, max(ends[clause.sentence], content), speaker, False, starts[i], cue_end)
    return None


def _said(
    scene: Scene, cues: SpeechCues, clause: Clause, ends: dict[int, int], last: Speech | None
) -> Speech | None:
    """X表示，…  “…”，X说  并称…"""
    texts, starts, stops = scene.words.texts, scene.words.starts, scene.words.ends
    inside = _words_in(scene, clause.start, clause.end)
    for i in inside:
        word = texts[i]
        if not cues.is_cue(word):
            continue
        following = scene.text[stops[i] : stops[i] + 1]
        closes = stops[i] >= clause.end or following in _AFTER
        if following in cues.never and word not in cues.free:
            continue
        if not closes and (word in cues.comma or (word in cues.data and clause.end - stops[i] < 4)):
            continue
        if _in_quote(scene, starts[i]) and not _in_quote(scene, clause.start):
            continue
        begin = _phrase_start(scene, clause, starts[i])
        speaker = _speaker(scene, cues, begin, starts[i], word)
        if speaker is None:
            speaker = _carried(scene, clause, last, word) if starts[i] - begin < 4 else None
        if speaker is None:
            continue
        return _content(scene, clause, ends, speaker, starts[i], stops[i])
    return None


def _phrase_start(scene: Scene, clause: Clause, cue: int) -> int:
    """Where the speaker's phrase may begin: after a quotation that ends in this clause, else with the clause."""
    number = bisect_right(scene.quote_starts, cue) - 1
    if number >= 0 and clause.start < scene.quotes[number][1] <= cue and scene.quotes[number][1] > clause.start + 6:
        return scene.quotes[number][1] + 1
    return clause.start


def _in_quote(scene: Scene, place: int) -> bool:
    number = bisect_right(scene.quote_starts, place) - 1
    return number >= 0 and place < scene.quotes[number][1]


def _content(
    scene: Scene, clause: Clause, ends: dict[int, int], speaker: Speaker, cue: int, cue_end: int
) -> Speech:
    """The stretch a cue governs: the quotation beside it, else the rest of the sentence."""
    number = bisect_left(scene.quote_starts, cue_end)
    if number < len(scene.quotes) and scene.quotes[number][0] - cue_end <= 3:
        start, end = scene.quotes[number]
        if end - start > 12:
            sentence = ends[clause.sentence]
            return Speech(start, max(end, sentence) if sentence > end else end, speaker, True, cue, cue_end)
    sentence = ends[clause.sentence]
    if cue_end >= sentence - 1 or scene.text[cue_end : cue_end + 1] == "。":
        before = bisect_left(scene.quote_starts, clause.start) - 1
        inner = bisect_right(scene.quote_starts, cue) - 1
        number = max(before, inner)
        if number >= 0 and 0 <= speaker.start - scene.quotes[number][1] <= 4:
            start, end = scene.quotes[number]
            return Speech(start, end, speaker, True, cue, cue_end)
    start = cue_end
    while start < len(scene.text) and scene.text[start] in _AFTER + "\n\r>":
        start += 1
    if start >= sentence:
        sentence = _next_end(scene, ends, start)
    return Speech(start, sentence, speaker, False, cue, cue_end)


def _next_end(scene: Scene, ends: dict[int, int], start: int) -> int:
    """End of the sentence that a colon at the end of a paragraph opens."""
    low, high = 0, len(scene.clauses)
    while low < high:
        middle = (low + high) // 2
        if scene.clauses[middle].end <= start:
            low = middle + 1
        else:
            high = middle
    return ends[scene.clauses[low].sentence] if low < len(scene.clauses) else start


def _carried(scene: Scene, clause: Clause, last: Speech | None, word: str) -> Speaker | None:
    """The speaker of a cue without a subject (并称…): the one before, in the paragraph."""
    if last is None:
        return None
    old = last.speaker
    return Speaker(old.text, old.start, old.end, old.kind, old.entity, word)


def _speaker(scene: Scene, cues: SpeechCues, start: int, end: int, cue: str) -> Speaker | None:
    """The phrase of a stretch that names who speaks, or None."""
    phrase = scene.text[start:end]
    lead = _LEAD.match(phrase)
    if lead:
        start += lead.end()
    for _ in range(4):
        tail = _TAIL.search(scene.text[start:end])
        if not tail or tail.start() == 0:
            break
        end = start + tail.start()
    while end > start and scene.text[end - 1] in " 　，,“”":
        end -= 1
    entity = _entity(scene, start, end)
    if entity is not None and (end - start > 12 or entity.start - start > 0):
        start, end = entity.start, entity.end
    phrase = scene.text[start:end]
    if not phrase or len(phrase) > MAX_SPEAKER or phrase in _NOBODY:
        return None
    for mark in "的":
        place = phrase.find(mark)
        if place > 1 and any(w in phrase for w in ("数据", "报告", "信息", "公告", "发布", "公布")):
            phrase = phrase[:place]
    for verb in ("发布", "公布", "披露", "最近", "最新", "提供"):
        place = phrase.find(verb)
        if place > 1:
            phrase = phrase[:place]
    phrase = phrase.rstrip()
    if not phrase:
        return None
    kind = _kind(phrase, entity)
    return Speaker(phrase, start, start + len(phrase), kind, entity.entity if entity else None, cue.strip() or None)


_NOBODY = frozenset("了解 悉 报道 记者 此 这 这意味着 那 我 我们 你 是 不 了 本报记者 介绍 公开 可以 这也 可".split())


def _entity(scene: Scene, start: int, end: int) -> Entity | None:
    """The person of a stretch (the last one), else its first organization."""
    first = bisect_left(scene.entity_starts, start)
    inside = [e for e in scene.entities[first : first + 12] if e.end <= end]
    people = [e for e in inside if e.label.value == "PER"]
    firms = [e for e in inside if e.label.value == "ORG"]
    return people[-1] if people else firms[0] if firms else None


def _kind(phrase: str, entity: Entity | None) -> SpeakerKind:
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


def _bare_quotes(scene: Scene, found: Sequence[Speech]) -> list[Speech]:
    """Quotations of whole sentences without a cue of their own: the speaker before them in reach goes on."""
    out = []
    direct = sorted((s for s in found), key=lambda s: s.cue_start)
    cue_starts = [s.cue_start for s in direct]
    for start, end in scene.quotes:
        if end - start < 12 or any(s.start <= start < s.end for s in direct):
            continue
        number = bisect_left(cue_starts, start) - 1
        if number >= 0 and start - direct[number].end < 60:
            out.append(Speech(start, end, direct[number].speaker, True))
    return out
