"""Which element of a page prints its headline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newsbot.fields import clean_text, fold_text
from newsbot.page.document import Document
from newsbot.page.metadata import TITLE_ELEMENT, TITLE_PARTS
from newsbot.page.outline import SKIPPED
from newsbot.page.phrases import is_related_heading
from newsbot.page.wording import text_of

Heading = tuple[HtmlElement, str]
"""An element and its text."""

FIRST = "first h1"

LONGEST_LINE = 120
"""Code points of the longest line that may be a headline on a page without headings."""

LONGEST_HEADLINE = 300
"""Code points of the longest heading that is looked at."""

LINE_TAGS = ("div", "p", "td", "th", "span", "font", "strong", "b", "dt", "h4", "center", "big")
SHORTEST_TITLE = 4
"""Letters of the shortest headline that is told by standing inside <title>."""

LONE_HEADING = 8
"""Letters from which the only h1 of a page is its headline, whatever <title> says."""

LIKE = 0.34
"""Share of words in common from which an h1 says in other words what the page's title says."""

FEWEST_WORDS = 6
"""Words below which two titles have little in common, however much it is of one of them."""

PARTS = ("span", "div", "strong", "em", "small", "p", "a")
KICKER = re.compile(r"kicker|topline|eyebrow|overline|roofline|dachzeile|surtitre|antetitulo", re.I)
MOST_PARTS = 24
"""Elements that part a heading, the classes of one that stands over the headline, and how many are
looked at."""

READ_ALOUD = frozenset(
    "sr-only visually-hidden visuallyhidden u-visually-hidden u-hide-visually"
    " screen-reader-text".split()
)
"""Classes of what is not shown, but read to those who cannot see."""

WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")


def find_heading(document: Document) -> tuple[HtmlElement, str] | None:
    """(the headline's element, how it was told), or None where nothing looks like one.

    Best is a heading whose letters stand inside `<title>`, or an h1 that holds the title and
    little more. Editors give search engines another headline than readers: then it is the h1
    that says the like, or the only one. Old pages have no headings: there it is the printed line
    whose letters stand in the title. A page's first h1 that is none of these is only a place to
    look for a date (rule FIRST).
    """
    whole = document.metadata.page_title or ""
    titles = [whole, *(str(c.raw) for c in document.metadata.candidates("title")[:3])]
    names = _site_names(document)
    headings = [*_headings(document, names)]
    first = [pair for pair in headings if pair[0].tag == "h1"]
    lower = [pair for pair in headings if pair[0].tag != "h1"]
    rungs: tuple[tuple[str, Callable[[], HtmlElement | None]], ...] = (
        ("{} like <title>", lambda: _inside(first, fold_text(whole))),
        ("{} with <title>", lambda: _around(first, whole)),
        ("{} like <title>", lambda: _inside(lower, fold_text(whole))),
        ("{} like a title", lambda: _likest(first, titles)),
        ("only {}", lambda: _only(first)),
        ("{} with <title>", lambda: _around(lower, whole)),
        ("line like <title>", lambda: _inside(_lines(document, names), fold_text(whole))),
        (FIRST, lambda: first[0][0] if first else None),
    )
    for rule, find in rungs:
        if (found := find()) is not None:
            return found, rule.format(found.tag)
    return None


def title_in(element: HtmlElement, document: Document) -> str:
    """What a heading prints, without a kicker or a badge that stands inside it, buttons and what
    is only read aloud: the part that the page states as its title, else all but a part that is
    named so."""
    whole: str = clean_text("".join(_shown(element)))
    inner = islice(element.iterdescendants(*PARTS), MOST_PARTS)
    parts = [(child, clean_text(text_of(child))) for child in inner]
    parts = [(child, text) for child, text in parts if text and text != whole]
    if not parts:
        return whole
    if (rest := _without_kicker(whole, parts)) != whole:
        return rest
    told_titles = document.metadata.candidates("title")
    stated = {fold_text(str(c.raw)) for c in told_titles if c.rule != TITLE_ELEMENT}
    shown = {fold_text(part) for part in TITLE_PARTS.split(document.metadata.page_title or "")}
    texts = [text for _, text in parts]
    rests = [rest for text in texts for rest in (_after(whole, text), whole.removesuffix(text))]
    for told, told_by in ((stated, [*texts, *rests]), (shown, texts)):
        if fold_text(whole) in told:  # a browser's tab repeats the kicker, and is asked last
            return whole
        for one in told_by:
            if len(one) >= LONE_HEADING and fold_text(one) in told:
                return one.strip()
    return whole


