"""spaCy Docs and DocBin files."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import xhsnlp
from xhsnlp.annotations import EXTENSIONS
from xhsnlp.article import Article
from xhsnlp.errors import InputError, SettingsError
from xhsnlp.export import from_doc, read_docbin, to_doc, write_docbin
from xhsnlp.export.spacy_docs import unpack

TEXT = "2024年3月12日，云雀优选首席运营官林知夏表示，过去一年平台商家数量增加了3倍。"


@pytest.fixture(scope="module")
def doc():
    return xhsnlp.load("fast")(TEXT)


def views(doc):
    ents = [(span.start_char, span.end_char, span.label_, span.kb_id_, span.id_) for span in doc.ents]
    spans = {key: [(s.start_char, s.end_char, s.label_) for s in group] for key, group in doc.spans.items()}
    return [token.text for token in doc], [token.tag_ for token in doc], ents, spans


def test_a_doc_holds_the_extraction(extraction):
    doc = to_doc(extraction)
    assert doc.text == extraction.article.text
    assert doc._.claims == list(extraction.claims)
    assert [span.text for span in doc.ents] == ["云雀优选", "林知夏"]
    assert [span.label_ for span in doc.spans["claims"]] == ["metric", "metric", "event"]
    assert from_doc(doc) == extraction


def test_a_doc_can_have_the_tokens_of_another_pipeline(extraction):
    doc = to_doc(extraction, spacy.blank("zh"))
    assert len(doc) > len(to_doc(extraction))
    assert from_doc(doc) == extraction


def test_extractions_survive_a_file(tmp_path, extraction):
    other = replace(
        extraction, article=Article("", published="2024-03-12"), claims=(), entities=(), figures=(), times=()
    )
    path = tmp_path / "claims.spacy"
    assert write_docbin(iter([extraction, other]), path) == 2
    docs = list(read_docbin(path))
    assert [from_doc(doc) for doc in docs] == [extraction, other]
    assert views(docs[0]) == views(to_doc(extraction))


def test_docs_of_a_pipeline_survive_a_file(tmp_path, doc):
    write_docbin([doc], tmp_path / "docs.spacy")
    (back,) = read_docbin(tmp_path / "docs.spacy")
    assert views(back) == views(doc)
    for name in set(EXTENSIONS) - {"encoded", "names"}:
        assert getattr(back._, name) == getattr(doc._, name), name
    assert doc._.claims and doc._.speech and doc._.clauses


def test_what_was_read_can_be_written_again_to_the_same_bytes(tmp_path, doc, extraction):
    write_docbin([doc, extraction], tmp_path / "a.spacy")
    write_docbin(read_docbin(tmp_path / "a.spacy"), tmp_path / "b.spacy")
    assert (tmp_path / "a.spacy").read_bytes() == (tmp_path / "b.spacy").read_bytes()


def test_writing_leaves_the_docs_and_keeps_extensions_of_the_users_own(tmp_path, doc):
    Doc.set_extension("desk", default=None, force=True)
    doc._.desk = "retail"
    before = dict(doc.user_data)
    write_docbin([doc], tmp_path / "docs.spacy")
    assert doc.user_data == before
    (back,) = read_docbin(tmp_path / "docs.spacy", spacy.blank("zh").vocab)
    assert back._.desk == "retail"
    Doc.remove_extension("desk")


def test_the_file_is_plain_json_inside_a_docbin(tmp_path, extraction):
    write_docbin([extraction], tmp_path / "claims.spacy")
    (doc,) = DocBin().from_disk(tmp_path / "claims.spacy").get_docs(spacy.blank("zh").vocab)
    data = json.loads(doc.user_data["xhsnlp"])
    assert data["claims"] == extraction.to_dict()["claims"]
    assert from_doc(unpack(doc)) == extraction


@pytest.mark.parametrize(("content", "code"), [(b"", "E113"), (b"no DocBin", "E113"), (None, "E101")])
def test_files_that_are_no_docbin(tmp_path, content, code):
    path = tmp_path / "other.spacy"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        list(read_docbin(path))
    assert caught.value.code == code


@pytest.mark.parametrize("kept", [None, 3, "{", "[]", '{"article": 3}'])
def test_a_docbin_of_somebody_else(tmp_path, kept):
    doc = spacy.blank("zh")("云雀")
    doc.user_data["xhsnlp"] = kept
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "other.spacy")
    with pytest.raises(InputError) as caught:
        list(read_docbin(tmp_path / "other.spacy"))
    assert caught.value.code == "E114"


def test_a_target_that_cannot_be_written(tmp_path, extraction):
    with pytest.raises(SettingsError) as caught:
        write_docbin([extraction], tmp_path)
    assert caught.value.code == "E207"


def test_a_lone_surrogate_of_a_file_name_is_replaced(tmp_path, extraction):
    article = replace(extraction.article, source="\udcff云.txt")
    write_docbin([replace(extraction, article=article)], tmp_path / "claims.spacy")
    (doc,) = read_docbin(tmp_path / "claims.spacy")
    assert doc._.article.source == "\ufffd云.txt"
