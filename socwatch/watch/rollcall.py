"""The roll-call: does every way to every person really reach them?

Invariant: a way counts as proven only when the person themselves said so, since a mail server that
took a message says nothing of a spam folder. Everything is in the outbox and the timeline; nothing else
is remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from socwatch.model.delivery import Delivery, DeliveryKind, DeliveryState, Notice
from socwatch.model.issue import Entry, EventKind
from socwatch.model.plan import Contact
from socwatch.report.answer import roll_call
from socwatch.respond.reach import usable_channels
from socwatch.watch.outgoing import addressed, timezone_of
from socwatch.watch.setup import Setup

PREFIX = "rollcall/"
#: Time to answer; longer than a night.
WITHIN = timedelta(hours=24)
#: How far back the last roll-call is looked for.
_BACK = timedelta(days=400)
_LOST = (DeliveryState.REFUSED, DeliveryState.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One way to one person in the last roll-call."""

    who: str  # contact id
    channel: str
    asked_at: datetime
    answered_at: datetime | None
    problem: str = ""  # why the message did not go out

    def is_missing(self, now: datetime) -> bool:
        """Whether it is no longer waited for."""
        return self.answered_at is None and (bool(self.problem) or now - self.asked_at > WITHIN)


def call_the_roll(setup: Setup, now: datetime, *, only: str | None = None) -> tuple[str, ...]:
    """Asks everybody (or one) on each of their channels; the ids of the messages."""
    people = [one for one in setup.plan.contacts if only in (None, one.id)]
    messages = tuple(
        asked(setup, one, channel, now) for one in people for channel in usable_channels(one)
    )
    with setup.store.unit():
        return tuple(one.id for one in setup.store.outbox.add(messages))


def asked(setup: Setup, person: Contact, channel: str, now: datetime) -> Delivery:
    """The question to one person on one channel; it is not stored."""
    zone = timezone_of(setup, person.id)
    notice = Notice(kind=DeliveryKind.TEST, to=person.id, channels=(channel,))
    message = roll_call(
        person.id, person.name, channel, timezone=zone, by_reply=bool(setup.reply_key), now=now
    )
    name = f"{PREFIX}{now:%Y%m%dT%H%M%S}/{person.id}/{channel}"
    made = addressed(setup, notice, message, name=name, now=now)
    return replace(made, failover=())  # another channel is asked by itself


def confirm(setup: Setup, who: str, channel: str | None, now: datetime) -> tuple[Answer, ...]:
    """Notes that the person got it, on this channel or on all. Inside a unit of work."""
    waiting = [
        one
        for one in results(setup, now)
        if one.who == who and channel in (None, one.channel) and one.answered_at is None
    ]
    name = next((one.name for one in setup.plan.contacts if one.id == who), who)
    setup.store.ledger.append(
        [
            Entry(
                at=now,
                issue=None,
                event=EventKind.NOTE,
                actor=who,
                because=f"{name} answered the roll-call by {one.channel}",
                details={"rollcall": one.channel, "asked_at": one.asked_at.isoformat()},
            )
            for one in waiting
        ]
    )
    return tuple(replace(one, answered_at=now) for one in waiting)


def results(setup: Setup, now: datetime) -> tuple[Answer, ...]:
    """The latest message to each person on each channel, and whether it was answered."""
    rows = setup.store.outbox.between(now - _BACK, now + timedelta(seconds=1))
    latest = {(one.to, one.channel): one for one in rows if one.id.startswith(PREFIX)}
    known = {person.id for person in setup.plan.contacts}
    answered = _answered(setup, [one for one in latest.values() if one.to in known])
    return tuple(
        Answer(
            who=to,
            channel=channel,
            asked_at=one.created_at,
            answered_at=answered.get((to, channel, one.created_at.isoformat())),
            problem=one.last_error if one.state in _LOST else "",
        )
        for (to, channel), one in latest.items()
        if to in known
    )


def _answered(setup: Setup, asked: Sequence[Delivery]) -> dict[tuple[str, str, str], datetime]:
    if not asked:
        return {}
    return {
        (entry.actor, str(entry.details["rollcall"]), str(entry.details["asked_at"])): entry.at
        for _, entry in setup.store.ledger.timeline()
        if "rollcall" in entry.details
    }
