"""A page that shows nothing of its own and only leads on: by a refresh, a script or a frame.

Front pages of older sites are such: `<meta http-equiv=refresh>` (HTML, "shared declarative refresh
steps"), `location.href = "/zh/"`, a frameset around the page that is meant. No script is run: an
address that stands in one as a literal is taken, one for desktops before one for telephones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urldefrag

from lxml.html import HtmlElement

from newsbot.fields import clean_url
from newsbot.page.document import Document
from newsbot.page.refusal_lines import visible_lines

MOST_SHOWN = 200
"""Characters of visible text of the longest page that only leads on: "you will be taken to ..."."""

MOST_SCRIPTS, LONGEST_SCRIPT = 20, 5_000
"""Scripts that are looked at, and the characters of the longest one."""

LONGEST_CONTENT = 3_000
"""Characters of the longest refresh."""

LONGEST_WAIT = 30
"""Seconds after which a refresh is one of a page that is to be read meanwhile."""

REFRESH = re.compile(r"\s*(\d*)[\d.]*\s*(?:[;,]\s*|\s)(?:url\s*=\s*)?([\"']?)(.*)", re.I | re.S)
"""Seconds, quotation mark and address of a refresh."""

COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.S)
LOCATION = re.compile(
    r"\blocation\s*(?:\.\s*href\s*)?(?:=|\.\s*(?:replace|assign)\s*\()\s*"
    r"([\"'])(?P<url>[^\"'\n]{1,2000})\1(?!\s*\+)"
)
"""A script that goes to a literal address; one that is put together is not known."""

TELEPHONE = re.compile(
    r"^(?:https?:)?//(?:m|wap|3g|mobile|touch|h5)\.|/(?:m|wap|3g|mobile|h5)(?:/|$)"
)
BESIDE = re.compile(r"top|left|right|menu|nav|head|foot|bottom|banner|logo", re.I)
"""Names of frames beside the one that is meant."""

LEAST_FRAME = 120
"""Pixels of the smallest inner frame that may hold a list."""

WHOLE = re.compile(r"100\s*(?:%|v)")
"""The width or height of an inner frame that fills the page."""


def leads_on(document: Document) -> str | None:
    """Where a page without a text of its own leads, absolute; None for every other page.

    Raises what `document.root` raises.
    """
    shown = 0
    for line in visible_lines(document.root):
        shown += len(line.text)
        if shown > MOST_SHOWN:
            return None
    here = urldefrag(document.url)[0]
    found = (clean_url(written, document.base_url) for written in _addresses(document.root))
    return next((url for url in found if url and url != here), None)


def framed(document: Document) -> list[str]:
    """The addresses of the inner frames of a page, absolute: what it lists may stand there."""
    found = []
    for frame in document.root.iter("iframe"):
        style = (frame.get("style") or "").replace(" ", "").lower()
        sizes = [(frame.get(name) or "").rstrip("px") for name in ("width", "height")]
        small = any(size.isdigit() and int(size) < LEAST_FRAME for size in sizes)
        if not small and "display:none" not in style and frame.get("hidden") is None:
            found.append(clean_url(frame.get("src") or "", document.base_url))
    return [url for url in dict.fromkeys(found) if url and url != urldefrag(document.url)[0]]


def _addresses(root: HtmlElement) -> Iterator[str]:
    yield from _refreshes(root)
    scripts = (script.text or "" for script in islice(root.iter("script"), MOST_SCRIPTS))
    short = (COMMENT.sub("", script) for script in scripts if len(script) <= LONGEST_SCRIPT)
    located = [found["url"] for script in short for found in LOCATION.finditer(script)]
    yield from sorted(located, key=lambda url: TELEPHONE.search(url) is not None)
    yield from _frames(root)


def _refreshes(root: HtmlElement) -> Iterator[str]:
    for meta in root.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        if next(meta.iterancestors("noscript"), None) is not None:
            continue  # it leads to a page that asks for scripts
        if found := REFRESH.match((meta.get("content") or "")[:LONGEST_CONTENT]):
            wait, quote, address = found.groups()
            if int(wait or 0) <= LONGEST_WAIT:
                yield address.partition(quote)[0].strip() if quote else address.strip()


def _frames(root: HtmlElement) -> Iterator[str]:
    frames = [frame for frame in root.iter("frame") if frame.get("src")]
    yield from (frame.get("src", "") for frame in sorted(frames, key=_is_beside))
    for frame in root.iter("iframe"):
        sizes = " ".join(frame.get(name) or "" for name in ("width", "height", "style"))
        if WHOLE.search(sizes):
            yield frame.get("src") or ""


def _is_beside(frame: HtmlElement) -> bool:
    name = (frame.get("src") or "").rpartition("/")[2]
    return BESIDE.search(f"{frame.get('name') or ''} {name}") is not None
