"""Adapter of `xhsnlp.figures` to the suites of numbers, money, percentages, durations and measures.

    python ../shared/suites/score_suites.py suites_figures:predict --suite recognizers_number duckling_figures

run in this folder, scores it. The suites mean other things by a number than news does (bare numerals inside every
quantity, English unit names, money in cents); what is converted here, and why, is told in docs/figures.md.
"""

from __future__ import annotations

import re
from typing import Any

from xhsnlp.errors import XhsnlpError
from xhsnlp.figures import Comparator, Figure, FigureKind, find, parse
from xhsnlp.figures.numerals import HAN

Item = dict[str, Any]

_SECONDS = {
    "ms": 0.001, "second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2592000,
    "quarter": 7776000, "year": 31536000,
}  # fmt: skip
#: Symbols of the suites for units that the library writes otherwise.
_SYMBOLS = {
    "亩": "mu", "斤": "jin", "两": "liang", "度": "deg", "°C": "degC", "°F": "degF", "inch": "in", "bit": "bit",
    "B": "B", "μg": "ug", "KB": "kB",
}  # fmt: skip
#: duckling weighs everything in grams.
_GRAMS = {"斤": 500, "两": 50, "kg": 1000, "mg": 0.001, "g": 1, "t": 1_000_000}


def predict(
    text: str, anchor: str | None, kind: str | None, case: dict[str, Any] | None = None
) -> list[Item]:
    """The items of one kind in a text, in the suites' form."""
    source = ((case or {}).get("source") or "").lower()
    if kind in ("number", "ordinal", "fraction", "num_token"):
        return _numbers(text, kind, source)
    if kind == "number_range":
        return _ranges(text)
    if kind == "percent":
        packed, places = _without_spaces(text)
        items = [item for figure in _read(packed) for item in _items(figure, kind, source, packed)]
        return [
            {**item, "start": places[item["start"]], "end": places[item["end"] - 1] + 1} for item in items
        ]
    items = [item for figure in _read(text) for item in _items(figure, kind or "", source, text)]
    if kind == "money" and not items and text.endswith("分"):
        items = [
            {**item, "type": "money", "end": item["end"] + 1} for item in _numbers(text, "number", source)
        ]
        items = [{**item, "value": {"num": item["value"]["num"] / 100, "unit": "CNY"}} for item in items]
    return items


def _without_spaces(text: str) -> tuple[str, list[int]]:
    """The text without spaces (三 成, 百 分 点), and where each of its characters stood."""
    places = [i for i, sign in enumerate(text) if sign not in " \u3000"]
    return "".join(text[i] for i in places), places


predict.wants_case = True  # type: ignore[attr-defined]
predict.kinds = {  # type: ignore[attr-defined]
    "number", "ordinal", "fraction", "number_range", "percent", "money", "quantity", "age", "temperature", "duration", "multiple",
}  # fmt: skip


def _read(text: str) -> list[Figure]:
    """A text that is one quantity is read as such, else what stands in it is found."""
    try:
        return [parse(text)]
    except XhsnlpError:
        return find(text)


def _value(figure: Figure) -> Item:
    if figure.value is None:
        return {"lo": figure.low, "hi": figure.high}
    return {"num": figure.value}


_OPEN_LOW = {Comparator.MORE, Comparator.AT_LEAST}
_OPEN_HIGH = {Comparator.LESS, Comparator.AT_MOST}


