"""Bytes read in a charset, long stretches of ASCII apart from the rest.

A codec of two-byte letters reads ASCII one by one, too, and most of a page is mark-up and scripts.
In the charsets of SHORT a letter's ASCII byte stands right behind one that is none, so that longer
stretches of ASCII are only themselves: as long as all bytes make sense.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from functools import cached_property

import numpy as np

SHORT = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "cp1251", "cp1252")
"""Charsets whose letters are taken out of the ASCII around them, the likeliest first."""

NOT_ASCII = np.uint64(0x8080808080808080)
"""The bits of eight bytes of which one at least is no ASCII."""

ASCII_STRETCH = 48
"""Bytes of ASCII from which they are taken as they are."""

NUL = b"\x00"
"""Put between the parts that are decoded together: no byte of a letter in any of the charsets."""


class Stretches:
    """A page's text in one charset, without NUL, at which the parser would stop.

    `strange`: what a codec read, in which all letters stand that are no ASCII; `plain`: the bytes
    of ASCII before, between and behind its parts, which NUL parts; none where the codec read
    everything. Bytes that make no sense are U+FFFD.
    """

    def __init__(self, strange: str, plain: Sequence[bytes] = ()) -> None:
        self.strange = strange
        self.plain = plain

    @classmethod
    def read(cls, body: bytes, name: str) -> Stretches:
        """`body.decode(name, "replace")`."""
        is_short = codecs.lookup(name).name in SHORT
        if is_short and NUL not in body:
            begins, ends = _bounds(body)
            parts = NUL.join([body[a:b] for a, b in zip(begins, ends, strict=True)])
            strange = parts.decode(name, "replace")
            if "\ufffd" not in strange:
                edges = zip([0, *ends], [*begins, len(body)], strict=True)
                return cls(strange, [body[a:b] for a, b in edges])
        text = body.decode(name, "replace")
        told = is_short or name == "utf-8"
        return cls(text if told and NUL not in body else text.replace("\x00", ""))

    @classmethod
    def of(cls, text: str, body: bytes) -> Stretches:
        """A text and the UTF-8 that gave it."""
        if NUL in body:
            return cls(text.replace("\x00", ""))
        found = cls(text)
        found.utf8 = body
        return found

    def __len__(self) -> int:
        """Code points of the text."""
        return len(self.strange) + sum(map(len, self.plain)) - max(len(self.plain) - 2, 0)

    @property
    def is_sound(self) -> bool:
        """Whether no byte was without sense, and none stood for U+FFFD."""
        return "\ufffd" not in self.strange

    @cached_property
    def text(self) -> str:
        """The whole text."""
        return self.utf8.decode("utf-8") if self.plain else self.strange

    @cached_property
    def utf8(self) -> bytes:
        """The whole text in UTF-8; "?" stands for a lone surrogate."""
        inner = self.strange.encode("utf-8", "replace")
        if not self.plain:
            return inner
        parts = [b""] * (2 * len(self.plain) - 1)
        parts[::2], parts[1::2] = self.plain, inner.split(NUL)
        return b"".join(parts)


def _bounds(body: bytes) -> tuple[list[int], list[int]]:
    """Where the stretches begin and end that hold letters, each with the byte behind the last."""
    whole = len(body) // 8
    words = (np.frombuffer(body, np.uint64, whole) & NOT_ASCII).nonzero()[0]
    letters = np.append(words, whole) * 8  # the last word is not whole
    gaps = (letters[1:] - letters[:-1] > ASCII_STRETCH).nonzero()[0]
    begins = [int(letters[0]), *letters[gaps + 1].tolist()]
    return begins, [*(letters[gaps] + 9).tolist(), len(body)]
