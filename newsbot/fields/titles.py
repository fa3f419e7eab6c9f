"""Titles: what a page calls its article, without the site's name.

The name of a site stands behind a separator at the end (`标题 - 天天要闻`, `标题_国际_天天要闻`),
seldom in front or in brackets. It is known from the caller (the site's own names, og:site_name),
told by comparing with the page's `<title>`, or recognised as a medium's. Kickers in front
(`独家 | 标题`, `【国际】标题`) are part of the title.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from newsbot.fields.media import is_media
from newsbot.fields.patterns import Pattern
from newsbot.fields.text import clean_text, fold_text

LONGEST = 500
"""Characters that are read of a title."""

REFERENCE = Pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
TAG = Pattern(r"</?(?:b|strong|em|i|u|font|span|br|sup|sub|small|mark|p|a)(?:\s[^<>]*)?/?>", re.I)

SEPARATOR = Pattern(r"\s*(?:[_|｜丨│︱·•»«>/:：~]|[-–—―]+)\s*")
"""What may part a title from a name that is known."""

STRONG = Pattern(
    r"\s+[-–—|｜丨»·]\s+|\s*[_|｜]\s*|\s*(?:——|--+)\s*|(?<=[\u3400-\u9fff！？”」』）])-(?=[\u3400-\u9fff])"
)
"""What parts a title from a name that has to be recognised."""

BRACKETS = Pattern(r"^[【\[(（〔]([^】\])）〕]+)[】\])）〕]|[【\[(（〔]([^】\])）〕]+)[】\])）〕]$")

CHANNELS = frozenset(
    fold_text(name)
    for line in (
        "新闻 新聞 新闻中心 新闻频道 国际 國際 国内 國內 社会 社會 财经 財經 体育 體育 娱乐 娛樂",
        "科技 军事 軍事 历史 歷史 汽车 房产 教育 健康 文化 旅游 时政 要闻 要聞 资讯 資訊 滚动 即时",
        "即時 即時新聞 评论 視頻 视频 首页 滚动新闻 国际新闻 国内新闻 社会新闻 中国 生活 政治 兩岸",
        "产经 產經 "
        "股市 全球 焦点 焦點 地方 法治 频道 正文 world news business sports politics china tech",
    )
    for name in line.split()
)
"""Parts of a site that stand between the title and the site's name."""

LONGEST_NAME = 30
"""Characters of a site's name that is not known before."""

NOT_A_SITE = Pattern(
    r".*(?:互联网|互聯網|物联网|物聯網|电网|電網|官网|官網|外网|全网|[法澳美温中]网|电视台|舞台|平台|后台)"
)
SITE_END = Pattern(r".+(?:网|網|报|報|新闻|新聞|客户端|卫视|衛視|在线|周刊|週刊|社)")
DOMAIN = Pattern(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org|cc|tw|hk|tv|news|co|io|uk|jp)", re.I
)
CUT = Pattern(r"\s*(?:\.{2,}|…+)$")


def read_title(
    text: str | None, *, site_names: Iterable[str] = (), page_title: str | None = None
) -> str | None:
    """The title in `text`: one line, unescaped, without the site's name; None if nothing is left.

    `site_names` are names that may stand at its ends (written with or without spaces, in any
    case and width). `page_title` is the page's `<title>`: it confirms which end is the site's,
    and completes a title that was cut by `...` or at a straight quote inside an attribute.
    """
    if not text:
        return None
    title = unescaped(text)
    names = {fold_text(name) for name in site_names} - {""}
    whole = unescaped(page_title) if page_title else ""
    title = _completed(title, _without_names(whole, names))
    bare = _without_names(title, names)
    if not _confirmed(bare, whole):
        bare = _recognised(_agreed(bare, whole), whole)
    folded = fold_text(bare)
    return bare if folded and folded not in names else None


def unescaped(text: str) -> str:
    """`text` cleaned, without tags, its references resolved (twice where escaped twice)."""
    text = text[:LONGEST]
    for _ in range(2):
        if "&" in text:
            text = REFERENCE.regex.sub(lambda found: html.unescape(found[0]), text)
    return clean_text(TAG.regex.sub("", text) if "<" in text else text)


def _completed(title: str, whole: str) -> str:
    """`whole` where `title` is a beginning of it that was cut, else `title`."""
    beginning = CUT.regex.sub("", title)
    if not beginning or not whole.startswith(beginning) or len(whole) <= len(beginning):
        return title
    if whole.startswith(title) and SEPARATOR.regex.match(whole[len(title) :]):
        return title  # the dots are the author's
    if beginning == title and whole[len(beginning)] != '"':
        return title
    ends = [end.start() for end in STRONG.regex.finditer(whole, len(beginning) + 1)]
    return whole[: ends[-1]] if ends else whole


def _without_names(title: str, names: set[str]) -> str:
    """`title` without the known names at its ends, and without channels before them."""
    shorter = _without(title, names) if names else title
    if shorter == title:
        return title
    while (further := _without(shorter, names | CHANNELS, tail_only=True)) != shorter:
        shorter = further
    return shorter


def _without(title: str, names: set[str], *, tail_only: bool = False) -> str:
    """`title` without one of `names` behind or before a separator, or in brackets."""
    longest = 2 * max(map(len, names)) + 8  # with punctuation and spaces
    for found in SEPARATOR.regex.finditer(title):
        head, tail = title[: found.start()], title[found.end() :]
        if len(tail) <= longest and fold_text(tail) in names and fold_text(head):
            return head
        if tail_only or len(head) > longest:
            continue
        if fold_text(head) in names and fold_text(tail):
            return tail
    for found in BRACKETS.regex.finditer(title) if not tail_only else ():
        if fold_text(found[1] or found[2]) in names:
            return (title[: found.start()] + title[found.end() :]).strip()
    return title


def _confirmed(title: str, whole: str) -> bool:
    """Whether `<title>` goes on behind the whole of `title` with a separator, or before it."""
    if not whole or title == whole:
        return False
    at = whole.find(title)
    if at < 0 or not title:
        return False
    behind, before = whole[at + len(title) :], whole[:at]
    return bool(SEPARATOR.regex.match(behind) if behind else STRONG.regex.search(before + " "))


def _agreed(title: str, whole: str) -> str:
    """The part of `title` up to a separator with which `whole` begins, where they differ then."""
    if fold_text(whole).startswith(fold_text(title)):
        return title  # they differ in print only
    for found in reversed([*STRONG.regex.finditer(title)]):
        head = title[: found.start()]
        if len(head) > 3 and whole.startswith(head) and not whole.startswith(title):
            return (
                head
                if SEPARATOR.regex.match(whole[len(head) :]) or len(whole) == len(head)
                else title
            )
    return title


def _recognised(title: str, whole: str) -> str:
    """`title` without a medium's name or a domain at its end, and channels before it."""
    found = [*STRONG.regex.finditer(title)]
    if not found:
        return title
    head, tail = title[: found[-1].start()], title[found[-1].end() :]
    if len(fold_text(head)) < 6 or not _names_site(tail):
        return title
    return _without_channels(head)


def _without_channels(title: str) -> str:
    while (shorter := _without(title, set(CHANNELS), tail_only=True)) != title:
        title = shorter
    return title


def _names_site(tail: str) -> bool:
    if len(tail) > LONGEST_NAME or NOT_A_SITE.regex.fullmatch(tail):
        return False
    return bool(DOMAIN.regex.fullmatch(tail)) or (
        bool(SITE_END.regex.fullmatch(tail)) and is_media(tail)
    )
