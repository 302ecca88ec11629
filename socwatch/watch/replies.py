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

from socwatch.errors import NothingMatched
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
#: How the ids of our "not understood" begin.
ANSWER = "answer/"
_OF_BEFORE = (
    "{0} answered a mail from before {1} was raised or opened again, at a time before that: "
    "it does not count"
)
_STRANGER = "somebody whose address is not in the plan answered a mail about it: left alone"


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
        _note_stranger(setup, written, now)
        return False
    reply = read(mail.text)
    if written[0].id.startswith(PREFIX):
        confirm(setup, who.id, EMAIL, now)  # whatever it says: it arrived
        return True
    issue = _issue(setup, written, reply)
    if issue is None or reply.wish is None:
        _ask_again(setup, mail, who, written, now)
        return True
    if _is_of_before(issue, written, mail):
        change = _noted(issue, who, _OF_BEFORE.format(who.name, issue.id), now)
    else:
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
    asked_again = written[0].id.startswith(ANSWER)  # of several: any of them may be named now
    if reply.issue is not None and (reply.issue in names or asked_again):
        return _stored(setup, reply.issue)
    if reply.issue is not None or len(names) != 1:
        return None
    return _stored(setup, names[0])


def _stored(setup: Setup, name: str) -> Issue | None:
    try:
        return setup.store.ledger.issue(name)
    except NothingMatched:  # deleted meanwhile, or a slip of the pen
        return None


def _is_of_before(issue: Issue, written: tuple[Delivery, ...], mail: Mention) -> bool:
    """Whether it answers, from before, what the issue was until it was raised or re-opened."""
    ours = [one.created_at for one in written if one.issue == issue.id]
    if issue.since <= issue.opened_at or not ours or max(ours) >= issue.since:
        return False
    return mail.published_at is None or mail.published_at < issue.since


def _note_stranger(setup: Setup, written: tuple[Delivery, ...], now: datetime) -> None:
    """Somebody who is not in the plan answered a mail that was passed on: once for each issue."""
    for name in dict.fromkeys(one.issue for one in written if one.issue):
        known = [entry.because for _, entry in setup.store.ledger.timeline(name)]
        if _STRANGER not in known:
            setup.store.ledger.append([_line_of(name, _STRANGER, now)])


def _line_of(issue: str, because: str, now: datetime) -> Entry:
    return Entry(at=now, issue=issue, event=EventKind.NOTE, actor="socwatch", because=because)


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
    because = f"{who.name} answered by mail, but not with ACK, JOIN, WATCH or FALSE"
    setup.store.ledger.append([_line_of(name, because, now) for name in names])
    notice = Notice(
        kind=DeliveryKind.REMINDER,
        to=who.id,
        issue=names[0] if len(names) == 1 else None,  # so that an answer to this one counts
        channels=("email",),
    )
    message = answer.not_understood(names, to=who.name, timezone=timezone_of(setup, who.id))
    name = f"{ANSWER}{who.id}/{names[0] if names else mail.in_reply_to}"  # once, or it may loop
    setup.store.outbox.add([addressed(setup, notice, message, name=name, now=now, urgent=True)])
