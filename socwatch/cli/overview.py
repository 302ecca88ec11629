"""What `status` and `watch` show: the same picture of one instant, in lines or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from socwatch.cli import forms, show
from socwatch.cli.frame import rfc3339
from socwatch.engine.lease import holder, is_held
from socwatch.model.accuracy import Accuracy
from socwatch.model.delivery import Delivery, DeliveryState
from socwatch.model.issue import Issue, IssueState
from socwatch.model.mention import Outcome
from socwatch.model.watching import SourceState
from socwatch.report import figures, truth, words
from socwatch.respond import playbook
from socwatch.respond.inhibit import inhibitor
from socwatch.respond.ladder import next_told
from socwatch.respond.rota import on_call

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.model.query import Topic
    from socwatch.watch.topics import Standing

_SEEING = (Outcome.OK, Outcome.PARTIAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One instant: what is open, who is on call, what can be seen, what waits to be sent."""

    at: datetime
    timezone: str
    names: dict[str, str]
    issues: tuple[Issue, ...]
    following: dict[str, tuple[str, datetime]]  # issue: who is told next, and when
    unheard: str  # why replies by mail cannot be read; "" when they can, or nobody asked for it
    holding: tuple[Issue, ...]  # whose playbook holds something back, closed ones too
    skipped: tuple[int, datetime] | None  # ticks that a slow one kept from running; of a day
    muted: dict[str, str]  # issue: the graver one of its topic that mutes it
    duty: tuple[tuple[str, str], ...]  # rota and name
    sources: tuple[tuple[str, str, SourceState | None], ...]  # name, kind, state
    waiting: tuple[Delivery, ...]
    refused: tuple[Delivery, ...]  # of open issues: who could not be told
    last_good: datetime | None
    last_tick: datetime | None  # good or not: the poller was alive
    tone: Accuracy  # how right it is read, over all topics
    poller: str | None  # who holds the lease just now
    topics: tuple[Standing, ...] = ()

    @property
    def is_waiting(self) -> bool:
        """Whether an issue that calls people has nobody."""
        return any(one.state is IssueState.OPEN and one.ladder.steps for one in self.issues)

    @property
    def is_seeing(self) -> bool:
        """Whether at least one source was read, if only in part."""
        return any(one is not None and one.outcome in _SEEING for _, _, one in self.sources)

    @property
    def sight(self) -> str:
        """What of the sources must be known before calm is believed; "" when all are read."""
        known = [one for _, _, one in self.sources if one is not None]
        if not known:
            return "no source has been read yet"
        if not self.is_seeing:
            return "no source can be read"
        unread = sum(one.outcome not in _SEEING for one in known)
        part = sum(one.outcome is Outcome.PARTIAL for one in known)
        silent = sum(one.word == "silent" for one in known)
        told = [f"{unread} of {len(self.sources)} sources cannot be read"] if unread else []
        told += [f"{part} read only in part"] if part else []
        told += [f"{silent} silent"] if silent else []
        return ", ".join(told)

    def lines(self) -> Iterator[str]:
        """The picture in words."""
        if not self.issues:
            yield "No issue is open" + (f"; {self.sight}." if self.sight else ".")
        for one in self.issues:
            yield self._issue(one)
            yield from (f"  {reason}" for reason in reasons(one))
        for topic in self.topics:
            yield self.topic(topic)
        for rota, name in self.duty:
            yield f"On call ({rota}): {name}"
        if truth.beside(self.tone):
            yield f"Tone: {truth.beside(self.tone)}"
        yield from self._sources()
        stuck = [one for one in self.waiting if one.last_error]
        if stuck:
            yield f"Mail: {len(stuck)} not sent yet; the last error: {show.safe(stuck[-1].last_error)}"
        for lost in self.refused:
            name = self.names.get(lost.to, lost.to)
            yield f"Mail: {name} could not be told of {lost.issue}: {show.safe(lost.last_error)}"
        held = len(self.waiting) - len(stuck)
        if held:
            yield f"Mail: {held} waiting for their time"
        if self.unheard:
            yield f"Replies by mail CANNOT be read: {show.safe(self.unheard)}"
        yield from self._slow()
        yield from self._held_back()
        yield self._poller()

    def _slow(self) -> Iterator[str]:
        """Whether a tick kept others from running."""
        if self.skipped is not None:
            number, at = self.skipped
            yield (
                f"SLOW: the tick of {show.clock(at, self.timezone)} took so long that "
                f"{words.several(number, 'other')} {'was' if number == 1 else 'were'} skipped"
            )

    def _held_back(self) -> Iterator[str]:
        """What programs hold back until a person lifts it."""
        for one in self.holding:
            for number, task in playbook.held(one):
                since = show.clock(task.held_at or self.at, self.timezone)
                yield (
                    f"HELD BACK by {task.holds} since {since}: {show.safe(task.do)} · lift it: "
                    f"socwatch playbook {one.id} --lift {number}"
                )

    def topic(self, one: Standing) -> str:
        """How a topic stands, in a line."""
        parts = [one.size.because]
        if one.hush is not None:
            parts.insert(0, f"SILENT: {one.hush.because}")
        if one.forecast is not None:
            ahead = one.forecast
            begin, end = (show.clock(at, self.timezone)[-5:] for at in (ahead.start, ahead.end))
            usual = words.span_of(ahead.low, ahead.high)
            parts.append(
                f"{begin} to {end}: {usual} mentions if nothing happens, {one.record.because}"
            )
        return f"Topic {one.topic}: {'; '.join(parts)}"

    def _sources(self) -> Iterator[str]:
        known = [one for _, _, one in self.sources if one is not None]
        failing = [one for one in known if one.outcome is not Outcome.OK]
        unasked = len(self.sources) - len(known)
        if not failing:
            yield f"Sources: {len(known)} read" + (f", {unasked} not asked yet" if unasked else "")
        for state in failing:
            part = state.outcome is Outcome.PARTIAL
            what = "is read only IN PART" if part else f"FAILS ({state.outcome.value})"
            yield f"Source {state.name} {what}: {show.safe(state.because)}"
        for state in known:
            if state.word == "silent":
                yield f"Source {state.name} is SILENT: {show.safe(state.why)}"

    def _issue(self, one: Issue) -> str:
        line = f"{one.severity.upper()} {one.id} {one.state.value}: {one.title}"
        if one.owner is not None and one.acknowledged_at is not None:
            line += f" · {self.names.get(one.owner, one.owner)} has it"
        following = self.following.get(one.id)
        if following is not None:
            line += f" · {following[0]} {words.are(following[0])} told at {show.clock(following[1], self.timezone)}"
        late = sum(bool(task.overdue_at) and task.done_at is None for task in one.tasks)
        if late:
            line += f" · {words.several(late, 'step')} of the playbook OVERDUE"
        if one.id in self.muted:
            line += f" · muted while {self.muted[one.id]} is open"
        return line

    def _poller(self) -> str:
        if self.last_good is None:
            last = "no good poll yet"
        else:
            last = f"last good poll {show.span(self.at - self.last_good)} ago"
        return (
            f"{last}; {self.poller} is running" if self.poller else f"{last}; no poller is running"
        )

    def document(self) -> dict[str, object]:
        """socwatch.status/1."""
        return {
            "schema": "socwatch.status/1",
            "at": rfc3339(self.at),
            "issues": [forms.issue(one) for one in self.issues],
            "by_state": dict(forms.counts_by_state(self.issues)),
            "waiting_for_somebody": self.is_waiting,
            "next": {
                issue: {"who": who, "at": rfc3339(at)} for issue, (who, at) in self.following.items()
            },
            "replies_unread": self.unheard or None,
            "skipped_ticks": None if self.skipped is None else {
                "skipped": self.skipped[0], "at": rfc3339(self.skipped[1]),
            },
            "muted": dict(self.muted),
            "held_back": [
                {"issue": one.id, "step": number, "by": task.holds, "do": task.do,
                 "since": rfc3339(task.held_at or self.at)}
                for one in self.holding for number, task in playbook.held(one)
            ],
            "on_call": dict(self.duty),
            "sources": [
                forms.source(name, kind, state, None) for name, kind, state in self.sources
            ],
            "mail": {
                "waiting": len(self.waiting),
                "not_sent": sum(bool(one.last_error) for one in self.waiting),
                "refused": len(self.refused),
                "problems": [
                    {"to": one.to, "channel": one.channel, "subject": one.subject,
                     "attempts": one.attempts, "because": one.last_error}
                    for one in (*self.waiting, *self.refused) if one.last_error
                ],
            },
            "topics": [forms.standing(one) for one in self.topics],
            "tone": figures.accuracy(self.tone),
            "last_good_poll": None if self.last_good is None else rfc3339(self.last_good),
            "poller": self.poller,
        }  # fmt: skip


