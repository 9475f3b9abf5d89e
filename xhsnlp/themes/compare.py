"""How two claims stand to one another, with the rule that said so."""

from __future__ import annotations

import math
from dataclasses import dataclass

from xhsnlp.themes.fact import Verdict
from xhsnlp.themes.periods import SAME_TIME_DAYS, days_between, is_current, is_near, relate_periods
from xhsnlp.themes.statement import Quantity, Statement
from xhsnlp.themes.wording import bigrams, dice, quantities

#: 超过5000万 and 5320万 go together, 超过5000万 and 8000万 do not: a bound is meant to be near.
_NEAR = 1.5
#: Rounding (3亿 for 3.12亿) may hide at most this share of a number.
_ROUNDING = 0.05
#: An outcome so many days after the day planned still is that plan's outcome.
_LATE_DAYS = 60
#: Least share of bigrams (Dice) for two wordings of one content.
_SIMILAR = 0.6
#: The same of short wordings, where one character makes another thing (越来越少, 越来越真).
_SHORT = 0.75
#: Least share of bigrams of two verbs that are in no list, where their objects are alike.
_VERBS = 0.3
_DENIALS = "不没未无非"
#: Verdicts that say something of one thing at two times or from two sides.
_BINDING = (Verdict.CONFLICT, Verdict.PLAN_MET, Verdict.PLAN_MISSED)
#: A name of so many characters that is no entity's is taken for one thing in all articles.
_TELLING_NAME = 4
#: A number of so many digits is hardly met twice by chance.
TELLING = 3
#: Metrics that one may be written for the other.
_LOOSE = frozenset(
    frozenset(pair)
    for pair in (("profit", "net_profit"), ("net_profit", "adjusted_net_profit"), ("investment", "funding"))
)
#: A plan without a date meets what is done up to so many days later.
_FULFILLED_DAYS = 180


@dataclass(frozen=True, slots=True)
class Judgement:
    """Attributes: verdict: how two claims stand to one another; rule: name of the rule that said so."""

    verdict: Verdict
    rule: str


_NONE = Judgement(Verdict.NONE, "unrelated")


def relate(a: Statement, b: Statement, tolerance: float) -> Judgement:
    """How two statements stand to one another; the order of the two does not matter.

    Args:
        a, b: the statements.
        tolerance: relative difference up to which two numbers agree.
    """
    if not _same_thing(a, b) or (a.certainty == "duty") != (b.certainty == "duty"):
        return _NONE
    if _other_place(a, b) or _other_code(a.codes, b.codes):
        return _NONE
    if a.quantities and b.quantities:
        found = _relate_quantities(a, b, tolerance)
    elif a.level or b.level:
        found = _relate_standing(a, b)
    else:
        found = _relate_acts(a, b)
    if found.verdict in (Verdict.CONFLICT, Verdict.PLAN_MISSED) and not _can_contradict(a, b):
        return _NONE
    if found.verdict in _BINDING and not _one_thing(a, b):
        return _NONE
    return found


def _one_thing(a: Statement, b: Statement) -> bool:
    """Whether the owner is one thing in both articles: 竞争 and 技术 are another in each."""
    return a.claim.article == b.claim.article or a.named or b.named or len(a.owner) >= _TELLING_NAME


def _can_contradict(a: Statement, b: Statement) -> bool:
    """Whether both name whom they speak of, and two voices speak: one voice in one article speaks of two things."""
    if a.guessed or b.guessed:
        return False
    x, y = a.claim.speaker, b.claim.speaker
    return a.claim.article != b.claim.article or (x.text if x else "") != (y.text if y else "")


def _same_thing(a: Statement, b: Statement) -> bool:
    return bool(a.owner) and a.owner == b.owner or _same_patient(a, b)


def _same_patient(a: Statement, b: Statement) -> bool:
    """Whether one thing is acted on, and no two firms do so: one of the two sentences may leave out who does it."""
    if not a.patient or a.patient != b.patient:
        return False
    return a.owner == b.owner or a.patient in (a.owner, b.owner) or not (a.owner and b.owner)


def _same_target(a: Statement, b: Statement) -> bool:
    return not (a.patient and b.patient) or a.patient == b.patient


