"""The webhook: where it may go, and what its secret address never gets into."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import socket

import pytest

from socwatch.errors import DeliveryError, DeliveryFailed, DeliveryRefused
from socwatch.notifiers._http import _may_connect, ping
from socwatch.notifiers.webhook import WebhookNotifier
from tests.contracts.notifiers.conftest import delivery
from tests.contracts.notifiers.webhook_server import WebhookServer


def outcome(url: str, *, allow_private: bool = True) -> str | DeliveryError:
    """The receipt, or the error."""
    hook = WebhookNotifier(channel="push", url=lambda: url, allow_private=allow_private)
    try:
        return asyncio.run(hook.send(delivery()))
    except DeliveryError as error:
        return error


@pytest.mark.parametrize(
    ("status", "error", "whole_channel"),
    [
        (400, DeliveryRefused, False),
        (413, DeliveryRefused, False),
        (401, DeliveryRefused, True),
        (404, DeliveryRefused, True),
        (301, DeliveryRefused, True),
        (408, DeliveryFailed, False),
        (429, DeliveryFailed, True),
        (500, DeliveryFailed, False),
        (503, DeliveryFailed, True),
    ],
)
def test_a_status_says_who_is_meant_and_for_how_long(
    status: int, error: type[DeliveryError], whole_channel: bool
) -> None:
    """Permanent and transient statuses are told apart, and the message from the address."""
    with WebhookServer(status) as server:
        caught = outcome(server.url())
    assert type(caught) is error
    assert isinstance(caught, DeliveryFailed | DeliveryRefused)
    assert caught.whole_channel is whole_channel


def test_it_posts_json_with_the_deliverys_id() -> None:
    """The receiver can drop a copy, because the key of both is the same."""
    with WebhookServer() as server:
        assert outcome(server.url()) == "HTTP 204"
    path, headers, _ = server.requests[0]
    assert path == "/hooks/s3cr3t?token=t0ken"
    assert headers["content-type"] == "application/json"
    assert headers["idempotency-key"] == delivery().id
    assert headers["host"] == f"127.0.0.1:{server.server_port}"


def test_a_redirect_is_not_followed() -> None:
    """An address that was checked cannot send us on to one that was not."""
    with WebhookServer() as inner, WebhookServer(302, location=inner.url()) as outer:
        caught = outcome(outer.url())
    assert isinstance(caught, DeliveryRefused)
    assert "final address" in caught.hint
    assert inner.requests == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"])
def test_private_addresses_are_closed_unless_opened(host: str) -> None:
    """However it is written, this machine is not reached by accident."""
    with WebhookServer() as server:
        caught = outcome(server.url(host), allow_private=False)
    assert isinstance(caught, DeliveryRefused)
    assert server.requests == []


@pytest.mark.parametrize(
    ("address", "open_by_default", "open_with_permission"),
    [
        ("93.184.216.34", True, True),
        ("10.0.0.1", False, True),
        ("127.0.0.1", False, True),
        ("::1", False, True),
        ("169.254.169.254", False, False),
        ("fe80::1", False, False),
        ("::ffff:169.254.169.254", False, False),
        ("64:ff9b::a9fe:a9fe", False, False),
        ("2002:7f00:0001::", False, True),
        ("0.0.0.0", False, False),
        ("224.0.0.1", False, False),
    ],
)
def test_which_addresses_may_be_connected_to(
    address: str, open_by_default: bool, open_with_permission: bool
) -> None:
    """Link-local, where clouds keep their keys, is never opened, however it is wrapped."""
    parsed = ipaddress.ip_address(address)
    assert _may_connect(parsed, allow_private=False) is open_by_default
    assert _may_connect(parsed, allow_private=True) is open_with_permission


def test_the_secret_address_is_in_no_error_and_no_log(caplog: pytest.LogCaptureFixture) -> None:
    """Who reads our errors or logs cannot post."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        closed = taken.getsockname()[1]
    with caplog.at_level(logging.INFO), WebhookServer(500) as server:
        said = [
            outcome(server.url()),
            outcome(f"http://127.0.0.1:{closed}/hooks/s3cr3t"),
            outcome("ftp://example.org/s3cr3t"),
            outcome("http://[bad/s3cr3t"),
            outcome("http://127.0.0.1/s3cr3t\n"),
        ]
    assert all(isinstance(one, DeliveryError) for one in said)
    everything = caplog.text + "".join(f"{one} {one.__cause__!r}" for one in said)
    assert "s3cr3t" not in everything
    assert "t0ken" not in everything


def test_a_ping_asks_once_and_tells_whether_it_was_heard() -> None:
    """The dead man's switch is told, and a switch that does not answer is an error."""
    with WebhookServer(200) as server:
        assert asyncio.run(ping(server.url(), allow_private=True)) == 200
        with pytest.raises(DeliveryRefused, match="private address"):
            asyncio.run(ping(server.url(), allow_private=False))
    assert [body for _, _, body in server.requests] == [b""]
    with WebhookServer(500) as server, pytest.raises(DeliveryFailed):
        asyncio.run(ping(server.url(), allow_private=True))
