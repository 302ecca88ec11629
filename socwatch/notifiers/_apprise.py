"""The one module that touches Apprise: a checked service from a URL, and a message sent by it.

Invariant: one URL is one service and one answer; no mail, no file, no redirect, no retry and no
log of Apprise's own, whatever the URL asks for. Both functions block: call them in a thread.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

from apprise import (
    Apprise,
    AppriseAsset,
    AppriseResultStatus,
    NotifyBase,
    NotifyFormat,
    NotifyType,
    OverflowMode,
)
from apprise.exception import AppriseException

from socwatch.errors import DeliveryError, DeliveryFailed, DeliveryRefused
from socwatch.notifiers._http import verdict
from socwatch.notifiers._notice import ChatNotice

_STATUS = re.compile(r"\berror=(\d{3})\b")


def _without_words(record: logging.LogRecord) -> bool:
    """Leaves of Apprise's log the statuses of answers: URLs stand in the rest."""
    found = _STATUS.search(record.getMessage())
    if found is None:
        return False
    record.msg, record.args, record.exc_info = found[0], (), None
    return True


# A URL is a password. What Apprise stands on logs its path, too.
logging.getLogger("apprise").addFilter(_without_words)
logging.getLogger("apprise").propagate = False
logging.getLogger("apprise").setLevel(logging.WARNING)  # whatever -q says: answers stand in it
for _name in ("urllib3", "requests_oauthlib", "oauthlib"):
    logging.getLogger(_name).setLevel(logging.ERROR)

#: Apprise's ways to send mail. A mail of theirs has a new Message-ID at each try and says nowhere
#: that a machine wrote it.
_MAIL = frozenset({
    "NotifyACS", "NotifyBrevo", "NotifyEmail", "NotifyGroundmail", "NotifyMailerSend",
    "NotifyMailgun", "NotifyOffice365", "NotifyPostmark", "NotifyResend", "NotifySES",
    "NotifySMTP2Go", "NotifySendGrid", "NotifySendPulse", "NotifySparkPost",
})  # fmt: skip


def service(url: str) -> NotifyBase:
    """The service that the URL names. Raises DeliveryRefused: no such one, or one for mail."""
    made = Apprise.instantiate(url.strip(), asset=_asset())
    if made is None:
        raise DeliveryRefused(
            "the channel's URL is not one that Apprise understands",
            whole_channel=True,
            hint="see https://appriseit.com/services/ for how the URL of a service is written",
        )
    if any(one.__name__ in _MAIL for one in type(made).__mro__):
        raise DeliveryRefused(
            "the channel's URL sends mail, and mail goes by [mail]",
            whole_channel=True,
            hint='give the contact the channel "email" instead',
        )
    # What a URL may ask for besides: to count a failure as success, to follow redirects, to try
    # again by itself, to turn :words: into pictures.
    made.optional = False
    made.redirects = False
    made.retry = 0
    made.interpret_emojis = False
    if made.overflow_mode == OverflowMode.UPSTREAM:
        made.overflow_mode = OverflowMode.TRUNCATE  # else what is too long would be refused
    return made


def host_of(service: NotifyBase) -> str:
    """The host that the URL's author chose; "" for a service that lives at one fixed address.

    With Slack and its like the place of the host is that of a token.
    """
    return str(service.host or "") if "host" in service.template_tokens else ""


def told(service: NotifyBase, notice: ChatNotice, kind: str) -> str:
    """Sends it once and returns who took it; `kind` is info, success, warning or failure.

    Raises DeliveryRefused and DeliveryFailed.
    """
    sender = Apprise(asset=_asset())
    sender.add(service)
    try:
        result = sender.notify(
            body=notice.text or notice.subject,
            title=notice.subject if notice.text else "",
            notify_type=NotifyType(kind),
            body_format=NotifyFormat.TEXT,
        )
    except AppriseException as error:
        says = f"Apprise cannot send it ({type(error).__name__})"
        raise DeliveryRefused(says) from None
    if result.status is AppriseResultStatus.NOMATCH:
        raise DeliveryRefused("Apprise knows nobody to send it to", whole_channel=True)
    if not result:
        raise _reason(entry.message for entry in result.logs())
    return f"{service.service_name} took it"


def _reason(said: Iterable[str]) -> DeliveryError:
    """Apprise tells the status of an answer only in its log."""
    statuses = [int(status) for line in said for status in _STATUS.findall(line)]
    worst = max(statuses, default=0)  # of several targets one that may pass decides
    if worst < 300:
        return DeliveryFailed("the service did not take the message")
    return verdict(worst)


def _asset() -> AppriseAsset:
    # Without a limit of its own Apprise works in our thread and starts none that outlives us.
    return AppriseAsset(
        app_id="socwatch",
        app_desc="socwatch",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        async_mode=False,
        service_timeout=0,
        http_redirects=False,
        interpret_escapes=False,
        secure_logging=True,
        storage_mode="memory",
    )
