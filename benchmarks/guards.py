"""What the guards cost a good page: CPU of reading it with and without them, in one run.

    python benchmarks/guards.py [--pages 60] [--rounds 15]

With: the look for crowded tags, huge scripts and too many tags, the refusal classifier, the rights
of the page, traps (pattern, likeness), the guard's and robots.txt's decision on the address, a
row in the account. Without: decoding, parsing and extracting the article alone. Both read the same
invented pages, in interleaved rounds; medians are compared.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from unittest.mock import patch

from newsbot.article import read_article
from newsbot.loaders import ArticleLoader
from newsbot.network.addresses import host_is_public, origin_of
from newsbot.offers import offer_page
from newsbot.page.document import Document
from newsbot.page.refusals import classify
from newsbot.policy import rights, robots, traps
from newsbot.policy.outcomes import Account

NOW = datetime(2026, 3, 24, 3, 4, 12, tzinfo=UTC)
SENTENCE = "青桥镇的河堤加固工程上周完成验收，沿河三公里的步道重新铺上了防滑砖，第{0}段提前完工。"
ROBOTS = robots.parse(b"User-agent: *\nDisallow: /admin\nDisallow: /*?print=\nCrawl-delay: 1\n")
HEADERS = {"Content-Type": ["text/html; charset=utf-8"], "Server": ["nginx"]}


def page(number: int) -> bytes:
    """An invented article page of about 60 KB, with the menus and lists of a real one."""
    menu = "".join(f'<li><a href="/c{n}/">栏目{n}</a></li>' for n in range(60))
    side = "".join(
        f'<li><a href="/a/{n}.html" title="x"><img src="/i/{n}.jpg" alt="">青桥镇新闻{n}</a></li>'
        for n in range(150)
    )
    text = "".join(f"<p>{SENTENCE.format(f'{number}-{n}') * 3}</p>" for n in range(25))
    script = "<script>" + "var a=1;if(a<2){b('x');}" * 400 + "</script>"
    return (
        f"<!doctype html><html lang=zh><head><meta charset=utf-8><title>河堤{number} - 云山</title>"
        f'<meta name=description content="河堤"><meta name=keywords content=a>{script}</head><body>'
        f"<nav><ul>{menu}</ul></nav><article><h1>河堤{number}</h1><div class=date>2025-03-24 11:04"
        f"</div><div class=story>{text}</div></article><aside><ul>{side}</ul></aside></body></html>"
    ).encode()


def read(document: Document) -> None:
    """What any reader does with a page."""
    loader = ArticleLoader(document, fetched_at=NOW)
    offer_page(loader)
    read_article(loader)


def plain(body: bytes, url: str) -> None:
    """Reading alone; `unguarded` must be on."""
    read(Document(body, url, content_type="text/html; charset=utf-8"))


def guarded(body: bytes, url: str, paths: traps.Paths, account: Account) -> None:
    """Everything that newsbot does besides."""
    ticket = account.ask(url)
    origin_of(url)
    host_is_public("news.example")
    paths.why_not(url, key=url, depth=2)
    ROBOTS.decide(url, "newsbot")
    document = Document(body, url, content_type="text/html; charset=utf-8")
    classify(document)
    meta = [(e.get("name") or "", e.get("content") or "") for e in document.root.iter("meta")]
    rights.evaluate(robots=ROBOTS, headers=HEADERS, meta=meta, url=url, at=NOW, agent="newsbot")
    paths.looks_new(url, body)
    paths.gave(url, something=True)
    read(document)
    account.end(ticket, "fetched", url=url, status=200)


@contextmanager
def unguarded() -> Iterator[None]:
    """The page reader without the checks before its parse."""
    with (
        patch.object(Document, "_guard", lambda _, page, tags: None),
        patch.object(Document, "_readable", Document._in_utf8),
    ):
        yield


def seconds(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    pages = [(page(n), f"https://news.example/a/{n}.html") for n in range(given.pages)]

    def with_guards() -> None:
        paths, account = traps.Paths(), Account()
        for body, url in pages:
            guarded(body, url, paths, account)

    def without() -> None:
        with unguarded():
            for body, url in pages:
                plain(body, url)

    without()
    with_guards()
    rounds = [(seconds(without), seconds(with_guards)) for _ in range(given.rounds)]
    bare, all_guards = (statistics.median(column) for column in zip(*rounds, strict=True))
    share = statistics.median(b / a - 1 for a, b in rounds)
    each = 1_000 / given.pages
    print(f"pages of {len(pages[0][0]) / 1024:.0f} KB, {given.rounds} rounds of {given.pages}")
    print(f"without guards {bare * each:.2f} ms a page, with {all_guards * each:.2f} ms")
    print(f"the guards cost {share:.1%}")


if __name__ == "__main__":
    main()
