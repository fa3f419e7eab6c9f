"""Representative: which article of a cluster of copies stands for it."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import urlsplit

from newsbot.fields import fold_text


class Member(NamedTuple):
    """An article of a cluster. `moment` is when it was published, else fetched (any one unit);
    `length` the letters of its text."""

    id: str
    site: str
    url: str
    source: str | None
    moment: int
    length: int

    @property
    def names(self) -> set[str]:
        """What others may call it when they credit it."""
        host = urlsplit(self.url).hostname or ""
        told = (self.site, host.removeprefix("www."), self.source or "")
        return {fold_text(name) for name in told if name}


def representative(members: Collection[Member]) -> str:
    """The id of the article that the others are copies of.

    It is the one whose site or source most of the others credit; of several, the one published
    first; then the longest; then the first by id, so that the order of arrival says nothing.
    """
    credited = {member.id: fold_text(member.source or "") for member in members}

    def rank(member: Member) -> tuple[int, int, int, str]:
        names = member.names
        credits = sum(
            source in names for name, source in credited.items() if source and name != member.id
        )
        return (-credits, member.moment, -member.length, member.id)

    return min(members, key=rank).id
