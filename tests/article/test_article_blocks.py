"""What each line of an article is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xhsnlp.article import Article

LONG = "云雀优选在杭州举办合作伙伴大会，宣布今年将投入三亿元扶持中小商家，并在五个城市开设新的仓库。"


def kinds(text: str, **values: str) -> list[tuple[str, str]]:
    article = Article(text, **values)
    return [(block.kind.value, article.text[block.start : block.end]) for block in article.blocks]


def kind_of(line: str) -> str:
    """Kind of a line in the middle of an article."""
    return Article(f"云雀优选的新一年\n\n{LONG}\n\n{line}\n\n{LONG}\n").blocks[2].kind.value


@pytest.mark.parametrize(
    "line",
    [
        "图片来源：视觉中国",
        "图片来源:云雀优选App",
        "（图源：公司官网）",
        "▲ 云雀优选的杭州仓库",
        "图/视觉中国",
        "题图来源：云雀优选",
        "来源：视觉中国",
        "云雀优选总部 图片来源网络",
        "图为云雀优选的杭州仓库。受访者供图",
        "云雀优选的杭州仓库 图/视觉中国",
        "图1：云雀优选历年营收",
        "![云雀优选的仓库](a/b.png)",
        "[图片]",
        "图：云雀优选总部。摄影：林知夏",
        "大会现场。本报记者 林知夏 摄",
        "（资料图）",
        "资料照片",
        "云雀优选的杭州仓库（图源：云雀优选）",
        "云雀优选的杭州仓库，图片来自公司官网",
        "图片由云雀优选提供",
        "资料来源：云雀证券研究所",
        "表1：云雀优选历年营收（单位：亿元）",
        "单位：亿元",
    ],
)
def test_captions(line):
    assert kind_of(line) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "文｜林知夏",
        "记者：周远 编辑：何苗",
        "观点 / 林知夏 主笔 / 周远",
        "责任编辑：何苗",
        "作者:林知夏,来源:云雀观察",
        "来源：云雀观察",
        "2024-03-12 10:30 来源：云雀观察",
        "2024年3月12日",
        "2024/03/12 08:15:30 云雀观察",
        "责编：Lin Zhixia",
        "（综合整理自云雀观察、远方日报）",
        "远方日报记者 林知夏 周远 编辑 何苗 校对 王五",
        "本报记者 林知夏 实习记者 周远 杭州报道",
        "文/本报记者 林知夏",
        "林知夏/文",
        "栏目主编：林知夏 文字编辑：周远 题图来源：视觉中国",
        "来源 | 云雀观察（ID：yunque）",
        "2024-03-12 发布于浙江",
        "3月12日 09:34",
        "3小时前",
        "新华社杭州3月12日电",
        "（记者林知夏 周远）",
        "一审：林知夏 二审：周远 三审：何苗",
        "（作者系云雀大学教授）",
        "《云雀日报》（2024年3月12日 第 05 版）",
        "据新华社",
    ],
)
def test_bylines(line):
    assert kind_of(line) == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "原标题：云雀优选加快下沉",
        "（原标题：云雀优选加快下沉）",
        "个人观点，仅供参考。",
        "免责声明：本文不构成投资建议，据此操作，风险自担。",
        "扫描二维码，关注云雀观察",
        "点击阅读原文",
        "相关阅读：",
        "举报/反馈",
        "这是 云雀观察 的 第 31 篇 原创文章",
        "本文首发于云雀观察",
        "【我要投票】",
        "广告",
        "（本文首发云雀APP，作者｜林知夏，编辑｜周远）",
        "应受访者要求，文中人物均为化名",
        "- END -",
        "该文观点仅代表作者本人，云雀平台仅提供信息存储空间服务。",
        "市场有风险，投资需谨慎。",
        "关键词 >> 云雀优选",
        "媒体联络：林知夏 电话：0571-12345678",
        "联系邮箱：pr@yunque.example",
        "欲了解更多信息，请访问公司网站。",
        "©2024 云雀网",
        "京ICP备12345678号",
        "证券代码：600000 证券简称：云雀优选",
        "128条评论",
        "本文约3000字，阅读需要8分钟",
        "打开云雀APP查看更多",
        "本文为云雀号作者独立观点，不代表云雀网立场。未经允许不得转载",
        "（云雀网原创作品，未经许可不得转载）",
        "立即订阅",
    ],
)
def test_boilerplate(line):
    assert kind_of(line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "下沉市场的新机会",
        "一、为什么是下沉市场？",
        "（二）供应链的账本",
        "01 增长从哪里来",
        "03",
        "## 云雀优选的三张牌",
        "云雀优选触动巨头,与对手过河",
        "昔日“云雀速度”遭质疑",
        "左手仓库右手店，云雀 2000 店之后",
        "增长从哪里来？",
    ],
)
def test_headings(line):
    assert kind_of(line) == "heading"


@pytest.mark.parametrize(
    "line",
    [
        "云雀优选营收增长。",
        "财报里有一组数据：",
        "一、二季度营收同比增长24%。",
        "新华社杭州3月12日电 云雀优选今天发布财报。",
        "（记者 林知夏）云雀优选3月12日发布财报，营收同比增长24%。",
        "来源多样的商品让云雀优选的用户在一年里增加了三成。",
        "- 营收18.6亿元，同比增长24%",
        "“我们不会裁员。”",
        "点击率提升了三成，云雀优选的广告收入随之增长24%。",
        "编辑部里的年轻人都在用云雀优选，他们每月下单十次。",
        "2024年3月12日，云雀优选发布财报。",
        "广告收入同比增长24%。",
        "评论区里，不少用户表示不满。",
        "推广费用同比增长24%。",
        "版权所有者获得了1000万元赔偿。",
        "更多精彩内容带动云雀优选的用户增长三成。",
        "作者认为，云雀优选的增长难以持续。",
        "记者从云雀优选获悉，公司将于5月上市。",
        "来源：云雀优选财报显示，营收同比增长24%，净利润同比下降8%。",
        "声明称，公司将于5月上市。",
        "订阅用户数同比增长20%，达到100万。",
        "下载云雀APP的用户一年增加了3倍。",
        "阅读时长同比增长10%。",
        "图1显示，营收增长20%。",
        "据新华社报道，云雀优选今天上市。",
        "客户端收入增长10%。",
        "热点新闻带动用户增长。",
        "联系人工智能团队后，公司完成了改造。",
        "视频业务收入增长10%。",
        "3小时前，云雀优选宣布裁员。",
    ],
)
def test_paragraphs(line):
    assert kind_of(line) == "paragraph"


def test_first_line_is_the_title():
    assert kinds(f"云雀优选为什么能赢？\n{LONG}")[0] == ("title", "云雀优选为什么能赢？")


def test_title_after_junk():
    found = kinds(f"1024APP 7\n\n云雀优选加快布局\n\n{LONG}\n")
    assert [kind for kind, _ in found] == ["boilerplate", "title", "paragraph"]


def test_junk_after_the_title():
    found = kinds(f"云雀优选加快布局\n\n1024APP 7\n\n云雀优选跑起来\n\n{LONG}\n")
    assert [kind for kind, _ in found] == ["title", "boilerplate", "heading", "paragraph"]


def test_known_title_is_found_below_a_byline():
    text = f"云雀观察 2024年\n云雀优选加快布局。\n{LONG}"
    assert ("title", "云雀优选加快布局。") in kinds(text, title="云雀优选加快布局。")


def test_heading_above_a_block():
    article = Article(f"云雀优选的新一年\n{LONG}\n\n## 账本\n{LONG}\n{LONG}")
    assert [article.heading_of(block) for block in article.body] == ["云雀优选的新一年", "账本", "账本"]
    assert Article(LONG, title="题目").heading_of(Article(LONG).blocks[0]) == "题目"


def test_a_single_line_is_a_paragraph():
    assert kinds("云雀优选在杭州开了30家门店") == [("paragraph", "云雀优选在杭州开了30家门店")]


def test_first_sentence_is_no_title():
    assert kinds(f"云雀优选开了30家门店。\n{LONG}")[0][0] == "paragraph"


def test_last_paragraph_may_lack_its_full_stop():
    assert kinds(f"云雀优选加快布局\n{LONG}\n公司计划明年上市")[-1] == ("paragraph", "公司计划明年上市")


def test_many_short_lines_are_a_list():
    found = kinds("云雀优选一季度\n营收18亿\n利润2亿\n门店30家\n员工900人\n" + LONG)
    assert [kind for kind, _ in found] == ["title"] + ["paragraph"] * 5


def test_a_sentence_runs_on_over_a_line_break():
    found = kinds(f"云雀优选加快布局\n{LONG}\n不仅因为云雀优选自带热度，\n更因为它坚持直营。\n{LONG}")
    assert ("paragraph", "不仅因为云雀优选自带热度，\n更因为它坚持直营。") in found


def test_wrapped_text_is_put_together():
    body = (LONG * 6)[:-7]
    lines = [body[i : i + 30] for i in range(0, len(body), 30)]
    found = kinds("云雀优选加快布局\n\n" + "\n".join(lines) + "\n")
    assert [kind for kind, _ in found] == ["title", "paragraph"]


def test_markdown_marks_stay_outside():
    assert kinds(f"# 云雀优选加快布局\n\n> {LONG}\n") == [("title", "云雀优选加快布局"), ("paragraph", LONG)]


def test_caption_before_text_on_one_line():
    found = kinds(f"云雀优选加快布局\n（图片来源：云雀优选）{LONG}")
    assert found[1:] == [("caption", "（图片来源：云雀优选）"), ("paragraph", LONG)]


def test_picture_and_its_source_before_text_on_one_line():
    found = kinds(f"云雀优选加快布局\n（2009年，云雀优选的仓库，图片来自公司官网）{LONG}")
    assert found[1:] == [("caption", "（2009年，云雀优选的仓库，图片来自公司官网）"), ("paragraph", LONG)]


@pytest.mark.parametrize("again", ["云雀优选 加快布局！", "云雀优选加快布局_云雀网"])
def test_a_title_said_again_is_a_title(again):
    found = kinds(f"云雀优选加快布局\n2024年3月12日\n{again}\n{LONG}")
    assert [kind for kind, _ in found] == ["title", "byline", "title", "paragraph"]


def test_a_sentence_that_begins_like_the_title_is_none():
    found = kinds(f"云雀优选加快布局\n云雀优选加快布局下沉市场。\n{LONG}")
    assert [kind for kind, _ in found] == ["title", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "rows",
    [
        ["项目\t本期\t上期", "营业收入\t18.6亿元\t15.0亿元"],
        ["| 项目 | 本期 |", "| 营业收入 | 18.6亿元 |"],
        ["项目  本期  上期", "营业收入  18.6亿元  15.0亿元"],
    ],
)
def test_tables_are_captions(rows):
    found = kinds("\n\n".join(["云雀优选加快布局", LONG, *rows, LONG]))
    assert [kind for kind, _ in found] == ["title", "paragraph", "caption", "caption", "paragraph"]


def test_titles_of_other_articles_are_boilerplate():
    links = "相关阅读\n云雀优选再获融资\n云雀优选去年亏损3亿元\n云雀优选何时上市？"
    found = kinds(f"云雀优选加快布局\n{LONG}\n{LONG}\n{links}")
    assert [kind for kind, _ in found] == ["title", "paragraph", "paragraph"] + ["boilerplate"] * 4


def test_text_goes_on_below_a_link():
    found = kinds(f"云雀优选加快布局\n{LONG}\n延伸阅读：云雀优选再获融资\n{LONG}")
    assert [kind for kind, _ in found] == ["title", "paragraph", "boilerplate", "paragraph"]


@pytest.mark.parametrize("text", ["", " \n\u3000\n", "\x00", "#", "> \n>\n", "\r\n\r\n", "\ud800"])
def test_odd_texts_have_blocks_or_none(text):
    assert all(block.start < block.end for block in Article(text).blocks)


def test_crlf_and_entities_do_no_harm():
    found = kinds(f"云雀优选加快布局\r\n\r\n{LONG}&nbsp;\r\n图片来源：云雀优选\r\n")
    assert [kind for kind, _ in found] == ["title", "paragraph", "caption"]


def test_one_line_of_a_megabyte_is_one_paragraph():
    text = LONG * 20_000
    assert kinds(text) == [("paragraph", text)]


PIECES = st.sampled_from(
    ["云雀优选", LONG, "图片来源：", "文｜", "\n", "\r\n", "，", "。", "“", "”", "（", "）", "# ", "> ", "- ",
     "\u3000", "1、", "2024-03-12", "原标题：", "A", "9", "？", "\x00", "\u2028", "\x85", "\x0b", "\ufeff"]
)  # fmt: skip
OUTSIDE = set(" \t\r\n\u3000\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e\ufeff#>-*+•_")


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_blocks_cover_the_text_in_order(text):
    article = Article(text)
    place = 0
    for number, block in enumerate(article.blocks):
        assert block.index == number and place <= block.start < block.end <= len(article.text)
        assert not set(article.text[place : block.start]) - OUTSIDE
        piece = article.text[block.start : block.end]
        assert piece == piece.strip()
        place = block.end
    assert Article(text).blocks == article.blocks
