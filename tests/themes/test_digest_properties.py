"""The digest of any claims: order, joining, citations, odd texts, missing slots."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import xhsnlp
from benchmarks.digest import Made
from xhsnlp import Article, Claim
from xhsnlp.claims.claim import ClaimType, Modality, Polarity, Subject
from xhsnlp.entities.entity import Entity, EntityLabel
from xhsnlp.errors import SettingsError
from xhsnlp.spans import Span
from xhsnlp.speech.speech import Speaker, SpeakerKind
from xhsnlp.themes.summary import SentenceCheck
from xhsnlp.times.time import Granularity, Time

_NAMES = ("青禾优选", "云雀咖啡", "公司", "他", "\ud800", "A\x00B", "平台的日活跃用户", "")
_VERBS = ("推出", "关闭", "实现", "增长", "将上线", "\n", "是")
_THINGS = ("会员服务", "营收37亿元", "门店26家", "20%", "“未完", "x" * 40, "")
_DAYS = (None, "2023-01-01", "2023-12-31", "2024-02-29")
_parts = st.tuples(
    st.sampled_from(_NAMES),
    st.sampled_from(_VERBS),
    st.sampled_from(_THINGS),
    st.sampled_from(_DAYS),
    st.sampled_from(tuple(Modality)),
    st.sampled_from(tuple(Polarity)),
    st.sampled_from(tuple(ClaimType)),
    st.sampled_from(("finance", "strategy", "other", None, "my own")),
    st.sampled_from((None, "财报", "青禾优选", "")),
    st.booleans(),
)
_articles = st.lists(
    st.tuples(st.lists(_parts, min_size=1, max_size=5), st.sampled_from(_DAYS)), min_size=1, max_size=5
)


def make(number: int, rows, published) -> Made:
    texts = ["".join(row[:3]) for row in rows]
    article = Article("。".join(texts) + f"（{number}）", published=published, source=str(number))
    entities, claims, place = [], [], 0
    for text, row in zip(texts, rows, strict=True):
        name, verb, thing, day, modality, polarity, kind, theme, speaker, whole = row
        if name == "青禾优选":
            entities.append(Entity(name, place, place + len(name), EntityLabel.ORG, name))
        middle, end = place + len(name), place + len(name) + len(verb)
        claims.append(
            Claim(
                article.id,
                Span(text, place, place + len(text)),
                0,
                Subject(name, place, middle) if whole else None,
                Span(verb, middle, end) if whole or not thing else None,
                Span(thing, end, end + len(thing)) if thing else None,
                kind,
                modality=modality,
                polarity=polarity,
                figures=tuple(
                    replace(item, start=item.start + end, end=item.end + end)
                    for item in xhsnlp.figures.find(thing)
                ),
                time=Time(day, 0, 0, day, day, Granularity.DAY) if day else None,
                theme=theme,
                speaker=Speaker(speaker, 0, len(speaker), SpeakerKind.ORGANIZATION) if speaker else None,
            )
        )
        place += len(text) + 1
    return Made(article, tuple(entities), tuple(claims))


@settings(max_examples=40, deadline=None)
@given(_articles, st.randoms(use_true_random=False))
def test_order_and_joining_make_no_difference(rows, random):
    made = [make(number, *row) for number, row in enumerate(rows)]
    whole = xhsnlp.digest(made).to_json()
    mixed = made[:]
    random.shuffle(mixed)
    assert xhsnlp.digest(mixed).to_json() == whole
    cut = random.randrange(len(made) + 1)
    early = xhsnlp.Digest.from_json(xhsnlp.digest(mixed[:cut]).to_json())
    assert early.add(mixed[cut:]).to_json() == whole


@settings(max_examples=40, deadline=None)
@given(_articles)
def test_what_a_digest_of_anything_holds(rows):
    made = xhsnlp.digest(make(number, *row) for number, row in enumerate(rows))
    assert sorted(key for fact in made.facts for key in fact.claims) == sorted(made.claims)
    assert {fact.id for page in made.themes for fact in page.facts} == {fact.id for fact in made.facts}
    ids = {fact.id for fact in made.facts}
    check = SentenceCheck(made.names)
    for fact in made.facts:
        assert {relation.fact for relation in fact.relations} <= ids - {fact.id}
        assert 0 <= fact.salience <= 1
        assert fact.independent <= len(fact.origins)
    for page in made.themes:
        for sentence in page.summary:
            cited = [made.claims[item.claim] for item in sentence.citations]
            assert cited and check.unsupported(sentence.text, cited) == []
    assert json.loads(made.to_json())["facts"] == made.to_dict()["facts"]
    assert made.to_markdown().startswith("# ")


@settings(max_examples=40, deadline=None)
@given(_articles)
def test_relations_go_both_ways(rows):
    made = xhsnlp.digest(make(number, *row) for number, row in enumerate(rows))
    told = {(fact.id, item.fact, item.verdict) for fact in made.facts for item in fact.relations}
    assert all((other, fact, verdict) in told for fact, other, verdict in told)


def test_an_unknown_language_is_refused_before_anything_is_read():
    chosen = xhsnlp.Settings().with_values({"digest.language": "fr"})
    with pytest.raises(SettingsError, match="E203"):
        xhsnlp.digest(iter(lambda: pytest.fail("read"), None), settings=chosen)
