"""An element's wording: all text inside it."""

from __future__ import annotations

from lxml.html import HtmlElement


def text_of(element: HtmlElement) -> str:
    """The text inside an element, of its children too, as it stands in the source.

    `text_content` runs an XPath each time, a microsecond; most elements that are asked hold one
    text and nothing else.
    """
    return str(element.text_content()) if len(element) else element.text or ""
