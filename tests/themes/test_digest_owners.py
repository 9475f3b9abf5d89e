"""Whose claims are, which names are one, which articles are one source, who a fact rests on."""

from __future__ import annotations

from collections import Counter

import pytest

import xhsnlp
from benchmarks.digest import extractions
from benchmarks.digest_cases import make_case, make_claim
from xhsnlp.themes.choice import choose_theme
from xhsnlp.themes.names import Names
from xhsnlp.themes.owners import OwnerFinder, find_fragments, quoted_names
from xhsnlp.themes.sources import DigestArticle, group_sources


def names_of(*rows: tuple[str, str, str]) -> Names:
    """Names from rows of id, label and canonical name."""
    names = Names()
    for entity, label, name in rows:
        names.mentions[entity] = Counter((name,))
        names.labels[entity] = label
        names.canonical[entity] = name
    return names


def claims_of(*rows: str):
    return [make_claim("x", number, row)[0] for number, row in enumerate(rows)]


def row(subject: str, rest: str = "{p:推出}{o:会员服务}") -> str:
    return f"2024-03-05 | 无 | {{s:{subject}}}{rest} | | |"


@pytest.mark.parametrize(
    ("subject", "owner", "aspect"),
    [
        ("云雀科技", "e_1", ""),
        ("云雀科技的日活跃用户", "e_1", "日活跃用户"),
        ("云雀科技旗下平台小满", "e_2", ""),
        ("社区团购平台小满", "e_2", ""),
        ("不知名的书店", "不知名的书店", ""),
    ],
)
def test_what_a_claim_is_about(subject, owner, aspect):
    names = names_of(("e_1", "ORG", "云雀科技"), ("e_2", "PRODUCT", "小满"))
    (claim,) = claims_of(row(subject))
    found = OwnerFinder(names, [claim]).find([claim])[claim.id]
    assert (found.key, found.aspect, found.guessed) == (owner, aspect, False)


def test_a_person_is_taken_up_by_a_pronoun_and_a_firm_by_a_general_word():
    names = names_of(("e_1", "ORG", "云雀科技"), ("e_2", "PER", "周行"))
    claims = claims_of(row("云雀科技"), row("周行"), row("公司"), row("他"))
    claims = [claim.with_values(article="a") for claim in claims]
    shifted = []
    for number, claim in enumerate(claims):
        evidence = type(claim.evidence)(
            claim.evidence.text, 50 * number, 50 * number + len(claim.evidence.text)
        )
        shifted.append(claim.with_values(evidence=evidence))
    found = OwnerFinder(names, shifted).find(shifted)
    assert [found[claim.id].key for claim in shifted] == ["e_1", "e_2", "e_1", "e_2"]
    assert [found[claim.id].guessed for claim in shifted] == [False, False, True, True]


def test_a_title_is_nobody():
    names = names_of(("e_1", "TITLE", "首席执行官"))
    (claim,) = claims_of(row("首席执行官"))
    assert OwnerFinder(names, [claim]).find([claim])[claim.id].key == ""


def test_a_name_cut_short_is_known_by_what_follows():
    names = names_of(("e_1", "ORG", "橘子"), ("e_2", "ORG", "橘子优选"))
    claims = claims_of(row("橘子优选"), row("橘子", "优选{p:推出}{o:会员服务}"))
    assert find_fragments(names, claims) == {"e_1": "e_2"}


def test_a_firm_and_its_product_are_two():
    names = names_of(("e_1", "ORG", "苹果"), ("e_2", "ORG", "苹果手表"))
    claims = claims_of(row("苹果"), row("苹果"), row("苹果手表"))
    assert find_fragments(names, claims) == {}


def test_names_in_quotation_marks_are_names():
    assert quoted_names(claims_of(row("旗下业务“橘子酒廊”"), row("云雀科技"))) == {"橘子酒廊"}


def test_one_name_under_two_labels_is_one_thing():
    names = names_of(("e_1", "ORG", "云雀"), ("e_2", "PRODUCT", "云雀"))
    names.mentions["e_2"]["云雀"] += 5
    assert names.same() == {"e_1": "e_2"}


def test_a_short_name_is_the_long_one_that_is_called_so():
    names = names_of(("e_1", "ORG", "云雀"), ("e_2", "ORG", "云雀科技"))
    names.mentions["e_2"]["云雀"] += 1
    assert names.same() == {"e_1": "e_2"}


def test_spun_copies_are_one_source():
    articles = [DigestArticle(key, None, f"2024-01-0{number + 1}", None) for number, key in enumerate("abc")]
    rows = [row("云雀科技", f"{{p:推出}}{{o:{thing}服务}}") for thing in ("会员", "物流", "广告", "直播")]
    claims = [claim.with_values(article=key) for key in "ab" for claim in claims_of(*rows)]
    claims += [claim.with_values(article="c") for claim in claims_of(rows[0])]
    assert group_sources(articles, claims, 0.6, 0.2) == {"a": "a", "b": "a", "c": "c"}


def test_an_article_is_no_second_source_beside_the_one_it_quotes():
    case = make_case(
        "x",
        [
            "2024-03-01 | 橙子直播 | {s:橙子直播}{p:实现}{o:营收5亿元} | 2023-01-01..2023-12-31 | 远望咨询/data |",
            "2024-03-01 | 橙子直播 | {s:橙子直播}{p:营收为}{o:5亿元} | 2023-01-01..2023-12-31 | |",
        ],
        [],
    )
    first, second = extractions(case)
    one = type(first)(
        first.article, first.entities, (*first.claims, second.claims[0].with_values(article=first.article.id))
    )
    (fact,) = xhsnlp.digest([one]).facts
    assert [origin.kind for origin in fact.origins] == ["speaker"]
    (fact,) = xhsnlp.digest([first, second]).facts
    assert [origin.kind for origin in fact.origins] == ["article", "speaker"]


def test_facts_that_contradict_share_a_theme():
    case = make_case(
        "x",
        [
            "2024-03-01 | 橙子直播 | {s:橙子直播}{p:裁员}{o:300人} | 2024-02-01..2024-02-28 | |",
            "2024-03-02 | 橙子直播 | {s:橙子直播}{p:裁员}{o:800人} | 2024-02-01..2024-02-28 | |",
        ],
        [],
    )
    made = extractions(case)
    themed = [
        type(item)(item.article, item.entities, (item.claims[0].with_values(theme=theme),))
        for item, theme in zip(made, ("people", "users"), strict=True)
    ]
    facts = xhsnlp.digest(themed).facts
    assert len(facts) == 2
    assert {fact.theme for fact in facts} == {"people"}


def test_the_theme_of_most_claims_is_that_of_the_fact():
    claims = claims_of(row("甲公司"), row("甲公司"), row("甲公司"))
    themes = ("finance", "users", "users")
    assert choose_theme(c.with_values(theme=t) for c, t in zip(claims, themes, strict=True)) == "users"
