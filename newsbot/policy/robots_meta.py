"""Meta robots and X-Robots-Tag: which directives of a page are addressed to us.

There is no standard; the rules here are the documented ones of the large search engines: names
are case-insensitive, a header may begin with an agent's name, later directives of the same
header belong to that agent, and of contradicting directives the stricter one holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

SIMPLE = frozenset(
    {
        "all",
        "none",
        "noindex",
        "index",
        "nofollow",
        "follow",
        "noarchive",
        "nocache",
        "archive",
        "nosnippet",
        "noai",
        "noimageai",
        "noimageindex",
        "notranslate",
        "indexifembedded",
        "noodp",
        "noydir",
    }
)
VALUED = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})
_PAIR = re.compile(r"\s*([A-Za-z0-9_*.-]+)\s*:\s*(.*)", re.DOTALL)
_DATE = re.compile(
    r"\s*(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d|[A-Z]{3,4})?)?"
    r"|(?:[A-Za-z]+,\s*)?\d{1,2}[\s-][A-Za-z]{3,9}[\s-]\d{2,4}"
    r"(?:\s+\d\d:\d\d(?::\d\d)?\s*(?:[A-Z]{2,4}|[+-]\d{4})?)?)"
)


@dataclass(slots=True)
class Directives:
    """What a page asks of us: directive -> the text that said so."""

    said: dict[str, str] = field(default_factory=dict)
    max_snippet: int | None = None
    unavailable_after: datetime | None = None

    def __contains__(self, name: str) -> bool:
        return name in self.said

    def evidence(self, *names: str) -> list[str]:
        """The texts behind any of `names`."""
        return [self.said[name] for name in names if name in self.said]


def read(headers: Iterable[str], metas: Iterable[tuple[str, str]], *, agent: str) -> Directives:
    """Directives for `agent` from X-Robots-Tag values and (name, content) pairs of meta tags.

    `agent` is our product token. Meta tags other than `robots` and our own name are ignored.
    """
    found = Directives()
    for value in headers:
        for text in _addressed(value, agent):
            _add(found, text, f"X-Robots-Tag: {value[:200]}")
    for name, content in metas:
        if name.strip().lower() in ("robots", agent):
            for text in _split(content):
                _add(found, text, f'<meta name="{name[:40]}" content="{content[:200]}">')
    return found


def values(headers: Mapping[str, str | Sequence[str]], name: str) -> list[str]:
    """All values of a header, whatever its case and whether given as one text or several."""
    found: list[str] = []
    for key, value in headers.items():
        if key.lower() == name:
            found.extend([value] if isinstance(value, str) else value)
    return found


def _addressed(header: str, agent: str) -> list[str]:
    """The directives of one header value that are for everybody or for us."""
    ours, to_us = [], True
    for piece in _split(header):
        text = piece
        pair = _PAIR.match(piece)
        if pair and pair[1].lower() not in VALUED:
            to_us = pair[1].lower() in ("*", "robots", agent)
            text = pair[2]
        if to_us:
            ours.append(text)
    return ours


def _split(text: str) -> list[str]:
    """At commas, but not inside the date of unavailable_after."""
    pieces, rest = [], text[:4000]
    while rest:
        head = re.match(r"(?:[^,:]*:)?\s*unavailable_after\s*:", rest, re.IGNORECASE)
        if head:
            date = _DATE.match(rest, head.end())
            end = date.end() if date else len(rest.partition(",")[0])
        else:
            end = len(rest.partition(",")[0])
        pieces.append(rest[:end].strip())
        rest = rest[end:].lstrip(" ,")
    return [piece for piece in pieces if piece]


def _add(found: Directives, text: str, evidence: str) -> None:
    pair = _PAIR.match(text)
    name = (pair[1] if pair else text).strip().lower()
    if name == "unavailable_after" and pair:
        at = moment(pair[2])
        if at and (found.unavailable_after is None or at < found.unavailable_after):
            found.unavailable_after = at
            found.said[name] = evidence
    elif name == "max-snippet" and pair:
        _limit(found, pair[2], evidence)
    elif name == "none":
        found.said.setdefault("noindex", evidence)
        found.said.setdefault("nofollow", evidence)
    elif name in SIMPLE:
        found.said.setdefault("noarchive" if name == "nocache" else name, evidence)


def _limit(found: Directives, value: str, evidence: str) -> None:
    number = re.fullmatch(r"\s*(-1|\d{1,9})\s*", value)
    if not number:
        return
    limit = int(number[1])
    if limit >= 0 and (found.max_snippet is None or limit < found.max_snippet):
        found.max_snippet = limit
        found.said["max-snippet"] = evidence


def moment(text: str) -> datetime | None:
    """A date of unavailable_after (RFC 822, RFC 850, ISO 8601; without a zone it is UTC)."""
    text = text.strip()
    for reader in (_iso, _mail):
        at = reader(text)
        if at:
            return at if at.tzinfo else at.replace(tzinfo=UTC)
    return None


def _iso(text: str) -> datetime | None:
    text = re.sub(r"\s*(?:UTC|GMT)$", "Z", text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    if len(text.split()) <= 4 and ":" not in text:
        text += " 00:00:00 GMT"
    try:
        return parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return None
