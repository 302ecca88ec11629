"""Chats by Apprise: what arrives, where it may go, and what its secret URL never gets into."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from socwatch.errors import DeliveryError, DeliveryFailed, DeliveryRefused, SecretUnavailable
from socwatch.notifiers.chat import AppriseNotifier
from tests.contracts.notifiers.conftest import delivery
from tests.contracts.notifiers.webhook_server import WebhookServer
from tests.support.chat import notice

HOSTILE = (
    "<!channel> @everyone @here foo@everyone <https://evil.example|our help page> "
    "[our help page](https://evil.example) [url=https://evil.example]help[/url] <b>bold</b>"
)


def outcome(
    url: str, *, allow_private: bool = True, seconds: float = 20, text: str = "It burns."
) -> str | DeliveryError:
    """The receipt, or the error."""
    chat = AppriseNotifier(
        channel="team",
        url=lambda: url,
        allow_private=allow_private,
        deadline=timedelta(seconds=seconds),
    )
    try:
        return asyncio.run(chat.send(notice(text=text)))
    except DeliveryError as error:
        return error


def local(server: WebhookServer, schema: str = "json", path: str = "/s3cr3t") -> str:
    """A URL of Apprise's that leads to the server."""
    return f"{schema}://127.0.0.1:{server.server_port}{path}"


def test_a_notice_arrives_with_title_and_text() -> None:
    """What the webhook's JSON holds is told in a chat's words."""
    with WebhookServer(200) as server:
        assert outcome(local(server)) == "JSON took it"
    ((path, _, body),) = server.requests
    assert path.rstrip("/") == "/s3cr3t"
    held = json.loads(body)
    assert held["title"] == "[RED] I-42 Acme"
    assert held["message"] == "It burns."
    assert held["attachments"] == []


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("json", "/x"),
        ("json", "/x?format=markdown"),
        ("json", "/x?format=html&emojis=yes"),
        ("ntfy", "/topic"),
        ("ntfy", "/topic?format=markdown"),
        ("mmost", "/4b4b4b4b4b4b4b4b4b4b4b4b4b"),
        ("matrix", "/4b4b4b4b4b4b4b4b4b4b4b4b4b?mode=slack"),
    ],
)
def test_strangers_call_nobody_and_hide_no_link(schema: str, path: str) -> None:
    """As the bytes arrive, there is no sign in them that a chat acts on."""
    with WebhookServer(200) as server:
        caught = outcome(local(server, schema, path), text=HOSTILE)
    assert isinstance(caught, str), caught
    body = server.requests[0][2].decode()
    told = json.loads(body) if body.startswith("{") else body
    text = json.dumps(told, ensure_ascii=False)
    assert "evil" in text
    for sign in ("<!", "<https", "](", "[url", "@everyone", "@here", "<b>bold"):
        assert sign not in text


def test_a_text_that_is_too_long_is_cut_and_goes() -> None:
    """A service that takes little gets the beginning, in one message."""
    with WebhookServer(200) as server:
        assert outcome(local(server, "ntfy", "/topic"), text="It burns. " * 5000) == "ntfy took it"
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "error", "whole_channel"),
    [
        (500, DeliveryFailed, False),
        (429, DeliveryFailed, True),
        (401, DeliveryRefused, True),
        (404, DeliveryRefused, True),
        (302, DeliveryRefused, True),
        (400, DeliveryRefused, False),
    ],
)
def test_a_status_says_who_is_meant_and_for_how_long(
    status: int, error: type[DeliveryError], whole_channel: bool
) -> None:
    """Apprise says only that it failed; whether to try again is still told apart."""
    with WebhookServer(status) as server:
        caught = outcome(local(server))
    assert type(caught) is error
    assert isinstance(caught, DeliveryFailed | DeliveryRefused)
    assert caught.whole_channel is whole_channel
    assert str(status) in caught.message


def test_a_redirect_is_not_followed_and_a_failure_is_one_whatever_the_url_says() -> None:
    """A URL's own wishes do not make it weaker than the other channels."""
    wishes = "/s3cr3t?redirect=yes&optional=yes&retry=5&wait=1"
    with WebhookServer(200) as inner, WebhookServer(302, location=local(inner, "http")) as outer:
        caught = outcome(local(outer, path=wishes))
    assert isinstance(caught, DeliveryRefused)
    assert inner.requests == []
    assert len(outer.requests) == 1


