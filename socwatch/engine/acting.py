"""What people do to issues, by name: for the command line and for replayed scenarios.

Invariant: the issue is read, changed and stored in one unit of work, so that an act and a timer
that race end in one of the two orders and never in a mixture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from socwatch.engine import silencing
from socwatch.engine.scenario import Act, instant_of
from socwatch.errors import NothingMatched, UsageError
from socwatch.model.issue import CloseReason, Entry, EventKind, Issue
from socwatch.model.plan import Silence
from socwatch.model.times import length
from socwatch.respond import acts, playbook
from socwatch.respond.change import Change
from socwatch.watch.drill import start_drill
from socwatch.watch.escalate import log_of
from socwatch.watch.setup import Setup
from socwatch.watch.take import take


def change(
    setup: Setup, name: str, now: datetime, make: Callable[[Issue], Change]
) -> tuple[Issue, str]:
    """The issue after an act, and the sentence for the person. Raises NothingMatched."""
    with setup.store.unit():
        issue = named(setup, name)
        made = make(issue)
        if made.entries or made.issue != issue:
            issue = take(setup, made, now)
    return issue, made.says


def named(setup: Setup, name: str) -> Issue:
    """The issue of this name; "latest" is the one opened last. Raises NothingMatched."""
    if name != "latest":
        return setup.store.ledger.issue(name)
    found = setup.store.ledger.issues(limit=1)
    if not found:
        raise NothingMatched("there is no issue yet")
    return found[0]


def person(setup: Setup, name: str) -> str:
    """The contact id of somebody in the plan, by id, name or address. Raises NothingMatched."""
    wanted = name.strip().casefold()
    for contact in setup.plan.contacts:
        if wanted in (
            contact.id.casefold(),
            contact.name.casefold(),
            (contact.email or "").casefold(),
        ):
            return contact.id
    known = ", ".join(contact.id for contact in setup.plan.contacts)
    raise NothingMatched(f"the plan has no contact {name}", hint=f"it has {known}")


def acknowledge(setup: Setup, name: str, by: str, now: datetime, *, via: str = "cli") -> str:
    """`by` has the issue from now on."""
    who = person(setup, by)
    _, says = change(
        setup, name, now,
        lambda issue: acts.acknowledge(issue, who, log_of(setup, issue), setup.plan, now, via),
    )  # fmt: skip
    return says


def close(setup: Setup, name: str, by: str, reason: CloseReason, now: datetime) -> str:
    """The issue is over; everybody who was told is stood down."""
    who = person(setup, by)
    _, says = change(
        setup, name, now,
        lambda issue: acts.close(issue, who, reason, log_of(setup, issue), now, setup.plan),
    )  # fmt: skip
    return says


def snooze(setup: Setup, name: str, by: str, until: datetime, now: datetime) -> str:
    """Nobody is told until then."""
    who = person(setup, by)
    _, says = change(
        setup, name, now, lambda issue: acts.snooze(issue, who, until, now, setup.plan)
    )
    return says


def hand_over(setup: Setup, name: str, by: str, to: str, now: datetime) -> str:
    """Somebody else is to have the issue."""
    who, heir = person(setup, by), person(setup, to)
    _, says = change(
        setup, name, now,
        lambda issue: acts.hand_over(issue, who, heir, setup.plan, log_of(setup, issue), now),
    )  # fmt: skip
    return says


def reopen(setup: Setup, name: str, by: str, now: datetime) -> str:
    """The issue wants an owner again; its steps start anew.

    Raises UsageError when another one of its topic and kind is open: there is one at a time.
    """
    who = person(setup, by)
    _, says = change(
        setup, name, now, lambda issue: acts.reopen(_only(setup, issue), who, setup.plan, now)
    )
    return says


def _only(setup: Setup, issue: Issue) -> Issue:
    for other in setup.store.ledger.issues(only_open=True):
        same = (other.topic, other.kind, other.drill) == (issue.topic, issue.kind, issue.drill)
        if same and other.number != issue.number:
            raise UsageError(
                f"{other.id} is open for the same already, so {issue.id} stays closed",
                hint=f"go on with {other.id}",
            )
    return issue


def note(setup: Setup, name: str, by: str, text: str, now: datetime) -> str:
    """A line for the timeline."""
    who = person(setup, by)
    _, says = change(setup, name, now, lambda issue: acts.note(issue, who, text, now))
    return says


def step_done(setup: Setup, name: str, number: int, by: str, now: datetime) -> str:
    """A step of the playbook is done. Raises UsageError when there is no such step."""
    _, says = change(
        setup, name, now, lambda issue: playbook.done(issue, number, by, setup.plan, now)
    )
    return says


def step_undone(setup: Setup, name: str, number: int, by: str, now: datetime) -> str:
    """A step of the playbook is not done after all."""
    _, says = change(
        setup, name, now, lambda issue: playbook.undone(issue, number, by, setup.plan, now)
    )
    return says


def step_lifted(setup: Setup, name: str, number: int, by: str, now: datetime) -> str:
    """What a step of the playbook held back may go on."""
    _, says = change(
        setup, name, now, lambda issue: playbook.lifted(issue, number, by, setup.plan, now)
    )
    return says


def act(setup: Setup, wanted: Act, now: datetime) -> None:
    """Does what a scenario's line says. An act that changes nothing leaves a `skipped` event."""
    before = setup.store.ledger.last_entry()
    try:
        says = _DONE_BY[wanted.name](setup, wanted.details, now)
    except (NothingMatched, UsageError) as error:
        says = error.message
    else:
        if says is None or setup.store.ledger.last_entry() != before:
            return
    skipped = Entry(
        at=now,
        issue=_issue_of(setup, wanted),
        event=EventKind.SKIPPED,
        actor="socwatch",
        because=f"{wanted.name}: {says}",
        details={"to": str(wanted.details.get("by", ""))},
    )
    with setup.store.unit():
        setup.store.ledger.append([skipped])


