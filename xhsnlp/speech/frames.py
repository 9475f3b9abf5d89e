"""Speech without a plain word of saying before a comma: sentences that a colon opens, and reports that are given out."""

from __future__ import annotations

from bisect import bisect_right

from xhsnlp.annotations import Clause
from xhsnlp.speech.cues import speech_cues
from xhsnlp.speech.naming import can_speak, clean_phrase, name_in, named_speaker
from xhsnlp.speech.scene import Scene
from xhsnlp.speech.speech import Speaker, Speech

_COLONS = "：:"
#: A name before a colon (林知夏：…) is at most so long.
LONGEST_NAME = 16
#: A report that is given out is told in at most so many characters of its paragraph.
LONGEST_REPORT = 400
_SELF = ("我", "咱")


def opened_by_colon(scene: Scene, clause: Clause) -> Speech | None:
    """X说了这样一句话：…  X给出一组数据：…  X：…"""
    mark = scene.text[clause.end : clause.end + 1]
    if mark not in tuple(_COLONS) and not (mark == "。" and scene.marked_lines(clause.end + 1)):
        return None
    found = _saying(scene, clause)
    if found is None:
        speaker, cue, cue_end = _name_alone(scene, clause) or _quoted(scene, clause), -1, -1
    else:
        cue, cue_end = found
        speaker = _speaker_before(scene, clause, cue, scene.text[cue:cue_end])
    if speaker is None or (
        found and scene.text[cue:cue_end] in speech_cues().forecast and not can_speak(scene, speaker)
    ):
        return None
    start, end, direct = _told(scene, clause.end + 1)
    return Speech(start, end, speaker, direct, cue, cue_end) if start < end else None


def given_out(scene: Scene, clause: Clause) -> Speech | None:
    """X公布了2023年财报。… : what follows in the paragraph is X's."""
    sentence = scene.sentence_ends[clause.sentence]
    if clause.end < sentence:
        return None
    cues, words = speech_cues(), scene.words
    inside = scene.words_in(clause.start, clause.end)
    if not inside or not words.texts[inside[-1]].endswith(cues.report):
        return None
    for i in inside:
        if words.texts[i] not in cues.give:
            continue
        speaker = _speaker_before(scene, clause, words.starts[i], words.texts[i])
        end = min(scene.paragraph_end(clause.end), clause.end + LONGEST_REPORT)
        start = sentence + 1
        if speaker is not None and start < end:
            return Speech(start, end, speaker, False, words.starts[i], words.ends[i])
    return None


def _saying(scene: Scene, clause: Clause) -> tuple[int, int] | None:
    """The last word of saying, or of giving an account (讲了一个道理), in a clause before a colon."""
    cues, words = speech_cues(), scene.words
    inside = scene.words_in(clause.start, clause.end)
    telling = any(words.texts[i].endswith(cues.account) for i in list(inside)[-3:])
    for i in reversed(inside):
        word = words.texts[i]
        if cues.is_cue(word) or (telling and word in cues.tell):
            return words.starts[i], words.ends[i]
    return None


def _speaker_before(scene: Scene, clause: Clause, cue: int, word: str) -> Speaker | None:
    """The speaker in front of a word of saying: in its clause, else a name in an earlier clause of the sentence."""
    phrase = clean_phrase(scene, clause.start, cue)
    if phrase is not None:
        speaker = named_speaker(scene.text, scene.entities, scene.entity_starts, *phrase, word)
        if speaker is not None:
            return speaker
    for step in (1, 2, 3):
        near = scene.by_index.get(clause.index - step)
        if near is None or near.sentence != clause.sentence:
            break
        entity = name_in(scene.entities, scene.entity_starts, near.start, near.end)
        if entity is not None:
            return named_speaker(
                scene.text, scene.entities, scene.entity_starts, entity.start, entity.end, word
            )
    return None


def _name_alone(scene: Scene, clause: Clause) -> Speaker | None:
    """The name that makes up a whole clause before a colon, title and quotation marks included."""
    entity = name_in(scene.entities, scene.entity_starts, clause.start, clause.end)
    if entity is None or clause.end - clause.start > LONGEST_NAME or clause.end - entity.end > 2:
        return None
    if entity.label.value != "PER" and entity.end - entity.start < clause.end - clause.start - 2:
        return None
    follows = scene.text[clause.end + 1 : clause.end + 2]
    if entity.label.value != "PER" and follows not in tuple('“「"'):
        return None
    return named_speaker(scene.text, scene.entities, scene.entity_starts, entity.start, entity.end, "")


def _quoted(scene: Scene, clause: Clause) -> Speaker | None:
    """Whoever a clause before a colon and a quotation is about (另一位从业者并不看好后来者：“…”)."""
    quote = scene.quote_at(clause.end + 1, 2)
    phrase = clean_phrase(scene, clause.start, clause.end)
    if quote is None or quote[1] - quote[0] < LONGEST_NAME or phrase is None:
        return None
    speaker = named_speaker(scene.text, scene.entities, scene.entity_starts, *phrase, "")
    return speaker if speaker is not None and can_speak(scene, speaker) else None


def _told(scene: Scene, colon: int) -> tuple[int, int, bool]:
    """What a colon opens: the quotation, the marked lines, or the sentence; the paragraph where somebody speaks of himself."""
    text = scene.text
    start = colon
    while start < len(text) and text[start] in " \u3000\n\r>":
        start += 1
    quote = scene.quote_at(start)
    if quote is not None:
        return quote[0], quote[1], True
    marked = scene.marked_lines(colon)
    if marked is not None:
        return marked[0], marked[1], True
    number = bisect_right(scene.clause_ends, start)
    if number >= len(scene.clauses):
        return start, start, False
    end = scene.sentence_ends[scene.clauses[number].sentence]
    if text[start:end].startswith(_SELF) or any(word in text[start:end] for word in ("我们", "我", "咱们")):
        end = max(end, scene.paragraph_end(start))
    return start, end, False
