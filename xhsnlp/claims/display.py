"""A claim in words, for tables that people read."""

from __future__ import annotations

from xhsnlp.claims.claim import Claim

#: What `cells_of` gives, in the order of reading.
CELLS = ("subject", "predicate", "object", "figures", "time", "speaker", "modality", "theme", "sentiment")


def cells_of(claim: Claim) -> dict[str, str]:
    """The slots of a claim as plain text; `–` for a missing subject or predicate, "" for other slots that are empty."""
    time = claim.time
    when = "" if time is None else time.text
    if time is not None and time.first:
        when += f" {time.first}" + (f"–{time.last}" if time.last and time.last != time.first else "")
    negated = "not " if claim.polarity.value == "negated" else ""
    return {
        "subject": claim.subject.text if claim.subject else "–",
        "predicate": negated + (claim.predicate.text if claim.predicate else "–"),
        "object": claim.object.text if claim.object else "",
        "figures": "; ".join(figure.text for figure in claim.figures),
        "time": when,
        "speaker": claim.speaker.text if claim.speaker else "",
        "modality": modality_of(claim),
        "theme": claim.theme or "",
        "sentiment": claim.sentiment.label.value if claim.sentiment else "",
    }


def modality_of(claim: Claim) -> str:
    """How the claim is made, in a word or two: `predicted`, or `asserted, hypothetical` for a condition."""
    return claim.modality.value + (", hypothetical" if claim.hypothetical else "")
