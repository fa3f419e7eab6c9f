"""Listing pages that nobody described, piece by piece: links, next pages, menus, parts, kinds."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest

from newsbot.page.addresses import article_sign, is_root, may_list, same_site
from newsbot.page.card_groups import find_links
from newsbot.page.cards import read_cards
from newsbot.page.document import Document
from newsbot.page.kinds import kind_of
from newsbot.page.menus import read_sections
from newsbot.page.paging import guess_page, read_paging
from newsbot.page.parts import next_part, part_of
from newsbot.reading import ListingReader

HERE = "https://a.example/news"
NOW = datetime(2026, 11, 20, tzinfo=UTC)


def page(body: str, url: str = HERE, head: str = "") -> Document:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return Document(html.encode(), url, content_type="text/html; charset=utf-8")


def everywhere(url: str) -> bool:
    return url.startswith("https://a.example/")


ADDRESSES = {
    # an article stands there: 2 and more; a listing or nothing: below
    "https://a.example/2026/11/20/harbour-lights": True,
    "https://a.example/world/482107.html": True,
    "https://a.example/news.php?id=48210": True,
    "https://a.example/?p=48210": True,
    "https://a.example/n/00ab34cd9f": True,
    "https://a.example/harbour-lights-run-out-of-paint": True,
    "https://a.example/html/202611/20/482107.shtml": True,
    "https://a.example/a/20261120/t20261120_482107.htm": True,
    "https://a.example/world/": False,
    "https://a.example/tag/harbour-lights-in-winter": False,
    "https://a.example/about-us": False,
    "https://a.example/terms-and-conditions": False,
    "https://a.example/privacy-and-cookies": False,
    "https://a.example/2026/11/": False,
    "https://a.example/category/4": False,
    "https://a.example/list.php?page=3": False,
    "https://a.example/author/mara-ellwood-the-elder": False,
    "https://a.example/world/list-1.html": False,
    "https://a.example/list-12-2.html": False,
    "https://a.example/show-12-482107-1.html": True,
    "https://a.example/html/2025-03/24/content_482107.htm": True,
    "https://a.example/html/2025-03/24/node_2.htm": False,
    "https://a.example/html/2025-03/24/nbs.D110000x_02.htm": False,
    "https://a.example/photo.jpg": False,
    "https://a.example/ad/click/482107": False,
}


@pytest.mark.parametrize("url", ADDRESSES)
def test_signs_of_addresses(url: str) -> None:
    assert (article_sign(url) >= 2) == ADDRESSES[url], f"{url} has sign {article_sign(url)}"


@pytest.mark.parametrize(
    ("url", "base", "same"),
    [
        ("https://sport.a.co.uk/1", "https://www.a.co.uk/", True),
        ("https://b.co.uk/1", "https://a.co.uk/", False),
        ("http://127.0.0.1:8000/1", "http://127.0.0.1:8000/", True),
        ("http://127.0.0.1:8001/1", "http://127.0.0.1:8000/", False),
        ("http://localhost:8001/1", "http://localhost:8000/", False),
    ],
)
def test_what_is_one_site(url: str, base: str, same: bool) -> None:
    assert same_site(url, base) is same


def test_roots_and_listings() -> None:
    roots = ("https://a.example/", "https://a.example/index.html", "https://a.example/zh-hant")
    assert all(map(is_root, roots))
    assert not is_root("https://a.example/news")
    assert not is_root("https://a.example/yw"), "two letters are no language for that"
    assert may_list("https://a.example/world/")
    assert not may_list("https://a.example/login")


NEXT = {
    "rel": ('<link rel="next" href="/news/p2">', "/news/p2"),
    "words": ('<a href="/news?start=20">下一页</a>', "/news?start=20"),
    "arrow": ('<a href="/news/page/2">›</a>', "/news/page/2"),
    "older": ('<a href="/news/page/2/">« Older posts</a>', "/news/page/2/"),
    "numbers": ('<a href="/news?page=2">2</a><a href="/news?page=3">3</a>', "/news?page=2"),
    "p": ('<a href="?p=3">3</a><a href="?p=2">2</a>', "/news?p=2"),
    "numbers without a parameter": ('<a href="/news/2">2</a><a href="/news/3">3</a>', "/news/2"),
    "class": (
        '<li class="next"><a class="next" href="/news?page=2">&gt;&gt;</a></li>',
        "/news?page=2",
    ),
    "button": (
        '<button class="load-more" data-url="/news?offset=10">+</button>',
        "/news?offset=10",
    ),
    "more words": ('<div data-href="/news?page=2">加载更多</div>', "/news?page=2"),
    "htmx": ('<div hx-get="/news?page=2"><span>Load more</span></div>', "/news?page=2"),
    "options": (
        '<select><option value="/news?page=1">1</option><option value="/news?page=2">2</option>'
        "</select>",
        "/news?page=2",
    ),
    "a script's call": (
        '<script>createPageHTML(9, 0, "index", "html");</script>',
        "/index_1.html",
    ),
    "a script's call with a box": (
        "<script>createPageHTML('pages', 9, 1,'index','shtml',180);</script>",
        "/index_2.shtml",
    ),
    "an endless list": (
        '<div class="scroll-end" data-next-url="/news?start=12"></div>',
        "/news?start=12",
    ),
    "an empty box": ('<div class="infinite" data-url="/news?start=12"></div>', "/news?start=12"),
    "a class of words": (
        '<a class="pager__item--next" href="/news/p2"><i></i></a>',
        "/news/p2",
    ),
    "next-page": ('<a class="btn next-page" href="/news-p2"><i></i></a>', "/news-p2"),
    "a button that counts": (
        '<button data-endpoint="/news" data-page="2">Load more</button>',
        "/news?page=2",
    ),
    "German": ('<a href="/news?seite=2">Nächste Seite</a>', "/news?seite=2"),
    "Swedish": ('<a href="/news/sida/2">Nästa</a>', "/news/sida/2"),
    "Finnish": ('<a href="/news?sivu=2">Seuraava sivu</a>', "/news?sivu=2"),
    "Czech": ('<a href="/news?strana=2">Další strana</a>', "/news?strana=2"),
    "Hungarian": ('<a href="/news/oldal/2">Következő</a>', "/news/oldal/2"),
    "Persian": ('<a href="/news?p=2">صفحه بعد</a>', "/news?p=2"),
    "Thai": ('<a href="/news?p=2">หน้าถัดไป</a>', "/news?p=2"),
    "Polish button": (
        '<button class="b" data-href="/api/news?page=2">Pokaż więcej</button>',
        "/api/news?page=2",
    ),
    "Arabic": ('<a href="/news/2">التالي</a>', "/news/2"),
    "Russian button": ('<a href="/news?PAGEN_1=2">Показать ещё</a>', "/news?PAGEN_1=2"),
    "aria": ('<a aria-label="Next page" href="/news/page/2"><svg></svg></a>', "/news/page/2"),
}


@pytest.mark.parametrize("name", NEXT)
def test_next_pages(name: str) -> None:
    body, wanted = NEXT[name]
    got = read_paging(page(body), 1).next_url
    assert got == "https://a.example" + wanted, name


NOT_NEXT = {
    "last": '<a href="/news?page=2">2</a><span>3</span><a href="/news?page=1">上一页</a>',
    "other listing": '<a href="/sport?page=4">4</a>',
    "next story": '<a href="/news/482107.html">下一篇</a>',
    "itself": '<a href="#">Next</a><a href="/news">›</a>',
    "the next story by class": '<a class="next-post" href="/news/part-4">A story</a>',
    "carousel": '<a href="javascript:void(0)">next</a>',
    "a script's last page": '<script>createPageHTML(3, 2, "index", "html")</script>',
    "a script's last page in a box": "<script>createPageHTML('b', 3, 3,'index','html')</script>",
    "other host": '<a rel="nofollow" href="https://b.example/news?page=4">Next</a>',
}


@pytest.mark.parametrize("name", NOT_NEXT)
def test_no_next_page(name: str) -> None:
    assert read_paging(page(NOT_NEXT[name]), 3).next_url is None, name


def test_suffix_pages() -> None:
    first = page('<a href="list_2.html">2</a>', "https://a.example/col/list.html")
    assert read_paging(first, 1).next_url == "https://a.example/col/list_2.html"
    second = page('<a href="index_3.shtml">下页</a>', "https://a.example/col/index_2.shtml")
    assert read_paging(second, 2).next_url == "https://a.example/col/index_3.shtml"


def test_articles_at_bare_numbers_are_no_pages() -> None:
    """An article at /international/2.html is none of the listing's pages."""
    here = "https://a.example/international/"
    titles = items(1, 9, "<li><a href='/international/{n}.html'>{t}</a></li>")
    more = '<a href="?page=2">2</a>'
    for body, wanted in ((titles, None), (titles + more, f"{here}?page=2")):
        reader = ListingReader(everywhere, False, lambda _: (), {}, None)
        html = f"<html><body><ul>{body}</ul></body></html>".encode()
        reading = reader.read(
            html, here, "text/html", partial(page, body, here), base=here, page=1, now=NOW
        )
        assert [len(reading.cards), reading.next_url] == [9, wanted]


