"""Who says what: a stretch of speech and its speaker."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from xhsnlp.spans import Span


class SpeakerKind(str, Enum):
    """What sort of source a speaker is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    DATA = "data"  # a report, filing or data set: 财报显示, 小红书公布的数据显示
    UNNAMED = "unnamed"  # 业内人士, 相关平台


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it, as written.

    Attributes:
        text, start, end: the speaker as it stands in the article.
        kind: sort of source.
        entity: id of the entity it names, or None.
        cue: the word of saying (表示, 公布的数据显示), or None where a quote has none.
    """

    text: str
    start: int
    end: int
    kind: SpeakerKind
    entity: str | None = None
    cue: str | None = None

    @property
    def span(self) -> Span:
        return Span(self.text, self.start, self.end)

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "entity": self.entity,
            "kind": self.kind.value,
            "cue": self.cue,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Speaker:
        return cls(
            data["text"],
            data["start"],
            data["end"],
            SpeakerKind(data["kind"]),
            data.get("entity"),
            data.get("cue"),
        )


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of the article that somebody other than the writer says.

    Attributes:
        start, end: the content of the speech, without the words that introduce it.
        speaker: who says it.
        direct: True for words in quotation marks, False for reported speech.
        cue_start, cue_end: where the word of saying stands (both -1 where there is none).
    """

    start: int
    end: int
    speaker: Speaker
    direct: bool
    cue_start: int = -1
    cue_end: int = -1

    def to_dict(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "speaker": self.speaker.to_dict(),
            "direct": self.direct,
        }
