"""Who is reached when somebody is to be told.

Nobody disappears: for every person asked for there is a notice, or a reason in words why not.
Away means that the deputy stands in. In quiet hours the mail waits for their end *and* the deputy
is told at once, unless the severity breaks quiet hours.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from socwatch.model.delivery import DeliveryKind, Notice, NotTold
from socwatch.model.plan import Absence, Contact, CrisisPlan, Severity
from socwatch.respond.rota import on_call
from socwatch.respond.words import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What became of telling one person. A notice with `not_before` is held until then."""

    notices: tuple[Notice, ...] = ()
    not_told: tuple[NotTold, ...] = ()

    @property
    def at_once(self) -> bool:
        """Whether a human being is told now."""
        return any(notice.not_before is None for notice in self.notices)


def targets(plan: CrisisPlan, tell: str, at: datetime) -> tuple[Contact, ...]:
    """The contacts that `rota:NAME`, `role:NAME` or `contact:ID` stands for at this instant.

    Empty when nobody is on duty, nobody has the role, or the plan has no such name any more.
    """
    sort, _, name = tell.partition(":")
    if sort == "role":
        return plan.in_role(name)
    if sort == "rota":
        on_duty = [on_call(rota, at) for rota in plan.rotas if rota.name == name]
        return tuple(person for person in plan.contacts if person.id in on_duty)
    return tuple(person for person in plan.contacts if sort == "contact" and person.id == name)


def reach(
    plan: CrisisPlan, contact: Contact, severity: Severity, at: datetime, *, because: str = ""
) -> Reach:
    """Notices for this person or who stands in, and who is not told (now) and why.

    The mail of the first who is not away is held through quiet hours; deputies who are in quiet
    hours themselves are passed over. Deputies are followed as far as they go, each once.
    """
    notices: list[Notice] = []
    not_told: list[NotTold] = []
    for person, why in _stand_ins(plan, contact, severity, at, because):
        obstacle = _obstacle(person, severity, at)
        notice = _notice(person, why)
        if obstacle is None:
            return Reach(notices=(*notices, notice), not_told=tuple(not_told))
        until = quiet_until(person, at)
        holds = obstacle.outcome == "held" and until is not None and not notices
        if holds:
            notices.append(replace(notice, not_before=until))
        not_told.append(obstacle if holds else replace(obstacle, outcome="skipped"))
    return Reach(notices=tuple(notices), not_told=tuple(not_told))


def deputies(plan: CrisisPlan, contact: Contact) -> tuple[Contact, ...]:
    """The deputy, the deputy's deputy and so on; nobody twice, and never the contact."""
    by_id = {person.id: person for person in plan.contacts}
    found: dict[str, Contact] = {}
    following = by_id.get(contact.deputy or "")
    while following and following.id != contact.id and following.id not in found:
        found[following.id] = following
        following = by_id.get(following.deputy or "")
    return tuple(found.values())


def usable_channels(contact: Contact) -> tuple[str, ...]:
    """The person's channels in order, without mail when there is no address for it."""
    return tuple(name for name in contact.channels if name != "email" or contact.email)


def absence_at(contact: Contact, at: datetime) -> Absence | None:
    """The absence that covers this instant, by the contact's own calendar."""
    today = at.astimezone(ZoneInfo(contact.timezone)).date()
    return next((one for one in contact.away if one.first <= today <= one.last), None)


def quiet_until(contact: Contact, at: datetime) -> datetime | None:
    """When (UTC) the quiet hours that hold at this instant end; None when none do."""
    window = contact.quiet_hours
    if window is None:
        return None
    local = at.astimezone(ZoneInfo(contact.timezone))
    now, start, end = local.time(), window.start, window.end
    inside = start <= now < end if start <= end else now >= start or now < end
    if not inside:
        return None
    day = local.date() if now < end else local.date() + timedelta(days=1)
    ends = datetime.combine(day, end, tzinfo=local.tzinfo)
    # In the hour that comes twice the first end may be over already.
    return max(ends.astimezone(UTC), ends.replace(fold=local.fold).astimezone(UTC))


def _stand_ins(
    plan: CrisisPlan, contact: Contact, severity: Severity, at: datetime, because: str
) -> list[tuple[Contact, str]]:
    """The person and the deputies, each with why it would be them."""
    chain = [(contact, because)]
    before = contact
    for person in deputies(plan, contact):
        obstacle = _obstacle(before, severity, at)
        reason = obstacle.because if obstacle else f"{before.name} cannot be reached"
        chain.append((person, f"deputy of {before.name}: {reason}"))
        before = person
    return chain


def _obstacle(person: Contact, severity: Severity, at: datetime) -> NotTold | None:
    """Why this person is not told now; outcome `held` when that will pass within the day."""
    absence = absence_at(person, at)
    if absence:
        day = f"{absence.last.day} {absence.last:%B}"
        return NotTold(
            to=person.id, outcome="skipped", because=f"{person.name} is away until {day}"
        )
    if not usable_channels(person):
        return NotTold(
            to=person.id, outcome="skipped", because=f"{person.name} has no address in the plan"
        )
    until = quiet_until(person, at)
    if until is None or severity.breaks_quiet_hours:
        return None
    ends = clock(until, person.timezone)
    return NotTold(
        to=person.id,
        outcome="held",
        because=f"{person.name} is in quiet hours until {ends} ({person.timezone})",
    )


def _notice(person: Contact, because: str) -> Notice:
    return Notice(
        kind=DeliveryKind.ESCALATION,
        to=person.id,
        channels=usable_channels(person),
        because=because,
    )
