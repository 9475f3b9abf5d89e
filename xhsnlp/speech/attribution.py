"""Rules that find speech and its speaker, clause by clause."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from xhsnlp.annotations import Clause
from xhsnlp.speech.cues import SpeechCues, speaker_phrases, speech_cues
from xhsnlp.speech.frames import LONGEST_REPORT, given_out, opened_by_colon
from xhsnlp.speech.naming import can_speak, clean_phrase, is_source, kind_of, name_in, named_speaker
from xhsnlp.speech.scene import Scene
from xhsnlp.speech.speech import Speaker, SpeakerKind, Speech

#: A pronoun may name a speaker of so many paragraphs before.
NEAR = 2
_SOMEBODY = (SpeakerKind.PERSON, SpeakerKind.UNNAMED)
_AFTER = '，,：: “「"『'


def find_speech(scene: Scene) -> list[Speech]:
    """All stretches of speech, in order of their start; a direct one may lie in a reported one."""
    cues = speech_cues()
    found: list[Speech] = []
    last: Speech | None = None
    person: Speech | None = None
    for clause in scene.clauses:
        same = last is not None and _home(scene, last) == clause.block
        near = person if person is not None and clause.block - _home(scene, person) <= NEAR else None
        speech = (
            _according(scene, cues, clause, near)
            or _seen_by(scene, clause, near)
            or _said(scene, cues, clause, last if same else None, near)
            or opened_by_colon(scene, clause)
        )
        if speech is not None:
            found.append(speech)
            found.extend(_quote_before(scene, clause, speech))
            last = speech
            if speech.speaker.kind in _SOMEBODY:
                person = speech
        report = given_out(scene, clause)
        if report is not None:
            found.append(report)
    found.extend(_bare_quotes(scene, found))
    unique = {(s.start, s.end, s.speaker.start): s for s in found if s.start < s.end}
    return sorted(unique.values(), key=lambda s: (s.start, -s.end, s.speaker.start))


def _quote_before(scene: Scene, clause: Clause, speech: Speech) -> list[Speech]:
    """The quotation that ends right before a clause of saying which another one follows: “…，”X说，“…”"""
    if speech.cue_start < 0:
        return []
    number = bisect_right(scene.quote_starts, speech.cue_start) - 1
    begin = _phrase_start(scene, clause, speech.cue_start)
    if number < 0 or not 0 <= begin - scene.quotes[number][1] <= 2:
        return []
    start, end = scene.quotes[number]
    if start == speech.start:
        return []
    return [Speech(start, end, speech.speaker, True, speech.cue_start, speech.cue_end)]


def _home(scene: Scene, speech: Speech) -> int:
    """Index of the block in which a speech is introduced."""
    return scene.clause_block(max(speech.cue_start, speech.speaker.start))


def _according(scene: Scene, cues: SpeechCues, clause: Clause, person: Speech | None) -> Speech | None:
    """据X介绍，…  根据X发布的数据，…"""
    texts, starts, stops = scene.words.texts, scene.words.starts, scene.words.ends
    inside = scene.words_in(clause.start, clause.end)
    for i in inside[:4]:
        if texts[i] not in cues.according:
            continue
        close = next((k for k in reversed(inside) if k > i and _closes(cues, texts[k])), None)
        end = stops[close] - len(_closes(cues, texts[close])) if close is not None else clause.end
        cue_end = stops[close] if close is not None else clause.end
        phrase = scene.text[stops[i] : end]
        if phrase.endswith("记者"):
            return None
        if close is None and not any(word in phrase for word in ("报告", "数据", "财报", "年报", "调查")):
            name = name_in(scene.entities, scene.entity_starts, stops[i], end)
            if name is None or texts[i] not in "据根据" or end - name.end > 1:
                return None
        content = clause.end if cue_end >= clause.end - 2 else cue_end
        sentence = scene.sentence_ends[clause.sentence]
        if content >= sentence - 1:
            content, sentence = sentence + 1, scene.next_end(sentence + 1)
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
        speaker = _resolved(scene, speaker, person)
        return Speech(content, max(sentence, content), speaker, False, starts[i], cue_end)
    return None


def _closes(cues: SpeechCues, word: str) -> str:
    """The part of a word that closes 据… (公司公告: 公告), or ""."""
    if word in cues.said:
        return word
    return next((word[-size:] for size in (4, 2) if len(word) > size and word[-size:] in cues.said), "")


def _seen_by(scene: Scene, clause: Clause, person: Speech | None) -> Speech | None:
    """在X看来，…  用X的话说，…"""
    found = _SEEN.fullmatch(scene.text, clause.start, clause.end)
    if found is None:
        return None
    who, cue = (1, 2) if found.group(1) else (3, 4)
    speaker = named_speaker(
        scene.text, scene.entities, scene.entity_starts, *found.span(who), found.group(cue)
    )
    if speaker is None:
        return None
    speaker = _resolved(scene, speaker, person)
    sentence = scene.sentence_ends[clause.sentence]
    if scene.text[sentence : sentence + 1] in tuple("：:"):
        sentence = scene.next_end(sentence + 1)
    return Speech(min(clause.end + 1, sentence), sentence, speaker, False, *found.span(cue))


_SEEN = re.compile(r"[^，。]{0,4}(?:在([^，。在]{1,20})(看来)|[用按]([^，。]{1,20})(的话来?(?:说|讲)))")


def _said(
    scene: Scene, cues: SpeechCues, clause: Clause, last: Speech | None, person: Speech | None
) -> Speech | None:
    """X表示，…  “…”，X说  并称…"""
    for begin_cue, end_cue, word in _cues_of(scene, cues, clause):
        following = scene.text[end_cue : end_cue + 1]
        closes = end_cue >= clause.end or following in _AFTER
        if not closes and _LISTENER.match(scene.text, end_cue, clause.end):
            closes, end_cue = True, clause.end
        if _ASIDE.fullmatch(scene.text, end_cue, clause.end):
            following, end_cue, closes = "", clause.end, True
        if following in cues.never or not (closes or _opens_content(cues, clause, word, end_cue)):
            continue
        if scene.in_quote(begin_cue) and not scene.in_quote(clause.start):
            continue
        begin = _phrase_start(scene, clause, begin_cue)
        phrase = clean_phrase(scene, begin, begin_cue)
        speaker = None
        if phrase is not None and word in cues.data and is_source(scene.text[begin:begin_cue]):
            phrase = phrase[0], begin_cue
        if phrase is not None:
            if _other_verb(scene, cues, phrase[1], begin_cue):
                continue
            speaker = named_speaker(scene.text, scene.entities, scene.entity_starts, *phrase, word)
        source = speaker is not None and phrase is not None and is_source(scene.text[phrase[0] : phrase[1]])
        if speaker is None:
            named = None if word in cues.forecast else _before(scene, clause, word)
            speaker = named or _carried(last, word)
        if speaker is None or (word in cues.forecast and not source and not can_speak(scene, speaker)):
            continue
        made = _content(scene, clause, _resolved(scene, speaker, person), begin, (begin_cue, end_cue))
        if made is not None:
            return made
    return None


def _other_verb(scene: Scene, cues: SpeechCues, start: int, cue: int) -> bool:
    """Whether a verb of its own stands between a name and a word of saying, which is then not what the name does."""
    words = scene.words
    inside = scene.words_in(start, cue)
    if inside and (words.tags[inside[0]][:1] == "p" or words.texts[inside[0]] in cues.light):
        return False
    for i in inside:
        verb = words.tags[i][:1] == "v" and words.tags[i] != "vn"
        if verb and words.texts[i] not in cues.light and "着" not in words.texts[i : i + 2]:
            return True
    return False


def _opens_content(cues: SpeechCues, clause: Clause, word: str, end_cue: int) -> bool:
    """Whether a cue within a clause can open what is said in the same clause (X认为Y)."""
    return word not in cues.comma and clause.end - end_cue >= 4


#: What may follow a word of saying before the mark (就像他说的那样，).
_ASIDE = re.compile(r"过?的(?:那样|一样|是|那般)?")
_LISTENER = re.compile(
    r"(?:《[^》]{1,12}》)?[^，。]{0,8}(?:记者|媒体|我们?|你|大家|投资者|他们?|她们?|员工|用户|消费者|同事|同行|客户)$"
)


def _cues_of(scene: Scene, cues: SpeechCues, clause: Clause) -> list[tuple[int, int, str]]:
    """Words of saying in a clause: whole words, two in a row (报道称), the ends of longer ones, and those glued to a name."""
    texts, starts, stops = scene.words.texts, scene.words.starts, scene.words.ends
    found = []
    inside = scene.words_in(clause.start, clause.end)
    for i in inside:
        word = texts[i]
        before = texts[i - 1] if i > inside[0] else ""
        if before in cues.never:
            continue
        if cues.is_cue(word):
            whole = before in cues.comma and stops[i - 1] == starts[i]
            found.append((starts[i - 1] if whole else starts[i], stops[i], word))
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
        and scene.quotes[number][1] - scene.quotes[number][0] > 6
    ):
        return scene.quotes[number][1] + 1
    return clause.start


def _content(
    scene: Scene, clause: Clause, speaker: Speaker, begin: int, at: tuple[int, int]
) -> Speech | None:
    """The stretch a cue governs: the quotation beside it, else the rest of the sentence; None at its end without one."""
    cue, cue_end = at
    sentence = scene.sentence_ends[clause.sentence]
    quote = scene.quote_at(cue_end)
    if quote is not None and quote[1] - quote[0] > 12:
        start, end = quote
        return Speech(start, max(end, sentence) if sentence > end else end, speaker, True, cue, cue_end)
    if cue_end >= sentence - 1 or scene.text[cue_end : cue_end + 1] == "。":
        before = bisect_left(scene.quote_starts, clause.start) - 1
        inner = bisect_right(scene.quote_starts, cue) - 1
        number = max(before, inner)
        if number >= 0 and 0 <= begin - scene.quotes[number][1] <= 4:
            start, end = scene.quotes[number]
            return Speech(start, end, speaker, True, cue, cue_end)
        if scene.text[cue_end : cue_end + 1] == "。" and scene.marked_lines(cue_end + 1) is None:
            return None
    start = cue_end
    while start < len(scene.text) and scene.text[start] in _AFTER + "\n\r>":
        start += 1
    if start >= sentence:
        sentence = scene.next_end(cue_end)
    if scene.text[cue_end : cue_end + 1] in "：:" and speaker.kind is SpeakerKind.DATA:
        sentence = min(max(sentence, scene.paragraph_end(start)), start + LONGEST_REPORT)
    return Speech(start, sentence, speaker, False, cue, cue_end)


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
    inside = scene.words_in(clause.start, clause.end)
    last = None
    for i in inside:
        if tags[i][:1] in "nrmqtsjifNPD" or scene.words.texts[i] in "的有":
            last = scene.words.ends[i]
        else:
            break
    return last


def _resolved(scene: Scene, speaker: Speaker, person: Speech | None) -> Speaker:
    """A pronoun's antecedent: the nearest name or speaker before it; 公司 keeps its words, and others that find none."""
    words = speaker_phrases()
    wanted = words.pronouns.get(speaker.text)
    if wanted is None:
        return speaker
    upto = bisect_left(scene.entity_starts, speaker.start)
    for entity in reversed(scene.entities[max(0, upto - 12) : upto]):
        label = entity.label.value
        if label == wanted or (not wanted and label in {"PER", "ORG"}):
            if speaker.text in words.firms:
                return replace(speaker, kind=SpeakerKind.ORGANIZATION, entity=entity.entity)
            if person is not None and person.speaker.start > entity.start:
                break
            return Speaker(
                entity.text,
                entity.start,
                entity.end,
                kind_of(entity.text, entity),
                entity.entity,
                speaker.cue,
            )
    if speaker.text in words.firms:
        return speaker
    return _carried(person, speaker.cue or "") or speaker


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
