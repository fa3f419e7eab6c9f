"""Addresses: what is public, in every form that a URL can hide it in."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.network.addresses import (
    host_is_public,
    in_networks,
    is_local_name,
    is_public,
    origin_of,
    parse_address,
    parse_networks,
)
from newsbot.network.resolver import Allowed

WORDS = re.compile(r"\S+").findall

PRIVATE = WORDS(
    """
127.0.0.1 127.255.255.254 127.1 127.0.1 2130706433 0x7f000001 0x7f.1 0x7f.0.0.1 0177.0.0.1
017700000001 0 0.0.0.0 10.0.0.1 10.1 172.16.0.1 172.31.255.255 192.168.1.1 3232235777 0xc0.0xa8.1.1
169.254.169.254 100.64.0.1 100.127.255.255 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9
224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 192.88.99.1 １２７.0.0.1 %31%32%37.0.0.1
127.0.0.1.
[::] [::1] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:10.0.0.1] [::127.0.0.1]
[::ffff:0:127.0.0.1] [64:ff9b::7f00:1] [64:ff9b::10.0.0.1] [64:ff9b:1::1] [2002:7f00:1::]
[2002:a00:1::1] [2001::1] [2001:0:4136:e378::1] [2001:db8::1] [3fff::1] [fc00::1] [fd12:3456::1]
[fe80::1] [fe80::1%25eth0] [fec0::1] [ff02::1] [100::1] [5f00::1]
localhost LOCALHOST localhost. foo.localhost printer nas.local db.internal x.localdomain
"""
)

PUBLIC = WORDS(
    """
8.8.8.8 1.1.1.1 172.15.0.1 172.32.0.1 192.167.1.1 100.63.0.1 100.128.0.1 134744072
[2606:4700::1111] [2400:3200::1] [::ffff:8.8.8.8] [64:ff9b::8.8.8.8] [2002:808:808::1]
example.com news.example. xn--fiqs8s.cn 新华网.中国 127.0.0.1.nip.io localhost.example.com
"""
)


@pytest.mark.parametrize("host", PRIVATE)
def test_private(host: str) -> None:
    assert not host_is_public(host)


@pytest.mark.parametrize("host", PUBLIC)
def test_public(host: str) -> None:
    assert host_is_public(host)


@given(st.integers(0, 2**32 - 1))
def test_an_address_is_the_same_in_all_its_forms(number: int) -> None:
    address = IPv4Address(number)
    octets = address.packed
    forms = [
        str(address),
        str(number),
        hex(number),
        ".".join(hex(octet) for octet in octets),
        ".".join(f"0{octet:o}" for octet in octets),
        f"{octets[0]}.{int.from_bytes(octets[1:], 'big')}",
    ]
    for form in forms:
        assert parse_address(form) == address, form
    assert is_public(ip_address(f"::ffff:{address}")) == is_public(address)
    assert is_public(ip_address(f"64:ff9b::{address}")) == is_public(address)


@given(st.ip_addresses(v=4))
def test_public_is_no_wider_than_pythons_own_idea(address: IPv4Address) -> None:
    if is_public(address):
        assert address.is_global


@given(st.text(max_size=30))
def test_no_host_breaks_it(host: str) -> None:
    assert host_is_public(host) in (True, False)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://News.Example/a", "http://news.example:80"),
        ("https://news.example", "https://news.example:443"),
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
        ("http://user:pw@news.example./", "http://news.example:80"),
    ],
)
def test_origins(url: str, expected: str) -> None:
    assert origin_of(url) == expected


@pytest.mark.parametrize("url", ["http:///x", "http://a:99999/", "http://a:b/", "file:///x", ""])
def test_no_origin(url: str) -> None:
    with pytest.raises(ValueError, match=r"host|[Pp]ort"):
        origin_of(url)


def test_names_of_this_network() -> None:
    assert [is_local_name(n) for n in ("host", "a.local", "a.example")] == [True, True, False]


def test_networks() -> None:
    networks = parse_networks(["10.0.0.0/8", " fd00::/8 ", ""])
    assert in_networks(ip_address("10.1.2.3"), networks)
    assert in_networks(ip_address("::ffff:10.1.2.3"), networks)
    assert in_networks(ip_address("fd00::1"), networks)
    assert not in_networks(ip_address("11.0.0.1"), networks)
    with pytest.raises(ValueError, match="nowhere"):
        parse_networks(["nowhere"])


def test_the_resolver_lets_through_what_a_crawler_named_and_while_it_runs() -> None:
    allowed = Allowed()
    assert allowed.passes("news.example", "93.184.216.34")
    assert not allowed.passes("news.example", "10.0.0.1")
    assert allowed.refused == {"news.example": "10.0.0.1"}
    allowed.add(["localhost"], ())
    allowed.add(["localhost"], ())
    assert allowed.passes("localhost", "127.0.0.1")
    assert not allowed.passes("other.example", "127.0.0.1")
    allowed.remove(["localhost"], ())
    assert allowed.passes("localhost", "::1")
    allowed.remove(["localhost"], ())
    assert not allowed.passes("localhost", "127.0.0.1")
    allowed.add((), parse_networks(["10.0.0.0/8"]))
    assert allowed.passes("any.example", "10.9.9.9")
    assert not allowed.passes("any.example", "fe80::1%eth0")
