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
    r"(?:[而但也且并又]|不过|对此|此外|另外|其中|同时|随后|近日|日前|最近|目前|今天|昨天|就像|正如|如|然而|因此|所以|于是|有(?=数据|媒体)|(?:\d+[.、．])|(?:\d{1,4}\s?[年月日号]\s?)|上午|下午|晚间|晚|有(?=[^，。]{2})|最新的?|[\s“”」「，,、>])+"
)
_TAIL = re.compile(
    r"(?:(?:也|还|则|都|曾|就|又|便|均|再次|多次|明确|公开|进一步|同时|会|在|正|不断|一致|曾经|随后|日前|近日|昨日|今日|此前|普遍|特别|曾多次"
    r"|[向对][^，,。]{1,12}|(?:在|于)[^，,。]{1,25}(?:中|上|时|里|会上|期间|后|采访|看|日|月|年|表示)?|[^，,。]{0,6}(?:接受|回应|谈到|针对|谈及)[^，,。]{1,20}(?:时|采访)|情绪激动地|\s))$"
)
_AFTER = "，,：: “「\"『"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article. Attributes: texts, tags, starts, ends: parallel lists."""

    texts: Sequence[str]
    tags: Sequence[str]
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
    by_index: dict[int, Clause] = field(default_factory=dict)
    entity_starts: list[int] = field(default_factory=list)
    quote_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_index = {clause.index: clause for clause in self.clauses}
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
            name = _entity(scene, stops[i], end)
            if name is None or texts[i] not in "据根据" or end - name.end > 1:
                return None
        content = clause.end if cue_end >= clause.end - 2 else cue_end
        sentence = ends[clause.sentence]
        if content >= sentence - 1:
            content, sentence = sentence + 1, _next_end(scene, ends, sentence + 1)
        speaker = _speaker(scene, stops[i], end, scene.text[end:cue_end] or texts[i], wide=True)
        if speaker is None:
            return None
        return Speech(content, max(sentence, content), speaker, False, starts[i], cue_end)
    return None


def _said(
    scene: Scene, cues: SpeechCues, clause: Clause, ends: dict[int, int], last: Speech | None
) -> Speech | None:
    """X表示，…  “…”，X说  并称…"""
    for begin_cue, end_cue, word in _cues_of(scene, cues, clause):
        following = scene.text[end_cue : end_cue + 1]
        closes = end_cue >= clause.end or following in _AFTER
        if not closes and _LISTENER.match(scene.text, end_cue, clause.end):
            closes, end_cue = True, clause.end
        if following in cues.never or not (closes or _opens_content(cues, clause, word, end_cue)):
            continue
        if _in_quote(scene, begin_cue) and not _in_quote(scene, clause.start):
            continue
        begin = _phrase_start(scene, clause, begin_cue)
        speaker = _speaker(scene, begin, begin_cue, word)
        if speaker is None:
            speaker = _before(scene, clause, word) or _carried(last, word)
        if speaker is None:
            continue
        return _content(scene, clause, ends, _resolved(scene, speaker, last), begin, (begin_cue, end_cue))
    return None


def _opens_content(cues: SpeechCues, clause: Clause, word: str, end_cue: int) -> bool:
    """Whether a cue within a clause can open what is said in the same clause (X认为Y)."""
    return word not in cues.comma and clause.end - end_cue >= 4


_LISTENER = re.compile(r"(?:《[^》]{1,12}》)?[^，。]{0,8}(?:记者|媒体|我们?|你|大家|投资者)$")


def _cues_of(scene: Scene, cues: SpeechCues, clause: Clause) -> list[tuple[int, int, str]]:
    """Words of saying in a clause: whole words, the ends of longer ones (媒体报道), and those glued to a name."""
    texts, starts, stops = scene.words.texts, scene.words.starts, scene.words.ends
    found = []
    for i in _words_in(scene, clause.start, clause.end):
        word = texts[i]
        if cues.is_cue(word):
            found.append((starts[i], stops[i], word))
        elif len(word) > 2 and cues.is_cue(word[-2:]):
            found.append((stops[i] - 2, stops[i], word[-2:]))
    first = bisect_left(scene.entity_starts, clause.start)
    for entity in scene.entities[first : first + 6]:
        word = scene.text[entity.end : clause.end]
        if 0 < len(word) < 3 and cues.is_cue(word):
            found.append((entity.end, clause.end, word))
    return sorted(set(found))


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
    scene: Scene, clause: Clause, ends: dict[int, int], speaker: Speaker, begin: int, at: tuple[int, int]
) -> Speech:
    """The stretch a cue governs: the quotation beside it, else the rest of the sentence."""
    cue, cue_end = at
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
        if number >= 0 and 0 <= begin - scene.quotes[number][1] <= 4:
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


def _before(scene: Scene, clause: Clause, word: str) -> Speaker | None:
    """The speaker of a cue whose own clause names none: who opens an earlier clause of the sentence."""
    for step in (1, 2, 3):
        number = clause.index - step
        near = scene.by_index.get(number)
        if near is None or near.sentence != clause.sentence:
            return None
        entity = _entity(scene, near.start, near.end)
        if entity is not None:
            return Speaker(entity.text, entity.start, entity.end, _kind(entity.text, entity), entity.entity, word)
        found = _opening(scene, near)
        if found:
            speaker = _speaker(scene, near.start, found, word)
            if speaker is not None:
                return speaker
    return None


def _opening(scene: Scene, clause: Clause) -> int | None:
    """Where the noun phrase that opens a clause ends, or None."""
    tags = scene.words.tags
    inside = _words_in(scene, clause.start, clause.end)
    last = None
    for i in inside:
        if tags[i][:1] in "nrmqtsjifNPD" or scene.words.texts[i] in "的有":
            last = scene.words.ends[i]
        else:
            break
    return last


_PRONOUNS = {"他们": "", "她们": "", "他": "PER", "她": "PER", "其": "", "该公司": "ORG", "该行": "ORG", "该机构": "ORG", "该平台": "ORG", "该企业": "ORG", "双方": "", "公司": "ORG", "后者": ""}


def _resolved(scene: Scene, speaker: Speaker, last: Speech | None) -> Speaker:
    """A pronoun's antecedent: the last speaker of the paragraph, else the nearest name before; others stay."""
    wanted = _PRONOUNS.get(speaker.text)
    if wanted is None:
        return speaker
    upto = bisect_left(scene.entity_starts, speaker.start)
    for entity in reversed(scene.entities[max(0, upto - 12) : upto]):
        label = entity.label.value
        if label == wanted or (not wanted and label in {"PER", "ORG"}):
            return Speaker(
                entity.text, entity.start, entity.end, _kind(entity.text, entity), entity.entity, speaker.cue
            )
    return _carried(last, speaker.cue or "") or speaker


