"""What is printed around the headline, on a page whose class names are unknown.

The lines around the headline (see headings) (meta
lines) hold the date, the category, the view count and the source: one inline line such as
`2025年03月24日11:04:12 国际 1777`, or several labelled ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from lxml.html import HtmlElement

from newsbot.fields import clean_text, fold_text
from newsbot.items import Candidate
from newsbot.page.document import Document
from newsbot.page.headings import FIRST, LONGEST_LINE, find_heading
from newsbot.page.outline import INLINE, SKIPPED

LINES_AFTER = 12
LINES_BEFORE = 3
"""How many printed lines around the headline are looked at."""

SPLIT_DATE = re.compile(r"((?:19|20)\d\d)\s+(\d{1,2})\s*/\s*(\d{1,2})(?=\s|$)")
"""A year, a day and a clock that are printed apart: `2025 03 / 24 11:04`."""

DATE = re.compile(
    r"(?:(?<!\d)(?:19|20)?\d{2}\s*[年/.\-]\s*\d{1,2}\s*[月/.\-]\s*\d{1,2}\s*日?|民[国國]\s*\d{2,3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|"
    r"\d{1,2}\s*月\s*\d{1,2}\s*日|(?<![\d/.\-])\d{1,2}[-/]\d{1,2}(?=\s+\d{1,2}[:：])|"
    r"(?:刚刚|剛剛|昨天|前天|今天|昨日|今日)|(?:\d+|半|[一二两兩三四五六七八九十]+)\s*(?:秒|分钟|分鐘|个?小时|個?小時|天|日|周|週|个?月|個?月|年)(?:之?前)|"
    r"\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+\d{4}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?(?!\d),?(?:\s+\d{4})?|"
    r"\d+\s+(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\s+ago)"
    r"(?:[\sT,，]*(?:at\s+)?(?:(?:周|星期|週)[一二三四五六日天]\s*)?(?:上午|下午|晚上|凌晨|中午|早上|晚)?\s*\d{1,2}\s*[:：时時点點]\s*\d{1,2}\s*分?(?:\s*[:：]?\s*\d{1,2}\s*秒?)?"
    r"(?:\s*(?:am|pm|a\.m\.|p\.m\.))?)?",
    re.I,
)
"""The part of a meta line that is a date, to be read by fields.read_date."""

COUNT_LABEL = re.compile(
    r"(?:阅读|閱讀|浏览|瀏覽|点击|點擊|观看|觀看|人气|人氣|views?|reads?|hits?)(?:量|数|數|次数|次數)?\s*[:：]?\s*\d[\d,，.]*\s*[万萬亿億wk千]?\+?"
    r"|\d[\d,，.]*\s*[万萬亿億wk千]?\+?\s*(?:次|人)?(?:阅读|閱讀|浏览|瀏覽|点击|點擊|观看|views?|reads?|hits?)",
    re.I,
)
BARE_NUMBER = re.compile(
    r"(?<![\d.,:：/\-])[\d０-９][\d０-９,，]*(?:\.\d+)?\s*[万萬亿億wk]?\+?(?![\d:：/年月日%\-])",
    re.I,
)
CREDITED = re.compile(
    r"(?:来源|來源|稿源|source|作者|记者|記者|编辑|編輯|责编|責編|撰文|\bby\b|文[／/]|文\s*[|｜:：])",
    re.I,
)
LABELLED_CATEGORY = re.compile(
    r"(?:分类|分類|栏目|欄目|频道|頻道|类别|類別|category)\s*[:：]\s*(\S{1,16})", re.I
)
WORD = re.compile(r"[^\d\W][^\s|｜丨·•/,，:：]{0,15}")
LONGEST_CATEGORY = 12

UNDATED = re.compile(r"[^\d\W]{1,12}[\s|｜·]+\d[\d,]*")
"""The line below a headline on a page that prints no date: a category and a bare view count."""

OTHER_COUNT = re.compile(
    r"评论|評論|分享|字号|點讚|点赞|赞|第|收藏|转发|轉發|comments?|shares?|page", re.I
)
"""Words beside a number that is no view count."""

MARKS = re.compile(r"[|｜丨·•／/\s\u3000]+")


class Headline:
    """The heading element of a page and the lines printed around it."""

    def __init__(self, document: Document, element: HtmlElement, rule: str) -> None:
        self.document = document
        self.element = element
        self.rule = rule
        self.text = clean_text(element.text_content())

    @cached_property
    def lines(self) -> list[str]:
        """Short lines after and before the headline, nearest first."""
        after = _short(_following(self.element), LINES_AFTER)
        before = _short(_preceding(self.element), LINES_BEFORE)
        same = fold_text(self.text)
        return [line for line in (*after, *before) if fold_text(line) != same]

    def candidates(self, field: str) -> list[Candidate]:
        """Candidates of title, published_at, category, view_count, source or authors."""
        if field == "title":
            return [] if self.rule == FIRST else [Candidate("title", self.text, self.rule)]
        finders = {
            "published_at": self._dates,
            "category": self._categories,
            "view_count": self._counts,
            "source": self._credits,
            "authors": self._credits,
            "editors": self._credits,
        }
        find = finders.get(field)
        return [Candidate(field, raw, "meta line") for raw in find()] if find else []

    def _dates(self) -> Iterator[str]:
        for line in self.lines:
            if match := DATE.search(SPLIT_DATE.sub(r"\1-\2-\3", line)):
                yield match[0]

    def _credits(self) -> Iterator[str]:
        yield from (line for line in self.lines if CREDITED.search(line))

    def _counts(self) -> Iterator[str]:
        for line in self.lines:
            if match := COUNT_LABEL.search(line):
                yield match[0]
        for line in self.lines:
            rest = DATE.sub(" ", line, count=1)
            if rest == line or CREDITED.search(line):
                continue
            if numbers := BARE_NUMBER.findall(rest):
                yield numbers[-1].strip()
        if (
            self.lines
            and UNDATED.fullmatch(self.lines[0])
            and not OTHER_COUNT.search(self.lines[0])
        ):
            yield BARE_NUMBER.findall(self.lines[0])[-1]

    def _categories(self) -> Iterator[str]:
        for line in self.lines:
            if match := LABELLED_CATEGORY.search(line):
                yield match[1]
        for line in self.lines:
            rest = DATE.sub(" ", line, count=1)
            if rest == line or CREDITED.search(line):
                continue
            words = [w for w in MARKS.split(COUNT_LABEL.sub(" ", rest)) if WORD.fullmatch(w)]
            if len(words) == 1 and len(words[0]) <= LONGEST_CATEGORY:
                yield words[0]


def headline(document: Document) -> Headline | None:
    """The page's headline with its lines; None if there is nothing like one."""
    found = find_heading(document)
    return Headline(document, *found) if found else None


