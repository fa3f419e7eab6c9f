"""Identity: another base, scheme, language or rule reissues nothing; a canonical is not obeyed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from certificate import certificate
from invented import NOW, article, url_of

from newsbot.fields import address_key
from newsbot.items import ListingEntry
from newsbot.store import keyring, open_store
from newsbot.store.identity import canonical_key, claims, new_id, resolve, same_text

Serve = Callable[..., Any]


def crawl(base_url: str, cwd: Path, env: dict[str, str] | None = None) -> str:
    words = ["crawl", "daydaynews", "-a", f"base_url={base_url}", "-s", "DOWNLOAD_DELAY=0"]
    command = [sys.executable, "-m", "newsbot", *words]
    done = subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return next(line for line in done.stderr.splitlines() if line.startswith("  articles"))


def test_other_bases_give_nothing_new(serve: Serve, tmp_path: Path) -> None:
    server = serve("hant", categories=2, pages=1, oddities=set())
    port = server.origin.rpartition(":")[2]
    assert "12 new" in crawl(server.origin + "/zh-hant", tmp_path)
    for base_url in (
        f"http://localhost:{port}/zh-hant",
        f"http://localhost:{port}/zh-hans",
        f"{server.origin}/zh-hans",
    ):
        said = crawl(base_url, tmp_path)
        assert "0 new, 0 updated" in said, f"{base_url}: {said}"
    with open_store(url_of(tmp_path)) as store:
        assert len(list(store.articles())) == 12
        assert max(change.seq for change in store.changes()) < 40


def test_an_encrypted_twin_gives_nothing_new(tmp_path: Path) -> None:
    """The same site over HTTP and over HTTPS, both by real sockets."""
    from newsite import Site, SiteServer

    tls, trusted = certificate(tmp_path, "localhost")
    site = Site("hant", categories=2, pages=1, oddities=set())
    trust = {**os.environ, "SSL_CERT_FILE": str(trusted)}
    with SiteServer(site) as plain, SiteServer(site, tls=tls) as secure:
        for server, said in ((plain, "12 new"), (secure, "0 new, 0 updated")):
            base = f"{server.origin.replace('127.0.0.1', 'localhost')}/zh-hant"
            assert said in crawl(base, tmp_path, trust), base
            assert server.listing_requests, f"{base} was not asked"
        again = [path for path in secure.page_requests if path.startswith("/zh-")]
        assert not again, "a known article was fetched again"
    with open_store(url_of(tmp_path)) as store:
        kept = list(store.articles())
    assert len(kept) == 12
    assert all(found.url.startswith("http://") for found in kept)
    assert all(any(twin.startswith("https://") for twin in found.alternates) for found in kept)


def keys_of(url: str) -> str:
    return address_key(url, "https://s.example")


@pytest.mark.parametrize("declared", ["https://s.example/", "https://s.example/a/1.html"])
def test_a_canonical_that_all_pages_share_makes_no_article_one(declared: str) -> None:
    known: dict[str, str] = {}
    texts: dict[str, str] = {}
    for number in range(45):
        page = article(number, f"第{number}篇说的是完全不同的事情，" + chr(0x4E00 + number) * 30)
        page.canonical_url = declared
        own, said = keys_of(page.url), canonical_key(page, "https://s.example")
        owner = next((known[name] for name in claims([own], said) if name in known), None)
        same = owner is not None and same_text(page.text, texts[owner])
        found, keys = resolve("s", [own], said, known, same=same)
        texts[found] = page.text
        known |= {key: found for key in keys if key not in known}
    assert len(texts) == 45


def test_an_address_that_another_page_declared_is_that_article_if_it_says_the_same() -> None:
    text = "河湾镇的石桥修好了，花了两年时间，通车那天来了很多人。" * 3
    found, keys = resolve("s", ["/amp/1"], "/a/1.html", {}, same=False)
    known = dict.fromkeys(keys, found)
    assert resolve("s", ["/a/1.html"], None, known, same=same_text(text, text))[0] == found
    assert resolve("s", ["/a/1.html"], None, known, same=False)[0] != found


def test_an_id_is_the_same_each_time() -> None:
    assert new_id("s", "/a/1.html") == new_id("s", "/a/1.html") != new_id("t", "/a/1.html")


def test_a_changed_rule_reissues_nothing(store_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bases = ["https://s.example"]
    with open_store(store_url) as store:
        store.learn_site("s", bases)
        run = store.begin_run("s", command="test", now=NOW)
        for number in range(20):
            twin = f"https://s.example/m/{number}.html"
            store.keep(article(number, alternates=[twin]), [keys_of(article(number).url)], run)
        waiting = ListingEntry("https://s.example/a/99.html", "s", "https://s.example/", NOW)
        store.listed("s", {"/a/99.html": waiting}, {}, ["/a/99.html"])
        store.walked("s", "x", b"{}", at=NOW, page=None)
        store.flush()
        seq = max(change.seq for change in store.changes())

        def new_rule(url: str, base: str | None = None) -> str:
            return "v2" + address_key(url, base)

        monkeypatch.setattr(keyring, "KEY_VERSION", 2)
        monkeypatch.setattr(keyring, "address_key", new_rule)
        assert store.learn_site("s", bases) == 20
        assert store.learn_site("s", bases) == 0, "once"
        wanted = [
            new_rule(f"https://s.example/{kind}/{n}.html", bases[0])
            for n in range(20)
            for kind in ("a", "m")
        ]
        known = store.known("s", wanted)
        assert {key: found.article_id for key, found in known.items()} == {
            key: f"id{key.rpartition('/')[2].removesuffix('.html')}" for key in wanted
        }
        assert [found.entry.url for found in store.waiting("s", NOW)] == [waiting.url]
        store.keep(article(99), ["v2/a/99.html"], run)
        store.flush()
        assert store.waiting("s", NOW) == [], "the new key ends the waiting"
        assert store.memories("s") == {}, "walks remembered the old keys"
        assert [c.article_id for c in store.changes(seq)] == ["id99"]


def test_lines_name_all_addresses(serve: Serve, tmp_path: Path) -> None:
    server = serve("hant", categories=1, pages=1, oddities=set())
    crawl(server.origin + "/zh-hant", tmp_path)
    crawl(server.origin + "/zh-hans", tmp_path)
    command = [sys.executable, "-m", "newsbot", "export", "-O", "all.jsonl"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=60)
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_bytes().splitlines()]
    assert {len(line["alternates"]) for line in lines} == {1}
