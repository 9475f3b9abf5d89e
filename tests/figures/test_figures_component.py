"""The component: paragraphs only, names left out, views for spaCy."""

from __future__ import annotations

from typing import Any

import pytest

from xhsnlp.article import Article
from xhsnlp.entities.entity import Entity, EntityLabel
from xhsnlp.figures.component import FigureFinder

spacy = pytest.importorskip("spacy")


def doc_of(text: str) -> Any:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    return Doc(Vocab(), words=list(text), spaces=[False] * len(text))


def test_a_doc_without_an_article() -> None:
    doc = FigureFinder("CNY")(doc_of("甲公司上半年营收增长12%，达到3.5亿元，门店有300家。"))
    assert [figure.text for figure in doc._.figures] == ["增长12%", "3.5亿元", "300家"]
    assert [span.label_ for span in doc.spans["figures"]] == ["percent", "amount", "count"]


def test_offsets_are_those_of_the_article() -> None:
    body = (
        "甲公司上半年营收3.5亿元，同比增长12%。",
        "图片来源：甲公司，共3张",
        "门店达到300家，其中新店20家。",
    )
    text = "\n\n".join(("甲公司发布半年报", *body))
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


def test_names_with_numbers_are_left_out() -> None:
    text = "公司推出了十八家酒楼套餐，共卖出300份。"
    doc = doc_of(text)
    doc._.entities = [Entity("十八家酒楼", 5, 10, EntityLabel.ORG, "十八家酒楼")]
    assert [figure.text for figure in FigureFinder("CNY")(doc)._.figures] == ["300份"]
