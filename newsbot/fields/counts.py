"""View counts as pages print them: `1.2万`, `阅读(5845)`, `1,777 views`, `10万+`.

A text is cut into tokens (dates, labels, numbers). Where labels stand, they decide: of the numbers
beside a label of views the one behind it counts when the line ends with a number, else the one
before it.
Without labels only a lone number counts, or the last one of a meta line that begins with a date.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from newsbot.fields.numerals import read_numeral
from newsbot.fields.patterns import Pattern

LONGEST = 400
"""Characters that are read: a longer text is no count."""

UNITS = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "萬": 10**4,
    "十万": 10**5,
    "十萬": 10**5,
    "百万": 10**6,
    "百萬": 10**6,
    "千万": 10**7,
    "千萬": 10**7,
    "亿": 10**8,
    "億": 10**8,
    "万亿": 10**12,
    "萬億": 10**12,
    "k": 10**3,
    "w": 10**4,
    "m": 10**6,
    "b": 10**9,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
}
"""What a unit multiplies by; `w` is 万 as Chinese pages abbreviate it."""

VIEWS = (
    r"(?:总|總|累计|累計|本文|已)?(?:阅读|閱讀|浏览|瀏覽|点击|點擊|点阅|點閱|人气|人氣|观看|觀看|"
    r"播放|围观|圍觀|查看|访问|訪問|收看|看过|看過|阅览|閱覽)"
    r"(?:次数|次數|人数|人數|人次|总数|總數|数量|數量|指数|指數|数|數|量|率)?|已[读讀]"
    r"|(?:total )?(?:page ?)?(?:views?|viewed)(?: count)?(?![a-z])"
    r"|(?:reads?|clicks?|hits?|visits?|plays?)(?![a-z])"
    r"|\bpv(?![a-z])|👁[\ufe0f\u200d🗨]*"
)
OTHERS = (
    r"评论|評論|回复|回覆|回應|留言|跟贴|跟帖|参与|參與|点赞|點讚|赞|讚|喜欢|喜歡|收藏|分享|转发|轉發|"
    r"推荐|推薦|下载|下載|粉丝|粉絲|关注|關注|字数|字數|热度|熱度|投票|"
    r"comments?\b|likes?\b|shares?\b|repl(?:y|ies)\b|followers?\b|downloads?\b|words?\b"
)
ASIDE = r"序号|序號|编号|編號|文号|来源|來源|字号|字號|id\b"
"""Labels of other counts, and of what is no count. All are read after NFKC, in lower case."""

HAN = "〇一二两兩三四五六七八九十百千"
AGO = (
    r"(?:\d{1,4}|[一二两兩三四五六七八九十几幾半]{1,4})\s?[个個]?半?\s?"
    r"(?:秒|分|小时|小時|天|日|周|週|星期|月|年)[钟鐘]?之?前|[刚剛]{2}|[昨前今]天|[昨今]日"
)
MEASURE = (
    r"\d[\d.,]*\s?[万萬]?\s?(?:分[钟鐘]|秒|小时|小時|字|[页頁]|元|分(?=\s|$)|min)"
    r"|[￥¥$€£]\s?\d[\d.,]*"
)
"""Numbers with a measure are of something else: `阅读约3分钟`."""

ALONE = r"(?:(?<![\d.,a-z-])|(?<=views)|(?<=reads)|(?<=hits)|(?<=pv))"
"""Before a number: nothing that it would belong to."""

TOKEN = Pattern(
    r"(?P<date>(?<!\d)\d{2,4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:t|\s)*"
    r"|\d{1,2}\s?月\s?\d{1,2}\s?日|(?<!\d)\d{1,2}-\d{1,2}(?=\s+\d)|\d{1,2}:\d{2}(?::\d{2})?"
    rf"|{AGO})|(?P<measure>{MEASURE})|(?P<view>{VIEWS})|(?P<other>{OTHERS})|(?P<aside>{ASIDE})"
    r"|(?P<bound>(?:超过|超過|突破|超|逾|近|大?[约約]|over|more than|about|[>≥≈~])\s?)?"
    rf"(?P<number>{ALONE}\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|{ALONE}\d+(?:\.\d+)?"
    rf"|(?<![{HAN}])(?:[{HAN}]{{1,8}}(?=[万萬亿億多余餘+]|\s?次)"
    rf"|[{HAN}]{{1,4}}[百千][{HAN}]{{0,6}}(?<![百千][一二三四五六七八九])(?!\w)))"
    r"(?P<many>[多余餘+])?\s?"
    r"(?P<unit>万亿|萬億|[十百千]?[万萬]|[百千亿億]|thousand|million|billion|[kwmb](?![a-z]))?"
    rf"(?:(?P<tail>\d{{1,4}}|[{HAN}]{{1,7}})(?P<tail_unit>[十百千]?[万萬]|[千百])"
    r"|(?P<tenth>(?<=[万萬亿億])"
    r"[一二两兩三四五六七八九](?=[次人阅閱浏瀏播观觀点點]|\W|$)))?"
    r"(?P<more>\s?(?:[+多余餘]|以上))?(?P<times>\s?(?:人次|次|人(?![气氣])|people|times))?"
)

JOINED = Pattern(r"(?:[\s:(\[【|/·•=>-]|已?[达達]|高[达達]|[为為是])*")
"""What may stand between a label and its number."""

TIE = frozenset(":([【")
"""Marks behind a label that tie the number behind it to it."""

TOTAL = ("总", "總", "累", "total")
"""How the label begins that counts more than today's views."""

