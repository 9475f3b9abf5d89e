"""Why a claim got its sentiment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xhsnlp.article import Article
from xhsnlp.claims.claim import Claim
from xhsnlp.sentiment.context import MASK, context_of
from xhsnlp.sentiment.lexicon import judge
from xhsnlp.sentiment.model import SentimentModel, sentiment_model

if TYPE_CHECKING:
    import numpy as np

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
    claim: Claim,
    article: Article,
    *,
    top: int = 10,
    model: SentimentModel | None = None,
    network: np.ndarray | None = None,
) -> dict[str, Any]:
    """The words and features that decided the sentiment of a claim.

    Args:
        claim: a claim of the article.
        article: its article.
        top: how many features to name.
        model: another model than the shipped one.
        network: what the network of the pipeline `accurate` thinks, one number a class of the model.

    Returns:
        `label`; `probabilities` of the classes; `tables`: what the word tables found (`words`, `sign`, `kind`);
        `meaning`: what the word vectors and snownlp's classifier add; `network`: its probabilities, where given; and
        `features`: where each stands (`place`), its `text` (`~` for the masked subject) and its `weight`, positive where
        it speaks for the label.
    """
    model = model or sentiment_model()
    context = context_of(claim, article)
    chances = model.probabilities([context], None if network is None else network[None])[0]
    best = int(chances.argmax())
    row = model.reader.row(context)
    classes = model.linear.classes
    return {
        "label": classes[best],
        "probabilities": _rounded(dict(zip(classes, chances, strict=True))),
        **({} if network is None else {"network": _rounded(dict(zip(classes, network, strict=True)))}),
        "tables": [
            {"words": cue.text, "sign": cue.sign, "kind": cue.kind}
            for cue in judge(context.core, context.subject).cues
        ],
        "meaning": round(model.linear.meaning(row, best), 4),
        "features": named(model.linear.contributions(row, best)[:top], PLACES),
    }


def _rounded(chances: dict[str, Any]) -> dict[str, float]:
    return {name: round(float(chance), 4) for name, chance in chances.items()}


def named(found: list[tuple[str, float]], places: dict[str, str]) -> list[dict[str, Any]]:
    """Contributions of features as records; the first letter of a name says where it stands."""
    return [
        {"place": places[name[0]], "text": name[1:].replace(MASK, "~"), "weight": round(weight, 4)}
        for name, weight in found
    ]
