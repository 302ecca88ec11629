"""What makes socwatch tick in one process: APScheduler, behind the poller's lease.

Invariants: the clock is read once per tick; ticks never overlap; a tick that was missed (a
laptop that slept) is caught up by one, not by many; a signal lets the message that is on its way
finish and then ends.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from socwatch.app import App
from socwatch.engine.lease import lease
from socwatch.engine.renewal import Renewal
from socwatch.watch.collect import Collected
from socwatch.watch.deliver import Delivered, deliver
from socwatch.watch.escalate import escalate
from socwatch.watch.setup import Setup
from socwatch.watch.tick import Ticked, tick

if TYPE_CHECKING:
    from apscheduler.job import Job
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

#: Step timers and quiet hours run to the minute.
EVERY = timedelta(minutes=1)
#: The memo of the last tick that took so long that others were skipped: how many, and when it began.
OVERRUN = "overrun"


async def poll_once(app: App, *, force: bool = False, only: set[str] | None = None) -> Ticked:
    """One whole tick for cron. Raises LeaseHeld when another process is the poller."""
    now = app.clock.now()
    with lease(app.database, purpose="poll", now=now):
        setup = app.setup()
        ticked = await tick(setup, now, only=only, force=force)
        await remembered(app, setup, ticked)
        return ticked


async def deliver_once(app: App) -> Delivered:
    """Sends what is due, once. Raises LeaseHeld."""
    now = app.clock.now()
    with lease(app.database, purpose="deliver", now=now):
        return await deliver(app.setup(sources=()), now)


async def escalate_once(app: App) -> Delivered:
    """Tells and sends what is due, once, without reading any source. Raises LeaseHeld."""
    now = app.clock.now()
    with lease(app.database, purpose="escalate", now=now):
        setup = app.setup(sources=())
        escalate(setup, now)
        return await deliver(setup, now)


async def remembered(app: App, setup: Setup, ticked: Ticked) -> None:
    """Notes a poll that did its job; after a full good cycle the dead man's switch hears of it."""
    if ticked.did_its_job:
        with setup.store.unit():
            setup.store.watching.save_memo("last_good_tick", app.clock.now().isoformat())
    if not ticked.is_good:
        return
    secret = app.config.delivery.heartbeat_url
    if secret is not None:
        from socwatch.notifiers._http import ping

        with _noted("heartbeat"):
            await ping(secret.reveal(), allow_private=app.config.delivery.allow_private)


@contextmanager
def _noted(what: str) -> Iterator[None]:
    from socwatch.errors import SocwatchError

    try:
        yield
    except SocwatchError as error:
        log.warning("not done", extra={"what": what, "because": error.message})


class Local:
    """The loop of `run` and `watch`."""

    def __init__(
        self,
        app: App,
        *,
        on_tick: Callable[[Ticked], None] | None = None,
        on_news: Callable[[str], None] | None = None,  # of the config, in a sentence
        every: timedelta = EVERY,
    ) -> None:
        self._app = app
        self._on_tick = on_tick or (lambda _: None)
        self._on_news = on_news or (lambda _: None)
        self.stopped = asyncio.Event()
        self.interrupted = False  # by a person at the keyboard, not by the service manager
        self._job: Job | None = None
        self._every = every
        self._overrun = 0  # ticks that were skipped since the last one, which took too long

    async def run(self, *, purpose: str) -> None:
        """Ticks every minute until `stop`. Raises LeaseHeld."""
        now = self._app.clock.now()
        with lease(self._app.database, purpose=purpose, now=now):
            self._renewal = Renewal(self._app, self._on_news)
            scheduler = self._scheduler()
            scheduler.start()
            try:
                await self.stopped.wait()
            finally:
                # In this order: a scheduler that shuts down cuts off what it runs.
                scheduler.pause()
                await self._last_tick_done()
                scheduler.shutdown(wait=False)

    def stop(self) -> None:
        """Lets the running tick finish, then `run` returns."""
        self.stopped.set()

    def reload(self) -> None:
        """Looks at the config again and ticks at once; without it, that is done every minute."""
        if self._job is not None:
            self._job.modify(next_run_time=datetime.now(UTC))

    def _scheduler(self) -> AsyncIOScheduler:
        from apscheduler.events import EVENT_JOB_MAX_INSTANCES
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        scheduler = AsyncIOScheduler(timezone=UTC)
        self._running = asyncio.Lock()
        self._job = scheduler.add_job(
            self._tick,
            "interval",
            seconds=self._every.total_seconds(),
            next_run_time=datetime.now(UTC),
            coalesce=True,
            max_instances=1,
            # The default of 1 s would skip the tick after a laptop's sleep.
            misfire_grace_time=None,
        )
        scheduler.add_listener(self._skipped, EVENT_JOB_MAX_INSTANCES)
        return scheduler

    def _skipped(self, _event: object) -> None:
        self._overrun += 1

    async def _tick(self) -> None:
        async with self._running:
            now = self._app.clock.now()  # the only time the clock is read for this tick
            try:
                setup = self._renewal.setup(now)
                ticked = await tick(setup, now)
                self._note_overrun(setup, now)
                await remembered(self._app, setup, ticked)
            except Exception as error:  # the next tick may do better
                log.error("a tick failed", exc_info=error)
                ticked = Ticked(collected=Collected(), delivered=Delivered(), failed=(str(error),))
            self._on_tick(ticked)

    def _note_overrun(self, setup: Setup, now: datetime) -> None:
        """Remembers that ticks were skipped while this one ran; `status` shows it for a day."""
        if not self._overrun:
            return
        log.warning("ticks were skipped", extra={"skipped": self._overrun})
        with setup.store.unit():
            setup.store.watching.save_memo(OVERRUN, f"{self._overrun} {now.isoformat()}")
        self._overrun = 0

    async def _last_tick_done(self) -> None:
        try:
            async with asyncio.timeout(5):
                async with self._running:
                    return
        except TimeoutError:
            log.warning("the last tick was cut off; what it had claimed is sent at the next start")


@contextmanager
def ended_by_signals(local: Local, *, reloads: bool = True) -> Iterator[None]:
    """SIGINT and SIGTERM end the loop; a second SIGINT ends it at once.

    SIGHUP reloads the config, or ends the loop when it means that the terminal was closed.
    """
    loop = asyncio.get_running_loop()
    if sys.platform == "win32":
        yield
        return

    def interrupt() -> None:
        local.interrupted = True
        local.stop()
        loop.remove_signal_handler(signal.SIGINT)  # the second one ends it at once

    loop.add_signal_handler(signal.SIGINT, interrupt)
    loop.add_signal_handler(signal.SIGTERM, local.stop)
    loop.add_signal_handler(signal.SIGHUP, local.reload if reloads else local.stop)
    try:
        yield
    finally:
        for sort in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.remove_signal_handler(sort)