def test_a_service_that_trickles_is_left_at_the_deadline() -> None:
    """A byte now and then does not buy a server more time."""
    outcome("json://127.0.0.1:9/warm-up")  # the first use loads Apprise
    with WebhookServer(trickle=True) as server:
        begun = time.monotonic()
        caught = outcome(local(server), seconds=0.5)
        assert time.monotonic() - begun < 2
    assert isinstance(caught, DeliveryFailed)
    assert "did not answer within" in caught.message


@pytest.mark.parametrize("url", ["bad", "nosuch://host/s3cr3t", "slack://", "", "json://a,b://c"])
def test_a_url_that_apprise_does_not_know_stops_the_channel(url: str) -> None:
    """It is the config's mistake and no person's."""
    caught = outcome(url, allow_private=False)
    assert isinstance(caught, DeliveryError)
    assert isinstance(caught, DeliveryRefused) or url.startswith("json")
    assert caught.whole_channel or url.startswith("json")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "url",
    [
        "mailto://user:pass@acme.example",
        "mailtos://user:pass@acme.example",
        "ses://me@acme.example/AKIAIOSFODNN7EXAMPLE/abcdefghijklmnop/us-west-2",
        "sendgrid://abcdefghijklmnop:me@acme.example",
        "mailgun://user@acme.example/abcdefghijklmnopqrstuvwxyz-abcdefgh-abcdefgh",
        "deltachat://user:pass@acme.example",
    ],
)
def test_mail_never_goes_by_apprise(url: str) -> None:
    """Its mails have no lasting Message-ID; the config's own mail server has."""
    caught = outcome(url)
    assert isinstance(caught, DeliveryRefused)
    assert caught.whole_channel
    assert "mail goes by [mail]" in caught.message


def test_private_addresses_are_closed_unless_opened() -> None:
    """The same key opens them as for a webhook."""
    with WebhookServer(200) as server:
        caught = outcome(local(server), allow_private=False)
    assert isinstance(caught, DeliveryRefused)
    assert "allow_private" in caught.hint
    assert server.requests == []


def test_a_body_that_is_no_notice_is_refused() -> None:
    """A mail does not go out as a chat's raw text."""
    chat = AppriseNotifier(channel="team", url=lambda: "json://127.0.0.1", allow_private=True)
    for item in (delivery(), replace(delivery(), body=b"[1]")):
        with pytest.raises(DeliveryRefused, match="not in a form"):
            asyncio.run(chat.send(item))


def test_without_the_package_the_channel_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The extra is missed where it is needed, with the command that brings it."""
    monkeypatch.setitem(sys.modules, "apprise", None)
    monkeypatch.delitem(sys.modules, "socwatch.notifiers._apprise", raising=False)
    caught = outcome("slack://a/b/c")
    assert isinstance(caught, DeliveryRefused)
    assert caught.whole_channel
    assert caught.hint == "pip install 'socwatch[notify]'"


def test_a_url_that_cannot_be_read_just_now_may_be_later() -> None:
    """A locked keyring is no reason to give up."""

    def locked() -> str:
        raise SecretUnavailable("the keyring is locked")

    with pytest.raises(DeliveryFailed, match="locked"):
        asyncio.run(AppriseNotifier(channel="team", url=locked).send(notice()))


def test_a_quiet_log_hides_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands log next to nothing by themselves; what a service refused is a refusal all the same."""
    monkeypatch.setattr(logging.getLogger(), "level", logging.CRITICAL)
    with WebhookServer(404) as server:
        assert isinstance(outcome(local(server)), DeliveryRefused)


def test_the_secret_url_is_in_no_error_and_no_log(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Who reads our errors or logs cannot post; not even at the most talkative level."""
    secret = "".join(("s3", "cr3t"))  # a traceback that shows these lines must not show it
    said: Sequence[object]
    outcome("json://127.0.0.1:9/warm-up")  # so that all its loggers are there to be heard
    caplog.set_level(logging.DEBUG, logger="apprise")
    with caplog.at_level(logging.DEBUG), WebhookServer(500) as server, WebhookServer(200) as fine:
        said = [
            outcome(local(server)),
            outcome(local(fine)),
            outcome(f"json://user:{secret}@127.0.0.1:9/"),
            outcome(f"nosuch://{secret}"),
            outcome(f"slack://{secret}"),
            outcome(f"mailto://user:{secret}@acme.example"),
            outcome(f"pagerduty://{secret}@{secret}?region=mars"),
        ]
    captured = capfd.readouterr()
    everything = caplog.text + captured.out + captured.err
    everything += "".join(f"{one} {getattr(one, '__cause__', '')!r}" for one in said)
    assert secret not in everything
