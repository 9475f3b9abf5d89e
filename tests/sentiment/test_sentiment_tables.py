"""The word tables: metric polarity, contrast, negation, what is taken away."""

from __future__ import annotations

import pytest

from xhsnlp.resources import read_rows
from xhsnlp.sentiment.lexicon import DATA, TABLES, judge, lexicon


def sign(text: str, subject: str = "") -> int:
    score = judge(text, subject).score
    return (score > 0) - (score < 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("成本同比下降8%", 1),
        ("用户数同比下降8%", -1),
        ("亏损收窄", 1),
        ("亏损扩大", -1),
        ("解决了配送难题", 1),
        ("没有解决配送难题", -1),
        ("失去了年轻人的信任", -1),
        ("不存在安全隐患", 1),
        ("会议在上海举行", 0),
    ],
)
def test_judgement_of_a_clause(text, expected):
    assert sign(text) == expected


def test_metric_of_the_subject_counts_where_the_clause_names_none():
    assert sign("同比下降8%", "获客成本") == 1
    assert sign("同比下降8%", "月活用户") == -1


def test_what_follows_a_contrast_outweighs():
    assert sign("虽然销量火爆，但公司仍然亏损") == -1
    assert sign("虽然公司仍然亏损，但销量火爆") == 1


def test_a_change_of_an_unknown_thing_counts_half():
    assert judge("增加了三个").score == 0.5


def test_the_longest_word_wins():
    assert [hit.word for hit in lexicon().find("停止运营")] == ["停止运营"]


def test_words_that_only_look_like_negators_turn_nothing():
    assert sign("不断突破") == 1


def test_cues_say_what_made_them():
    assert [(cue.text, cue.sign, cue.kind) for cue in judge("成本下降").cues] == [("成本+下降", 1, "change")]


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_two_columns_under_a_license(table):
    path = DATA / f"{table}.tsv"
    assert "CC0" in path.read_text("utf-8").split("\n\n")[0]
    assert all(len(row) == 2 for row in read_rows(path))


def test_no_word_is_both_good_and_bad():
    words = dict(read_rows(DATA / "words.tsv"))
    assert not set(words["good"].split()) & set(words["bad"].split())
