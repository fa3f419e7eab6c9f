"""What a page says of itself: JSON-LD, Open Graph, article:*, Dublin Core, microdata, <html lang>.

Each field has its rules in order of trust. Nothing is read before it is asked for.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement

from newsbot.items import Candidate
from newsbot.page import jsonld
from newsbot.page.vocabulary import JSON_LD_KEYS, META_RULES, MICRODATA_KEYS
from newsbot.page.wording import text_of

ADDRESS = re.compile(r"^(?:https?:)?//|^www\.", re.I)
SEPARATORS = re.compile(r"[,，、;；|]")
SECTIONS = re.compile(r",(?=\S)")
"""How some systems of weblogs join the sections of an article."""

TITLE_ELEMENT = "title element"
"""The rule of a title that <title> states."""

TITLE_PARTS = re.compile(
    r"\s*[_|｜»《》〉>]+\s*|\s+[-–—:·•]+\s+|(?<=[^\x00-\x7f])[-–—]+|[-–—]+(?=[^\x00-\x7f])"
)
"""What parts an article's title from the names of category and site in <title>."""

ITEMPROPS: Any = etree.XPath("descendant::*/@itemprop")
"""The attributes, which know their elements: found in a quarter of the elements' time."""

MOST_TAGS = 40

LONGEST_TITLE = 2_000
"""Code points of <title> that are read."""


