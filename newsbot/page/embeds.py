"""Embedded players: which of a page's frames are part of an article."""

from __future__ import annotations

from urllib.parse import urljoin

from lxml.html import HtmlElement

PLAYER = (
    "youtube.com/embed",
    "youtu.be",
    "player.vimeo.com",
    "player.bilibili.com",
    "v.qq.com",
    "player.youku.com",
    "tv.sohu.com",
    "dailymotion.com/embed",
    "facebook.com/plugins/video",
    "twitter.com",
    "instagram.com",
    "tiktok.com",
    "brightcove",
    "jwplayer",
    "soundcloud.com",
    "spotify.com/embed",
    "ixigua.com",
    "cctv.com",
    "miaopai",
    "weibo.com",
    "datawrapper",
)
"""Parts of addresses of players that are part of an article."""


def player_address(element: HtmlElement, base_url: str) -> str | None:
    """The address of a player that is part of an article; None for any other frame."""
    written = element.get("src") or element.get("data-src") or ""
    source = next(element.iter("source"), None)
    if not written and source is not None:
        written = source.get("src") or ""
    try:
        url = urljoin(base_url, written.strip())
    except ValueError:
        return None
    if not url.startswith(("http://", "https://")):
        return None
    return url if element.tag == "video" or any(part in url for part in PLAYER) else None
