"""What holds a number and is no figure: dates and clock times, names, list numbers, ordinals.

Times are found by a stage of their own; here stands only what tells a time from a length of time and a date
from a quantity, so that the two stages do not claim the same words.
"""

from __future__ import annotations

import re

from xhsnlp.figures.lexicon import lexicon
from xhsnlp.figures.quantity import Quantity

_D = "[0-9０-９]"
_H = "[一二三四五六七八九十]"
#: Dates and clock times in Arabic digits, by what follows the number.
_DATE = re.compile(
    rf"1[0-8]{_D}{_D}年(?!历史|的历史|前|后|来|间)"
    rf"|(?:19|20|１９|２０){_D}{_D}[ ]?(?:[-/.][ ]?{_D}{{1,2}}[ ]?[-/.][ ]?{_D}{{1,2}}(?!{_D})"
    rf"|[-–—~～至到]{{1,2}}[ ]?(?:19|20)?{_D}{_D}[ ]?(?:财年|年)|年(?:代)?|财年|[QH][1-4]|[全前上下半]+年)"
    rf"|{_D}{{1,2}}[:：]{_D}{_D}(?:[:：]{_D}{_D})?(?!{_D})"
    rf"|{_D}{{1,2}}[-–—~～至、到][ ]?{_D}{{1,2}}[ ]?(?:月份|月|日|号)"
    rf"|{_D}{{1,2}}[ ]?月(?!薪)(?:份|[ ]?{_D}{{1,2}}[ ]?[日号])?"
    rf"|{_D}{{1,2}}[ ]?[日号](?![线楼元内]|均|之内|以内)"
    rf"|(?:[01]?{_D}|2[0-4])[ ]?(?:时(?!代|装|尚|期|薪)|[點点](?!建议|意见|原因|启示|要求|内容|思考|感受|措施|理由|信息"
    rf"|变化|以[上下]|左右[^，。]|{_D}{{3}}))(?:{_D}{{1,2}}分?)?"
    rf"|[01]{_D}年(?=[总全上下财报底初末第Q]|[一二三四]季)|0{_D}年|{_D}{{2}}年代|{_D}{{2}}世纪"
    rf"|{_D}{{2}}后(?![^，。、的和一-鿿])"
)
_HAN_DATE = re.compile(
    rf"[一二][九〇零][一二三四五六七八九〇零]{{2}}年|[零〇][一二三四五六七八九]年"
    rf"|{_H}{{1,3}}(?:月份|月(?!薪)(?:{_H}{{1,3}}[日号])?|[日号](?![线楼元内]|之内|以内))"
    rf"|{_H}{{1,3}}(?:世纪|年代|年级|时许|点钟)|[一二三四](?:季度|季报)"
)
#: Words before a length of time that make it place something in time.
_LOCATES_BEFORE = re.compile(
    r"(?:过去|未来|最近|今后|此前|之前|前|后|这|那|上|下|往后|接下来|头|本|止的|止|此后|当|随后|以往|第|最后|近)"
    r"(?:的)?(?:这|近|约)?[ ]?$"
)
#: Where 近, 前, 后, 上, 下 belong to another word, and the length is one (用了近三年).
_TAKES_TIME = re.compile(
    r"(?:了|时|费|用|需|要|长达|足足|超|为期|有|间隔|满|将|接|逼|工作|从业|经过|历经|在职|任职|入职|入行|时隔|长达|成立|创业|创立|经营|深耕|运营|从事|服务|陪伴|积累|沉淀|连续|持续|等待|研发|筹备|发展|上线|上市)近$|[将接附就新]近$|[提目以先从]前$|[之然以最日今先背随幕]后$|[以线网之加马早]上$|[以线之乡地名签留省剩拿租买定]下$"
)
#: 止三个月及六个月: the second of two periods that end on one day.
_ENDING = re.compile(r"止(?:的)?[一二三六九十\d]{1,2}个月(?:及|和|与|以及|、)$")
_LOCATES_AFTER = re.compile(
    r"[ ]?(?:以前|以后|之前|之后|前|后|以来|来(?!自|源|到|临|访|看|电)|间(?!接|隔)|之间)"
)
_WITHIN = re.compile(r"[ ]?(?:以内|之内|内)")
_CLOCK_UNITS = frozenset(("hour", "minute", "second", "ms"))
_SPAN_BEFORE = re.compile(r"(?:连续|为期|历时|长达|持续|停牌|逾|超过|不超过|不少于|满)[ ]?$")
_CODE = re.compile(r"(?:代码|编号|证号|电话|热线|号码|许可证|QQ|微信|邮编|股票)[^，。,]{0,4}$")
_TICKER = re.compile(r"[0-9]{4,6}\.(?:SH|SZ|HK|BJ|US|O|N|OC)\b", re.IGNORECASE)
#: 十三届人大六次会议: the sixth session. （十六期）: the sixteenth issue.
_SESSION = re.compile(rf"(?:{_D}|{_H}){{1,3}}次(?:会议|全会|全体会议)")
_SESSION_OF = re.compile(r"(?:人大|政协|党委|大会|委员会|理事会|董事会|届[一-鿿]{0,6})$")
_ISSUE = re.compile(rf"(?:{_D}|{_H}){{1,3}}期(?=[)）])")
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+){2,}")
#: What makes a name of digits (1688, 618) a part of a number.
_GOES_ON = re.compile(r"[.．][0-9]|[百千万萬亿億]")