class Metadata:
    """A page's own statements, as candidates in order of trust (`items.Candidate`)."""

    def __init__(self, root: HtmlElement, base_url: str) -> None:
        self.root = root
        self.base_url = base_url

    def candidates(self, field: str) -> list[Candidate]:
        """Candidates of `field`, most trusted first; raw texts as written (unescaped).

        Fields: title, summary, published_at, modified_at, authors (raw: list of names or a
        text), source, category, tags (list), language, canonical_url, alternates, images,
        access (free, metered, paywalled).
        """
        known = self._known.get(field)
        if known is None:
            known = self._known[field] = list(self._find(field))
        return known

    @cached_property
    def _known(self) -> dict[str, list[Candidate]]:
        return {}

    def _find(self, field: str) -> Iterator[Candidate]:
        special: dict[str, Callable[[], Iterator[Candidate]]] = {
            "title": self._titles,
            "category": self._categories,
            "authors": self._authors,
            "source": self._source,
            "tags": self._tags,
            "language": self._language,
            "canonical_url": self._canonical,
            "alternates": self._alternates,
            "images": self._images,
            "access": self._access,
        }
        return special.get(field, lambda: self._plain(field))()

    # --- The head, in one walk ----------------------------------------------------------------

    @cached_property
    def _head(self) -> tuple[dict[str, list[str]], list[HtmlElement], list[HtmlElement]]:
        """(contents of <meta> by name, <link> elements, JSON-LD scripts)."""
        meta: dict[str, list[str]] = {}
        links, scripts = [], []
        for element in self.root.iter("meta", "link", "script"):
            if element.tag == "meta":
                name = element.get("property") or element.get("name") or element.get("itemprop")
                content = element.get("content")
                if name and content and content.strip():
                    meta.setdefault(name.strip().lower(), []).append(_unescaped(content.strip()))
            elif element.tag == "link":
                links.append(element)
            elif "ld+json" in (element.get("type") or "").lower():
                scripts.append(element)
        return meta, links, scripts

    @cached_property
    def _objects(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        return jsonld.read_objects(self._head[2])

    @cached_property
    def _itemprops(self) -> dict[str, list[HtmlElement]]:
        found: dict[str, list[HtmlElement]] = {}
        body = next(self.root.iter("body"), None)
        for names in ITEMPROPS(body) if body is not None else ():
            for name in names.split():
                found.setdefault(name, []).append(names.getparent())
        return found

    @cached_property
    def page_title(self) -> str | None:
        """The text of <title>, white space collapsed, unescaped a second time."""
        element = next(self.root.iter("title"), None)
        text = text_of(element)[:LONGEST_TITLE] if element is not None else ""
        return " ".join(_unescaped(text).split()) or None

    @cached_property
    def site_names(self) -> list[str]:
        """Names that the page gives its site or publisher."""
        names = [name for key in META_RULES["site"] for name in self._head[0].get(key, ())]
        for found in (*self._objects[0], *self._objects[1]):
            names += jsonld.texts_of(found.get("publisher"))
        return list(dict.fromkeys(name for name in names if not ADDRESS.match(name)))

    @property
    def article_body(self) -> str | None:
        """The longest articleBody of the page's JSON-LD."""
        bodies = [b for o in self._objects[0] if isinstance(b := o.get("articleBody"), str)]
        return max(bodies, key=len, default=None)

    # --- Fields -------------------------------------------------------------------------------

    def _plain(self, field: str) -> Iterator[Candidate]:
        yield from self._from_json_ld(field)
        yield from self._from_meta(field)
        yield from self._from_microdata(field)

    def _titles(self) -> Iterator[Candidate]:
        yield from self._plain("title")
        parts = TITLE_PARTS.split(self.page_title or "")
        if longest := max(parts, key=len).strip():
            yield Candidate("title", longest, TITLE_ELEMENT)

    def _categories(self) -> Iterator[Candidate]:
        for found in self._plain("category"):
            section = SECTIONS.split(str(found.raw), maxsplit=1)[0]
            if not section.startswith("/"):  # a path
                yield Candidate("category", section, found.rule)

    def _from_json_ld(self, field: str) -> Iterator[Candidate]:
        for kind, objects in zip(("", " page"), self._objects, strict=True):
            for found in objects:
                for key in JSON_LD_KEYS.get(field, ()):
                    if text := jsonld.text_of(found.get(key)):
                        yield Candidate(field, _unescaped(text), f"json-ld{kind} {key}")

    def _from_meta(self, field: str) -> Iterator[Candidate]:
        for name in META_RULES.get(field, ()):
            for content in self._head[0].get(name, ()):
                yield Candidate(field, content, name)

    def _from_microdata(self, field: str) -> Iterator[Candidate]:
        for name in MICRODATA_KEYS.get(field, ()):
            for element in self._itemprops.get(name, ()):
                if text := _property_text(element):
                    yield Candidate(field, text, f"microdata {name}")

    def _authors(self) -> Iterator[Candidate]:
        for found in self._objects[0]:
            for key in ("author", "creator"):
                if names := jsonld.people_of(found.get(key)):
                    yield Candidate("authors", names, f"json-ld {key}")
        for name in META_RULES["authors"]:
            names = [text for text in self._head[0].get(name, ()) if not ADDRESS.match(text)]
            if names:
                yield Candidate("authors", names, name)
        yield from self._from_microdata("authors")

    def _source(self) -> Iterator[Candidate]:
        for found in self._objects[0]:
            if text := jsonld.text_of(found.get("sourceOrganization")):
                yield Candidate("source", text, "json-ld sourceOrganization")
        yield from self._from_meta("source")

    def _tags(self) -> Iterator[Candidate]:
        for found in self._objects[0]:
            if words := _split(jsonld.texts_of(found.get("keywords"))):
                yield Candidate("tags", words, "json-ld keywords")
        for name in META_RULES["tags"]:
            if words := _split(self._head[0].get(name, [])):
                yield Candidate("tags", words, name)

    def _language(self) -> Iterator[Candidate]:
        if lang := (self.root.get("lang") or self.root.get("xml:lang") or "").strip():
            yield Candidate("language", lang, "html lang")
        for found in self._objects[0]:
            if text := jsonld.text_of(found.get("inLanguage")):
                yield Candidate("language", text, "json-ld inLanguage")
        for name in ("og:locale", "content-language", "dc.language", "language"):
            for content in self._head[0].get(name, ()):
                yield Candidate("language", content, name)

    def _canonical(self) -> Iterator[Candidate]:
        for link in self._links("canonical"):
            yield Candidate("canonical_url", link.get("href"), "link canonical")
        for content in self._head[0].get("og:url", ()):
            yield Candidate("canonical_url", content, "og:url")

    def _alternates(self) -> Iterator[Candidate]:
        for link in self._links("alternate"):
            if link.get("hreflang") or link.get("media"):
                yield Candidate("alternates", self._absolute(link.get("href")), "link alternate")
        for link in self._links("amphtml"):
            yield Candidate("alternates", self._absolute(link.get("href")), "link amphtml")

    def _links(self, rel: str) -> list[HtmlElement]:
        return [
            link
            for link in self._head[1]
            if rel in (link.get("rel") or "").lower().split() and (link.get("href") or "").strip()
        ]

    def _absolute(self, href: str) -> str:
        try:
            return urljoin(self.base_url, href.strip())
        except ValueError:
            return href.strip()

    def _images(self) -> Iterator[Candidate]:
        for found in self._objects[0]:
            image = found.get("image")
            for row in image if isinstance(image, list) else [image]:
                text = jsonld.text_of(row.get("url") if isinstance(row, dict) else row)
                if text:
                    yield Candidate("images", self._absolute(text), "json-ld image")
        for candidate in self._from_meta("images"):
            yield candidate._replace(raw=self._absolute(candidate.raw))

    def _access(self) -> Iterator[Candidate]:
        for found in self._objects[0]:
            free = found.get("isAccessibleForFree")
            if free is not None:
                paid = str(free).strip().lower() in ("false", "0", "no")
                yield Candidate(
                    "access", "paywalled" if paid else "free", "json-ld isAccessibleForFree"
                )
        for name in ("article:content_tier", "og:content_tier", "content_tier"):
            for content in self._head[0].get(name, ()):
                tier = {"locked": "paywalled"}.get(content.lower(), content.lower())
                yield Candidate("access", tier, name)


def _unescaped(text: str) -> str:
    """Pages escape twice (`&amp;quot;`): the parser took the first, this takes the second."""
    return html.unescape(text) if "&" in text else text


def _property_text(element: HtmlElement) -> str | None:
    exact = ("title",) if element.tag == "abbr" else ()  # <abbr title="2011-03-30T21:05Z">9 PM
    for attribute in ("content", "datetime", *exact):
        if (element.get(attribute) or "").strip():
            return str(element.get(attribute)).strip()
    inner = element.xpath(".//*[@itemprop='name']")
    text = " ".join(text_of(inner[0] if inner else element).split())
    return text if 0 < len(text) <= 400 else None


def _split(texts: list[str]) -> list[str]:
    words = [word.strip() for text in texts for word in SEPARATORS.split(text)]
    return list(dict.fromkeys(word for word in words if word))[:MOST_TAGS]
