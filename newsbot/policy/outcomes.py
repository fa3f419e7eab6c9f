"""How a requested address can end: exactly one of these names each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

Outcome = Literal[
    "fetched",
    "not_modified",
    "known",
    "forbidden",
    "blocked",
    "too_big",
    "timed_out",
    "refused",
    "redirect_loop",
    "refusal",
    "http_3xx",
    "http_4xx",
    "http_5xx",
    "unreadable",
    "parked",
    "trap",
    "picture",
    "interrupted",
]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

MEANINGS: dict[Outcome, str] = {
    "fetched": "answered and read",
    "not_modified": "304: unchanged since the last visit",
    "known": "not asked for: its article is known already, or another address led there first",
    "forbidden": "robots.txt forbids it, or could not be had",
    "blocked": "the network guard refused it: scheme, private address, foreign site",
    "too_big": "body or headers beyond the limit, decompressed size included",
    "timed_out": "no whole answer in time",
    "refused": "no connection: refused, reset, no such name, TLS not in order",
    "redirect_loop": "redirects in a circle, or too many",
    "refusal": "a page that says no (challenge, login wall, soft 404); detail: its kind",
    "http_3xx": "a redirect that leads nowhere",
    "http_4xx": "the server has no such page, or not for us",
    "http_5xx": "the server failed",
    "unreadable": "answered, but no text could be made of it",
    "parked": "not asked for: its host asks for a long pause, failed too often or refuses",
    "trap": "not asked for: a cap on depth, pages or repetition was reached",
    "picture": "a picture of an article, had or not; detail: what came",
    "interrupted": "the run was ended before the answer came",
}


class Ending(NamedTuple):
    """The one row of a requested address; `detail` is short and for people."""

    url: str
    final_url: str
    outcome: Outcome
    status: int | None
    detail: str


@dataclass(slots=True)
class _Open:
    url: str
    reached: bool = False


class Account:
    """Keeps the sum: what was asked, and how each of them ended.

    A ticket is given for each address that is asked; redirects and retries of it keep the
    ticket. The first ending of a ticket counts, later ones are ignored.
    """

    def __init__(self, on_end: Callable[[Ending], None] | None = None) -> None:
        self.asked = 0
        self.counts: Counter[Outcome] = Counter()
        self.on_end = on_end
        self._open: dict[int, _Open] = {}

    def ask(self, url: str) -> int:
        """A new ticket for an address."""
        self.asked += 1
        self._open[self.asked] = _Open(url)
        return self.asked

    def is_open(self, ticket: int) -> bool:
        """Whether a ticket has not ended yet."""
        return ticket in self._open

    def reach(self, ticket: int) -> None:
        """Notes that a ticket's answer is being read: it counts as fetched at the run's end."""
        if ticket in self._open:
            self._open[ticket].reached = True

    def end(
        self,
        ticket: int,
        outcome: Outcome,
        *,
        url: str = "",
        status: int | None = None,
        detail: str = "",
    ) -> bool:
        """Ends a ticket; False where it had ended before."""
        opened = self._open.pop(ticket, None)
        if opened is None:
            return False
        self.counts[outcome] += 1
        if self.on_end:
            self.on_end(Ending(opened.url, url or opened.url, outcome, status, detail[:300]))
        return True

    def note(self, url: str, outcome: Outcome, detail: str = "") -> None:
        """An address that ends without a request: known, trap."""
        self.end(self.ask(url), outcome, detail=detail)

    def close(self, *, interrupted: bool) -> int:
        """Ends what is open and returns the difference: asked, but without an ending.

        An interrupted run ends its open tickets as such; in a run that came to its end every
        open ticket is an error of accounting.
        """
        for ticket, opened in list(self._open.items()):
            if opened.reached:
                self.end(ticket, "fetched", detail="the run ended while it was read")
            elif interrupted:
                self.end(ticket, "interrupted")
        return self.asked - sum(self.counts.values())


def of_status(status: int) -> Outcome:
    """The outcome that a response's status means."""
    if status == 304:
        return "not_modified"
    if status < 300:
        return "fetched"
    if status < 400:
        return "http_3xx"
    return "http_4xx" if status < 500 else "http_5xx"
