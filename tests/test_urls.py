"""Addresses: a table of our own, keys of one site, and what holds for every text."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.fields import (
    address_key,
    canonical_url,
    clean_url,
    language_prefix,
    registrable_domain,
    unproxied_image,
)

BASE = "https://a.example"
CASES = Path(__file__).parent / "data" / "fields" / "urls.tsv"


def cases() -> list[tuple[str, str, str]]:
    lines = CASES.read_text("utf-8").splitlines()
    rows = [(line + "\t\t").split("\t")[:3] for line in lines if not line.startswith("# ")]
    return [(what, url, other) for what, url, other in rows]


@pytest.mark.parametrize(("what", "url", "other"), cases())
def test_urls(what: str, url: str, other: str) -> None:
    if what == "clean":
        assert clean_url(url) == (other or None)
    elif what == "same":
        assert canonical_url(url) == canonical_url(other)
    else:
        assert canonical_url(url) != canonical_url(other)
        if what == "other":
            assert address_key(url, BASE) != address_key(other, BASE)


@pytest.mark.parametrize(
    ("url", "base", "key"),
    [
        ("https://a.example/zh-hant/technology/165624.html", None, "/technology/165624.html"),
        (
            "http://www.b.example/technology/165624.html?utm_source=x",
            None,
            "/technology/165624.html",
        ),
        ("/zh-hans/technology/165624.html", None, "/technology/165624.html"),
        ("/zh-hans/technology/165624.html", BASE, "/technology/165624.html"),
        ("/en/technology/165624.html", BASE, "/en/technology/165624.html"),
        ("https://a.example/ZH-TW/x/1.html", BASE, "/x/1.html"),
        ("https://a.example/zh_CN/x/1.html", BASE, "/x/1.html"),
        ("https://a.example/cn/x/1.html", BASE, "/x/1.html"),
        ("https://a.example/hk/x/1.html", BASE, "/x/1.html"),
        ("https://a.example/china/x/1.html", BASE, "/china/x/1.html"),
        ("https://a.example/zhuanti/1.html", BASE, "/zhuanti/1.html"),
        ("https://a.example/zh-tw", BASE, "/"),
        ("https://a.example/", BASE, "/"),
        ("https://a.example/news/zh-tw/1.html?page=2", "https://a.example/news/", "/1.html?page=2"),
        ("https://a.example/zh-tw/1.html", "https://a.example/zh-hans", "/1.html"),
        ("https://a.example/newsroom/1.html", "https://a.example/news", "/newsroom/1.html"),
        ("https://www.a.example/1.html", BASE, "/1.html"),
        ("https://m.a.example/1.html", "https://www.a.example", "/1.html"),
        ("https://moved.example/1.html", BASE, "/1.html"),
        ("https://sports.a.example/1.html", BASE, "//sports/1.html"),
        ("https://zh.a.example/1.html", BASE, "/1.html"),
        ("http://127.0.0.1:8001/x/1.html", "http://127.0.0.1:8000", "/x/1.html"),
        ("1.html", "https://a.example/news/", "/1.html"),
    ],
)
def test_address_keys(url: str, base: str | None, key: str) -> None:
    assert address_key(url, base) == key


@pytest.mark.parametrize(
    ("url", "prefix"),
    [
        ("https://a.example/zh-hant/x/1.html", "zh-hant"),
        ("https://a.example/zh-TW", "zh-tw"),
        ("/en/x/1.html", "en"),
        ("https://a.example/en-us/x", "en-us"),
        ("https://a.example/x/zh-tw/1.html", None),
        ("https://a.example/entertainment/1.html", None),
        ("https://a.example/it/1.html", None),
        ("https://a.example/", None),
        ("mailto:x", None),
    ],
)
def test_language_prefixes(url: str, prefix: str | None) -> None:
    assert language_prefix(url) == prefix


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.a.com/x", "a.com"),
        ("https://news.bbc.co.uk", "bbc.co.uk"),
        ("https://sub.site.com.cn:8080/", "site.com.cn"),
        ("https://x.gov.cn/", "x.gov.cn"),
        ("https://one.github.io/", "one.github.io"),
        ("https://www.b.example/", "b.example"),
        ("http://localhost:8000/", "localhost"),
        ("http://127.0.0.1:8000/", "127.0.0.1"),
        ("http://[::1]:8000/x", "[::1]"),
        ("https://例子.中国/", "xn--fsqu00a.xn--fiqs8s"),
        ("not an address", ""),
    ],
)
def test_registrable_domains(url: str, domain: str) -> None:
    assert registrable_domain(url) == domain


def test_no_network_is_asked_for_domains(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refused)
    assert registrable_domain("https://news.unseen-before.co.uk/") == "unseen-before.co.uk"


ORIGINAL = "https://p1.images.example/large/a.jpg"
TWICE = (
    "https%3A%2F%2Fs2.b.example%2F%3Furl%3D"
    "https%253A%252F%252Fp1.images.example%252Flarge%252Fa.jpg"
)
ENCODED = "https%3A%2F%2Fp1.images.example%2Flarge%2Fa.jpg"


@pytest.mark.parametrize(
    ("url", "original"),
    [
        (f"https://s167.a.example/?url={ENCODED}", ORIGINAL),
        (f"https://s9.a.example?url={ENCODED}&w=3", ORIGINAL),
        (f"https://a.example/_next/image?url={ENCODED}&w=640&q=75", ORIGINAL),
        ("https://a.example/_next/image?url=%2Fa.jpg&w=640", "https://a.example/a.jpg"),
        ("https://images.weserv.nl/?url=p1.images.example/large/a.jpg", ORIGINAL),
        ("https://i0.wp.com/p1.images.example/large/a.jpg?w=300", ORIGINAL),
        (f"https://a.example/cdn-cgi/image/width=300/{ORIGINAL}", ORIGINAL),
        ("https://a-b.cdn.ampproject.org/i/s/p1.images.example/large/a.jpg", ORIGINAL),
        (f"https://img.a.example/insecure/rs:fit:300/plain/{ORIGINAL}@webp", ORIGINAL),
        (f"https://a.example/unsafe/300x200/smart/{ENCODED}", ORIGINAL),
        (f"https://a.example/imgproxy?src={ENCODED}", ORIGINAL),
        (f"https://s1.a.example/?url={TWICE}", ORIGINAL),
    ],
)
def test_proxies_give_their_original(url: str, original: str) -> None:
    assert unproxied_image(url) == (original, url)


@pytest.mark.parametrize(
    "url",
    [
        ORIGINAL,
        "https://a.example/a.jpg?url=1",
        "https://s167.a.example/?url=javascript%3Aalert(1)",
        "https://s167.a.example/a.jpg",
        f"https://a.example/login?url={ENCODED}",
        "",
        "data:image/png;base64,AAAA",
    ],
)
def test_other_images_stay(url: str) -> None:
    assert unproxied_image(url) == (url, None)


URLS = st.builds(
    "https://{}a.example/{}{}{}".format,
    st.sampled_from(["", "www.", "m.", "news."]),
    st.text("abc/0.-%", max_size=12),
    st.sampled_from(["", "?id=1", "?b=1&a=2&utm_source=x", "?page=2&from=timeline", "?"]),
    st.sampled_from(["", "#x", "#/a/1"]),
)


@given(
    st.one_of(URLS, st.text(max_size=60), st.text(max_size=40).map("https://a.example/{}".format))
)
def test_readers_are_stable_and_never_raise(url: str) -> None:
    cleaned = clean_url(url)
    if cleaned is not None:
        assert cleaned.isascii()
        assert clean_url(cleaned) == cleaned
        assert canonical_url(canonical_url(url)) == canonical_url(url)
    assert address_key(address_key(url, BASE), BASE) is not None
    assert isinstance(registrable_domain(url), str)
    assert unproxied_image(url)[0] is not None
    language_prefix(url)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_ids_and_pages_never_merge(one: int, two: int) -> None:
    for form in ("{}/{}.html", "x?id={}", "x?page={}", "{}", "x?p={}&utm_source=a", "x?aid={}"):
        urls = [f"https://a.example/{form.replace('{}/', 'n/').format(n)}" for n in (one, two)]
        keys = {canonical_url(url) for url in urls}
        assert len(keys) == len({one, two}), urls


@pytest.mark.parametrize("piece", ["a", "/", "%20", "?a=1&", "&", "新", "../", "#", "http://"])
def test_long_addresses_are_cheap(piece: str) -> None:
    for size in (100_000, 8000):
        url = "https://a.example/" + piece * (size // len(piece))
        spent = []
        for _ in range(3):
            began = time.process_time()
            for read in (
                clean_url,
                canonical_url,
                address_key,
                unproxied_image,
                registrable_domain,
            ):
                read(url)
            spent.append(time.process_time() - began)
        assert min(spent) < 0.04, f"{piece!r}: {min(spent) * 1000:.1f} ms"


def test_the_import_is_light() -> None:
    heavy = {"can_ada", "tldextract", "dateparser", "opencc", "numpy", "requests"}
    code = f"import sys; import newsbot.fields; print(*({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
