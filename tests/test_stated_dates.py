"""Dates that pages state apart from what they print: numbers, meta, attributes of elements."""

from datetime import UTC, datetime

import pytest

from newsbot import extract

NOW = datetime(2026, 11, 26, tzinfo=UTC)
TITLE = "A bridge at last, with two lanes and a footpath"
ISO = "2025-03-24T11:04:11Z"


def data(value: str) -> str:
    said = f'{{"@type":"NewsArticle","headline":"{TITLE}","datePublished":{value}}}'
    return f'<script type="application/ld+json">{said}</script>'


STATED = (
    data("1742814251"),
    data("1742814251000"),
    data('"2025-03-24T12:04:11+01:00[Europe/Berlin]"'),
    data('"Mon, 24 Mar 2025 11:04:11 GMT"'),
    *(f'<meta name="{name}" content="{ISO}">' for name in ("iso-8601-publish-date", "displaydate")),
    *(f'<meta property="{name}" content="{ISO}">' for name in ("article:published", "og:pubdate")),
    f'<h1>{TITLE}</h1><time datetime="{ISO}">9 hours ago</time>',
    f'<h1>{TITLE}</h1><span class="date" data-date="{ISO}">today</span>',
    f'<h1>{TITLE}</h1><span class="date" data-time="1742814251">Mar 24</span>',
    f"<h1>{TITLE}</h1><p>24 March 2025, 04:34 pm IST</p>",
    f"<h1>{TITLE}</h1><p>What to know this Tuesday</p><p>24 March 2025, 11:04 UTC</p>",
    f"<h1>{TITLE}</h1><p>2025/3/24 11:04 UTC (last updated 3/25 21:30)</p>"
    "<figcaption>Seen on 20 March 2025</figcaption>",
    f"<h1>{TITLE}</h1><p>Senin, 24 Maret 2025 18:04 WIB</p>",
    f"<h1>{TITLE}</h1><p>24 مارس 2025 - 14:04 بتوقيت مكة المكرمة</p>",
)


@pytest.mark.parametrize("stated", STATED)
def test_the_moment_is_read(stated: str) -> None:
    text = "<p>The council voted on Tuesday to rebuild the bridge that fell nine years ago.</p>"
    heading = "" if "<h1>" in stated else f"<h1>{TITLE}</h1>"
    language = "id" if "Maret" in stated else "ar" if "مكة" in stated else "en"
    page = f"<html lang={language}><title>{TITLE}</title>{stated}{heading}{text}"
    got = extract(page.encode(), "https://x.example/a/1", fetched_at=NOW).published_at
    assert got is not None, stated
    assert got.astimezone(UTC).isoformat()[:16] == "2025-03-24T11:04", f"{got} of {stated}"


def test_what_is_printed_against_today_stays_where_nothing_is_stated() -> None:
    page = f"<html lang=en><title>{TITLE}</title><h1>{TITLE}</h1><p>9 hours ago</p><p>Text.</p>"
    got = extract(page.encode(), "https://x.example/a/1", fetched_at=NOW).published_at
    assert got is not None
    assert got.isoformat()[:16] == "2026-11-25T15:00"
