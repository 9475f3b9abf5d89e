"""What the shape of a stretch alone tells: book marks, quoted plans, versions of products, tickers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from xhsnlp.entities.entity import EntityLabel
from xhsnlp.entities.features import word_classes
from xhsnlp.entities.gazetteer import Gazetteer, Match
from xhsnlp.entities.mention import Mention
from xhsnlp.entities.splitting import MODEL

_BOOK = re.compile(r"《([^《》\n]{1,60})》")
_VERSION = re.compile(
    r" ?(?:\d{1,4}[A-Za-z]?(?![\d.%年月日万亿个人家元折倍岁天小时米])"
    r"|Pro|Max|Plus|Ultra|mini|Mini|SE|Air|Lite|[A-Z]\d{1,3})(?![A-Za-z0-9])"
)
_TICKER = re.compile(
    r"[（(]\s?((?:(?:NASDAQ|Nasdaq|NYSE|HKEX|HK|SH|SZ|SEHK|纳斯达克|纽交所|港股|港交所|股票代码|证券代码)\s?[:：]\s?)?"
    r"(?:\d{6}(?:\.(?:SH|SZ|BJ))?|\d{4,5}\.HK|[A-Z]{2,5}(?:\.(?:US|O|N))?|\d{5}(?=[)）])))\s?[)）]"
)
#: （以下简称“…”）: the short name is group 1.
DEFINED = re.compile(
    r"[（(](?:以下|下文)?(?:统?简|下|又|原|合)称(?:为|是)?[:：]?\s?[“\"「]?([^“”\"「」（）()，。,]{1,15})[”\"」]?(?:或[^（）()]{1,15})?[）)]"
)
#: Characters that stand beside names of firms, hardly in them.
_NO_FIRM = "的是在与和由对向从被将为据及等了其该名即并到自把让使给以且称"
_FIRMS = (
    re.compile(rf"((?:(?![{_NO_FIRM}])[\u4e00-\u9fff（）]){{2,18}}有限(?:责任)?公司)"),
    re.compile(
        r"[「“]([\u4e00-\u9fffA-Za-z0-9 ]{2,12})[」”]"
        r"(?=[^，。；\n「“]{0,12}(?:轮融资|元融资|成立于|创始人|是一家|宣布完成))"
    ),
    re.compile(
        rf"(?:^|(?<=[，。；：\s]))((?:(?![{_NO_FIRM}])[\u4e00-\u9fff]){{2,6}}?)"
        r"(?:近日|日前|今日|昨日)?(?:宣布|正式)?(?:已)?完成[^，。；\n]{0,14}融资",
        re.MULTILINE,
    ),
)
#: What a quoted product is called after its name, and what is done with it before; what platforms call their services.
_PRODUCTS = (
    re.compile(
        r"[“「]([^“”「」，。,\n]{2,10})[”」]"
        r"(?=功能|服务|产品|系列|频道|App|APP|小程序|模型|车型|套餐|专区|板块|工具|标签|入口|游戏|应用|软件)"
    ),
    re.compile(
        r"(?:推出|上线|发布|开通|内测)了?(?:一款|一个|全新|新|名为|的){0,2}[“「]([^“”「」，。,\n]{2,10})[”」]"
    ),
)
_SERVICE = re.compile(r"(?:商城|小店|极速版|支付|月付|钱包|白条|网页版)")
_LATIN_FIRM = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9&.]{1,20}(?:公司|集团)")
#: Characters that no given name holds.
_NO_NAME = "你我他她它们的了在是这那里者和也都就为被把及与从向对说称"
_YEAR = re.compile(r"(?:19|20)\d\d$")
_CODE = re.compile(r"(?<![A-Za-z0-9.-])[A-Z][A-Za-z]{0,9}-?\d{1,4}[A-Za-z]{0,2}(?![A-Za-z0-9-])")
_NO_CODE = re.compile(
    r"[A-Za-z]\d|(?:TOP|Top|NO|No|Q|H|FY|PM|CO|G|Web|COVID-|Level|Lv|V|SH|SZ|HK|[A-Z]\d[A-Z])\d*|[A-Z]2[A-Z]|\w+(?:GB|TB|Hz|KG|KM)"
)


def book_mentions(text: str, start: int, end: int, names: Gazetteer) -> Iterator[Mention]:
    """The name inside 《…》: a work, or the product or medium that the gazetteers know by that name."""
    for found in _BOOK.finditer(text, start, end):
        entry = names.get(found.group(1))
        known = entry is not None and entry.label in (EntityLabel.ORG, EntityLabel.PRODUCT)
        label = entry.label if entry is not None and known else EntityLabel.WORK
        yield Mention(found.start(1), found.end(1), label, "pattern")


@lru_cache(maxsize=1)
def _events() -> re.Pattern[str]:
    endings = "|".join(sorted(word_classes()["event_ending"], key=lambda word: (-len(word), word)))
    return re.compile(rf"“([^“”，。,\n]{{2,20}}?(?:{endings}))”|(“[^“”，。,\n]{{2,20}}”(?:{endings}))(?!目)")


def event_mentions(text: str, start: int, end: int) -> Iterator[Mention]:
    """“星火计划” without the quotation marks, “星火”计划 with them."""
    for found in _events().finditer(text, start, end):
        group = 1 if found.group(1) else 2
        yield Mention(found.start(group), found.end(group), EntityLabel.EVENT, "pattern")


@lru_cache(maxsize=1)
def _bodies() -> re.Pattern[str]:
    words, endings = (
        "|".join(sorted(word_classes()[kind], key=lambda word: (-len(word), word)))
        for kind in ("body", "body_ending")
    )
    named = rf"(?:(?![{_NO_FIRM}])[\u4e00-\u9fff]){{1,10}}?(?:{endings})"
    return re.compile(rf"(?:[市省区县州](?!长))?(?:{words}|{named})(?![长人员])")


def body_mentions(text: str, matches: Sequence[Match], end: int) -> Iterator[Mention]:
    """A place and the public body named after it: 杭州市市场监管局, 美国商务部."""
    start = -1
    last = -1
    for match in matches:
        if match.entry.label is not EntityLabel.LOC:
            continue
        if match.start != last:
            start = match.start
        last = match.end
        found = _bodies().match(text, match.end, end)
        if found is not None:
            yield Mention(start, found.end(), EntityLabel.ORG, "pattern")


@lru_cache(maxsize=1)
def _field_titles() -> re.Pattern[str]:
    fields, heads = (
        sorted(word_classes()[kind], key=lambda w: (-len(w), w)) for kind in ("title_field", "title_head")
    )
    return re.compile(rf"((?:{'|'.join(fields)})(?:{'|'.join(fields)})?)(?:{'|'.join(heads)})")


def title_mentions(text: str, matches: Sequence[Match], start: int, end: int) -> Iterator[Mention]:
    """A field and the position in it (直播负责人), not into a known name (抖音电商负责人 → 负责人)."""
    inside = {place: match.end for match in matches for place in range(match.start + 1, match.end)}
    for found in _field_titles().finditer(text, start, end):
        begin = inside.get(found.start(), found.start())
        if begin <= found.end(1):
            yield Mention(begin, found.end(), EntityLabel.TITLE, "pattern")


@lru_cache(maxsize=1)
def _persons() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    classes = word_classes()
    letters = "".join(classes["transliteration"])
    single = (name for name in classes["surname"] if name not in classes["weak_surname"])
    surnames = "|".join([*classes["double_surname"], *single])
    after = "|".join(map(re.escape, classes["speech_after"]))
    foreign = re.compile(rf"[{letters}]{{1,6}}(?:[·•][\u4e00-\u9fff]{{0,1}}[{letters}]{{1,6}}){{1,3}}")
    native = re.compile(rf"\s?((?:{surnames})[\u4e00-\u9fff]{{1,2}}?)(?={after})")
    latin = re.compile(r"\s?([A-Z][a-z]+(?: [A-Z][A-Za-z.]+){1,2})(?![A-Za-z])")
    given = re.compile(
        rf"(?<![A-Za-z] )(?<![A-Za-z])(?:{'|'.join(classes['latin_given'])})"
        r"(?: [A-Z]\.)?(?: [A-Z][A-Za-z'’-]+){1,2}(?![A-Za-z])"
    )
    return foreign, native, latin, given


def person_mentions(text: str, matches: Sequence[Match], start: int, end: int) -> Iterator[Mention]:
    """Foreign names with a dot (拉里·佩奇), Latin ones (Larry Page), and names right after a position (董事长李雷表示)."""
    foreign, native, latin, given = _persons()
    for found in given.finditer(text, start, end):
        yield Mention(found.start(), found.end(), EntityLabel.PER, "lexicon")
    for found in foreign.finditer(text, start, end):
        yield Mention(found.start(), found.end(), EntityLabel.PER, "pattern")
    for match in matches:
        if match.entry.label is EntityLabel.TITLE:
            named = native.match(text, match.end, end) or latin.match(text, match.end, end)
            if named is not None:
                yield Mention(named.start(1), named.end(1), EntityLabel.PER, "lexicon")


def firm_mentions(text: str, start: int, end: int) -> Iterator[Mention]:
    """Firms by what stands around: JUST公司, a registered name (…有限公司), 「云雀优选」完成A轮融资."""
    for found in _LATIN_FIRM.finditer(text, start, end):
        yield Mention(found.start(), found.end(), EntityLabel.ORG, "lexicon")
    for pattern in _FIRMS:
        for found in pattern.finditer(text, start, end):
            if not found.group(1).startswith(("）", "有限")):
                yield Mention(found.start(1), found.end(1), EntityLabel.ORG, "lexicon")


def product_mentions(text: str, matches: Sequence[Match], start: int, end: int) -> Iterator[Mention]:
    """Quoted products (上线“晨星助手”, “晨星助手”功能), services of a platform (抖音商城), brands before a model (红旗H9)."""
    for pattern in _PRODUCTS:
        for found in pattern.finditer(text, start, end):
            yield Mention(found.start(1), found.end(1), EntityLabel.PRODUCT, "lexicon")
    for match in matches:
        if match.entry.label is not EntityLabel.ORG:
            continue
        if match.entry.ambiguous:
            if MODEL.match(text, match.end, end) is not None:
                yield Mention(match.start, match.end, EntityLabel.ORG, "lexicon")
        elif (tail := _SERVICE.match(text, match.end, end)) is not None:
            yield Mention(match.start, tail.end(), EntityLabel.PRODUCT, "lexicon")


def with_year(text: str, mention: Mention) -> Mention:
    """An event and the year right before it: 2019云栖大会."""
    found = _YEAR.search(text, max(0, mention.start - 4), mention.start)
    if found is None or text[max(0, mention.start - 5) : mention.start - 4].isdigit():
        return mention
    return Mention(found.start(), mention.end, mention.label, mention.source)


def code_mentions(text: str, start: int, end: int) -> Iterator[Mention]:
    """Letters with digits that read like a model (GB200, CX-30), but for quarters, ranks and abbreviations."""
    for found in _CODE.finditer(text, start, end):
        if not _NO_CODE.fullmatch(found.group()):
            yield Mention(found.start(), found.end(), EntityLabel.PRODUCT, "lexicon")


def with_version(text: str, mention: Mention, end: int) -> Mention:
    """A product name and the version that follows it: `iPhone` → `iPhone 15 Pro`."""
    stop = mention.end
    while (found := _VERSION.match(text, stop, end)) is not None:
        stop = found.end()
    return Mention(mention.start, stop, mention.label, mention.source) if stop > mention.end else mention


def defined_mentions(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Short names that the text introduces in brackets after the full one, with the label of that one."""
    ends = {mention.end: mention for mention in mentions}
    for found in DEFINED.finditer(text):
        full = ends.get(found.start())
        if full is not None and len(found.group(1)) > 1:
            yield Mention(found.start(1), found.end(1), full.label, "pattern")


def ticker_mentions(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """An organization and the ticker in the brackets right after it."""
    for mention in mentions:
        if mention.label is EntityLabel.ORG and (found := _TICKER.match(text, mention.end)) is not None:
            yield mention, Mention(found.start(1), found.end(1), EntityLabel.ORG, "pattern")
