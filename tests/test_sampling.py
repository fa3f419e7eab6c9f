"""Rivals: on a sample of pages the rules behind the chosen one are read too, and compared."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsbot.article import read_article
from newsbot.article_spider import is_sampled
from newsbot.fields.moments import Moment, Precision
from newsbot.items import Article, Provenance
from newsbot.loaders import ArticleLoader
from newsbot.offers import offer_page
from newsbot.page.document import Document

TEXT = "".join(
    f"<p>第{n}天清晨，渡口的老船工把缆绳解开，向对岸的集市驶去，船上坐着{n + 3}位乘客。</p>"
    for n in range(9)
)
PAGE = """<html><head><title>渡口的一天 - 某站</title></head><body><h1 class="t">渡口的一天</h1>
<p>2026年11月03日 08:00</p><div class="box">%s</div>
<div class="side"><p>今日无雨。</p></div></body></html>"""


def provenance(selectors: dict[str, str], *, compare: bool) -> dict[str, bool | None]:
    article = read(selectors, compare=compare)
    return {name: found.agreed for name, found in article.provenance.items()}


def read(selectors: dict[str, str], *, compare: bool) -> Article:
    document = Document((PAGE % TEXT).encode(), "https://a.example/1.html")
    loader = ArticleLoader(document, fetched_at=datetime(2026, 11, 4, tzinfo=UTC), compare=compare)
    for field, selector in selectors.items():
        loader.add_css(field, selector)
    offer_page(loader)
    return read_article(loader)


def test_rivals_that_agree() -> None:
    told = provenance({"title": ".t", "body": ".box"}, compare=True)
    assert told["title"] is True
    assert told["body"] is True


def test_rivals_that_differ() -> None:
    told = provenance({"title": ".t", "body": ".side"}, compare=True)
    assert told["body"] is False, "the selector leads to a box beside the text"


def test_what_the_rivals_gave_is_remembered() -> None:
    article = read({"title": ".side p", "body": ".side"}, compare=True)
    assert Provenance("h1 like <title>", "渡口的一天") in article.rivals["title"]
    article = read({"title": ".t", "body": ".side"}, compare=True)
    assert [one.rule for one in article.rivals["body"]] == ["body by learnt scorer"]
    assert "title" not in read({"title": ".t"}, compare=True).rivals


@pytest.mark.parametrize(
    ("text", "precision", "agrees"),
    [
        ("2026-11-03T08:00:00+08:00", "minute", True),
        ("2026-11-03T00:00:30+00:00", "minute", True),
        ("2026-11-03T00:00:30+00:00", "second", False),
        ("2026-11-03T00:00:00+08:00", "day", True),
        ("2026-11-02T23:00:00+08:00", "day", False),
        ("2026-01-01T00:00:00+08:00", "year", True),
    ],
)
def test_moments_agree_as_far_as_they_are_exact(
    text: str, precision: Precision, agrees: bool
) -> None:
    one = Moment(datetime.fromisoformat("2026-11-03T08:00:00+08:00"), "second")
    other = Moment(datetime.fromisoformat(text), precision)
    assert (one.agrees_with(other), other.agrees_with(one)) == (agrees, agrees)


def test_without_comparison_nothing_is_said() -> None:
    assert provenance({"title": ".t", "body": ".box"}, compare=False)["body"] is None


@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 1.0])
def test_the_sample_is_as_large_as_asked_and_always_the_same(share: float) -> None:
    urls = [f"https://a.example/world/{n}.html" for n in range(5_000)]
    taken = [url for url in urls if is_sampled(url, share)]
    assert abs(len(taken) / len(urls) - share) < 0.02
    assert taken == [url for url in urls if is_sampled(url, share)]
