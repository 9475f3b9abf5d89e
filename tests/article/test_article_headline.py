"""The article as a thing of its own."""

from __future__ import annotations

from xhsnlp import Article


def test_the_headline_is_the_title_given():
    assert Article("云雀科技发布年报\n\n公司营收增长。", title="年报").headline == "年报"


def test_the_headline_is_the_title_that_the_text_begins_with():
    assert (
        Article("云雀科技发布年报\n\n云雀科技今天发布年报，公司营收增长24%。").headline == "云雀科技发布年报"
    )


def test_a_text_without_a_title_has_no_headline():
    assert Article("云雀科技今天发布年报，公司营收增长24%。").headline is None
