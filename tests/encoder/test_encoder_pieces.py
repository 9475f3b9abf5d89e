"""Pieces of the encoder's vocabulary cover the text they were cut from."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhsnlp.encoder.network import lay_in
from xhsnlp.encoder.pieces import Pieces
from xhsnlp.errors import XhsnlpError

NAMES = ["<unk>", "▁", "小", "红", "书", "小红书", "上线", "上", "线", "了", ",", "1", "2"]
SCORES = [0.0, -2.0, -5.0, -5.0, -5.0, -7.0, -6.0, -4.0, -6.0, -3.0, -3.0, -4.0, -4.0]


@pytest.fixture
def pieces() -> Pieces:
    return Pieces(NAMES, SCORES, {"，": ",", "\x00": "", "１": "1"}, 0, -20.0)


def test_the_likeliest_pieces_win(pieces):
    text = "小红书上线了"
    assert [text[p.start : p.end] for p in pieces.cut(text)][1:] == ["小红书", "上线", "了"]


def test_a_form_of_another_width_takes_the_piece_of_its_normal_form(pieces):
    assert [p.number for p in pieces.cut("，１")][1:] == [NAMES.index(","), NAMES.index("1")]


def test_what_no_piece_holds_is_unknown(pieces):
    assert [p.number for p in pieces.cut("鑫")][1:] == [0]


@given(st.text(alphabet="小红书上线了，,１ \x00鑫a", max_size=60))
def test_pieces_stand_in_order_and_do_not_overlap(text):
    made = Pieces(NAMES, SCORES, {"，": ",", "\x00": "", "１": "1"}, 0, -20.0).cut(text)
    end = 0
    for piece in made:
        assert end <= piece.start <= piece.end <= len(text)
        end = piece.end


@given(st.text(alphabet="小红书上线了，,１ \x00鑫a", min_size=1, max_size=60))
def test_every_character_belongs_to_a_piece(text):
    made = Pieces(NAMES, SCORES, {"，": ",", "\x00": "", "１": "1"}, 0, -20.0)
    inputs = lay_in(text, made, {"小": 2}, np.zeros((len(text), 3), dtype=np.int64))
    assert len(inputs.tokens) == len(inputs.flags) == len(inputs.letters) == len(text)
    assert all(0 <= number < len(inputs.ids) for number in inputs.tokens)


def test_save_and_load(pieces, tmp_path):
    path = tmp_path / "pieces.json"
    pieces.save(path)
    assert Pieces.load(path).cut("小红书，鑫") == pieces.cut("小红书，鑫")


def test_a_damaged_file_is_a_coded_error(tmp_path):
    path = tmp_path / "pieces.json"
    path.write_text("{}", "utf-8")
    with pytest.raises(XhsnlpError, match="E304"):
        Pieces.load(path)
