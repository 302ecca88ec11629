"""What the outbox holds for a channel, read back and made fit for services that render text.

Invariant: nothing that a stranger wrote calls a whole channel, hides where a link leads, or is
markup anywhere; what was changed can be seen to have been changed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from socwatch.errors import DeliveryRefused
from socwatch.model.delivery import Delivery

#: `<!channel>`, `<https://evil|label>` and HTML need these; `@everyone` pings inside words as well.
#: An ampersand stays: addresses need it, and an entity only ever shows a character.
_SIGNS = str.maketrans({"<": "‹", ">": "›", "@": "＠"})  # noqa: RUF001 (meant to look alike)
#: The end of a label before its link: `[label](link)`, `[label][ref]`, `[ref]: link`.
_LABEL_ENDS = re.compile(r"\](?=\s*\(|[\[:])")
#: The start of `[label|link]` and `[url=link]`.
_LABEL_BEGINS = re.compile(r"\[(?=[^\]\n]*[|=])")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatNotice:
    """A notice in words that are safe to show; `issue` is empty when it is about none."""

    subject: str
    text: str
    issue: str = ""
    topic: str = ""
    severity: str = ""
    drill: bool = False


def notice_of(delivery: Delivery) -> ChatNotice:
    """The notice in the delivery's body. Raises DeliveryRefused when there is none."""
    try:
        held = json.loads(delivery.body)
    except (ValueError, RecursionError):
        held = None
    if not isinstance(held, dict):
        raise DeliveryRefused("the message is not in a form that a chat can carry")
    words = {
        key: harmless(str(held.get(key) or ""))
        for key in ("subject", "text", "issue", "topic", "severity")
    }
    return ChatNotice(**words, drill=held.get("drill") is True)


def harmless(text: str) -> str:
    """The text without a sign that chats, markup or HTML would act on."""
    return _LABEL_BEGINS.sub("［", _LABEL_ENDS.sub("］", text.translate(_SIGNS)))  # noqa: RUF001
