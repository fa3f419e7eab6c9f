"""The lines that are printed around an element, block by block, inline parts joined by spaces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from newsbot.fields import clean_text
from newsbot.page.headings import LONGEST_LINE
from newsbot.page.outline import INLINE, SKIPPED

LONGEST_STANDFIRST = 400
"""Code points of the longest summary that may stand between a headline and the lines below it."""


def lines_after(element: HtmlElement, most: int) -> list[str]:
    """The short lines printed after an element, nearest first, up to the first paragraph."""
    return _short(_following(element), most)


def lines_before(element: HtmlElement, most: int) -> list[str]:
    """The short lines printed before an element, nearest first."""
    return _short(_preceding(element), most)


def _short(lines: Iterator[str], most: int) -> list[str]:
    """Lines up to the first paragraph; one that stands before all lines is a standfirst."""
    found: list[str] = []
    for number, line in enumerate(lines):
        if len(found) >= most:
            break
        if len(line) <= LONGEST_LINE and not _is_prose(line):
            found.append(line)
        elif number or len(line) > LONGEST_STANDFIRST:
            break
    return found


def _is_prose(line: str) -> bool:
    """The article's first sentence: meta lines are short and have no full stop."""
    return (len(line) > 25 and line[-1] in "。！？") or (len(line) > 60 and line[-1] in '.!?”"')


def _following(element: HtmlElement) -> Iterator[str]:
    """Printed lines after an element, in document order, block by block."""
    node: HtmlElement | None = element
    while node is not None and node.tag != "body":
        yield from _parted(node.tail, node.itersiblings())
        node = node.getparent()


def _preceding(element: HtmlElement) -> Iterator[str]:
    for node in (element, element.getparent()):
        if node is None or node.tag in ("body", "html"):
            return
        for sibling in node.itersiblings(preceding=True):
            if sibling.tag not in SKIPPED:
                yield from reversed(list(_lines(sibling)))


def _lines(element: HtmlElement) -> Iterator[str]:
    """The lines of a block: one for each innermost block."""
    if element.tag not in SKIPPED:
        yield from _parted(element.text, element)


def _parted(text: str | None, elements: Iterable[HtmlElement]) -> Iterator[str]:
    """The lines of a text and the elements behind it; inline parts are joined by spaces."""
    parts = [text or ""]
    for element in elements:
        if element.tag in SKIPPED:
            parts.append(element.tail or "")
        elif element.tag in INLINE:
            parts += [" ", " ".join(_texts(element)), " ", element.tail or ""]
        else:
            yield from _line(parts)
            yield from _lines(element)
            parts = [element.tail or ""]
    yield from _line(parts)


def _line(parts: list[str]) -> Iterator[str]:
    if text := clean_text("".join(parts)):
        yield text


def _texts(element: HtmlElement) -> Iterator[str]:
    """The texts of an inline element as they are read: what hangs in a link before what follows."""
    if element.tag in SKIPPED:
        return
    if element.text:
        yield element.text
    for child in element:
        yield from _texts(child)
        if child.tail:
            yield child.tail
