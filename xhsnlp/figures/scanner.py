"""Find the figures of a text: one pass over its numbers, each read once.

At each number: is it a date, a name, an ordinal (`exclusions`, `ranks`)? Else its quantity is read (`quantities`), a
second one after 至 or - makes a range, the words before it give comparator, change and baseline (`context`), the words
after it a comparator, and what has no unit gets one from its neighbours or is left out.
"""

from __future__ import annotations

import re

from xhsnlp.figures.builder import Draft, build, inherit
from xhsnlp.figures.context import clause_start, gap_comparator, look_left
from xhsnlp.figures.exclusions import excluded_until, is_code
from xhsnlp.figures.figure import Figure
from xhsnlp.figures.lexicon import lexicon
from xhsnlp.figures.numerals import BREAKS, HAN
from xhsnlp.figures.quantities import SPACES, Quantity, read_quantity, skip_spaces
from xhsnlp.figures.ranks import read_rank
from xhsnlp.figures.special import read_special

_CANDIDATE = re.compile("[0-9０-９" + HAN + "半翻个]")
_SEPARATOR = re.compile(r"[ ]?(?:[（(]含[)）])?[ ]?(——|--|[-–—~～〜至到])[ ]?(?=[0-9０-９" + HAN + "])")
_ALNUM = re.compile(r"[A-Za-z0-9_]+")
_DECLARED = re.compile(
    r"[(（【]\s*(?:货币)?(?:单位[:：]?\s*)?(人民币|港元|港币|美元|欧元|日元|新台币)[^)）】]{0,8}下同"
)
_DECLARED_CODES = {
    "人民币": "CNY",
    "港元": "HKD",
    "港币": "HKD",
    "美元": "USD",
    "欧元": "EUR",
    "日元": "JPY",
    "新台币": "TWD",
}


