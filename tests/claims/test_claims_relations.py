"""What a claim is to another: each connective and its scope, on claims made by hand."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import xhsnlp
from xhsnlp.annotations import register_extensions
from xhsnlp.claims.claim import Claim, ClaimType, RelationType
from xhsnlp.claims.connectives import connectives
from xhsnlp.claims.reading import Reading
from xhsnlp.claims.relations import relate
from xhsnlp.spans import Span, contains

STAGES = ("xhsnlp_sentences", "xhsnlp_tagger", "xhsnlp_figures", "xhsnlp_times", "xhsnlp_speech")


@pytest.fixture(scope="module")
def nlp():
    register_extensions()
    made = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "xhsnlp.JiebaTokenizer.v1"}}})
    for stage in STAGES:
        made.add_pipe(stage)
    return made


def reading_of(nlp, text):
    doc = nlp.make_doc(text)
    doc._.article = xhsnlp.Article(text)
    return Reading.of(nlp(doc))


def claims_of(reading, *predicates):
    """A claim a predicate: its clause is its evidence."""
    made, place = [], 0
    for predicate in predicates:
        start = reading.text.index(predicate, place)
        place = start + len(predicate)
        unit = reading.unit_at(start)
        evidence = Span.of(reading.text, unit.start, unit.end)
        figures = tuple(f for f in reading.figures if contains(evidence, f))
        verb = Span(predicate, start, place)
        made.append(Claim("a", evidence, 0, None, verb, None, ClaimType.EVENT, figures=figures))
    return made


def related(nlp, text, *predicates):
    """The relations as (type, predicate of the claim, predicate of its target, cue)."""
    claims = relate(reading_of(nlp, text), claims_of(reading_of(nlp, text), *predicates))
    names = {claim.id: claim.predicate.text for claim in claims}
    return [
        (r.type.value, claim.predicate.text, names[r.target], r.cue.text)
        for claim in claims
        for r in claim.relations
    ]


def supposed(nlp, text, *predicates):
    claims = relate(reading_of(nlp, text), claims_of(reading_of(nlp, text), *predicates))
    return [claim.predicate.text for claim in claims if claim.hypothetical]


@pytest.mark.parametrize(
    ("text", "predicates", "expected"),
    [
        ("由于原料涨价，毛利率下滑。", ("涨价", "下滑"), ("cause", "涨价", "下滑", "由于")),
        ("毛利率下滑，主要由于原料涨价。", ("下滑", "涨价"), ("cause", "涨价", "下滑", "主要由于")),
        ("营收增长8%，得益于会员增加。", ("增长", "得益于"), ("cause", "得益于", "增长", "得益于")),
        ("受台风影响，航班取消。", ("受", "取消"), ("cause", "受", "取消", "受台风影响")),
        ("原料涨价，导致毛利率下滑。", ("涨价", "导致"), ("cause", "涨价", "导致", "导致")),
        ("原料涨价。云雀因此提高了售价。", ("涨价", "提高了"), ("cause", "涨价", "提高了", "因此")),
        ("营收增长，但利润下滑。", ("增长", "下滑"), ("contrast", "下滑", "增长", "但")),
        ("营收增长。然而，利润却下滑。", ("增长", "下滑"), ("contrast", "下滑", "增长", "却")),
        ("尽管订单增加，但利润下滑。", ("增加", "下滑"), ("contrast", "增加", "下滑", "尽管")),
        ("云雀不是降价，而是提高服务。", ("降价", "提高"), ("contrast", "提高", "降价", "而是")),
        ("如果平台涨价，商家就会离开。", ("涨价", "离开"), ("condition", "涨价", "离开", "如果")),
        ("平台一旦涨价，商家会离开。", ("涨价", "离开"), ("condition", "涨价", "离开", "一旦")),
        ("只要销量达标，云雀便返还佣金。", ("达标", "返还"), ("condition", "达标", "返还", "只要")),
        ("平台涨价的话，商家会离开。", ("涨价", "离开"), ("condition", "涨价", "离开", "的话")),
        ("为了降低成本，云雀关闭了仓库。", ("降低", "关闭了"), ("purpose", "降低", "关闭了", "为了")),
        ("云雀上线了新功能，以提升体验。", ("上线了", "提升"), ("purpose", "提升", "上线了", "以")),
        (
            "云雀推出了星火计划，旨在帮助商家。",
            ("推出了", "旨在帮助"),
            ("purpose", "旨在帮助", "推出了", "旨在"),
        ),
        (
            "云雀营收为10亿元，其中广告收入为3亿元。",
            ("为", "为"),
            ("elaboration", "为", "为", "其中"),
        ),
        (
            "平台加快了扩张，例如开设了海外仓。",
            ("加快了", "开设了"),
            ("elaboration", "开设了", "加快了", "例如"),
        ),
    ],
)
def test_a_connective_relates_two_claims(nlp, text, predicates, expected):
    assert related(nlp, text, *predicates) == [expected]


@pytest.mark.parametrize(
    ("text", "predicates"),
    [
        ("营收增长，利润下滑。", ("增长", "下滑")),  # no cue
        ("以往云雀亏损，如今盈利。", ("亏损", "盈利")),  # 以往 is no 以
        ("云雀以更低的价格吸引用户，销量增长。", ("吸引", "增长")),  # a means, no purpose
        ("若干门店关闭，营收下滑。", ("关闭", "下滑")),  # 若干 is no 若
        ("只有3家门店盈利，其余亏损。", ("盈利", "亏损")),  # 只有 without 才
        ("营收增长。\n\n但利润下滑。", ("增长", "下滑")),  # not over a paragraph
    ],
)
def test_what_looks_like_a_connective_relates_nothing(nlp, text, predicates):
    assert related(nlp, text, *predicates) == []


def test_both_clauses_of_a_condition_lie_before_its_partner(nlp):
    text = "如果平台涨价，并且取消补贴，商家就会离开。"
    assert related(nlp, text, "涨价", "取消", "离开") == [
        ("condition", "涨价", "离开", "如果"),
        ("condition", "取消", "离开", "如果"),
    ]
    assert supposed(nlp, text, "涨价", "取消", "离开") == ["涨价", "取消"]


def test_a_coordinate_clause_is_not_the_effect(nlp):
    text = "由于原料涨价，叠加运费上升，毛利率下滑。"
    assert related(nlp, text, "涨价", "上升", "下滑") == [("cause", "涨价", "下滑", "由于")]


def test_the_consequence_in_the_same_clause_is_not_supposed(nlp):
    text = "此举影响成本，若整改不力还会推高费用。"
    assert supposed(nlp, text, "影响", "推高") == []


@pytest.mark.parametrize("cue", ["如果", "若", "假如", "倘若", "一旦", "除非", "只要"])
def test_conditions_are_supposed(nlp, cue):
    assert supposed(nlp, f"{cue}平台涨价，商家会离开。", "涨价", "离开") == ["涨价"]


@pytest.mark.parametrize(
    "text", ["因为平台涨价，商家离开。", "如果说平台涨价，那是旧闻。", "平台涨价，商家离开。"]
)
def test_facts_are_not_supposed(nlp, text):
    assert supposed(nlp, text, "涨价") == []


def test_parts_with_the_same_unit_elaborate_the_whole(nlp):
    text = "云雀营收达到10亿元，同比增长8%，其中广告贡献3亿元，会员贡献2亿元。"
    found = related(nlp, text, "达到", "增长", "贡献", "贡献")
    assert found == [("elaboration", "贡献", "达到", "其中")] * 2


def test_the_items_of_a_list_elaborate_what_announces_them(nlp):
    text = "云雀公布了三项措施：一是降低佣金；二是增加补贴；三是简化流程。"
    found = related(nlp, text, "公布了", "降低", "增加", "简化")
    assert found == [("elaboration", verb, "公布了", "：") for verb in ("降低", "增加", "简化")]


def test_ids_and_order_stay(nlp):
    reading = reading_of(nlp, "由于原料涨价，毛利率下滑。")
    claims = claims_of(reading, "涨价", "下滑")
    assert [claim.id for claim in relate(reading, claims)] == [claim.id for claim in claims]


def test_relations_survive_json(nlp):
    reading = reading_of(nlp, "如果平台涨价，商家就会离开。")
    claim = relate(reading, claims_of(reading, "涨价", "离开"))[0]
    assert claim.relations and claim.hypothetical
    assert Claim.from_dict(claim.to_dict()) == claim


def test_every_row_of_the_table_is_used():
    types = {rule.type for rules in connectives().values() for rule in rules}
    assert types == set(RelationType)


PARTS = [*"就但以若因：，。", "如果", "由于", "为了", "其中", "云雀", "涨价", "3亿元", "只有", "才", "的话"]


@settings(max_examples=40, deadline=None)
@given(parts=st.lists(st.sampled_from(PARTS), max_size=14))
def test_any_order_of_connectives_is_read(nlp, parts):
    reading = reading_of(nlp, "".join(parts))
    claims = claims_of(reading, *["涨价"] * "".join(parts).count("涨价"))
    made = relate(reading, claims)
    known = {claim.id for claim in claims}
    for claim in made:
        for relation in claim.relations:
            assert relation.target in known - {claim.id}
            cue = relation.cue
            assert reading.text[cue.start : cue.end] == cue.text
