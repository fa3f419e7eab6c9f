"""Which addresses are public: pure, by the registries of special-purpose addresses.

Only what is meant to be reached from anywhere is public (IANA IPv4 and IPv6 special-purpose
registries, RFC 6890). An IPv6 address that carries an IPv4 address is as public as that one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import TypeAlias
from urllib.parse import urlsplit

import can_ada

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

NOT_PUBLIC_V4 = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local: cloud metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relay, deprecated
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
PUBLIC_V6 = IPv6Network("2000::/3")
NOT_PUBLIC_V6 = tuple(
    IPv6Network(text)
    for text in (
        "2001::/23",  # protocol assignments, Teredo and ORCHID among them
        "2001:db8::/32",  # documentation
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)
CARRIERS = (
    # network -> how far right the IPv4 address that it carries stands
    (IPv6Network("::ffff:0:0/96"), 0),  # mapped
    (IPv6Network("::/96"), 0),  # compatible, deprecated
    (IPv6Network("::ffff:0:0:0/96"), 0),  # translated
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64
    (IPv6Network("2002::/16"), 80),  # 6to4
)


def is_public(address: Address) -> bool:
    """Whether an address may be connected to without the user having named it."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in NOT_PUBLIC_V4)
    for network, shift in CARRIERS:
        if address in network:
            return is_public(IPv4Address((int(address) >> shift) & 0xFFFFFFFF))
    return address in PUBLIC_V6 and not any(address in network for network in NOT_PUBLIC_V6)


def parse_address(host: str) -> Address | None:
    """The address that a host literal means; None for a name.

    All forms that a browser understands: 127.1, 2130706433, 0x7f.0.0.1, 0177.0.0.1, full-width
    digits, percent-encoding, [::1], [::ffff:127.0.0.1] (WHATWG URL, host parsing).
    """
    bare = host.strip("[]").partition("%25")[0].partition("%")[0] if ":" in host else host
    try:
        text = can_ada.parse(f"http://{f'[{bare}]' if ':' in bare else bare}/").hostname
        return ip_address(text.strip("[]"))
    except ValueError:
        return None


def is_local_name(host: str) -> bool:
    """Whether a name means this machine or this network by its form alone.

    localhost and *.localhost (RFC 6761), .local (RFC 6762), .internal, names without a dot.
    """
    name = host.rstrip(".").lower()
    labels = name.split(".")
    return len(labels) == 1 or labels[-1] in ("localhost", "local", "internal", "localdomain")


def host_is_public(host: str) -> bool:
    """Whether a host may be asked for at all; what a name leads to is the resolver's matter."""
    address = parse_address(host)
    return is_public(address) if address else not is_local_name(host)


def parse_networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """CIDR texts as networks; raises ValueError with the text that is none."""
    return tuple(ip_network(text.strip(), strict=False) for text in texts if text.strip())


def in_networks(address: Address, networks: Iterable[Network]) -> bool:
    """Whether an address (or the IPv4 address that it carries) lies in one of the networks."""
    plain = address.ipv4_mapped or address if isinstance(address, IPv6Address) else address
    return any(plain in network for network in networks if network.version == plain.version)


@lru_cache(maxsize=256)  # each part of a crawl that has to do with hosts asks for a page's
def origin_of(url: str) -> str:
    """`scheme://host:port` of an address, host lower case, the default port written out.

    Raises ValueError where there is no host or the port is none.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if not host:
        raise ValueError(f"no host in {url!r}")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}:{port}"
