"""Words, parts of speech, sentences and clauses.

`words` cuts (a user's words, then jieba's dictionary with the package's own words in it, then a model that joins
single characters), `tagger` tags, `sentences` finds sentences and clauses; `tokenizer` and `component` are what spaCy
sees. See docs/segment.md.
"""

from __future__ import annotations


def cut(text: str) -> list[str]:
    """The words of a text; joined they are the text.

    Example:
        >>> cut("小红书宣布停止运营。")
        ['小红书', '宣布', '停止', '运营', '。']
    """
    from xhsnlp.segment import words

    return [word for word, _ in words.cut(text)]
