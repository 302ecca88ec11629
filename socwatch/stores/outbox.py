"""Messages that are to go out, are going out, or went out.

Invariants: a delivery is written once (its id says which step, whom and where), its bytes never
change, and every change of its state is conditional on the state it was read in. A row that was
being sent when its process died is found again by the next holder of the lease.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import msgspec

from socwatch.model.delivery import Delivery, DeliveryState
from socwatch.stores.database import Database, to_ms


class Outbox:
    """Deliveries."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, deliveries: Sequence[Delivery]) -> tuple[Delivery, ...]:
        """Stores those that are not stored yet, and returns them. Inside a unit of work."""
        return tuple(delivery for delivery in deliveries if self._insert(delivery))

    def _insert(self, delivery: Delivery) -> bool:
        done = self._db.execute(
            "INSERT OR IGNORE INTO delivery (id, created_at, issue, state, due_at, urgent, body,"
            " bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                delivery.id,
                to_ms(delivery.created_at),
                delivery.issue,
                delivery.state.value,
                _due_at(delivery),
                int(delivery.urgent),
                _without_bytes(delivery),
                delivery.body,
            ),
        )
        return done.rowcount == 1

    def due(self, now: datetime, limit: int = 200) -> tuple[Delivery, ...]:
        """What is to be sent now: urgent first, then the oldest.

        Only the holder of the poller's lease may ask: rows in `sending` are then orphans of a
        process that died, and are due again at once.
        """
        return self._deliveries(
            "WHERE state IN ('pending', 'sending') AND due_at <= ?"
            " ORDER BY urgent DESC, created_at, id LIMIT ?",
            (to_ms(now), limit),
        )

    def settle(self, delivery: Delivery, expected: DeliveryState) -> bool:
        """Stores the delivery's new state if it still is in the expected one; says whether."""
        done = self._db.execute(
            "UPDATE delivery SET state = ?, due_at = ?, body = ? WHERE id = ? AND state = ?",
            (
                delivery.state.value,
                _due_at(delivery),
                _without_bytes(delivery),
                delivery.id,
                expected.value,
            ),
        )
        return done.rowcount == 1

    def of_issue(self, issue: str) -> tuple[Delivery, ...]:
        """Every delivery about an issue, oldest first."""
        return self._deliveries("WHERE issue = ? ORDER BY created_at, id", (issue,))

    def waiting(self) -> tuple[Delivery, ...]:
        """Everything that has not been settled yet, oldest first."""
        return self._deliveries("WHERE state IN ('pending', 'sending') ORDER BY created_at, id", ())

    def named(self, message_id: str) -> tuple[Delivery, ...]:
        """The deliveries that went out under this Message-ID: one, or all that a bundle told."""
        return self._deliveries(
            "WHERE json_extract(body, '$.message_id') = ? ORDER BY created_at, id", (message_id,)
        )

    def merged_into(self, delivery_id: str) -> tuple[Delivery, ...]:
        """The deliveries that this one tells, as long as it has not been settled."""
        return self._deliveries(
            "WHERE state = 'merged' AND json_extract(body, '$.merged_into') = ?"
            " ORDER BY urgent DESC, created_at, id",
            (delivery_id,),
        )

    def between(self, since: datetime, until: datetime) -> tuple[Delivery, ...]:
        """Deliveries written in [since, until), oldest first."""
        return self._deliveries(
            "WHERE created_at >= ? AND created_at < ? ORDER BY created_at, id",
            (to_ms(since), to_ms(until)),
        )

    def has(self, delivery_id: str) -> bool:
        """Whether the delivery was ever written."""
        return self._db.row("SELECT 1 FROM delivery WHERE id = ?", (delivery_id,)) is not None

    def _deliveries(self, condition: str, values: tuple[object, ...]) -> tuple[Delivery, ...]:
        rows = self._db.rows(f"SELECT body, bytes FROM delivery {condition}", values)  # noqa: S608
        return tuple(
            replace(msgspec.json.decode(body, type=Delivery), body=sent) for body, sent in rows
        )


def _without_bytes(delivery: Delivery) -> bytes:
    return msgspec.json.encode(replace(delivery, body=b""))


def _due_at(delivery: Delivery) -> int:
    times = (delivery.created_at, delivery.not_before, delivery.next_try_at)
    return max(to_ms(time) for time in times if time is not None)
