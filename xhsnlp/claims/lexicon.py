"""Word classes of the claim models, read from `data/words.tsv`: one class and one word a line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from xhsnlp.resources import PACKAGE, read_rows


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Attributes: glued: words whose leading 不 or 没 is no negator of its own; classes: class names of a word."""

    glued: frozenset[str]
    classes: dict[str, str]
    pronouns: frozenset[str]
    first_persons: frozenset[str]
    auxiliaries: frozenset[str]
    verdicts: frozenset[str]


#: Classes that the models do not see.
_APART = ("glued", "auxiliary", "verdict")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The word classes, read once. A word in several classes carries their names joined by `+`."""
    found: dict[str, list[str]] = {}
    for name, words in read_rows(PACKAGE / "claims" / "data" / "words.tsv"):
        for word in words.split():
            found.setdefault(word, []).append(name)
    members = {
        name: frozenset(w for w, names in found.items() if name in names)
        for name in ("glued", "pronoun", "self", "auxiliary", "verdict")
    }
    classes = {word: "+".join(n for n in names if n not in _APART) for word, names in found.items()}
    return Lexicon(
        members["glued"],
        classes,
        members["pronoun"],
        members["self"],
        members["auxiliary"],
        members["verdict"],
    )
