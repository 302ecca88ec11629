"""One instant: what is open, who is told next, what can be seen, what waits to be sent.

Invariant: every door that shows how things stand shows this same picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from socwatch.engine.lease import holder, is_held
from socwatch.model.accuracy import Accuracy
from socwatch.model.delivery import Delivery, DeliveryState
from socwatch.model.issue import Issue, IssueState
from socwatch.model.mention import Outcome
from socwatch.model.watching import SourceState
from socwatch.respond.inhibit import inhibitor
from socwatch.respond.ladder import next_told
from socwatch.respond.rota import on_call

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.model.query import Topic
    from socwatch.watch.topics import Standing

_SEEING = (Outcome.OK, Outcome.PARTIAL)
#: No tick for this long: the picture is old, and every door that shows it says so.
STALE = timedelta(minutes=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One instant: what is open, who is on call, what can be seen, what waits to be sent."""

    at: datetime
    timezone: str
    names: dict[str, str]
    issues: tuple[Issue, ...]
    following: dict[str, tuple[str, datetime]]  # issue: who is told next, and when
    unheard: str  # why replies by mail cannot be read; "" when they can, or nobody asked for it
    undressed: str  # why mails are not in the owner's look; "" when they are, or have none
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

    def stale(self, now: datetime) -> timedelta | None:
        """How long nothing has ticked, once that is too long; None while a poller ticks."""
        ago = timedelta() if self.last_tick is None else now - self.last_tick
        return ago if ago > STALE else None

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
        undressed=_undressed(app),
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


def _standing(app: App, topic: Topic, now: datetime) -> Standing:
    from socwatch.watch.topics import standing

    readers = tuple(one.name for one in app.config.sources if topic.reads(one.name))
    return standing(app.store, topic.name, readers, app.config.detection.tick, now)


def _reads_replies(app: App) -> bool:
    return app.config.mail is not None and app.config.mail.imap_ack is not None


def _undressed(app: App) -> str:
    mail = app.config.mail
    if mail is None or mail.template_dir is None:
        return ""
    from socwatch.watch.dressing import undressed

    return undressed(app.store, app.letterhead())


def _remembered(app: App, memo: str) -> datetime | None:
    said = app.store.watching.memo(memo)
    return None if said is None else datetime.fromisoformat(said)
