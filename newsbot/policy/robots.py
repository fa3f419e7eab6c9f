"""robots.txt to the letter of RFC 9309: parser and decision.

Why an own parser: Protego, which Scrapy uses, differs from the RFC where it matters for one
named crawler (a group "news" is taken for "newsbot", "newsbot/2.0" is not; a Crawl-delay line
ends a list of user agents; %3F equals ?; "Allow: /index.html" opens "/"; a byte order mark
hides the first group). tests/test_robots.py holds each of these cases.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from urllib.parse import quote, urlsplit

MAX_BYTES = 512_000
"""RFC 9309 2.5: at least 500 KiB must be read; the rest of a longer file is ignored."""

Access = Literal["rules", "free", "unreachable"]
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_EOL = re.compile(r"\r\n|\r|\n")
_TOKEN = re.compile(r"[A-Za-z0-9_-]+")
_SEPARATOR = re.compile(r"\s*:\s*|\s+")

FIELDS = {
    # as written in robots.txt, misspellings of real files included -> our name
    "user-agent": "agent",
    "useragent": "agent",
    "disallow": "disallow",
    "dissallow": "disallow",
    "dissalow": "disallow",
    "disalow": "disallow",
    "diasllow": "disallow",
    "disallaw": "disallow",
    "allow": "allow",
    "sitemap": "sitemap",
    "site-map": "sitemap",
    "crawl-delay": "delay",
    "crawldelay": "delay",
    "content-usage": "content-usage",
    "content-signal": "content-signal",
}


class Verdict(NamedTuple):
    """May the address be fetched, and the line that says so ("" where no rule matches)."""

    allowed: bool
    evidence: str = ""


class Usage(NamedTuple):
    """A Content-Usage or Content-Signal line that applies to an address."""

    name: Literal["content-usage", "content-signal"]
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One Allow or Disallow line; `pattern` is normalized, `length` counts its octets."""

    allow: bool
    pattern: str
    line: int
    parts: tuple[str, ...] = ()
    anchored: bool = False

    def matches(self, path: str) -> bool:
        """Whether the normalized path and query begin with (or, anchored, are) the pattern."""
        return _matches(self.parts, self.anchored, path)

    def evidence(self) -> str:
        """The rule as a person would write it, with its line."""
        return f"{'Allow' if self.allow else 'Disallow'}: {self.pattern} (line {self.line})"


@dataclass(slots=True)
class Group:
    """Everything that the file says to one user agent."""

    rules: list[Rule] = field(default_factory=list)
    usages: list[tuple[tuple[str, ...], bool, int, Usage]] = field(default_factory=list)
    delay: float | None = None

    def sort(self) -> None:
        """Most octets first, Allow before Disallow of the same length (RFC 9309 2.2.2)."""
        self.rules.sort(key=lambda rule: (-len(rule.pattern), not rule.allow))


@dataclass(slots=True)
class Robots:
    """A parsed robots.txt. An empty one allows everything."""

    groups: dict[str, Group] = field(default_factory=dict)
    sitemaps: list[str] = field(default_factory=list)

    def decide(self, url: str, agent: str) -> Verdict:
        """Whether `agent` (a product token or a whole User-Agent header) may fetch `url`."""
        path = path_of(url)
        if path == "/robots.txt":
            return Verdict(True)
        for rule in self._group(agent).rules:
            if rule.matches(path):
                return Verdict(rule.allow, rule.evidence())
        return Verdict(True)

    def crawl_delay(self, agent: str) -> float | None:
        """Seconds between two requests that the site asks for (not in the RFC, but common)."""
        return self._group(agent).delay

    def usages(self, url: str, agent: str) -> list[Usage]:
        """The usage preferences for an address: of Content-Usage the longest path only."""
        path = path_of(url)
        found = [use for use in self._group(agent).usages if _matches(use[0], use[1], path)]
        longest = max((u[2] for u in found if u[3].name == "content-usage"), default=0)
        return [u[3] for u in found if u[3].name == "content-signal" or u[2] == longest]

    def _group(self, agent: str) -> Group:
        return self.groups.get(token_of(agent)) or self.groups.get("*") or _NOTHING


_NOTHING = Group()


def access(status: int | None) -> Access:
    """What an answer to /robots.txt means (RFC 9309 2.3.1); None = no answer at all.

    2xx: its rules; 4xx: no rules; everything else, and 429 too, which asks us to stay away:
    unreachable, so nothing of the host may be fetched.
    """
    if status is None or status == 429:
        return "unreachable"
    if 200 <= status < 300:
        return "rules"
    return "free" if 400 <= status < 500 else "unreachable"


def token_of(agent: str) -> str:
    """The product token of a User-Agent value, lower case: "newsbot/1.0 (+...)" -> "newsbot"."""
    agent = agent.strip()
    if agent.startswith("*"):
        return "*"
    found = _TOKEN.match(agent)
    return found[0].lower() if found else ""


