"""Fingerprint: what is remembered of a text, in about 450 bytes; and the text that is asked about.

The bytes of a fingerprint (little endian): minutes since 1970 (int32), number of different groups
(uint32), CRC 32 of all letters (uint32), count of numbers (uint8), length of the headline in bytes
(uint8), numbers (uint16 each), headline (GB 18030: two bytes a Chinese character), sample (3 bytes
a hash).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Collection, Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from newsbot.dedupe import paragraphs as frames
from newsbot.dedupe.letters import Points, folded, letters, simplified
from newsbot.dedupe.numbers import numbers
from newsbot.dedupe.sketch import (
    GRAM_BITS,
    KEPT,
    Grams,
    different,
    gram_hashes,
    grams,
    hashes_of,
    keys,
)

VERSION = 1
"""Of the whole method: fingerprints of another version cannot be compared with these."""

STORED_KEYS = 8
"""Keys under which a text is found."""

ASKED_KEYS = 24
"""Keys under which one looks: a short text that lies within a long one is found, too."""

TEASER = 80
"""Letters below which a text is no more than a teaser, if its frame is longer than itself."""

TITLE_BYTES = 60
WORD = re.compile(r"[\W_]+")
HEAD = struct.Struct("<iIIBB")


class Fingerprint(NamedTuple):
    """What is known of a text. `minute` counts from 1970 (UTC), `size` different groups.

    `sample` holds the KEPT smallest of the groups' hashes, sorted; `numbers` are hashes in reading
    order; `headline` is in GB 18030; `check` is equal where all letters are.
    """

    minute: int
    size: int
    check: int
    numbers: tuple[int, ...]
    headline: bytes
    sample: Grams

    @property
    def title(self) -> str:
        """The headline, to be read."""
        return self.headline.decode("gb18030")

    def pack(self) -> bytes:
        """The bytes of this fingerprint."""
        count, length = len(self.numbers), len(self.headline)
        head = HEAD.pack(self.minute, self.size, self.check, count, length)
        figures = struct.pack(f"<{count}H", *self.numbers)
        wide = self.sample.astype("<u4").view(np.uint8).reshape(-1, 4)
        return head + figures + self.headline + wide[:, :3].tobytes()

    @classmethod
    def unpack(cls, packed: bytes) -> Fingerprint:
        """The fingerprint of these bytes."""
        cut = Packed.of(packed)
        return cls.of(cut.head, _widened(cut.sample))

    @classmethod
    def of(cls, head: bytes, sample: Grams) -> Fingerprint:
        """The fingerprint of the bytes in front of a sample, and that sample."""
        minute, size, check, count, _ = HEAD.unpack_from(head)
        title_at = HEAD.size + 2 * count
        numbers = struct.unpack_from(f"<{count}H", head, HEAD.size)
        return cls(minute, size, check, numbers, head[title_at:], sample)

    @property
    def limit(self) -> int:
        """Hashes below it are in `sample` if they are in the text."""
        return int(self.sample[-1]) + 1 if self.size > KEPT else 1 << GRAM_BITS


class Packed(NamedTuple):
    """The bytes of a fingerprint, cut where its sample begins, and its `limit`."""

    head: bytes
    sample: bytes
    limit: int

    @classmethod
    def of(cls, packed: bytes) -> Packed:
        """The cut bytes of a fingerprint."""
        _, size, _, count, length = HEAD.unpack_from(packed)
        at = HEAD.size + 2 * count + length
        limit = int.from_bytes(packed[-3:], "little") + 1 if size > KEPT else 1 << GRAM_BITS
        return cls(packed[:at], packed[at:], limit)


class Samples(NamedTuple):
    """The samples of many texts, one behind the other: where each begins and, behind it, the last
    one ends; and the `limit` of each."""

    hashes: Grams
    bounds: NDArray[np.intp]
    limits: Grams

    @classmethod
    def of(cls, known: Sequence[Fingerprint]) -> Samples:
        """Those of unpacked fingerprints."""
        bounds = np.array([0, *(one.sample.size for one in known)]).cumsum()
        limits = np.array([one.limit for one in known], np.uint32)
        return cls(np.concatenate([one.sample for one in known]), bounds, limits)

    @classmethod
    def unpack(cls, packed: Collection[Packed]) -> Samples:
        """Those of packed fingerprints, and nothing else of them: a twentieth of unpacking each."""
        _, samples, limits = zip(*packed, strict=True)
        bounds = np.array([0, *map(len, samples)]).cumsum() // 3
        return cls(_widened(b"".join(samples)), bounds, np.array(limits, np.uint32))


def _widened(narrow: bytes) -> Grams:
    """The hashes of a packed sample."""
    count = len(narrow) // 3
    wide: Grams = np.ndarray(count, "<u4", narrow + b"\0", strides=(3,))  # overlapping by a byte
    return wide & np.uint32((1 << GRAM_BITS) - 1)


class Reading(NamedTuple):
    """A text as it is asked about: all its groups, sorted, and what finds others.

    Paragraphs that are common (see paragraphs.py) are left out already.
    """

    print: Fingerprint
    keys: list[int]
    groups: Grams
    starts: NDArray[np.intp]
    letters: Points
    left_out: int
    """Letters of the paragraphs that were left out."""

    @property
    def in_order(self) -> Grams:
        """The group that begins at each letter; few texts are asked for them."""
        return grams(gram_hashes(self.letters))

    @property
    def is_teaser(self) -> bool:
        """Whether so little is left beside its frame that nothing can be told."""
        return self.letters.size < min(TEASER, self.left_out)


class Draft(NamedTuple):
    """A text after its letters were read and before its common paragraphs are left out."""

    headline: bytes
    minute: int
    numbers: tuple[int, ...]
    letters: Points
    starts: NDArray[np.intp]
    edges: dict[int, int]
    """Hash of a paragraph near an edge -> its number."""

    def without(self, common: set[int]) -> Reading:
        """The text without the paragraphs of these hashes."""
        left_out = {place for hashed, place in self.edges.items() if hashed in common}
        rest, starts = frames.without(self.letters, self.starts, left_out)
        hashes, for_keys = hashes_of(rest)
        ordered = grams(hashes)
        ordered.sort()
        groups = different(ordered)
        check = crc32(rest.tobytes())
        known = Fingerprint(
            self.minute, groups.size, check, self.numbers, self.headline, groups[:KEPT]
        )
        return Reading(
            known,
            keys(for_keys, ASKED_KEYS),
            groups,
            starts,
            rest,
            self.letters.size - rest.size,
        )


def draft(title: str, text: str, minute: int) -> Draft:
    """A text's letters and numbers; `minute` is its moment in minutes since 1970 (UTC)."""
    own, starts = frames.spans(letters(text))
    return Draft(
        headline(title), minute, tuple(numbers(text)), own, starts, frames.edge_hashes(own, starts)
    )


def headline(title: str) -> bytes:
    """A headline's words and characters, a space between words, cut to fit into TITLE_BYTES."""
    told = folded(title).tobytes().decode("utf-32-le", "ignore")
    told = " ".join(WORD.sub(" ", told).split())
    points = np.frombuffer(told.encode("utf-32-le"), np.uint32)
    simple = simplified(points)
    if simple is not points:
        told = simple.tobytes().decode("utf-32-le")
    packed = told.encode("gb18030", "ignore")
    if len(packed) <= TITLE_BYTES:
        return packed
    return packed[:TITLE_BYTES].decode("gb18030", "ignore").strip().encode("gb18030")


def is_cut(title: str) -> bool:
    """Whether `headline` may have cut this headline."""
    return len(title.encode("gb18030", "ignore")) > TITLE_BYTES - 4
