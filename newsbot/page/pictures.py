"""A picture's real address, size, caption and credit: lazy attributes, srcset, proxies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from newsbot.fields import clean_text, clean_url, fold_text, unproxied_image
from newsbot.items import Image
from newsbot.page.document import Document
from newsbot.page.wording import text_of

LAZY = (
    "data-original", "data-src", "data-lazy-src", "data-lazy", "data-url", "data-actualsrc",
    "data-original-src", "data-echo", "data-img", "data-real-src", "original", "_src", "file",
    "data-hi-res-src", "data-image", "data-lazyload", "data-cfsrc", "zoomfile",
)  # fmt: skip
"""Attributes in which lazy loaders keep the address until the picture is in view."""

SRCSETS = ("data-srcset", "data-lazy-srcset", "srcset")
NO_PICTURE = ("data:", "about:", "javascript:")
PLACEHOLDER = re.compile(
    r"[/_-](?:loading|blank|placeholder|lazy|spacer|grey|gray|transparent|pixel|1x1|"
    r"default_?img|none)[^/]{0,20}\.(?:png|gif|jpe?g|svg|webp)"
)
"""What a picture's address is called in small letters, behind a slash or a hyphen, until it is in
view; a third of the time that it takes where `re` ignores case."""

SMALL = 60
"""Pixels: a picture with a declared side below this is an icon."""

ICON = re.compile(
    r"(?:icon|logo|avatar|emoji|smil(?:ey|ie)|qr_?code|erweima|button|sprite|share)[^/]*$|\.svg(?:$|\?)",
    re.I,
)
CREDIT = re.compile(
    r"(?:图源|图片来源|图片来自|供图|攝影|摄影|摄|圖源|圖片來源|"
    r"photo(?:graph)?(?: by| credit)?|credit|"
    r"image(?: credit)?|©|getty images)\s*[:：/／]?\s*",
    re.I,
)
NUMBER = re.compile(r"\d{1,5}")


def read_picture(
    element: HtmlElement, document: Document, *, title: str | None = None
) -> Image | None:
    """The Image of an `img`, or None for a placeholder, an icon or a picture without address."""
    address = picture_address(element, document.base_url)
    width, height = _size(element, "width"), _size(element, "height")
    if address is None or _is_icon(element, address[0], width, height):
        return None
    alt = clean_text(element.get("alt") or "") or None
    caption, credit = _caption(element)
    return Image(address[0], address[1], _telling(alt, title), caption, credit, width, height)


def picture_address(element: HtmlElement, base_url: str) -> tuple[str, str | None] | None:
    """(address of the original, address of the proxy that the page uses or None)."""
    for written in _addresses(element):
        lower = f"/{written}".lower()
        if lower.startswith(NO_PICTURE, 1) or PLACEHOLDER.search(lower):
            continue
        url = clean_url(written, base_url)
        if url:
            return unproxied_image(url)
    return None


def _addresses(element: HtmlElement) -> Iterator[str]:
    for name in LAZY:
        value = element.get(name)
        if value and ("/" in value or "." in value):
            yield value.strip()
    for name in SRCSETS:
        if value := element.get(name):
            yield _largest(value)
    if value := element.get("src"):
        yield value.strip()


def _largest(srcset: str) -> str:
    """The candidate of a srcset with the largest descriptor."""
    best, most = "", -1.0
    for row in re.split(r",\s+|,(?=https?:|//)", srcset.strip()):
        parts = row.split()
        if not parts:
            continue
        number = NUMBER.search(parts[1]) if len(parts) > 1 else None
        size = float(number[0]) if number else 0.0
        if size > most:
            best, most = parts[0], size
    return best


def _size(element: HtmlElement, side: str) -> int | None:
    match = re.fullmatch(r"\s*(\d{1,5})(?:px)?(?:\.\d+)?\s*", element.get(side) or "")
    return int(match[1]) or None if match else None


def _is_icon(element: HtmlElement, url: str, width: int | None, height: int | None) -> bool:
    if (width and width < SMALL) or (height and height < SMALL):
        return True
    return ICON.search(url) is not None and not (width and width > 3 * SMALL)


def _telling(alt: str | None, title: str | None) -> str | None:
    """An alt text that only repeats the article's title (with the site's name) tells nothing."""
    if not alt or not title:
        return alt
    return None if fold_text(alt).startswith(fold_text(title)) else alt


def _caption(element: HtmlElement) -> tuple[str | None, str | None]:
    figure = next(element.iterancestors("figure"), None)
    if figure is None:
        return None, None
    caption = next(figure.iter("figcaption"), None)
    text = clean_text(text_of(caption)) if caption is not None else ""
    return text or None, _credit(text)


def _credit(caption: str) -> str | None:
    matches = list(CREDIT.finditer(caption))
    if not matches:
        return None
    credit = caption[matches[-1].end() :].strip(" ()（）[]【】。.")
    return credit if 0 < len(credit) <= 60 else None
