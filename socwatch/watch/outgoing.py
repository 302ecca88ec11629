"""From a notice (who, why) to a delivery (words, bytes, channel), ready for the outbox.

Invariant: a delivery's id names the issue, the episode, the step, the person and the channel, so
that writing the same notice twice adds nothing; its bytes, Date and Message-ID are fixed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from socwatch.model.delivery import (
    Brief,
    Delivery,
    DeliveryKind,
    Message,
    Notice,
    Quote,
)
from socwatch.model.gathered import Gathered
from socwatch.model.issue import Entry, EventKind, Issue, IssueState
from socwatch.model.mention import Outcome
from socwatch.model.plan import CrisisPlan
from socwatch.model.reading import Tone, Triage
from socwatch.model.watching import SourceState
from socwatch.report import message as words
from socwatch.report import playbook, upkeep
from socwatch.report.hook import hook_body
from socwatch.report.letter import Letter
from socwatch.report.mime import mail_bytes, message_id
from socwatch.respond.inhibit import inhibitor
from socwatch.respond.ladder import next_told
from socwatch.respond.reach import absence_at, quiet_until
from socwatch.understand.spread import wording
from socwatch.watch.accuracy import measured
from socwatch.watch.dressing import in_their_look
from socwatch.watch.setup import Setup

#: A message that could not be sent for this long is given up.
GIVE_UP = timedelta(hours=24)
EMAIL = "email"
#: An issue's first report is at most so much older than the issue.
BEGUN = timedelta(hours=2)
#: Why the earliest mention of an issue is quoted.
FIRST = "first report"


def written(
    setup: Setup, issue: Issue, notices: Sequence[Notice], now: datetime
) -> tuple[Delivery, ...]:
    """The deliveries for these notices about an issue."""
    return tuple(_delivery(setup, issue, notice, now) for notice in notices)


def _delivery(setup: Setup, issue: Issue, notice: Notice, now: datetime) -> Delivery:
    if notice.kind in (DeliveryKind.HOLD, DeliveryKind.LIFT):
        says: Message | Letter = playbook.call(issue, notice.because, notice.kind)
    else:
        says = _letter(setup, briefing(setup, issue, notice, now), notice.kind)
    return addressed(
        setup,
        notice,
        says,
        name=delivery_id(issue, notice, first_channel(notice)),
        now=now,
        urgent=issue.severity == setup.plan.highest.name,
    )


def delivery_id(issue: Issue, notice: Notice, channel: str) -> str:
    """The unique name of a delivery about this issue, as it is stored with the notice's change.

    A step has one name for each start of the ladder, so that telling it again is seen. All else
    (acknowledged, stand-down, "still yours?", a hand-over) happens once for each stored change.
    """
    on_ladder = notice.kind is DeliveryKind.ESCALATION and issue.state is IssueState.OPEN
    if on_ladder:
        place = f"{issue.since:%Y%m%dT%H%M%S.%f}/{notice.round}.{notice.step}"
    else:
        place = f"r{issue.revision}"
    return f"{issue.id}/{notice.kind}/{place}/{notice.to}/{channel}"


def first_channel(notice: Notice) -> str:
    """The channel that is tried first."""
    return notice.channels[0] if notice.channels else EMAIL


def addressed(
    setup: Setup, notice: Notice, says: Letter | Message, *, name: str, now: datetime, urgent: bool = False
) -> Delivery:  # fmt: skip
    """What is said, for the first of the person's channels; the others stand by."""
    message = says if isinstance(says, Message) else in_their_look(setup, says)
    channel = first_channel(notice)
    identity = message_id(name, setup.domain, setup.reply_key)
    delivery = Delivery(
        id=name,
        kind=notice.kind,
        to=notice.to,
        channel=channel,
        address=address_of(setup.plan, notice.to) if channel == EMAIL else "",
        subject=message.subject,
        body=b"",
        message_id=identity,
        created_at=now,
        deadline=max(now, notice.not_before or now) + GIVE_UP,
        issue=notice.issue,
        round=notice.round,
        step=notice.step,
        not_before=notice.not_before,
        urgent=urgent,
        failover=notice.channels[1:],
    )
    return replace(delivery, body=_bytes(setup, delivery, message))


def _bytes(setup: Setup, delivery: Delivery, message: Message) -> bytes:
    if delivery.channel != EMAIL:
        issue = None if delivery.issue is None else setup.store.ledger.issue(delivery.issue)
        return hook_body(
            message,
            id=delivery.id,
            kind=delivery.kind,
            to=delivery.to,
            at=delivery.created_at,
            issue=issue,
        )
    return mail_bytes(
        message,
        sender=setup.sender,
        to=delivery.address,
        message_id=delivery.message_id,
        date=delivery.created_at,
        references=_thread(setup, delivery),
        headers={"Importance": "high"} if delivery.urgent else {},
    )


