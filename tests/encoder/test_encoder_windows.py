"""Windows own every sentence once and show what stands before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xhsnlp.encoder.windows import Window, lay_out

LENGTHS = st.lists(st.integers(1, 400), max_size=40)


def sentences(lengths):
    end = 0
    spans = []
    for length in lengths:
        spans.append((end, end + length))
        end += length
    return spans


def test_short_sentences_share_a_window():
    assert lay_out([(0, 20), (20, 40)]) == [Window(0, 0, 40)]


def test_a_window_shows_the_sentences_before_what_it_owns():
    assert lay_out([(0, 60), (60, 120)], owned=60, before=60) == [Window(0, 0, 60), Window(0, 60, 120)]


def test_no_sentences_give_no_windows():
    assert lay_out([]) == []


@given(LENGTHS)
def test_every_character_is_owned_once(lengths):
    spans = sentences(lengths)
    owned = [place for window in lay_out(spans) for place in range(window.own, window.end)]
    assert owned == list(range(sum(lengths)))


@given(LENGTHS)
def test_no_window_is_longer_than_it_may(lengths):
    for window in lay_out(sentences(lengths), owned=100, before=50):
        assert window.end - window.own <= 100
        assert window.own - window.start <= 50
