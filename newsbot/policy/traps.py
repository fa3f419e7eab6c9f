"""Traps: sites that never end. Pure decisions on addresses and on what their pages gave.

Five kinds are known: a page of 200,000 links, a calendar that goes on for ever, session ids that
give every visit new addresses, paths that grow (/a/b/a/b/...), and indexes that list themselves.
None can be told from its first page, so there are caps, and there is the look back: addresses of
one pattern that again and again give nothing new are no longer asked for. Other patterns of the
host go on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

MOST_SEGMENTS = 25
MOST_REPEATS = 3
"""How often one segment may stand in a path: /a/b/a/b/a/b/a is a loop of relative links."""

MOST_PARAMETERS = 40


class Limits(NamedTuple):
    """The user's numbers; pages and links."""

    depth: int = 50  # links from the first page to this one
    host_pages: int = 20_000  # pages asked of one host in a run
    page_links: int = 1_000  # links of one pattern that are taken from one page
    flood: int = 5_000  # links from which a page is no listing but a flood ...
    flood_taken: int = 100  # ... of which so many are taken, a pattern
    same_address: int = 3  # times that one address is asked for, retries aside
    fruitless: int = 50  # pages of one pattern in a row that gave nothing new


DEFAULT = Limits()

NUMBER = re.compile(r"\d+")
TOKEN = re.compile(r"(?=[0-9a-zA-Z_-]*\d)[0-9a-zA-Z_-]{16,}")
"""A segment that is an id or a session's key: long, and with a digit."""

COMMON = bytes(range(48, 58)) + b"abcdefABCDEF"
"""Digits and hexadecimal letters: what changes on pages that otherwise stay the same."""


@lru_cache(maxsize=4_096)  # asked when a link is taken, when it is followed, and of what it gave
def pattern(url: str) -> str:
    """What an address has in common with its kind: host and path, numbers and ids as `0`, and
    the names of its parameters."""
    parts = urlsplit(url)
    segments = ["0" if TOKEN.fullmatch(s) else NUMBER.sub("0", s) for s in parts.path.split("/")]
    names = sorted({pair.partition("=")[0] for pair in parts.query.split("&") if pair})
    return f"{parts.netloc}{'/'.join(segments)}{'?' if names else ''}{'&'.join(names)}"


def winding(url: str) -> str:
    """Why an address looks as if links led in circles; "" where it does not."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    if len(segments) > MOST_SEGMENTS:
        return f"a path of {len(segments)} segments"
    if len(segments) > MOST_REPEATS:
        segment, times = Counter(segments).most_common(1)[0]
        if times > MOST_REPEATS:
            return f"a path with {segment[:40]} {times} times"
    if parts.query.count("&") > MOST_PARAMETERS:
        return f"{parts.query.count('&') + 1} parameters"
    return ""


def likeness(body: bytes) -> int:
    """A page's fingerprint, the same for pages that differ in numbers and hexadecimal ids only;
    another one in each process."""
    return hash(body.translate(None, COMMON))


@dataclass(slots=True)
class Pattern:
    """How pages of one pattern did: how many in a row gave nothing new."""

    fruitless: int = 0
    trapped: bool = False


@dataclass(slots=True)
class Paths:
    """Where one crawl has been, as far as traps are concerned."""

    limits: Limits = DEFAULT
    pages: Counter[str] = field(default_factory=Counter)
    asked: Counter[Hashable] = field(default_factory=Counter)
    patterns: dict[str, Pattern] = field(default_factory=dict)
    bodies: dict[int, Hashable] = field(default_factory=dict)

    def why_not(self, url: str, *, key: Hashable, depth: int) -> str:
        """Why a request is not made, "" where it is; `key` is equal for equal requests."""
        found = self.patterns.get(pattern(url))
        if found and found.trapped:
            return f"{self.limits.fruitless} pages of the pattern {pattern(url)} gave nothing new"
        if depth > self.limits.depth:
            return f"{depth} links away from the start"
        if why := winding(url):
            return why
        host = urlsplit(url).netloc
        if self.pages[host] >= self.limits.host_pages:
            return f"{self.limits.host_pages} pages of {host} in one run"
        if self.asked[key] >= self.limits.same_address:
            return f"asked for {self.limits.same_address} times in one run"
        self.pages[host] += 1
        self.asked[key] += 1
        return ""

    def looks_new(self, url: str, body: bytes) -> bool:
        """Whether no other address of this crawl gave the same page but for its numbers."""
        key = likeness(body)
        return self.bodies.setdefault(key, url) == url

    def gave(self, url: str, *, something: bool) -> str:
        """Notes what a page gave; the pattern, where that makes it a trap."""
        name = pattern(url)
        found = self.patterns.setdefault(name, Pattern())
        found.fruitless = 0 if something else found.fruitless + 1
        if found.fruitless < self.limits.fruitless or found.trapped:
            return ""
        found.trapped = True
        return name
