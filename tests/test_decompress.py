"""Bodies come out whole, or are called broken, cut or too big: as Python's own zlib has it."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.middlewares.decompress import Broken, Cut, TooBig, decompress

LIMIT = 200_000


def outcome(body: bytes) -> bytes | str:
    """What newsbot makes of a gzipped body: the plain one, or the name of what is wrong."""
    try:
        return decompress(body, ["gzip"], LIMIT)
    except (Broken, Cut, TooBig) as error:
        return type(error).__name__


def outcome_of_zlib(body: bytes) -> bytes | str:
    """The same, member by member, by the zlib that comes with Python."""
    plain = b""
    while body[:2] == b"\x1f\x8b":
        member = zlib.decompressobj(wbits=31)
        try:
            plain += member.decompress(body)
        except zlib.error:
            return "Broken"
        if not member.eof:
            return "Cut"
        body = member.unused_data
    return plain


@given(
    text=st.text(max_size=400).map(lambda some: (some * 40).encode()),
    end=st.integers(0, 50),
    changed=st.lists(st.tuples(st.integers(2, 2_000), st.integers(0, 255)), max_size=3),
    more=st.binary(max_size=20),
)
def test_a_damaged_body_is_judged_as_by_zlib(
    text: bytes, end: int, changed: list[tuple[int, int]], more: bytes
) -> None:
    body = bytearray(gzip.compress(text, mtime=0))
    for place, byte in changed:
        body[place % (len(body) - 2) + 2] = byte
    del body[max(10, len(body) - end) :]  # its first bytes say that it is one
    body += more
    damaged = bytes(body)
    got, told = outcome(damaged), outcome_of_zlib(damaged)
    assert got == told, f"{damaged.hex()}: expected {told[:80]!r}, got {got[:80]!r}"


ONE, TWO = gzip.compress(b"one", mtime=0), gzip.compress(b"two", mtime=0)
BODIES: dict[str, tuple[bytes, bytes | str]] = {
    "two members": (ONE + TWO, b"onetwo"),
    "nothing but zeros behind": (ONE + b"\0" * 40, b"one"),
    "cut off": (ONE[:-9], "Cut"),
    "more than the limit": (gzip.compress(b"x" * (LIMIT + 1), mtime=0), "TooBig"),
    "broken": (ONE[:10] + b"\xff" * 20, "Broken"),
    "not packed at all": (b"<html>plain", b"<html>plain"),
}


@pytest.mark.parametrize("name", BODIES)
def test_what_comes_of_a_body(name: str) -> None:
    body, expected = BODIES[name]
    assert outcome(body) == expected, name


@pytest.mark.parametrize("wbits", [15, -15])
def test_deflate_comes_with_and_without_its_frame(wbits: int) -> None:
    pack = zlib.compressobj(wbits=wbits)
    body = pack.compress(b"a page" * 1000) + pack.flush()
    assert decompress(body, ["deflate"], LIMIT) == b"a page" * 1000
