"""What stands before and after the items of a feed's file, once, however many write to it."""

from __future__ import annotations

import io
from typing import IO


class Frame(io.RawIOBase):
    """Passes bytes on to `file`: `opening` before the first of them, `closing` at the end."""

    opening = b""
    closing = b""

    def __init__(self, file: IO[bytes] | None) -> None:
        """`file` takes bytes and is left open."""
        super().__init__()
        self.file = file
        self.begun = False

    def writable(self) -> bool:
        """True: a frame only takes bytes."""
        return True

    def write(self, data: object, /) -> int:
        """Writes `data` (bytes), after the opening if nothing was written before."""
        begins, self.begun = not self.begun, True
        return self.put(self.opening + bytes(data) if begins else bytes(data))  # type: ignore[call-overload]

    def put(self, data: bytes) -> int:
        """Writes the bytes as they are; returns their number."""
        if self.file is not None and data:
            self.file.write(data)
        return len(data)

    def end(self) -> None:
        """Writes the closing; a file without an item gets its opening first."""
        self.put(self.closing if self.begun else self.opening + self.closing)
