"""An element's wording: the text inside it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import tostring
from lxml.html import HtmlElement

UNPRINTED = ("style", "script", "template")
"""What bears text that is not printed; scripts that draw pages put style sheets inside links."""

BLOCKS = frozenset("p div li dd dt h1 h2 h3 h4 h5 h6 section article header footer ul ol".split())


def text_of(element: HtmlElement) -> str:
    """The text inside an element, of its children too, as it stands in the source.

    `text_content` runs an XPath each time, which takes three times as long, and gives style sheets
    too; most elements that are asked hold one text or one element and nothing else.
    """
    size = len(element)
    if not size:
        return element.text or ""
    if size == 1 and (only := _around_leaf(element, element[0])) is not None:
        return only
    if next(element.iter(*UNPRINTED), None) in (None, element):
        return tostring(element, method="text", encoding="unicode", with_tail=False)
    return "".join(_printed(element))


def _around_leaf(element: HtmlElement, child: HtmlElement) -> str | None:
    """The text of an element around its only child; None where that one holds more than a text."""
    if len(child) or not isinstance(child.tag, str) or child.tag in UNPRINTED:
        return None
    return f"{element.text or ''}{child.text or ''}{child.tail or ''}"


def blocks_of(element: HtmlElement) -> list[str]:
    """The texts of an element's blocks, in order; one where it has no blocks inside."""
    if next((child for child in element.iter(*BLOCKS) if child is not element), None) is None:
        return [text_of(element)]
    texts = [""]
    for mark in _marked(element):
        if mark is None:
            texts.append("")
        else:
            texts[-1] += mark
    return [text for text in texts if text.strip()]


def _printed(element: HtmlElement) -> Iterator[str]:
    return (text for text in _marked(element) if text)


def _marked(element: HtmlElement) -> Iterator[str | None]:
    """The pieces of the text inside an element, and None where a block begins or ends."""
    yield element.text or ""
    for child in element:
        is_block = child.tag in BLOCKS
        if is_block:
            yield None
        if isinstance(child.tag, str) and child.tag not in UNPRINTED:
            yield from _marked(child)
        if is_block:
            yield None
        yield child.tail or ""
