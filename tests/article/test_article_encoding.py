"""Bytes of every Chinese encoding become the same text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xhsnlp.article.encoding import decode, detect
from xhsnlp.errors import InputError

SIMPLIFIED = "云雀优选在杭州举办合作伙伴大会，过去一年平台商家数量增加了3倍。"
TRADITIONAL = "雲雀優選在杭州舉辦合作夥伴大會，過去一年平臺商家數量增加了3倍。"


UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.mark.parametrize("encoding", [*UNICODE, "gb18030", "gbk"])
def test_simplified_text_in_any_encoding(encoding):
    assert decode(SIMPLIFIED.encode(encoding)) == SIMPLIFIED


@pytest.mark.parametrize("encoding", [*UNICODE, "big5", "cp950", "gb18030"])
def test_traditional_text_in_any_encoding(encoding):
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


@pytest.mark.parametrize("text", ["云雀优选", "小红书2023年营收增长。", "<html><body><p>平台商家</p>"])
def test_short_texts_in_gbk(text):
    assert decode(text.encode("gbk")) == text


@pytest.mark.parametrize("text", ["雲雀優選營收", "平臺商家數量增加了"])
def test_short_texts_in_big5(text):
    assert decode(text.encode("big5")) == text


def test_nul_inside_a_text_does_no_harm():
    assert decode("营收18\x00.6亿元，同比增长24%。".encode()) == "营收18\x00.6亿元，同比增长24%。"


@pytest.mark.parametrize("start", [b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n", b"\xd0\xcf\x11\xe0"])
def test_known_binary_formats_are_refused(start):
    with pytest.raises(InputError, match="binary") as caught:
        decode(start + bytes(100), where="a.txt")
    assert caught.value.code == "E105" and "a.txt" in str(caught.value)


def test_many_control_bytes_are_refused():
    with pytest.raises(InputError) as caught:
        decode(bytes(range(32)) * 20)
    assert caught.value.code == "E105"


def test_bytes_of_no_encoding_are_refused():
    with pytest.raises(InputError) as caught:
        decode(b"caf\xe9 \xff\xff\xff latin " * 20, where="a.txt")
    assert caught.value.code in {"E105", "E108"}


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_a_coded_error(data):
    try:
        first = detect(data)
    except InputError as problem:
        assert problem.code in {"E105", "E108"}
    else:
        assert detect(data) == first and isinstance(decode(data), str)
