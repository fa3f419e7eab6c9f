"""What a page says of itself: JSON-LD and its repairs, meta tags, microdata, links."""

import pytest

from newsbot import extract
from newsbot.page.document import Document
from newsbot.page.people import read_people

URL = "https://news.example/a/1.html"


def metadata(head: str, body: str = "<p>正文</p>") -> Document:
    html = f"<html lang='zh-TW'><head><title>t</title>{head}</head><body>{body}</body></html>"
    return Document(html.encode(), URL)


def first(head: str, field: str, body: str = "<p>正文</p>") -> object:
    found = metadata(head, body).metadata.candidates(field)
    return (found[0].rule, found[0].raw) if found else None


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


QUOTED = "{'@type':'NewsArticle','headline':'渡口'}".replace("'", "&quot;")

REPAIRED = [
    ("as it is", '{"@type":"NewsArticle","headline":"渡口"}'),
    ("in a list", '[{"@type":"WebSite"},{"@type":"NewsArticle","headline":"渡口"}]'),
    ("in a graph", '{"@graph":[{"@type":["Article","NewsArticle"],"headline":"渡口"}]}'),
    ("a trailing comma", '{"@type":"NewsArticle","headline":"渡口",}'),
    ("a raw line break", '{"@type":"NewsArticle","headline":"渡口","description":"一\n二"}'),
    ("a comment around", '<!-- {"@type":"NewsArticle","headline":"渡口"} -->'),
    ("CDATA", '//<![CDATA[\n{"@type":"NewsArticle","headline":"渡口"}\n//]]>'),
    ("a semicolon", '{"@type":"NewsArticle","headline":"渡口"};'),
    ("a bad escape", '{"@type":"NewsArticle","headline":"渡口","description":"a\\x"}'),
    (
        "escaped as HTML",
        "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;渡口&quot;}",
    ),
]


@pytest.mark.parametrize(("what", "text"), REPAIRED, ids=[what for what, _ in REPAIRED])
def test_json_ld_is_repaired_where_that_is_safe(what: str, text: str) -> None:
    assert first(ld(text), "title") == ("json-ld headline", "渡口"), what


@pytest.mark.parametrize(
    "text", ['{"@type":"NewsArticle","headline":', "null", "7", '"x"', "{}", "[" * 9_000]
)
def test_json_ld_that_cannot_be_read_is_ignored(text: str) -> None:
    head = ld(text) + "<meta property='og:title' content='渡口'>"
    assert first(head, "title") == ("og:title", "渡口")


STATED = [
    (
        "<meta property='og:title' content='&amp;quot;渡口&amp;quot;'>",
        "title",
        ("og:title", '"渡口"'),
    ),
    (
        "<meta property='article:published_time' content='2025-03-24'>",
        "published_at",
        ("article:published_time", "2025-03-24"),
    ),
    ("<meta name='DC.title' content='渡口'>", "title", ("dc.title", "渡口")),
    ("<link rel=canonical href='/a/1'>", "canonical_url", ("link canonical", "/a/1")),
    (
        "<link rel=alternate hreflang=en href='/en/1'>",
        "alternates",
        ("link alternate", "https://news.example/en/1"),
    ),
    (
        ld('{"@type":"NewsArticle","isAccessibleForFree":"False"}'),
        "access",
        ("json-ld isAccessibleForFree", "paywalled"),
    ),
    ("<meta name=keywords content='茶园，灯会,茶园'>", "tags", ("keywords", ["茶园", "灯会"])),
    ("", "language", ("html lang", "zh-TW")),
    ("<meta name=author content='http://a.example/x'>", "authors", None),
]


@pytest.mark.parametrize(("head", "field", "expected"), STATED, ids=[row[1] for row in STATED])
def test_what_is_stated(head: str, field: str, expected: object) -> None:
    assert first(head, field) == expected


def test_microdata() -> None:
    body = "<time itemprop=datePublished datetime=2025-03-24>x</time><p itemprop=author>林岚</p>"
    assert first("", "published_at", body) == ("microdata datePublished", "2025-03-24")
    assert first("", "authors", body) == ("microdata author", "林岚")


