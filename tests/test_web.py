"""The page, the API and the feeds, asked over ASGI."""

from __future__ import annotations

import html
import json
import re
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import feedparser
import jsonschema
import orjson
import pytest
from lxml import etree
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parent))
from web_store import HOSTILE, NOW, article, fill, keep, serving

from newsbot import web
from newsbot.commands.serve import shown
from newsbot.export.schema import json_schema
from newsbot.policy.display import Audience
from newsbot.policy.grants import read_grants
from newsbot.schedule.every import read_every
from newsbot.store import Store, open_store
from newsbot.web import server
from newsbot.web.app import make_app
from newsbot.web.differences import differences
from newsbot.web.guard import Rate
from newsbot.web.service import Service
from newsbot.web.words import REASONS

TOKEN = "a token of some length"
OWN = "http://127.0.0.1:8000"
ELSEWHERE = "http://news.example"

POST_WITHOUT_BODY = (
    b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\ntoken="
)

Client = Callable[..., TestClient]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path_factory.mktemp('hidden-place')}/newsbot.db"
    fill(url)
    with open_store(url) as opened:
        yield opened


@pytest.fixture(scope="module")
def started() -> list[str]:
    return []


@pytest.fixture
def client(store: Store, started: list[str]) -> Client:
    def make(*, local: bool = True, grants: str = "", rate: Rate | None = None) -> TestClient:
        service = Service(
            store,
            Audience(own=local, grants=read_grants(grants)),
            token=TOKEN,
            timetable=lambda: {"morning": read_every("1h")},
            start=started.append,
        )
        app = make_app(service, local=local, rate=rate)
        return TestClient(app, base_url=OWN if local else ELSEWHERE, follow_redirects=False)

    return make


def titles(text: str) -> list[str]:
    return re.findall(r'<h2[^>]*><a href="/articles/(\w+)"', text)


PATHS = [
    "/",
    *("/stories", "/?q=大桥", "/articles/river1", "/articles/attack1", "/watch", "/runs/1"),
    *("/feed.rss", "/feed.atom", "/feed.json", "/api/articles", "/api/search?q=大桥"),
    *("/api/articles/river1", "/api/changes", "/api/sites", "/api/runs", "/api/openapi.json"),
    *("/metrics", "/healthz", "/newsbot.css", "/icon.svg"),
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("local", [True, False])
def test_every_answer_is_guarded(client: Client, path: str, local: bool) -> None:
    answer = client(local=local).get(path)
    expected = 403 if path == "/runs/1" and not local else 200
    if path == "/articles/river1" and not local:
        assert "全桥长" not in answer.text.partition("summary")[2].partition("</p>")[2]
    assert answer.status_code == expected, answer.text[:200]
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "hidden-place" not in answer.text, "the store's path leaks"
    assert HOSTILE not in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nope", 404),
        ("/articles/nope", 404),
        ("/articles/..%2f..%2fetc", 404),
        ("/runs/99", 404),
        (f"/runs/{10**30}", 404),
        ("/?day=yesterday", 400),
        ("/?day=9999-12-31", 400),
        ("/?topic=nope", 400),
        ("/?language=%22%3E", 400),
        ("/?q=%E3%80%82", 400),
        ("/?before=x", 400),
        (f"/?source={'x' * 201}", 400),
        (f"/?q={'x' * 3000}", 414),
        ("/api/articles?limit=0", 400),
        ("/api/articles?limit=201", 400),
        ("/api/changes?after=-1", 400),
        ("/api/search", 400),
        ("/api/articles/nope", 404),
        ("/api/nope", 404),
    ],
)
def test_wrong_questions_are_answered_in_words(client: Client, path: str, status: int) -> None:
    answer = client().get(path)
    assert answer.status_code == status, answer.text[:300]
    if path.startswith("/api"):
        assert set(answer.json()) == {"error"}
    else:
        assert "<h1>" in answer.text


def test_only_its_own_names_and_methods(client: Client) -> None:
    own = client()
    assert own.get("/", headers={"host": "evil.example"}).status_code == 403
    assert own.get("/", headers={"host": "localhost:8000"}).status_code == 200
    assert own.put("/").status_code == 405
    assert own.delete("/api/articles").status_code == 405
    assert own.post("/").status_code == 405
    assert own.post("/login", content=b"x" * 9000).status_code == 413
    assert own.head("/").status_code == 200
    assert client(local=False).get("/").status_code == 200


