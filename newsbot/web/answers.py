"""Answers that were made before: pages, for as long as the store stays as it was."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

MOST = 64
LONGEST = 128 * 1024
"""Bytes of a page that is kept; MOST of them are 8 MB."""

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """A page, and the store's pulse when it was begun."""

    pulse: str
    content: bytes
    tag: str

    def to(self, request: Request) -> Response:
        """The page, or 304 where the browser has it already (RFC 9110, 13.1.2)."""
        headers = {
            "etag": self.tag,
            "cache-control": "private, no-cache",
            "vary": "accept-language, authorization, cookie",
        }
        known = request.headers.get("if-none-match", "")
        if self.tag in [tag.strip().removeprefix("W/") for tag in known.split(",")]:
            return Response(status_code=304, headers=headers)
        return Response(self.content, media_type=HTML, headers=headers)


class Answers:
    """The pages that were asked for last, by what they were asked for."""

    def __init__(self) -> None:
        self.kept: OrderedDict[Hashable, Answer] = OrderedDict()

    def find(self, asked: Hashable, pulse: str) -> Answer | None:
        """A page that is still as it would be made now."""
        found = self.kept.get(asked)
        if found is None or found.pulse != pulse:
            return None
        self.kept.move_to_end(asked)
        return found

    def keep(self, asked: Hashable, pulse: str, content: bytes) -> Answer:
        """Notes a page that was made of a store whose pulse was read before."""
        tag = f'"{hash(content) & 0xFFFF_FFFF_FFFF_FFFF:016x}"'  # of this process: it will do
        made = Answer(pulse, content, tag)
        if len(content) <= LONGEST:
            self.kept[asked] = made
            self.kept.move_to_end(asked)
            if len(self.kept) > MOST:
                self.kept.popitem(last=False)
        return made
