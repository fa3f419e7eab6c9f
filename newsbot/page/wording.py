"""An element's wording: all text inside it."""

from __future__ import annotations

from lxml.etree import tostring
from lxml.html import HtmlElement


def text_of(element: HtmlElement) -> str:
    """The text inside an element, of its children too, as it stands in the source.

    `text_content` runs an XPath each time, which takes three times as long; most elements that
    are asked hold one text and nothing else.
    """
    if not len(element):
        return element.text or ""
    return tostring(element, method="text", encoding="unicode", with_tail=False)
