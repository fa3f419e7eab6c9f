"""CSS selectors of the everyday kind, answered from one index of a page's classes and ids.

A page is asked for half a dozen classes; as XPath each of them reads every class attribute of the
page anew and costs half of its parse. What is not of the everyday kind is parsel's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from lxml.html import HtmlElement

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


class Index:
    """The elements of a page by `.class` or `#id`, in document order; each kind read when asked."""

    def __init__(self, elements: Sequence[HtmlElement]) -> None:
        self.elements = elements

    def bearing(self, mark: str) -> list[HtmlElement]:
        """The elements that bear a class or an id."""
        if mark[0] == "#":
            return self._ids.get(mark, [])
        name = mark[1:]
        groups = [
            elements
            for names, elements in self._classes.items()
            if name in names and name in names.split()
        ]
        if len(groups) < 2:
            return groups[0] if groups else []
        found = {*chain.from_iterable(groups)}
        return [element for element in self.elements if element in found]

    @cached_property
    def _classes(self) -> dict[str, list[HtmlElement]]:
        """The elements by all that their class attribute says: a page has few such texts."""
        found: defaultdict[str, list[HtmlElement]] = defaultdict(list)
        for element in self.elements:
            if names := element.get("class"):
                found[names].append(element)
        return found

    @cached_property
    def _ids(self) -> dict[str, list[HtmlElement]]:
        found: dict[str, list[HtmlElement]] = {}
        for element in self.elements:
            if name := element.get("id"):
                found.setdefault(f"#{name}", []).append(element)
        return found


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
        named = index.bearing(step.marks[0])
        rest = [set(index.bearing(mark)) for mark in step.marks[1:]]
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
