"""Articles that a page holds only as data: their text, and what stands beside it."""

from __future__ import annotations

import json
import time
from html import escape
from typing import Any

import pytest

from newsbot import extract
from newsbot.page.document import Document
from newsbot.page.refusals import classify
from newsbot.page.scripted import scripted
from newsbot.page.stated import read_stated

URL = "https://www.liutang.example/a/1003.html"
TITLE = "老粮仓里的阅览室开放第三天，来了二十一名读者"
LINES = [
    "镇上的老粮仓在去年冬天换了屋顶，今年春天搬进了一间阅览室，管理员说周末都有孩子骑车过来。",
    "书是从四个地方凑来的，最旧的一本印于一九八三年，扉页上还留着当年借书人的名字和日期。",
    "粮仓的主人周师傅今年六十七岁，他说当年晒谷的地方如今摆了十二张桌子，灯是女儿挑的。",
]
HTML = "".join(f"<p>{line}</p>" for line in LINES)
ARTICLE = {
    "title": TITLE,
    "content": HTML,
    "publishTime": "2025-03-24 11:04:12",
    "author": "周小河",
    "source": "柳塘日报",
}
COMMENTS = [{"content": f"第{n}条评论：{LINES[0] * 2}", "author": "读者"} for n in range(3)]


def state(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def script(text: str) -> str:
    return f"<div id=app></div><script>{text}</script>"


STATES = {
    "next": '<script id="__NEXT_DATA__" type="application/json">'
    + state({"props": {"pageProps": {"comments": COMMENTS, "detail": ARTICLE}}})
    + "</script>",
    "initial": script(f"window.__INITIAL_STATE__ = {state({'article': ARTICLE})}"),
    "attribute": f'<div id=app data-page="{escape(state({"props": {"article": ARTICLE}}))}"></div>',
    "escaped": script(f"var detail = {state(ARTICLE | {'content': escape(HTML)})}"),
    "literal": script(
        f"var BASE = {{info: {{title: '{TITLE}', content: '{escape(HTML)}'}}, "
        "sub: {source: '柳塘日报', author: '周小河', time: '2025-03-24 11:04:12'}};"
    ),
    "plain lines": script(f"var detail = {state(ARTICLE | {'content': chr(10).join(LINES)})}"),
    "blocks": script(
        "window.S = "
        + state(ARTICLE | {"content": [{"type": "paragraph", "text": line} for line in LINES]})
    ),
    "editor's tree": script(
        "window.S = "
        + state(
            ARTICLE
            | {
                "content": {
                    "type": "doc",
                    "content": [
                        {"type": "paragraph", "content": [{"type": "text", "text": part}]}
                        for part in LINES
                    ],
                }
            }
        )
    ),
}
HEAD = f"<h1>{TITLE}</h1><p>2025-03-24 11:04 来源：柳塘日报</p>"
MARK_UP = {
    "a text field": f"{HEAD}<textarea hidden>{HTML}</textarea>",
    "without scripts": f"{HEAD}<noscript>{HTML}</noscript>",
    "a template": f"{HEAD}<x-story><template shadowrootmode=open>{HTML}</template></x-story>",
    "written": f"{HEAD}<script>document.write({state(HTML)})</script>",
    "an inner frame": f'{HEAD}<iframe srcdoc="{HTML}"></iframe>',
}
LD = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(LINES)}
LD_JSON = f'<div id=app></div><script type="application/ld+json">{state(LD)}</script>'


def page(inside: str) -> bytes:
    head = f"<head><meta charset=utf-8><title>{TITLE} - 柳塘新闻网</title></head>"
    return f"<html lang=zh>{head}<body>{inside}</body></html>".encode()


@pytest.mark.parametrize("name", STATES)
def test_articles_in_states(name: str) -> None:
    article = extract(page(STATES[name]), URL)
    assert article.text.split("\n") == LINES, name
    said = (article.title, str(article.published_at), article.authors, article.source)
    assert said == (TITLE, "2025-03-24 11:04:12+08:00", ["周小河"], "柳塘日报"), name
    assert article.provenance["body"].rule.startswith("state"), name
    assert article.provenance["source"].rule == "beside the text in data", name


@pytest.mark.parametrize("name", MARK_UP)
def test_articles_in_mark_up_of_scripts(name: str) -> None:
    article = extract(page(MARK_UP[name]), URL)
    assert article.text.split("\n") == LINES, name
    assert (article.title, article.source) == (TITLE, "柳塘日报"), name
    assert article.provenance["body"].rule == "mark-up in scripts", name


def test_an_article_in_json_ld() -> None:
    article = extract(page(LD_JSON), URL)
    assert article.text.split("\n") == LINES
    assert article.provenance["body"].rule == "json-ld articleBody"


@pytest.mark.parametrize("name", STATES)
def test_a_page_that_shows_its_text_is_read_as_it_shows_it(name: str) -> None:
    shown = "".join(f"<p>{line}</p>" for line in LINES[::-1])
    article = extract(page(f"{HEAD}<div>{shown}</div>{STATES[name]}"), URL)
    assert article.text.split("\n") == LINES[::-1], name
    assert not article.provenance["body"].rule.startswith("state"), name


@pytest.mark.parametrize("inside", [*STATES.values(), LD_JSON])
def test_a_frame_that_holds_its_article_is_no_refusal(inside: str) -> None:
    assert classify(Document(page(inside), URL)) is None


def test_an_empty_frame_is_one() -> None:
    inside = script(f"window.__INITIAL_STATE__ = {state({'menu': ['首页', '国际'], 'user': None})}")
    found = classify(Document(page(inside), URL))
    assert found is not None
    assert found.kind == "javascript"


UNCLOSED = {
    "values": "window.a={" * 30_000,
    "pushes": "x.push([{" * 30_000,
    "quotes": 'window.a={"' + '\\"' * 300_000,
    "apostrophes": "window.a={'" + "\\'" * 300_000,
    "records": "<a> <![CDATA[" * 30_000,
}


@pytest.mark.parametrize("name", UNCLOSED)
def test_what_is_never_closed_is_gone_through_a_few_times(name: str) -> None:
    """Gone through from each of its beginnings, each took minutes."""
    document = Document(page(script(UNCLOSED[name])), URL)
    began = time.process_time()
    scripted(document)
    assert read_stated(document) is None, name
    spent = time.process_time() - began
    assert spent < 20, f"{name}: {spent:.1f} s"


@pytest.mark.parametrize(
    "text",
    [
        '{"content":' * 900 + '"x"' + "}" * 900,
        '{"content":"' + "&lt; <" * 100_000 + '"}',
        '{"content":' + "[" * 900 + "]" * 900 + "}",
        '{"content":' + "[" * 90_000 + "]" * 90_000 + "}",
        state({f"k{n}": {"content": LINES[0] * 2, "title": "x"} for n in range(12_000)}),
        state([{"content": [{"content": LINES[0]}] * 40}] * 500),
    ],
    ids=[
        "objects in objects",
        "tags that never end",
        "lists in lists",
        "lists in lists beyond all depth",
        "many texts",
        "texts in texts",
    ],
)
def test_odd_states_are_read_in_time(text: str) -> None:
    began = time.process_time()
    extract(page(script(f"window.S = {text}")), URL)
    spent = time.process_time() - began
    assert spent < 10, f"{spent:.1f} s"
