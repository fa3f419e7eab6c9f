"""An article on several pages: which page follows this one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newsbot.fields import clean_text, clean_url
from newsbot.page.document import Document
from newsbot.page.paging_words import NEXT_WORDS
from newsbot.page.wording import text_of

MOST_PARTS = 40
"""Pages of the longest article that is joined."""

PART = (
    re.compile(r"^(?P<stem>.+?)[_-](?P<part>\d{1,2})(?P<end>\.(?:s?html?|php|aspx?|jsp))$", re.I),
    re.compile(r"^(?P<stem>.+?)(?P<end>)/(?:page/|p)?(?P<part>\d{1,2})/?$", re.I),
    re.compile(r"^(?P<stem>.+?)/(?:index_|p)?(?P<part>\d{1,2})(?P<end>\.(?:s?html?|php))$", re.I),
)
"""Where a path says which part of an article it is: `a_2.html`, `a/2`, `a/page/2`, `a/2.html`."""

PART_IN_QUERY = re.compile(r"^(?:page|p|pg|pn|part|seite|curpage)=(\d{1,2})$", re.I)
NUMBERED = r"%(part)d(?![\w-])(?:(?<![^\W_pP]%(part)d)|(?<=0%(part)d)(?<![^\W_pP]0%(part)d))"
"""A part's number that is no piece of a longer word, a zero or a p before it aside; begins with its
digits, which are searched for quickly in addresses full of dates and ids."""

NUMERAL = re.compile(r"(?:第\s*)?\[?(\d{1,2})\]?(?:\s*[页頁])?(?:\s*[:：].{0,40})?")


def next_part(document: Document, first_url: str, part: int) -> str | None:
    """The address of part `part` + 1 of the article that begins at `first_url`; None at its end.

    A link counts that is numbered as the next part or says 下一页, and whose address is the
    first page's with a part's number in it: the next article (下一篇) never is.
    """
    numbered = re.compile(NUMBERED % {"part": part + 1}).search
    for element in document.root.iter("a", "link"):
        href = element.get("href")
        if not href or not numbered(href) or not _leads_on(element, part + 1):
            continue
        url = clean_url(href, document.base_url)
        if url and part_of(url, first_url) == part + 1:
            return url
    return None


def part_of(url: str, first_url: str) -> int | None:
    """Which part of the article at `first_url` an address is: 1 is itself; None for another."""
    mine, theirs = urlsplit(first_url), urlsplit(url)
    if mine.netloc != theirs.netloc:
        return None
    if (mine.path, mine.query) == (theirs.path, theirs.query):
        return 1
    if mine.path == theirs.path:
        return _added(mine.query, theirs.query)
    if mine.query != theirs.query:
        return None
    for pattern in PART:
        found = pattern.match(theirs.path)
        if found and found["stem"] + found["end"] in _stems(mine.path, found["end"]):
            return int(found["part"])
    return None


def _stems(path: str, end: str) -> set[str]:
    """The path of a first page without its part's number, if it has one (`a_1.html`)."""
    stems = {path, path.rstrip("/"), re.sub(r"\.(?:s?html?|php|aspx?|jsp)$", "", path) + end}
    return stems | {re.sub(r"[_-]1(?=\.\w+$)", "", path), re.sub(r"/1/?$", "", path)}


def _added(mine: str, theirs: str) -> int | None:
    """The number of the one parameter that a query has more, if it is a part's."""
    old, new = mine.split("&") if mine else [], theirs.split("&")
    more = [pair for pair in new if pair not in old]
    gone = [pair for pair in old if pair not in new and not PART_IN_QUERY.match(pair)]
    found = PART_IN_QUERY.match(more[0]) if len(more) == 1 and not gone else None
    return int(found[1]) if found else None


def _leads_on(element: HtmlElement, part: int) -> bool:
    if element.tag == "link":
        return "next" in (element.get("rel") or "").lower().split()
    if "comment" in f"{element.get('href')} {element.get('class') or ''}".lower():
        return False
    text = clean_text(text_of(element))
    found = NUMERAL.fullmatch(text)
    label = element.get("aria-label") or element.get("title")
    return (
        (found is not None and int(found[1]) == part)
        or NEXT_WORDS.fullmatch(text) is not None
        or (label is not None and NEXT_WORDS.fullmatch(clean_text(label)) is not None)
        or "next" in (element.get("rel") or "").lower().split()
    )
