"""What the sentiment model sees of a context."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xhsnlp.sentiment.bayes import BusinessBayes
from xhsnlp.sentiment.context import Context
from xhsnlp.sentiment.lexicon import Verdict, judge
from xhsnlp.sentiment.vectors import WordVectors
from xhsnlp.sentiment.zones import Row, grams, tokens

#: A predicate that holds one of these says its negation itself.
_NEGATORS = frozenset("不没未无")


@dataclass(frozen=True)
class SentimentReader:
    """Turns contexts into rows for the linear model.

    Attributes:
        vectors: word vectors.
        bayes: snownlp's classifier, trained again; None leaves its voice out.
    """

    vectors: WordVectors
    bayes: BusinessBayes | None = None

    def row(self, context: Context) -> Row:
        """N-grams of the clause, its neighbors and parts, closed sets, the verdict of the tables, and vectors."""
        verdict = judge(context.core, context.subject)
        zones = [
            grams("c", context.core, 1, 4, 1.5),
            grams("p", context.predicate, 1, 3, 0.7),
            grams("o", context.object[:40], 1, 2, 0.7),
            grams("s", context.subject[-12:], 1, 2, 0.5),
            grams("b", context.before[-30:], 2, 3, 0.5),
            grams("a", context.after[:30], 2, 3, 0.5),
            tokens(["k" + token for token in context.tokens], 0.4),
            tokens(["v" + name for name in verdict_tokens(context, verdict)], 0.5),
        ]
        return Row(zones, self.dense(context))

    def dense(self, context: Context) -> np.ndarray:
        """Vectors of clause, subject and neighbors, and what snownlp's classifier says of the clause, from -1 to 1."""
        vector = self.vectors.vector
        voice = 0.0 if self.bayes is None else 2 * self.bayes.positive(self.words(context)) - 1
        parts = [vector(context.core), vector(context.subject), vector(context.before + "，" + context.after)]
        return np.concatenate([*parts, np.array([voice], dtype=np.float32)])

    def words(self, context: Context) -> list[str]:
        """The words of a clause that snownlp's classifier reads."""
        return [self.vectors.words[row] for row in self.vectors.find(context.core)]


def verdict_tokens(context: Context, verdict: Verdict) -> list[str]:
    """The verdict of the tables as words, alone and with the type of the claim and what stands beside it."""
    sign = _sign(verdict.score)
    found = ["sign" + sign, f"score{max(-3, min(3, round(verdict.score)))}"]
    found += sorted({f"{cue.kind}{cue.sign:+d}" for cue in verdict.cues})
    found += [
        f"sign{sign} {token}"
        for token in context.tokens
        if token.startswith(("type", "polarity", "modality"))
    ]
    if verdict.doubt:
        found.append("doubt")
    if verdict.contrast:
        found.append("contrast" + sign)
    for name, beside in (("before", context.before), ("after", context.after)):
        if beside:
            other = judge(beside)
            found.append(name + _sign(other.score))
            if name == "after" and other.contrast:
                found.append("outweighed")
    found += frame_tokens(context, sign)
    about = judge(context.subject)
    if about.score:
        found.append("subject" + _sign(about.score))
    return found


def frame_tokens(context: Context, sign: str) -> list[str]:
    """What the tables say of predicate and object alone, turned where the claim is negated outside of them."""
    frame = context.predicate + context.object
    negated = "polarity=negated" in context.tokens
    score = judge(frame, context.subject).score
    if negated and not any(mark in frame for mark in _NEGATORS):
        score = -score
    frame_sign = "frame" + _sign(score)
    slots = [token for token in context.tokens if token.startswith(("type", "change"))]
    return [
        frame_sign,
        f"{frame_sign} {'negated' if negated else 'affirmed'}",
        f"{frame_sign} sign{sign}",
        *(f"{frame_sign} {token}" for token in slots),
    ]


def _sign(score: float) -> str:
    return "+" if score > 0 else "-" if score < 0 else "0"