def _issue_of(setup: Setup, wanted: Act) -> str | None:
    """The id of the issue that an act is about; None when there is no such issue."""
    try:
        return named(setup, _word(wanted.details, "issue")).id
    except (NothingMatched, UsageError):
        return None


def _ack(setup: Setup, said: Mapping[str, object], now: datetime) -> str:
    return acknowledge(setup, _word(said, "issue"), _word(said, "by"), now, via="replay")


def _close(setup: Setup, said: Mapping[str, object], now: datetime) -> str:
    reason = reason_of(_word(said, "reason"))
    return close(setup, _word(said, "issue"), _word(said, "by"), reason, now)


def _snooze(setup: Setup, said: Mapping[str, object], now: datetime) -> str:
    until = now + length_of(_word(said, "for"))
    return snooze(setup, _word(said, "issue"), _word(said, "by"), until, now)


def _hand_over(setup: Setup, said: Mapping[str, object], now: datetime) -> str:
    return hand_over(setup, _word(said, "issue"), _word(said, "by"), _word(said, "to"), now)


def _note(setup: Setup, said: Mapping[str, object], now: datetime) -> str:
    return note(setup, _word(said, "issue"), _word(said, "by"), _word(said, "text"), now)


def _silence(setup: Setup, said: Mapping[str, object], now: datetime) -> None:
    topics = said.get("topics", ())
    if not isinstance(topics, list | tuple) or not all(isinstance(one, str) for one in topics):
        raise UsageError("`topics` must be a list of names")
    for name in topics:
        if setup.topic(name) is None:
            raise NothingMatched(f"there is no topic {name}")
    try:
        end = instant_of(said.get("to"))
    except ValueError as error:
        raise UsageError(str(error)) from error
    silencing.add(
        setup,
        Silence(
            start=now,
            end=end,
            because=_word(said, "because"),
            topics=tuple(topics),
            by=person(setup, _word(said, "by")),
            include_red=bool(said.get("include_red", False)),
        ),
        now,
    )


def _drill(setup: Setup, said: Mapping[str, object], now: datetime) -> None:
    start_drill(
        setup,
        scenario=_word(said, "scenario"),
        topic=_word(said, "topic"),
        by=person(setup, _word(said, "by")),
        now=now,
    )


_DONE_BY: Mapping[str, Callable[[Setup, Mapping[str, object], datetime], str | None]] = {
    "ack": _ack,
    "close": _close,
    "snooze": _snooze,
    "handover": _hand_over,
    "note": _note,
    "silence": _silence,
    "drill": _drill,
}


def reason_of(words: str) -> CloseReason:
    """A reason a person may give. Raises UsageError."""
    allowed = (CloseReason.REAL, CloseReason.FALSE_ALARM, CloseReason.DUPLICATE)
    for reason in allowed:
        if words == reason.value:
            return reason
    raise UsageError(f'"{words}" is no reason', hint=f"it is one of {', '.join(allowed)}")


def length_of(words: str) -> timedelta:
    """A length of time: 90s, 15m, 2h, 1d, 4w. Raises UsageError."""
    try:
        return length(words)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _word(said: Mapping[str, object], key: str) -> str:
    value = said.get(key)
    if not isinstance(value, str) or not value:
        raise UsageError(f"`{key}` is missing")
    return value
