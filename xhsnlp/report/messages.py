"""The words of the interface, in Chinese and English."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

LANGUAGES = ("zh", "en")
_FILE = Path(__file__).parent / "data" / "messages.tsv"


@lru_cache(maxsize=1)
def messages() -> dict[str, dict[str, str]]:
    """Language → key → words. Keys with a dot name a value of a closed set: `theme.finance`, `modality.planned`."""
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for line in _FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            key, *texts = line.split("\t")
            for language, text in zip(LANGUAGES, texts, strict=True):
                found[language][key] = text
    return found
