"""Refusals: invented pages after real kinds are named, and articles about them are let through."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from newsbot.page.document import Document
from newsbot.page.refusal_lines import fold
from newsbot.page.refusals import classify

DATA = Path(__file__).parent / "data" / "refusals"
STORY = "青桥镇的河堤加固工程上周完成验收，沿河三公里的步道重新铺上了防滑砖。" * 3


def pages(name: str) -> list[tuple[str, str]]:
    text = (DATA / name).read_text(encoding="utf-8")
    parts = re.split(r"^=== (\w+)\n", text, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def document(html: str) -> Document:
    return Document(html.encode(), "https://news.example/a/1.html")


def test_refusal_pages_are_recognized() -> None:
    found = [(kind, html, classify(document(html))) for kind, html in pages("pages.txt")]
    missed = [(kind, html) for kind, html, refusal in found if refusal is None]
    assert len(found) >= 60
    assert len(missed) <= 0.02 * len(found), f"expected a refusal, got an article: {missed}"


def test_refusal_pages_get_their_kind() -> None:
    found = [(kind, classify(document(html)), html) for kind, html in pages("pages.txt")]
    other = [(k, r.kind, h[:120]) for k, r, h in found if r is not None and r.kind != k]
    assert len(other) <= 0.05 * len(found), f"expected kind, got: {other}"


@pytest.mark.parametrize("html", [h for _, h in pages("articles.txt")], ids=lambda h: h[19:45])
def test_articles_about_refusals_stay_articles(html: str) -> None:
    assert classify(document(html)) is None


@pytest.mark.parametrize("html", [html for _, html in pages("pages.txt")], ids=lambda h: h[12:50])
def test_no_refusal_once_a_story_stands_in_the_page(html: str) -> None:
    """The rule is about what is missing: the same words around a whole article are no refusal."""
    body = f"<p>{STORY}</p><p>{STORY}</p><p>{STORY}</p><p>{STORY}</p><p>{STORY}</p><p>{STORY}</p>"
    whole = html.replace("</body>", body + "</body>")
    assert body in whole
    assert classify(document(whole)) is None


def test_a_headline_with_a_number_of_an_error_is_no_notice() -> None:
    titles = [
        "云泊市至白鹭洲市快线试跑，全程410分钟",
        "茶园迎来头采",
        "渔港开捕首日",
        "夜校开了木工课",
    ]
    links = "".join(
        f"<tr><td><a href=content_{n}.htm>{t}</a></td></tr>" for n, t in enumerate(titles)
    )
    assert classify(document(f"<title>柳塘日报</title><table>{links}</table>")) is None


HEADLINES = (
    "铁路售票系统维护，请您错峰购票",
    "页面不存在怎么办",
    "请完成验证后再登录，社区教老人用手机",
    "青桥镇的河堤加固工程完成验收",
    "您访问的页面已被删除？说说死链",
)


@pytest.mark.parametrize(
    "form",
    [
        "<li><a href=/a/{n}.html>{t}</a></li>",
        "<div><h3><a href=/a/{n}.html>{t}</a></h3></div>",
        "<a href=/a/{n}.html><h2>{t}</h2></a>",
    ],
)
def test_a_short_list_of_headlines_is_no_refusal(form: str) -> None:
    cards = "".join(form.format(n=n, t=t) for n, t in enumerate(HEADLINES))
    assert classify(document(f"<title>柳塘新闻网</title><body>{cards}</body>")) is None


@pytest.mark.parametrize("name", ["s404", "seea", "Wafer Post", "X-ray Ideas", "A410 Kurier"])
def test_a_site_of_such_a_name_is_none(name: str) -> None:
    links = "".join(f"<li><a href=/a/{n}.html>青桥镇第{n}段河堤完成加固</a></li>" for n in range(4))
    page = f"<html><head><title>{name}</title></head><body><ul>{links}</ul></body></html>"
    assert classify(document(page)) is None, name


@pytest.mark.parametrize(
    ("status", "expected"),
    [(403, "blocked"), (404, "gone"), (429, "challenge"), (451, "blocked"), (503, "maintenance")],
)
def test_an_error_status_names_the_kind_where_the_words_do_not(status: int, expected: str) -> None:
    refusal = classify(document("<html><body><p>云山</p></body></html>"), status=status)
    assert refusal is not None
    assert (refusal.kind, refusal.evidence) == (expected, f"HTTP {status}")


def test_a_challenge_behind_an_error_status_is_a_challenge() -> None:
    html = "<html><head><title>Just a moment...</title></head><body></body></html>"
    refusal = classify(document(html), status=403)
    assert refusal is not None
    assert refusal.kind == "challenge"


def test_a_listing_is_no_refusal() -> None:
    links = "".join(
        f'<li><a href="/a/{i}.html">青桥镇第{i}段河堤完成加固</a></li>' for i in range(60)
    )
    html = f"<html><head><title>国际 - 云山网</title></head><body><ul>{links}</ul></body></html>"
    assert classify(document(html)) is None


def test_a_long_listing_whose_title_says_it_is_missing_is_a_refusal() -> None:
    links = "".join(f'<li><a href="/a/{i}.html">第{i}段河堤</a></li>' for i in range(500))
    html = f"<html><head><title>页面不存在 - 云山网</title></head><body>{links}</body></html>"
    refusal = classify(document(html))
    assert refusal is not None
    assert refusal.kind == "gone"


def test_evidence_is_short() -> None:
    html = f"<html><head><title>页面不存在{'了' * 500}</title></head><body></body></html>"
    refusal = classify(document(html))
    assert refusal is None or len(refusal.evidence) <= 120


def test_folding_makes_texts_comparable() -> None:
    assert fold("  請完成　驗證！ＯＫ") == "请完成 验证!ok"


def test_a_good_page_costs_little() -> None:
    paragraphs = "".join(f"<p>{STORY}</p>" for _ in range(40))
    page = document(f"<html><head><title>河堤</title></head><body>{paragraphs}</body></html>")
    assert page.root is not None
    began = time.process_time()
    for _ in range(200):
        classify(page)
    assert (time.process_time() - began) / 200 < 0.000_5, "seconds a page"


@pytest.mark.parametrize(
    ("url", "onward", "kind"),
    [
        ("https://news.example/", "/zh/", None),
        ("https://news.example/a/1.html", "/b/1.html", None),
        ("https://news.example/a/1.html", "/", "gone"),
    ],
)
def test_a_page_that_asks_to_wait_for_another_is_no_refusal(
    url: str, onward: str, kind: str | None
) -> None:
    html = f"<meta http-equiv=refresh content='1;url={onward}'><p>正在进入，请稍候</p>"
    found = classify(Document(html.encode(), url))
    assert (found and found.kind) == kind
