"""The component: paragraphs only, names left out, views for spaCy."""

from __future__ import annotations

import pytest

from xhsnlp.article import Article
from xhsnlp.entities.entity import Entity
from xhsnlp.figures.component import FigureFinder

spacy = pytest.importorskip("spacy")


def doc_of(text: str):  # noqa: ANN201
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    return Doc(Vocab(), words=list(text), spaces=[False] * len(text))


def test_a_doc_without_an_article() -> None:
    doc = FigureFinder("CNY")(doc_of("甲公司上半年营收增长12%，达到3.5亿元，门店有300家。"))
    assert [figure.text for figure in doc._.figures] == ["增长12%", "3.5亿元", "300家"]
    assert [span.label_ for span in doc.spans["figures"]] == ["percent", "amount", "count"]


def test_offsets_are_those_of_the_article() -> None:
    text = "甲公司发布半年报\n\n甲公司上半年营收3.5亿元，同比增长12%。\n\n图片来源：甲公司，共3张\n\n门店达到300家，其中新店20家。"
    doc = doc_of(text)
    article = Article(text)
    FigureFinder("CNY")(doc)
    doc._.article = article
    figures = FigureFinder("CNY")(doc)._.figures
    assert [figure.text for figure in figures] == ["3.5亿元", "同比增长12%", "300家", "20家"]
    assert all(article.text[figure.start : figure.end] == figure.text for figure in figures)


def test_the_currency_is_a_setting() -> None:
    doc = FigureFinder("HKD")(doc_of("公司收入3.5亿元，利润一般。"))
    assert doc._.figures[0].unit == "HKD"
