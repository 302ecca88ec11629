"""People answer a mail of ours: what they ask for is done as if they had typed it.

Invariants: who may ask is proved twice, by the Message-ID of a mail that only its reader knows and by
an address of the plan; what a reply changes and the place up to which the mailbox was read are one unit
of work, so that no reply counts twice and none is lost; a mailbox that cannot be read is said and
stops nothing.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from socwatch.model.delivery import Delivery, DeliveryKind, Notice
from socwatch.model.issue import CloseReason, Entry, EventKind, Issue
from socwatch.model.mention import Cursor, Mention, Outcome
from socwatch.model.plan import Contact
from socwatch.report import answer
from socwatch.respond import acts
from socwatch.respond.change import Change
from socwatch.respond.replying import Reply, Wish, read
from socwatch.watch.escalate import log_of
from socwatch.watch.outgoing import EMAIL, addressed, timezone_of
from socwatch.watch.rollcall import PREFIX, confirm
from socwatch.watch.setup import Setup
from socwatch.watch.take import take

log = logging.getLogger(__name__)
CURSOR = "replies_cursor"
PROBLEM = "replies_problem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What reading the mailbox came to; `problem` is "" when it could be read."""

    replies: int = 0
    problem: str = ""


async def read_replies(setup: Setup, now: datetime) -> Heard:
    """Carries out the replies that came since the last time."""
    if setup.replies is None:
        return Heard()
    since = setup.store.watching.memo(CURSOR)
    number, problem = 0, ""
    async for page in setup.replies.poll((), Cursor(since) if since else None, now):
        with setup.store.unit():
            for one in page.mentions:
                number += _carried_out(setup, one, now)
            if page.next is not None:
                setup.store.watching.save_memo(CURSOR, page.next)
        if page.outcome is not Outcome.OK:
            problem = page.because or page.outcome.value
    if problem != (setup.store.watching.memo(PROBLEM) or ""):
        with setup.store.unit():
            setup.store.watching.save_memo(PROBLEM, problem)
    return Heard(replies=number, problem=problem)


def _carried_out(setup: Setup, mail: Mention, now: datetime) -> bool:
    """Does what the reply asks for; False when it is nobody's who may ask."""
    written = setup.store.outbox.named(mail.in_reply_to or "")
    address = (mail.author.handle or "") if mail.author else ""
    who = _contact(setup, address)
    if not written or who is None:
        log.warning("a reply was left alone", extra={"known_mail": bool(written)})
        return False
    reply = read(mail.text)
    if written[0].id.startswith(PREFIX):
        confirm(setup, who.id, EMAIL, now)  # whatever it says: it arrived
        return True
    issue = _issue(setup, written, reply)
    if issue is None or reply.wish is None:
        _ask_again(setup, mail, who, written, now)
        return True
    change = _change(setup, issue, reply.wish, who, now)
    if change.entries:
        take(setup, change, now)
    return True


def _contact(setup: Setup, address: str) -> Contact | None:
    wanted = address.casefold()
    people = setup.plan.contacts
    return next((one for one in people if (one.email or "").casefold() == wanted), None)


def _issue(setup: Setup, written: tuple[Delivery, ...], reply: Reply) -> Issue | None:
    """The issue of the mail that is answered; of a mail about several, the one that is named."""
    names = tuple(dict.fromkeys(one.issue for one in written if one.issue))
    if reply.issue in names:
        return setup.store.ledger.issue(reply.issue or "")
    if reply.issue is not None or len(names) != 1:
        return None
    return setup.store.ledger.issue(names[0])


def _change(setup: Setup, issue: Issue, wish: Wish, who: Contact, now: datetime) -> Change:
    plan, told = setup.plan, log_of(setup, issue)
    if wish is Wish.FALSE:
        return acts.close(issue, who.id, CloseReason.FALSE_ALARM, told, now, plan)
    if wish is Wish.WATCH or (wish is Wish.JOIN and issue.owner is None):
        knows = "watches it" if wish is Wish.WATCH else "would help whoever takes it"
        return _noted(issue, who, f"{who.name} {knows} (by mail)", now)
    return acts.acknowledge(issue, who.id, told, plan, now, "mail")


def _noted(issue: Issue, who: Contact, because: str, now: datetime) -> Change:
    return acts.note(issue, who.id, because, now)


def _ask_again(
    setup: Setup, mail: Mention, who: Contact, written: tuple[Delivery, ...], now: datetime
) -> None:
    """One answer to a reply that cannot be understood: somebody may believe that they have it."""
    names = tuple(dict.fromkeys(one.issue for one in written if one.issue))
    setup.store.ledger.append(
        [
            Entry(
                at=now,
                issue=name,
                event=EventKind.NOTE,
                actor="socwatch",
                because=f"{who.name} answered by mail, but not with ACK, JOIN, WATCH or FALSE",
            )
            for name in names
        ]
    )
    notice = Notice(
        kind=DeliveryKind.REMINDER,
        to=who.id,
        issue=names[0] if len(names) == 1 else None,  # so that an answer to this one counts
        channels=("email",),
    )
    message = answer.not_understood(names, to=who.name, timezone=timezone_of(setup, who.id))
    name = f"answer/{who.id}/{names[0] if names else mail.in_reply_to}"  # once, or it may loop
    setup.store.outbox.add([addressed(setup, notice, message, name=name, now=now, urgent=True)])
