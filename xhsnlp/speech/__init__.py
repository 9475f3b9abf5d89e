"""Who says it: direct and reported speech, and its speaker.

Rules over clauses, in the manner of the quote-attribution work of O'Keefe et al. (2012) and Muzny et al. (2017):
find a word of saying (`data/cues.tsv`), the phrase before it (the speaker), and the stretch it opens (the rest of the
sentence, or the quotation that follows, over paragraphs where it stays open). A quotation without a cue of its own
takes one that follows it (“…”，他说), else the last speaker of the paragraph. Data sources (财报显示), unnamed sources
(业内人士) and organizations that announce are speakers too.

`cues` holds the word lists, `quotes` the quotation marks, `attribution` the rules, `component` the spaCy component.
"""

from xhsnlp.speech.speech import Speaker, SpeakerKind, Speech

__all__ = ["Speaker", "SpeakerKind", "Speech"]
