"""What several tests share: the loaded pipeline, and articles written for the tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

import xhsnlp

#: The same examples in every run: what a run has not found, the next one need not stumble over.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

#: Invented, of the kind the library is for: captions, ASCII commas, relative times, a speaker, a forecast.
ARTICLE = """云雀优选加快下沉市场布局

2024年3月12日,云雀优选在杭州举办合作伙伴大会。云雀优选COO林知夏表示,过去一年,平台商家数量增加了3倍,月活用户突破2000万。

图片来源:云雀优选App

财报显示,2023年公司营收为18.6亿元,同比增长24%;净利润1.2亿元,同比下降8%。

业内人士预计,今年云雀优选的交易额将超过300亿元。公司计划于5月1日关闭自营门店“云雀小铺”,并没有裁员。
"""


@pytest.fixture(scope="session")
def article() -> xhsnlp.Article:
    return xhsnlp.Article(ARTICLE, published="2024-03-15")


@pytest.fixture(scope="session")
def result(article: xhsnlp.Article) -> xhsnlp.Extraction:
    return xhsnlp.extract(article)


@pytest.fixture(scope="session")
def corpus() -> list[Path]:
    return sorted((ROOT / "corpus" / "articles").glob("*.txt"))
