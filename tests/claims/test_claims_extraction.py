"""Claims of the hardest sentence shapes, in both pipelines."""

from __future__ import annotations

import pytest

import xhsnlp
from xhsnlp.claims.neural import product
from xhsnlp.claims.sketches import Sketch, likeliest, within_clause

PIPELINES = ("accurate", "fast")


def claims_of(text, pipeline, published="2024-03-15"):
    return xhsnlp.extract(text, published=published, pipeline=pipeline).claims


def claim_with(claims, words):
    return next(claim for claim in claims if words in claim.evidence.text)


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_a_negator_is_polarity_and_no_part_of_the_predicate(pipeline):
    claim = claim_with(claims_of("云雀科技没有关闭杭州的门店。", pipeline), "关闭")
    assert claim.polarity.value == "negated"
    assert "没有" not in claim.predicate.text


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_each_figure_stays_with_its_metric(pipeline):
    claims = claims_of("2023年公司营收为18.6亿元，净利润为1.2亿元。", pipeline)
    assert [f.text for f in claim_with(claims, "18.6亿元").figures] == ["18.6亿元"]
    assert [f.text for f in claim_with(claims, "1.2亿元").figures] == ["1.2亿元"]


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_a_plan_with_a_date_is_planned_for_that_date(pipeline):
    claim = claim_with(claims_of("云雀科技将于2024年5月1日停止运营自营门店。", pipeline), "停止运营")
    assert claim.modality.value == "planned"
    assert claim.time.first == "2024-05-01"


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_an_omitted_subject_is_found_in_the_clause_before(pipeline):
    claims = claims_of("云雀科技成立于2013年，上线了一键翻译功能。", pipeline)
    assert claim_with(claims, "上线").subject.text == "云雀科技"


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_a_higher_threshold_keeps_a_part_of_the_claims(pipeline, article):
    everything = xhsnlp.Settings().with_values({"claims.min_confidence": 0})
    sure = xhsnlp.Settings().with_values({"claims.min_confidence": 0.7})
    wide = xhsnlp.extract(article, pipeline=pipeline, settings=everything).claims
    narrow = xhsnlp.extract(article, pipeline=pipeline, settings=sure).claims
    assert {c.id for c in narrow} < {c.id for c in wide}
    assert all(c.confidence >= 0.7 for c in narrow)


def test_a_question_or_a_heading_makes_no_claim():
    assert claims_of("云雀科技\n\n新的方向\n", "fast") == ()


def test_likeliest_takes_the_best_start_and_end():
    np = pytest.importorskip("numpy")
    starts = np.log(np.array([0.1, 0.1, 0.7, 0.1]))
    ends = np.log(np.array([0.1, 0.1, 0.1, 0.7]))
    assert likeliest(starts, ends, 10)[0] == (1, 3)


def test_likeliest_is_none_where_place_zero_wins():
    np = pytest.importorskip("numpy")
    table = np.log(np.array([0.9, 0.05, 0.05]))
    assert likeliest(table, table, 10)[0] is None


def test_product_lets_a_sure_opinion_overrule_an_unsure_one():
    assert product([0.55, 0.45], ["asserted", "planned"], {"asserted": 0.05, "planned": 0.95}) == "planned"


def sketched(predicate, **roles):
    return Sketch(predicate, False, roles, {}, (0.9, 0.9, 0.9))


def test_a_subject_that_swallowed_a_claim_is_cut_at_the_comma():
    text = "观看人数突破220万,关注人数突破50万"
    item = sketched((14, 16), subject=(0, 14))
    assert within_clause(text, item, [(4, 6), (14, 16)]).roles["subject"] == (11, 14)


def test_a_subject_over_a_full_stop_is_none():
    item = sketched((8, 10), subject=(0, 8))
    assert "subject" not in within_clause("甲公司。乙公司的扩张", item, [(8, 10)]).roles


def test_a_subject_with_a_comma_of_its_own_stays():
    item = sketched((7, 9), subject=(0, 7))
    assert within_clause("门店,仓库,物流增长", item, [(7, 9)]).roles["subject"] == (0, 7)


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_a_time_before_the_subject_is_no_part_of_it(pipeline):
    text = "云雀优选COO林知夏表示，过去一年平台商家数量增加了3倍，月活用户突破2000万。"
    assert claim_with(claims_of(text, pipeline), "增加了3倍").subject.text == "平台商家数量"


def test_who_predicts_is_the_speaker_and_no_part_of_the_subject():
    claim = claim_with(claims_of("相关平台预计她的交易额将超过5000万。", "accurate"), "5000万")
    assert (claim.subject.text, claim.speaker.text) == ("她的交易额", "相关平台")
    assert claim.modality.value == "predicted"


@pytest.mark.parametrize("published", ["2024-03-15", None])
def test_an_object_does_not_begin_inside_the_predicate(published):
    text = "新款镜头可识别物体是否在运动。用户可以直接选择次日送达，公司仍需不断完善服务。" * 3
    for claim in claims_of(text, "accurate", published):
        if claim.predicate and claim.object:
            assert not claim.predicate.start < claim.object.start < claim.predicate.end


def test_an_object_does_not_repeat_its_predicate():
    claim = claim_with(claims_of("云雀科技宣布将于2024年10月1日停止运营。", "accurate"), "停止运营")
    assert claim.object is None


def test_an_adverb_alone_is_no_predicate():
    claims = claims_of("电商业务此前只是社区部下属的二级部门。", "accurate")
    assert [claim.predicate.text[-1] for claim in claims] == ["是"]


def test_a_partner_alone_is_no_subject():
    claims = claims_of("云雀科技在8月发布新品，并与丰巢达成战略合作。", "accurate")
    assert claim_with(claims, "达成").subject.text == "云雀科技"


def test_the_name_of_a_speaker_keeps_its_quotation_marks():
    claims = claims_of("云雀科技旗下门店“晨光社”也宣布将于11月16日正式关店。", "accurate")
    assert claim_with(claims, "关店").speaker.text.count("“") == claim_with(
        claims, "关店"
    ).speaker.text.count("”")


def test_a_word_of_saying_before_another_claim_makes_none():
    claims = claims_of("相关平台预计她的交易额将超过5000万。", "accurate")
    assert [claim.predicate.text for claim in claims] == ["将超过"]


def test_an_object_ends_before_the_next_claim():
    item = sketched((2, 4), object=(4, 14))
    assert within_clause("新品名为晨星一号，采用双镜头", item, [(2, 4), (9, 11)]).roles["object"] == (4, 8)


def test_an_object_may_hold_commas():
    item = sketched((2, 4), object=(4, 12))
    assert within_clause("颜色包括紫色，白色，绿色", item, [(2, 4)]).roles["object"] == (4, 12)


def test_a_text_that_is_a_predicate_alone_is_read():
    assert isinstance(claims_of("同比增长", "accurate"), tuple)


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_what_is_said_has_its_own_time_and_not_that_of_the_saying(pipeline):
    text = "2024年3月12日，云雀优选COO林知夏表示，过去一年平台商家数量增加了3倍。"
    assert claim_with(claims_of(text, pipeline), "增加了3倍").time.text == "过去一年"
