"""What looks like a time and is none: lengths, names, habits, 今天 that means nowadays, festivals as mere
names."""

from __future__ import annotations

from dataclasses import replace

from xhsnlp.times.expression import Expression, Point
from xhsnlp.times.lexicon import time_lexicon
from xhsnlp.times.state import Named, Sentences, State

#: Before 年中 they make it a length (一年中).
NUMBERS = tuple("0123456789一二两三四五六七八九十几数百半")


def without_name(expression: Expression, text: str) -> Expression:
    """The year alone where a shopping festival after it is a name: 今年的618, 2024年618大促."""
    point = expression.point
    if expression.form != "point" or point is None or not point.festival or not point.year_end:
        return expression
    lexicon = time_lexicon()
    festival = lexicon.festivals[point.festival]
    loose = text[point.year_end : point.year_end + 1] == "的" and point.year_by is not None
    named = text[expression.end : expression.end + 6].lstrip(" ").startswith(lexicon.cues["festival_name"])
    if (festival.kind != "shopping" or not (loose or named)) or point.part or expression.open:
        return expression
    bare = Point(year=point.year, year_by=point.year_by, again=point.again, year_end=point.year_end)
    end = point.year_end
    return replace(expression, point=bare, end=end, outer_end=end)


def places_in_time(
    expression: Expression, text: str, sentences: Sentences, state: State, around_future: bool
) -> bool:
    """Whether an expression of the grammar places something in time, as news use it."""
    form, point = expression.form, expression.point
    joined = text[max(expression.start - 1, 0) : expression.start + 1]
    if len(joined) == 2 and joined[1] in "上下前" and time_lexicon().ends("verb", joined):
        return False
    if form in ("length", "now", "quarterhour"):
        return False
    if form == "set":
        return point is not None and (point.month is not None or point.festival is not None)
    if form == "within":
        return around_future or _has_span(expression, state)
    if form in ("ago", "later", "since", "during", "past", "future"):
        return _window_holds(expression, text, sentences, state)
    if point is not None and not _point_holds(expression, point, text, sentences, state):
        return False
    if (
        point is not None
        and point.level() == 1
        and point.edge
        and text[expression.start - 1 : expression.start] in NUMBERS
    ):
        return False
    before, behind = (
        text[max(expression.outer_start - 1, 0) : expression.outer_start],
        text[expression.end :][:1],
    )
    if form == "press" and before == "日":
        return False
    if _is_stock_name(text, expression.end):
        return False
    if before in "第每" and before and form == "point":
        return False
    return not (before == "/" or behind == "/") or form == "span"


def _is_stock_name(text: str, end: int) -> bool:
    """A stock code in brackets follows: 星期六(002291) is a company."""
    return text[end : end + 1] == "(" and text[end + 1 : end + 7].isdigit()


def _has_span(expression: Expression, state: State) -> bool:
    length = expression.length
    if length is None or state.last is None:
        return False
    first, end = state.last.interval
    return length.parts[0][2] == "year" and end.year - first.year == length.parts[0][0] > 1


def _window_holds(expression: Expression, text: str, sentences: Sentences, state: State) -> bool:
    length = expression.length
    if length is None:
        return False
    unit = length.parts[0][2]
    if length.several:
        return False
    before = sentences.before(expression.start, 6)
    near = (
        expression.word == "近" and expression.form == "past" and text[expression.end - 1] not in "来间内中"
    )
    if near and (time_lexicon().ends("length", before) or time_lexicon().ends("lasting", before)):
        return False
    if expression.form == "later" and before.endswith("满"):
        return False
    if expression.word.startswith("此前") and expression.word.endswith("的"):
        return False
    if expression.word.startswith("前") and length.vague:
        return False
    if text[max(expression.start - 1, 0) : expression.start] == "将" and expression.word == "近":
        return False
    if expression.form == "during":
        return _has_span(expression, state)
    if (
        expression.form == "past"
        and expression.word[:1] in ("上", "前", "头")
        and unit in ("minute", "second", "hour")
    ):
        return False
    if (
        expression.word in ("近",)
        and unit in ("hour", "minute", "second", "day")
        and _next(text, expression) != ""
    ):
        return length.parts[0][0] > 1 and unit == "day"
    if expression.form in ("ago", "later") and unit in ("hour", "minute", "second", "ke"):
        return False
    return not (expression.form == "since" and unit in ("hour", "minute", "second"))


def _next(text: str, expression: Expression) -> str:
    return text[expression.end : expression.end + 1]


def _point_holds(expression: Expression, point: Point, text: str, sentences: Sentences, state: State) -> bool:
    level = point.level()
    if level >= 7 or not _weekday_holds(point, text[expression.start - 1 : expression.start]):
        return False
    if expression.form == "span":
        return True
    before = sentences.before(expression.start, 12)
    behind = sentences.behind(expression.end, 16)
    if point.festival:
        listed = text[expression.start - 1 : expression.start] in ("、", "和", "或", "及")
        return (listed and state.festival_end == expression.start - 1) or _festival_holds(
            point, before, behind
        )
    if point.day_by is not None and not _near_day_holds(expression, point, text, sentences, state):
        return False
    if point.again:
        return _again_holds(expression, point, text, sentences, state)
    if point.day and not (point.month or point.month_by is not None or point.year):
        return _bare_day_holds(expression, point, text, before, behind, state)
    if point.whole or point.same:
        return state.year is not None or point.year is not None or point.year_by is not None
    if point.season and not _with_year(point):
        return False
    if point.tenday and not (point.month or point.month_by is not None):
        return False
    if point.months and not _with_year(point):
        return point.months[0] == 1
    if point.count and not point.month and not _with_year(point):
        return False
    if point.short and expression.end == point.year_end and not _year_known(point, state):
        return False
    old = point.year is not None and point.year < 1900 and expression.end == point.year_end
    if old and behind.startswith(("历史", "的历史")):
        return False
    return not (point.year and point.level() == 0 and _is_code(expression, text))


