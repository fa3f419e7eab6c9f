"""XML as sites print it -> a tree: broken nesting, bare ampersands, HTML's entities, no prefixes.

Nothing is expanded or fetched: a document type is cut away before the parse, entities of HTML are
replaced by their characters, and the parser resolves none.
"""

from __future__ import annotations

import html
import re

from lxml import etree
from lxml.etree import _Element

from newsbot.page.decoding import decode

PREFIXES = {
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://purl.org/net/rss1.1#": "",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap/0.84": "",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://www.google.com/schemas/sitemap-image/1.1": "image",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/rss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/xml/1998/namespace": "xml",
}
"""Namespace -> the prefix under which its names are known here; "" for those of a feed itself.

Compared in lower case, without a closing slash. Atom and RSS share the empty prefix, because
feeds mix them; `atom:link` within RSS is a `link` with `href`.
"""

ALIASES = {"a10": "", "atom": "", "atom10": "", "atom03": "", "rss": "", "dct": "dcterms"}
"""Prefixes that stand undeclared -> the known one."""

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ILLEGAL_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[1-24-9]|2\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1\w));"
)
ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|urlset|sitemapindex|opml)[\s>]", re.I)
SNIFFED = 8_192
"""What stands before the root (warnings of a server's scripts) is cut away, within so much."""

CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.S)
DOCTYPE = re.compile(r"<!DOCTYPE(?:[^>\[]|\[(?:[^\]\"']|\"[^\"]*\"|'[^']*')*\])*>", re.I)
DECLARATION = re.compile(r"<\?xml[^>]*\?>", re.I)
NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")
BARE = re.compile(r"&(?!(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)")
PARSER_OPTIONS = {
    "recover": True,
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def xml_text(body: bytes, content_type: str | None = None) -> str:
    """The text of an XML document without declaration and document type, safe to parse.

    `body` in whatever charset (header, byte order mark, declaration, detection).
    """
    text = decode(body, content_type).text
    root = ROOT.search(text[:SNIFFED])
    text = text[root.start() if root and "<!DOCTYPE" not in text[:SNIFFED] else 0 :]
    text = text[max(text.find("<"), 0) :]
    text = ILLEGAL.sub("", DECLARATION.sub("", text, count=1))
    if "<!DOCTYPE" in text[:20_000] or "<!doctype" in text[:20_000]:
        text = DOCTYPE.sub("", text, count=1)
    pieces = CDATA.split(text)
    pieces[::2] = [_escaped(piece) for piece in pieces[::2]]
    return "".join(pieces)


def parse_xml(body: bytes, content_type: str | None = None) -> _Element | None:
    """The root of an XML document, however broken; None where there is none."""
    parser = etree.XMLParser(encoding="utf-8", **PARSER_OPTIONS)  # type: ignore[arg-type]
    try:
        return etree.fromstring(xml_text(body, content_type).encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None


def name_of(element: _Element) -> str:
    """An element's name in lower case with its known prefix: `item`, `dc:date`."""
    return _name(element.tag) if isinstance(element.tag, str) else ""


def _name(tag: str) -> str:
    if tag[:1] == "{":
        space, _, local = tag[1:].partition("}")
        space = space.lower().rstrip("/") + "/"
        prefix = KNOWN.get(space)
        if prefix is None:
            prefix = "" if "atom" in space or "rss" in space else "other"
    else:
        prefix, _, local = tag.rpartition(":")
        prefix = ALIASES.get(prefix.lower(), prefix.lower())
    return f"{prefix}:{local.lower()}" if prefix else local.lower()


KNOWN = {space.rstrip("/") + "/": prefix for space, prefix in PREFIXES.items()}


def _escaped(text: str) -> str:
    """Text outside CDATA with HTML's entities as characters and bare ampersands escaped."""
    if "&" not in text:
        return text
    text = NAMED.sub(_character, ILLEGAL_REFERENCE.sub("", text))
    return BARE.sub("&amp;", text)


def _character(found: re.Match[str]) -> str:
    char = html.unescape(found[0])
    return char if char != found[0] else f"&amp;{found[1]};"
