"""The date of a page: what it states and what it prints, and which of the two is meant."""

from datetime import UTC, datetime

import pytest

from newsbot import extract

NOW = datetime(2026, 11, 26, 22, 0, tzinfo=UTC)
TEXT = "".join(
    f"<p>Die Brücke über den Fluss wurde im Abschnitt {n} erneuert, sagte der Rat am Abend.</p>"
    for n in range(9)
)


def page(head: str, below: str, title: str = "A bridge for the valley") -> bytes:
    top = f'<html lang="en"><head><title>{title}</title>{head}</head>'
    body = f"<body><h1>{title}</h1>{below}<div class='story'>{TEXT}</div></body></html>"
    return (top + body).encode()


def ld(published: str, modified: str = "") -> str:
    more = f', "dateModified": "{modified}"' if modified else ""
    row = f'{{"@type": "NewsArticle", "datePublished": "{published}"{more}}}'
    return f'<script type="application/ld+json">{row}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


# ruff: noqa: E501
CASES = (
    ("a clock beside names", "", "<p>By Ann Lee Dec 5, 2023 6:41 PM EST</p>", "2023-12-05T18:41-05"),
    ("behind a standfirst", "", f"<h2>{'A summary of it all. ' * 8}</h2><p>5 Dec 2023</p>", "2023-12-05"),
    ("the clock on its own line", "", "<ul><li>5 Dec 2023</li><li>10:35 am ET</li></ul>", "2023-12-05T10:35-05"),
    ("published, not updated", "", "<p>Last updated: Dec 9, 2023 First published: Dec 5, 2023</p>", "2023-12-05"),
    ("two lines, the update first", "", "<p>Updated Dec 9, 2023</p><p>Dec 5, 2023</p>", "2023-12-05"),
    ("a name of Chinese offices", meta("firstpublishedtime", "2007-08-20-23:59:59"), "", "2007-08-20"),
    ("UTC stated, local printed", ld("2023-12-23T03:22:07Z"), "<p>Dec 22, 2023 10:22 PM</p>", "2023-12-22T22:22-05"),
    ("another offset stated", ld("2023-12-18T22:57-05:00"), "<p>Dec 19, 2023 3:57 AM</p>", "2023-12-19T03:57+00"),
    ("a printed zone", ld("2023-12-23T03:22:07Z"), "<p>Updated Dec 22, 2023 11:40 PM EST</p>", "2023-12-22T22:22-05"),
    (
        "come out anew",
        ld("2019-03-30T08:00:00-04:00", "2023-12-19T09:00:00-05:00"),
        "<p>Dec 19, 2023 9:00 AM</p>",
        "2023-12-19T09:00-05",
    ),
    (
        "only updated",
        ld("2019-03-30T08:00:00-04:00", "2023-12-19T09:00:00-05:00"),
        "<p>Updated: Dec 19, 2023</p>",
        "2019-03-30T08:00-04",
    ),
    (
        "another day that nothing states",
        ld("2023-03-30T08:00:00-04:00", "2023-04-19T09:00:00-05:00"),
        "<p>Dec 19, 2023</p>",
        "2023-03-30T08:00-04",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("what", "head", "below", "expected"), CASES, ids=[c[0] for c in CASES])
def test_the_date_that_is_meant(what: str, head: str, below: str, expected: str) -> None:
    found = extract(page(head, below), "https://n.example/a", fetched_at=NOW).published_at
    assert found is not None, f"{what}: no date, expected {expected}"
    printed = found.strftime("%Y-%m-%dT%H:%M%z")
    assert printed.startswith(expected), f"{what}: expected {expected}, got {printed}"


# ruff: noqa: E501
ABROAD = (
    ("de", "<p>Donnerstag, 15.2.2018, 19:51 | Redaktion</p>", "2018-02-15T19:51+01"),
    ("de", "<p>von <a>Anna Weber</a> am 20.06.2018</p>", "2018-06-20"),
    ("de", "<p>Datum: 02.12.2012, Rubrik: Inland</p>", "2012-12-02"),
    ("de", "<p>Autor: aweber Juli 12, 2017 0 Kommentare</p>", "2017-07-12"),
    ("de", "<p>Dieser Artikel wurde am 14. Dezember 2015 um 14:48 geschrieben</p>", "2015-12-14T14:48+01"),
    ("fr", "<p>Par Luc Martin, publié le 12/09/2019 à 08h15</p>", "2019-09-12T08:15"),
    ("fr", "<p>Mardi 5 février 2019</p>", "2019-02-05"),
    ("it", "<p>di Marta Rossi, pubblicato il 03/04/2021 alle ore 10:30</p>", "2021-04-03T10:30+02"),
    ("es", "<p>lunes, 04/05/2020</p>", "2020-05-04"),
    ("pt", "<p>Publicado em 04/05/2020 10h30</p>", "2020-05-04T10:30"),
    ("nl", "<p>geplaatst op 04-05-2020 door Jan de Vries</p>", "2020-05-04"),
    ("pl", "<p>Opublikowano: 04.05.2020</p>", "2020-05-04"),
    ("en", "<p>02.12.19</p>", "2019-12-02"),
    ("de", "<p>02.12.19</p>", "2019-12-02"),
    ("en", "<p class=date>8/17/13 11:04am Yesterday 11:04am</p>", "2013-08-17T11:04"),
    ("en", "<p>12 Jan 23 | 5:27 By Ann Lee</p>", "2023-01-12T05:27"),
)  # fmt: skip
"""Language, line below the headline, date: the day stands first, whatever words are beside it."""

TONGUES = {
    "de": "Die Brücke über das Tal ist nach dem langen Umbau wieder offen",
    "fr": "Le pont sur la rivière est de nouveau ouvert après les travaux",
    "it": "Il ponte sul fiume è di nuovo aperto dopo i lavori della città",
    "es": "El puente sobre el río está abierto otra vez después de las obras",
    "pt": "A ponte sobre o rio está aberta de novo depois das obras da cidade",
    "nl": "De brug over de rivier is weer open na het werk van de stad",
    "pl": "Most na rzece jest znowu otwarty po remoncie i nie ma już korków",
    "en": "The bridge over the river is open again after the long work",
}


@pytest.mark.parametrize(("tongue", "below", "expected"), ABROAD)
def test_dates_as_other_languages_print_them(tongue: str, below: str, expected: str) -> None:
    html = page("", below, TONGUES[tongue]).replace(b'lang="en"', f'lang="{tongue}"'.encode())
    found = extract(html, "https://n.example/a", fetched_at=NOW).published_at
    assert found is not None, f"{tongue}: {below}: no date, expected {expected}"
    printed = found.strftime("%Y-%m-%dT%H:%M%z")
    assert printed.startswith(expected), f"{tongue}: {below}: expected {expected}, got {printed}"


@pytest.mark.parametrize("line", ["03/04/2021", "03-04-21", "03/04/21"])
def test_digits_whose_order_nothing_tells_are_no_date(line: str) -> None:
    found = extract(page("", f"<p>{line}</p>"), "https://n.example/a", fetched_at=NOW)
    assert found.published_at is None, f"{line}: {found.published_at}"


def test_a_stated_time_of_day_tells_no_day() -> None:
    html = page("", "<p><span itemprop='datePublished'>9:05 PM</span></p>")
    found = extract(html, "https://n.example/a", fetched_at=NOW).published_at
    assert found is None, f"expected none, got {found}"


def test_the_moment_behind_an_abbreviated_time_is_read() -> None:
    clock = "<abbr itemprop='datePublished' title='2011-03-30T21:05:00Z'>9:05 PM</abbr>"
    found = extract(page("", f"<p>{clock}</p>"), "https://n.example/a", fetched_at=NOW)
    assert found.published_at == datetime(2011, 3, 30, 21, 5, tzinfo=UTC), found.published_at


def test_a_day_above_a_text_without_a_headline() -> None:
    line = "<ul><li>August 2012</li></ul><div>Von Anna Weber | 27.06.2018 09:54 | Kommentare</div>"
    html = f"<html lang=de><title>Rat</title><body>{line}<div>{TEXT}</div>".encode()
    found = extract(html, "https://n.example/a", fetched_at=NOW).published_at
    printed = found and found.strftime("%Y-%m-%dT%H:%M%z")
    assert printed == "2018-06-27T09:54+0200", printed


@pytest.mark.parametrize("line", ["16:15", "4 min read", "3 / 12", "Vol. 12"])
def test_what_is_no_date(line: str) -> None:
    found = extract(page("", f"<p class='time'>{line}</p>"), "https://n.example/a", fetched_at=NOW)
    assert found.published_at is None, f"{line}: {found.published_at}"


def test_a_labelled_date_above_a_text_without_a_headline() -> None:
    line = "<h5>沿江大桥合龙</h5><div>发布时间：2019-05-18 来源：青川学会</div>"
    html = f"<title>青川学会官网</title><body>{line}<div>{TEXT}</div>".encode()
    found = extract(html, "https://n.example/a", fetched_at=NOW)
    assert found.published_at is not None
    assert found.published_at.date().isoformat() == "2019-05-18"


@pytest.mark.parametrize(
    ("line", "category", "views"),
    [
        ("2025年03月24日11:04:12 国际 1777", "国际", 1777),
        ("2025-03-24 11:04 国际 阅读 1.2万", "国际", 12_000),
        ("2025-03-24 11:04 我要评论", None, None),
        ("March 24, 2025 11:04 AM IST", None, None),
        ("March 24, 2025 6 min read", None, None),
    ],
)
def test_what_stands_beside_a_date(line: str, category: str | None, views: int | None) -> None:
    found = extract(page("", f"<p>{line}</p>"), "https://n.example/a", fetched_at=NOW)
    assert (found.category, found.view_count) == (category, views)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2017/07/12/a", "2017-07-12"),
        ("2017/7/12/a", "2017-07-12"),
        ("20170712/a", "2017-07-12"),
        ("2017/7/a", None),
        ("a/2017/13/12/", None),
        ("a-2017712", None),
    ],
)
def test_a_day_in_the_address(path: str, expected: str | None) -> None:
    found = extract(page("", ""), f"https://n.example/{path}", fetched_at=NOW).published_at
    printed = found and found.strftime("%Y-%m-%d")
    assert printed == expected, f"{path}: expected {expected}, got {printed}"


def test_a_title_that_is_a_time_stays() -> None:
    head = meta("og:title", "11:11")
    found = extract(page(head, "", title="11:11"), "https://n.example/a", fetched_at=NOW).title
    assert found == "11:11", found