@pytest.mark.parametrize(("host", "url"), [("127.0.0.2", "127.0.0.2"), ("::1", "[::1]")])
def test_it_answers_to_the_address_that_it_is_served_at(store: Store, host: str, url: str) -> None:
    app = make_app(Service(store, Audience(own=True)), local=True, host=shown(host))
    for name, status in ((url, 200), ("localhost", 200), ("news.example", 403)):
        asked = TestClient(app, base_url=f"http://{name}:8000")
        assert asked.get("/").status_code == status, name


def test_every_reason_is_told_in_chinese() -> None:
    """What an error page says; what names a parameter with its own values stays English."""
    files = [*(Path(web.__file__).parent).glob("*.py")]
    told = re.compile(r"HTTPException\(\s*\d+,\s*\"([^\"]+)\"")
    said = {why for file in files for why in told.findall(file.read_text("utf-8"))}
    assert len(said) > 8
    assert said - REASONS.keys() == {"there is no such picture"}, "which is answered in JSON"


def test_a_client_that_asks_too_often_waits(client: Client) -> None:
    asked = client(rate=Rate(rate=0.01, burst=3))
    statuses = [asked.get("/healthz").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    assert int(asked.get("/healthz").headers["retry-after"]) >= 1


def test_a_bucket_fills_again() -> None:
    rate = Rate(rate=2, burst=2)
    assert [rate.wait("a", 0.0) > 0 for _ in range(3)] == [False, False, True]
    assert rate.wait("b", 0.0) == 0
    assert rate.wait("a", 0.6) == 0


def test_others_see_what_rights_allow(client: Client) -> None:
    other = client(local=False)
    shown = {a["id"]: a for a in other.get("/api/articles").json()["articles"]}
    assert "hidden1" not in shown
    assert shown["bare1"]["summary"] is None
    assert shown["river1"]["text"] == ""
    assert shown["river1"]["body"] == []
    assert shown["river1"]["summary"]
    assert "会谈持续两小时" in shown["talks1"]["text"]
    assert other.get("/articles/hidden1").status_code == 404
    assert "会谈持续" in other.get("/articles/talks1").text
    assert "已经通车" not in other.get("/articles/river1").text
    granted = client(local=False, grants="source:晨报=display-full").get("/articles/river1").text
    assert "已经通车" in granted
    mine = other.get("/api/articles/river1", headers={"authorization": f"Bearer {TOKEN}"})
    assert "已经通车" in mine.json()["article"]["text"]
    changes = {c["id"]: c for c in other.get("/api/changes").json()["changes"]}
    assert changes["hidden1"]["op"] == "withdraw"
    assert changes["river1"]["article"]["text"] == ""


def test_articles_are_turned_over_to_the_end(client: Client) -> None:
    asked, found, before = client(), [], ""
    for _ in range(10):
        told = asked.get(f"/api/articles?limit=2{before}").json()
        found += [one["id"] for one in told["articles"]]
        if told["next"] is None:
            break
        before = f"&before={told['next']}"
    times = ["attack1", "bare1", "hidden1", "oil1", "talks1", "copy1", "river1"]
    assert found == times
    for one in told["articles"]:
        jsonschema.validate(one, json_schema())


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("site=evening", ["copy1"]),
        ("category=finance", ["oil1"]),
        ("topic=economy", ["oil1"]),
        ("topic=politics", ["talks1", "river1"]),
        ("source=晨报", ["talks1", "river1"]),
        ("language=zh", [*("attack1", "bare1", "hidden1", "oil1", "talks1", "copy1", "river1")]),
        ("day=2026-03-23", ["river1"]),
        ("q=大桥", ["copy1", "river1"]),
        ("q=大桥&site=morning", ["river1"]),
        ("q=已经通车", ["river1"]),
    ],
)
def test_filters(client: Client, question: str, expected: list[str]) -> None:
    page = client().get(f"/?{question}")
    assert titles(page.text) == expected
    told = client().get(f"/api/articles?{question}").json()
    assert [one["id"] for one in told["articles"]] == expected


