"""A webhook: the notice as JSON to an address of the user's own choosing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from socwatch.errors import DeliveryFailed, SecretUnavailable
from socwatch.model.delivery import Delivery
from socwatch.notifiers._http import post_json

DEADLINE = timedelta(seconds=30)


class WebhookNotifier:
    """Posts notices to one address; `channel` is the config's name for it."""

    def __init__(
        self,
        *,
        channel: str,
        url: Callable[[], str],
        allow_private: bool = False,
        ca_file: str | None = None,
        deadline: timedelta = DEADLINE,
    ) -> None:
        """`url` is asked at each send and kept nowhere: who knows it can post."""
        self.channel = channel
        self._url = url
        self._allow_private = allow_private
        self._ca_file = ca_file
        self._deadline = deadline

    async def send(self, delivery: Delivery) -> str:
        """The status as receipt. The Idempotency-Key is the delivery's id, equal in all copies."""
        try:
            url = self._url()
        except SecretUnavailable as error:
            raise DeliveryFailed(error.message, whole_channel=True, hint=error.hint) from None
        status = await post_json(
            url,
            delivery.body,
            headers={"Idempotency-Key": _header(delivery.id), "User-Agent": "socwatch"},
            deadline=self._deadline,
            allow_private=self._allow_private,
            ca_file=self._ca_file,
        )
        return f"HTTP {status}"


def _header(text: str) -> str:
    return "".join(char if char.isascii() and char.isprintable() else "." for char in text)
