"""The tokenizer: the text is kept, the words are right, a user's words win."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

import xhsnlp.segment
from xhsnlp.errors import XhsnlpError
from xhsnlp.segment.lexicon import LexiconEntry, read_lexicon
from xhsnlp.segment.tokenizer import JiebaTokenizer, make_tokenizer

VOCAB = Vocab()


def words(text: str, entries: tuple[LexiconEntry, ...] = ()) -> list[str]:
    return [token.text for token in JiebaTokenizer(VOCAB, entries)(text)]


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_text_is_kept(text: str) -> None:
    assert JiebaTokenizer(VOCAB)(text).text == text


@settings(max_examples=150, deadline=None)
@given(st.text("小红书上aB1２, \t\n\r\u3000\u2028\0，。“”.%-", max_size=40))
def test_text_of_awkward_marks_is_kept(text: str) -> None:
    entries = (LexiconEntry("红书 上"), LexiconEntry("aB"), LexiconEntry("1"))
    assert JiebaTokenizer(VOCAB, entries)(text).text == text


def test_lone_surrogate_is_replaced() -> None:
    assert JiebaTokenizer(VOCAB)("价\ud800格").text == "价\ufffd格"


def test_platform_is_one_word() -> None:
    assert words("在小红书上开店") == ["在", "小红书", "上", "开店"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("共1,234.5万元", "1,234.5"),
        ("持有1，112，458，304股", "1，112，458，304"),
        ("约３.５万件", "３.５"),
        ("见https://example.com/a?b=1。", "https://example.com/a?b=1"),
        ("于23:59截止", "23:59"),
        ("Coca-Cola涨价", "Coca-Cola"),
        ("他说……不", "……"),
    ],
)
def test_numbers_addresses_and_runs_are_one_word(text: str, word: str) -> None:
    assert word in words(text)


def test_user_words_win(tmp_path) -> None:
    path = tmp_path / "words.tsv"
    path.write_bytes("\ufeff# mine\r\n红书上开\t\tv\r\n New Balance \t5\tnz\r\nPLUS会员\r\n".encode())
    nlp = type("Nlp", (), {"vocab": VOCAB})
    tokens = [t.text for t in make_tokenizer(str(path))(nlp)("小红书上开New Balance店,PLUS会员多")]
    assert tokens == ["小", "红书上开", "New Balance", "店", ",", "PLUS会员", "多"]


def test_jieba_format_is_read(tmp_path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("云计算 5 n\n韩玉鉴赏\nNew Balance\n", "utf-8")
    assert read_lexicon(path) == [
        LexiconEntry("云计算", 5, "n"),
        LexiconEntry("韩玉鉴赏"),
        LexiconEntry("New Balance"),
    ]


def test_latin_words_are_not_found_inside_others() -> None:
    assert "AI" not in words("MAIN", (LexiconEntry("AI"),))


def test_heavier_word_wins() -> None:
    entries = (LexiconEntry("乙丙丁", 1), LexiconEntry("甲乙", 9))
    assert words("甲乙丙丁", entries)[0] == "甲乙"


@pytest.mark.parametrize(("content", "code"), [("词\tx\tn\n", "E203"), ("词\t1\tqqq\n", "E203")])
def test_bad_line_is_named(tmp_path, content: str, code: str) -> None:
    path = tmp_path / "words.tsv"
    path.write_text(content, "utf-8")
    with pytest.raises(XhsnlpError, match=code):
        read_lexicon(path)


def test_missing_lexicon_is_named(tmp_path) -> None:
    with pytest.raises(XhsnlpError, match="E101"):
        make_tokenizer(str(tmp_path / "none.tsv"))


def test_round_trip_keeps_user_words(tmp_path) -> None:
    tokenizer = JiebaTokenizer(VOCAB, (LexiconEntry("New Balance", 3, "nz"),))
    tokenizer.to_disk(tmp_path / "tokenizer")
    for again in (
        JiebaTokenizer(VOCAB).from_bytes(tokenizer.to_bytes()),
        JiebaTokenizer(VOCAB).from_disk(tmp_path / "tokenizer"),
    ):
        assert again.matcher.entries == tokenizer.matcher.entries


def test_words_of_a_text() -> None:
    assert xhsnlp.segment.cut("小红书宣布停止运营。") == ["小红书", "宣布", "停止", "运营", "。"]


def test_function_words_stand_alone() -> None:
    assert words("这是机会,还有时间") == ["这", "是", "机会", ",", "还", "有", "时间"]