def test_changes_are_followed_from_a_place(client: Client) -> None:
    asked = client()
    first = asked.get("/api/changes?limit=4").json()
    rest = asked.get(f"/api/changes?after={first['last']}").json()
    assert first["more"]
    assert not rest["more"]
    seqs = [change["seq"] for change in (*first["changes"], *rest["changes"])]
    assert seqs == sorted(set(seqs))
    assert {c["id"] for c in (*first["changes"], *rest["changes"])} >= {"river1", "copy1"}
    end = asked.get(f"/api/changes?after={rest['last']}").json()
    assert end == {"changes": [], "last": rest["last"], "more": False}


def test_a_place_that_the_log_has_not_reached_is_of_another_store(client: Client) -> None:
    """Its reader would wait until the log has come there, and miss all until then."""
    newest = client().get("/api/changes?limit=200").json()["last"]
    answer = client().get(f"/api/changes?after={newest + 1}")
    assert answer.status_code == 400
    assert f"the log goes to {newest}" in answer.json()["error"]


@pytest.mark.parametrize("path", ["/api/articles", "/api/articles/river1", "/feed.atom"])
def test_what_a_client_has_is_not_sent_again(client: Client, path: str) -> None:
    asked = client()
    first = asked.get(path)
    tag, changed = first.headers["etag"], first.headers["last-modified"]
    again = asked.get(path, headers={"if-none-match": f'"x", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert asked.get(path, headers={"if-modified-since": changed}).status_code == 304
    old = {"if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT"}
    assert asked.get(path, headers=old).status_code == 200
    other = {"if-none-match": '"x"', "if-modified-since": changed}
    assert asked.get(path, headers=other).status_code == 200


@pytest.mark.parametrize("path", ["/feed.rss", "/feed.atom"])
def test_feeds_are_read_by_two_parsers(client: Client, path: str) -> None:
    content = client().get(path).content
    parsed = feedparser.parse(content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    ids = [entry.id for entry in parsed.entries]
    expected = ["attack1", "bare1", "oil1", "talks1", "copy1", "river1"]
    assert ids == [f"urn:newsbot:article:{name}" for name in expected]
    attack = parsed.entries[0]
    assert attack.title_detail.value  # feedparser sanitises; the raw text is checked below
    root = etree.fromstring(content)
    heads = [e.text for e in root.iter("{*}title")][1:]
    assert heads[0] == f"标题{HOSTILE}"
    texts = {e.id: e.get("content") for e in parsed.entries}
    assert texts["urn:newsbot:article:talks1"], "granted in full"
    assert not texts["urn:newsbot:article:river1"], "not granted"
    river = parsed.entries[-1]
    assert river.tags[0].term == "国际"
    assert river.updated.startswith("2026-03-24")


def test_the_json_feed(client: Client) -> None:
    told = client().get("/feed.json?site=morning").json()
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == f"{OWN}/feed.json?site=morning"
    by_id = {item["id"].rpartition(":")[2]: item for item in told["items"]}
    assert set(by_id) == {"attack1", "bare1", "oil1", "talks1", "river1"}
    assert "content_html" in by_id["talks1"]
    assert "content_html" not in by_id["river1"]
    assert by_id["river1"]["tags"] == ["国际"]
    assert "<script" not in by_id["attack1"]["content_html"]


def test_linked_data_is_read_back(client: Client) -> None:
    import extruct

    text = client().get("/articles/river1").text
    (found,) = extruct.extract(text, base_url=OWN, syntaxes=["json-ld"])["json-ld"]
    assert found["@type"] == "NewsArticle"
    assert found["headline"] == "沿江大桥合龙"
    assert found["interactionStatistic"]["userInteractionCount"] == 360
    assert found["articleBody"].endswith("全桥长2.4公里。")
    hostile = client().get("/articles/attack1").text
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', hostile, re.S)
    assert script
    assert json.loads(script[1])["headline"] == f"标题{HOSTILE}"


def test_versions_and_copies_on_the_page(client: Client) -> None:
    text = client().get("/articles/river1").text
    assert re.findall(r"<ins>.*?</span>(.*?)</ins>", text) == ["已经通车。", "工程历时四年。"]
    assert re.findall(r"<del>.*?</span>(.*?)</del>", text) == ["工程历时三年。"]
    assert "site selector .entry-title" in text
    assert '<a href="/articles/copy1">' in text
    assert '<a href="/articles/river1">' in client().get("/articles/copy1").text


def test_the_button_needs_token_and_form(client: Client, started: list[str]) -> None:
    asked = client(local=False)
    form = {"site": "morning"}
    assert asked.post("/runs", data=form).status_code == 403
    assert asked.post("/login", data={"token": "wrong"}).status_code == 403
    assert asked.post("/login", data={"token": TOKEN}).status_code == 303
    cookie = asked.cookies["newsbot"]
    assert TOKEN not in cookie
    assert asked.post("/runs", data=form).status_code == 403, "no CSRF field"
    hidden = re.search(r'name="form" value="(\w+)"', asked.get("/watch").text)
    assert hidden
    form["form"] = hidden[1]
    foreign = {"origin": "https://evil.example"}
    assert asked.post("/runs", data=form, headers=foreign).status_code == 403
    cross = {"sec-fetch-site": "cross-site"}
    assert asked.post("/runs", data=form, headers=cross).status_code == 403
    assert asked.post("/runs", data={**form, "site": "--help"}).status_code == 400
    assert started == []
    done = asked.post("/runs", data=form, headers={"origin": ELSEWHERE})
    assert (done.status_code, done.headers["location"]) == (303, "/watch?started=morning")
    assert started == ["morning"]
    assert asked.get("/runs/1").status_code == 200
    asked.cookies.clear()
    asked.cookies.set("newsbot", "made.up")
    assert asked.post("/runs", data=form).status_code == 403


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_list_says_what_was_asked(client: Client, language: str) -> None:
    browser = client()
    headers = {"accept-language": language}
    for words, site in (
        ("大桥", ""),
        ('<b>"停火"&x', "morning"),
        ("x", "evening"),
        ("", "morning"),
    ):
        said = {name: value for name, value in (("site", site), ("q", words)) if value}
        text = browser.get("/", params=said, headers=headers).text
        assert "\x00" not in text
        (field,) = re.findall(r'<input type="search" name="q" value="([^"]*)"', text)
        assert html.unescape(field) == words
        for path in ("/feed.atom", "/feed.rss", "/feed.json", "/"):
            found = [html.unescape(link) for link in re.findall(rf'href="({path}\?[^"]*)"', text)]
            asked = [dict(parse_qsl(urlsplit(link).query)) for link in found]
            assert any(said.items() <= one.items() for one in asked), (path, found)
        other = "zh" if language == "en" else "en"
        assert f"lang={other}" in text


@pytest.mark.parametrize("question", ["", "site=morning&", "q=大桥&", "q=大桥&site=morning&"])
def test_the_other_language_shows_the_same_page(client: Client, question: str) -> None:
    asked = client()
    for place in ("", "before=1774324800000000-3&"):
        text = asked.get(f"/?{question}{place}").text
        (link,) = re.findall(r'href="([^"]*)" hreflang="zh"', text)
        told = dict(parse_qsl(urlsplit(html.unescape(link)).query))
        assert told == dict(parse_qsl(f"{question}{place}lang=zh"))


def test_links_of_a_refused_form_lead_somewhere(client: Client) -> None:
    asked = client()
    text = asked.post("/login", data={"token": "wrong"}).text
    links = {html.unescape(link) for link in re.findall(r'<a [^>]*href="(/[^"]*)"', text)}
    assert "/watch?lang=zh" in links
    for link in links:
        assert asked.get(link).status_code == 200, link


@pytest.mark.parametrize("local", [True, False])
@pytest.mark.parametrize("path", ["/", "/?q=大桥", "/articles/river1", "/stories", "/watch"])
def test_every_link_of_a_page_leads_somewhere(client: Client, path: str, local: bool) -> None:
    asked = client(local=local)
    links = set(re.findall(r'(?:href|action)="(/[^"]*)"', asked.get(path).text)) - {"/login"}
    assert len(links) > 5
    for link in sorted(links):
        assert asked.get(html.unescape(link)).status_code == 200, link


def test_a_search_says_that_the_index_is_behind(tmp_path: Path) -> None:
    """Nothing is found in it until it has been made, whatever there is."""
    with open_store(f"sqlite:///{tmp_path}/newsbot.db") as store:
        keep(store, [article("a1", "停火", "停火协议")])
        asked = TestClient(make_app(Service(store, Audience(own=True)), local=True), base_url=OWN)
        assert "index is still being made" in asked.get("/?q=停火").text
        assert "index is still being made" not in asked.get("/").text
        store.index()
        text = asked.get("/?q=停火").text
        assert "index is still being made" not in text
        assert titles(text) == ["a1"]


def test_the_best_are_turned_over_to_the_end(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/newsbot.db") as store:
        keep(store, [article(f"a{n}", "停火", "停火" * n) for n in range(1, 71)])
        store.index()
        asked = TestClient(make_app(Service(store, Audience(own=True)), local=True), base_url=OWN)
        pages, link = [], "/?q=停火&order=best"
        while link:
            text = asked.get(link).text
            pages.append(titles(text))
            found = re.search(r'rel="next" href="([^"]*)">([^<]*)', text)
            link = html.unescape(found[1]) if found else ""
            assert not found or found[2] == "More"
        assert [len(page) for page in pages] == [30, 30, 10]
        assert len({name for page in pages for name in page}) == 70
        told, behind = [], ""
        while behind is not None:
            said = asked.get(f"/api/search?q=停火&order=best&limit=32{behind}").json()
            told += [one["id"] for one in said["articles"]]
            behind = said["next"] and f"&before={said['next']}"
        assert told == [name for page in pages for name in page]


def test_the_title_of_a_list_names_its_filters(client: Client) -> None:
    text = client().get("/", params={"q": "大桥", "site": "morning", "order": "best"}).text
    assert "<title>Results for 大桥 · morning – newsbot</title>" in text
    text = client().get("/?category=%3Cb%3E").text
    assert "<title>Newest · &lt;b&gt; – newsbot</title>" in text


def test_filters_go_without_the_words(client: Client) -> None:
    words = '"停火" & 谈判'
    text = client().get("/", params={"q": words, "site": "morning"}).text
    (link,) = re.findall(r'<p class="soft"><a href="([^"]*)">', text)
    assert parse_qsl(urlsplit(html.unescape(link)).query) == [("q", words)]
    assert '<p class="soft"><a href="/">' in client().get("/?site=morning").text


PRINTED = [  # (precision, what of 2026-03-24T12:00:00+08:00 is shown)
    ("minute", "2026-03-24 12:00 +08:00"),
    ("day", "2026-03-24"),
    ("month", "2026-03"),
    ("year", "2026"),
]


def test_a_date_is_shown_as_printed_and_one_is_no_plural(tmp_path: Path) -> None:
    """A page that prints a day has said no midnight."""
    at = NOW.astimezone(timezone(timedelta(hours=8)))
    with open_store(f"sqlite:///{tmp_path}/newsbot.db") as store:
        more = {"published_at": at, "source": "晨报", "view_count": 1}
        told = [article(p, p, "甲。", published_precision=p, **more) for p, _ in PRINTED]
        keep(store, told)
        asked = TestClient(make_app(Service(store, Audience(own=True)), local=True), base_url=OWN)
        for index in (False, True):
            if index:
                store.index()
            lists = re.findall(r"<b><time [^>]*>([^<]*)</time>", asked.get("/").text)
            assert sorted(lists) == sorted(shown for _, shown in PRINTED), f"cards: {index}"
        for precision, shown in PRINTED:
            text = asked.get(f"/articles/{precision}").text
            assert f">{shown}</time>" in text, precision
            assert f"<dt>Published</dt><dd><bdi>{shown}</bdi></dd>" in text, precision
            assert "1 view " in text.replace("\n", " "), precision
        assert "1 次阅读" in asked.get("/?lang=zh").text


@pytest.mark.parametrize(
    ("path", "english", "chinese"),
    [
        ("/articles/nope", "there is no such article", "没有这篇文章。"),
        ("/runs/99", "there is no such run", "没有这次运行。"),
        ("/?q=%22", "search for a word, a", "请搜索一个词"),
        ("/?day=x", "day: a date like", "这样的日期"),
        ("/login", "Method Not Allowed", "不接受这样的请求"),
    ],
)
def test_faults_are_told_in_the_readers_language(
    client: Client, path: str, english: str, chinese: str
) -> None:
    for language, wanted, other in (("en", english, chinese), ("zh", chinese, english)):
        text = client().get(path, headers={"accept-language": language}).text
        assert wanted in text, language
        assert other not in text, language


def test_a_page_is_kept_until_the_store_changes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/newsbot.db"
    fill(url)
    with open_store(url) as store, open_store(url) as crawl:
        service = Service(store, Audience(own=True), token=TOKEN)
        browser = TestClient(make_app(service, local=True), base_url=OWN)
        for path in ("/", "/?category=world", "/?q=大桥", "/articles/river1"):
            first = browser.get(path)
            assert first.headers["cache-control"] == "private, no-cache"
            again = browser.get(path, headers={"if-none-match": first.headers["etag"]})
            assert (again.status_code, again.content) == (304, b""), path
            other = browser.get(path, headers={"accept-language": "zh"})
            assert other.headers["etag"] != first.headers["etag"], path
        crawl.forget(NOW, what="river1")
        assert "river1" not in browser.get("/").text
        assert browser.get("/articles/river1").status_code == 404


def test_the_interface_speaks_as_asked(client: Client) -> None:
    asked = client()
    assert "最新" in asked.get("/", headers={"accept-language": "zh-CN,en;q=0.5"}).text
    assert "Newest" in asked.get("/", headers={"accept-language": "fr"}).text
    assert "最新" in asked.get("/?lang=zh").text
    assert "最新" in asked.get("/").text, "kept by a cookie"


def test_the_api_answers_as_its_document_says(client: Client) -> None:
    asked = client()
    document = asked.get("/api/openapi.json").json()
    schemas = document["components"]["schemas"]
    for path, operations in document["paths"].items():
        address = path.replace("{id}", "river1") + ("?q=大桥" if path == "/api/search" else "")
        schema = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        told = asked.get(address).json()
        text = orjson.dumps(schema).replace(b"#/components/schemas/", b"#/$defs/")
        defs = orjson.dumps(schemas).replace(b"#/components/schemas/", b"#/$defs/")
        defs = defs.replace(b"^https?://", b"")  # no crawl would have kept attack1's addresses
        jsonschema.validate(told, {**orjson.loads(text), "$defs": orjson.loads(defs)})


def test_a_slow_client_is_dropped(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "REQUEST_SECONDS", 0.3)
    with serving(client().app) as address:
        host, port = urlsplit(address).hostname, urlsplit(address).port
        again = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HT"
        with socket.create_connection((host, port), timeout=30) as slow:
            slow.sendall(again)
            assert slow.recv(65536).startswith(b"HTTP/1.1 200")
            with suppress(ConnectionResetError):
                assert slow.recv(65536) == b""
        for said in (b"", b"GET / HTTP/1.1\r\nHost: loc", POST_WITHOUT_BODY):
            with socket.create_connection((host, port), timeout=30) as slow:
                slow.sendall(said)
                with suppress(ConnectionResetError):
                    assert slow.recv(65536) == b"", f"{said!r} was answered"


def test_metrics_can_be_scraped(client: Client) -> None:
    answer = client().get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert "# TYPE newsbot_last_run_seconds gauge" in answer.text


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("甲。乙。", "甲。乙。", [("same", 2)]),
        ("甲。“乙。”丙。", "甲。丙。", [("same", 1), ("removed", "“乙。”"), ("same", 1)]),
        ("One. Two.", "One. Three.", [("same", 1), ("removed", "Two."), ("added", "Three.")]),
        ("3.5元。", "3.6元。", [("removed", "3.5元。"), ("added", "3.6元。")]),
        ("", "甲\n乙", [("added", "甲"), ("added", "乙")]),
    ],
)
def test_differences(before: str, after: str, expected: list[tuple[str, Any]]) -> None:
    got = [
        (p.kind, p.sentences if p.kind == "same" else p.text) for p in differences(before, after)
    ]
    assert got == expected
