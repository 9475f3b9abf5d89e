"""The grammar of time expressions: a hand-written parser over tokens, with bounded look-ahead, so linear."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xhsnlp.times.expression import Expression, Length, Point
from xhsnlp.times.lengths import join_lengths, read_length
from xhsnlp.times.points import POINT_KINDS, PointReader
from xhsnlp.times.scanner import Token

#: Kinds of tokens with which no expression begins.
_NEVER_FIRST = frozenset(
    [
        "of",
        "comma",
        "bracket",
        "also",
        "join",
        "measure",
        "more",
        "since",
        "come",
        "about",
        "begin",
        "until",
        "within",
        "during",
        "exact",
        "ampm",
        "half_of",
        "glued",
        "fiscal",
        "holiday",
        "zero",
    ]
)
#: Kinds of tokens with which a window begins (过去一年半, 近三年).
_WINDOW_KINDS = frozenset(
    ["past", "this", "future", "front", "head", "upper", "lower", "back", "lately", "ago", "later"]
)


class Grammar:
    """Reads the expressions of one list of tokens."""

    def __init__(self, text: str, tokens: list[Token]):
        self.text = text
        self.tokens = tokens
        self.points = PointReader(text, tokens)

    def kind(self, at: int) -> str:
        return self.tokens[at].kind if at < len(self.tokens) else ""

    def value(self, at: int) -> str:
        return self.tokens[at].value if at < len(self.tokens) else ""

    def expressions(self) -> Iterator[Expression]:
        """All expressions, from left to right, none overlapping."""
        at = 0
        while at < len(self.tokens):
            found = self.expression(at)
            if found is None:
                at += 1
                continue
            expression, at = found
            yield expression
            while expression.form == "ending" and self.kind(at) == "also":
                length = read_length(self.tokens, at + 1)
                if length is None:
                    break
                made = self.make("ending", at + 1, length[1], point=expression.point, length=length[0])
                at = length[1]
                yield made

    def expression(self, at: int) -> tuple[Expression, int] | None:
        """The longest expression that begins at a token, and the token after it."""
        begin = at
        if self.tokens[at].kind in _NEVER_FIRST:
            return None
        while self.kind(at) == "open" and at - begin < 2:
            at += 1
        opened = at if at > begin and self.value(at - 1) != "at" else begin
        for reader in _READERS.get(self.kind(at), ()):
            found = reader(self, at)
            if found is not None:
                expression, end = found
                if begin < at and opened == at:
                    expression.outer_start = self.tokens[begin].start
                    if expression.form == "point" and not expression.open:
                        expression.word = self.text[self.tokens[at - 1].start : self.tokens[at - 1].end]
                return expression, end
        return None

    def make(self, form: str, begin: int, end: int, **values: object) -> Expression:
        start, stop = self.tokens[begin].start, self.tokens[end - 1].end
        return Expression(form, start, stop, start, stop, **values)  # type: ignore[arg-type]

    # one reader a kind of expression

    def _fixed(self, at: int) -> tuple[Expression, int] | None:
        kind = self.kind(at)
        if kind in ("now", "press", "report", "lately"):
            return (
                None
                if kind == "lately" and self.kind(at + 1) in ("n", "several", "of", "halves")
                else (self.make("now" if kind == "lately" else kind, at, at + 1, word=self.value(at)), at + 1)
            )
        return None

    def _pair(self, at: int) -> tuple[Expression, int] | None:
        """今明两年, 明后两天."""
        if self.kind(at) != "pair":
            return None
        unit, first, last = self.value(at).split()
        ends = [Point(year_by=int(by)) if unit == "year" else Point(day_by=int(by)) for by in (first, last)]
        return self.make("span", at, at + 1, point=ends[0], until=ends[1]), at + 1

    def _set(self, at: int) -> tuple[Expression, int] | None:
        if self.kind(at) != "each":
            return None
        length = read_length(self.tokens, at + 1, bare=True)
        end = length[1] if length else at + 1
        if self.kind(end) == "of":
            end += 1
        for begin in (end, at + 1):
            found = self._point(begin)
            if found is not None:
                return self.make(
                    "set", at, found[1], point=found[0].point, length=length and length[0]
                ), found[1]
        if length is None:
            return None
        return self.make("set", at, length[1], length=length[0]), length[1]

    def _window(self, at: int) -> tuple[Expression, int] | None:
        """过去一年半, 近三年, 这两年, 未来30天内, 前两周."""
        kind = self.kind(at)
        if kind not in _WINDOW_KINDS:
            return None
        begin = at
        if kind == "past" and self.kind(at + 1) == "this":
            at += 1
        after = at + 2 if self.kind(at + 1) == "of" else at + 1
        length = read_length(self.tokens, after, window=True)
        if length is None:
            return None
        if kind in ("front", "head") and self._counts_first(after, length):
            return None
        end = length[1]
        if self.kind(end) in ("within", "during") or (
            self.kind(end) in ("since", "come") and kind != "front"
        ):
            end += 1
        form = "future" if kind in ("future", "lower", "back", "later") else "past"
        word = self.text[self.tokens[begin].start : self.tokens[after - 1].end]
        return self.make(form, begin, end, length=length[0], word=word), end

    def _counts_first(self, at: int, length: tuple[Length, int]) -> bool:
        """前三季度 and 前9个月 count from January; 前两年, 前三天 from today."""
        parts = length[0].parts
        return len(parts) == 1 and parts[0][2] in ("quarter", "month") and self.kind(at) == "n"

    def _shift(self, at: int) -> tuple[Expression, int] | None:
        """十年前, 三天后, 一个月来, 三年内, and a pure length."""
        length = read_length(self.tokens, at) or self._days(at)
        if length is None:
            return None
        if self.kind(length[1]) == "join":
            other = read_length(self.tokens, length[1] + 1)
            joined = join_lengths(length[0], other[0]) if other is not None else None
            if other is not None and joined is not None:
                length = joined, other[1]
        end = length[1]
        kind = self.kind(end)
        forms = {
            "ago": "ago",
            "front": "ago",
            "later": "later",
            "back": "later",
            "since": "since",
            "come": "since",
        }
        forms |= {"within": "within", "during": "during"}
        if kind in forms:
            last = end + 1
            if forms[kind] in ("ago", "later") and self.kind(last) == "of" and self.kind(last + 1) == "day":
                last += 2
                return self.make("point", at, last, point=Point(day_by=0), word="今天"), last
            word = self.text[self.tokens[end].start : self.tokens[end].end]
            made = self.make(forms[kind], at, last, length=length[0], word=word)
            return self._clocked(made, last)
        return self.make("length", at, end, length=length[0]), end

    def _days(self, at: int) -> tuple[Length, int] | None:
        """两日前, 60日内, 90日: days that can be no day of a month, or are counted from now; 一分半."""
        length = read_length(self.tokens, at, window=True)
        if length is None or len(length[0].parts) > 1 or length[0].parts[0][2] not in ("day", "minute"):
            return None
        if length[0].parts[0][2] == "minute":
            return length if length[0].parts[0][0] % 1 == 0.5 else None
        number, after = length[0].parts[0][1], self.kind(length[1])
        word = self.tokens[at].value
        counted = not word.isdigit() and after in ("ago", "later", "front", "back")
        return length if number > 31 or after == "within" or word == "两" or counted else None

    def _clocked(self, made: Expression, end: int) -> tuple[Expression, int]:
        """三天后的下午3点: a shift with a time of day."""
        after = end + 1 if self.kind(end) == "of" else end
        clock = self.points.clock(Point(), after)
        if made.form in ("ago", "later") and clock is not None:
            made.point = clock[0]
            made.end = made.outer_end = self.tokens[clock[1] - 1].end
            return made, clock[1]
        return made, end

    def _point(self, at: int) -> tuple[Expression, int] | None:
        found = self.points.read(at)
        if found is None:
            return None
        point, end, until = *found, self.points.until
        dated = self._beside(at, point, end)
        if dated is not None:
            return dated
        if until is None and self.kind(end) == "begin" and self.kind(end + 1) == "join":
            until_at = end + 2
        else:
            until_at = end + 1 if self.kind(end) == "join" else 0
        if until is None and not until_at and self.kind(end) == "also":
            other = self.points.read(end + 1, after=point)
            if other is not None and self.kind(other[1]) == "during":
                made = self.make("span", at, other[1] + 1, point=point, until=_inherit(point, other[0]))
                return made, other[1] + 1
        if until is None and until_at:
            other = self.points.read(until_at, after=point)
            if other is not None and _joinable(point, other[0]):
                until, end = _inherit(point, other[0]), other[1]
        if until is not None:
            made = self.make("span", at, end, point=point, until=until)
            if self.kind(end) in ("until", "during"):
                made.outer_end = self.tokens[end].end
                end += 1
            return made, end
        return self._suffixed(self.make("point", at, end, point=point), end)

    def _beside(self, at: int, point: Point, end: int) -> tuple[Expression, int] | None:
        """周日, 二月十号 is one date; 春节前一周 and 2月13号的31天前 count from a day."""
        if point.weekday and point.level() == 4 and point.week_by is None and self.kind(end) == "comma":
            other = self.points.read(end + 1)
            if other is not None and other[0].month and other[0].day and self.points.until is None:
                made = other[0].copy(weekday=point.weekday)
                return self.make("point", at, other[1], point=made), other[1]
            self.points.until = None
        if point.weekday and point.level() == 4 and self.kind(end) == "bracket":
            other = self.points.read(end + 1)
            until, self.points.until = self.points.until, None
            if other is not None and until is None and other[0].day and other[0].month:
                return self.make("point", at, end, point=other[0].copy(weekday=point.weekday)), end
        if not (point.day or point.festival or point.day_by is not None) or point.hour is not None:
            return None
        begin = end + 1 if self.kind(end) == "of" else end
        if (
            self.kind(end) == "again"
            and self.text[self.tokens[end].start] == "前"
            and self.value(end) == "day -1"
        ):
            one = Length([(1, 1, "day")])
            return self.make("ago", at, end + 1, length=one, base=point, word="前"), end + 1
        if self.kind(end) in ("front", "back"):
            length, form = read_length(self.tokens, end + 1), "ago" if self.kind(end) == "front" else "later"
            close = length[1] if length is not None else end
        else:
            length = read_length(self.tokens, begin)
            close = length[1] + 1 if length is not None else end
            form = {"ago": "ago", "front": "ago", "later": "later", "back": "later"}.get(
                self.kind(close - 1), ""
            )
        if length is None or not form or length[0].several:
            return None
        word = "前" if form == "ago" else "后"
        return self.make(form, at, close, length=length[0], base=point, word=word), close

    def _suffixed(self, made: Expression, end: int) -> tuple[Expression, int]:
        """之前, 以来, 起 and the like after a point."""
        kind = self.kind(end)
        if kind == "until":
            length = read_length(self.tokens, end + 2 if self.kind(end + 1) == "of" else end + 1)
            if length is not None:
                made.form, made.length = "ending", length[0]
                made.end = made.outer_end = self.tokens[length[1] - 1].end
                return made, length[1]
            if self.kind(end + 1) == "fiscal" or self.value(end + 1) == "year":
                made.form, made.length = "ending", Length([(1, 1, "year")])
                made.end = made.outer_end = self.tokens[end + 1].end
                return made, end + 2
        opens = {
            "ago": "until",
            "front": "until",
            "later": "after",
            "back": "after",
            "begin": "begin",
            "since": "since",
        }
        opens |= {"until": "end", "within": "in", "during": "in", "about": "about", "come": "since"}
        if kind not in opens or (kind == "come" and not _year_only(made.point)):
            return made, end
        last = end + 1
        limited = read_length(self.tokens, last) if opens[kind] == "begin" else None
        if limited is not None and self.kind(limited[1]) == "within":
            last = limited[1] + 1
            made.form, made.base, made.point, made.length = "future", made.point, None, limited[0]
            made.end = made.outer_end = self.tokens[limited[1]].end
            made.word = "起"
            return made, last
        if opens[kind] == "begin" and self.kind(last) == "join" and self.kind(last + 1) == "day":
            last = end + 1
        made.open = opens[kind]
        made.word = (
            self.value(end)
            if self.value(end) == "or"
            else self.text[self.tokens[end].start : self.tokens[end].end]
        )
        made.outer_end = self.tokens[end].end
        return made, last


def _readers() -> dict[str, tuple[Callable[[Grammar, int], tuple[Expression, int] | None], ...]]:
    """The readers to try, in order, by the kind of the first token."""
    begins = (
        (frozenset(("each",)), Grammar._set),
        (frozenset(("now", "press", "report", "lately")), Grammar._fixed),
        (frozenset(("pair",)), Grammar._pair),
        (_WINDOW_KINDS, Grammar._window),
        (POINT_KINDS, Grammar._point),
        (frozenset(("n", "several", "halves")), Grammar._shift),
    )
    kinds = sorted(frozenset().union(*(kinds for kinds, _ in begins)))
    return {kind: tuple(reader for kinds, reader in begins if kind in kinds) for kind in kinds}


_READERS = _readers()


def _year_only(point: Point | None) -> bool:
    return point is not None and point.level() == 0


def _joinable(first: Point, last: Point) -> bool:
    """Whether two points can be the ends of one span: the second is not coarser than what the first leaves
    open."""
    if last.level() == 7 and first.level() < 7:
        return first.hour is not None or first.part is not None
    if first.level() == 7 and first.hour is not None:
        return last.hour is not None
    return last.level() >= first.level() or last.level() == 0 or first.level() == 4


_ORDER = (
    "year",
    "year_by",
    "months",
    "month",
    "month_by",
    "week_by",
    "day",
    "day_by",
    "weekday",
    "part",
    "hour",
)


def _inherit(first: Point, last: Point) -> Point:
    """What the second end leaves unsaid it takes from the first: 4月2日至10月19日 of last year, 9日至11日."""
    level = last.level()
    if level == 0 and not last.again:
        return last
    changes: dict[str, object] = {}
    if level >= 1 and last.year is None and last.year_by is None and not last.again:
        changes |= {"year": first.year, "year_by": first.year_by, "short": first.short}
    if level >= 4 and last.day_by is None and not last.again and last.trading is None:
        changes |= {"month": last.month or first.month, "month_by": first.month_by, "week_by": first.week_by}
        changes |= {"lunar": last.lunar or first.lunar}
    if level >= 7:
        changes |= {
            name: getattr(first, name)
            for name in ("day", "day_by", "weekday", "again", "festival", "week_by")
        }
        if last.part is None and last.hour is not None and last.hour < 12:
            changes["part"] = first.part
    return last.copy(**changes)
