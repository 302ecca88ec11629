"""When something is next due, so that whoever drives the ticks need not guess. Pure but for reads.

Invariant: nothing that a tick would do becomes due between `now` and the time that is returned.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from socwatch.model.mention import Outcome
from socwatch.respond.timers import unanswered_at
from socwatch.watch.pages import next_look
from socwatch.watch.setup import DigestOrder, Setup
from socwatch.watch.sight import pause


def next_due(setup: Setup, now: datetime) -> datetime | None:
    """The earliest instant after `now` at which a tick has something to do."""
    times = (
        after_tick(now, setup.tick),
        *_issue_times(setup),
        *_outbox_times(setup),
        *_source_times(setup),
        *(following(order, setup.timezone, now) for order in setup.digests),
    )
    return min((at for at in times if at is not None and at > now), default=None)


def floor(at: datetime, step: timedelta) -> datetime:
    """The last full step of UTC at or before `at`."""
    seconds = int(step.total_seconds())
    return datetime.fromtimestamp(at.timestamp() // seconds * seconds, UTC)


def after_tick(now: datetime, step: timedelta) -> datetime:
    """The first full step of UTC after `now`."""
    return floor(now, step) + step


def _issue_times(setup: Setup) -> Iterator[datetime | None]:
    for issue in setup.store.ledger.issues(only_open=True):
        yield issue.timer.due_at if issue.timer else None
        yield issue.remind_at
        yield unanswered_at(issue, setup.plan)
        yield issue.ack_due_at
        yield issue.snoozed_until
        yield from (task.waits_until for task in issue.tasks)
        if setup.look is not None and not issue.drill:
            yield from map(next_look, issue.tasks)


def _outbox_times(setup: Setup) -> Iterator[datetime | None]:
    for delivery in setup.store.outbox.waiting():
        yield delivery.not_before
        yield delivery.next_try_at


def _source_times(setup: Setup) -> Iterator[datetime | None]:
    states = setup.store.watching.source_states()
    for source in setup.sources:
        state = states.get(source.name)
        if state is None or state.outcome is Outcome.OK or state.last_try is None:
            continue
        yield max(state.last_try + pause(source.every, state), state.retry_at or state.last_try)


def following(order: DigestOrder, timezone: str, now: datetime) -> datetime | None:
    """When the digest is due next, in UTC; None when it has no days.

    A local time that a clock change skips is due an hour later; one that comes twice is due once.
    """
    zone = ZoneInfo(timezone)
    today = now.astimezone(zone).date()
    for offset in range(9):
        day = today + timedelta(days=offset)
        at = datetime.combine(day, order.at, zone).astimezone(UTC)
        if day.weekday() in order.days and at > now:
            return at
    return None


def latest(order: DigestOrder, timezone: str, now: datetime) -> datetime | None:
    """When the digest was due last, in UTC; None when it has no days."""
    zone = ZoneInfo(timezone)
    today = now.astimezone(zone).date()
    for offset in range(9):
        day = today - timedelta(days=offset)
        at = datetime.combine(day, order.at, zone).astimezone(UTC)
        if day.weekday() in order.days and at <= now:
            return at
    return None


def earlier(at: datetime, by: timedelta, timezone: str) -> datetime:
    """The same local time of day so much earlier, in UTC.

    A day on which the clocks change has 23 or 25 hours: no hour is left out or told twice.
    """
    return (at.astimezone(ZoneInfo(timezone)) - by).astimezone(UTC)
