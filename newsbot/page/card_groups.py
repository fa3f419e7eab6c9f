"""The links of a page that nobody described -> those that lead to articles.

Three signs, none of which decides alone: what addresses of one shape have for texts (titles or
names), where the links stand (menus, footers, sidebars, hot lists and ads are boxes of their own),
and what the address says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Literal

from lxml.html import HtmlElement

from newsbot.fields import clean_text, clean_url, fold_text
from newsbot.page.addresses import Shape, article_sign, shape_of, within_room
from newsbot.page.card_links import TITLE_UNITS, Link, link_text
from newsbot.page.document import Document
from newsbot.page.wording import text_of

Scope = Literal["listing", "home"]
"""A listing has one list, and hot lists beside it; a front page is made of many lists."""


FURNITURE = frozenset(
    "nav navi navbar navigation menu submenu footer foot breadcrumb breadcrumbs crumb crumbs "
    "pagination pager pagenav paging pagelist toolbar topbar login share social tags tagcloud "
    "copyright friendlink friendlinks skip cookie language lang".split()
)
ADS = frozenset(
    "ad ads adv advert adverts advertisement adsbygoogle gg guanggao sponsor sponsored sponsors "
    "promo promoted promotion promotions commercial dfp".split()
)
ASIDE = frozenset(
    "sidebar side aside sider rail hot hots hotlist hotnews rank ranks ranking rankings top10 "
    "paihang popular trending mostread mostviewed mostpopular related recommend recommended "
    "recommendations widget widgets tuijian guess".split()
)
"""Words in class names and ids: of menus and the like, of advertisements, of what stands beside."""

STATE = re.compile(
    r"(?:tag|category|cat)-|(?:no|has|with|without)[-_]"
    r"|.+[-_](?:disabled?|enabled?|none|off|on|hidden|nextprev|loadmore|scrollload)$"
)
"""Class names that say what a box has or lacks, and not what it is: `pagination_disable`."""

TOKENS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
HOT = re.compile(
    r".{0,8}(?:热门|熱門|热点|熱點|热文|熱文|热榜|熱榜|热读|熱讀|热搜|最热|最熱|排行|榜|人气|人氣|"
    r"推荐|推薦|猜你|都在看|在看|又看|都在搜|不容错过|相关|相關|延伸阅读|延伸閱讀|编辑精选|編輯精選|点击|點擊量?).{0,6}|"
    r"(?:the )?(?:top (?:5|10|20|five|ten)|must[- ]reads?|don['’]t miss|"
    r"most (?:read|viewed|popular|shared|commented)|popular|trending|hot|recommended|"
    r"related|editors?['’]?s? (?:picks?|choice)|you (?:may|might)(?: also)? like|"
    r"what['’]s (?:hot|popular|trending))(?: \w+){0,3}",
    re.I,
)
"""The heading of a list that stands on every page, whatever the listing is about."""

AD_LABEL = re.compile(
    r"(?:广告|廣告|推广|推廣|赞助|贊助|商业推广|ad|ads|advert|advertisement|advertorial|sponsored|"
    r"promoted|promotion|paid (?:post|content)|partner content|anzeige|publicidad|publicité)",
    re.I,
)
HEADINGS = (
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "div",
    "p",
    "span",
    "strong",
    "b",
    "dt",
    "legend",
    "th",
    "td",
    "caption",
    "summary",
    "a",
    "li",
)
LONGEST_HEADING = 24
MOST_ASIDE = 0.8
"""Share of a page's article links above which a box is not beside the list: it is the list."""

MOST_FURNITURE = 0.6
CLIMB = 4


Name = tuple[str, str | None, str | None]
"""What boxes of one kind share: tag, class and id."""

UNDER_HEADING: Name = ("under a heading", None, None)


def find_links(
    document: Document,
    is_possible: Callable[[str], bool],
    scope: Scope = "listing",
    beside: set[Name] | None = None,
) -> list[tuple[HtmlElement, str]]:
    """(element, address) of the links to articles, in printed order; [] where there are none.

    `is_possible` says whether an address may be an article's at all (the same site, ...).
    `beside` remembers, from one page of a listing to the next, which boxes are not the list: on a
    page past the last one they are all that there is.
    """
    menus = set(document.root.iter("nav", "footer"))
    links = [
        a for a in _links(document, is_possible) if menus.isdisjoint(a.element.iterancestors())
    ]
    links = _outside(links, _named(_boxes(document, "furniture")), MOST_FURNITURE)
    shapes = _article_shapes(links)
    links = [link for link in links if shape_of(link.url) in shapes and article_sign(link.url) > -2]
    links = _outside(links, _named(_boxes(document, "ads")), 0.5)
    if scope == "listing":
        known = beside if beside is not None else set()
        links = _outside(links, _named(_boxes(document, "aside")), MOST_ASIDE, known)
        hot = dict.fromkeys(_hot_boxes(document, links), UNDER_HEADING)
        links = _outside(links, hot, MOST_ASIDE, known)
    return [(link.element, link.url) for link in links]


def _links(document: Document, is_possible: Callable[[str], bool]) -> list[Link]:
    here = clean_url(document.url) if document.url else None
    found = []
    for element in document.root.iter("a"):
        url = clean_url(element.get("href") or "", document.base_url)
        if not url or url == here or not is_possible(url):
            continue
        if "sponsored" not in (element.get("rel") or "").lower():
            found.append((element, url))
    return [Link(element, url, link_text(element)) for element, url in within_room(found)]


