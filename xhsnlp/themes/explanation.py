"""Why a claim got its theme."""

from __future__ import annotations

from typing import Any

from xhsnlp.article import Article
from xhsnlp.claims.claim import Claim
from xhsnlp.sentiment.explanation import named
from xhsnlp.themes.model import ThemeModel, theme_model

#: What the first letter of a feature stands for.
PLACES = {
    "c": "clause", "s": "subject", "p": "predicate", "o": "object", "b": "before", "a": "after", "h": "heading",
    "k": "slot", "w": "seed word", "1": "seeds of the clause", "2": "seeds of the heading",
    "3": "seeds of the paragraph", "4": "seeds of the article",
}  # fmt: skip


def explain(
    claim: Claim, article: Article, *, top: int = 10, model: ThemeModel | None = None
) -> dict[str, Any]:
    """The words and features that decided the theme of a claim, before its neighbors are heard.

    Args:
        claim: a claim of the article.
        article: its article.
        top: how many features to name.
        model: another model than the shipped one.

    Returns:
        `label`; `probabilities` of the three likeliest themes; `meaning`: what the word vectors add; and
        `features`: where each stands (`place`), its `text`
        (`~` for the masked subject) and its `weight`, positive where it speaks for the label.
    """
    model = model or theme_model()
    chances = model.probabilities([claim], article)[0]
    order = sorted(range(len(chances)), key=lambda i: (-chances[i], i))
    row = model.reader(article).row(claim)
    return {
        "label": model.linear.classes[order[0]],
        "probabilities": {model.linear.classes[i]: round(float(chances[i]), 4) for i in order[:3]},
        "meaning": round(model.linear.meaning(row, order[0]), 4),
        "features": named(model.linear.contributions(row, order[0])[:top], PLACES),
    }
