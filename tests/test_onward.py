"""Pages that only lead on: where they lead, and that pages with something of their own do not."""

from __future__ import annotations

import pytest

from newsbot.page.document import Document
from newsbot.page.onward import leads_on

HERE = "https://www.liutang.example/"
STORY = "镇上的老粮仓在去年冬天换了屋顶，今年春天搬进了一间阅览室，周末总有孩子骑车过来。" * 6
LEADING = {
    "refresh": '<meta http-equiv="refresh" content="0; url=/zh/">',
    "refresh in quotes": "<meta http-equiv=Refresh content=\"2;URL='/zh/'\">",
    "refresh without url=": '<meta http-equiv="refresh" content="0.5, /zh/">',
    "refresh said too": '<meta http-equiv="refresh" content="5;url=zh/"><p>请稍候，正在跳转</p>',
    "location": "<script>window.location = '/zh/'</script>",
    "href": '<script>self.location.href="/zh/";</script>',
    "replace": "<script>\n<!--\ntop.location.replace( '/zh/' )\n//-->\n</script>",
    "after a while": "<script>setTimeout(\"location.href='/zh/'\", 3000)</script>",
    "not for telephones": "<script>if(m){location='/m/'}else{location='/zh/'}</script>",
    "whole address": "<script>location.href = 'https://www.liutang.example/zh/' // new</script>",
    "frames": '<frameset><frame name="top" src="/logo.htm"><frame src="/zh/"></frameset>',
    "a frame that fills": '<iframe src="/zh/" style="width: 100%; height:100vh"></iframe>',
}
STAYING = {
    "its own address": '<meta http-equiv="refresh" content="0; url=/">',
    "read again later": '<meta http-equiv="refresh" content="300; url=/zh/">',
    "without an address": '<meta http-equiv="refresh" content="30">',
    "for those without scripts": (
        '<noscript><meta http-equiv="refresh" content="0;url=/nojs"></noscript>'
    ),
    "put together": "<script>location.href = '/go/' + document.cookie</script>",
    "commented out": "<script>/* location.href='/zh/' */ // location.replace('/zh/')</script>",
    "compared": "<script>if (location.href == '/zh/') {}</script>",
    "an app": "<script>location.href = 'weixin://dl/chat'</script>",
    "a script": '<meta http-equiv="refresh" content="0;url=javascript:go()">',
    "a small frame": '<iframe src="/counter" width="1" height="1"></iframe>',
    "a page with a text": f"<script>if(m) location.href = '/m/'</script><p>{STORY}</p>",
    "a text that moves on": f'<meta http-equiv="refresh" content="9;url=/zh/"><p>{STORY}</p>',
}


def page(inside: str) -> Document:
    return Document(f"<html><head><title>柳塘</title>{inside}</html>".encode(), HERE)


@pytest.mark.parametrize("inside", LEADING.values(), ids=LEADING)
def test_it_leads_on(inside: str) -> None:
    assert leads_on(page(inside)) == HERE + "zh/"


@pytest.mark.parametrize("inside", STAYING.values(), ids=STAYING)
def test_it_stays(inside: str) -> None:
    assert leads_on(page(inside)) is None
