"""The words of time, read from `data/`, and the one regular expression that cuts a stretch of text into
tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from xhsnlp.resources import PACKAGE, read_rows

DATA = PACKAGE / "times" / "data"

#: Digits of Chinese numerals.
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000}
#: Characters between which a numeral stands as one token.
NUMERALS = "".join(DIGITS) + "".join(_SCALES) + "廿卅万"

#: What makes a stretch worth reading: a stretch without any of these holds no time.
_CORE = "年月日号天周季旬点时分秒刻钟夜晚早晨午夏春秋冬礼星节期世:今昨明当此现刚同每"


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival or holiday: its name, rule (see `data/festivals.tsv`), days of holiday, and kind."""

    name: str
    rule: str
    days: int
    kind: str


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """All words.

    Attributes:
        words: word to (kind, value).
        festivals: name to festival.
        periods: name to first and last ISO date.
        table: for `str.translate`: traditional, full-width and odd characters, one for one.
        token: cuts the next token at a position.
        stretch: finds stretches made of the characters of times alone.
        core: finds what a time must have.
        since: an event and 以来 after a date (上市以来).
        cues: use to words around a time, see `data/cues.tsv`.
        fiscal: company to the last month of its fiscal year.
    """

    words: dict[str, tuple[str, str]]
    festivals: dict[str, Festival]
    periods: dict[str, tuple[str, str]]
    table: dict[int, str]
    token: re.Pattern[str]
    stretch: re.Pattern[str]
    core: re.Pattern[str]
    since: re.Pattern[str]
    cues: dict[str, tuple[str, ...]]
    fiscal: dict[str, int]

    def has_cue(self, use: str, text: str) -> bool:
        """Whether a text holds a cue word of a use."""
        return any(word in text for word in self.cues[use])

    def fiscal_end(self, text: str) -> int:
        """Last month of the fiscal year of the company named last in a text; 12 where none is known."""
        places = [(text.rfind(name), len(name), month) for name, month in self.fiscal.items() if name in text]
        return max(places)[2] if places else 12

    def starts(self, use: str, text: str) -> bool:
        return text.startswith(self.cues[use])

    def ends(self, use: str, text: str) -> bool:
        return text.endswith(self.cues[use])


