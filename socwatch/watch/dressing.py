"""Mails in the owner's look, and what is kept of why one was not.

Invariant: a problem is of the templates as they were; it is not told of others.
"""

from __future__ import annotations

from socwatch.model.delivery import Message
from socwatch.ports import Store
from socwatch.report.letter import Letter
from socwatch.report.letterhead import Letterhead
from socwatch.report.rendering import rendered
from socwatch.watch.setup import Setup

#: The memo of why a mail was not in the owner's look, after the mark of that look.
_MEMO = "mail_templates_problem"


def in_their_look(setup: Setup, letter: Letter) -> Message:
    """In the owner's look; when that cannot be, why is kept where `status` shows it."""
    message = rendered(letter, setup.letterhead)
    if message.fallback:
        setup.store.watching.save_memo(_MEMO, f"{setup.letterhead.mark} {message.fallback}")
    return message


def undressed(store: Store, letterhead: Letterhead) -> str:
    """Why a mail was not in the owner's look, as long as that look is not changed; else ""."""
    mark, _, why = (store.watching.memo(_MEMO) or "").partition(" ")
    return why if mark == letterhead.mark else ""
