"""What was told, and who therefore knows.

A person knows of an issue from the first message that reached them until they are stood down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from socwatch.model.delivery import DeliveryKind, Notice
from socwatch.model.issue import Issue
from socwatch.model.plan import CrisisPlan
from socwatch.respond.reach import usable_channels

_ABOUT_THE_ISSUE = frozenset(
    {
        DeliveryKind.ESCALATION,
        DeliveryKind.REMINDER,
        DeliveryKind.ACKNOWLEDGED,
        DeliveryKind.STAND_DOWN,
        DeliveryKind.TASK,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One line of the log of what was told: sent, or still on its way.

    What was refused, given up or dropped is no part of it. `at` is when the person got it or
    will: for a held mail, the end of the quiet hours. `written` is when it was decided, which
    says to which start of the ladder it belongs; None: at once.
    """

    contact: str  # contact id, or an address
    at: datetime
    round: int = 0
    step: int = 0
    channel: str = "email"
    kind: DeliveryKind = DeliveryKind.ESCALATION
    written: datetime | None = None
    arrived: bool = False  # it was sent, whatever a clock that was wrong then says of the time

    def is_known(self, now: datetime) -> bool:
        """Whether the person has it by now."""
        return self.arrived or self.at <= now


def aware(told: Sequence[Sent], now: datetime) -> tuple[str, ...]:
    """Who knows of the issue and has not been stood down since, first told first."""
    heard = sorted(
        (one for one in told if one.is_known(now) and one.kind in _ABOUT_THE_ISSUE),
        key=lambda one: one.at,
    )
    last = {one.contact: one.kind for one in heard}
    return tuple(who for who, kind in last.items() if kind is not DeliveryKind.STAND_DOWN)


def of_ladder(told: Sequence[Sent], issue: Issue) -> tuple[Sent, ...]:
    """The escalations since the ladder of the issue last started."""
    return tuple(
        one
        for one in told
        if one.kind is DeliveryKind.ESCALATION and (one.written or one.at) >= issue.since
    )


def of_step(
    told: Sequence[Sent], issue: Issue, slot: tuple[int, int], now: datetime
) -> tuple[str, ...]:
    """Who has got this round and step of the present ladder by now, first told first.

    A mail that is held until quiet hours end is not there yet.
    """
    got = (one for one in of_ladder(told, issue) if (one.round, one.step) == slot)
    return tuple(dict.fromkeys(one.contact for one in got if one.is_known(now)))


def notice_to(plan: CrisisPlan, who: str, kind: DeliveryKind, issue: Issue, because: str) -> Notice:
    """A notice about an issue for a contact, or for an address that is nobody's."""
    person = next((one for one in plan.contacts if one.id == who), None)
    channels = usable_channels(person) if person else ()
    return Notice(
        kind=kind, to=who, issue=issue.id, channels=channels or ("email",), because=because
    )


def stand_downs(
    plan: CrisisPlan, issue: Issue, told: Sequence[Sent], now: datetime, because: str
) -> tuple[Notice, ...]:
    """One for everybody who knows of the issue, whatever the hour."""
    return tuple(
        notice_to(plan, who, DeliveryKind.STAND_DOWN, issue, because) for who in aware(told, now)
    )
