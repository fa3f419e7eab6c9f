"""What is printed around the headline, on a page whose class names are unknown.

The lines around the headline (see headings) (meta
lines) hold the date, the category, the view count and the source: one inline line such as
`2025年03月24日11:04:12 国际 1777`, or several labelled ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from lxml.html import HtmlElement

from newsbot.fields import Moment, clean_text, fold_text, read_byline
from newsbot.fields.counts import is_label_of_views, is_labelled
from newsbot.fields.credits import before_credits
from newsbot.fields.media import is_media, is_sole_medium
from newsbot.fields.names import read_latin_names
from newsbot.fields.weekdays import WEEKDAY
from newsbot.items import Candidate
from newsbot.page.document import Document
from newsbot.page.headings import FIRST, LONGEST_LINE, find_heading, title_in
from newsbot.page.people import BY
from newsbot.page.surroundings import lines_after, lines_before
from newsbot.page.wording import text_of

LINES_AFTER = 12
LINES_BEFORE = 3
"""How many printed lines around the headline are looked at."""

UPDATED = re.compile(
    r"更新|修改|修訂|최종|수정|upd(?:ate|ated)\b|modified|edited|revised|aktualisiert|geändert"
    r"|mis à jour|modifié|actualizad|atualizad|aggiornat|обновлен|изменен|оновлено|güncelle"
    r"|aktualizac|zaktualizowan|bijgewerkt|अपडेट|تحديث",
    re.I,
)
"""What stands beside a date on which a text was changed, not published."""

PUBLISHED = re.compile(r"发布|發布|發佈|发表|publi|posted|入力|입력|erstellt|опублик|yayın", re.I)
"""What stands beside the other one, where a line prints both."""

DIGITS = 3
"""Digits of the shortest date."""

CLOCK_LINE = re.compile(r"\d{1,2}\s*[:h.]\s*\d\d\b.{0,14}")
"""A line that goes on with the time of a date which ends the line before."""

BESIDE = re.compile(
    r"[\s|｜·•/]*(?:[^\d\W]{1,12}[\s|｜·•/]+)?(\d[\d,]*(?:\.\d+)?\s?[万萬亿億wk]?\+?)[\s|｜·•/]*",
    re.I,
)
"""What a line prints besides its date, where it is a category and a bare view count."""

LABELLED_CATEGORY = re.compile(
    r"(?:分类|分類|栏目|欄目|频道|頻道|类别|類別|category)\s*[:：]\s*(\S{1,16})", re.I
)
WORD = re.compile(r"[^\d\W][\w&’'-]{0,11}")
NO_CATEGORY = re.compile(
    r"[A-Z]{2,4}|[ap]m|.*的|[去今前]年|星期.|周.|[最首].|我要.*"
    r"|.*(?:评论|評論|分享|收藏|打印|更新|字号|来源|來源|本报|本報).*",
    re.I,
)
"""Words beside a date that name no category: zones, buttons, ends of a sentence."""

WEEKDAYS = re.compile(WEEKDAY, re.I)
TIME_ONLY = re.compile(r"[\W_]*\d{1,2}[:：h]\d\d(?:[:：]\d\d)?[\W_]*(?:[ap]\.?m\.?)?[\W_]*", re.I)
"""A time without a day: on an article's page it may be of anything."""

NUMERIC = re.compile(r"[(（]?\d[\d,.]*[万萬亿億wk]?\+?[)）]?|[^\w]+", re.I)
UNDATED = re.compile(r"[^\d\W]{1,12}[\s|｜·]+\d[\d,]*")
"""The line below a headline on a page that prints no date: a category and a bare view count."""

OTHER_COUNT = re.compile(
    r"评论|評論|分享|字号|點讚|点赞|赞|第|收藏|转发|轉發|comments?|shares?|page", re.I
)
"""Words beside a number that is no view count."""

LABELS = re.compile(
    r"(?:发布|發布|發佈|发表|發表|更新)?(?:时间|時間|日期)?[:：]"
    r"|\b(?:published|posted|updated)\b(?: on)?:?",
    re.I,
)
"""What stands before a date."""

DATELINE = re.compile(
    r"(?:发布|發布|發佈|发表|發表|时间|時間|日期)[^:：]{0,3}[:：]|\b(?:published|posted|date)\b",
    re.I,
)
"""What stands before the date of a page that has no headline to look beside."""

FROM = re.compile(r"^(?:摘自|转自|轉自|[来來]自|据|據)")
"""What may stand glued to the name of the medium that a text is from."""

MARKS = re.compile(r"[|｜丨·•／/\s\u3000]+")


Part = Callable[[str], tuple[Moment, str] | None]
"""Reads a line's date: (the moment, what else the line prints); see fields.part_date."""