def overview(app: App, now: datetime) -> Overview:
    """The picture of this instant."""
    from socwatch.watch.accuracy import measured

    plan, store, names = app.config.plan, app.store, app.names()
    rank = {level.name: level.rank for level in plan.severities}
    issues = sorted(
        store.ledger.issues(only_open=True), key=lambda one: (-rank.get(one.severity, 0), one.since)
    )
    silences = app.silences()
    muted = {one.id: inhibitor(one, issues, plan) for one in issues}
    following = {
        one.id: None if muted[one.id] else next_told(plan, one, silences, now) for one in issues
    }
    states = store.watching.source_states()
    on_duty = ((rota.name, on_call(rota, now)) for rota in plan.rotas)
    return Overview(
        at=now,
        timezone=app.config.timezone,
        names=names,
        issues=tuple(issues),
        following={name: told for name, told in following.items() if told is not None},
        unheard=(store.watching.memo("replies_problem") or "") if _reads_replies(app) else "",
        holding=store.ledger.holding(),
        skipped=_skipped(app, now),
        muted={name: red.id for name, red in muted.items() if red is not None},
        duty=tuple((rota, names.get(who, who) if who else "nobody") for rota, who in on_duty),
        sources=tuple((one.name, one.kind, states.get(one.name)) for one in app.config.sources),
        waiting=store.outbox.waiting(),
        refused=tuple(
            delivery
            for issue in issues
            for delivery in store.outbox.of_issue(issue.id)
            if delivery.state in (DeliveryState.REFUSED, DeliveryState.FAILED)
        ),
        last_good=_remembered(app, "last_good_tick"),
        last_tick=_remembered(app, "last_tick"),
        tone=measured(store),
        poller=holder(app.database) if is_held(app.database) else None,
        topics=tuple(_standing(app, topic, now) for topic in app.config.topics),
    )


def _skipped(app: App, now: datetime) -> tuple[int, datetime] | None:
    words = app.store.watching.memo("overrun")
    if words is None:
        return None
    number, _, at = words.partition(" ")
    began = datetime.fromisoformat(at)
    return (int(number), began) if now - began < timedelta(days=1) else None


def reasons(issue: Issue) -> tuple[str, ...]:
    """The sentence of an issue's latest evidence, and what could not be read meanwhile."""
    signal = issue.signal
    unread = f"Not read meanwhile: {', '.join(signal.unread)}" if signal.unread else ""
    return tuple(show.safe(one) for one in (signal.because or issue.because, unread) if one)


def _standing(app: App, topic: Topic, now: datetime) -> Standing:
    from socwatch.watch.topics import standing

    readers = tuple(one.name for one in app.config.sources if topic.reads(one.name))
    return standing(app.store, topic.name, readers, app.config.detection.tick, now)


def _reads_replies(app: App) -> bool:
    return app.config.mail is not None and app.config.mail.imap_ack is not None


def _remembered(app: App, memo: str) -> datetime | None:
    said = app.store.watching.memo(memo)
    return None if said is None else datetime.fromisoformat(said)
