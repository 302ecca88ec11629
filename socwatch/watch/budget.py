"""The most messages that one person gets about issues; what is beyond is told in one.

Invariants: nothing is left out, it waits or is told in a bundle; a message of the highest severity
waits at most 15 minutes for one. Drills neither use the budget up nor are held back by it. What is
being sent already is none of this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from socwatch.model.delivery import BUNDLE, Delivery, DeliveryKind, DeliveryState, Notice
from socwatch.model.issue import Entry, EventKind
from socwatch.report.bundle import Merged, bundle
from socwatch.report.message import colour_of
from socwatch.respond.words import clock, span
from socwatch.watch.outgoing import EMAIL, addressed, link_for, name_of, timezone_of
from socwatch.watch.setup import Setup
from socwatch.watch.wanted import unwanted

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
_DRILL = "D-"
_COUNTED = (DeliveryState.SENT, DeliveryState.SENDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """How many more messages a person gets now, and from when on there is room again."""

    left: int
    free_at: datetime
    full: str = ""  # what was used up, in words


def within_budget(setup: Setup, due: Sequence[Delivery], now: datetime) -> tuple[Delivery, ...]:
    """What of `due` is to be sent now, with the bundles that stand for more of it.

    The rest waits in the outbox, or is merged into a bundle.
    """
    free = [one for one in due if not _counts(one)]
    several: dict[tuple[str, str], list[Delivery]] = defaultdict(list)
    for one in due:
        if _counts(one):
            several[one.to, one.channel].append(one)
    if several:
        sent = setup.store.outbox.between(now - HOUR, now + timedelta(seconds=1))
        waiting = [one for one in setup.store.outbox.waiting() if one.over_budget]
        for (to, channel), coming in several.items():
            ids = {one.id for one in coming}
            held = [
                one
                for one in waiting
                if (one.to, one.channel) == (to, channel) and one.id not in ids
            ]
            theirs = [one for one in sent if one.to == to]
            free += _of_person(setup, [*coming, *held], theirs, now)
    return tuple(sorted(free, key=_order))


def _counts(one: Delivery) -> bool:
    about = one.issue is not None and not one.issue.startswith(_DRILL)
    about = about and one.kind not in (DeliveryKind.HOLD, DeliveryKind.LIFT)  # no person
    return about and one.state is DeliveryState.PENDING and not one.attempts


def _order(one: Delivery) -> tuple[bool, datetime, str]:
    return not one.urgent, one.created_at, one.id


def _room(setup: Setup, sent: Sequence[Delivery], now: datetime) -> _Room:
    """What is left of a person's budget after these messages of the last hour."""
    times = sorted(
        one.settled_at or now
        for one in sent
        if one.state in _COUNTED and (one.is_bundle or _is_real(one))
    )
    room = _Room(left=10**6, free_at=now)
    for most, window in zip(setup.per_person, (QUARTER, HOUR), strict=True):
        recent = [at for at in times if at > now - window]
        room = replace(room, left=min(room.left, max(0, most - len(recent))))
        if len(recent) >= most and recent[-most] + window > room.free_at:
            full = f"{most} messages in {span(window)}"
            room = replace(room, free_at=recent[-most] + window, full=full)
    return room


def _is_real(one: Delivery) -> bool:
    return one.issue is not None and not one.issue.startswith(_DRILL)


def _of_person(
    setup: Setup, several: Sequence[Delivery], sent: Sequence[Delivery], now: datetime
) -> list[Delivery]:
    """What one person gets now on one channel, after what they were sent in the last hour.

    Urgent calls are held back by earlier calls only, never by news of what others do.
    """
    gone = [one for one in several if unwanted(setup, one)]
    wanted = sorted((one for one in several if one not in gone), key=_order)
    calls = [one for one in wanted if one.urgent and one.kind is DeliveryKind.ESCALATION]
    room = _room(setup, [one for one in sent if one.kind is DeliveryKind.ESCALATION], now)
    if len(calls) > room.left:
        return [*gone, *_fitted(setup, wanted, room, now)]
    rest = [one for one in wanted if one not in calls]
    room = _less(_room(setup, sent, now), len(calls), now)
    return [*gone, *calls, *_fitted(setup, rest, room, now)]