def test_headlines_beside_links_that_say_read_on() -> None:
    card = "<article><b>Town</b><h3>{t}</h3><a href='/n/{n}'>Weiterlesen</a></article>"
    document = page(items(4101, 4108, card))
    cards = read_cards(document, is_article=everywhere, described=False, now=NOW, time_zone=None)
    titles = [f"Harbour lights of number {n} are painted again" for n in range(4101, 4109)]
    assert [found.title for found in cards] == titles


def test_a_cut_title_is_whole_in_its_attribute() -> None:
    mark = "<li><a href='/n/{n}' title='{t}'>Harbour lights of number…</a></li>"
    cards = read_cards(
        page(items(4101, 4108, mark)),
        is_article=everywhere,
        described=False,
        now=NOW,
        time_zone=None,
    )
    assert cards[0].title == "Harbour lights of number 4101 are painted again"


CARDS = {
    "a style sheet inside the link": (
        "<article><a href='/n/{n}' title=''><style>.css-1x{position:absolute;inset:0;color:#e0e0e0}"
        "</style><div></div></a><style>.css-2y{left:0}</style><h3><a href='/n/{n}'><style>.css-3z"
        "{margin:0}</style>{t}</a></h3></article>"
    ),
    "a label above and a summary below": (
        "<section><a href='/n/{n}'><p>The Round</p><div>Audio</div><div><p>{t}</p></div>"
        "<p>Long before the harbour had lights the pilots steered by a fire on the hill.</p></a>"
        "</section>"
    ),
    "a date behind it in the link": "<li><a href='/n/{n}'>{t}<span>2026-11-12</span></a></li>",
    "a date before it in the link": "<li><a href='/n/{n}'><em>[11-12]</em> {t}</a></li>",
    "bold letters inside a word": "<li><a href='/n/{n}'><b>H</b>{t}</a></li>",
}


