"""Image proxies: the address of the original that a proxy's address carries."""

from __future__ import annotations

import re
from urllib.parse import unquote

from newsbot.fields.patterns import Pattern
from newsbot.fields.urls import LONGEST_URL, clean_url

DEPTH = 3
"""Proxies in front of proxies that are unwrapped."""

IN_QUERY = Pattern(
    r"https?://(?:"
    r"s\d+\.[^/?#]+/?|"  # numbered proxy hosts of re-publishers
    r"[^?#]*/_next/image|[^?#]*/_image|[^?#]*/_vercel/image|"
    r"(?:images\.weserv\.nl|wsrv\.nl)/?|"
    r"[^/?#]+/(?:[^?#]*/)?(?:img|image|images|pic|thumb|proxy|imageproxy|img-?proxy|imgcache|resize)"
    r"(?:\.(?:php|ashx|aspx))?/?|"
    r"(?:img|image|images|pic|proxy|imageproxy|imgproxy)\d*\.[^/?#]+/?"
    r")\?(?:[^#]*&)?(?:url|src|image|imgurl|image_url|u)=([^&#]+)",
    re.I,
)
"""The original is a parameter's value."""

IN_PATH = (
    Pattern(r"https?://i\d\.wp\.com/([^/?#]+\.[^/?#]+/[^?#]+)"),
    Pattern(r"https?://[^/?#]+/cdn-cgi/image/[^/]+/(https?:/{1,2}[^#]+)"),
    Pattern(r"https?://[^/?#]+\.cdn\.ampproject\.org/i/(?:s/)?([^?#]+)"),
    Pattern(r"https?://[^/?#]+/.*/plain/(https?(?::|%3A)[^?#@]+)", re.I),
    Pattern(
        r"https?://[^/?#]+/(?:.+/)?(?:unsafe|fetch|resize|thumbor)/(?:[^?#]*?/)?(https?(?::/|%3A)[^#]+)",
        re.I,
    ),
)
"""The original stands in the path, with or without its scheme."""


def unproxied_image(url: str) -> tuple[str, str | None]:
    """(address of the original, address of the proxy): (`url`, None) where there is no proxy.

    Known by shape: `https://s167.host/?url=<percent-encoded>`, Next.js, weserv, WordPress Photon,
    Cloudflare, AMP caches, imgproxy and thumbor. An original that is no address to fetch leaves
    `url` as it is.
    """
    if len(url) > LONGEST_URL:
        return url, None
    original = url
    for _ in range(DEPTH):
        inner = _inside(original)
        if inner is None:
            break
        original = inner
    return (original, None if original == url else url)


def _inside(url: str) -> str | None:
    rest = url[8:].lower()
    found = IN_QUERY.regex.match(url) if "?" in rest else None
    if found:
        return _original(unquote(found[1]), url)
    if not ("http" in rest or ".wp.com/" in rest or "ampproject.org/" in rest):
        return None  # one of these stands in each address that a pattern matches
    for pattern in IN_PATH:
        found = pattern.regex.match(url)
        if found:
            inner = found[1] if "%3a" not in found[1][:8].lower() else unquote(found[1])
            return _original(re.sub(r"^(https?):/(?!/)", r"\1://", inner), url)
    return None


def _original(inner: str, proxy: str) -> str | None:
    if re.match(r"https?://", inner, re.I):
        return clean_url(inner)
    if inner.startswith("/"):
        return clean_url(inner, proxy)
    return clean_url("https://" + inner) if re.match(r"[\w-]+(\.[\w-]+)+/", inner) else None
