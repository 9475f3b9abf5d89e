"""Why one claim got its sentiment and its theme, as data and as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from xhsnlp.article import Article
from xhsnlp.claims.claim import Claim
from xhsnlp.sentiment.explanation import explain as explain_sentiment
from xhsnlp.themes.explanation import explain as explain_theme

if TYPE_CHECKING:
    import numpy as np


def reasons(
    claim: Claim, article: Article, *, top: int = 8, opinions: Mapping[str, np.ndarray] | None = None
) -> dict[str, Any]:
    """The words and features that decided sentiment and theme of a claim.

    Args:
        claim: a claim of the article.
        article: its article.
        top: how many features to name.
        opinions: what the network of the pipeline `accurate` thinks of `sentiment` and `theme`, one number a class of the
            models; without it the linear models alone are explained.

    Returns:
        `id`, `text` (the evidence), and for `sentiment` and `theme`: `given` (what the claim carries), `label` (what this
        explanation leads to) and the rest of what `xhsnlp.sentiment.explain` and `xhsnlp.themes.explain` give. The two
        differ where the claims beside a claim turned its theme, or the models have changed since.
    """
    opinions = opinions or {}
    sentiment = explain_sentiment(claim, article, top=top, network=opinions.get("sentiment"))
    theme = explain_theme(claim, article, top=top, network=opinions.get("theme"))
    given = (
        {"label": claim.sentiment.label.value, "score": claim.sentiment.score} if claim.sentiment else None
    )
    return {
        "id": claim.id,
        "text": claim.evidence.text,
        "sentiment": {"given": given, **sentiment},
        "theme": {"given": claim.theme, **theme},
    }


def reasons_text(found: Mapping[str, Any]) -> str:
    """What `reasons` gives, to read."""
    sentiment, theme = found["sentiment"], found["theme"]
    given = sentiment["given"]
    lines = [f"{found['id']}  {found['text']}", ""]
    lines += _section("sentiment", given["label"] if given else None, sentiment)
    for cue in sentiment["tables"]:
        lines.append(f"  word tables: {cue['words']} ({cue['kind']}, {'good' if cue['sign'] > 0 else 'bad'})")
    lines += _features(sentiment)
    lines.append("")
    lines += _section("theme", theme["given"], theme)
    lines += _features(theme)
    return "\n".join(lines) + "\n"


def _section(name: str, given: str | None, found: Mapping[str, Any]) -> list[str]:
    lines = [f"{name}: {found['label']}  ({_chances(found['probabilities'])})"]
    if given and given != found["label"]:
        lines.append(f"  the claim carries {given}")
    if "network" in found:
        lines.append(f"  network: {_chances(found['network'])}")
    return lines


def _chances(chances: Mapping[str, float]) -> str:
    order = sorted(chances.items(), key=lambda item: -item[1])
    return ", ".join(f"{name} {chance:.2f}" for name, chance in order)


def _features(found: Mapping[str, Any]) -> list[str]:
    lines = [f"  {item['weight']:+.3f}  {item['place']}: {item['text']}" for item in found["features"]]
    return [*lines, f"  {found['meaning']:+.3f}  word vectors"]
