"""What a listing's scripts ask for as one reads on: data behind an address that they put together.

`$.ajax({url: '/api/list', data: {cid: 12, page: page, size: 8}})`, `$.getJSON('/api/list?p=' + p)`,
`fetch(...)`, `axios.get(...)`. It is asked for only where the page says, too, how the address of an
entry is made of it (`href="/a/' + row.id + '.html"`). Records of 大汉 jpage name their next group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

from newsbot.page.calls import Calls, Pattern, read_pattern
from newsbot.page.document import Document
from newsbot.page.scripted import records_in

MOST_ASKS = 20
REACH = 400
"""Calls of a page that are looked at, and the characters behind an address in which the rest of the
call stands."""

ASK = re.compile(
    r"(?:\burl\s*:|\$\.(?:get|getJSON)\(|\baxios(?:\.get)?\(|\bfetch\(|\.open\(\s*[\"']GET[\"']\s*,)"
    r"\s*(?=[\"'`])",
    re.I,
)
POSTED = re.compile(r"\b(?:type|method)\s*:\s*[\"']post", re.I)
GIVEN = re.compile(r"[^};]{0,200}?(?:\b(?:data|params)\s*:|,)\s*\{(?P<pairs>[^{}]{1,300})\}")
PAIR = re.compile(r"""["']?([\w$]{1,40})["']?\s*:\s*("[^"]*"|'[^']*'|[\w$.]+)""")
PAGE = re.compile(
    r"(?:cur(?:rent)?_?|now_?)?(?:page|p)(?:_?(?:no|num|number|index))?|pn|pg|curr(?:ent)?", re.I
)
"""Names of what counts the pages."""

ROWS = (
    re.compile(
        r"""href\s?=\s?\\?["']{0,2}(?P<before>[^"'<>\\\s]{0,100})["']\s{0,9}\+\s{0,9}(?:[\w$]{1,20}\.)?"""
        r"""(?P<name>[\w$]{1,30})\s{0,9}\+?\s{0,9}["'](?P<after>[^"'<>\\\s]{0,60})"""
    ),
    re.compile(
        r"""href\s?=\s?\\?["'](?P<before>[^"'<>$\\\s{]{0,100})(?:\$\{|\{\{)\s?(?:[\w$]{1,20}\.)?"""
        r"""(?P<name>[\w$]{1,30})\s?\}{1,2}(?P<after>[^"'<>\\\s]{0,60})"""
    ),
)
"""How a script makes an entry's address of a row: of texts and names, or as a template."""

FORBIDDEN = re.compile(r"log(?:in|out)|vote|like|digg|comment|count|hit|click|stat|search", re.I)
"""Parts of addresses that do something or list something else."""

STORE = re.compile(r"\s{0,20}(?:<\?xml[^<>]{0,100}\?>\s{0,20})?<datastore>", re.I)
NEXT_GROUP = re.compile(
    r"<nextgroup>\s{0,20}(?:<!\[CDATA\[)?\s{0,20}<a\s[^<>]{0,40}href=[\"']([^\"'<>]{1,500})", re.I
)


class Asked(NamedTuple):
    """Where a page of entries stands as data, and the address of an entry with its places:
    `/a/{id}.html`."""

    url: str
    row: str


def read_asked(document: Document, page: int) -> Asked | None:
    """What the scripts of a listing's page would ask for to show page `page` (from 1)."""
    row = next(filter(None, map(_row, (form.search(document.text) for form in ROWS))), None)
    if row is None:
        return None
    calls = Calls(document.root)
    for pattern, given in _asks(calls):
        url = _filled(pattern, given, calls.variables, document.url, page)
        if url and not FORBIDDEN.search(urlsplit(url).path):
            return Asked(url, row)
    return None


def _row(found: re.Match[str] | None) -> str | None:
    if found is None or "/" not in found["before"] or found["before"].startswith("//"):
        return None
    return f"{found['before']}{{{found['name']}}}{found['after']}"


def _asks(calls: Calls) -> Iterator[tuple[Pattern, str]]:
    """(address, the names and values that are sent) of each call that gets something."""
    left = MOST_ASKS
    for script in calls.scripts:
        for found in ASK.finditer(script):
            known = read_pattern(script, found.end())
            left -= 1
            if left < 0:
                return
            around = script[max(found.start() - 100, 0) : found.end() + REACH]
            if known and not POSTED.search(around):
                given = GIVEN.match(script, known[1], known[1] + REACH)
                yield known[0], given["pairs"] if given else ""


def _filled(
    pattern: Pattern, given: str, variables: Mapping[str, str], url: str, page: int
) -> str | None:
    """The address of a page; None where a value is not known, or nothing counts pages."""
    asked = dict(parse_qsl(urlsplit(url).query))
    counted = False

    def value(key: str, name: str) -> str | None:
        nonlocal counted
        if PAGE.fullmatch(key):
            counted = True
            return str(page)
        if name[:1] in "\"'" or name.isdigit():
            return name.strip("\"'")
        return variables.get(name, asked.get(key))

    pieces: list[str] = []
    for number, part in enumerate(pattern.parts):
        key = re.search(r"[?&](\w+)=$", pieces[-1]) if number % 2 else None
        said = value(key[1], part) if key else variables.get(part) if number % 2 else part
        if said is None:
            return None
        pieces.append(quote(said) if number % 2 else said)
    sent = {key: value(key, name) for key, name in PAIR.findall(given)}
    if None in sent.values():
        return None
    path, _, query = "".join(pieces).partition("?")
    pairs = dict(parse_qsl(query, keep_blank_values=True)) | {k: v or "" for k, v in sent.items()}
    for key in pairs:
        if PAGE.fullmatch(key) and pairs[key].isdigit():
            pairs[key], counted = str(page), True
    return urljoin(url, f"{path}?{urlencode(pairs)}") if counted else None


def next_group(document: Document) -> str | None:
    """The address of the records that follow those of a page or answer, absolute."""
    found = NEXT_GROUP.search(document.text)
    return urljoin(document.url, found[1].replace("&amp;", "&")) if found else None


def records(document: Document) -> Document | None:
    """An answer that is a store of records, as a page; None for others."""
    if not STORE.match(document.text):
        return None
    page = f"<html><body>{''.join(records_in(document.text))}</body></html>"
    return Document(page.encode(), document.url, content_type="text/html; charset=utf-8")
