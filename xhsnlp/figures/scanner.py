"""Find the figures of a text: one pass over its numbers, each read once.

At each number: is it a date, a name, an ordinal (`exclusions`, `ranks`)? Else its quantity is read
(`quantities`), a second one after 至 or - makes a range, the words before it give comparator, change and baseline
(`context`), the words after it a comparator, and what has no unit gets one from its neighbours or is left out.
"""

from __future__ import annotations

import re

from xhsnlp.figures.breaks import find_cuts
from xhsnlp.figures.builder import Draft, build, inherit, share_currency
from xhsnlp.figures.context import clause_start, gap_comparator, look_left
from xhsnlp.figures.exclusions import date_until, excluded_until, is_code, word_until
from xhsnlp.figures.figure import Figure
from xhsnlp.figures.lexicon import lexicon
from xhsnlp.figures.numerals import HAN, digits_end, last_multiplier, read_numeral
from xhsnlp.figures.quantities import lend_unit, read_quantity, sign_start
from xhsnlp.figures.quantity import Quantity, scaled, skip_spaces
from xhsnlp.figures.ranks import read_rank
from xhsnlp.figures.special import read_special

_CANDIDATE = re.compile("[0-9０-９" + HAN + "半翻个每]")
_SEPARATING = frozenset(" （(-–—~～〜至到")
_SEPARATOR = re.compile(
    r"[ ]?(?:[（(]含[)）])?[ ]?(——|--|[-–—~～〜至到])[ ]?([-－−负](?=[0-9０-９]))?(?=[0-9０-９" + HAN + "])"
)
#: Before the first number of a list.
_TAKES_LIST = frozenset("为是有达了至到超近约")
#: What makes a suffix a part of another word: 起来, 以上海.
_NOT_AFTER = {
    "起": "来案诉步源到点码初伏家", "余": "部地额下", "内": "部地容外", "整": "个体合", "以上": "海", "+": "0123456789",
    "上下": "游", "附近": "", "之间": "",
}  # fmt: skip
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
        self.cuts = find_cuts(text)
        self.cut = 0
        declared = _DECLARED.search(text) if "下同" in text else None
        self.currency = _DECLARED_CODES[declared[1]] if declared else currency

    def run(self) -> list[Figure]:
        text, search = self.text, _CANDIDATE.search
        match = search(text)
        while match:
            end = self._at(match.start())
            match = search(text, end)
        return share_currency(text, self.figures)

    def _at(self, at: int) -> int:
        """Read what stands at a candidate; where to go on."""
        text = self.text
        while self.cut < len(self.cuts) and self.cuts[self.cut][1] <= at:
            self.cut += 1
        if self.cut < len(self.cuts) and self.cuts[self.cut][0] <= at:
            self.floor = self.cuts[self.cut][1]
            return self.floor
        if text.startswith("几乎", at):
            return at + 2
        sign = text[at]
        before = text[at - 1] if at else ""
        if sign in "翻个每":
            special = read_special(text, at, self.floor)
            return self._add(special) if special else at + 1
        until = word_until(text, at)
        if until > at:  # 跌幅一度达到40%: the words before the number are read across it
            return until
        until = date_until(text, at)
        if until > at:
            self.floor = until
            return until
        if before.isascii() and before.isalpha() and sign.isascii():
            return self._after_letter(at)
        rank = read_rank(text, at, self.floor)
        if rank is not None:
            return self._add(rank[0], rank[1]) if rank[0] else max(rank[1], at + 1)
        quantity = read_quantity(text, at)
        return self._quantity(quantity) if quantity else digits_end(text, at)

    def _after_letter(self, at: int) -> int:
        """A number after a letter is a part of a name (C1, GB200), but for sums (GMV5000万) and TOP10."""
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
        sign = sign_start(text, quantity, self.floor)
        if sign >= 0:
            quantity.low, quantity.high = -quantity.high, -quantity.low
            quantity.start = sign
        left = look_left(text, quantity.start, self.floor, _is_large(quantity))
        if left.currency and quantity.kind == "money":
            quantity = _before_comma(text, quantity)
        second = self._second(quantity)
        if second is None and quantity.kind == "bare" and (left.change or self._in_list(quantity)):
            lend_unit(text, quantity)
        elif second and not left.comparator:
            left = look_left(text, quantity.start, self.floor, _is_large(second))
        last = second or quantity
        draft = Draft(
            text,
            quantity,
            second,
            left,
            self.floor,
            self.currency,
            clause_start(text, quantity.start),
            last.end,
        )
        if not left.comparator:
            gap = gap_comparator(text, left.start, self.floor)
            if gap:
                left.comparator, left.start = gap
        self._suffix(draft)
        ordinal = text.endswith(("第", "第 "), 0, left.start)
        figure = (
            None if ordinal or (quantity.kind == "bare" and is_code(text, quantity.start)) else build(draft)
        )
        if figure is None:
            self.floor = max(self.floor, quantity.number.end)
            if second and quantity.kind == last.kind or last.kind == "duration":
                return last.end
            return max(quantity.number.end if quantity.kind == "bare" else quantity.end, quantity.start + 1)
        return self._add(figure)

    def _in_list(self, quantity: Quantity) -> bool:
        """Whether a number may be the first of a list (分别为3、5和8家) and not the number of an item (1、三家)."""
        before = self.text[quantity.start - 1] if quantity.start else ""
        listed = bool(self.figures) and self.figures[-1].rule == "listed" and quantity.start - self.floor <= 2
        decimal = isinstance(quantity.low, float)
        return quantity.number.scaled or decimal or before in _TAKES_LIST or listed

    def _second(self, first: Quantity) -> Quantity | None:
        """The upper end of a range, with the unit and the multiplier it lends the lower one."""
        text = self.text
        if (
            first.end >= len(text)
            or text[first.end] not in _SEPARATING
            or not first.number.exact
            or first.kind == "ratio"
        ):
            return None
        match = _SEPARATOR.match(text, first.end)
        if match is None or excluded_until(text, match.end()) > match.end():
            return None
        second = read_quantity(text, match.end())
        if second is None or not second.number.exact or second.kind == "ratio":
            return None
        if match[2]:
            second.low, second.high, second.start = -second.low, -second.high, match.start(2)
        if first.kind == "bare":
            return self._lent(first, second)
        if first.kind != second.kind and not (second.kind == "bare" and first.kind == "money"):
            return None
        if (
            (first.unit != second.unit and first.unit and second.unit)
            or first.low > second.high
            or (first.low == second.high and not text.startswith("之间", second.end))
            or self._moves(first)
        ):
            return None
        return second

    def _lent(self, first: Quantity, second: Quantity) -> Quantity | None:
        """3-5万元: the lower end takes the multiplier and the unit of the upper one."""
        scale = last_multiplier(second.number)
        if scale < 10**4 and first.number.scaled or first.number.unit >= 10**4:
            scale = 1
        low = scaled(first.low, second.factor)
        if first.low * scale < second.number.high:
            low = scaled(low, scale)
        if low >= second.high:
            return None
        first.low = first.high = low
        return second

    def _moves(self, first: Quantity) -> bool:
        """从3亿到5亿: two figures, the old level and the new one."""
        before = self.text[max(self.floor, first.start - 1) : first.start]
        return before in ("从", "由") and first.kind != "bare"

    def _suffix(self, draft: Draft) -> None:
        """The comparator after a quantity: 左右, 以上, 起."""
        text = self.text
        place = skip_spaces(text, draft.end, 1)
        for word, value in lexicon().suffixes.find_all(text, place):
            after = text[place + len(word) : place + len(word) + 1]
            if after and after in _NOT_AFTER.get(word, ""):
                continue
            draft.suffix, draft.end = value, place + len(word)
            return

    def _add(self, figure: Figure, end: int | None = None) -> int:
        if self.figures:
            figure = inherit(self.text, self.figures[-1], figure)
        self.figures.append(figure)
        self.floor = figure.end
        return max(figure.end, end or 0)


def _before_comma(text: str, quantity: Quantity) -> Quantity:
    """$20，300美元: two sums, for a sum does not name its currency twice; the comma does not group digits."""
    comma = text.find("，", quantity.number.start, quantity.number.end)
    number = read_numeral(text, quantity.start, comma) if comma > 0 else None
    if number is None:
        return quantity
    return Quantity(
        number.start, number.end, number.low, number.high, "bare", "", number.comparator, "bare", number
    )


def _is_large(quantity: Quantity) -> bool:
    return quantity.number.round_ or quantity.number.high >= 10**4


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
