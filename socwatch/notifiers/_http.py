"""The one door of the notifiers to HTTP: a request with an end, to an address we have looked at.

Invariant: the address is connected to as it was checked (a name cannot turn private in between);
no redirect is followed; the whole exchange ends within its deadline; the URL, which may be a
secret, is in no error and in no log.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import httpx

from socwatch.errors import DeliveryError, DeliveryFailed, DeliveryRefused

# httpx logs whole URLs at INFO, and theirs are passwords here.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)

#: Answers that concern the address as a whole rather than this one message.
_ABOUT_ADDRESS = frozenset({401, 403, 404, 405, 407, 410})
_TRY_LATER = frozenset({408, 425, 429})

# Loading the system's authorities takes long, and plain http needs none.
_TRUSTS_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


async def post_json(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    deadline: timedelta,
    allow_private: bool,
    ca_file: str | None = None,
) -> int:
    """Posts the JSON once and returns the status, which is 2xx.

    Raises DeliveryRefused for what will never work and DeliveryFailed for what may pass.
    """
    call = _Call(
        method="POST",
        body=body,
        headers={**headers, "Content-Type": "application/json"},
        ca_file=ca_file,
    )
    return await _answered(call, url, deadline=deadline, allow_private=allow_private)


async def ping(
    url: str, *, allow_private: bool, deadline: timedelta = timedelta(seconds=10)
) -> int:
    """Gets the address once, to say "I am alive", and returns the status, which is 2xx.

    Raises as `post_json` does.
    """
    call = _Call(method="GET", headers={"User-Agent": "socwatch"})
    return await _answered(call, url, deadline=deadline, allow_private=allow_private)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """What is asked, before it is known whether the address may be asked."""

    method: str
    headers: Mapping[str, str]
    body: bytes = b""
    ca_file: str | None = None


async def _answered(call: _Call, url: str, *, deadline: timedelta, allow_private: bool) -> int:
    try:
        async with asyncio.timeout(deadline.total_seconds()):
            target = await _target(url, allow_private=allow_private)
            status = await _status(call, target)
    except TimeoutError:
        says = f"the web address did not answer within {deadline.total_seconds():.0f} s"
        raise DeliveryFailed(says) from None
    if 200 <= status < 300:
        return status
    raise verdict(status)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """The checked address, and the names by which server and certificate know the host."""

    url: httpx.URL
    host: str  # as the Host header has it
    server_name: str


async def _status(call: _Call, target: _Target) -> int:
    request = httpx.Request(
        call.method,
        target.url,
        content=call.body or None,
        headers={**call.headers, "Host": target.host},
        extensions={"sni_hostname": target.server_name},
    )
    context = _context(call.ca_file) if target.url.scheme == "https" else _TRUSTS_NOBODY
    try:
        # No timeout of httpx's own: its are per read, and the caller's deadline is around it all.
        async with httpx.AsyncClient(verify=context, trust_env=False, timeout=None) as client:  # noqa: S113
            answer = await client.send(request, stream=True, follow_redirects=False)
            await answer.aclose()
            return answer.status_code
    except httpx.HTTPError as error:
        raise _broken(error) from None


def _context(ca_file: str | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        says = f"the certificates in {ca_file} cannot be read: {error.strerror}"
        raise DeliveryFailed(says, whole_channel=True, hint="correct ca_file") from None


async def _target(url: str, *, allow_private: bool) -> _Target:
    try:
        asked = httpx.Request("POST", url)
    except (httpx.InvalidURL, ValueError):
        raise _no_address() from None
    if asked.url.scheme not in ("http", "https") or not asked.url.host:
        raise _no_address()
    port = asked.url.port or (443 if asked.url.scheme == "https" else 80)
    address = await checked(asked.url.host, port, allow_private=allow_private)
    shown = f"[{address}]" if address.version == 6 else str(address)
    return _Target(
        url=asked.url.copy_with(host=shown),
        host=asked.headers["Host"],
        server_name=asked.url.host,
    )


def _no_address() -> DeliveryRefused:
    says = "the web address is not a valid http or https URL"
    return DeliveryRefused(says, whole_channel=True)


async def checked(host: str, port: int, *, allow_private: bool) -> Address:
    """An address of the host, all of whose addresses may be connected to.

    Raises DeliveryRefused for a private one, DeliveryFailed when the host is not known.
    """
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise DeliveryFailed(
            "the host of the web address cannot be found", whole_channel=True
        ) from None
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    for address in addresses:
        if not _may_connect(address, allow_private=allow_private):
            raise DeliveryRefused(
                "the host of the web address is a private address",
                whole_channel=True,
                hint="set allow_private = true if that is meant",
            )
    return addresses[0]


def _may_connect(address: Address, *, allow_private: bool) -> bool:
    """Public addresses; with permission also loopback and private ones, never link-local."""
    real = _inner(address)
    if real.is_link_local or real.is_multicast or real.is_unspecified:
        return False
    return allow_private or real.is_global


def _inner(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one that only wraps it."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _broken(error: httpx.HTTPError) -> DeliveryError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            says = (
                f"the certificate of the web address is not to be trusted: {cause.verify_message}"
            )
            return DeliveryFailed(says, whole_channel=True)
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.ConnectError):
        return DeliveryFailed("nothing answers at the web address", whole_channel=True)
    return DeliveryFailed(f"the connection to the web address broke ({type(error).__name__})")


def verdict(status: int) -> DeliveryError:
    """What an answer that is not 2xx means for the message and for its channel."""
    said = f"the web address answered {status}"
    if status >= 500 or status in _TRY_LATER:
        return DeliveryFailed(said, whole_channel=status in (429, 503))
    if 300 <= status < 400:
        return DeliveryRefused(
            f"{said}, a redirect, which is not followed",
            whole_channel=True,
            hint="give the final address",
        )
    return DeliveryRefused(said, whole_channel=status in _ABOUT_ADDRESS)