def _other_place(a: Statement, b: Statement) -> bool:
    """Whether both say where or with whom, and not the same: 在长沙, 在南昌."""
    x, y = a.adjunct, b.adjunct
    return bool(x and y) and x not in y and y not in x and dice(bigrams(x), bigrams(y)) < _SIMILAR


def _other_code(x: frozenset[str], y: frozenset[str]) -> bool:
    """Whether numbers or letters name two things of one kind: A轮 and B轮, S5 and S7."""
    return bool(x and y) and not (x <= y or y <= x)


# Figures


def _relate_quantities(a: Statement, b: Statement, tolerance: float) -> Judgement:
    shared = [(x, y) for x in a.quantities for y in b.quantities if _comparable(x, y)]
    if a.negated != b.negated:
        return _NONE
    if not shared:
        return Judgement(Verdict.AGREE, "same_number") if _same_number(a, b) else _NONE
    if not (shared[0][0].act or _same_target(a, b)):
        return _NONE
    when = relate_periods(a, b)
    if when == "apart":
        return Judgement(Verdict.DIFFERS_IN_TIME, "other_period")
    verdicts = [_judge(a, b, x, y, tolerance) for x, y in shared]
    agreeing = [found for found in verdicts if found.verdict in (Verdict.AGREE, Verdict.REFINE)]
    lists = _several(a, shared, 0) or _several(b, shared, 1)
    conflict = next((found for found in verdicts if found.verdict is Verdict.CONFLICT), None)
    if a.certainty != b.certainty:
        if when == "unknown" and not _soon(a, b) or not _plan_first(a, b):
            return _NONE
        if agreeing:
            return Judgement(Verdict.PLAN_MET, f"forecast_{agreeing[0].rule}")
        return Judgement(Verdict.PLAN_MISSED, "forecast_missed") if conflict and when == "same" else _NONE
    if conflict and not lists:
        if when == "same":
            return Judgement(Verdict.CONFLICT, "forecasts_differ" if a.certainty == "plan" else conflict.rule)
        return Judgement(Verdict.DIFFERS_IN_TIME, "part_of_period") if when == "within" else _NONE
    if (
        not agreeing
        or when == "unknown"
        and not (is_current(a, b) or all(x.exact and y.exact for x, y in shared))
    ):
        return _NONE
    return min(agreeing, key=lambda found: found.verdict is Verdict.AGREE)


def _same_number(a: Statement, b: Statement) -> bool:
    """Whether two articles give one thing the same telling number for the same time, and at most one of them names a
    metric of the list, or both name one for the other (盈利, 净利润)."""
    if a.claim.article == b.claim.article or a.guessed or b.guessed or a.certainty != b.certainty:
        return False
    if relate_periods(a, b) != "same" or a.owner != b.owner:
        return False
    return any(_match(x, y) for x in a.quantities for y in b.quantities)


def _match(x: Quantity, y: Quantity) -> bool:
    if not (x.exact and y.exact and min(x.digits, y.digits) >= TELLING):
        return False
    if (x.low, x.unit, x.dimension) != (y.low, y.unit, y.dimension):
        return False
    listed = set(quantities().classes.values())
    if x.metric in listed and y.metric in listed:
        return frozenset((x.metric, y.metric)) in _LOOSE and x.qualifier == y.qualifier
    return True


def _judge(a: Statement, b: Statement, x: Quantity, y: Quantity, tolerance: float) -> Judgement:
    """Compare two numbers; a contradiction needs metrics narrowed in the same words and the same place."""
    found = compare_quantities(x, y, tolerance)
    if found.verdict is Verdict.CONFLICT and (bool(a.adjunct) != bool(b.adjunct) or not _same_words(x, y)):
        return Judgement(Verdict.NONE, "other_metric")
    return found


def _same_words(x: Quantity, y: Quantity) -> bool:
    short, long = sorted((x.qualifier, y.qualifier), key=len)
    return short == long or bool(short) and (long.startswith(short) or long.endswith(short))


def _comparable(x: Quantity, y: Quantity) -> bool:
    if x.key != y.key or (x.baseline and y.baseline and x.baseline != y.baseline):
        return False
    if x.qualifier == y.qualifier:
        return True
    if x.metric and x.qualifier and y.qualifier:
        return dice(bigrams(x.qualifier), bigrams(y.qualifier)) >= 0.8
    return not x.metric and dice(bigrams(x.qualifier), bigrams(y.qualifier)) >= _SIMILAR