def _alternatives(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


#: What may not follow a word, by the word or its last character, because another word begins there
#: (8月中国, 至今年).
_NOT_AFTER = {
    "过去": "年",
    "明日": "报之星",
    "后年": "产均化检",
    "前年": "均",
    "后天": "性",
    "上半": "场身部段区句夜程",
    "下半": "场身部段区句夜程",
    "个星期": "一二三四五六日天",
    "个礼拜": "一二三四五六日天",
    "个周": "一二三四五六日天末",
    "月初": "一二三四五六七八九十",
    "至今": "年天日晚早夜",
    "迄今": "年天日晚早夜",
    "中": "国央心标信科芯粮铁石建通免美日俄外概期小秋医文英等型高层低部间东西超报票奖学药企",
    "初": "次步始级创中衷",
}


def _guarded(words: list[str]) -> str:
    parts = []
    for word in sorted(words, key=lambda word: (-len(word), word)):
        following = _NOT_AFTER.get(word, "") or (_NOT_AFTER.get(word[-1], "") if word[0] in "年月" else "")
        parts.append(re.escape(word) + (f"(?![{following}])" if following else ""))
    return "|".join(parts)


def _firsts(words: list[str]) -> str:
    """First characters, for a look ahead that spares the alternatives where none of them can begin."""
    return _characters([word[0] for word in words])


def _characters(words: list[str]) -> str:
    return "".join(sorted(re.escape(c) for c in set("".join(words))))


#: Dates without 年, 月 and 日, which are times only where nothing else is written so: 9-1, 12/1, 2.22,
#: 20150303.
_NUMERIC = (
    r"(?P<ymd>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)|(?:19|20)\d\d \d\d? \d\d?(?![\d.]))"
    r"|(?P<md>(?<![\d.月])(?:0?[1-9]|1[0-2])[-./·](?:0?[1-9]|[12]\d|3[01])(?![\d./%-]|[年月元个万亿小天倍折米公升千]))|"
)


@lru_cache(maxsize=2)
def time_lexicon(numeric: bool = False) -> TimeLexicon:
    """The words of `data/`, read once.

    Args:
        numeric: whether 9-1 or 2.22 is a date (the setting `numeric_dates`).
    """
    words: dict[str, tuple[str, str]] = {}
    table = {0xA0: " ", 0x3000: " ", 9: " "} | {0xFF10 + i: str(i) for i in range(10)}
    table |= {0xFF21 + i: chr(65 + i) for i in range(26)} | {0xFF41 + i: chr(97 + i) for i in range(26)}
    for kind, value, names in read_rows(DATA / "words.tsv"):
        if kind == "variant":
            table |= {ord(pair[0]): pair[1] for pair in names.split()}
            continue
        for name in names.split():
            words[name] = (kind, value)
    festivals: dict[str, Festival] = {}
    for name, rule, days, kind, *others in read_rows(DATA / "festivals.tsv"):
        festival = Festival(name, rule, int(days), kind)
        festivals |= dict.fromkeys((name, *" ".join(others).split()), festival)
    periods: dict[str, tuple[str, str]] = {}
    for name, first, last, *others in read_rows(DATA / "periods.tsv"):
        periods |= dict.fromkeys((name, *" ".join(others).split()), (first, last))
    named = [*festivals, *periods]
    token = re.compile(
        (_NUMERIC if numeric else "") + r"(?P<iso>(?:19|20)\d\d ?[-/.·] ?\d{1,2} ?[-/.·] ?\d{1,2}(?![\d.])"
        r"|(?:19|20)\d\d-\d\d-\d\d(?=\d\d:\d\d)"
        r"|(?<![\d/.-])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/.]))"
        r"|(?P<ym>(?<![\d.])(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])(?![\d/.%‰年万亿元个点倍]))"
        r"|(?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?![\d:])"
        r"(?: ?[ap](?![a-z.])| ?[ap]\.?m\b\.?| ?[AP](?![A-Za-z.])| ?[AP]\.?M\b\.?)?)"
        rf"|(?P<name>(?=[{_firsts(named)}])(?:{_alternatives(named)}))"
        rf"|(?P<word>(?=[{_firsts([w for w in words if len(w) > 1])}])(?:{_guarded([w for w in words if len(w) > 1])}))"
        r"|(?P<lunarday>初[一二三四五六七八九十\d])"
        r"|(?P<num>\d+(?:\.\d+)?)"
        rf"|(?P<cn>[{NUMERALS}]+)"
        r"|(?P<char>(?!年[龄轻级纪货薪华糕味宵夜]|早[些已期就在])"
        rf"[{_characters([w for w in words if len(w) == 1])}])"
        r"|(?P<quarter>[Qq](?=[1-4](?!\d)))"
        r"|(?P<fy>FY ?(?=\d{2}))"
        r"|(?P<space> +)"
    )
    alphabet = _characters([*words, *named, NUMERALS, "0123456789QqFY/.·:"])
    core = "|".join(
        [
            f"[{_CORE}]",
            r"\d{4}[-/.]\d",
            "[Qq][1-4]",
            "H[12]",
            "去年",
            "报告期",
            "暑",
            "财",
            "截",
            "上半",
            "下半",
        ]
    )
    core += r"|最近|而家|依家|马上|立即|立刻|\d/\d{1,2}/\d|廿|初[一二三四五六七八九十\d]" + (
        r"|\d[-./·]\d|\d{8}| \d+ " if numeric else ""
    )
    core += f"|(?=[{_firsts(named)}])(?:{'|'.join(sorted(re.escape(name) for name in named))})"
    cues = {use: tuple(names.split()) for use, names in read_rows(DATA / "cues.tsv")}
    fiscal = {
        name: int(month) for month, names in read_rows(DATA / "fiscal_years.tsv") for name in names.split()
    }
    return TimeLexicon(
        words=words,
        festivals=festivals,
        periods=periods,
        table=table,
        token=token,
        stretch=re.compile(f"[{alphabet} ]+"),
        core=re.compile(core),
        since=re.compile(f"(?:{'|'.join(cues['since_after'])})以来"),
        cues=cues,
        fiscal=fiscal,
    )


def numeral(text: str) -> tuple[float, float] | None:
    """Value of a Chinese numeral as (low, high): 三十五 is (35, 35), 七八 is (7, 8), 二零一六 is (2016,
    2016)."""
    if len(text) > 12:
        return None
    if "万" in text:
        inner = numeral(text[:-1]) if text.find("万") == len(text) - 1 > 0 else None
        return inner and (inner[0] * 10000, inner[1] * 10000)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if all(c in DIGITS for c in text):
        digits = [DIGITS[c] for c in text]
        if len(digits) == 2 and digits[1] == digits[0] + 1 and digits[0]:
            return digits[0], digits[1]
        value = int("".join(map(str, digits)))
        return value, value
    total, digit, scale = 0, 0, 1
    for c in text:
        if c in _SCALES:
            scale = _SCALES[c]
            total += (digit or 1) * scale
            digit = 0
        else:
            digit = digit * 10 + DIGITS[c] if digit else DIGITS[c]
    if digit > 10 and digit % 10 == digit // 10 + 1:
        return total + digit // 10, total + digit % 10
    return total + digit, total + digit
