"""The spaCy pipeline: the order of the stages stands here, and only here."""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xhsnlp.about import DEFAULT_PIPELINE, __version__
from xhsnlp.annotations import register_extensions, result_of
from xhsnlp.article import Article, read
from xhsnlp.errors import MESSAGES, error
from xhsnlp.extraction import Extraction
from xhsnlp.resources import manifest
from xhsnlp.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language

#: The stages, in order, and the section of the settings that configures each ("" for none).
STAGES: tuple[tuple[str, str], ...] = (
    ("xhsnlp_sentences", ""),
    ("xhsnlp_tagger", ""),
    ("xhsnlp_entities", "entities"),
    ("xhsnlp_figures", "figures"),
    ("xhsnlp_times", "times"),
    ("xhsnlp_speech", ""),
    ("xhsnlp_claims", "claims"),
    ("xhsnlp_sentiment", ""),
    ("xhsnlp_themes", "themes"),
)
#: Stages that only some pipelines have, and the stage that they stand before.
EXTRA_STAGES = {"accurate": {"xhsnlp_entities": (("xhsnlp_names", ""), ("xhsnlp_encoder", ""))}, "fast": {}}
PIPELINES = tuple(EXTRA_STAGES)


def stages_of(name: str) -> tuple[tuple[str, str], ...]:
    """The stages of a pipeline, in order, each with its section of the settings."""
    extra = EXTRA_STAGES[name]
    return tuple(part for stage in STAGES for part in (*extra.get(stage[0], ()), stage))


def load(name: str = DEFAULT_PIPELINE, settings: Settings | None = None) -> Language:
    """Build the pipeline. Each stage is a registered component, usable alone with `nlp.add_pipe`.

    Every call gives a pipeline of its own, yours to add components to; the models behind it are loaded once a process.

    Args:
        name: `accurate` (a small encoder shared by the stages) or `fast` (CRF and linear models alone).
        settings: see `Settings`.

    Raises:
        SettingsError: no such pipeline (E205), or no such component in the settings (E208, E211).
        ModelError: models missing or damaged (E301, E302).
    """
    if name not in PIPELINES:
        raise error("E205", name=name, known=", ".join(PIPELINES))
    import spacy

    settings = settings or Settings()
    register_extensions()
    nlp = spacy.blank(
        "zh",
        config={
            "nlp": {
                "tokenizer": {
                    "@tokenizers": "xhsnlp.JiebaTokenizer.v1",
                    "user_lexicon": settings.segment.user_lexicon,
                }
            }
        },
    )
    for stage, section in stages_of(name):
        config: dict[str, Any] = asdict(getattr(settings, section)) if section else {}
        nlp.add_pipe(stage, config=config)
    _add_components(nlp, settings.pipeline.components)
    nlp.meta["name"] = name
    nlp.meta["version"] = __version__
    return nlp


@lru_cache(maxsize=4)
def _kept(name: str, settings: Settings) -> Language:
    """The pipeline that `extract` runs: built once, and never handed out, so that nobody changes it."""
    return load(name, settings)


def _add_components(nlp: Language, names: str) -> None:
    """Add the components of other packages that the settings name; spaCy finds them by their entry points."""
    for part in filter(None, map(str.strip, names.split(","))):
        name, _, stage = part.partition("@")
        if not nlp.has_factory(name):
            raise error("E211", name=name)
        if stage and stage not in nlp.pipe_names:
            raise error("E208", name=name, needs=stage)
        nlp.add_pipe(name, after=stage or None)


def components_of(nlp: Language) -> list[str]:
    """The components of a loaded pipeline that are no stages of xhsnlp, in order."""
    stages = {stage for stage, _ in stages_of(nlp.meta["name"])}
    return [name for name in nlp.pipe_names if name not in stages]


def model_hashes(name: str) -> dict[str, str]:
    """File and sha256 of every model that a pipeline uses; `accurate` also uses those of `fast`."""
    own = manifest(name)
    return {**manifest("fast"), **own} if name != "fast" else dict(own)


def extract(
    source: Article | str | bytes | Path,
    *,
    published: str | None = None,
    pipeline: str = DEFAULT_PIPELINE,
    settings: Settings | None = None,
) -> Extraction:
    """Read one article and give back what it asserts.

    Args:
        source: an article, or what `xhsnlp.read` takes: a path, a text, or bytes.
        published: the publication date, `YYYY-MM-DD`; relative times are counted from it. An article's own stays.
        pipeline: name of the pipeline, see `load`.
        settings: see `Settings`.

    Raises:
        InputError: the source cannot be read as an article.
        SettingsError: unknown pipeline or impossible date.

    Example:
        >>> result = extract("8月24日,小红书在上海举办了讲座。", published="2023-10-08")
        >>> [claim.predicate.text for claim in result.claims]
        ['举办了']
    """
    article = source
    if not isinstance(article, Article):
        limits = (settings or Settings()).article
        article = read(article, published=published, settings=limits)
    return run(_kept(pipeline, settings or Settings()), article)


def run(nlp: Language, article: Article) -> Extraction:
    """Read one article with a loaded pipeline."""
    doc = nlp.make_doc(article.text)
    doc._.article = article
    doc = nlp(doc)
    times = result_of(doc, "times")
    lost = [time.text for time in times if not time.resolved]
    warnings = []
    if lost and article.published is None:
        warnings.append(f"[W101] {MESSAGES['W101'].format(example=lost[0])}")
    made_by = {
        "name": nlp.meta["name"],
        "version": nlp.meta["version"],
        "models": model_hashes(nlp.meta["name"]),
    }
    if components := components_of(nlp):
        made_by["components"] = components
    return Extraction(
        article,
        tuple(result_of(doc, "entities")),
        tuple(result_of(doc, "figures")),
        tuple(times),
        tuple(result_of(doc, "claims")),
        made_by,
        tuple(warnings),
    )
