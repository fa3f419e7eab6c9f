"""Takedown: what is forgotten stays forgotten, and nothing of it is left."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from invented import NOW, article

from newsbot.items import ListingEntry
from newsbot.store import Store, open_store

SECRET_SENTENCE = "独一无二的句子只在这一篇里出现过一次"
SECRET_TITLE = "独一无二的标题也只出现过一次"


def filled(store: Store) -> None:
    run = store.begin_run("s", command="test", now=NOW)
    first = article(1, SECRET_SENTENCE, title=SECRET_TITLE, source="某某日报", view_count=5)
    store.keep(first, ["/a/1.html", "/go/1"], run)
    store.keep(article(2, duplicate_of="id1"), ["/a/2.html"], run)
    store.keep(article(3, overlaps=["id1", "id2"]), ["/a/3.html"], run)
    entry = ListingEntry(first.url, "s", "https://s.example/x", NOW, title=SECRET_TITLE)
    store.listed("s", {"/a/1.html": entry}, {"/a/1.html": "id1"}, ["/a/1.html"])
    store.flush()
    later = article(
        1,
        SECRET_SENTENCE + "，又改了",
        title=SECRET_TITLE,
        source="某某日报",
        version=2,
        fetched_at=NOW + timedelta(hours=9),
    )
    store.keep(later, ["/a/1.html"], run, ("text",))
    store.flush()
    store.end_run(run, NOW, "finished", {})


FILES = """
SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class
WHERE relkind IN ('r', 'i', 't') AND relfilenode <> 0 AND oid >= 16384
"""


def bytes_of(url: str) -> bytes:
    """Everything that is in a store's files (but for PostgreSQL's own write-ahead log)."""
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///"))
        return b"".join(part.read_bytes() for part in path.parent.glob(f"{path.name}*"))
    import psycopg

    with psycopg.connect(url, autocommit=True) as server:
        server.execute("CHECKPOINT")
        return b"".join(content for (content,) in server.execute(FILES))


def test_nothing_of_a_forgotten_article_is_left(store_url: str) -> None:
    with open_store(store_url) as store:
        filled(store)
        assert SECRET_TITLE.encode() in bytes_of(store_url), "the test would see nothing"
        assert len(store.versions("id1")) == 2
        assert store.forget(NOW, what="id1") == 1
        assert store.article("id1") is None
        assert store.versions("id1") == store.observations("id1") == []
    left = bytes_of(store_url)
    for text in (SECRET_SENTENCE, SECRET_TITLE, "某某日报", "https://s.example/a/1.html"):
        assert text.encode() not in left, f"{text} is still in the store's files"


def test_downstream_is_told_and_links_are_undone(store_url: str) -> None:
    with open_store(store_url) as store:
        filled(store)
        before = max(change.seq for change in store.changes())
        store.forget(NOW, what="https://s.example/a/1.html")
        told = {(c.op, c.article_id) for c in store.changes(before)}
        assert told == {("withdraw", "id1"), ("relink", "id2"), ("relink", "id3")}
        second, third = store.article("id2"), store.article("id3")
        assert second
        assert third
        assert (second.duplicate_of, third.overlaps) == (None, ["id2"])


def test_every_address_and_the_text_stay_forgotten(store_url: str) -> None:
    with open_store(store_url) as store:
        filled(store)
        store.forget(NOW, what="id1")
        wanted = ["/a/1.html", "/go/1", "/a/2.html", "text:hash1"]
        known = store.known("s", wanted)
        gone = {key for key, found in known.items() if found.is_forgotten}
        assert gone == {"/a/1.html", "/go/1", "text:hash1"}
        years = NOW + timedelta(days=3650)
        assert not any(known[key].is_due(years, revisits=True) for key in gone)
        assert store.expire(years, {"addresses": timedelta(days=1)}) == {"addresses": 0}
        assert store.known("s", ["/go/1"])["/go/1"].is_forgotten


def test_a_source_is_forgotten_and_not_kept_again(store_url: str) -> None:
    with open_store(store_url) as store:
        filled(store)
        assert store.forget(NOW, source="某某日报") == 1
        assert store.known("", ["source:某某日报"])
        assert not store.known("", ["source:别的报"])


def newsbot(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newsbot", *words]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False
    )


def test_a_forgotten_article_is_not_fetched_again(serve: Any, tmp_path: Path) -> None:
    server = serve("bare", categories=1, pages=1, entries=5, oddities=set())
    words = ["crawl", "daydaynews", "-a", f"base_url={server.base_url}", "-s", "DOWNLOAD_DELAY=0"]
    assert newsbot(*words, cwd=tmp_path).returncode == 0
    newsbot("export", "-O", "all.jsonl", cwd=tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_bytes().splitlines()]
    url = lines[0]["url"]
    done = newsbot("forget", url, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, f"{url}: 1 article forgotten\n")
    server.reset()
    newsbot(*words, "--refresh", cwd=tmp_path)
    path = url.removeprefix(server.origin)
    assert path not in server.requests, "it was fetched again"
    assert len(server.page_requests) >= 4, "the others were refreshed"
    newsbot("export", "-O", "all.jsonl", cwd=tmp_path)
    assert url not in (tmp_path / "all.jsonl").read_text("utf-8")
    done = newsbot("forget", url, cwd=tmp_path)
    assert done.returncode == 2
    assert "the store holds no article" in done.stderr