class Headline:
    """The heading element of a page and the lines printed around it; `part` reads their dates."""

    def __init__(self, document: Document, element: HtmlElement, rule: str, part: Part) -> None:
        self.document = document
        self.element = element
        self.rule = rule
        self.part = part
        self.text = clean_text(text_of(element))
        self.title, self.within = _parted(element, part, document.metadata.page_title or "")
        if (bare := title_in(element, document)) != self.text:
            self.title = bare

    @cached_property
    def lines(self) -> list[str]:
        """Short lines after and before the headline, nearest first."""
        after = lines_after(self.element, LINES_AFTER)
        before = lines_before(self.element, LINES_BEFORE)
        same = fold_text(self.text)
        within = [self.within] if self.within else []
        return [line for line in (*within, *after, *before) if fold_text(line) != same]

    @cached_property
    def dated(self) -> list[tuple[str, str]]:
        """(line with a date, what else it prints)."""
        found = []
        for line, following in pairwise([*self.lines, ""]):
            parted = None if TIME_ONLY.fullmatch(line) else self.part(line)
            if parted is None:
                continue
            told = self._before_update(line)
            if parted[0].precision == "day" and CLOCK_LINE.fullmatch(following):
                found.append((_published(f"{told} {following}"), parted[1]))
            else:
                found.append((_published(told), parted[1]))
        return found

    def _before_update(self, line: str) -> str:
        """A line up to where it tells of an update, if it prints a date before."""
        updated = UPDATED.search(line)
        if updated is None or PUBLISHED.search(line):
            return line
        before = line[: updated.start()]
        dated = sum(map(str.isdigit, before)) >= DIGITS and self.part(before) is not None
        return before.rstrip(" (（[|·") if dated else line

    @cached_property
    def credits(self) -> list[str]:
        """Lines that name a source, authors or editors."""
        found = [line for line in self.lines if read_byline(line) is not None]
        for label, name in pairwise(self.lines):  # each in a box of its own
            if not BY.sub("", label) and read_latin_names(name) == [name]:
                found.append(f"By {name}")
        return found

    def candidates(self, field: str) -> list[Candidate]:
        """Candidates of title, published_at, category, view_count, source or authors."""
        if field == "title":
            return [] if self.rule == FIRST else [Candidate("title", self.title, self.rule)]
        finders: dict[str, Callable[[], Iterable[str]]] = {
            "published_at": self._dates,
            "category": self._categories,
            "view_count": self._counts,
            "source": self._sources,
            "authors": lambda: self.credits,
            "editors": lambda: self.credits,
        }
        raws = finders[field]() if field in finders else ()
        return [Candidate(field, raw, "meta line") for raw in raws]

    def _sources(self) -> Iterator[str]:
        """Lines with a label; then a medium's name beside the date, or alone on the line before or
        after: `月湾商报 2025-04-26 16:25`."""
        yield from self.credits
        dated = [line for line, _ in self.dated]
        for line, rest in self.dated:
            place = self.lines.index(line) if line in self.lines else 0
            beside = self.lines[max(place - 1, 0) : place + 2] if dated[0] == line else ()
            words = (*MARKS.split(rest), *(other for other in beside if other != line))
            yield from filter(is_sole_medium, (FROM.sub("", word) for word in words))

    def _dates(self) -> list[str]:
        """Lines with a date, those of an update last, before them those without a digit: `What to
        know this Tuesday`."""
        lines = (line for line, _ in self.dated)
        return sorted(lines, key=lambda line: (is_update(line), not any(map(str.isdigit, line))))

    def _counts(self) -> Iterator[str]:
        """Lines with a labelled number; what stands beside a date; a line before all others."""
        yield from filter(is_labelled, self.lines)
        for _, rest in self.dated:
            if found := BESIDE.fullmatch(before_credits(rest)):
                yield found[1]
        first = self.lines[0] if self.lines else ""
        if UNDATED.fullmatch(first) and not OTHER_COUNT.search(first):
            yield first.split()[-1]

    def _categories(self) -> Iterator[str]:
        for line in self.lines:
            if match := LABELLED_CATEGORY.search(line):
                yield match[1]
        for line, rest in self.dated:
            words = [*filter(None, MARKS.split(LABELS.sub(" ", before_credits(rest))))]
            words = [w for w in words if not (NUMERIC.fullmatch(w) or is_label_of_views(w))]
            if len(words) == 1 and self._names_category(words[0], line):
                yield words[0]

    def _names_category(self, word: str, line: str) -> bool:
        """Whether a word beside a date may be a category's name: before credits it may also be
        the medium's, or the author's."""
        if (
            is_sole_medium(word)
            or not WORD.fullmatch(word)
            or NO_CATEGORY.fullmatch(word)
            or WEEKDAYS.fullmatch(word)
        ):
            return False
        byline = read_byline(line) if line in self.credits else None
        return byline is None or (bool(byline.authors) and not is_media(word))


def _parted(element: HtmlElement, part: Part, page_title: str) -> tuple[str, str]:
    """(the headline, the line with a date that a box inside the heading prints behind it)."""
    said = element.text or ""
    for child in element:
        text = clean_text(text_of(child))
        title = clean_text(said)
        dated = len(text) <= LONGEST_LINE and not TIME_ONLY.fullmatch(text) and part(text)
        if title and dated:
            whole = fold_text(page_title)
            if fold_text(title) in whole and fold_text(title + text) not in whole:
                return title, text
        said += f"{text} {child.tail or ''}"
    return clean_text(text_of(element)), ""


def is_dateline(line: str) -> bool:
    """Whether a line says that it prints when a text was published."""
    return DATELINE.search(line) is not None and not is_update(line)


def _published(line: str) -> str:
    """A line from where it tells of publishing, if it tells of an update before."""
    updated, published = UPDATED.search(line), PUBLISHED.search(line)
    behind = updated and published and updated.start() < published.start()
    return line[published.start() :] if published and behind else line


def is_update(line: str) -> bool:
    """Whether a line says only when a text was changed."""
    return UPDATED.search(line) is not None and PUBLISHED.search(line) is None


def headline(document: Document, part: Part) -> Headline | None:
    """The page's headline with its lines; None if there is nothing like one."""
    found = find_heading(document)
    return Headline(document, *found, part) if found else None