@pytest.mark.parametrize("name", CARDS)
def test_the_title_of_a_card(name: str) -> None:
    body = items(4101, 4108, CARDS[name]).replace("<b>H</b>H", "<b>H</b>")
    cards = read_cards(page(body), is_article=everywhere, described=False, now=NOW, time_zone="UTC")
    titles = [f"Harbour lights of number {n} are painted again" for n in range(4101, 4109)]
    assert [card.title for card in cards] == titles, name


def test_a_date_that_is_a_link_is_no_title() -> None:
    mark = (
        "<div><p>[<a href='/n/{n}'>Saturday, 19 September 2026</a>]</p>"
        "<h2><a href='/n/{n}'>Lights of pier {n}</a></h2></div>"
    )
    cards = read_cards(
        page(items(4101, 4108, mark)),
        is_article=everywhere,
        described=False,
        now=NOW,
        time_zone="UTC",
    )
    assert [card.title for card in cards] == [f"Lights of pier {n}" for n in range(4101, 4109)]
    assert cards[0].date_text == "Saturday, 19 September 2026"


def test_what_a_class_says_of_a_box_is_not_what_the_box_is() -> None:
    block = "<div class='block block_pagination_disable has-menu b{m}'><ul>{list}</ul></div>"
    body = "".join(
        block.replace("{m}", str(m)).replace("{list}", items(90_000 + 10 * m, 90_004 + 10 * m))
        for m in range(1, 6)
    )
    assert len(cards_of(f"<ul>{items(80_001, 80_004)}</ul>{body}")) == 29