def _shown(element: HtmlElement) -> Iterator[str]:
    """A heading's texts without buttons, drawings and what only screen readers read."""
    if element.text:
        yield element.text
    for child in element:
        read_aloud = not READ_ALOUD.isdisjoint((child.get("class") or "").split())
        if child.tag not in SKIPPED and not read_aloud:
            yield from _shown(child)
        if child.tail:
            yield child.tail


def _after(whole: str, start: str) -> str:
    """What follows the start of a heading, without the mark between them."""
    return whole.removeprefix(start).lstrip(" :|–—-•")


def _without_kicker(whole: str, parts: list[Heading]) -> str:
    child, text = parts[0]
    rest = _after(whole, text)
    named = KICKER.search(child.get("class") or "") is not None
    return rest if named and whole.startswith(text) and len(rest) >= LONE_HEADING else whole


def _site_names(document: Document) -> set[str]:
    """Folded names of the site: what it calls itself, and the last part of `<title>`."""
    names = {fold_text(name) for name in document.metadata.site_names}
    parts = TITLE_PARTS.split(document.metadata.page_title or "")
    return names | {fold_text(parts[-1])} if len(parts) > 1 else names


def _headings(document: Document, names: set[str]) -> Iterator[Heading]:
    """Headings that may be an article's: no logo, no list's heading."""
    for element in document.root.iter("h1", "h2", "h3"):
        text = " ".join(text_of(element).split())
        if not text or len(text) > LONGEST_HEADLINE or is_related_heading(text):
            continue
        if fold_text(text) not in names and not _is_logo(element, document.url):
            yield element, text


def _is_logo(element: HtmlElement, url: str) -> bool:
    """Whether a heading does nothing but lead to the site's front page."""
    link = next(element.iter("a"), None)
    outer = element.getparent()
    if link is None and outer is not None and outer.tag == "a":
        link = outer
    href = (link.get("href") or "").strip() if link is not None else ""
    if not href or href.startswith("#"):
        return False
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    own = urlsplit(url).netloc
    return parts.path in ("", "/") and not parts.query and parts.netloc in ("", own)


def _lines(document: Document, names: set[str]) -> Iterator[Heading]:
    """Elements that may print a headline on a page without h1: they hold text of their own."""
    whole = fold_text(document.metadata.page_title or "")
    for element in document.root.iter(*LINE_TAGS):
        own = element.text
        if own and SHORTEST_TITLE <= len(own.strip()) <= LONGEST_LINE:
            folded = fold_text(own)
            if folded in whole and folded not in names:
                yield element, text_of(element)[: 4 * LONGEST_LINE]


def _inside(elements: Iterable[Heading], title: str) -> HtmlElement | None:
    """The element with the longest text that stands inside `title`, at least a third of it."""
    best, size = None, max(len(title) // 3, SHORTEST_TITLE - 1)
    for element, text in elements:
        letters = fold_text(text)
        if len(letters) > size and letters in title:
            best, size = element, len(letters)
    return best


def _around(headings: Iterable[Heading], whole: str) -> HtmlElement | None:
    """The heading that holds the longest part of `<title>` and little more (a kicker, a time)."""
    part = max((fold_text(part) for part in TITLE_PARTS.split(whole)), key=len, default="")
    if len(part) < LONE_HEADING:
        return None
    for element, text in headings:
        letters = fold_text(text)
        if part in letters and len(letters) <= 1.4 * len(part) + 4:
            return element
    return None


def _likest(headings: Sequence[Heading], titles: Iterable[str]) -> HtmlElement | None:
    """The heading that has most words in common with one of the titles."""
    titles = [*titles]
    likeness = [max(_likeness(text, title) for title in titles) for _, text in headings]
    best = max(likeness, default=0.0)
    return headings[likeness.index(best)][0] if best >= LIKE else None


def _only(headings: Sequence[Heading]) -> HtmlElement | None:
    """The heading that is the only one, printed once or more, and long enough."""
    folded = {fold_text(text) for _, text in headings}
    alone = len(folded) == 1 and len(*folded) >= LONE_HEADING
    return headings[0][0] if alone else None


def _likeness(one: str, other: str) -> float:
    """Share of the shorter one's words (CJK: characters) that the other has too."""
    words = [set(WORDS.findall(text.casefold())) for text in (one, other)]
    return len(words[0] & words[1]) / max(min(map(len, words)), FEWEST_WORDS)
