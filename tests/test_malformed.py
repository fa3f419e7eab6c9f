"""Malformed pages, each after a real kind: the article is read, or a named fault says why not."""

from __future__ import annotations

import json

import pytest

from newsbot.article import extract
from newsbot.errors import PageFault
from newsbot.export.formats import line

TITLE = "青桥镇河堤加固工程通过验收"
STORY = "青桥镇的河堤加固工程上周完成验收，沿河三公里的步道重新铺上了防滑砖，夜里散步不用再打手电。"
HEAD = f"<meta charset=utf-8><title>{TITLE}</title>"
HEADING = f"<h1>{TITLE}</h1>"
TEXT = "".join(f"<p>{n}。{STORY}</p>" for n in range(5))
WHOLE = f"<html><head>{HEAD}</head><body>{HEADING}{TEXT}</body></html>"

READ = {
    # name -> a page whose article a browser shows, and newsbot reads
    "no html, head or body": f"{HEAD}{HEADING}{TEXT}",
    "nothing is closed": f"<html><head>{HEAD}<body>{HEADING}{TEXT.replace('</p>', '')}",
    "html closed before the body": f"<html><head>{HEAD}</head></html><body>{HEADING}{TEXT}</body>",
    "body closed in the middle": WHOLE.replace("<p>2。", "</body></html><p>2。"),
    "two bodies": WHOLE.replace("<p>2。", "</body><body><p>2。"),
    "two heads": f"<head></head><head>{HEAD}</head><body>{HEADING}{TEXT}",
    "two titles": WHOLE.replace("</head>", "<title>加载中</title></head>"),
    "title in the body": f"<html><body>{HEAD}{HEADING}{TEXT}",
    "heading never closed": WHOLE.replace("</h1>", ""),
    "crossed tags": WHOLE.replace("<p>2。", "<b><i></b></i><p>2。"),
    "stray closing tags": WHOLE.replace("<h1>", "</div></span></p></li></td><h1>"),
    "div in p": WHOLE.replace("<p>2。", "<p><div>2。").replace("<p>3。", "</div></p><p>3。"),
    "block in inline": WHOLE.replace("<p>0。", "<span><font><p>0。"),
    "a in a": WHOLE.replace("<p>2。", "<a href=/x><a href=/y>更多</a></a><p>2。"),
    "form around it": WHOLE.replace("<h1>", "<form><h1>").replace("</body>", "</form></body>"),
    "form never closed": WHOLE.replace("<h1>", "<form action='><h1>").replace("='>", "=''>"),
    "table without rows": WHOLE.replace("<p>2。", "<table>表外文字<p>2。"),
    "cell without a table": WHOLE.replace("<p>2。", "<td><tr><p>2。"),
    "list without items": WHOLE.replace("<p>2。", "<ul>一二<p>2。"),
    "select in the text": WHOLE.replace("<p>2。", "<select><option>x</select><p>2。"),
    "comment never closed at the end": WHOLE.replace("</html>", "<!-- 到此为止"),
    "comment with dashes": WHOLE.replace("<p>2。", "<!-- a -- b --- c --><p>2。"),
    "conditional comment": WHOLE.replace("<p>2。", "<!--[if IE]><p>旧浏览器</p><![endif]--><p>2。"),
    "bogus comment": WHOLE.replace("<p>2。", "<!x><?php echo 1; ?></ x><p>2。"),
    "cdata in html": WHOLE.replace("<p>2。", "<![CDATA[ x ]]><p>2。"),
    "doctype in the middle": WHOLE.replace("<p>2。", "<!DOCTYPE html><p>2。"),
    "xml declaration": f'<?xml version="1.0" encoding="gb2312"?>{WHOLE}',
    "xhtml self-closing": WHOLE.replace("<p>2。", "<div/><br/><script/></script><p>2。"),
    "attribute without quotes": WHOLE.replace("<h1>", "<h1 class=a=b'c\"d>"),
    "attribute twice": WHOLE.replace("<h1>", "<h1 class=a class=b id id=x>"),
    "attribute quotes in a row": WHOLE.replace("<h1>", '<h1 class="a""b" \'c\'>'),
    "attribute with an angle": WHOLE.replace("<h1>", "<h1 title='a > b < c'>"),
    "attribute of 100 KB": WHOLE.replace("<h1>", f"<h1 style='{'x' * 100_000}'>"),
    "tag name with rubbish": WHOLE.replace("<p>2。", "<p\x0b\x01x><o:p></o:p><a:b:c/><p>2。"),
    "unknown elements": WHOLE.replace("<h1>", "<news-story><x-y><h1>"),
    "upper case": WHOLE.replace("<p>", "<P>").replace("</p>", "</P>").replace("h1>", "H1>"),
    "bare ampersands": WHOLE.replace("步道", "步道 & R&D &copy &nosuch; &#0; &#xD800; &#9999999;"),
    "bare angles": WHOLE.replace("步道", "步道 < 3 公里 >"),
    "entities without semicolons": WHOLE.replace("步道", "步道&nbsp&lt&gt"),
    "NULs in the text": WHOLE.replace("步道", "步\0道"),
    "controls in the text": WHOLE.replace("步道", "步\x01\x08\x0b\x1f道"),
    "bidi marks": WHOLE.replace("步道", "步\u202e\u200f道"),
    "byte order marks inside": WHOLE.replace("<p>2。", "\ufeff<p>\ufeff2。"),
    "script with a closing tag in a string": WHOLE.replace(
        "<h1>", "<script>x='</div>'</script><h1>"
    ),
    "script that writes": WHOLE.replace(
        "<h1>", "<script>document.write('<h1>x</h1>')</script><h1>"
    ),
    "style never closed at the end": WHOLE.replace("</html>", "<style>p { color: red"),
    "noscript around the text": WHOLE.replace("<p>2。", "<noscript>请打开脚本</noscript><p>2。"),
    "iframe never closed at the end": WHOLE.replace("</body>", "<iframe src=/x>"),
    "svg in the text": WHOLE.replace("<p>2。", "<svg><title>图标</title><p>x</svg><p>2。"),
    "math in the text": WHOLE.replace("<p>2。", "<math><mi>x</mi></math><p>2。"),
    "template in the text": WHOLE.replace("<p>2。", "<template><p>模板</p></template><p>2。"),
    "frameset before the body": WHOLE.replace("<body>", "<frameset></frameset><body>"),
    "base without an address": WHOLE.replace("<head>", "<head><base><base href=''><base href=':'>"),
    "meta refresh to nowhere": WHOLE.replace("<head>", "<head><meta http-equiv=refresh content=x>"),
    "broken json-ld": WHOLE.replace(
        "<head>", '<head><script type="application/ld+json">{"headline": </script>'
    ),
    "microdata without values": WHOLE.replace("<h1>", "<h1 itemprop itemscope itemtype=x>"),
}
REFUSED = {
    # name -> a page that holds no text, or that no parser may see
    "empty": "",
    "white space": " \n\t ",
    "a comment only": "<!-- nichts -->",
    "all in a comment": f"<!-- {TEXT}",
    "all in a title": f"<title>{TEXT}",
    "all in a textarea": f"<textarea>{TEXT}",
    "all in a script": f"<script>{TEXT}",
    "300 levels": "<div>" * 300 + "x",
    "2,000 attributes": f"<p {' '.join(f'a{n}=1' for n in range(2_000))}>x",
}


def test_there_are_enough() -> None:
    assert len(READ) + len(REFUSED) >= 50


@pytest.mark.parametrize("name", READ)
def test_the_article_is_read(name: str) -> None:
    article = extract(READ[name].encode("utf-8", "replace"), "https://news.example/a/1-2.html")
    assert article.title == TITLE, f"{name}: expected {TITLE}, got {article.title}"
    told = [n for n in range(5) if f"{n}。青桥镇" in article.text]
    assert told == [0, 1, 2, 3, 4], f"{name}: paragraphs {told} of {article.text[:300]!r}"
    json.loads(line(article))


@pytest.mark.parametrize("name", REFUSED)
def test_nothing_is_made_up(name: str) -> None:
    try:
        article = extract(REFUSED[name].encode(), "https://news.example/a/1-2.html")
    except PageFault:
        return
    assert not (article.title and article.text), f"{name}: {article.title} {article.text[:80]}"
    json.loads(line(article))
