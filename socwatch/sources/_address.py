"""Which hosts a source may reach, and a transport that connects to no other.

Invariant: every connection goes to an address that was checked after the name was resolved, so
a name that changes its address between the check and the connection gains nothing.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from socwatch.errors import SourceMisconfigured

Address = IPv4Address | IPv6Address

#: Cloud machines answer here with credentials; outside the link-local range.
_METADATA = frozenset(
    map(
        ip_address,
        (
            "100.100.100.200",  # Alibaba
            "168.63.129.16",  # Azure
            "192.0.0.192",  # Oracle
            "fd00:ec2::254",  # Amazon
            "fd20:ce::254",  # Google
            "fd00:42::42",  # Scaleway
        ),
    )
)
#: IPv6 addresses that end in an IPv4 one: NAT64 (well known and local), translated, compatible.
_ENDING_IN_IPV4 = tuple(
    map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "::ffff:0:0:0/96", "::/96"))
)
#: How many addresses of one name are tried.
_TRIED = 4
_PER_HOST = 2


def meant(address: Address) -> Address:
    """The IPv4 address inside a mapped, translated, 6to4, Teredo or NAT64 one; others as they are."""
    if isinstance(address, IPv4Address) or address.is_unspecified or address.is_loopback:
        return address
    if any(address in network for network in _ENDING_IN_IPV4):
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address


def never(address: Address) -> bool:
    """Whether no permission opens this address: link-local, metadata, multicast, unspecified."""
    return (
        address.is_link_local
        or address.is_multicast
        or address.is_unspecified
        or address in _METADATA
    )


def permitted(address: Address, *, allow_private: bool) -> bool:
    """Whether a source may connect here."""
    inner = meant(address)
    if never(address) or never(inner):
        return False
    return allow_private or _is_public(inner)


def _is_public(address: Address) -> bool:
    # Site-local addresses were given up as a notion, but networks still use them.
    site_local = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not site_local


def is_loopback(host: str) -> bool:
    """Whether a host (perhaps with its port) is this machine itself."""
    name = host.removeprefix("[").partition("]")[0] if "[" in host else host.partition(":")[0]
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


async def reachable(host: str, port: int, *, allow_private: bool) -> tuple[str, ...]:
    """The addresses of a host that may be connected to, best first.

    Raises SourceMisconfigured when there are only others, httpx.ConnectError when the name
    cannot be resolved (it may be later).
    """
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise SourceMisconfigured(f"{host} is not a name that a host can have") from None
    except socket.gaierror as error:
        raise httpx.ConnectError(f"the name {host} could not be resolved") from error
    addresses = [ip_address(str(entry[4][0])) for entry in found]
    kept = [str(one) for one in addresses if permitted(one, allow_private=allow_private)]
    if not kept:
        raise _refusal(host, addresses)
    return tuple(dict.fromkeys(kept))[:_TRIED]


def _refusal(host: str, addresses: list[Address]) -> SourceMisconfigured:
    if any(never(one) or never(meant(one)) for one in addresses):
        return SourceMisconfigured(f"{host} is a link-local or reserved address, never asked")
    return SourceMisconfigured(
        f"{host} is an address of a private network, which a source may not ask",
        hint="set allow_private = true for this source if that is meant",
    )


class CheckedTransport(httpx.AsyncBaseTransport):
    """Resolves, checks and connects; at most two connections to each host."""

    def __init__(self, *, allow_private: bool, tls: Callable[[], ssl.SSLContext]) -> None:
        """`tls` gives the trusted certificates; it is asked when the first https host is."""
        self._allow_private = allow_private
        self._tls = tls
        self._pools: dict[tuple[str, str, int], httpx.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Sends to the first checked address that accepts a connection."""
        url = request.url
        host = url.raw_host.decode("ascii")
        port = url.port or (443 if url.scheme == "https" else 80)
        addresses = await reachable(host, port, allow_private=self._allow_private)
        pool = self._pool((url.scheme, host, port))
        for address in addresses[:-1]:
            try:
                return await pool.handle_async_request(_sent_to(address, request, host))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await pool.handle_async_request(_sent_to(addresses[-1], request, host))

    async def aclose(self) -> None:
        """Closes every connection."""
        for pool in self._pools.values():
            await pool.aclose()
        self._pools.clear()

    def _pool(self, origin: tuple[str, str, int]) -> httpx.AsyncHTTPTransport:
        # One pool for each host: hosts that share an address must not share a TLS connection.
        if origin not in self._pools:
            limits = httpx.Limits(max_connections=_PER_HOST, max_keepalive_connections=_PER_HOST)
            # Plain http never uses its context: an empty one trusts nobody and costs nothing.
            tls = self._tls() if origin[0] == "https" else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            self._pools[origin] = httpx.AsyncHTTPTransport(verify=tls, limits=limits)
        return self._pools[origin]


def _sent_to(address: str, request: httpx.Request, host: str) -> httpx.Request:
    """The same request, connected to `address`; Host header and certificate stay the host's."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )
