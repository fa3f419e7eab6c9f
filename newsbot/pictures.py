"""Pictures: a small copy of an article's first picture, as the page shows it.

What comes from a site is decoded within bounds and written anew, so that nothing of it reaches a
browser but its pixels. A file is named after what is in it: the same picture is there once, and no
name comes from a page.
"""

from __future__ import annotations

import os
import re
import struct
import time
import warnings
import zlib
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

from sqlalchemy.engine import make_url

from newsbot.errors import PageFault, WriteFault

BOX = (480, 480)
"""Pixels that a copy has at most: a list shows it 112 wide, on a fine screen twice that."""

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
"""Of the original: 120 MB when it is decoded."""

LEAST_SIDE = 24
"""Pixels; what is smaller is a counter or an ornament."""

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
QUALITY = 76
NAME = re.compile(r"[0-9a-f]{32}\.webp")
TYPE = "image/webp"
ORPHAN_SECONDS = 24 * 3600
"""A file that no article names stays so long: a crawl beside us may be about to name it."""


class BadPicture(PageFault):
    """What came is no picture, or none that is shown."""


def shrink(data: bytes) -> bytes:
    """A small copy in WebP without metadata; raises BadPicture."""
    from PIL import Image, ImageOps

    _prepare()
    if len(data) > MOST_BYTES:
        raise BadPicture(f"{len(data)} bytes")
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as original:
            wide, high = original.size
            if wide * high > MOST_PIXELS or min(wide, high) < LEAST_SIDE:
                raise BadPicture(f"{wide} x {high} pixels")
            original.draft("RGB", BOX)
            small = ImageOps.exif_transpose(original)
            small.thumbnail(BOX)
            mode = "RGBA" if small.has_transparency_data else "RGB"
            made = BytesIO()
            small.convert(mode).save(made, "WEBP", quality=QUALITY)
    except BROKEN as error:
        raise BadPicture(f"{type(error).__name__}: {error}") from error
    return made.getvalue()


@cache
def _prepare() -> None:
    """Pillow's own bound on pixels is replaced by ours, which is kept before anything is decoded;
    what it says of damaged metadata is nothing to tell people."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    warnings.filterwarnings("ignore", module=r"PIL\.")


BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
)
"""What Pillow raises over bytes that are not what they say."""


def name_of(content: bytes) -> str:
    """The name of a file with this content."""
    return f"{blake2b(content, digest_size=16).hexdigest()}.webp"


def folder_of(store_url: str, setting: str) -> Path:
    """Where a store's pictures are: as set, else beside the store (newsbot.db: newsbot.images)."""
    if setting:
        return Path(setting)
    url = make_url(store_url)
    is_file = url.get_backend_name() == "sqlite" and url.database
    return Path(url.database or "").with_suffix(".images") if is_file else Path("newsbot.images")


class Folder:
    """The pictures of a store."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def keep(self, content: bytes) -> str:
        """Writes a picture where it is not there yet; its name. Raises WriteFault."""
        name = name_of(content)
        target = self.path / name
        part = self.path / f".{name}.{os.getpid()}.part"
        try:
            if not target.exists():
                self.path.mkdir(parents=True, exist_ok=True)
                part.write_bytes(content)
                part.replace(target)
        except OSError as error:
            said = error.strerror or error
            raise WriteFault(f"cannot write to the pictures' folder {self.path}: {said}") from error
        return name

    def read(self, name: str) -> bytes | None:
        """A picture; None where there is none of that name."""
        if not NAME.fullmatch(name):
            return None
        try:
            return (self.path / name).read_bytes()
        except OSError:
            return None

    def has(self, name: str) -> bool:
        """Whether a picture is there."""
        return (self.path / name).is_file()

    def remove(self, names: Iterable[str]) -> int:
        """Removes pictures; how many were there."""
        gone = 0
        for name in names:
            if NAME.fullmatch(name) and self.has(name):
                (self.path / name).unlink(missing_ok=True)
                gone += 1
        return gone

    def orphans(self, used: frozenset[str]) -> list[str]:
        """Files that no article names, and that no crawl is about to name."""
        if not self.path.is_dir():
            return []
        before = time.time() - ORPHAN_SECONDS
        there = (one for one in self.path.iterdir() if NAME.fullmatch(one.name))
        return [one.name for one in there if one.name not in used and one.stat().st_mtime < before]
