"""Why a claim got its sentiment."""

from __future__ import annotations

from typing import Any

from xhsnlp.article import Article
from xhsnlp.claims.claim import Claim
from xhsnlp.sentiment.context import MASK, context_of
from xhsnlp.sentiment.lexicon import judge
from xhsnlp.sentiment.model import SentimentModel, sentiment_model

#: What the first letter of a feature stands for.
PLACES = {
    "c": "clause",
    "p": "predicate",
    "o": "object",
    "s": "subject",
    "b": "before",
    "a": "after",
    "k": "slot",
    "v": "tables",
}


def explain(
    claim: Claim, article: Article, *, top: int = 10, model: SentimentModel | None = None
) -> dict[str, Any]:
    """The words and features that decided the sentiment of a claim.

    Args:
        claim: a claim of the article.
        article: its article.
        top: how many features to name.
        model: another model than the shipped one.

    Returns:
        `label`; `probabilities` of the classes; `tables`: what the word tables found (`words`, `sign`, `kind`);
        `meaning`: what the word vectors and snownlp's classifier add; and
        `features`: where each stands (`place`), its `text` (`~` for the masked subject) and its `weight`, positive where
        it speaks for the label.
    """
    model = model or sentiment_model()
    context = context_of(claim, article)
    chances = model.probabilities([context])[0]
    best = int(chances.argmax())
    row = model.reader.row(context)
    return {
        "label": model.linear.classes[best],
        "probabilities": {
            name: round(float(p), 4) for name, p in zip(model.linear.classes, chances, strict=True)
        },
        "tables": [
            {"words": cue.text, "sign": cue.sign, "kind": cue.kind}
            for cue in judge(context.core, context.subject).cues
        ],
        "meaning": round(model.linear.meaning(row, best), 4),
        "features": named(model.linear.contributions(row, best)[:top], PLACES),
    }


def named(found: list[tuple[str, float]], places: dict[str, str]) -> list[dict[str, Any]]:
    """Contributions of features as records; the first letter of a name says where it stands."""
    return [
        {"place": places[name[0]], "text": name[1:].replace(MASK, "~"), "weight": round(weight, 4)}
        for name, weight in found
    ]
