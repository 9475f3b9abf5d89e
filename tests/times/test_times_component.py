"""The spaCy component, alone and behind others."""

import spacy

from xhsnlp.annotations import register_extensions
from xhsnlp.article import Article
from xhsnlp.entities.entity import Entity, EntityLabel
from xhsnlp.settings import Settings


def read(text, published=None, config=None, entities=()):
    nlp = spacy.blank("zh")
    nlp.add_pipe("xhsnlp_times", config=config or {})
    register_extensions()
    doc = nlp.make_doc(text)
    doc._.article = Article(text, published=published)
    doc._.entities = list(entities)
    return nlp.get_pipe("xhsnlp_times")(doc)


def test_works_on_a_plain_doc():
    nlp = spacy.blank("zh")
    nlp.add_pipe("xhsnlp_times")
    doc = nlp("公司2022年3月在上海开店,收入增长了很多。")
    assert [time.text for time in doc._.times] == ["2022年3月"]
    assert [span.text for span in doc.spans["times"]] == ["2022年3月"]
    assert doc.spans["times"][0].label_ == "month"


def test_counts_from_the_publication_date():
    doc = read("平台去年5月上线了新的功能,用户很快增长。", "2023-10-08")
    assert [(time.first, time.last) for time in doc._.times] == [("2022-05-01", "2022-05-31")]


def test_state_is_carried_over_paragraphs():
    text = "9月4日,公司发布公告称将会调整业务。\n\n次日,公司股价上涨了百分之五以上。"
    doc = read(text, "2023-10-08")
    assert [time.first for time in doc._.times] == ["2023-09-04", "2023-09-05"]


def test_a_time_within_a_longer_name_is_none():
    text = "他在2023年度商家大会上发表了讲话,内容很丰富。"
    name = Entity("2023年度商家大会", 2, 12, EntityLabel.EVENT, "2023年度商家大会")
    assert [time.text for time in read(text)._.times] == ["2023年度"]
    assert read(text, entities=[name])._.times == []


def test_config_has_the_keys_of_the_settings():
    config = Settings().to_dict()["times"] | {"year_end_months": 1}
    doc = read("这家公司在2022年底关闭了全部的线下门店。", config=config)
    assert doc._.times[0].first == "2022-12-01"


def test_headings_give_no_times():
    text = "2022年大事\n\n公司在2021年完成了新一轮的融资,估值达到十亿元。"
    doc = read(text, "2023-10-08")
    assert "2021年" in [time.text for time in doc._.times]
