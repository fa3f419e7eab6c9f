"""What an address alone says: its shape, and whether an article, a listing or neither stands there.

No address proves anything; these are signs, and a page's links are judged by what most of the
same shape say (see card_groups).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from newsbot.fields import language_prefix, registrable_domain

MOST_LINKS = 2_000
"""A listing with more links than this is cut: no newspaper prints so many on one page."""

VARIES = re.compile(r"\w*\d\w*")
"""What differs in addresses that one program writes: numbers, ids, keys of a session."""

FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|mjs|json|xml|rss|atom|pdf|docx?|xlsx?|pptx?|zip|rar|7z|"
    r"gz|apk|exe|dmg|mp[34]|m4a|m3u8|wav|avi|mov|webm|woff2?|ttf|txt|ics)$",
    re.I,
)
PAGE_SUFFIX = re.compile(r"\.(?:s?html?|php|aspx?|jsp|do|cgi|xhtml|amp)$", re.I)
DATE_IN_PATH = re.compile(
    r"/(?:19|20)\d\d[-/_.]?(?:0?[1-9]|1[0-2])(?:[-/_.]?(?:0?[1-9]|[12]\d|3[01]))?(?=[-/_.]|\d*$)"
)
ARCHIVE = re.compile(r"/(?:19|20)\d\d(?:[/-]\d{1,2}){1,2}$")
"""A path that ends with a date: everything of that month or day."""

YEAR = re.compile(r"(?:19|20)\d\d$")
HEXADECIMAL = re.compile(r"[0-9a-f]{8,}(?:-[0-9a-f]{4,})*$", re.I)
ID_KEYS = frozenset(
    "id p aid nid sid tid pid cid newsid news_id articleid article_id art contentid "
    "story storyid itemid docid guid uuid slug key no idx mid".split()
)
"""Names of parameters that name an article; `p` and `cid` name other things as often."""

PAGE_KEYS = frozenset(
    "page p pg pn paged pageno page_no pageindex pagenum start offset from cursor "
    "before after max_id since until curpage currentpage cpage nowpage".split()
)

STATIC_WORDS = frozenset(
    "about about-us aboutus contact contact-us contactus privacy privacy-policy terms "
    "terms-of-service tos legal imprint impressum disclaimer copyright cookies cookie- policy "
    "help faq login signin sign-in logout register signup sign-up subscribe subscription "
    "account user profile my users member members author authors writer search sitemap map "
    "rss feed feeds app apps download mobile advertise advertising ads ad careers jobs job hr "
    "team staff cart shop newsletter newsletters store donate feedback accessibility calendar "
    "weather games horoscope events print comment comments go out click redirect jump link "
    "promo promotion sponsor sponsored partner partners friendlink links lianxi guanyu "
    "terms-of-use".split()
)
STATIC_NAME = re.compile(
    r"(?:terms|privacy|cookies?|legal|copyright|disclaimer|accessibility|advertis\w+|editorial)"
    r"(?:[-_](?:of|and|the|policy|policies|notice|use|service|services|conditions|statement|"
    r"settings|with|us|privacy|cookies?|terms|guidelines|standards|information|choices))+|"
    r"(?:about|contact|work|write|join)(?:[-_](?:us|the|our|for|with|team|company|me|paper|site))+",
    re.I,
)
"""A last segment made of such words: pages that every site has, whatever they are called."""

LISTING_WORDS = frozenset(
    "tag tags topic topics label keyword category categories cat channel column columns section "
    "sections archive archives page pages list lists index live video videos gallery podcast "
    "podcasts".split()
)
LISTING_NAME = re.compile(
    r"(?:[a-z]{0,8}list|index|default|page|p|pn|cat|category|channel|column|col|section|tag|topic)"
    r"(?:[-_]?\d{1,4}){1,3}|node[-_]\d{1,8}|nbs\.\w+_\d+"
)
"""A last segment that is a listing's page: list-1, index_2, list-12-3, col7; node_2 and nbs.D1_02
are the sheets of digital newspapers (方正)."""

OTHER_WORDS = STATIC_WORDS | LISTING_WORDS
"""Path segments of pages that are no articles; as a last segment they speak against one."""

AD_PATH = re.compile(
    r"/(?:ads?|adclick|adv|advert\w*|click|redirect|redir|out|goto|jump|track|promo\w*|sponsor\w*|"
    r"partner-?content|banner|affiliate)(?:[/._?-]|$)|[?&](?:ad_?id|adid|click_?id|redirect)=",
    re.I,
)


def site_of(url: str) -> str:
    """What the site at an address is called: its registrable domain; of an IP address or a name
    without dots host and port, because on one machine stand many sites."""
    domain = registrable_domain(url)
    if "." in domain and not domain.replace(".", "").isdigit() and "[" not in domain:
        return domain
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def same_site(url: str, base_url: str) -> bool:
    """Whether two addresses are one owner's: of one site by name (site_of)."""
    return site_of(url) == site_of(base_url)


