"""The process's resolver: names lead to public addresses only.

One for the process, and it sees no request: the guard (newsbot/middlewares/guard.py) decides per
request and tells here which hosts the user named. The addresses that pass here are exactly those
that are connected to, so a name cannot lead elsewhere between the check and the connection.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from ipaddress import ip_address
from time import monotonic
from typing import Any

from scrapy.crawler import Crawler
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import (
    IAddress,
    IHostnameResolver,
    IHostResolution,
    IResolutionReceiver,
)
from twisted.logger import globalLogBeginner
from zope.interface import implementer  # type: ignore[import-untyped]

from newsbot.network.addresses import Network, in_networks, is_public, parse_networks

KEPT_SECONDS = 300.0
"""How long an answer is kept: a site may move while a worker runs for weeks."""

MOST_KEPT = 10_000


class Allowed:
    """What the crawlers of this process may reach although it is not public."""

    def __init__(self) -> None:
        self.hosts: Counter[str] = Counter()
        self.networks: Counter[Network] = Counter()
        self.refused: dict[str, str] = {}

    def add(self, hosts: Iterable[str], networks: Iterable[Network]) -> None:
        """A crawler begins: its user named these hosts and networks."""
        self.hosts.update(hosts)
        self.networks.update(networks)

    def remove(self, hosts: Iterable[str], networks: Iterable[Network]) -> None:
        """A crawler ends."""
        self.hosts.subtract(hosts)
        self.networks.subtract(networks)

    def passes(self, host: str, address: str) -> bool:
        """Whether `host` may lead to `address`; a refusal is kept for the guard's message."""
        found = ip_address(address.partition("%")[0])
        if is_public(found) or self.hosts[host] > 0:
            return True
        if in_networks(found, (network for network, users in self.networks.items() if users > 0)):
            return True
        if len(self.refused) < MOST_KEPT:
            self.refused[host] = address
        return False


ALLOWED = Allowed()
"""The process's; guards add to it and take away again."""


@implementer(IHostnameResolver)
class GuardedResolver:
    """A caching resolver (IPv4 and IPv6) that lets no name lead to a private address."""

    def __init__(self, reactor: ReactorBase, allowed: Allowed = ALLOWED) -> None:
        self.reactor = reactor
        self.allowed = allowed
        self.original: Any = reactor.nameResolver
        self.kept: dict[str, tuple[float, list[IAddress]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> GuardedResolver:
        """The resolver of a process (Scrapy hands its crawler process over as `crawler`)."""
        networks = parse_networks(crawler.settings.getlist("NEWSBOT_ALLOW_ADDRESSES"))
        ALLOWED.add((), networks)
        return cls(reactor)

    def install_on_reactor(self) -> None:
        """Makes it the one that every connection asks, and keeps Twisted's log out of the way."""
        quieten()
        self.reactor.installNameResolver(self)  # type: ignore[arg-type]

    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        """Resolves a name (or takes a literal) and hands on the addresses that pass."""
        receiver: Any = _Filter(resolutionReceiver, hostName.rstrip(".").lower(), self)
        moment, addresses = self.kept.get(receiver.host, (0.0, []))
        if not addresses or monotonic() - moment > KEPT_SECONDS:
            resolution: IHostResolution = self.original.resolveHostName(
                receiver, hostName, portNumber, addressTypes, transportSemantics
            )
            return resolution
        receiver.resolutionBegan(receiver)
        for address in addresses:
            receiver.addressResolved(type(address)("TCP", address.host, portNumber))
        receiver.resolutionComplete()
        found: IHostResolution = receiver
        return found

    def keep(self, host: str, addresses: list[IAddress]) -> None:
        """Keeps an answer for KEPT_SECONDS."""
        if len(self.kept) >= MOST_KEPT:
            self.kept.clear()
        self.kept[host] = (monotonic(), addresses)


def quieten() -> None:
    """Twisted writes the traceback of a certificate that does not verify, twice: into the log and
    to stderr, which it takes for the log until one is chosen. The failed request has its line."""
    logging.getLogger("twisted").addFilter(_expected)
    globalLogBeginner.beginLoggingTo([], discardBuffer=True, redirectStandardIO=False)


def _expected(record: logging.LogRecord) -> bool:
    return "while verifying certificate" not in record.getMessage()


@implementer(IResolutionReceiver, IHostResolution)
class _Filter:
    """Stands between the real resolver and the one who asked."""

    def __init__(self, receiver: IResolutionReceiver, host: str, resolver: GuardedResolver) -> None:
        self.receiver: Any = receiver
        self.host = self.name = host
        self.resolver = resolver
        self.addresses: list[IAddress] = []

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        self.receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:
        self.addresses.append(address)
        if self.resolver.allowed.passes(self.host, address.host):
            self.receiver.addressResolved(address)

    def resolutionComplete(self) -> None:
        self.receiver.resolutionComplete()
        if self.addresses:
            self.resolver.keep(self.host, self.addresses)

    def cancel(self) -> None:
        """Nothing to cancel: a kept answer is given at once."""
