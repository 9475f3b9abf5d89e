"""What the sentiment model sees of a context."""

from __future__ import annotations

from xhsnlp.sentiment.context import Context
from xhsnlp.sentiment.lexicon import Verdict, judge
from xhsnlp.sentiment.zones import Zone, grams, tokens


def sentiment_zones(context: Context) -> list[Zone]:
    """The zones of a context: n-grams of clause, neighbors and parts, closed sets, and the verdict of the tables."""
    verdict = judge(context.core, context.subject)
    return [
        grams("c", context.core, 1, 4, 1.5),
        grams("p", context.predicate, 1, 3, 0.7),
        grams("o", context.object[:40], 1, 2, 0.7),
        grams("s", context.subject[-12:], 1, 2, 0.5),
        grams("b", context.before[-30:], 2, 3, 0.5),
        grams("a", context.after[:30], 2, 3, 0.5),
        tokens(["k" + token for token in context.tokens], 0.4),
        tokens(["v" + name for name in verdict_tokens(context, verdict)], 0.5),
    ]


def verdict_tokens(context: Context, verdict: Verdict) -> list[str]:
    """The verdict of the tables as words, alone and with the type of the claim and what stands beside it."""
    sign = "+" if verdict.score > 0 else "-" if verdict.score < 0 else "0"
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
            found.append(f"{name}{'+' if other.score > 0 else '-' if other.score < 0 else '0'}")
            if name == "after" and other.contrast:
                found.append("outweighed")
    last = judge(context.subject)
    if last.score:
        found.append("subject" + ("+" if last.score > 0 else "-"))
    return found