def _less(room: _Room, number: int, now: datetime) -> _Room:
    """The room that so many messages leave which are about to be sent."""
    left = max(0, room.left - number)
    if left or room.free_at > now:
        return replace(room, left=left)
    return replace(room, left=0, free_at=now + QUARTER, full=f"many messages in {span(QUARTER)}")


def _fitted(setup: Setup, wanted: Sequence[Delivery], room: _Room, now: datetime) -> list[Delivery]:
    """As many as there is room for, the last of which may tell all others; else they wait."""
    if len(wanted) <= room.left:
        return list(wanted)
    if room.left:
        return [*wanted[: room.left - 1], _bundled(setup, wanted[room.left - 1 :], now)]
    if any(one.urgent and now >= _latest(one) for one in wanted):
        return [_bundled(setup, wanted, now)]
    _hold(setup, wanted, room, now)
    return []


def _latest(one: Delivery) -> datetime:
    """When an urgent message is told at the latest."""
    return max(one.created_at, one.not_before or one.created_at) + QUARTER


def _hold(setup: Setup, several: Sequence[Delivery], room: _Room, now: datetime) -> None:
    """Lets them wait until there is room; those of the highest severity no longer than agreed."""
    with setup.store.unit():
        for one in several:
            until = min(room.free_at, _latest(one)) if one.urgent else room.free_at
            waiting = replace(one, over_budget=True, next_try_at=until)
            stored = setup.store.outbox.settle(waiting, DeliveryState.PENDING)
            if stored and not one.over_budget:
                setup.store.ledger.append([_held(setup, one, room.full, until, now)])


def _held(setup: Setup, one: Delivery, full: str, until: datetime, now: datetime) -> Entry:
    by = clock(until, timezone_of(setup, one.to), now=now)
    because = (
        f"{name_of(setup.plan, one.to)} has had {full}, the most that the config allows: "
        f"it is told in the next message, by {by}"
    )
    return Entry(
        at=now,
        issue=one.issue,
        event=EventKind.HELD,
        actor="socwatch",
        because=because,
        details={"to": one.to, "kind": one.kind.value},
    )


def _bundled(setup: Setup, several: Sequence[Delivery], now: datetime) -> Delivery:
    """One message that tells them all, stored together with what it tells."""
    if len(several) == 1:
        return several[0]
    first = several[0]
    calls = any(one.kind is DeliveryKind.ESCALATION for one in several)
    notice = Notice(
        kind=DeliveryKind.ESCALATION if calls else first.kind,
        to=first.to,
        channels=(first.channel, *first.failover),
    )
    with setup.store.unit():
        whole = addressed(
            setup,
            notice,
            bundle(
                [_merged(setup, one, now) for one in several],
                to=name_of(setup.plan, first.to),
                contact="" if "@" in first.to else first.to,
                timezone=timezone_of(setup, first.to),
                now=now,
                colour=colour_of(setup.plan, _gravest(setup, first)),
                by_reply=bool(setup.reply_key) and first.channel == EMAIL and "@" not in first.to,
            ),
            name=f"{BUNDLE}{first.to}/{first.channel}/{now:%Y%m%dT%H%M%S.%f}/{first.id}",
            now=now,
            urgent=any(one.urgent for one in several),
        )
        setup.store.outbox.add([whole])
        for one in several:
            told = replace(one, state=DeliveryState.MERGED, merged_into=whole.id)
            setup.store.outbox.settle(told, DeliveryState.PENDING)
    return whole


def _gravest(setup: Setup, first: Delivery) -> str:
    return setup.store.ledger.issue(first.issue or "").severity


def _merged(setup: Setup, one: Delivery, now: datetime) -> Merged:
    assert one.issue is not None
    issue, calls = setup.store.ledger.issue(one.issue), one.kind is DeliveryKind.ESCALATION
    return Merged(
        issue=issue,
        subject=one.subject,
        written=one.created_at,
        calls=calls,
        link=link_for(setup, issue, one.to, one.channel, now) if calls else "",
    )
