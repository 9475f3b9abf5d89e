"""spaCy Docs and DocBin files (`.spacy`) of extractions, and back.

A DocBin keeps tokens, `doc.ents` and `doc.spans`, but of the extension attributes only what msgpack can hold. So what
the stages left in `doc._` goes into `doc.user_data["xhsnlp"]` as JSON, in the form of the published schema with
clauses, speech, roles and references beside it, and `read_docbin` puts it back. What only helps later stages
(`doc._.encoded`, `doc._.names`) is left out and None afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, is_dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from xhsnlp.annotations import EXTENSIONS, Clause, article_of, register_extensions, result_of, set_spans
from xhsnlp.entities.references import Reference
from xhsnlp.entities.roles import Role, find_roles
from xhsnlp.errors import error
from xhsnlp.export.files import encodable, replacing
from xhsnlp.extraction import Extraction
from xhsnlp.speech.speech import Speech

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

#: Key of `doc.user_data` that holds the JSON text.
KEY = "xhsnlp"
#: Extensions that an extraction does not hold, and what they are lists of.
_OTHERS: dict[str, type] = {"clauses": Clause, "roles": Role, "references": Reference, "speech": Speech}


def to_doc(extraction: Extraction, nlp: Language | None = None) -> Doc:
    """A spaCy Doc of an extraction: its words, `doc.ents`, `doc.spans` and `doc._`.

    Args:
        extraction: the result.
        nlp: whose tokenizer and vocabulary to use; the words of xhsnlp without it. Its components are not run, so
            there are no tags; clauses and speech, which an extraction does not hold, stay empty.
    """
    register_extensions()
    article = extraction.article
    doc = (nlp or _blank()).make_doc(article.text)
    _set_results(doc, extraction)
    doc._.roles = find_roles(article.text, extraction.entities)
    doc.user_data[KEY] = json.dumps(
        {"pipeline": extraction.pipeline, "warnings": extraction.warnings}, ensure_ascii=False
    )
    _show(doc)
    return doc


def from_doc(doc: Doc) -> Extraction:
    """The extraction that a Doc holds in `doc._`; one from a pipeline that ran some stages alone has what they left.

    Raises:
        InputError: what `read_docbin` read is no extraction (E114).
    """
    register_extensions()
    kept = _kept(doc)
    extraction = Extraction(
        article_of(doc),
        tuple(result_of(doc, "entities")),
        tuple(result_of(doc, "figures")),
        tuple(result_of(doc, "times")),
        tuple(result_of(doc, "claims")),
        warnings=tuple(kept.get("warnings", ())),
    )
    if kept.get("pipeline"):
        extraction.pipeline.update(kept["pipeline"])
    return extraction


def write_docbin(items: Iterable[Extraction | Doc], target: Path | str) -> int:
    """Write extractions, or Docs that a pipeline of xhsnlp made, as a DocBin file.

    The Docs are left as they are. Extensions of the user's own are kept where msgpack can hold their values.

    Args:
        items: extractions, see `to_doc`, or Docs.
        target: the file, which is replaced once all is written. A DocBin is compressed as a whole, so all of it is
            in memory until then.

    Returns:
        How many Docs were written.

    Raises:
        SettingsError: cannot write there (E207).
    """
    from spacy.tokens import DocBin

    held = DocBin(store_user_data=True)
    with replacing(target) as path:
        for item in items:
            _add(held, to_doc(item) if isinstance(item, Extraction) else item)
        path.write_bytes(held.to_bytes())
    return len(held)


def _add(held: Any, doc: Doc) -> None:
    """Add a Doc with its results as JSON in place of the objects."""
    own = doc.user_data
    ours = {("._.", name, None, None) for name in EXTENSIONS}
    packed = {key: value for key, value in own.items() if key not in ours}
    packed[KEY] = encodable(json.dumps(_pack(doc), ensure_ascii=False))
    try:
        doc.user_data = packed
        held.add(doc)
    finally:
        doc.user_data = own


def read_docbin(path: Path | str, vocab: Vocab | None = None) -> Iterator[Doc]:
    """Read what `write_docbin` wrote: Docs with `doc._`, `doc.ents` and `doc.spans` as they were.

    Args:
        path: the file.
        vocab: the vocabulary of the Docs, for example `nlp.vocab`; that of xhsnlp's tokenizer without it.

    Raises:
        InputError: no such file (E101), unreadable or no DocBin (E113), or one that xhsnlp did not write (E114).

    Example:
        for doc in xhsnlp.export.read_docbin("claims.spacy"):
            print(doc._.claims)
    """
    from spacy.tokens import DocBin

    register_extensions()
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError as problem:
        raise error("E101", path=path) from problem
    except OSError as problem:
        raise error("E113", where=path, why=problem.strerror or problem) from problem
    try:
        held = DocBin(store_user_data=True).from_bytes(data)
    except Exception as problem:
        # zlib, msgpack and spaCy have no one class of errors for bad bytes.
        raise error("E113", where=path, why=f"no DocBin: {problem}") from problem
    for number, doc in enumerate(held.get_docs(vocab or _blank().vocab), 1):
        yield unpack(doc, where=f"{path}, Doc {number}")


def unpack(doc: Doc, *, where: str = "Doc") -> Doc:
    """Put the results that a Doc carries as JSON back into `doc._`; for Docs read by other means than `read_docbin`.

    Raises:
        InputError: it carries none, or something else (E114).
    """
    register_extensions()
    kept = _kept(doc)
    extraction = Extraction.from_dict(kept, where=where)
    try:
        others = {
            name: [_built(kind, item) for item in kept[name]]
            for name, kind in _OTHERS.items()
            if kept[name] is not None
        }
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise error("E114", where=where, why=f"{type(problem).__name__}: {problem}") from problem
    _set_results(doc, extraction)
    for name, values in others.items():
        setattr(doc._, name, values)
    doc.user_data[KEY] = json.dumps(
        {"pipeline": extraction.pipeline, "warnings": extraction.warnings}, ensure_ascii=False
    )
    return doc


def _set_results(doc: Doc, extraction: Extraction) -> None:
    doc._.article = extraction.article
    doc._.entities = list(extraction.entities)
    doc._.figures = list(extraction.figures)
    doc._.times = list(extraction.times)
    doc._.claims = list(extraction.claims)


def _pack(doc: Doc) -> dict[str, Any]:
    """What the stages left, as JSON values; None for a stage that did not run."""
    found = {name: getattr(doc._, name) for name in _OTHERS}
    others = {
        name: None if values is None else [asdict(value) for value in values]
        for name, values in found.items()
    }
    return {**from_doc(doc).to_dict(), **others}


def _built(kind: Any, data: Any) -> Any:
    """A value of a data class, made again from what `asdict` and JSON made of it."""
    if is_dataclass(kind):
        make: Any = kind
        hints = get_type_hints(make)
        return make(**{name: _built(hints[name], value) for name, value in data.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if get_origin(kind) is tuple:
        return tuple(_built(get_args(kind)[0], item) for item in data)
    if type(None) in get_args(kind):
        return None if data is None else _built(get_args(kind)[0], data)
    return data


def _kept(doc: Doc) -> dict[str, Any]:
    try:
        data = json.loads(doc.user_data.get(KEY) or "{}")
    except (TypeError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _show(doc: Doc) -> None:
    """The views that the components make: entities, figures, times and the evidence of claims."""
    from xhsnlp.entities.component import show_entities

    show_entities(doc, doc._.entities)
    set_spans(doc, "figures", doc._.figures, [figure.kind.value for figure in doc._.figures])
    set_spans(doc, "times", doc._.times, [time.granularity.value for time in doc._.times])
    claims = doc._.claims
    set_spans(doc, "claims", [claim.evidence for claim in claims], [claim.type.value for claim in claims])


@lru_cache(maxsize=1)
def _blank() -> Language:
    import spacy

    return spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "xhsnlp.JiebaTokenizer.v1"}}})
