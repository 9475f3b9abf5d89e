"""Why a claim got its theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from xhsnlp.article import Article
from xhsnlp.claims.claim import Claim
from xhsnlp.sentiment.explanation import named
from xhsnlp.themes.model import ThemeModel, theme_model

if TYPE_CHECKING:
    import numpy as np

#: What the first letter of a feature stands for.
PLACES = {
    "c": "clause", "s": "subject", "p": "predicate", "o": "object", "b": "before", "a": "after", "h": "heading",
    "k": "slot", "w": "seed word", "1": "seeds of the clause", "2": "seeds of the heading",
    "3": "seeds of the paragraph", "4": "seeds of the article",
}  # fmt: skip


def explain(
    claim: Claim,
    article: Article,
    *,
    top: int = 10,
    model: ThemeModel | None = None,
    network: np.ndarray | None = None,
) -> dict[str, Any]:
    """The words and features that decided the theme of a claim, before its neighbors are heard.

    Args:
        claim: a claim of the article.
        article: its article.
        top: how many features to name.
        model: another model than the shipped one.
        network: what the network of the pipeline `accurate` thinks, one number a theme of the model.

    Returns:
        `label`; `probabilities` of the three likeliest themes; `meaning`: what the word vectors add; `network`: its three
        likeliest themes, where given; and
        `features`: where each stands (`place`), its `text`
        (`~` for the masked subject) and its `weight`, positive where it speaks for the label.
    """
    model = model or theme_model()
    chances = model.probabilities([claim], article, None if network is None else network[None])[0]
    best = int(chances.argmax())
    row = model.reader(article).row(claim)
    return {
        "label": model.linear.classes[best],
        "probabilities": _likeliest(model.linear.classes, chances),
        **({} if network is None else {"network": _likeliest(model.linear.classes, network)}),
        "meaning": round(model.linear.meaning(row, best), 4),
        "features": named(model.linear.contributions(row, best)[:top], PLACES),
    }


def _likeliest(names: Sequence[str], chances: np.ndarray) -> dict[str, float]:
    """The three likeliest."""
    order = sorted(range(len(chances)), key=lambda i: (-chances[i], i))[:3]
    return {names[i]: round(float(chances[i]), 4) for i in order}