def _article_shapes(links: Sequence[Link]) -> set[Shape]:
    """The shapes of addresses that lead to articles: most of their texts are titles."""
    best: dict[str, int] = {}
    for link in links:
        best[link.url] = max(best.get(link.url, 0), link.units)
    by_shape: dict[Shape, list[int]] = {}
    signs: dict[Shape, list[int]] = {}
    for url, size in best.items():
        by_shape.setdefault(shape_of(url), []).append(size)
        signs.setdefault(shape_of(url), []).append(article_sign(url))
    return {shape for shape, sizes in by_shape.items() if _is_article(sizes, signs[shape])}


def _is_article(sizes: list[int], signs: list[int]) -> bool:
    """Whether addresses of one shape, with texts of these sizes, are articles'."""
    titles = sum(size >= TITLE_UNITS for size in sizes)
    sign = sorted(signs)[len(signs) // 2]
    share = titles / len(sizes)
    if sign >= 2:
        return share >= 0.4 or sum(sizes) / len(sizes) >= 0.75 * TITLE_UNITS
    if sign >= 1:
        return share >= 0.5
    return sign > -2 and share >= 0.6 and titles >= 4


# --- Boxes that are not the list --------------------------------------------------------------


def _boxes(document: Document, kind: Literal["furniture", "ads", "aside"]) -> list[HtmlElement]:
    """The elements that their tag, role, class or id names a box of this kind."""
    words = {"furniture": FURNITURE, "ads": ADS, "aside": ASIDE}[kind]
    tags = ("aside",) if kind == "aside" else ()
    found = []
    for element in document.root.iter():
        if element.tag in ("html", "body", "a") or not isinstance(element.tag, str):
            continue
        is_menu = kind == "furniture" and element.get("role") == "navigation"
        if element.tag in tags or is_menu or not words.isdisjoint(_tokens(element)):
            found.append(element)
    return found


def _tokens(element: HtmlElement) -> frozenset[str]:
    """The words of an element's classes and id."""
    names, own = element.get("class"), element.get("id")
    return _words(f"{names or ''} {own or ''}") if names or own else NOTHING


@lru_cache(maxsize=8_192)
def _words(names: str) -> frozenset[str]:
    """The words in names; what a theme says of one article's tags, or of a box's state, is none."""
    kept = [n for n in names.split() if not STATE.match(n)]
    return frozenset(word.lower() for name in kept for word in (*TOKENS.findall(name), name))


NOTHING: frozenset[str] = frozenset()


def _named(boxes: list[HtmlElement]) -> dict[HtmlElement, Name]:
    return {box: (box.tag, box.get("class"), box.get("id")) for box in boxes}


def _outside(
    links: list[Link], boxes: dict[HtmlElement, Name], most: float, known: set[Name] | None = None
) -> list[Link]:
    """The links outside the boxes.

    Boxes of one name that together hold more than `most` of the addresses are none: a list whose
    every card is called "related" is the list. Those that are `known` from the page before are
    boxes whatever they hold; those that are found are added to them.
    """
    if not boxes or not links:
        return links
    held: dict[Name, set[str]] = {}
    around = []
    for link in links:
        outer = (link.element, *link.element.iterancestors())
        around.append({boxes[box] for box in outer if box in boxes})
        for name in around[-1]:
            held.setdefault(name, set()).add(link.url)
    total = len({link.url for link in links})
    before = known or set()
    real = {name for name, urls in held.items() if name in before or len(urls) <= most * total}
    left = [link for link, names in zip(links, around, strict=True) if real.isdisjoint(names)]
    if known is not None and left:
        known |= real
    return left if left or real & before else links


def _hot_boxes(document: Document, links: Sequence[Link]) -> Iterator[HtmlElement]:
    """The boxes below headings such as 热门 or Most read."""
    if not links:
        return
    holders: dict[HtmlElement, int] = {}
    titles = {link.element for link in links}
    for link in links:
        for outer in link.element.iterancestors():
            holders[outer] = holders.get(outer, 0) + 1
    for element in document.root.iter(*HEADINGS):
        text = element.text
        if not text or len(text) > 2 * LONGEST_HEADING or element in holders:
            continue
        text = clean_text(text)
        is_heading = 1 < len(text) <= LONGEST_HEADING and HOT.fullmatch(text)
        if is_heading and titles.isdisjoint((element, *element.iterancestors())):
            yield from _below(element, holders)


def _below(heading: HtmlElement, holders: dict[HtmlElement, int]) -> Iterator[HtmlElement]:
    """What stands under a heading: the next elements that hold links, else the box around it."""
    top = heading
    for _ in range(CLIMB):
        parent = top.getparent()
        if parent is None or parent.tag in ("body", "html"):
            return
        if top.tag not in ("td", "th"):
            following = next(iter(top.itersiblings()), None)
            if following is not None and holders.get(following, 0) > 1:
                yield following
                return
        if parent in holders:
            alone = fold_text(text_of(top)) == fold_text(text_of(heading))
            if alone and next(iter(parent), None) is top:
                yield parent
            return
        top = parent
