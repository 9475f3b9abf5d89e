"""Rules that find speech and its speaker, clause by clause."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from xhsnlp.annotations import Clause
from xhsnlp.entities.entity import Entity
from xhsnlp.speech.cues import SpeechCues, speaker_phrases, speech_cues
from xhsnlp.speech.naming import kind_of, name_in, named_speaker
from xhsnlp.speech.speech import Speaker, Speech

_AFTER = '，,：: “「"『'


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
        speech = _according(scene, cues, clause, ends) or _said(
            scene, cues, clause, ends, last if same else None
        )
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
            name = name_in(scene.entities, scene.entity_starts, stops[i], end)
            if name is None or texts[i] not in "据根据" or end - name.end > 1:
                return None
        content = clause.end if cue_end >= clause.end - 2 else cue_end
        sentence = ends[clause.sentence]
        if content >= sentence - 1:
            content, sentence = sentence + 1, _next_end(scene, ends, sentence + 1)
        speaker = named_speaker(
            scene.text,
            scene.entities,
            scene.entity_starts,
            stops[i],
            end,
            scene.text[end:cue_end] or texts[i],
            wide=True,
        )
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
        speaker = named_speaker(scene.text, scene.entities, scene.entity_starts, begin, begin_cue, word)
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
    if (
        number >= 0
        and clause.start < scene.quotes[number][1] <= cue
        and scene.quotes[number][1] > clause.start + 6
    ):
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
        entity = name_in(scene.entities, scene.entity_starts, near.start, near.end)
        if entity is not None:
            return Speaker(
                entity.text, entity.start, entity.end, kind_of(entity.text, entity), entity.entity, word
            )
        found = _opening(scene, near)
        if found:
            speaker = named_speaker(scene.text, scene.entities, scene.entity_starts, near.start, found, word)
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


def _resolved(scene: Scene, speaker: Speaker, last: Speech | None) -> Speaker:
    """A pronoun's antecedent: the last speaker of the paragraph, else the nearest name before; others stay."""
    wanted = speaker_phrases().pronouns.get(speaker.text)
    if wanted is None:
        return speaker
    upto = bisect_left(scene.entity_starts, speaker.start)
    for entity in reversed(scene.entities[max(0, upto - 12) : upto]):
        label = entity.label.value
        if label == wanted or (not wanted and label in {"PER", "ORG"}):
            return Speaker(
                entity.text,
                entity.start,
                entity.end,
                kind_of(entity.text, entity),
                entity.entity,
                speaker.cue,
            )
    return _carried(last, speaker.cue or "") or speaker


def _carried(last: Speech | None, word: str) -> Speaker | None:
    """The speaker of a cue without a subject (并称…): the one before, in the paragraph."""
    if last is None:
        return None
    old = last.speaker
    return Speaker(old.text, old.start, old.end, old.kind, old.entity, word)


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