NAMES = [
    (["Jane Doe | Sponsored"], ["Jane Doe"]),
    (["By Jane Doe and John Roe"], ["Jane Doe", "John Roe"]),
    (["Jane Doe, MS, RDN"], ["Jane Doe"]),
    ([", The Daily Example"], None),
    (["jane.doe.12"], None),
    (["example.com"], None),
    (["每日示例"], None),
    (["admin"], None),
    (["林岚", "林岚"], ["林岚"]),
    (["By Jane Doe, NBC"], ["Jane Doe"]),
    (["Jane Doe, John A. Roe, Ann Mary Lee"], ["Jane Doe", "John A. Roe", "Ann Mary Lee"]),
    (["Jane Doe, Staff Writer"], ["Jane Doe"]),
    (["Doe, J."], ["Doe, J."]),
]


NOBODY = (
    "Nordblatt GmbH, Musterstadt, Germany",
    "Nordblatt, Musterstadt, Germany",
    "Verein: Historische Anlage e.V.",
    "Redaktion Nordblatt",
    "Freie Fraktion Musterstadt",
    "The Northern Press",
    "DIE NORDSCHAU",
    "ABOUT NB",
    "NBC",
    "Northern Foundation",
    "Northern News",
    "National Desk",
    "Sign In",
)


@pytest.mark.parametrize("stated", NOBODY)
def test_an_organisation_is_no_author(stated: str) -> None:
    assert read_people([stated], []) is None, stated


def test_a_name_that_was_escaped_twice_is_one() -> None:
    assert read_people(["Maeve O&#039;Hara"], []) == ["Maeve O'Hara"]


def test_who_comments_is_no_author() -> None:
    story = "".join(
        f"<p>The ferry ran {n} times a day in spring, the mayor said.</p>" for n in range(9)
    )
    for holder in ("class='comment-author'", "id='comments'", "class='list commentlist'"):
        reader = f"<div {holder}><span class='author'>Ann Lee</span><p>I like it.</p></div>"
        page = f"<title>The ferry</title><h1>The ferry</h1><div>{story}</div>{reader}"
        found = extract(page.encode(), URL).authors
        assert found == [], f"{holder}: expected nobody, got {found}"


@pytest.mark.parametrize(("stated", "expected"), NAMES, ids=[str(row[0])[:30] for row in NAMES])
def test_authors_are_persons(stated: list[str], expected: list[str] | None) -> None:
    assert read_people(stated, ["每日示例"]) == expected


HEADLINES = [
    ("<h1>南岭渡口重新开放</h1>", "南岭渡口重新开放 - 青川在线", "南岭渡口重新开放"),
    (
        "<h1><a href='/'>青川在线</a></h1><h2>南岭渡口重新开放</h2>",
        "南岭渡口重新开放 - 青川在线",
        "南岭渡口重新开放",
    ),
    ("<h1>相关阅读</h1>", "南岭渡口重新开放_青川在线", "南岭渡口重新开放"),
    ("<h1>The ferry runs again</h1>", "How a town got its boat back", "The ferry runs again"),
    (
        "<h2>南岭渡口重新开放 【16:15】</h2>",
        "南岭渡口重新开放 - 青川在线",
        "南岭渡口重新开放 【16:15】",
    ),
    ("<div class=t>南岭渡口重新开放</div>", "南岭渡口重新开放--青川在线", "南岭渡口重新开放"),
    ("<h1>唯一的要求竟是……</h1>", "唯一的要求竟是……_青川在线资讯_青川在线", "唯一的要求竟是……"),
]


@pytest.mark.parametrize(("printed", "stated", "expected"), HEADLINES)
def test_the_printed_headline_is_the_title(printed: str, stated: str, expected: str) -> None:
    text = "<p>渡口的船工说，来看红叶的人比去年多了三成，镇上的客店都住满了。</p>" * 4
    html = f"<title>{stated}</title>{printed}{text}"
    assert extract(html.encode(), URL).title == expected