def _several(statement: Statement, shared: list[tuple[Quantity, Quantity]], side: int) -> bool:
    """Whether a statement gives several numbers for one metric (分别为2亿元和3亿元), of which none stands for all."""
    keys = [quantity.key for quantity in statement.quantities]
    return any(keys.count(pair[side].key) > 1 for pair in shared)


def compare_quantities(x: Quantity, y: Quantity, tolerance: float) -> Judgement:
    """Whether two numbers of one metric and period can both be right.

    Rules: `equal`, `tolerance`, `rounded`, `approximate`, `bound` (超过5000万, 5320万), `bounds` (two bounds that both hold),
    `inside_range`; for conflicts `values`, `bound_broken`, `ranges`.
    """
    if (x.low, x.high) == (y.low, y.high):
        return Judgement(Verdict.AGREE, "equal")
    if x.exact and y.exact:
        return _compare_points(x, y, tolerance)
    slack = tolerance * max(abs(x.point), abs(y.point))
    if x.low > y.high + slack or y.low > x.high + slack:
        open_ended = any(math.isinf(end) for end in (x.low, x.high, y.low, y.high))
        return Judgement(Verdict.CONFLICT, "bound_broken" if open_ended else "ranges")
    if any(math.isinf(end) for end in (x.low, x.high, y.low, y.high)):
        small, large = sorted((abs(x.point), abs(y.point)))
        if small == 0 or large / small > _NEAR:
            return Judgement(Verdict.NONE, "far_from_bound")
        return Judgement(Verdict.REFINE, "bound" if x.exact or y.exact else "bounds")
    if x.exact or y.exact:
        exact, loose = (x, y) if x.exact else (y, x)
        middle = (loose.low + loose.high) / 2
        if abs(exact.point - middle) <= slack:
            return Judgement(Verdict.AGREE, "approximate")
        return Judgement(Verdict.REFINE, "inside_range")
    return Judgement(Verdict.AGREE, "overlap")


def _compare_points(x: Quantity, y: Quantity, tolerance: float) -> Judgement:
    difference, size = abs(x.low - y.low), max(abs(x.low), abs(y.low))
    step = max(x.step, y.step)
    if x.dimension == "rank":
        return Judgement(Verdict.CONFLICT, "ranks")
    rounded = x.step != y.step and difference <= step / 2
    if x.unit in ("%", "pp"):
        # A share of a percentage is too strict for small ones and too lax for large ones: the digits written decide.
        return Judgement(Verdict.REFINE, "rounded") if rounded else Judgement(Verdict.CONFLICT, "values")
    if difference <= tolerance * size:
        return Judgement(Verdict.AGREE, "tolerance")
    if rounded and difference <= _ROUNDING * size:
        return Judgement(Verdict.REFINE, "rounded")
    return Judgement(Verdict.CONFLICT, "values")


# Acts and standing facts without figures in common


def _relate_acts(a: Statement, b: Statement) -> Judgement:
    if not _same_act(a, b):
        return _NONE
    when = relate_periods(a, b)
    if a.certainty != b.certainty:
        return _plan_and_outcome(a, b, when)
    if when == "apart" and a.negated != b.negated and _denies_later(a, b):
        return Judgement(Verdict.CONFLICT, "denied")
    if when == "apart":
        if a.certainty == "plan" and a.known and _on_days(a, b) and is_near(a, b) and a.negated == b.negated:
            return Judgement(Verdict.CONFLICT, "dates")
        return Judgement(Verdict.DIFFERS_IN_TIME, "other_period")
    if a.negated != b.negated:
        return Judgement(Verdict.CONFLICT, "denied") if when != "unknown" or is_near(a, b) else _NONE
    if bool(a.quantities) != bool(b.quantities):
        return Judgement(Verdict.REFINE, "adds_figure")
    if (a.first, a.last) != (b.first, b.last):
        return Judgement(Verdict.REFINE, "adds_time" if when == "unknown" else "narrower_time")
    return Judgement(Verdict.AGREE, "same_act")


def _denies_later(a: Statement, b: Statement) -> bool:
    """Whether what one reports the other denies up to a month later (3月15日接管; 3月22日: 没有接管)."""
    told, denied = (b, a) if a.negated else (a, b)
    days = days_between(told.last or told.first, denied.first)
    return a.certainty == "actual" and days is not None and 0 <= days <= SAME_TIME_DAYS


