"""Mail by SMTP: one recipient a mail, the bytes exactly as the outbox holds them.

Invariant: no password and no mail crosses a connection that is not encrypted and verified, but
to this very machine; one try ends within its deadline, whatever the server does. SMTP cannot
tell a lost answer from a lost mail, so a try that ends between the last byte and the answer
counts as failed and the same mail goes out again, under the same Message-ID.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from email.utils import parseaddr

from socwatch.errors import DeliveryFailed
from socwatch.model.delivery import Delivery
from socwatch.notifiers._smtp import Attempt, Parcel, Relay, Tls

#: One try at a mail lasts at most this long in all.
DEADLINE = timedelta(seconds=60)


class SmtpNotifier:
    """Hands mails to a mail server."""

    channel = "email"

    def __init__(  # noqa: PLR0913 (what a mail server needs, all by name)
        self,
        *,
        host: str,
        port: int,
        sender: str,
        tls: str = Tls.STARTTLS,
        user: str | None = None,
        password: Callable[[], str] | None = None,
        ca_file: str | None = None,
        deadline: timedelta = DEADLINE,
    ) -> None:
        """`sender` is the From of the mails, `tls` starttls, implicit or none (this machine only).

        `password` is asked at each login and kept nowhere; `ca_file` names the certificates to
        trust instead of the system's.
        """
        self._relay = Relay(
            host=host, port=port, tls=Tls(tls), user=user, password=password, ca_file=ca_file
        )
        self._sender = parseaddr(sender)[1]
        self._deadline = deadline.total_seconds()

    async def send(self, delivery: Delivery) -> str:
        """The server's words of acceptance.

        Raises DeliveryRefused on 5xx and DeliveryFailed on all that may pass.
        """
        parcel = Parcel(sender=self._sender, to=delivery.address, body=delivery.body)
        attempt = Attempt(self._relay, parcel)
        answer = _started(attempt)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(answer), self._deadline)
        except TimeoutError:
            raise DeliveryFailed(
                f"{self._relay} took more than {self._deadline:.0f} s; given up while "
                f"{attempt.phase}"
            ) from None
        finally:
            if not answer.done():
                attempt.cut()


def _started(attempt: Attempt) -> Future[str]:
    """The attempt under way in a thread that ends with the program, even if it hangs."""
    answer: Future[str] = Future()
    answer.set_running_or_notify_cancel()

    def work() -> None:
        try:
            attempt.run(answer.set_result)
        except Exception as error:  # noqa: BLE001 (handed over to the one who awaits the answer)
            if not answer.done():
                answer.set_exception(error)

    threading.Thread(target=work, name="smtp", daemon=True).start()
    return answer