def front(state: str) -> list[str]:
    """The titles that a front page gives whose articles stand in a script alone."""
    reader = ListingReader(everywhere, False, lambda _: [], {}, "UTC")
    document = page(f"<a href='/world/'>World</a><script>{state}</script>", "https://a.example/")
    reading = reader.read(
        document.text.encode(),
        document.url,
        "text/html",
        lambda: document,
        base=document.url,
        page=1,
        now=NOW,
        scope="home",
    )
    return [card.title or "" for card in reading.cards]


def test_a_front_page_whose_lists_stand_in_a_script() -> None:
    rows = [
        {
            "canonical_url": f"/2026/11/{n}/world/lights/",
            "headlines": {"basic": f"Lights {n} of it"},
        }
        for n in range(10, 22)
    ]
    feeds = {str(at): {"data": {"content_elements": rows[at : at + 4]}} for at in (0, 4, 8)}
    menu = [{"_id": "/metro", "name": "Metro"}, {"_id": "/sport", "name": "Sport"}]
    cache = json.dumps({"menu": menu, "feed": feeds})
    titles = front(f'window.F=window.F||{{}};F.site="a";F.contentCache={cache};F.spa=false')
    assert titles == [f"Lights {n} of it" for n in range(10, 22)]


def test_addresses_that_count_from_nought() -> None:
    """Page 2 is called 2 and stands at index_1: what is printed counts, not the address."""
    links = "".join(f"<a href='index_{n - 1}.shtml'>{n}</a>" for n in (3, 4, 5))
    second = page(f"<a href='./'>1</a>{links}", "https://a.example/col/index_1.shtml")
    assert read_paging(second, 2).next_url == "https://a.example/col/index_2.shtml"


def test_pages_that_nothing_leads_to() -> None:
    assert guess_page("https://a.example/news", 2) == "https://a.example/news?page=2"
    assert guess_page("https://a.example/l?c=1", 3) == "https://a.example/l?c=1&page=3"
    assert guess_page("https://a.example/l?pn=0&c=1", 3) == "https://a.example/l?pn=2&c=1"


def cards_of(body: str) -> list[str]:
    links = find_links(page(body), everywhere)
    return list(dict.fromkeys(url.rpartition("/")[2] for _, url in links))


def items(first: int, last: int, mark: str = "<li><a href='/world/{n}.html'>{t}</a></li>") -> str:
    title = "Harbour lights of number {n} are painted again"
    return "".join(
        mark.replace("{t}", title).replace("{n}", str(n)) for n in range(first, last + 1)
    )


def test_menus_footers_and_lists_beside_are_told_apart() -> None:
    menu = "".join(f"<li><a href='/c{n}/'>Category {n}</a></li>" for n in range(8))
    hot = f"<div class='rank'><ol>{items(80_001, 80_006)}</ol></div>"
    foot = "<footer><a href='/terms'>Terms and conditions of the use of this site</a></footer>"
    found = cards_of(f"<ul>{menu}</ul><div>{items(90_001, 90_010)}</div>{hot}{foot}")
    assert found == [f"{n}.html" for n in range(90_001, 90_011)]


