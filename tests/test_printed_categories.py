"""What a page prints beside its date and above its headline: category and view count."""

from __future__ import annotations

import pytest

from newsbot import extract

STORY = "<p>青桥镇的河堤加固工程上周完成验收，沿河三公里的步道重新铺上了防滑砖。</p>" * 6
DATE = "2025年03月24日 11:04"


@pytest.mark.parametrize(
    ("line", "category", "views"),
    [
        (f"{DATE} 国际 1777", "国际", 1777),
        (f"{DATE} · 国际 · 1777", "国际", 1777),
        (f"{DATE} 国际 1777 作者：王小满", "国际", 1777),
        (f"<a href=/w>国际</a> {DATE} 来源：青桥日报 记者：王小满 浏览数：1777", "国际", 1777),
        (f"{DATE} 阅读 1,777 记者 王小满", None, 1777),
        (f"青桥日报 {DATE} 记者 王小满", None, None),
        (f"王小满 {DATE} 来源：青桥日报", None, None),
        (f"{DATE} 来源：青桥日报 责编：王小满", None, None),
    ],
)
def test_the_line_below_the_headline(line: str, category: str | None, views: int | None) -> None:
    page = f"<html><body><h1>青桥镇河堤加固完成验收</h1><div>{line}</div>{STORY}</body></html>"
    article = extract(page.encode(), "https://news.example/w/1.html")
    assert (article.category, article.view_count) == (category, views), line


@pytest.mark.parametrize(
    ("trail", "category"),
    [
        ('<div class="crumbs"><a href="/">首页</a> &gt; <a href="/w/">国际</a></div>', "国际"),
        (
            '<div>当前位置：<a href="/">首页</a> &gt; <a href="/n/">新闻</a> &gt; '
            '<a href="/w/">国际</a> &gt; 正文</div>',
            "国际",
        ),
        (
            '<ul aria-label="breadcrumb"><li><a href=/>Home</a><li><a href=/w>World</a></ul>',
            "World",
        ),
        ('<div class="crumbs"><a href="/">首页</a> &gt; 正文</div>', None),
        ('<div class="crumbs"><a href="/w/">国际</a></div>', None),
        ("<p>他说出了船的位置：<a href=/x>青桥</a>、<a href=/y>柳堤</a></p>" + STORY, None),
    ],
)
def test_the_trail_above_the_headline(trail: str, category: str | None) -> None:
    page = f"<html><body>{trail}<h1>青桥镇河堤加固完成验收</h1><p>{DATE}</p>{STORY}</body></html>"
    article = extract(page.encode(), "https://news.example/w/1.html")
    assert article.category == category, trail