def word_until(text: str, at: int) -> int:
    """Where the name or idiom ends whose first number stands at a position, or the position itself."""
    excluded = lexicon().excluded
    for key in (text[at : at + 2], text[at]):
        for offset, word in excluded.get(key, ()):
            begin = at - offset
            if begin >= 0 and text.startswith(word, begin) and not _runs_on(text, begin, word):
                return begin + len(word)
    return at


def excluded_until(text: str, at: int) -> int:
    """Where the date, name or idiom ends whose first number stands at a position, or the position itself."""
    until = word_until(text, at)
    return until if until > at else date_until(text, at)


def date_until(text: str, at: int) -> int:
    """Where the date, session or code ends whose first number stands at a position, or the position itself."""
    sign = text[at]
    arabic = sign.isdecimal() and sign not in "零〇一二三四五六七八九"
    match = (_DATE if arabic else _HAN_DATE).match(text, at)
    if match and text[match.end() - 1] in "点點" and _moved(text, at):
        match = None
    if match and not (text[match.end() - 1] == "日" and _is_span_of_days(text, at, match[0])):
        return match.end()
    match = _SESSION.match(text, at)
    if match and _SESSION_OF.search(text, max(0, at - 10), at):
        return match.end()
    match = _ISSUE.match(text, at) if text[at - 1 : at] in ("(", "（") else None
    if match:
        return match.end()
    if arabic and sign.isascii():
        match = _TICKER.match(text, at) or _VERSION.match(text, at)
        if match:
            return match.end()
    return at


def _runs_on(text: str, begin: int, word: str) -> bool:
    """Whether an excluded word of digits is only a part of a longer number (4G in 4GB, 618 in 6180)."""
    end = begin + len(word)
    following = text[end : end + 1]
    if word[-1].isascii() and word[-1].isalnum() and following.isascii() and following.isalnum():
        return True
    if word[-1].isdecimal() and _GOES_ON.match(text, end):
        return True
    return begin > 0 and word[0].isdecimal() and text[begin - 1].isdecimal() and text[begin - 1].isascii()


def _moved(text: str, at: int) -> bool:
    """走高8点, 收涨300点: points of an index and no time of day."""
    found = lexicon().prefixes.find(text, at)
    return found is not None and found[1].role == "change"


def _is_span_of_days(text: str, at: int, written: str) -> bool:
    """Whether N日 is a number of days (连续9日, 90日) and no date."""
    number = written[:-1].strip()
    if not number.isdecimal():
        return False
    return int(number) > 31 or bool(_SPAN_BEFORE.search(text[max(0, at - 4) : at]))


def locates(text: str, start: int, quantity: Quantity) -> bool:
    """Whether a length of time places something in time (过去一年半, 三年后) and measures nothing."""
    unit = quantity.unit
    after = text[quantity.end : quantity.end + 1]
    if quantity.word == "季度" and quantity.number.high <= 4:
        return True
    if after and quantity.word == "年" and after in "级代份初底末终报度":
        return True
    if unit not in _CLOCK_UNITS and _LOCATES_AFTER.match(text, quantity.end):
        return text[start - 1 : start] != "满"
    if unit == "year" and _WITHIN.match(text, quantity.end):
        return True
    before = text[max(0, start - 7) : start]
    if _ENDING.search(text[max(0, start - 12) : start]):
        return True
    found = _LOCATES_BEFORE.search(before)
    if not found or _TAKES_TIME.search(before):
        return False
    return not (unit in _CLOCK_UNITS and found[0].strip() == "近")


def is_code(text: str, start: int) -> bool:
    """Whether the number at a position is a code: a ticker, a telephone number."""
    return bool(_CODE.search(text[max(0, start - 10) : start]))