def _items(figure: Figure, kind: str, source: str, text: str) -> list[Item]:
    """A figure as items of the suites' types."""
    start, end, value = figure.start, figure.end, _value(figure)
    if "recognizers" in source:
        start = _number_start(figure, text)
    if kind == "percent" and figure.kind is FigureKind.PERCENT:
        return [{"start": start, "end": end, "type": "percent", "value": value}]
    if kind == "money":
        return _money(figure, start, source)
    if kind == "duration" and figure.kind is FigureKind.DURATION and figure.value is not None:
        seconds = figure.value * _SECONDS[figure.unit]
        return [{"start": start, "end": end, "type": "duration", "value": {"seconds": seconds}}]
    if kind == "multiple" and figure.kind is FigureKind.MULTIPLE:
        return [{"start": start, "end": end, "type": "multiple", "value": value}]
    if kind in ("quantity", "temperature", "age") and figure.kind in (
        FigureKind.MEASURE,
        FigureKind.DURATION,
    ):
        return _measures(figure, kind, start, "duckling" in source)
    return []


def _number_start(figure: Figure, text: str) -> int:
    """Where the number begins: Recognizers-Text leaves out the words before it, but for a currency and a sign."""
    first = re.search("[0-9０-９.．" + HAN + "半對]", figure.text)
    start = figure.start + (first.start() if first else 0)
    sign = re.search(r"(?:人民币|港币|[$￥¥负負\-－])[ ]*$", text[figure.start : start])
    return figure.start + sign.start() if sign else start


def _money(figure: Figure, start: int, source: str) -> list[Item]:
    value, unit = _value(figure), figure.unit
    if figure.kind is FigureKind.COUNT and figure.unit == "分" and figure.value is not None:
        value, unit = {"num": figure.value / 100}, "CNY"  # 五分 alone: points in news, cents in duckling
    elif figure.kind is FigureKind.COUNT and not figure.unit and "jionlp" in source:
        unit = "CNY"  # its parser is given money only, so 三百万 is one
    elif figure.kind is not FigureKind.AMOUNT:
        return []
    if "jionlp" in source:
        value = _wide(figure, value)
    return [{"start": start, "end": figure.end, "type": "money", "value": {**value, "unit": unit}}]