def _carried(last: Speech | None, word: str) -> Speaker | None:
    """The speaker of a cue without a subject (并称…): the one before, in the paragraph."""
    if last is None:
        return None
    old = last.speaker
    return Speaker(old.text, old.start, old.end, old.kind, old.entity, word)


def _speaker(scene: Scene, start: int, end: int, cue: str, wide: bool = False) -> Speaker | None:
    """The phrase of a stretch that names who speaks, or None; a wide stretch holds more than the name."""
    entity = _entity(scene, start, end)
    if entity is not None and entity.label.value == "PER":
        return Speaker(entity.text, entity.start, entity.end, SpeakerKind.PERSON, entity.entity, cue.strip() or None)
    start, end = _trimmed(scene.text, start, end)
    entity = _entity(scene, start, end)
    if entity is not None and (end - start > 12 or wide):
        start, end = entity.start, entity.end
    for pronoun in _PRONOUNS:
        if scene.text.startswith(pronoun, start, end):
            end = start + len(pronoun)
            entity = None
    phrase = scene.text[start:end]
    if not phrase or len(phrase) > MAX_SPEAKER or phrase in _NOBODY or phrase[0] in "在于从对向当":
        return None
    for mark in "的":
        place = phrase.find(mark)
        if place > 1 and any(w in phrase for w in ("数据", "报告", "信息", "公告", "发布", "公布")):
            phrase = phrase[:place]
    for verb in ("援引", "引用", "发表", "发布", "公布", "披露", "最近", "最新", "提供"):
        place = phrase.find(verb)
        if place > 1:
            phrase = phrase[:place]
    phrase = phrase.rstrip()
    if not phrase:
        return None
    kind = _kind(phrase, entity)
    return Speaker(phrase, start, start + len(phrase), kind, entity.entity if entity else None, cue.strip() or None)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the connectives before and the adverbs and circumstances after the speaker."""
    lead = _LEAD.match(text, start, end)
    if lead:
        start = lead.end()
    for _ in range(4):
        tail = _TAIL.search(text[start:end])
        if not tail or tail.start() == 0:
            break
        end = start + tail.start()
    while end > start and text[end - 1] in " 　，,“”":
        end -= 1
    return start, end


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