class Scan:
    """One text being read."""

    def __init__(self, text: str, currency: str) -> None:
        self.text = text
        self.floor = 0
        self.figures: list[Figure] = []
        self.drafts: list[Draft] = []
        declared = _DECLARED.search(text) if "下同" in text else None
        self.currency = _DECLARED_CODES[declared[1]] if declared else currency

    def run(self) -> list[Figure]:
        text, search = self.text, _CANDIDATE.search
        match = search(text)
        while match:
            end = self._at(match.start())
            match = search(text, end)
        return self.figures

    def _at(self, at: int) -> int:
        """Read what stands at a candidate; where to go on."""
        text = self.text
        sign = text[at]
        before = text[at - 1] if at else ""
        if sign in "翻个":
            special = read_special(text, at, self.floor)
            return self._add(special) if special else at + 1
        if sign in "半" and text[at + 1 : at + 2] == "":
            return at + 1
        until = excluded_until(text, at)
        if until > at:
            self.floor = until
            return until
        if before.isascii() and before.isalpha() and sign.isascii():
            return self._after_letter(at)
        rank = read_rank(text, at, self.floor)
        if rank is not None:
            return self._add(rank[0], rank[1]) if rank[0] else max(rank[1], at + 1)
        quantity = read_quantity(text, at)
        if quantity is None:
            return at + 1
        return self._quantity(quantity)

    def _after_letter(self, at: int) -> int:
        """A number that follows a letter is a part of a name (C1, GB200), but for sums (GMV5000万) and TOP10."""
        rank = read_rank(self.text, at, self.floor)
        if rank is not None and rank[0]:
            return self._add(rank[0], rank[1])
        quantity = read_quantity(self.text, at)
        known = quantity and (quantity.kind in ("money", "percent", "multiple") or (quantity.number.scaled))
        if quantity and (known or lexicon().money_signs.find(self.text, at)):
            return self._quantity(quantity)
        match = _ALNUM.match(self.text, at)
        self.floor = match.end() if match else at + 1
        return self.floor

    def _quantity(self, quantity: Quantity) -> int:
        text = self.text
        if self._is_cut(quantity.start, quantity.number.end):
            return self._skip_cut(quantity.end)
        second = self._second(quantity)
        last = second or quantity
        draft = Draft(
            text, quantity, second, look_left(text, quantity.start, self.floor), self.floor, self.currency
        )
        draft.clause = clause_start(text, quantity.start)
        gap = None if draft.left.comparator else gap_comparator(text, draft.left.start, self.floor)
        if gap:
            draft.left.comparator, draft.left.start = gap
        draft.end = last.end
        self._suffix(draft)
        if draft.left.start > 0 and text[draft.left.start - 1] in "第":
            self.floor = last.end
            return last.end
        if is_code(text, quantity.start) and quantity.kind == "bare":
            self.floor = last.end
            return last.end
        figure = build(draft, self.drafts[-1] if self.drafts else None)
        if figure is None:
            self.floor = max(self.floor, quantity.number.end)
            return max(quantity.end if quantity.kind != "bare" else quantity.number.end, quantity.start + 1)
        self.drafts.append(draft)
        return self._add(figure)

    def _is_cut(self, start: int, end: int) -> bool:
        """Whether a break in the text cuts the number: its value is not sure then."""
        text = self.text
        if end < len(text) and text[end] in BREAKS:
            place = end
            while place < len(text) and text[place] in BREAKS + SPACES:
                place += 1
            if place < len(text) and (
                text[place].isdecimal() or text[place] in HAN or text[place] in "点點.．,，%％倍元"
            ):
                return True
        if start > 0 and text[start - 1] in BREAKS:
            place = start - 1
            while place >= 0 and text[place] in BREAKS + SPACES:
                place -= 1
            if place >= 0 and (text[place].isdecimal() or text[place] in HAN or text[place] in "点點.．"):
                return True
        return False

    def _skip_cut(self, end: int) -> int:
        self.floor = end
        return end

    def _second(self, first: Quantity) -> Quantity | None:
        """The upper end of a range, with the unit and the multiplier it lends the lower one."""
        text = self.text
        match = _SEPARATOR.match(text, first.end)
        if match is None or not first.number.exact or first.kind == "ratio":
            return None
        second = read_quantity(text, match.end())
        if second is None or not second.number.exact or second.kind == "ratio":
            return None
        if excluded_until(text, match.end()) > match.end():
            return None
        if first.kind == "bare":
            same = second.kind != "multiple" or True
            lend_scale = not first.number.scaled and second.number.scaled and first.low < _leading(second)
            factor = _scale(second) if lend_scale else 1
            low = (
                first.low * factor * second.factor
                if second.kind != "money" or second.factor == 1
                else first.low * factor
            )
            if not same or low >= second.high:
                return None
            second.listed = True
            first.low = first.high = int(low) if isinstance(low, float) and low.is_integer() else low
            return second
        if first.kind != second.kind and not (second.kind == "bare" and first.kind == "money"):
            return None
        if first.unit != second.unit and first.unit and second.unit:
            return None
        if first.low >= second.high or self._moves(first):
            return None
        return second

    def _moves(self, first: Quantity) -> bool:
        """从3亿到5亿: two figures, the old level and the new one."""
        before = self.text[max(self.floor, first.start - 1) : first.start]
        return before in ("从", "由") and first.kind != "bare"

    def _suffix(self, draft: Draft) -> None:
        text = self.text
        place = skip_spaces(text, draft.end, 1)
        for word, value in lexicon().suffixes.find_all(text, place):
            after = text[place + len(word) : place + len(word) + 1]
            if word == "起" and after in tuple("来案诉步源到点码初伏家"):
                continue
            if word in ("余", "内", "整", "不止") and after in tuple("部地容额下个家体合"):
                continue
            if word == "以上" and after == "的" and False:
                continue
            draft.suffix, draft.end = value, place + len(word)
            if word == "以上" or word == "以下":
                more = lexicon().suffixes.find(text, draft.end)
                if more and more[0] in ("左右",):
                    draft.end += len(more[0])
            break

    def _add(self, figure: Figure, end: int | None = None) -> int:
        if self.figures:
            figure = inherit(self.text, self.figures[-1], figure)
        self.figures.append(figure)
        self.floor = figure.end
        return max(figure.end, end or 0)


def _leading(quantity: Quantity) -> float:
    """The number as written before its multiplier."""
    return quantity.number.high / _scale(quantity)


def _scale(quantity: Quantity) -> int:
    """The multiplier that ends a number (万 of 5万, 亿 of 3.5亿)."""
    value = 1
    number = quantity.number
    if not number.scaled:
        return 1
    for unit in (10**12, 10**8, 10**4, 1000, 100, 10):
        if number.high >= unit and _ends_with(quantity, unit):
            value = unit
            break
    return value


def _ends_with(quantity: Quantity, unit: int) -> bool:
    return quantity.number.high % unit == 0 if isinstance(quantity.number.high, int) else False


def find(text: str, *, bare_currency: str = "CNY", numerals: bool = False) -> list[Figure]:
    """The figures of a text, in order.

    Args:
        text: any text; offsets are indices into it.
        bare_currency: ISO 4217 code of 元 and of bare sums, where the text declares none (港元，下同).
        numerals: also give every bare numeral, as nested items of kind `count`, unit "" and rule `numeral`.
    """
    figures = Scan(text, bare_currency).run()
    if numerals:
        from xhsnlp.figures.bare import find_numerals

        figures = sorted(
            [*figures, *find_numerals(text)], key=lambda f: (f.start, -f.end, f.rule == "numeral")
        )
    return figures
