"""Step 5: the digests that are due, one for each period and reader.

Invariant: a delivery's id names the digest, the local date and the reader, so that a rerun, a
restart or an overlapping cron job sends nothing twice; after downtime only the latest is made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from socwatch.model.delivery import Delivery, DeliveryKind, Notice
from socwatch.report.digest import attached, digest
from socwatch.watch.agenda import earlier, latest
from socwatch.watch.dressing import in_their_look
from socwatch.watch.facts import digest_facts
from socwatch.watch.outgoing import EMAIL, addressed, name_of
from socwatch.watch.setup import Setup
from socwatch.watch.slots import watching_since

LENGTHS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One digest of one period."""

    name: str
    start: datetime
    end: datetime
    again: str = ""  # told apart from what was sent for the period already
    attach: tuple[str, ...] = ()  # forms in which its numbers go along: csv, json


def order_digests(setup: Setup, now: datetime) -> int:
    """Writes the digests that are due into the outbox; returns how many were new."""
    since = _watching_since(setup, now)
    written = 0
    for order in setup.digests:
        at = latest(order, setup.timezone, now)
        if at is None or at < since:
            continue
        if setup.store.watching.memo(f"digest/{order.name}") == at.isoformat():
            continue
        start = earlier(at, LENGTHS[order.period], setup.timezone)
        edition = Edition(name=order.name, start=start, end=at, attach=order.attach)
        with setup.store.unit():
            written += len(write_digest(setup, edition, order.to, now))
            setup.store.watching.save_memo(f"digest/{order.name}", at.isoformat())
    return written


def write_digest(
    setup: Setup, edition: Edition, to: Sequence[str], now: datetime
) -> tuple[Delivery, ...]:
    """Writes one digest for those who have not got it yet; returns the new deliveries."""
    missing = [one for one in to if not setup.store.outbox.has(_name(setup, edition, one))]
    if not missing:
        return ()
    facts = digest_facts(
        setup, edition.name, edition.start, edition.end, now, timezone=setup.timezone
    )
    files = attached(facts, edition.attach)
    deliveries = [
        addressed(
            setup,
            Notice(kind=DeliveryKind.DIGEST, to=reader, channels=(EMAIL,)),
            replace(
                in_their_look(setup, digest(facts, to=name_of(setup.plan, reader))), attached=files
            ),
            name=_name(setup, edition, reader),
            now=now,
        )
        for reader in missing
    ]
    with setup.store.unit():
        return setup.store.outbox.add(deliveries)


def _name(setup: Setup, edition: Edition, reader: str) -> str:
    day = edition.end.astimezone(ZoneInfo(setup.timezone)).date()
    length = "day" if edition.end - edition.start < 2 * LENGTHS["day"] else "week"
    again = f"/{edition.again}" if edition.again else ""
    return f"digest/{edition.name}/{length}/{day}{again}/{reader}/{EMAIL}"


def _watching_since(setup: Setup, now: datetime) -> datetime:
    """When this store was first used: no digest is made up for the time before."""
    known = watching_since(setup.store)
    if known is not None:
        return known
    with setup.store.unit():
        setup.store.watching.save_memo("watching_since", now.isoformat())
    return now