def _wide(figure: Figure, value: Item) -> Item:
    """JioNLP's bounds of vague sums: 3000多 is 3000 to 4000, 数十亿 10 to 100 亿, 十几 10 to 20."""
    if figure.value is None and figure.comparator is Comparator.ABOUT and re.search("[几数]", figure.text):
        low, high = figure.low or 0, figure.high or 0
        step = (high - low) // 8 if "十几" in figure.text else None
        return {"lo": low - step, "hi": high + step} if step else {"lo": low // 2, "hi": high * 10 // 9}
    if figure.comparator is Comparator.MORE and re.search("[多余]", figure.text) and figure.value:
        return {"lo": figure.value, "hi": figure.value + 10 ** (len(str(int(figure.value))) - 1)}
    return value


def _measures(figure: Figure, kind: str, start: int, duckling: bool) -> list[Item]:
    if figure.kind is FigureKind.DURATION and kind != "age":
        return []
    unit, factor = _SYMBOLS.get(figure.unit, figure.unit), 1.0
    if duckling and figure.unit in _GRAMS:
        unit, factor = "g", _GRAMS[figure.unit]
    if kind == "age":
        unit = "year" if figure.unit == "岁" else figure.unit
    value = {key: number if number is None else number * factor for key, number in _value(figure).items()}
    return [{"start": start, "end": figure.end, "type": kind, "value": {**value, "unit": unit}}]


def _numbers(text: str, kind: str, source: str) -> list[Item]:
    """Bare numerals; an ordinal takes the 第 before it, a sum that is the whole text is its number (cn2an)."""
    items = []
    for figure in find(text, numerals=True):
        start, end = figure.start, figure.end
        whole = (
            kind == "number"
            and figure.kind is FigureKind.AMOUNT
            and end - start == len(text)
            and "cn2an" in source
        )
        if figure.rule != "numeral" and not whole:
            continue
        number = {"num": figure.value if figure.value is not None else figure.low}
        if kind == "ordinal":
            if start > 0 and text[start - 1] == "第":
                end += text[end : end + 1] == "个"
                items.append({"start": start - 1, "end": end, "type": "ordinal", "value": number})
            continue
        if kind == "number" and "facebook" in source and text[end : end + 1] in ("个", "個"):
            end += 1  # duckling counts the classifier to the number
        items.append(
            {
                "start": start,
                "end": end,
                "type": "fraction" if kind == "fraction" else "number",
                "value": number,
            }
        )
    return items


# Words that bound a number, as Recognizers-Text reads them: before it, after it, and between two that make one range.
_LOW = r"(?:大于|大於|>|≥|超过了?|高于|多于|不小于|不少于|不低于|至少有?|最少|过)"
_HIGH = r"(?:小于|小於|<|≤|低于|少于|不大于|不超过|至多|最多)"
_BEFORE = re.compile(
    rf"(?:(?P<low>{_LOW})|(?P<high>{_HIGH})|(?P<equal>等于)|比)[ ]*(?:或者?)?[ ]*(?:等于|=)?[ ]*$"
)
_AFTER_LOW = re.compile(r"[ ]*(?:以上|或者以上|或者更多|或更多|之上|多(?![少于])|大(?!于)|高(?!于))")
_AFTER_HIGH = re.compile(r"[ ]*(?:以下|或者以下|之下|以内|小(?!于)|低(?!于))")
_BETWEEN = re.compile(r"[ ]*(?:到|至|~|-|与|和)[ ]*$")
_JOIN = re.compile(r"[ ，,]*(?:并且|并|的同时)?[ ]*$")


def _ranges(text: str) -> list[Item]:
    """Numbers with the words that bound them; two bounds that agree make one range."""
    numbers = [f for f in find(text, numerals=True) if f.rule == "numeral"]
    bounds: list[Item] = []
    for figure in numbers:
        bounds.append(_bound(figure, text, bounds[-1]["end"] if bounds else 0))
    items: list[Item] = []
    for bound in bounds:
        if not items or not _merged(items[-1], bound, text):
            items.append(bound)
    return [item for item in items if item.pop("said")]


def _bound(figure: Figure, text: str, floor: int) -> Item:
    number = figure.value if figure.value is not None else figure.low
    figure_start = figure.start - 3 if text[floor : figure.start].endswith("百分之") else figure.start
    before = _BEFORE.search(text[floor:figure_start])
    start, end = floor + before.start() if before else figure_start, figure.end
    low, high, said = number, number, bool(before)
    after_low, after_high = _AFTER_LOW.match(text, end), _AFTER_HIGH.match(text, end)
    if before and before["low"] or after_low or figure.comparator is Comparator.MORE:
        high, said = None, True
    elif before and before["high"] or after_high:
        low, said = None, True
    after = after_low or after_high
    end = after.end() if after else end
    if before and not after and before[0].startswith("比"):
        start, low, high, said = figure_start, number, number, False
    return {
        "start": start,
        "end": end,
        "type": "number_range",
        "value": {"lo": low, "hi": high},
        "said": said,
    }


def _merged(first: Item, second: Item, text: str) -> bool:
    """Join a lower and an upper bound (大于10小于20), or two numbers (20到30之间)."""
    between = text[first["end"] : second["start"]]
    one, two = first["value"], second["value"]
    if first["said"] and second["said"] and _JOIN.match(between):
        low = one["lo"] if one["hi"] is None else two["lo"] if two["hi"] is None else None
        high = one["hi"] if one["lo"] is None else two["hi"] if two["lo"] is None else None
        if low is None or high is None or low >= high:
            return False
    elif not first["said"] and not second["said"] and _BETWEEN.match(between) and one["lo"] < two["hi"]:
        low, high = one["lo"], two["hi"]
        second["end"] += len(re.match(r"之?间|", text[second["end"] :])[0])  # type: ignore[index]
        if text[: first["start"]].endswith("位于"):
            first["start"] -= 2
    else:
        return False
    first.update(end=second["end"], value={"lo": low, "hi": high}, said=True)
    return True