@pytest.mark.parametrize(
    "heading", ["热门文章", "24小时排行", "Most read", "大家都在看", "Trending"]
)
@pytest.mark.parametrize("tag", ["h3", "div", "p", "strong"])
def test_hot_lists_by_their_heading(heading: str, tag: str) -> None:
    hot = f"<div><{tag}>{heading}</{tag}><ul>{items(80_001, 80_006)}</ul></div>"
    body = f"<div>{items(90_001, 90_004)}{hot}{items(90_005, 90_010)}</div>"
    assert cards_of(body) == [f"{n}.html" for n in range(90_001, 90_011)], heading


def test_a_list_whose_every_card_is_called_hot_is_the_list() -> None:
    mark = "<div class='hot item'><a href='/world/{n}.html'>{t}</a></div>"
    assert len(cards_of(f"<div>{items(90_001, 90_008, mark)}</div>")) == 8


def test_a_page_past_the_last_has_no_entries() -> None:
    """All that it shows is what stood beside the list before."""
    hot = f"<div class='sidebar'>{items(80_001, 80_006)}</div>"
    more = f"<div><h4>Most read</h4><ul>{items(70_001, 70_006)}</ul></div>"
    for aside in (hot, more, hot + more):
        beside: set[tuple[str, str | None, str | None]] = set()
        first = page(f"<div>{items(90_001, 90_009)}</div>{aside}")
        assert len(find_links(first, everywhere, "listing", beside)) == 9
        past = page(f"<div></div>{aside}")
        assert find_links(past, everywhere, "listing", beside) == []


def test_a_title_that_reads_like_a_heading_stays() -> None:
    body = items(90_001, 90_005) + "<li><h3><a href='/world/90006.html'>编辑推荐</a></h3></li>"
    assert "90006.html" in cards_of(f"<ul>{body}</ul>")


def test_cards_say_what_is_printed_on_them() -> None:
    mark = (
        "<tr><td><a href='/world/{n}.html'><img src='/{n}.jpg'></a></td><td><a "
        "href='/world/{n}.html'>{t}</a></td><td>2026-11-1{n}</td><td>阅读 1{n}</td></tr>"
    )
    body = f"<table>{items(1, 6, mark)}</table>".replace("/world/", "/world/4821")
    cards = read_cards(page(body), is_article=everywhere, described=False, now=NOW, time_zone="UTC")
    assert [card.date_text for card in cards] == [f"2026-11-1{n}" for n in range(1, 7)]
    assert [card.views_text for card in cards] == [f"阅读 1{n}" for n in range(1, 7)]
    assert cards[0].title == "Harbour lights of number 1 are painted again"


@pytest.mark.parametrize("label", ["广告", "推广", "Sponsored", "Ad", "Promoted"])
def test_advertisements_that_say_so(label: str) -> None:
    paid = f"<li><a href='/world/99999.html'>A kettle for every boat house</a><i>{label}</i></li>"
    cards = read_cards(
        page(f"<ul>{items(90_001, 90_005)}{paid}</ul>"),
        is_article=everywhere,
        described=False,
        now=NOW,
        time_zone="UTC",
    )
    assert [card.url for card in cards if "99999" in card.url] == []
    assert len(cards) == 5


def test_sections_of_a_front_page() -> None:
    names = {"/world/": "World", "/sport": "Sport", "/channel/12": "Local"}
    menu = "".join(f"<li><a href='{path}'>{name}</a></li>" for path, name in names.items())
    others = "<li><a href='/login'>Log in</a></li><li><a href='/about-us'>About</a></li>"
    body = f"<ul>{menu}{others}</ul><ul>{items(90_001, 90_009)}</ul>"
    found = read_sections(page(body), lambda url: everywhere(url) and may_list(url))
    assert found == {f"https://a.example{path}": name for path, name in names.items()}