def _weekday_holds(point: Point, before: str) -> bool:
    """No bare weekend, and no weekday in 一周三次."""
    return not point.weekday or point.week_by is not None or (point.weekday != 67 and before not in NUMBERS)


def _near_day_holds(
    expression: Expression, point: Point, text: str, sentences: Sentences, state: State
) -> bool:
    """今天, 今日 and 明天 as days, and not as nowadays, the future or a name."""
    before, behind = sentences.before(expression.start, 12), sentences.behind(expression.end, 16)
    if point.day_by == 1:
        return not (state.talkative and behind.startswith("的"))
    if point.day_by != 0:
        return True
    if text[expression.start : expression.start + 2] == "今天" and not point.part:
        return speech_day(expression, sentences, state) is not None or _today_holds(before, behind, state)
    return text[expression.end : expression.end + 2] != "头条" and not time_lexicon().ends(
        "until_now", before
    )


def _year_known(point: Point, state: State) -> bool:
    """Whether a year of two digits and nothing else lies near one written in full before."""
    return state.explicit is not None and abs(state.explicit.year - (point.year or 0)) <= 2


def _with_year(point: Point) -> bool:
    return point.year is not None or point.year_by is not None or point.again is not None


def _is_code(expression: Expression, text: str) -> bool:
    """2023 inside a longer run of letters and digits; Tinder2012年 is a name and a year."""
    if "年" in text[expression.start : expression.end]:
        return False
    before = text[expression.start - 1 : expression.start] if expression.start else ""
    return bool(before) and before.isascii() and before.isalnum()


def _festival_holds(point: Point, before: str, behind: str) -> bool:
    lexicon = time_lexicon()
    festival = lexicon.festivals[point.festival or ""]
    if _with_year(point) or point.holiday or point.part:
        return True
    if lexicon.starts("festival_after", behind):
        return True
    if not lexicon.ends("festival", before):
        return (
            festival.kind == "public"
            and behind[:1] in ("", ",", "，", "、", "。")
            and before[-1:] in ("", ",", "，")
        )
    return True


def speech_day(expression: Expression, sentences: Sentences, state: State) -> Named | None:
    """The day named just before a quotation in which 今天 stands: the speaker's own day."""
    day = state.day
    if day is None or not sentences.quoted(expression.start):
        return None
    return day if sentences.number(expression.start) - day.sentence <= 3 else None


def _today_holds(before: str, behind: str, state: State) -> bool:
    """今天 as the day of publication, not as nowadays."""
    lexicon = time_lexicon()
    if before not in ("到", "直到") and lexicon.ends("until_now", before):
        return False
    if before.endswith("的") or behind.startswith("的"):
        return False
    if not state.talkative or before in ("到", "截至", "截止到", "直到"):
        return True
    generic = [behind.find(cue) for cue in lexicon.cues["generic"] if cue in behind]
    concrete = [behind.find(cue) for cue in lexicon.cues["concrete"] if cue in behind]
    if generic and (not concrete or min(generic) <= min(concrete)):
        return False
    return bool(concrete) or before.endswith(("到", "于", "所以", "，", ","))


def _again_holds(expression: Expression, point: Point, text: str, sentences: Sentences, state: State) -> bool:
    word = text[expression.start : expression.end]
    sentence, paragraph = sentences.number(expression.start), sentences.paragraph(expression.start)
    unit = point.again[0] if point.again else ""
    if text[max(expression.start - 1, 0) : expression.start] == "的" and expression.point is not None:
        return False
    before = text[max(expression.start - 1, 0) : expression.start]
    if word in ("次日", "当日", "当天", "隔日") and text.startswith("达", expression.end):
        return text[expression.end + 1 : expression.end + 2] in ("到", "成")
    if word.startswith(("次日", "次年")) and before in tuple("本首每多几一数"):
        return False
    if word.startswith(("当日", "当天")) and before == "日":
        return False
    if word.startswith("首日"):
        return state.day is not None and sentence - state.day.sentence <= 1
    if word.startswith("当年"):
        return state.year is not None and sentence - state.year.sentence <= 0
    if word.startswith(("第二", "第三", "第2", "第3")):
        named = state.year if unit == "year" else state.day
        return named is not None and named.paragraph >= paragraph - 1
    if word.startswith("首月"):
        return state.month is not None and sentence - state.month.sentence <= 1
    if word.startswith(("那一年", "那年", "那个月")):
        return state.year is not None
    return True


def _bare_day_holds(
    expression: Expression, point: Point, text: str, before: str, behind: str, state: State
) -> bool:
    lexicon = time_lexicon()
    if lexicon.ends("length", before) or before[-1:] in ("个", "了", "+", "-", "."):
        return False
    if expression.open in ("in", "after") or behind[:1] in ("内", "游", "后"):
        return False
    word = text[expression.start : expression.end]
    if before and before[-1].isascii() and before[-1].isalnum():
        return False
    if point.hour is not None or point.part is not None:
        return True
    return word.endswith("日") or (state.month is not None and word[0].isdigit())
