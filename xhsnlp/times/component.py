"""The spaCy component `xhsnlp_times`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from xhsnlp.annotations import article_of, register_extensions, result_of, set_spans
from xhsnlp.times.conventions import Conventions, make_anchor, make_conventions
from xhsnlp.times.reader import find_times
from xhsnlp.times.time import Time


class TimeFinder:
    """Writes `doc._.times` and `doc.spans["times"]`; a time within a longer name (双11购物节) is none."""

    def __init__(self, conventions: Conventions):
        register_extensions()
        self.conventions = conventions

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        spans = [(block.start, block.end) for block in article.body]
        found = find_times(article.text, spans, make_anchor(article.published), self.conventions)
        names = sorted(
            ((e.start, e.end) for e in result_of(doc, "entities")), key=lambda span: (span[0], -span[1])
        )
        doc._.times = _outside(found, names)
        set_spans(doc, "times", doc._.times, [time.granularity.value for time in doc._.times])
        return doc


def _outside(times: list[Time], names: list[tuple[int, int]]) -> list[Time]:
    """The times that do not lie within a longer name; both lists are in order."""
    kept, at, reach = [], 0, (0, 0)
    for time in times:
        while at < len(names) and names[at][0] <= time.start:
            reach = max(reach, names[at], key=lambda span: span[1])
            at += 1
        inside = reach[0] <= time.start and time.end <= reach[1]
        if not inside or reach == (time.start, time.end):
            kept.append(time)
    return kept


@Language.factory(
    "xhsnlp_times",
    default_config={
        "week_start": "monday",
        "bare_month": "context",
        "year_end_months": 3,
        "end": "inclusive",
        "open_ends": "date",
        "numeric_dates": False,
    },
    assigns=["doc._.times"],
)
def make_times(
    nlp: Language,
    name: str,
    week_start: str,
    bare_month: str,
    year_end_months: int,
    end: str,
    open_ends: str,
    numeric_dates: bool,
) -> TimeFinder:
    """Make the component; the arguments are the keys of the settings section `times`."""
    return TimeFinder(
        make_conventions(
            week_start=week_start,
            bare_month=bare_month,
            year_end_months=year_end_months,
            end=end,
            open_ends=open_ends,
            numeric_dates=numeric_dates,
        )
    )
