"""Pages that repeat one thing until a reader hangs: the reader ends, and soon."""

from __future__ import annotations

import time

import pytest

from newsbot import extract
from newsbot.errors import PageFault

STORY = "<p>青桥镇的河堤加固工程上周完成验收，沿河三公里的步道重新铺上了防滑砖。</p>" * 6
MOST_SECONDS = 3.0  # of CPU; 2 s on a machine that is not busy

HEADS = {
    "statements": '<meta property="og:title" content="x">' * 50_000,
    "description": f'<meta name="description" content="{"字" * 1_000_000}">',
    "keywords": f'<meta name="keywords" content="{"字," * 500_000}">',
    "data blocks": '<script type="application/ld+json">{"@type":"NewsArticle"}</script>' * 20_000,
    "data rows": '<script type="application/ld+json">['
    + ",".join(['{"@type":"NewsArticle","author":{"name":"n"}}'] * 30_000)
    + "]</script>",
}
BODIES = {
    "an address": f'<a href="/{"x" * 1_000_000}">x</a>',
    "addresses": '<a href="/x%sy">z</a>' * 60_000,
    "sources of a picture": f'<img srcset="{",".join(f"/i{i}.jpg {i}w" for i in range(100_000))}">',
    "pictures": '<img src="/i.jpg">' * 50_000,
    "hidden pictures": f"<noscript>{'<img src=/x.jpg>' * 60_000}</noscript>",
    "players": '<iframe src="https://p.example/e/1"></iframe>' * 30_000,
    "rows": f"<table>{'<tr><td>a<td>b' * 60_000}</table>",
    "tables in tables": "<table><tr><td>" * 5_000,
    "points": f"<ul>{'<li>一二三四五六七八九十' * 50_000}</ul>",
    "headings": "<h1>河堤加固完成验收</h1>" * 20_000,
    "times": '<time datetime="2025-03-24T11:04:12+08:00">x</time>' * 50_000,
    "dates": f'<div class="date">{"2025年03月24日 " * 100_000}</div>',
    "digits": f'<div class="date">{"1" * 1_000_000}</div>',
    "authors": '<span class="author">记者 张三</span>' * 50_000,
    "credits": "<p>来源：新华社 记者 张三 责编：李四</p>" * 19_000,
    "spaces": f"<p>{' ' * 5_000_000}</p>",
    "line breaks": "<br>" * 100_000,
    "lines": f"<pre>{('a' + chr(10)) * 500_000}</pre>",
    "entities": f"<p>{'&amp;' * 1_000_000}</p>",
    "ampersands": f"<p>{'&' * 1_000_000}</p>",
    "brackets": f"<p>{'（' * 1_000_000}</p>",
    "open tags": f"<p>{'<' * 500_000}</p>",
    "accents": f"<p>a{chr(0x301) * 1_000_000}</p>",
    "joiners": f"<p>{(chr(0x200D) + chr(0x301)) * 500_000}</p>",
    "scripts": "<script>var a={b:1}</script>" * 60_000,
    "a comment": f"<!--{'-' * 5_000_000}-->",
    "comments": "<!-- x -->" * 200_000,
    "sections": "<![CDATA[" * 100_000,
    "names of a class": f'<div class="{"a " * 500_000}">x</div>',
    "classes": "".join(f'<div class="c{i}">x</div>' for i in range(19_000)),
    "drawings": f"<svg>{'<path d=M0/>' * 100_000}</svg>",
    "forms": "<form>" * 50_000,
    "open marks": "<b><i><u>" * 30_000,
    "open links": "<a href=/x>" * 30_000,
    "quotes": f'<p a="{"x=" + chr(39) * 300_000}">',
}


@pytest.mark.torture
@pytest.mark.parametrize("name", [*HEADS, *BODIES])
def test_a_flood_ends_soon(name: str) -> None:
    head = f"<meta charset=utf-8><title>河堤加固完成验收</title>{HEADS.get(name, '')}"
    body = f"<h1>河堤加固完成验收</h1>{BODIES.get(name, '')}{STORY}"
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    before = time.process_time()
    try:
        article = extract(page.encode(), "https://news.example/a/1.html")
        told = article.title or "", article.problems
    except PageFault as fault:
        told = "", [str(fault)]
    seconds = time.process_time() - before
    assert seconds < MOST_SECONDS, f"{name}: {seconds:.1f} s of CPU, {told}"
    assert told[0].startswith("河堤加固") or told[1], f"{name}: neither read nor refused: {told}"
