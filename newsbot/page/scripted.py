"""A page as its scripts would show it, as far as that stands in it as text; no script is run.

Links whose address is in `data-href` or `onclick`, or put together by a function (page/calls),
lists inside `document.write("...")`, inside records of data islands (`<![CDATA[<li>...]]>`, as
大汉 jcms has them) and inside text fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement

from newsbot.page.calls import Calls
from newsbot.page.document import Document
from newsbot.page.state import STRING, quoted_text

ADDRESSES = ("data-href", "data-url", "data-link", "data-target-url", "data-jump", "onclick")
"""Attributes in which a script finds where an element leads."""

BOXES = frozenset("div li td dl dt dd p span article section h1 h2 h3 h4 h5 h6".split())
"""What else may be made a link."""

QUOTED = re.compile(
    r"""["'](?P<url>(?:https?:)?//[^"'\s]+|\.{0,2}/[^"'\s]+|[\w./-]+\.s?html?)["']"""
)
"""An address in the call of a script."""

ADDRESS = re.compile(r"(?:https?:)?//\S+|\.{0,2}/\S+|[\w./-]+\.s?html?\b\S*|[\w./-]*\?\S+")
NO_LINK = re.compile(r"\s*(?:javascript:.*|#.*)?", re.I | re.S)
"""The `href` of a link that a script makes one."""

RECORD, RECORD_END = "<![CDATA[", "]]>"
WRITTEN = re.compile(r"\bdocument\.write(?:ln)?\(\s*(?=[\"'])")
JOINED = re.compile(r"\s*\+\s*(?=[\"'])")
OPEN_PLACE = re.compile(r"\{\{|<%|\$\{")
"""What is left open in a template: its links lead nowhere yet."""

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]+")
"""What a parsed page may hold, and lxml does not take (https://www.w3.org/TR/xml/#charsets)."""

LARGEST = 2_000_000
"""Characters of mark-up in scripts that are read."""


def scripted(document: Document, *, mark: str = "<a") -> Document | None:
    """The page as its scripts would show it; None where nothing in it says how.

    `mark` must stand in mark-up that scripts hold: "<a" where lists are looked for, "<p" where
    text is. What is shown without scripts, and what is a template, stands in the page, too.

    A new page: the tree of `document` stays as it is. Raises what `document.root` raises.
    """
    pieces = "".join(_pieces(document.root, mark))[:LARGEST]
    root = deepcopy(document.root)
    calls = Calls(root)
    changed = sum([_link(element, calls) for element in [*root.iter()][::-1]])  # inner ones first
    for element in root.iter("noscript", "template"):
        element.tag, changed = "div", changed + 1
    if not (pieces or changed):
        return None
    page = etree.tostring(root, encoding="unicode", method="html")
    shown = f"{page.rpartition('</body>')[0] or page}<div>{pieces}</div></body></html>"
    return Document(
        shown.encode("utf-8", "replace"), document.url, content_type="text/html; charset=utf-8"
    )


# --- Links ------------------------------------------------------------------------------------


def _link(element: HtmlElement, calls: Calls) -> bool:
    """Makes an element a link if a script does; whether it did."""
    if element.tag == "a":
        href = element.get("href") or ""
        if NO_LINK.fullmatch(href) and (address := _address(element, calls) or calls.address(href)):
            element.set("href", address)
            return True
        return False
    address = _address(element, calls) if element.tag in BOXES else None
    if address is None or any(not _is_idle(link) for link in element.iter("a")):
        return False
    for link in element.iter("a"):
        link.tag = "span"
    link = etree.SubElement(element, "a", href=address)
    link.text, element.text = UNWRITABLE.sub("", element.text or ""), None
    link.extend([child for child in element if child is not link])
    return True


def _is_idle(link: HtmlElement) -> bool:
    """Whether a link leads nowhere: the box around it does."""
    return NO_LINK.fullmatch(link.get("href") or "") is not None


def _address(element: HtmlElement, calls: Calls) -> str | None:
    """The address in the first attribute that a script reads, without what cannot be set."""
    for name in ADDRESSES:
        value = UNWRITABLE.sub("", element.get(name) or "").strip()
        if name == "onclick":
            found = QUOTED.search(value)
            return found["url"] if found else calls.address(value) if value else None
        if ADDRESS.fullmatch(value):
            return value
    return None


# --- Mark-up in scripts -----------------------------------------------------------------------


def _pieces(root: HtmlElement, mark: str) -> Iterator[str]:
    """The mark-up that stands in a page's scripts, text fields and inner frames."""
    for element in root.iter("script", "textarea", "xmp", "iframe"):
        text = element.text or ""
        if element.tag == "iframe":
            yield element.get("srcdoc") or ""
        if mark not in text.lower() or len(text) > LARGEST:
            continue
        if element.tag != "script" or "json" not in (element.get("type") or "").lower():
            piece = "".join(records_in(text)) or "".join(_written(text)) or _plain(element)
            if not OPEN_PLACE.search(piece):
                yield piece


def records_in(text: str) -> Iterator[str]:
    for piece in text.split(RECORD)[1:]:
        inside, end, _ = piece.partition(RECORD_END)
        if end:
            yield inside


def _plain(element: HtmlElement) -> str:
    """The whole of what is mark-up by what it is called or where it stands."""
    kind = (element.get("type") or "").lower()
    return element.text or "" if element.tag != "script" or kind.startswith("text/x") else ""


def _written(script: str) -> Iterator[str]:
    """What a script writes into the page, where that is literal."""
    for call in WRITTEN.finditer(script):
        at = call.end()
        while found := STRING.match(script, at):
            yield quoted_text(found[0])
            joined = JOINED.match(script, found.end())
            if joined is None:
                break
            at = joined.end()
