"""Every kind of [[channels]] and what makes its notifier.

A new kind is one file and one line in KINDS.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from socwatch.errors import UsageError
from socwatch.notifiers.chat import AppriseNotifier
from socwatch.notifiers.webhook import WebhookNotifier
from socwatch.ports import Notifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A [[channels]] table in plain values."""

    name: str
    kind: str
    url: Callable[[], str]  # read when it is needed; a secret
    allow_private: bool = False
    ca_file: str | None = None


def notifier(channel: Channel) -> Notifier:
    """What carries messages on this channel; UsageError when its kind is unknown."""
    make = KINDS.get(channel.kind)
    if make is None:
        known = ", ".join(sorted(KINDS))
        raise UsageError(f"no channel of kind {channel.kind!r}", hint=f"known kinds: {known}")
    return make(channel)


def _webhook(channel: Channel) -> Notifier:
    return WebhookNotifier(
        channel=channel.name,
        url=channel.url,
        allow_private=channel.allow_private,
        ca_file=channel.ca_file,
    )


def _apprise(channel: Channel) -> Notifier:
    return AppriseNotifier(
        channel=channel.name, url=channel.url, allow_private=channel.allow_private
    )


KINDS: Mapping[str, Callable[[Channel], Notifier]] = {"apprise": _apprise, "webhook": _webhook}
