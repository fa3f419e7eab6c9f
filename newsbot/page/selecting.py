"""CSS selectors of the everyday kind, answered from one index of a page's classes and ids.

A page is asked for half a dozen classes; as XPath each of them reads every class attribute of the
page anew and costs half of its parse. What is not of the everyday kind is parsel's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

Index = dict[str, list[HtmlElement]]

MARKED = etree.XPath("//*[@class or @id]")
STEP = re.compile(r"([a-zA-Z][a-zA-Z0-9]*)?((?:[.#][a-zA-Z_][\w-]*)*)", re.ASCII)
ATTRIBUTE = re.compile(r"::attr\(([a-z][a-z-]*)\)$", re.ASCII)


class Step(NamedTuple):
    """A compound of a selector: a tag ("" for any) and marks (`.class`, `#id`)."""

    tag: str
    marks: tuple[str, ...]


class Query(NamedTuple):
    """A selector's steps, and the attribute that is wanted instead of the elements."""

    steps: tuple[Step, ...]
    attribute: str


def index_of(root: HtmlElement) -> Index:
    """`.class` or `#id` -> the elements that bear it, in document order."""
    index: Index = {}
    for element in MARKED(root):
        for mark in _marks(element.get("class"), element.get("id")):
            index.setdefault(mark, []).append(element)
    return index


@lru_cache(maxsize=4096)  # a page says the same of each card of a list, and a site on each page
def _marks(classes: str | None, name: str | None) -> tuple[str, ...]:
    """What an element can be asked for by."""
    found = [f".{each}" for each in dict.fromkeys((classes or "").split())]
    return (*found, f"#{name}") if name else tuple(found)


@lru_cache(maxsize=1024)
def read_query(css: str) -> Query | None:
    """A selector of tags, classes, ids and descendants (`div.meta a::attr(href)`), else None."""
    attribute = ATTRIBUTE.search(css)
    steps = []
    for word in css[: attribute.start() if attribute else None].split():
        found = STEP.fullmatch(word)
        if found is None:
            return None
        steps.append(Step((found[1] or "").lower(), tuple(re.findall(r"[.#][\w-]+", found[2]))))
    if not any(step.marks for step in steps):
        return None
    return Query(tuple(steps), attribute[1] if attribute else "")


def select(root: HtmlElement, index: Index, query: Query) -> list[HtmlElement] | list[str]:
    """What the selector chooses, in document order: elements, or their attribute's values."""
    found = [root]
    within: set[HtmlElement] | None = None
    for step in query.steps:
        found = list(_below(found, within, step, index))
        if not found:
            return []
        within = set(found)
    if query.attribute:
        return [value for e in found if (value := e.get(query.attribute)) is not None]
    return found


def _below(
    outer: list[HtmlElement], within: set[HtmlElement] | None, step: Step, index: Index
) -> Iterator[HtmlElement]:
    """The elements of a step that lie inside one of `outer`; `within` None: anywhere."""
    if step.marks:
        named = index.get(step.marks[0], [])
        rest = [set(index.get(mark, ())) for mark in step.marks[1:]]
        for element in named:
            if step.tag not in ("", element.tag) or not all(element in one for one in rest):
                continue
            if within is None or any(above in within for above in element.iterancestors()):
                yield element
        return
    seen: set[HtmlElement] = set()
    for element in outer:
        for inner in element.iter(step.tag):
            if inner not in seen and (inner is not element or within is None):
                seen.add(inner)
                yield inner
