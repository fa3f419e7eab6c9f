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