LONE = Pattern(r"[^\w%$¥€£°#@/*=^~<]*")
"""What may stand around a lone number: no letter, no digit, no sign of money or measure."""


MOST = 10**15
"""More views than seconds since the beginning of news: a longer number is an id."""


LABEL_OF_VIEWS = Pattern(VIEWS, re.I)


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number of views; not `exact` where the page prints a bound (`10万+`, `近3万`)."""

    value: int
    exact: bool = True


def is_label_of_views(text: str) -> bool:
    """Whether `text` is such a label, with or without its number, and nothing else."""
    return re.sub(r"[\W\d万萬亿億wk次]+", "", LABEL_OF_VIEWS.regex.sub("", text)) == ""


def is_labelled(text: str) -> bool:
    """Whether `text` names views and prints a digit: what `read_count` is sure of."""
    return LABEL_OF_VIEWS.regex.search(text) is not None and any(map(str.isdigit, text))


def read_count(text: str | None) -> Count | None:
    """The view count that `text` prints, or None where it prints none (`-`, `暂无`, `阅读`).

    With several counts the label decides (`评论 345 阅读 1.2万` is 12000); numbers of comments,
    likes and the like, and the digits of dates, are no views. `+` and `多` give a lower bound.
    Leading zeros are dropped: `0324` is 324.
    """
    if not text or len(text) > LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text)[:LONGEST].lower().strip()
    tokens = list(TOKEN.regex.finditer(plain))
    if not any(token["number"] for token in tokens):
        return None
    if any(token["view"] for token in tokens):
        return _labelled(plain, tokens)
    return _lone(plain, tokens)


def _labelled(plain: str, tokens: list[re.Match[str]]) -> Count | None:
    """The number next to a label of views; of two, the one on the side of this line's numbers."""
    marked = [t for t in tokens if not t["date"]]
    counted = [t for t in marked if not t["aside"] and not t["measure"]]
    label_first = not counted[0]["number"] or bool(counted[-1]["number"])
    found = []
    for at, label in enumerate(marked):
        if not label["view"]:
            continue
        if at and marked[at - 1]["other"] and plain[marked[at - 1].end() : label.start()] == "/":
            return None  # `回复/浏览：12/1777`
        after = _number_after(plain, marked, at)
        before = _number_before(plain, marked, at, label_first)
        tied = after and TIE.intersection(_gap(plain, label, after))
        number = after if tied or label_first else before
        if chosen := number or before or after:
            found.append((label, chosen))
    total = [number for label, number in found if label[0].startswith(TOTAL)]
    numbers = total or [number for _, number in found]
    return _count(numbers[0]) if numbers else None


def _number_after(plain: str, marked: list[re.Match[str]], at: int) -> re.Match[str] | None:
    number = marked[at + 1] if at + 1 < len(marked) else None
    return number if number and number["number"] and _joined(plain, marked[at], number) else None


def _number_before(
    plain: str, marked: list[re.Match[str]], at: int, label_first: bool
) -> re.Match[str] | None:
    """The number before a label, unless it belongs to the label before it (`评论 345 阅读`)."""
    number = marked[at - 1] if at else None
    if not number or not number["number"] or not _joined(plain, number, marked[at]):
        return None
    owner = marked[at - 2] if at > 1 else None
    if owner and (owner["aside"] or (label_first and not owner["number"])):
        return None if _joined(plain, owner, number) else number
    return number


def _joined(plain: str, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether a label and a number stand together."""
    return JOINED.regex.fullmatch(_gap(plain, left, right)) is not None


def _gap(plain: str, left: re.Match[str], right: re.Match[str]) -> str:
    return plain[left.end() : right.start()]


def _lone(plain: str, tokens: list[re.Match[str]]) -> Count | None:
    """The only number of a text, or the last of a line that also prints a date."""
    last = tokens[-1]
    if not last["number"] or any(token["other"] or token["aside"] for token in tokens):
        return None
    rest = plain[last.end() :]
    dated = any(token["date"] for token in tokens)
    before = plain[: last.start()]
    if not LONE.regex.fullmatch(rest) or (dated and before and before[-1].isalnum()):
        return None
    if not dated and (len(tokens) > 1 or not LONE.regex.fullmatch(before) or before.endswith("-")):
        return None
    return _count(last)


def _count(token: re.Match[str]) -> Count | None:
    digits = token["number"].replace(",", "")
    factor = UNITS[token["unit"]] if token["unit"] else 1
    exact = not (token["bound"] or token["many"] or token["more"])
    if not digits[0].isascii():
        numeral = read_numeral(digits)
        return None if numeral is None else _bounded(numeral * factor + _rest(token), exact)
    value = Decimal(digits) * factor + _rest(token)
    return _bounded(int(value), exact) if value == int(value) else None


def _bounded(value: int, exact: bool) -> Count | None:
    """A count that something can have been counted to; stores hold 64 bits."""
    return Count(value, exact) if value <= MOST else None


def _rest(token: re.Match[str]) -> int:
    """What `1亿2000万` and `一万二` print behind the first unit."""
    if token["tenth"]:
        return (read_numeral(token["tenth"]) or 0) * UNITS[token["unit"]] // 10
    return (read_numeral(token["tail"]) or 0) * UNITS[token["tail_unit"]] if token["tail"] else 0