def _thread(setup: Setup, delivery: Delivery) -> tuple[str, ...]:
    """The Message-ID of the first mail this person had about the issue: one thread an issue."""
    if delivery.issue is None:
        return ()
    earlier = setup.store.outbox.of_issue(delivery.issue)
    first = next((one for one in earlier if one.to == delivery.to and one.channel == EMAIL), None)
    return () if first is None else (first.message_id,)


def about_source(
    setup: Setup, state: SourceState, now: datetime, entry: Entry
) -> tuple[Delivery, ...]:
    """Mails to the plan's owner on a source that failed, fell silent or is back.

    They wait for quiet hours.
    """
    notices = _to_the_owner(setup, now)
    return tuple(
        addressed(
            setup,
            notice,
            upkeep.about_source(
                state,
                to=name_of(setup.plan, notice.to),
                timezone=timezone_of(setup, notice.to),
                now=now,
                entry=entry,
            ),
            name=f"source/{state.name}/{_sort_of(entry.event, state)}/{now:%Y%m%dT%H%M%S}/{notice.to}",
            now=now,
        )
        for notice in notices
    )


def about_config(
    setup: Setup, problems: Sequence[str], since: datetime, now: datetime
) -> tuple[Delivery, ...]:
    """Mails to the plan's owner on a config that was changed and cannot be used."""
    return tuple(
        addressed(
            setup,
            notice,
            upkeep.about_config(
                problems,
                to=name_of(setup.plan, notice.to),
                timezone=timezone_of(setup, notice.to),
                now=now,
                since=since,
            ),
            name=f"config/{since:%Y%m%dT%H%M%S}/{notice.to}",
            now=now,
        )
        for notice in _to_the_owner(setup, now)
    )


def _sort_of(event: EventKind, state: SourceState) -> str:
    return "silent" if event is EventKind.SOURCE_SILENT else state.outcome.value


def _to_the_owner(setup: Setup, now: datetime) -> tuple[Notice, ...]:
    """To whoever looks after the plan and is not away; else to a policy's fallback."""
    role = setup.plan.in_role(setup.plan.owner)
    people = [person for person in role if not absence_at(person, now)] or list(role)
    if people:
        return tuple(
            Notice(
                kind=DeliveryKind.SOURCE,
                to=person.id,
                channels=person.channels,
                not_before=quiet_until(person, now),
            )
            for person in people
        )
    fallbacks = [policy.fallback for policy in setup.plan.policies if policy.fallback]
    return tuple(Notice(kind=DeliveryKind.SOURCE, to=address) for address in fallbacks[:1])


def address_of(plan: CrisisPlan, to: str) -> str:
    """The mail address of a contact, or `to` itself when it is one."""
    contact = next((person for person in plan.contacts if person.id == to), None)
    return to if contact is None else contact.email or ""


def name_of(plan: CrisisPlan, to: str) -> str:
    """The name of a contact, or `to` itself when it is an address."""
    return next((person.name for person in plan.contacts if person.id == to), to)


def timezone_of(setup: Setup, to: str) -> str:
    """The zone in which this person reads times."""
    return next(
        (person.timezone for person in setup.plan.contacts if person.id == to), setup.timezone
    )


def briefing(setup: Setup, issue: Issue, notice: Notice, now: datetime) -> Brief:
    """All that a message about the issue may say to this person."""
    muted = inhibitor(issue, setup.store.ledger.open_of(issue.topic), setup.plan)
    silences = (*setup.plan.silences, *setup.store.ledger.silences(now))
    then = None if muted else next_told(setup.plan, issue, silences, now)
    owner = None if issue.owner is None else name_of(setup.plan, issue.owner)
    return Brief(
        issue=issue,
        to=name_of(setup.plan, notice.to),
        because=notice.because,
        timezone=timezone_of(setup, notice.to),
        now=now,
        round=notice.round,
        step=notice.step,
        steps=max(1, len(issue.ladder.steps)),
        next_told=None if then is None else then[0],
        next_at=None if then is None else then[1],
        owner=owner,
        told=who_knows(setup, issue),
        quotes=quotes_of(setup, issue),
        unread=_unread(setup, issue),
        delayed=notice.delayed,
        accuracy=measured(setup.store, issue.topic, at=issue.signal.at),
        by_reply=bool(setup.reply_key) and first_channel(notice) == EMAIL,
        link=link_for(setup, issue, notice.to, first_channel(notice), now),
    )


def link_for(setup: Setup, issue: Issue, to: str, channel: str, now: datetime) -> str:
    """Only for a contact, and in a mail: who has the link can act in their name. "" without one."""
    known = any(person.id == to for person in setup.plan.contacts)
    if setup.link is None or not known or channel != EMAIL:
        return ""
    return setup.link(issue, to, now)