def within_room(links: list[tuple[HtmlElement, str]]) -> list[tuple[HtmlElement, str]]:
    """At most MOST_LINKS of a page's links (element, address), in printed order.

    Where there are more, addresses that are written in the same way share the room evenly, and
    those that there are few of keep all of theirs: a flood crowds no other links out.
    """
    if len(links) <= MOST_LINKS:
        return links
    alike: dict[str, list[int]] = {}
    for place, (_, url) in enumerate(links):
        alike.setdefault(VARIES.sub("0", url), []).append(place)
    kept: list[int] = []
    for number, places in enumerate(sorted(alike.values(), key=len)):
        room = (MOST_LINKS - len(kept)) // (len(alike) - number)
        kept += places[:room]
    return [links[place] for place in sorted(kept)]


class Shape(NamedTuple):
    """What addresses of one kind share: host, kinds of the path's segments, suffix, query."""

    host: str
    path: tuple[str, ...]
    suffix: str
    query: tuple[tuple[str, str], ...]


@lru_cache(maxsize=16_384)
def shape_of(url: str) -> Shape:
    """The shape of an absolute address: `/world/2026/a-long-title` and `/sport/2025/b-c-d` share
    one, `/world/` and `/tag/x` have others."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    found = PAGE_SUFFIX.search(path)
    suffix = found[0].lower() if found else ""
    segments = [s for s in path.removesuffix(found[0] if found else "").split("/") if s]
    last = len(segments) - 1
    kinds = tuple(_kind(s, is_last=i == last) for i, s in enumerate(segments))
    query = tuple(
        sorted((key, "0" if value.isdigit() else "w") for key, value in parse_qsl(parts.query))
    )
    return Shape(parts.netloc, kinds, suffix, query)


def _kind(segment: str, *, is_last: bool) -> str:
    """word, year, number, id or slug: what a segment of a path is."""
    word, digits = segment.lower(), sum(c.isdigit() for c in segment)
    if segment.isdigit():
        return "year" if YEAR.match(segment) else "number"
    if word in OTHER_WORDS or STATIC_NAME.fullmatch(word):
        return word if word in OTHER_WORDS else "about"
    if is_last and LISTING_NAME.fullmatch(word):
        return "list"
    if HEXADECIMAL.match(segment):
        return "id"
    if segment.count("-") + segment.count("_") >= 2 or len(segment) >= 24 or "%" in segment:
        return "slug"
    return "id" if digits >= 3 or (is_last and digits and len(segment) >= 6) else "word"


@lru_cache(maxsize=16_384)
def article_sign(url: str) -> int:
    """How much an address looks like an article's: from -4 (surely none) to 6.

    From 2 up most are; around 0 it says nothing.
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if FILES.search(path) or AD_PATH.search(url):
        return -4
    shape = shape_of(url)
    sign = 2 * bool(DATE_IN_PATH.search(path + "/"))
    last = shape.path[-1] if shape.path else ""
    sign += {"slug": 2, "id": 2, "number": 1 + (len(path.rpartition("/")[2]) >= 4)}.get(last, 0)
    sign += bool(shape.suffix) and last in ("id", "number", "slug")
    sign += 2 * any(k.lower() in ID_KEYS and v == "0" for k, v in shape.query)
    sign -= sum(kind in OTHER_WORDS for kind in shape.path[:-1]) and 2
    sign -= 4 * (last in OTHER_WORDS and not any(k.lower() in ID_KEYS for k, _ in shape.query))
    sign -= 2 * (not shape.path and not shape.query)
    sign -= 6 * (ARCHIVE.search(path) is not None)
    return max(-4, min(sign, 6))


def may_list(url: str) -> bool:
    """Whether a listing may stand at an address: no file, no article, none of the pages that
    every site has (about, login, ...)."""
    path = urlsplit(url).path.strip("/")
    last = PAGE_SUFFIX.sub("", path.rpartition("/")[2]).lower()
    named = last in STATIC_WORDS or STATIC_NAME.fullmatch(last) is not None
    is_other = named or FILES.search(path) is not None or AD_PATH.search(url) is not None
    return not is_other and article_sign(url) < 3


def is_root(url: str) -> bool:
    """Whether an address is a site's front page, or that of one of its languages."""
    parts = urlsplit(url)
    path = parts.path.strip("/").lower()
    return not parts.query and (
        not path
        or re.fullmatch(r"(?:index|default|home)(?:\.\w+)?", path) is not None
        or language_prefix(url) == path
    )
