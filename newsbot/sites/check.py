"""What is wrong with a site's declaration, as far as it can be said without a request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cssselect import SelectorError
from itemloaders.utils import arg_to_iter
from lxml import etree
from parsel.csstranslator import HTMLTranslator

from newsbot.data_listing import Template
from newsbot.errors import BadValue
from newsbot.given import check_url
from newsbot.items import Article
from newsbot.page.rows import BadPath, check_paths
from newsbot.schedule.every import read_every
from newsbot.sites.table import KEYS

LOADED = frozenset(
    "title summary published_at modified_at category view_count source authors editors language "
    "canonical_url body access".split()
)
"""Fields that a site may declare selectors for."""


PYTHON: Mapping[type, tuple[type, ...]] = {
    list: (list, tuple, set, frozenset),
    dict: (Mapping,),
}
"""What a file may hold where a row has a list or a table."""

LEAST: Mapping[str, float] = {"delay": 0, "timeout": 1}
"""Seconds that make sense."""


def problems_of(site: Any) -> Iterator[tuple[str, str]]:
    """(key, what is wrong and what would be right) of a spider class."""
    yield from _attributes(site)
    if wrong := [*_types(site)] or [*_contents(site)]:
        yield from wrong
        return  # what follows reads the values
    for base_url in str(getattr(site, "base_url", "")).split(","):
        try:
            check_url(base_url)
        except BadValue as wrong:
            yield "base_url", f"base_url {wrong}"
    yield from _selectors(site)
    yield from _declared(site)
    proxy = site.proxy
    if proxy and urlsplit(proxy).scheme not in ("http", "https"):
        yield "proxy", f"proxy {proxy!r} is no address such as http://proxy.example:3128"


def _attributes(site: Any) -> Iterator[tuple[str, str]]:
    """Attributes whose name is nearly one that newsbot knows: they would be ignored."""
    for name, value in vars(site).items():
        known = name.startswith("_") or name in KEYS or hasattr(site.__base__, name)
        if known or _is_hook(value):
            continue
        if near := get_close_matches(name, KEYS, 1, 0.8):
            yield name, f"unknown key {name!r}; did you mean {near[0]!r}?"


def _is_hook(value: object) -> bool:
    return callable(value) or isinstance(value, property | classmethod | staticmethod)


def _types(site: Any) -> Iterator[tuple[str, str]]:
    """Attributes whose value is of another kind than its key wants."""
    for name, value in vars(site).items():
        if name not in KEYS or _is_hook(value) or (value is None is getattr(site.__base__, name)):
            continue
        kind, words = KEYS[name]
        kinds = [k for one in arg_to_iter(kind) for k in PYTHON.get(one, (one,))]
        fits = isinstance(value, tuple(kinds)) and (kind is bool or not isinstance(value, bool))
        if not fits:
            yield name, f"{name} is {words}, not {value!r}"
        elif name in LEAST and value < LEAST[name]:
            yield name, f"{name} is {words}, {LEAST[name]} or more, not {value!r}"


def _contents(site: Any) -> Iterator[tuple[str, str]]:
    """Values inside lists and tables that are no texts."""
    for name in ("categories", "headers", "cookies", "fields"):
        for key, value in dict(getattr(site, name)).items():
            if not isinstance(key, str):
                yield name, f"{name} has {key!r}; its names are texts: {str(key)!r}"
            for one in arg_to_iter(value) if name in ("categories", "fields") else ():
                if not isinstance(one, str):
                    yield name, f"{name}.{key} is a text, not {one!r}"
    for name in ("article_links", "left_out", "site_names"):
        for one in arg_to_iter(getattr(site, name)):
            if not isinstance(one, str):
                yield name, f"{name} holds texts, not {one!r}"


def _selectors(site: Any) -> Iterator[tuple[str, str]]:
    for query in arg_to_iter(site.article_links):
        if wrong := _wrong_css(query):
            yield "article_links", f"article_links {query!r} is no CSS selector: {wrong}"
    known = LOADED & set(Article.keys())
    for name, queries in dict(site.fields).items():
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = (
                f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(sorted(known))}"
            )
            yield name, f"fields has no {name!r}; {hint}"
        for query in arg_to_iter(queries):
            is_xpath = query.startswith(("/", "./", "("))
            wrong = _wrong_xpath(query) if is_xpath else _wrong_css(query)
            if wrong:
                kind = "XPath" if is_xpath else "CSS selector"
                yield name, f"fields.{name} {query!r} is no {kind}: {wrong}"


def _declared(site: Any) -> Iterator[tuple[str, str]]:
    try:
        check_paths(site.data)
    except BadPath as error:
        yield "data", str(error)
    try:
        Template(site.listing_path, site.listing_body).places()
    except BadValue as error:
        yield "listing_path", str(error)
    try:
        re.compile(site.article_path)
    except re.error as error:
        yield (
            "article_path",
            f"article_path {site.article_path!r} is no regular expression: {error}",
        )
    try:
        ZoneInfo(site.time_zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        yield "time_zone", f"time_zone {site.time_zone!r} is unknown; one is like Asia/Shanghai"
    try:
        read_every(site.every or "never")
    except BadValue as error:
        yield "every", str(error)


def _wrong_css(query: str) -> str:
    try:
        HTMLTranslator().css_to_xpath(query)
    except (SelectorError, ValueError) as error:
        return str(error)
    return ""


def _wrong_xpath(query: str) -> str:
    try:
        etree.XPath(query)
    except etree.XPathSyntaxError as error:
        return str(error)
    return ""