def _on_days(a: Statement, b: Statement) -> bool:
    return a.first == a.last and b.first == b.last


def _same_act(a: Statement, b: Statement) -> bool:
    if a.sense == b.sense and _same_patient(a, b):
        return True
    if a.owner != b.owner or not a.owner or _apart(a.aspect, b.aspect):
        return False
    if a.known and b.known:
        return a.sense == b.sense and _same_content(a, b)
    if a.known != b.known:
        return dice(a.grams, b.grams) >= _SIMILAR
    if a.content and b.content:
        return _alike(a.content, b.content) and dice(bigrams(a.verb), bigrams(b.verb)) >= _VERBS
    return dice(a.grams, b.grams) >= (_SIMILAR if min(len(a.grams), len(b.grams)) > 3 else _SHORT)


def _same_content(a: Statement, b: Statement) -> bool:
    # 与甲公司达成合作, 牵手甲公司: who it is done with stands before the verb or after it.
    if a.adjunct != b.adjunct and (a.adjunct or a.content) == (b.adjunct or b.content) != "":
        return True
    if a.content and b.content:
        one_day = a.flag == "once" and a.first is not None and _on_days(a, b) and a.first == b.first
        return _alike(a.content, b.content) or one_day
    return a.content == b.content or a.flag == "once"


def _relate_standing(a: Statement, b: Statement) -> Judgement:
    """Facts told by a verb that only states something (A 是 X): their wordings must be close."""
    if bool(a.quantities) != bool(b.quantities) or a.sense != b.sense or _apart(a.aspect, b.aspect):
        return _NONE
    if not (a.content and b.content and _alike(a.content, b.content)):
        return _NONE
    if (a.guessed or b.guessed) and dice(bigrams(a.content), bigrams(b.content)) < _SHORT:
        return _NONE
    when = relate_periods(a, b)
    if when == "apart":
        return Judgement(Verdict.DIFFERS_IN_TIME, "other_period")
    if a.certainty != b.certainty:
        return _NONE
    if a.negated != b.negated:
        return Judgement(Verdict.CONFLICT, "denied") if when != "unknown" or is_near(a, b) else _NONE
    return Judgement(Verdict.AGREE, "same_wording")


def _apart(a: str, b: str) -> bool:
    return a != b and dice(bigrams(a), bigrams(b)) < _SIMILAR


def _alike(a: str, b: str) -> bool:
    """Whether two contents word one thing: most bigrams shared, or the shorter one within the longer."""
    short, long = sorted((a, b), key=len)
    if any((sign in a) != (sign in b) for sign in _DENIALS):
        return False
    if len(short) >= 2 and (long.endswith(short) or long.startswith(short)) and len(long) <= 3 * len(short):
        return True
    return dice(bigrams(a), bigrams(b)) >= (_SIMILAR if len(short) > 4 else _SHORT)


def _plan_and_outcome(a: Statement, b: Statement, when: str) -> Judgement:
    plan, outcome = (a, b) if a.certainty == "plan" else (b, a)
    if not _plan_first(a, b) or plan.negated:
        return _NONE
    if when == "apart":
        late = days_between(plan.last, outcome.first)
        if late is None or not 0 < late <= _LATE_DAYS:
            return Judgement(Verdict.DIFFERS_IN_TIME, "other_period")
        if not outcome.negated:
            return Judgement(Verdict.PLAN_MET, "outcome_late")
    if outcome.negated:
        return Judgement(Verdict.PLAN_MISSED, "not_done")
    return Judgement(Verdict.PLAN_MET, "done_in_time" if when in ("same", "within") else "done")


def _soon(a: Statement, b: Statement) -> bool:
    """Whether a plan without a date and an outcome were published within half a year."""
    plan, outcome = (a, b) if a.certainty == "plan" else (b, a)
    days = days_between(plan.published, outcome.first or outcome.published)
    return plan.first is None and days is not None and 0 <= days <= _FULFILLED_DAYS


def _plan_first(a: Statement, b: Statement) -> bool:
    """Whether the plan was published no later than its outcome, as far as is known."""
    plan, outcome = (a, b) if a.certainty == "plan" else (b, a)
    return not (plan.published and outcome.published and plan.published > outcome.published)
