"""The whole pipeline on a virtual clock: a scenario in, events out.

Invariants: no sleeping and no network; the steps are the ones `run` uses; time jumps from one
thing that can happen (a line, a tick, a timer, a held mail, a digest) to the next, so that
everything happens at the instant at which a running socwatch would have done it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from socwatch.engine.acting import act
from socwatch.engine.scenario import Line
from socwatch.model.issue import Entry
from socwatch.model.mention import Cursor, Mention, Outcome, Page
from socwatch.model.query import Topic
from socwatch.watch.agenda import next_due
from socwatch.watch.collect import collect
from socwatch.watch.setup import Setup
from socwatch.watch.sight import is_due
from socwatch.watch.tick import tick

#: What is in the way when a scenario says no more than the outcome.
_REASONS = {
    Outcome.REFUSED: "the service refused to answer",
    Outcome.UNAUTHORISED: "the service rejected our login",
    Outcome.MISCONFIGURED: "the service does not know what we ask for",
    Outcome.BROKEN: "the service's answer could not be read",
    Outcome.PARTIAL: "the service gave only a part",
}


#: Virtual time between two polls of the sources that have nothing to bring.
_NOW_AND_THEN = timedelta(minutes=30)
#: Step timers run to the minute.
_MINUTE = timedelta(minutes=1)
#: Virtual time between two writes to the disk.
_BATCH = timedelta(days=1)


class ScriptedSource:
    """A source that brings what the scenario's lines say, when they say it."""

    def __init__(self, name: str, kind: str, every: timedelta) -> None:
        self.name = name
        self.kind = kind
        self.every = every
        self.outcome = Outcome.OK
        self._waiting: list[Mention] = []

    def publish(self, mention: Mention) -> None:
        """The next good poll brings this mention."""
        self._waiting.append(mention)

    async def poll(
        self, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> AsyncGenerator[Page, None]:
        """Everything published so far, or the outcome that the scenario set."""
        if self.outcome is not Outcome.OK:
            yield Page(outcome=self.outcome, because=_REASONS[self.outcome])
            return
        mentions, self._waiting = self._waiting, []
        found = tuple(replace(one, fetched_at=now) for one in mentions)
        yield Page(mentions=found, next=Cursor(now.isoformat()))


class Replay:
    """One scenario under one setup. `setup.sources` must all be scripted."""

    def __init__(self, setup: Setup, sources: Sequence[ScriptedSource]) -> None:
        self._setup = setup
        self._sources = {source.name: source for source in sources}
        self._seen = setup.store.ledger.last_entry()
        self._all_asked: datetime | None = None
        self._acts: list[datetime] = []  # when something else than a mention happens
        self._has_tripwires = any(one.tripwire for one in setup.plan.scenarios)

    async def run(self, lines: Sequence[Line]) -> AsyncIterator[Entry]:
        """Every event in order, as it happens in virtual time."""
        if not lines:
            return
        end = lines[-1].at
        self._acts = [line.at for line in lines if line.mention is None] or [end]
        waiting = list(reversed(lines))
        following: datetime | None = lines[0].at
        while following is not None and following <= end:
            # A disk write for every tick would be most of the time; a replay can be run again.
            with self._setup.store.unit():
                until = following + _BATCH
                while following is not None and following <= min(end, until):
                    now = following
                    await self._at(waiting, now)
                    following = await self._until_due(waiting, now, end)
            for entry in self._news():
                yield entry

    async def follow(
        self, lines: Sequence[Line], reached: Callable[[datetime], Awaitable[datetime]]
    ) -> None:
        """The rest of a scenario at the pace of a clock that others look at as well.

        `reached` waits for that clock to come to an instant, and returns what it shows then.
        Nothing is held open meanwhile, so that people can act in between.
        """
        waiting = list(reversed(lines))
        while waiting:
            now = await reached(waiting[-1].at)
            await self._at(waiting, now)
            due = next_due(self._setup, now)
            while due is not None and waiting and due < waiting[-1].at:
                now = await reached(min(due, now + _MINUTE))
                await self._at(waiting, now)
                due = next_due(self._setup, now)

    async def _at(self, waiting: list[Line], now: datetime) -> None:
        """Everything that happens at this instant."""
        stirred = self._apply_lines(waiting, now)
        await tick(self._setup, now, only=self._asked(stirred, now), force=True)

    async def _until_due(
        self, waiting: list[Line], now: datetime, end: datetime
    ) -> datetime | None:
        """The next instant that needs a whole tick.

        Up to there only mentions arrive: they are fetched when they appear, and no step has
        anything to do for them, unless one trips a wire.
        """
        due = next_due(self._setup, now)
        if not self._has_tripwires:  # then nothing looks at a mention before that
            acts = self._acts[bisect_right(self._acts, now) :][:1]
            return min([*acts, *([due] if due is not None else [])], default=None)
        while waiting and waiting[-1].mention is not None:
            at = waiting[-1].at
            if at > end or (due is not None and at >= due):
                break
            await collect(
                self._setup, at, only=self._apply_lines(waiting, at, mentions=True), force=True
            )
            if self._setup.store.mentions.tripped():
                return at
        times = [line.at for line in waiting[-1:]] + ([due] if due is not None else [])
        return min(times, default=None)

    def _apply_lines(
        self, waiting: list[Line], now: datetime, *, mentions: bool = False
    ) -> set[str]:
        """Takes the lines (or only the mentions) whose time has come; returns their sources."""
        stirred: set[str] = set()
        while waiting and waiting[-1].at <= now and (waiting[-1].mention or not mentions):
            line = waiting.pop()
            if line.mention is not None:
                source = self._sources[line.mention.source]
                source.publish(line.mention)
                stirred.add(source.name)
            if line.source is not None:
                self._sources[line.source].outcome = line.outcome or Outcome.OK
                stirred.add(line.source)
            if line.act is not None:
                act(self._setup, line.act, now)
        return stirred

    def _asked(self, stirred: set[str], now: datetime) -> set[str]:
        """Sources to poll now: those that have something, and now and then all of them.

        A source without lines is read well; that has to be noted often enough to be no gap.
        """
        if self._all_asked is None or now - self._all_asked >= _NOW_AND_THEN:
            self._all_asked = now
            return set(self._sources)
        states = self._setup.store.watching.source_states() if self._failing else {}
        due = {
            name
            for name in self._failing
            if is_due(states.get(name), self._sources[name].every, now)
        }
        return stirred | due

    @property
    def _failing(self) -> set[str]:
        return {name for name, one in self._sources.items() if one.outcome is not Outcome.OK}

    def _news(self) -> Iterator[Entry]:
        for number, entry in self._setup.store.ledger.timeline(after=self._seen):
            self._seen = number
            yield entry
