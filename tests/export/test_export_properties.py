"""Whatever the text: offsets hold, nothing is lost, nothing runs."""

from __future__ import annotations

import csv
import io
import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xhsnlp.article import Article
from xhsnlp.entities.entity import Entity, EntityLabel
from xhsnlp.export import from_doc, to_arrow, to_doc, write_csv
from xhsnlp.export.spreadsheet import guarded
from xhsnlp.extraction import Extraction
from xhsnlp.notebook import escaped

texts = st.text(max_size=60) | st.text("云雀优选3亿%，。\n\r \t\u3000\u200b=+-@\x00🙂", max_size=60)


@st.composite
def extractions(draw):
    """An article with an entity somewhere in it."""
    text = draw(texts)
    article = Article(text, title=draw(st.none() | texts), source=draw(st.none() | texts))
    start = draw(st.integers(0, len(article.text)))
    end = draw(st.integers(start, len(article.text)))
    entity = Entity(article.text[start:end], start, end, EntityLabel.ORG, draw(texts))
    return Extraction(article, (entity,) if start < end else ())


@settings(max_examples=50)
@given(extractions())
def test_a_doc_holds_any_extraction(extraction):
    doc = to_doc(extraction)
    assert doc.text == extraction.article.text
    assert from_doc(doc) == extraction


@given(extractions())
def test_any_extraction_is_a_table(extraction):
    (row,) = to_arrow(extraction, "articles").to_pylist()
    assert row["text"] == extraction.article.text
    assert to_arrow(extraction, "entities").num_rows == len(extraction.entities)


@given(extractions())
def test_csv_keeps_every_cell_but_for_the_apostrophe(extraction):
    fields = (extraction.article.text, extraction.article.title, extraction.article.source)
    assume(not any("\x00" in (field or "") for field in fields))  # which csv of Python 3.10 does not read
    out = io.StringIO(newline="")
    write_csv([extraction], out, table="articles")
    out.seek(0)
    (row,) = csv.DictReader(out)
    text = extraction.article.text
    assert row["text"] in {text, f"'{text}"}


@given(texts)
def test_no_cell_begins_like_a_formula(text):
    cell = guarded(text)
    begins = re.match(r"\s*[=+\-@＝＋－＠]", cell)
    assert not begins or re.fullmatch(r"[-\d.e+; ]+", cell)


@given(texts)
def test_no_text_makes_markup(text):
    assert not re.search("[<>\"'\x00-\x1f]", escaped(text))