def _unread(setup: Setup, issue: Issue) -> tuple[str, ...]:
    """Sources that were not read in the signal's window, and those that are not read now."""
    topic = setup.topic(issue.topic)
    readers = () if topic is None else setup.readers_of(topic)
    states = setup.store.watching.source_states()
    failing = [one for one in readers if one in states and states[one].outcome is not Outcome.OK]
    return tuple(dict.fromkeys((*issue.signal.unread, *failing)))


def who_knows(setup: Setup, issue: Issue) -> tuple[tuple[datetime, str], ...]:
    """Who was told of the issue, and when, the first first."""
    known: dict[str, datetime] = {}
    for _, entry in setup.store.ledger.timeline(issue.id):
        calls_a_program = entry.details.get("kind") in (DeliveryKind.HOLD, DeliveryKind.LIFT)
        sent = entry.event is EventKind.TOLD and entry.details.get("outcome") == "sent"
        if sent and not calls_a_program:
            known.setdefault(name_of(setup.plan, str(entry.details["to"])), entry.at)
    return tuple((at, name) for name, at in known.items())


def quotes_of(setup: Setup, issue: Issue) -> tuple[Quote, ...]:
    """What people say in an issue: of its scenario, and from when it began.

    Long windows bring older mentions into the evidence; the first report is not among those.
    """
    carried = setup.store.mentions.by_keys(issue.mentions)
    begun = issue.opened_at - BEGUN
    recent = [one for one in carried if one.mention.counts_at >= begun] or carried
    about = [
        one for one in recent if any(risk.category == issue.scenario for risk in one.reading.risks)
    ]
    return quotes(about or recent)


def quotes(
    gathered: Sequence[Gathered],
    limit: int = 3,
    *,
    ranked: Callable[[Sequence[Gathered]], Iterable[Gathered]] | None = None,
) -> tuple[Quote, ...]:
    """A few mentions that show what it is about: the first, the widest, a question to us.

    The rest are the earliest, or the first that `ranked` gives.
    """
    if not gathered:
        return ()
    by_time = sorted(gathered, key=lambda one: one.mention.counts_at)
    negative = [one for one in by_time if one.reading.tone is Tone.NEGATIVE] or by_time
    widest = max(by_time, key=lambda one: (_spread(one), one.reading.tone is Tone.NEGATIVE))
    asking = [one for one in negative if "?" in one.mention.text]
    asked = (one for one in asking if one.reading.triage is Triage.QUESTION)
    question = next(asked, next(iter(asking), None))
    chosen: dict[str, Quote] = {}
    shared = _spread(widest)
    _choose(chosen, negative[0], FIRST)
    _choose(chosen, widest, f"shared {shared} times" if shared else "")
    _choose(chosen, question, "asks a question")
    for one in negative if ranked is None else ranked(negative):
        if len(chosen) >= limit:
            break
        _choose(chosen, one, "")
    return tuple(chosen.values())[:limit]


def _choose(chosen: dict[str, Quote], one: Gathered | None, why: str) -> None:
    if one is None or wording(one) in chosen or (not why and len(chosen) == 0):
        return
    mention = one.mention
    author = mention.author
    chosen[wording(one)] = Quote(
        text=" — ".join(part for part in (mention.title, mention.text) if part),
        author=(author.handle or author.name or "") if author else "",
        source=mention.source,
        at=mention.counts_at,
        url=mention.url,
        why=why,
    )


def _spread(one: Gathered) -> int:
    mention = one.mention
    return (mention.reposts or 0) + (mention.quotes or 0)


def _letter(setup: Setup, brief: Brief, kind: DeliveryKind) -> Letter:
    """The words that fit what happened last."""
    issue, plan = brief.issue, setup.plan
    if kind is DeliveryKind.ESCALATION:
        return _call(setup, brief)
    says = {
        DeliveryKind.ACKNOWLEDGED: words.acknowledged,
        DeliveryKind.STAND_DOWN: words.stand_down,
        DeliveryKind.TASK: playbook.overdue,
    }.get(kind)
    if says is not None:
        return says(brief, plan)
    if issue.ack_due_at is not None:
        return words.handed_over(brief, plan)
    if issue.calmed_at is not None:
        return words.question_stand_down(brief, plan)
    return words.reminder(brief, plan)


def _call(setup: Setup, brief: Brief) -> Letter:
    """Somebody is called: for the first time, because it got worse, or because it is back."""
    turns = [
        entry
        for _, entry in setup.store.ledger.timeline(brief.issue.id)
        if entry.event in (EventKind.RAISED, EventKind.REOPENED)
    ]
    last = turns[-1] if turns and turns[-1].at >= brief.issue.since else None
    if last is None:
        return words.escalation(brief, setup.plan)
    if last.event is EventKind.REOPENED:
        return words.reopened(brief, setup.plan)
    return words.raised(brief, setup.plan, was=str(last.details.get("was", "")))