def _short(lines: Iterator[str], most: int) -> list[str]:
    """Lines up to the first long one."""
    found: list[str] = []
    for line in lines:
        if len(line) > LONGEST_LINE or len(found) >= most or _is_prose(line):
            break
        found.append(line)
    return found


def _is_prose(line: str) -> bool:
    """The article's first sentence: meta lines are short and have no full stop."""
    return (len(line) > 25 and line[-1] in "。！？") or (len(line) > 60 and line[-1] in '.!?”"')


def _following(element: HtmlElement) -> Iterator[str]:
    """Printed lines after an element, in document order, block by block."""
    node: HtmlElement | None = element
    while node is not None and node.tag != "body":
        tail: list[str] = [node.tail or ""]
        for sibling in node.itersiblings():
            if sibling.tag in SKIPPED:
                tail.append(sibling.tail or "")
            elif sibling.tag in INLINE:
                tail += [" ", " ".join(_texts(sibling)), " ", sibling.tail or ""]
            else:
                yield from _line(tail)
                yield from _lines(sibling)
                tail = [sibling.tail or ""]
        yield from _line(tail)
        node = node.getparent()


def _preceding(element: HtmlElement) -> Iterator[str]:
    for node in (element, element.getparent()):
        if node is None or node.tag in ("body", "html"):
            return
        for sibling in node.itersiblings(preceding=True):
            if sibling.tag not in SKIPPED:
                yield from reversed(list(_lines(sibling)))


def _lines(element: HtmlElement) -> Iterator[str]:
    """The lines of a block: one for each innermost block; inline parts joined by spaces."""
    if element.tag in SKIPPED:
        return
    parts = [element.text or ""]
    for child in element:
        if child.tag in SKIPPED:
            parts.append(child.tail or "")
        elif child.tag in INLINE:
            parts += [" ", " ".join(_texts(child)), " ", child.tail or ""]
        else:
            yield from _line(parts)
            yield from _lines(child)
            parts = [child.tail or ""]
    yield from _line(parts)


def _line(parts: list[str]) -> Iterator[str]:
    if text := clean_text("".join(parts)):
        yield text


def _texts(element: HtmlElement) -> Iterator[str]:
    for part in element.iter():
        if part.tag in SKIPPED:
            continue
        if part.text:
            yield part.text
        if part is not element and part.tail:
            yield part.tail
