"""newsbot extract: the contract of its lines, bad input, and pages over HTTP."""

import gc
import json
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from newsbot.article import extract, read_article
from newsbot.commands.extract import answers, read_page
from newsbot.items import Article
from newsbot.loaders import ArticleLoader
from newsbot.offers import offer_page
from newsbot.page.document import Document

SENTENCE = "南岭镇的渡口从清晨起排起了长队，船工说来看红叶的人比去年多了三成，镇上的客店都住满了。"
PAGE = f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<title>南岭渡口迎来红叶季客流 - 青川在线</title></head><body><h1>南岭渡口迎来红叶季客流</h1>
<p class="info">2025-03-24 11:04:12 来源：青川日报</p><div class="article">
{"".join(f"<p>{SENTENCE}第{number}批客人午后离开。</p>" for number in "一二三四")}
</div></body></html>"""


def run(*words: str, given: bytes = b"", cwd: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "newsbot", "extract", *words]
    return subprocess.run(
        command, input=given, cwd=cwd, capture_output=True, check=False, timeout=60
    )


def test_a_file_gives_one_object(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE.encode())
    done = run("--url", "https://news.example/a/1.html", "page.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    got = json.loads(done.stdout)
    assert set(got) == {*Article.keys(), "blocks"}
    assert got["title"] == "南岭渡口迎来红叶季客流"
    assert got["published_at"] == "2025-03-24T11:04:12+08:00"
    assert got["source"] == "青川日报"
    assert got["body"] == "\n".join(f"{SENTENCE}第{n}批客人午后离开。" for n in "一二三四")
    assert [block["kind"] for block in got["blocks"]] == ["paragraph"] * 4
    assert got["provenance"] is None


def test_a_page_leaves_memory_with_its_article() -> None:
    gc.collect()
    gc.disable()
    try:
        document = Document(PAGE.encode(), "https://news.example/a/1.html")
        gone = weakref.ref(document)
        loader = ArticleLoader(document, fetched_at=datetime.now(UTC), compare=True)
        offer_page(loader)
        assert read_article(loader).title
        del document, loader
        assert gone() is None, "a circle keeps the page until the garbage collector comes"
    finally:
        gc.enable()


def test_a_text_in_place_of_a_page_is_refused_in_words() -> None:
    with pytest.raises(TypeError, match="a page's bytes as they came, not str"):
        extract("<h1>A text</h1>", "https://a.example/1")  # type: ignore[arg-type]


def test_provenance_names_rules_and_rivals(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE.encode())
    got = json.loads(run("--provenance", "page.html", cwd=tmp_path).stdout)["provenance"]
    assert got["title"]["agreed"] is True, "the title element says the same"
    assert got["published_at"]["raw"] == "2025-03-24 11:04:12 来源：青川日报"
    assert got["body"]["agreed"] is True


def test_a_batch_answers_every_line_at_once(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE.encode())
    command = [sys.executable, "-m", "newsbot", "extract", "--jsonl"]
    with subprocess.Popen(command, stdin=-1, stdout=-1, cwd=tmp_path) as process:
        assert process.stdin
        assert process.stdout
        for number in range(3):
            job = {"id": f"n{number}", "url": "", "html_path": "page.html"}
            process.stdin.write(json.dumps(job).encode() + b"\n")
            process.stdin.flush()  # the next line is only written when this one was answered
            got = json.loads(process.stdout.readline())
            assert got["id"] == f"n{number}"
            assert SENTENCE in got["body"]
        process.stdin.close()
    assert process.returncode == 0


BAD_LINES = [
    (b"no json", None, "no JSON"),
    (b"[]", None, "an object is wanted"),
    (b'{"id": "a"}', "a", "html_path is missing"),
    (b'{"id": 7, "html_path": "/nosuch/x.html"}', 7, "No such file"),
    (b'{"id": "d", "html_path": "/"}', "d", "is no file"),
    (b'{"id": "z", "html_path": "a\\u0000b"}', "z", "cannot read"),
    (b'{"id": "u", "html_path": "/", "url": 3}', "u", "url is no text"),
    (b"\xff\xfe\x00", None, "no JSON"),
]


@pytest.mark.parametrize(("line", "known", "says"), BAD_LINES, ids=lambda v: str(v)[:24])
def test_a_bad_line_is_answered_and_the_next_one_served(
    line: bytes, known: object, says: str, tmp_path: Path
) -> None:
    good = tmp_path / "page.html"
    good.write_bytes(PAGE.encode())
    job = json.dumps({"id": "good", "html_path": str(good)}).encode()
    bad, served = answers([line, job])
    assert bad["id"] == known
    assert set(bad) == {"id", "error"}
    assert says in bad["error"], f"{line!r}: expected {says!r}, got {bad['error']!r}"
    assert served["id"] == "good"
    assert served["title"]


MISTAKES = [
    ([], "extract what?"),
    (["a.html", "b.html"], "extract what?"),
    (["--jsonl", "a.html"], "extract what?"),
    (["nosuch.html"], "cannot read 'nosuch.html'"),
    (["."], "is no file"),
    (["ftp://a.example/x"], "is no web address"),
]


@pytest.mark.parametrize(("words", "says"), MISTAKES, ids=lambda v: " ".join(v)[:30])
def test_a_mistake_is_one_line_and_exit_2(words: list[str], says: str, tmp_path: Path) -> None:
    done = run(*words, cwd=tmp_path)
    error = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b""), f"{words}: {done.returncode} {error}"
    assert says in error
    assert len(error.splitlines()) == 1, f"{words}: one line, got {error!r}"


def bad_pages() -> Iterator[tuple[str, bytes, str]]:
    """(name, bytes, what the problems say; "" for none in particular)."""
    text = PAGE.encode()
    yield "empty", b"", "empty"
    yield "white space", b" \n\t" * 99, "empty"
    yield "no body", b"<html><head></head></html>", ""
    yield "plain text", "只有一行字".encode(), ""
    yield "one angle", b"<", ""
    yield "NULs", b"\x00" * 5_000, "not_html"
    yield "pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40, "not_html"
    yield "png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "not_html"
    yield "random bytes", bytes((i * 73 + 41) % 251 for i in range(40_000)), ""
    yield "truncated in a tag", text[: len(text) // 2] + b"<div class='x", ""
    yield "truncated in a character", text[:801], ""
    yield "wrong charset", PAGE.replace("utf-8", "big5").encode("gb18030"), "charset"
    yield "20 MB of text", text + f"<p>{SENTENCE}</p>".encode() * 130_000, ""
    yield "20 MB in one paragraph", text + b"<p>" + b"word " * 4_000_000, "hostile_page"
    yield "20 MB of tags", text + b"<b><i>" * 3_300_000, "hostile_page"
    yield "100,000 attributes", text + b"<p " + b"a=1 " * 100_000 + b">", "hostile_page"
    yield (
        "100,000 named attributes",
        b"<p %s>" % b" ".join(b"a%d=1" % n for n in range(100_000)),
        "",
    )
    yield "200,000 deep", text + b"<div>" * 200_000 + b"deep", "hostile_page"
    yield "200,000 deep inline", text + b"<b>" * 200_000 + b"deep", "hostile_page"
    yield "100,000 links", text + b"<a href=/x>more</a> " * 100_000, ""
    yield "a script of 5 MB", b"<script>" + b"a<b;" * 1_250_000 + b"</script>" + text, ""
    deep = b'<script type="application/ld+json">' + b'{"a":[' * 10_000 + b"</script>"
    yield "json-ld 10,000 deep", deep + text, ""
    yield "a title of 1 MB", b"<title>" + b"title " * 170_000 + b"</title>" + text, ""
    yield "a class of 1 MB", b"<div class='" + b"nav " * 250_000 + b"'>" + text, ""
    yield "digits", b"<h1>1</h1><p>" + b"1" * 1_000_000 + b"</p>", ""
    yield "dates", b"<h1>1</h1><p>" + b"2025-01-01 " * 90_000 + b"</p>", ""
    yield "just fewer paragraphs", text + f"<p>{SENTENCE}</p>".encode() * 19_000, ""
    yield "just fewer tags", text + b"<p>a<i>b</i>" * 66_000, ""
    yield "just fewer links", text + b"<a href=/x>more</a> " * 95_000, ""
    yield "just less text", text + b"<p>" + b"word " * 1_150_000 + b"</p>", ""
    yield "255 deep", b"<div>" * 250 + b"<p>x<p>y" * 5_000 + text, ""
    yield "a wide list", text + b"<ul>" + b"<li><a href=/x>a</a>" * 19_000, ""
    yield "many headings", text + b"<h2>x</h2>" * 19_000, ""
    yield (
        "many related",
        text + "<h3>相关阅读</h3><li><a href=/x>x</a>".encode() * 9_000,
        "",
    )
    yield "spaces", text + b"<p>" + b" " * 2_000_000 + b"x</p>", ""


@pytest.mark.parametrize(
    ("html", "says"), [pytest.param(*rest, id=name) for name, *rest in bad_pages()]
)
def test_bad_pages_give_an_object(html: bytes, says: str) -> None:
    began = time.process_time()
    got = read_page(html, "https://news.example/a/1.html")
    seconds = time.process_time() - began
    assert set(got) == {*Article.keys(), "blocks"}
    assert says in " ".join(got["problems"]), f"expected {says!r}, got {got['problems']}"
    if says and says != "charset":
        assert (got["title"], got["body"], got["blocks"]) == (None, None, [])
    assert seconds < 20, f"{seconds:.1f} s of CPU; 2 s are the bound, a slow machine counts ten"


@contextmanager
def site(pages: dict[str, tuple[int, bytes]]) -> Iterator[str]:
    """An HTTP server with these paths; gives its base address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = pages.get(self.path, (404, b"not here"))
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_url_is_fetched(tmp_path: Path) -> None:
    with site({"/a/1.html": (200, PAGE.encode())}) as base:
        done = run(f"{base}/a/1.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    got = json.loads(done.stdout)
    assert (got["title"], got["url"]) == ("南岭渡口迎来红叶季客流", f"{base}/a/1.html")
    assert SENTENCE in got["body"]
    assert list(tmp_path.iterdir()) == [], "no store is opened"


NOT_FETCHED = [
    ({"/robots.txt": (200, b"User-agent: *\nDisallow: /"), "/x": (200, b"x")}, "forbidden"),
    ({}, "http_4xx"),
    ({"/x": (200, "<title>文章不存在</title><h1>文章不存在或已删除</h1>".encode())}, "refusal"),
]


@pytest.mark.parametrize(("pages", "says"), NOT_FETCHED, ids=lambda v: str(v)[:12])
def test_a_url_that_gives_no_page_is_one_line(
    pages: dict[str, tuple[int, bytes]], says: str, tmp_path: Path
) -> None:
    with site(pages) as base:
        done = run(f"{base}/x", cwd=tmp_path)
    error = done.stderr.decode()
    assert (done.returncode, done.stdout) == (1, b""), error
    assert f"{base}/x: {says}" in error
    assert len(error.splitlines()) == 1, error


def test_a_page_that_refuses_is_no_article() -> None:
    gone = "<title>文章不存在</title><h1>文章不存在或已被删除</h1><a href='/'>返回首页</a>"
    got = read_page(gone.encode(), "https://news.example/a/1.html")
    assert (got["title"], got["body"], got["problems"]) == (None, None, ["refusal: gone"])


def test_pictures_below_the_text_are_no_credits() -> None:
    page = PAGE.replace("</div></body>", "<img src='/a.jpg'><p>责编：林岚</p></div></body>")
    assert read_page(page.encode(), "https://news.example/a/1.html")["editors"] == ["林岚"]


def test_python() -> None:
    from newsbot import extract

    article = extract(PAGE.encode(), "https://news.example/a/1.html")
    assert isinstance(article, Article)
    assert article.source == "青川日报"


def test_a_list_that_begins_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<title>A</title><h1>A</h1><p>Words.</p>")
    line = json.dumps({"id": 7, "html_path": str(tmp_path / "a.html")}).encode()
    [answer] = answers([b"\xef\xbb\xbf" + line])
    assert (answer["id"], answer["title"]) == (7, "A")
