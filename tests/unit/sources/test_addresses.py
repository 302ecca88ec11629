"""Which addresses a source may connect to."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from socwatch.sources._address import permitted


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "64:ff9b::5db8:d822"])
def test_public_addresses_are_open(address: str) -> None:
    """The internet may be asked without any permission."""
    assert permitted(ip_address(address), allow_private=False)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "::1",
        "fd12::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "::ffff:0:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b:1::a00:1",
        "fec0::1",
    ],
)
def test_private_addresses_open_with_permission(address: str) -> None:
    """Loopback and private networks, in every spelling, need allow_private and no more."""
    assert not permitted(ip_address(address), allow_private=False)
    assert permitted(ip_address(address), allow_private=True)


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",
        "fe80::1",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::",
        "fd00:ec2::254",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "fd20:ce::254",
        "::169.254.169.254",
        "::ffff:0:169.254.169.254",
        "64:ff9b:1::a9fe:a9fe",
        "2001:0:1:1:0:0:5601:5601",
        "0.0.0.0",
        "::",
        "224.0.0.1",
        "ff02::1",
    ],
)
def test_some_addresses_never_open(address: str) -> None:
    """Link-local, cloud metadata, multicast and "any" stay closed, however they are spelt."""
    assert not permitted(ip_address(address), allow_private=True)