DATES = [
    ("<meta name=publishdate content=2025-03-24>", "2025-03-24 11:04", "2025-03-24T11:04:00+08:00"),
    (
        "<meta property='article:published_time' content='2025-03-24T12:30:00+08:00'>",
        "2025-03-24 11:04",
        "2025-03-24T11:04:00+08:00",
    ),
    (
        ld('{"@type":"NewsArticle","datePublished":"2025-03-24T12:30:00+08:00"}'),
        "2025-03-24 11:04",
        "2025-03-24T12:30:00+08:00",
    ),
    (
        ld('{"@type":"NewsArticle","datePublished":"2025-03-23T18:30:00Z"}'),
        "2025-03-24",
        "2025-03-24T02:30:00+08:00",
    ),
]


@pytest.mark.parametrize(("head", "printed", "expected"), DATES)
def test_stated_and_printed_dates_together(head: str, printed: str, expected: str) -> None:
    text = "<p>渡口的船工说，来看红叶的人比去年多了三成，镇上的客店都住满了。</p>" * 4
    title = "南岭渡口重新开放"
    html = f"<html lang=zh><title>{title}</title>{head}<h1>{title}</h1><p>{printed}</p>{text}"
    found = extract(html.encode(), URL).published_at
    assert found is not None
    assert found.isoformat() == expected


SECTIONS = [
    ("Beauty,Hochzeit", "Beauty"),
    ("Arts, Culture &amp; Media", "Arts, Culture & Media"),
    ("/world/middle_east", None),
]


@pytest.mark.parametrize(("stated", "expected"), SECTIONS)
def test_the_first_section_is_the_category(stated: str, expected: str | None) -> None:
    found = first(f"<meta property='article:section' content='{stated}'>", "category")
    assert found == (expected and ("article:section", expected)), stated


MARKED = [
    ("Source: Northern Radio | Duration: 3min 13sec", "Northern Radio"),
    ("(Northern Radio)", "Northern Radio"),
    ("\ue0c3", None),
]


@pytest.mark.parametrize(("printed", "expected"), MARKED)
def test_a_marked_source_is_a_name(printed: str, expected: str | None) -> None:
    text = "".join(
        f"<p>The ferry ran {n} times a day in spring, the mayor said.</p>" for n in range(9)
    )
    html = f"<h1>The ferry runs again</h1><div class=source>{printed}</div><div>{text}</div>"
    found = extract(html.encode(), URL).source
    assert found == expected, f"{printed}: expected {expected}, got {found!r}"


def test_a_weekday_beside_a_date_is_no_category() -> None:
    text = "".join(
        f"<p>Le bac a repris son service le {n} mars, selon le maire.</p>" for n in range(9)
    )
    html = f"<h1>Le bac reprend</h1><p>mercredi 11 septembre 2019</p><div>{text}</div>"
    found = extract(html.encode(), URL).category
    assert found is None, found


def test_a_menu_under_more_is_nothing_that_a_page_recommends() -> None:
    text = "".join(
        f"<p>The ferry ran {n} times a day in spring, the mayor said.</p>" for n in range(9)
    )
    menu = "".join(
        f"<li><a href='/{name}/'>{name}</a></li>" for name in "world sport money".split()
    )
    titles = [f"A bridge of {n} arches was built in a night" for n in range(3)]
    list_ = "".join(f"<li><a href='/a/{n}'>{title}</a></li>" for n, title in enumerate(titles))
    html = (
        f"<h2>More</h2><ul>{menu}</ul><h1>The ferry runs again</h1><div>{text}</div>"
        f"<h3>Related articles</h3><ul>{list_}</ul>"
    )
    found = [one.title for one in extract(html.encode(), URL).related]
    assert found == titles, f"expected {titles}, got {found}"
    alone = html.replace(list_, "")
    assert extract(alone.encode(), URL).related == [], "a menu alone is none either"