def path_of(url: str) -> str:
    """Path and query of an address as rules are compared with (RFC 9309 2.2.2)."""
    parts = urlsplit(url.partition("#")[0])
    path = parts.path or "/"
    if parts.query or "?" in url:
        path = f"{path}?{parts.query}"
    return _normalize(path).replace("*", "%2A").replace("$", "%24")


def parse(body: bytes) -> Robots:
    """Read a robots.txt; never fails: what makes no sense is skipped, as the RFC asks."""
    reader = _Reader()
    for number, line in enumerate(_lines(body), start=1):
        reader.read(number, line)
    for group in reader.robots.groups.values():
        group.sort()
    return reader.robots


class _Reader:
    """The state between two lines: whose group it is, and whether its rules have begun."""

    def __init__(self) -> None:
        self.robots = Robots()
        self._agents: list[str] = []
        self._in_rules = False

    def read(self, number: int, line: str) -> None:
        name, value = _field(line)
        if name == "agent":
            self._agent(value)
        elif name in ("allow", "disallow"):
            self._in_rules = True
            self._rule(name == "allow", value, number)
        elif name == "sitemap" and value:
            self.robots.sitemaps.append(value)
        elif name == "delay":
            self._delay(value)
        elif name in ("content-usage", "content-signal"):
            self._usage(name, value, number)

    def _agent(self, value: str) -> None:
        if self._in_rules:
            self._agents, self._in_rules = [], False
        token = token_of(value)
        if token:
            self._agents.append(token)
            self.robots.groups.setdefault(token, Group())

    def _groups(self) -> Iterable[Group]:
        return (self.robots.groups[agent] for agent in self._agents)

    def _rule(self, allow: bool, value: str, number: int) -> None:
        if not value:
            return
        parts, anchored, pattern = _pattern(value)
        rule = Rule(allow, pattern, number, parts, anchored)
        for group in self._groups():
            group.rules.append(rule)

    def _delay(self, value: str) -> None:
        seconds = seconds_of(value)
        for group in self._groups() if seconds is not None else ():
            group.delay = seconds

    def _usage(self, name: str, value: str, number: int) -> None:
        """`Content-Usage: [path] preferences`; Content-Signal has no path."""
        path = "/"
        if name == "content-usage":
            self._in_rules = True  # the draft makes it a rule of the group's grammar
            if value.startswith("/"):
                path, _, value = value.partition(" ")
        parts, anchored, pattern = _pattern(path)
        kind: Literal["content-usage", "content-signal"] = (
            "content-usage" if name == "content-usage" else "content-signal"
        )
        for group in self._groups():
            use = Usage(kind, value.strip(), number)
            group.usages.append((parts, anchored, len(pattern), use))


def seconds_of(value: str) -> float | None:
    """A Crawl-delay value in seconds; None for garbage, negative and not finite ones."""
    found = re.match(r"\d+(?:\.\d+)?", value)
    return float(found[0][:12]) if found else None


def _lines(body: bytes) -> list[str]:
    whole = len(body) <= MAX_BYTES
    body = body[:MAX_BYTES]
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = body.decode("utf-16", "replace")
    else:
        text = body.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    lines = _EOL.split(text)
    return lines if whole else lines[:-1]  # a line cut in two would say something else


def _field(line: str) -> tuple[str, str]:
    line = line.partition("#")[0].strip(" \t")
    if line[:10].lower() == "user agent":
        line = "user-agent" + line[10:]
    name, *value = _SEPARATOR.split(line, maxsplit=1)
    return FIELDS.get(name.lower(), ""), value[0] if value else ""


def _pattern(value: str) -> tuple[tuple[str, ...], bool, str]:
    """The parts between stars, whether it ends the address, and the normalized pattern."""
    anchored = value.endswith("$")
    text = _normalize(value[:-1] if anchored else value).replace("$", "%24")
    text = re.sub(r"\*+", "*", text)
    return tuple(text.split("*")), anchored, text + "$" * anchored


def _normalize(text: str) -> str:
    """Percent-encoding made comparable: unreserved ones decoded, non-ASCII encoded, upper case."""
    if "%" in text:
        text = _ESCAPE.sub(_unescape, text)
    if text.isascii() and " " not in text:
        return text
    return quote(text, safe="/%?#[]@!$&'()*+,;=:-._~", errors="replace")


def _unescape(found: re.Match[str]) -> str:
    char = chr(int(found[1], 16))
    return char if char in _UNRESERVED else found[0].upper()


def matches_location(pattern: str, url: str) -> bool:
    """Whether a path pattern with * and $ (as in robots.txt and tdmrep.json) covers a URL."""
    parts, anchored, _ = _pattern(pattern)
    return _matches(parts, anchored, path_of(url))


def _matches(parts: tuple[str, ...], anchored: bool, path: str) -> bool:
    if not path.startswith(parts[0]):
        return False
    if len(parts) == 1:
        return not anchored or path == parts[0]
    at = len(parts[0])
    for part in parts[1:-1]:
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    last = parts[-1]
    if anchored:
        return len(path) - len(last) >= at and path.endswith(last)
    return path.find(last, at) >= 0
