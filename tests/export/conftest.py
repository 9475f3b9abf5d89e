"""An extraction built by hand, so that exporters are tested without the pipeline."""

from __future__ import annotations

import pytest

from xhsnlp.article import Article
from xhsnlp.claims.claim import Claim, ClaimType, Modality, Polarity, Sentiment, SentimentLabel, Subject
from xhsnlp.entities.entity import Entity, EntityLabel
from xhsnlp.extraction import Extraction
from xhsnlp.figures.figure import Baseline, Change, Comparator, Figure, FigureKind
from xhsnlp.spans import Span
from xhsnlp.speech.speech import Speaker, SpeakerKind
from xhsnlp.times.time import Granularity, Time

TEXT = "云雀优选加快布局\n林知夏表示，去年商家数量增加了3倍，月活用户约2000万至3000万。公司没有=裁员。\n"


def at(text: str) -> tuple[str, int, int]:
    start = TEXT.index(text)
    return text, start, start + len(text)


@pytest.fixture
def extraction() -> Extraction:
    article = Article(TEXT, published="2024-03-12", title="云雀优选加快布局", source="a.txt")
    person = Entity(*at("林知夏"), EntityLabel.PER, "林知夏", "model", "variant")
    company = Entity(*at("云雀优选"), EntityLabel.ORG, "云雀优选")
    growth = Figure(
        *at("增加了3倍"),
        FigureKind.MULTIPLE,
        3,
        unit="倍",
        change=Change.INCREASE,
        by=True,
        baseline=Baseline.YOY,
        readings=(4,),
    )
    users = Figure(
        *at("约2000万至3000万"),
        FigureKind.COUNT,
        low=2e7,
        high=3e7,
        comparator=Comparator.ABOUT,
        implied=True,
    )
    year = Time(*at("去年"), "2023-01-01", "2023-12-31", Granularity.YEAR, "2024-03-12", rule="relative")
    speaker = Speaker(*at("林知夏"), SpeakerKind.PERSON, person.entity, "表示")
    claims = (
        Claim(
            article.id,
            Span(*at("商家数量增加了3倍")),
            1,
            Subject(*at("商家数量")),
            Span(*at("增加了")),
            Span(*at("3倍")),
            ClaimType.METRIC,
            figures=(growth,),
            time=year,
            speaker=speaker,
            sentiment=Sentiment(SentimentLabel.POSITIVE, 0.93),
            theme="ecosystem",
            confidence=0.88,
        ),
        Claim(
            article.id,
            Span(*at("月活用户约2000万至3000万")),
            1,
            Subject(*at("月活用户")),
            None,
            None,
            ClaimType.METRIC,
            figures=(users,),
        ),
        Claim(
            article.id,
            Span(*at("公司没有=裁员")),
            1,
            Subject(*at("公司"), company.entity, True),
            Span(*at("=裁员")),
            None,
            ClaimType.EVENT,
            Modality.PLANNED,
            Polarity.NEGATED,
        ),
    )
    models = {"claims/chain.npz": "0" * 64}
    return Extraction(
        article,
        (company, person),
        (growth, users),
        (year, Time(*at("去年"), None, None, reason="no publication date")),
        claims,
        {"name": "fast", "version": "0.1.0", "models": models},
        ("[W101] no publication date is known",),
    )
