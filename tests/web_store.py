"""An invented store for the tests of the page: two sites, copies, versions, hostile texts."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import uvicorn

from newsbot.items import Article, Block, Image, Provenance, Related, Sighting
from newsbot.store import Store, open_store
from newsbot.web.server import PatientProtocol

NOW = datetime(2026, 3, 24, 4, 0, tzinfo=UTC)
LEAVE = {"display-full": {"decision": "allow", "basis": "granted", "evidence": ["granted"]}}
NO_INDEX = {"index": {"decision": "deny", "basis": "stated", "evidence": ["meta robots: noindex"]}}
NO_SNIPPET = {"display-snippet": {"decision": "deny", "basis": "stated", "evidence": ["nosnippet"]}}
HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'


def article(name: str, title: str, *paragraphs: str, hours: float = 0, **more: Any) -> Article:
    """An article first seen `hours` before NOW."""
    at = NOW - timedelta(hours=hours)
    values: dict[str, Any] = {
        "site": "morning",
        "url": f"https://morning.example/a/{name}.html",
        "fetched_at": at,
        "first_seen_at": at,
        "published_at": at,
        "published_precision": "minute",
        "language": "zh-Hans",
        "content_hash": f"hash-{name}-{more.get('version', 1)}",
        "text": "\n".join(paragraphs),
        "body": [Block("paragraph", text=text) for text in paragraphs],
        "summary": paragraphs[0][:40] if paragraphs else None,
    }
    return Article(id=name, title=title, **{**values, **more})


def articles() -> list[Article]:
    """The first state of every article."""
    picture = Image("https://img.morning.example/1.jpg", caption="港口夜景", credit="李四摄")
    return [
        article(
            "river1",
            "沿江大桥合龙",
            "沿江大桥今天合龙。工程历时三年。全桥长2.4公里。",
            hours=5,
            category="国际",
            category_slug="world",
            source="晨报",
            authors=["张三"],
            view_count=120,
            images=[picture],
            related=[Related("https://morning.example/a/other.html", "另一条新闻", "摘要")],
            seen_in=[Sighting("国际", "world", 1, 2)],
            provenance={"title": Provenance("site selector .entry-title", "沿江大桥合龙 - 晨报")},
        ),
        article(
            "copy1",
            "沿江大桥合龙(转载)",
            "沿江大桥今天合龙。工程历时三年。",
            hours=4,
            site="evening",
            url="https://evening.example/n/9",
            category="社会",
            category_slug="society",
            duplicate_of="river1",
        ),
        article(
            "talks1",
            "俄乌谈判重启",
            "俄乌双方代表在第三地会面。会谈持续两小时。",
            hours=3,
            category="国际",
            category_slug="world",
            source="晨报",
            rights=LEAVE,
        ),
        article(
            "oil1",
            "油价下调",
            "下周油价每升下调0.2元。",
            hours=2,
            category="财经",
            category_slug="finance",
            source="经济周刊",
        ),
        article("hidden1", "不予索引", "网站不许索引这篇。", hours=2, rights=NO_INDEX),
        article("bare1", "不许摘要", "网站不许显示摘要。", hours=2, rights=NO_SNIPPET),
        article(
            "attack1",
            f"标题{HOSTILE}",
            f"正文{HOSTILE}",
            "javascript: and ]]> & </script>",
            hours=1,
            url="javascript:alert(1)//morning.example/",
            source=HOSTILE,
            category=HOSTILE,
            category_slug='"><script>window.hacked=1</script>',
            images=[Image('https://img.example/x.jpg"onload="window.hacked=1')],
            related=[Related("javascript:window.hacked=1", HOSTILE)],
            tags=["\x0b]]>", HOSTILE],
            rights=LEAVE,
        ),
    ]


def fill(url: str) -> None:
    """Makes the store: three versions of one article, and view counts that grow."""
    with open_store(url) as store:
        keep(store, articles())
        for version, text in enumerate(("工程历时四年。", "工程历时四年。已经通车。"), 2):
            first = articles()[0]
            at = NOW - timedelta(hours=5 - version)
            words = f"沿江大桥今天合龙。{text}全桥长2.4公里。"
            first.text, first.body = words, [Block("paragraph", text=words)]
            first.version, first.fetched_at = version, at
            first.view_count, first.content_hash = 120 * version, f"hash-river1-{version}"
            keep(store, [first], changed=("text",))
        store.index()


def keep(store: Store, found: list[Article], changed: tuple[str, ...] = ()) -> None:
    for site in ("morning", "evening"):
        mine = [one for one in found if one.site == site]
        run = store.begin_run(site, command="test", now=NOW - timedelta(hours=1))
        for one in mine:
            store.keep(one, [one.url], run, changed)
        record = {"new": len(mine), "seconds": 3.0, "log": "/secret/place/logs/run.log"}
        store.end_run(run, NOW, "finished", record)


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """The address of an application that is served on this machine while the block runs."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        config = uvicorn.Config(
            app, http=PatientProtocol, log_config=None, lifespan="off", ws="none"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 30
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(10)
