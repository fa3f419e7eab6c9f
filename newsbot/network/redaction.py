"""Takes personal addresses out of a recording before anybody else sees it.

Cookies and authorisation never get into a recording (see archive_writer); what is left are
e-mail addresses, public IPv4 addresses (pages print their visitor's) and texts that the caller
names, such as the contact in our own user agent.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from ipaddress import IPv4Address
from pathlib import Path
from urllib.parse import urlsplit

import brotli  # type: ignore[import-untyped]
import zstandard

from newsbot.network.archive import Archive
from newsbot.network.archive_writer import ArchiveWriter
from newsbot.network.exchange import Answer, Exchange, Headers

EMAIL = re.compile(
    rb"(?<![\x80-\xff\w.%+-])[\w.%+-]{1,64}@"
    rb"(?!\dx\.)[a-zA-Z\d-]{1,63}(?:\.[a-zA-Z\d-]{2,63})+"  # not logo@2x.png
)
IPV4 = re.compile(rb"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
NO_EMAIL = b"redacted@example.invalid"
NO_ADDRESS = b"192.0.2.1"
"""What stands in the place of an address: both are reserved (RFC 2606, RFC 5737)."""

TEXT_TYPES = (b"text/", b"json", b"xml", b"javascript")
"""Parts of content types whose bodies are text; pictures are left alone."""


def _inflate(body: bytes) -> bytes:
    """Deflate, with the zlib header that RFC 9110 asks for or without, as some servers send it."""
    try:
        return zlib.decompress(body)
    except zlib.error:
        return zlib.decompress(body, -zlib.MAX_WBITS)


DECODERS: dict[bytes, Callable[[bytes], bytes]] = {
    b"gzip": gzip.decompress,
    b"x-gzip": gzip.decompress,
    b"deflate": _inflate,
    b"br": brotli.decompress,
    b"zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
}
"""Content encodings (RFC 9110, RFC 7932, RFC 8878)."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """What was done: how many addresses were replaced, and whose bodies could not be read."""

    replaced: int
    unread: tuple[str, ...]


def redact(recording: Path, secrets: Collection[str] = ()) -> Redaction:
    """Rewrites a recording without personal addresses and without the texts in `secrets`.

    Raises UnusableFile where it is no recording, OSError where it cannot be written.
    """
    part = recording.with_name(f".{recording.name}.part")
    replaced, unread = 0, []
    archive = Archive.open(recording)
    writer = ArchiveWriter(part)
    try:
        for exchange in archive.exchanges():
            clean, count, read = _redacted(exchange, [s.encode() for s in secrets if s])
            writer.write(clean)
            replaced += count
            unread += [] if read else [exchange.url]
        writer.close()
        part.replace(recording)
    finally:
        archive.close()
        writer.abandon()
        part.unlink(missing_ok=True)
    return Redaction(replaced, tuple(unread))


def _redacted(exchange: Exchange, secrets: list[bytes]) -> tuple[Exchange, int, bool]:
    """The exchange without addresses, how many there were, and whether the body was read."""
    host = (urlsplit(exchange.url).hostname or "").encode()
    request_headers, count = _clean_headers(exchange.request_headers, secrets, host)
    outcome, read = exchange.outcome, True
    if isinstance(outcome, Answer):
        headers, in_headers = _clean_headers(outcome.headers, secrets, host)
        body, in_body, read = _clean_body(outcome, secrets, host)
        count += in_headers + in_body
        if in_body:
            headers = _with_length(headers, len(body))
        outcome = replace(outcome, headers=headers, body=body)
    return replace(exchange, request_headers=request_headers, outcome=outcome), count, read


def _clean_headers(headers: Headers, secrets: list[bytes], host: bytes) -> tuple[Headers, int]:
    cleaned = [(name, *_clean(value, secrets, host)) for name, value in headers]
    return tuple((name, value) for name, value, _ in cleaned), sum(c for _, _, c in cleaned)


def _clean_body(answer: Answer, secrets: list[bytes], host: bytes) -> tuple[bytes, int, bool]:
    """The body, without its content encoding where anything was replaced."""
    told = {name.lower(): value.lower() for name, value in answer.headers}
    if not any(part in told.get(b"content-type", b"text/") for part in TEXT_TYPES):
        return answer.body, 0, True
    plain = answer.body
    try:
        for encoding in reversed(told.get(b"content-encoding", b"").split(b",")):
            if encoding.strip() not in (b"", b"identity"):
                plain = DECODERS[encoding.strip()](plain)
    except (KeyError, OSError, EOFError, zlib.error, brotli.error, zstandard.ZstdError):
        return answer.body, 0, False
    cleaned, count = _clean(plain, secrets, host)
    return (cleaned if count else answer.body), count, True


def _clean(text: bytes, secrets: list[bytes], host: bytes) -> tuple[bytes, int]:
    """The text with addresses replaced, and how many they were."""
    count = 0
    for secret in secrets:
        count += text.count(secret)
        text = text.replace(secret, b"redacted")
    text, emails = EMAIL.subn(NO_EMAIL, text)
    addresses = [a for a in IPV4.findall(text) if a != host and _is_public(a)]
    text = IPV4.sub(lambda found: NO_ADDRESS if found[0] in addresses else found[0], text)
    return text, count + emails + len(addresses)


def _is_public(address: bytes) -> bool:
    try:
        return IPv4Address(address.decode()).is_global
    except ValueError:
        return False


def _with_length(headers: Headers, length: int) -> Headers:
    """The headers of a body that lost its encoding and has another length."""
    dropped = (b"content-encoding", b"content-length")
    kept = tuple(header for header in headers if header[0].lower() not in dropped)
    return (*kept, (b"Content-Length", str(length).encode()))
