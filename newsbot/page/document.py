"""One page: one decode, one parse, shared by every reader.

Readers never change the tree; they collect elements to leave out instead.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement, document_fromstring
from parsel import Selector

from newsbot.errors import BrokenText, HostilePage, NotHtml
from newsbot.page.decoding import decode
from newsbot.page.guards import (
    MOST_ATTRIBUTES,
    count_tags,
    cut,
    one_tree,
    without_crowds,
    without_huge_scripts,
)
from newsbot.page.marks import Marks, read_marks
from newsbot.page.metadata import Metadata
from newsbot.page.selecting import Index, read_query, select

DOCUMENT = "document"
"""Key of `request.meta` under which a response's page is kept, so that it is parsed once."""

MOST_TAGS = 1_000_000
"""Tags from which a page is refused."""

MOST_READ = 40_000
"""Tags of a page that are parsed at most: no newspaper prints 10,000 links, libxml2 needs 600 bytes
for each tag and the readers 10 µs. The head and the foot of a larger page are read."""

CUT = "cut"
"""Problem of a page of which only the head and the foot were read."""

LARGEST = 6_000_000
"""Code points of the largest page that is parsed, huge scripts aside: each costs 30 bytes of
memory."""

BROKEN_SHARE = 0.2
"""Share of replacement characters from which a text is no text."""

MAGIC = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"OggS",
)
"""First bytes of files that are no pages: PDF, PNG, JPEG, GIF, ZIP, gzip, WebP/AVI, Ogg."""

ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
"""Every element is an HtmlElement: lxml.html's own lookup asks Python once for each."""

HEAD = 4_096
"""Bytes of UTF-8 in which it shows whether they are a text: 1,024 characters and more."""

CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
BINARY_SHARE = 0.1
"""Share of control characters in the first kilobyte from which a file is no text."""


class Document:
    """A page's bytes as text, tree and metadata.

    `body`: raw bytes; `url`: the address that they came from (may be ""); `content_type`: the
    response's header. `text`, `encoding` and `problems` are there at once and never raise;
    `root` parses when it is first asked for and raises HostilePage, NotHtml or BrokenText.
    """

    def __init__(self, body: bytes, url: str, *, content_type: str | None = None) -> None:
        self.url = url
        self.body = body
        decoded = decode(body, content_type)
        self.stretches = decoded.stretches
        self.encoding = decoded.encoding
        self.problems: list[str] = list(decoded.problems)

    @property
    def text(self) -> str:
        """The text of the page."""
        return self.stretches.text

    @property
    def root(self) -> HtmlElement:
        """The tree of the page, parsed once."""
        return self.elements[0]

    @cached_property
    def elements(self) -> list[HtmlElement]:
        """All elements, in document order; comments and processing instructions are left out.

        While they are held, each walk over the tree finds their objects; lxml makes them anew for
        every walk otherwise. Raises as `root` does.
        """
        page = self._guarded(self._readable())
        parser = etree.HTMLParser(
            encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False
        )
        parser.set_element_class_lookup(ONE_CLASS)
        try:
            root = document_fromstring(one_tree(page), parser=parser)
        except etree.ParserError as empty:
            raise NotHtml("the page is empty") from empty
        last = parser.error_log.last_error
        if last is not None and last.type_name == "ERR_RESOURCE_LIMIT":
            raise HostilePage("nested deeper than 256 levels")
        return [*root.iter()]

    @cached_property
    def classes(self) -> list[str | None]:
        """The class attribute of each element; None where there is none."""
        return [element.get("class") for element in self.elements]

    @cached_property
    def ids(self) -> list[str | None]:
        """The id of each element; None where there is none."""
        return [element.get("id") for element in self.elements]

    @cached_property
    def selector(self) -> Selector:
        """parsel's view of the same tree."""
        return Selector(root=self.root, type="html")

    @cached_property
    def index(self) -> Index:
        """Which elements bear which class or id."""
        return Index(self.elements)

    def select(self, css: str) -> list[Any]:
        """What a CSS selector chooses: elements, or strings for `::attr(...)` and `::text`."""
        query = read_query(css)
        if query is None:
            return [found.root for found in self.selector.css(css)]
        return select(self.root, self.index, query)

    def xpath(self, query: str) -> list[Any]:
        """What an XPath expression chooses: elements or strings."""
        return [found.root for found in self.selector.xpath(query)]

    @cached_property
    def base_url(self) -> str:
        """What relative addresses are relative to: `<base href>` if it is http(s), else `url`."""
        base = next(self.root.iter("base"), None)
        href = (base.get("href") or "").strip() if base is not None else ""
        absolute = _join(self.url, href)
        return absolute if absolute.startswith(("http://", "https://")) else self.url

    @cached_property
    def origin(self) -> str:
        """What addresses that begin with a slash are put behind; "" where there is none."""
        return _join(self.base_url, "/").removesuffix("/")

    @cached_property
    def metadata(self) -> Metadata:
        """What the page says of itself."""
        return Metadata(self.root, self.base_url)

    @cached_property
    def marks(self) -> Marks:
        """What the page marks as its date, author and source."""
        return read_marks(self.elements, self.classes, self.ids)

    def _readable(self) -> bytes:
        """The page without scripts of megabytes; of a flood of tags only its head and foot."""
        page = without_huge_scripts(self.stretches.utf8)
        count = count_tags(page)
        if count > MOST_TAGS:
            raise HostilePage(f"too large: more than {MOST_TAGS:,} tags")
        if count > MOST_READ:
            self.problems.append(CUT)
            page = cut(page, MOST_READ)
        return page

    def _guarded(self, page: bytes) -> bytes:
        """The page without what would hang or fill the parser, or a refusal."""
        if len(page) > LARGEST and len(page.decode("utf-8", "replace")) > LARGEST:
            raise HostilePage(f"too large: more than {LARGEST:,} characters")
        head = self.stretches.utf8[:HEAD].decode("utf-8", "ignore")
        if not head.strip() and not self.text.strip():
            raise NotHtml("the page is empty")
        if self.body.startswith(MAGIC) or _binary(head[:1_024]):
            raise NotHtml("the response is no HTML page")
        broken = 0 if self.stretches.is_sound else self.text.count("\ufffd")
        if broken > BROKEN_SHARE * len(self.stretches):
            raise BrokenText(f"no charset decodes it (tried {self.encoding} last)")
        safe = without_crowds(page)
        if safe is None:
            raise HostilePage(f"a tag has more than {MOST_ATTRIBUTES} attributes")
        return safe


def _binary(head: str) -> bool:
    return len(CONTROLS.findall(head)) > BINARY_SHARE * max(len(head), 1)


def _join(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return base
