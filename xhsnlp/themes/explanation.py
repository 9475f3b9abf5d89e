"""Why a claim got its theme."""

from __future__ import annotations

from typing import Any

from xhsnlp.article import Article
from xhsnlp.claims.claim import Claim
from xhsnlp.sentiment.context import MASK
from xhsnlp.themes.features import ThemeReader
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
    """The words and features that decided the theme of a claim.

    Args:
        claim: a claim of the article.
        article: its article.
        top: how many features to name.
        model: another model than the shipped one.

    Returns:
        `label`; `probabilities` of the three likeliest themes; and `features`: where each stands (`place`), its `text`
        (`~` for the masked subject) and its `weight`, positive where it speaks for the label.
    """
    model = model or theme_model()
    chances = model.probabilities([claim], article)[0]
    order = sorted(range(len(chances)), key=lambda i: (-chances[i], i))
    found = model.linear.contributions(ThemeReader(article, model.seeds).zones(claim), order[0])[:top]
    return {
        "label": model.linear.classes[order[0]],
        "probabilities": {model.linear.classes[i]: round(float(chances[i]), 4) for i in order[:3]},
        "features": [
            {"place": PLACES[name[0]], "text": name[1:].replace(MASK, "~"), "weight": round(weight, 4)}
            for name, weight in found
        ],
    }