def test_sections_that_only_their_blocks_lead_to() -> None:
    """Heads of a front page's blocks, one link each: the name itself, or 更多 beside it."""
    blocks = "".join(
        f'<div class="box"><div class="hd"><span>{name}</span><a href="/{slug}/">更多&gt;&gt;</a>'
        f'</div><ul>{items(at, at + 3)}</ul></div><div><p class="tit"><a href="/{slug}/life/">'
        f"{name}生活</a></p></div>"
        for at, (name, slug) in enumerate((("要闻", "top"), ("财经", "money")), 4100)
    )
    found = read_sections(page(blocks, "https://a.example/"), may_list)
    assert found == {
        "https://a.example/top/": "要闻",
        "https://a.example/top/life/": "要闻生活",
        "https://a.example/money/": "财经",
        "https://a.example/money/life/": "财经生活",
    }


def test_sections_whose_first_page_is_numbered() -> None:
    links = "".join(f'<li><a href="/{n}/list-1.html">{n}</a></li>' for n in ("world", "sport"))
    later = '<li><a href="/world/list-2.html">older</a></li>'
    found = read_sections(page(f"<ul>{links}{later}</ul>", "https://a.example/"), may_list)
    assert [*found] == [f"https://a.example/{n}/list-1.html" for n in ("world", "sport")]


ARTICLE = "https://a.example/world/482107.html"
PARTS = {
    "suffix": "https://a.example/world/482107_2.html",
    "dash": "https://a.example/world/482107-2.html",
    "zero": "https://a.example/world/482107_02.html",
    "folder": "https://a.example/world/482107/2.html",
    "index": "https://a.example/world/482107/index_2.html",
    "p": "https://a.example/world/482107/p2",
    "page": "https://a.example/world/482107.html/page/2/",
    "query": "https://a.example/world/482107.html?page=2",
}


@pytest.mark.parametrize("name", PARTS)
def test_parts_of_articles(name: str) -> None:
    assert part_of(PARTS[name], ARTICLE) == 2, name
    for text in ("2", "下一页", "[2]", "Next page", "第2页"):
        body = f"<p>Text.</p><p><a href='{PARTS[name]}'>{text}</a></p>"
        assert next_part(page(body, ARTICLE), ARTICLE, 1) == PARTS[name], (name, text)


@pytest.mark.parametrize(
    "body",
    [
        "<a href='/world/482108.html'>下一页</a>",
        "<a href='/world/482107_2.html'>A story of the second page of the minutes</a>",
        "<a href='/world/482107_3.html'>3</a>",
        "<a href='/world/482107.html?page=2#comments'>2</a>",
        "<a href='/sport/482107_2.html'>2</a>",
    ],
)
def test_what_is_no_part(body: str) -> None:
    assert next_part(page(body, ARTICLE), ARTICLE, 1) is None, body


PROSE = "<p>" + "The timber came by sea and was counted twice before lunch by the volunteers. " * 3
KINDS: dict[str, tuple[str, str, Callable[[], str]]] = {
    "prose": (ARTICLE, "article", lambda: f"<h1>The timber came by sea, says Mara</h1>{PROSE * 5}"),
    "prose with related": (
        ARTICLE,
        "article",
        lambda: f"<h1>The timber came by sea at last</h1><div>{PROSE * 5}</div>{items(1, 12)}",
    ),
    "list": (HERE, "listing", lambda: f"<h1>News</h1><ul>{items(90_001, 90_020)}</ul>"),
    "front page": ("https://a.example/", "listing", lambda: PROSE * 9),
    "excerpts": (
        HERE + "/",
        "listing",
        lambda: items(90_001, 90_010, "<div><a href='/world/{n}.html'>{t}</a>" + PROSE + "</div>"),
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_kinds_of_pages(name: str) -> None:
    url, kind, body = KINDS[name]
    document = page(body(), url)
    cards = read_cards(document, is_article=everywhere, described=False, now=NOW, time_zone="UTC")
    assert kind_of(document, cards) == kind, f"{name}: {len(cards)} cards"
