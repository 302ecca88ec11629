"""The outbox for people: what is in it, and what is to be tried again now.

Invariant: trying again never changes a message; the bytes, the Date and the Message-ID of the
first try go out, so that whoever gets it twice sees one message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from socwatch.errors import NothingMatched
from socwatch.model.delivery import Delivery, DeliveryState
from socwatch.model.issue import Entry, EventKind
from socwatch.respond.words import name_of
from socwatch.watch.circuit import close
from socwatch.watch.outgoing import GIVE_UP, address_of
from socwatch.watch.setup import Setup
from socwatch.watch.wanted import unwanted

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_LOST = (DeliveryState.REFUSED, DeliveryState.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retried:
    """What became of the wish to try a message again."""

    delivery: Delivery
    done: bool
    because: str = ""  # why not, or what to know about it


def handle(delivery: Delivery) -> str:
    """The short name by which people call a message: m-3fa9c1."""
    return f"m-{sha256(delivery.id.encode()).hexdigest()[:6]}"


def queued(setup: Setup, now: datetime, *, everything: bool = False) -> tuple[Delivery, ...]:
    """What waits, is being sent, or was lost in the last week, oldest first.

    With `everything` also what was settled in the last day. A message that told several others
    and was lost is left out: each of those is in the list.
    """
    recent = setup.store.outbox.between(now - _WEEK - _DAY, now + timedelta(seconds=1))
    found = {one.id: one for one in setup.store.outbox.waiting()}
    for one in recent:
        at = one.settled_at or one.created_at
        lost = one.state in _LOST and at > now - _WEEK and not one.is_bundle
        settled = everything and one.state not in _LOST and at > now - _DAY
        if lost or settled:
            found.setdefault(one.id, one)
    return tuple(sorted(found.values(), key=lambda one: (one.created_at, one.id)))


def is_lost(delivery: Delivery) -> bool:
    """Whether nobody tries any more to send it."""
    return delivery.state in _LOST


def is_held(delivery: Delivery, now: datetime) -> bool:
    """Whether it waits for the end of quiet hours."""
    return delivery.not_before is not None and delivery.not_before > now


def no_longer_wanted(setup: Setup, one: Delivery) -> str:
    """Why a waiting message will be dropped when its turn comes; "" when it goes out."""
    return unwanted(setup, one) if one.state is DeliveryState.PENDING else ""


def chosen(setup: Setup, names: Sequence[str], now: datetime) -> tuple[Delivery, ...]:
    """The messages of these names: m-3fa9c1, a whole id, or an issue for all that it lost.

    Raises NothingMatched.
    """
    several = queued(setup, now, everything=True)
    found: dict[str, Delivery] = {}
    for name in names:
        same = [one for one in several if name.casefold() in (handle(one), one.id.casefold())]
        same = same or [
            one
            for one in several
            if (one.issue or "").casefold() == name.casefold() and _has_trouble(one)
        ]
        if not same:
            raise NothingMatched(
                f"no message {name} waits or was lost", hint="`socwatch mail queue` lists them"
            )
        found |= {one.id: one for one in same}
    return tuple(found.values())


def troubled(setup: Setup, now: datetime) -> tuple[Delivery, ...]:
    """What was lost or failed at least once; what merely waits for its time is left alone."""
    return tuple(one for one in queued(setup, now) if _has_trouble(one))


def _has_trouble(one: Delivery) -> bool:
    return is_lost(one) or (one.state is DeliveryState.PENDING and one.attempts > 0)


def retry(setup: Setup, one: Delivery, by: str, now: datetime) -> Retried:
    """Makes a message due now, as it was first written; or says why it is not to go out."""
    with setup.store.unit():
        why_not = _why_not(setup, one, now)
        if why_not:
            return Retried(delivery=one, done=False, because=why_not)
        again = replace(
            one,
            state=DeliveryState.PENDING,
            not_before=None,
            next_try_at=None,
            first_failed_at=None,
            settled_at=None,
            attempts=min(one.attempts, 1),
            deadline=max(one.deadline, now + GIVE_UP),
        )
        if not setup.store.outbox.settle(again, one.state):
            return Retried(delivery=one, done=False, because="it has just changed; look again")
        close(setup)
        setup.store.ledger.append([_line(setup, one, by, now)])
    return Retried(delivery=again, done=True, because=_to_know(setup, one, now))


def _why_not(setup: Setup, one: Delivery, now: datetime) -> str:
    settled = {
        DeliveryState.SENT: "it was sent",
        DeliveryState.SENDING: "it is being sent",
        DeliveryState.DROPPED: f"it is no longer wanted: {one.last_error}",
        DeliveryState.MERGED: "it is told in another message",
    }
    if one.state in settled:
        return settled[one.state]
    if one.is_bundle and is_lost(one):
        return "it told several messages in one: try those again"
    if one.over_budget and one.state is DeliveryState.PENDING:
        return "the person has had the most that [delivery] per_person allows; it follows"
    if unwanted(setup, one):
        return f"it is no longer wanted: {unwanted(setup, one)}"
    if _raised_since(setup, one):
        return f"it is no longer wanted: {one.issue} was raised or opened again since"
    times = (one.created_at, one.not_before, one.next_try_at)
    waits = any(at is not None and at > now for at in times)
    return "" if waits or is_lost(one) else "it is due already"


def _raised_since(setup: Setup, one: Delivery) -> bool:
    if one.issue is None or not is_lost(one):
        return False
    return setup.store.ledger.issue(one.issue).since > one.created_at


def _to_know(setup: Setup, one: Delivery, now: datetime) -> str:
    """What a person should know before it goes out."""
    if one.not_before is not None and is_held(one, now):
        return f"{name_of(setup.plan, one.to)} is in quiet hours"
    address = address_of(setup.plan, one.to)
    if one.address and address and address != one.address:
        return f"it goes to {one.address}, though the plan says {address} by now"
    return ""


def _line(setup: Setup, one: Delivery, by: str, now: datetime) -> Entry:
    what = f"{one.state.value}: {one.last_error}" if one.last_error else one.state.value
    return Entry(
        at=now,
        issue=one.issue,
        event=EventKind.NOTE,
        actor=by,
        because=f"the message to {name_of(setup.plan, one.to)} ({what}) is to be tried again now",
        details={"to": one.to, "message_id": one.message_id},
    )
