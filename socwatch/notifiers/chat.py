"""Chats, push services and SMS by Apprise, and PagerDuty by its own interface.

Invariant: the notice goes out as text that no service takes for markup or a call to everybody;
one try ends within its deadline; the URL, which is a secret, is in no error and in no log.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from datetime import timedelta
from typing import TypeVar

from socwatch.errors import DeliveryFailed, DeliveryRefused, SecretUnavailable
from socwatch.model.delivery import Delivery, DeliveryKind
from socwatch.notifiers._http import checked
from socwatch.notifiers._notice import notice_of
from socwatch.notifiers._pagerduty import ENDPOINTS, page

T = TypeVar("T")
DEADLINE = timedelta(seconds=30)
_HTTPS = 443


class AppriseNotifier:
    """Tells one service; `channel` is the config's name for it."""

    def __init__(
        self,
        *,
        channel: str,
        url: Callable[[], str],
        allow_private: bool = False,
        deadline: timedelta = DEADLINE,
        pagerduty: Mapping[str, str] = ENDPOINTS,
    ) -> None:
        """`url` is asked at each send and kept nowhere; `pagerduty` has its address by region."""
        self.channel = channel
        self._url = url
        self._allow_private = allow_private
        self._deadline = deadline
        self._pagerduty = pagerduty

    async def send(self, delivery: Delivery) -> str:
        """Who took it, as receipt. Raises DeliveryRefused and DeliveryFailed.

        Services do not know copies: after an answer that was lost the message comes twice.
        """
        try:
            url = self._url().strip()
        except SecretUnavailable as error:
            raise DeliveryFailed(error.message, whole_channel=True, hint=error.hint) from None
        seconds = self._deadline.total_seconds()
        try:
            return await asyncio.wait_for(self._told(url, delivery), seconds)
        except TimeoutError:
            raise DeliveryFailed(f"the service did not answer within {seconds:.0f} s") from None

    async def _told(self, url: str, delivery: Delivery) -> str:
        if url.casefold().startswith("pagerduty://"):
            return await page(
                url,
                delivery,
                deadline=self._deadline,
                allow_private=self._allow_private,
                endpoints=self._pagerduty,
            )
        return await self._by_apprise(url, delivery)

    async def _by_apprise(self, url: str, delivery: Delivery) -> str:
        notice = notice_of(delivery)
        await _in_thread(_installed)
        from socwatch.notifiers._apprise import host_of, service, told

        made = await _in_thread(lambda: service(url))
        await self._may_reach(host_of(made), made.port)
        return await _in_thread(lambda: told(made, notice, _kind(delivery)))

    async def _may_reach(self, host: str, port: int | None) -> None:
        """Refuses a private host. A service at a fixed address has none of the user's choosing.

        Apprise looks the name up again itself, so that this keeps out mistakes and not a name
        server that changes its mind; the URL is the operator's own, and no redirect is followed.
        """
        if not host:
            return
        with suppress(DeliveryFailed):  # an unknown host: Apprise will say so
            await checked(host, port or _HTTPS, allow_private=self._allow_private)


def _kind(delivery: Delivery) -> str:
    match delivery.kind:
        case DeliveryKind.ESCALATION:
            return "failure" if delivery.urgent else "warning"
        case DeliveryKind.STAND_DOWN:
            return "success"
        case _:
            return "info"


def _installed() -> None:
    """Loads Apprise, which takes a while. Raises DeliveryRefused when it is not installed."""
    try:
        import socwatch.notifiers._apprise  # noqa: F401
    except ImportError:
        raise DeliveryRefused(
            "the channel needs the package apprise, which is not installed",
            whole_channel=True,
            hint="pip install 'socwatch[notify]'",
        ) from None


async def _in_thread(work: Callable[[], T]) -> T:
    """What the work returns, done in a thread that ends with the program, even if it hangs."""
    answer: Future[T] = Future()
    answer.set_running_or_notify_cancel()

    def run() -> None:
        try:
            answer.set_result(work())
        except Exception as error:  # noqa: BLE001 (handed over to the one who awaits the answer)
            answer.set_exception(error)

    threading.Thread(target=run, name="apprise", daemon=True).start()
    return await asyncio.wrap_future(answer)
