"""Step 1: ask the sources that are due, keep what belongs to a topic, understand it, store it.

Invariants: the cursor is stored with the mentions it leads past, never before; one source can
neither delay nor fail another; a source that could not be read leaves a blind span, not a zero.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime

from socwatch.errors import SocwatchError, SourceError
from socwatch.model.gathered import Gathered
from socwatch.model.issue import EventKind
from socwatch.model.mention import Mention, Outcome, Page
from socwatch.model.watching import SourceState
from socwatch.ports import Source
from socwatch.watch.outgoing import about_source
from socwatch.watch.setup import Setup
from socwatch.watch.sight import after_poll, is_due

log = logging.getLogger(__name__)

#: A poll of one source ends after this, whatever the service does.
DEADLINE = 60.0
#: More pages than this in one poll are left for the next one.
MAX_PAGES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What one round of polls brought."""

    polled: tuple[SourceState, ...] = ()
    mentions: int = 0  # new ones

    @property
    def failing(self) -> tuple[SourceState, ...]:
        """The polled sources that were not read, or only in part."""
        return tuple(state for state in self.polled if state.outcome is not Outcome.OK)


async def collect(
    setup: Setup,
    now: datetime,
    *,
    only: Collection[str] | None = None,
    force: bool = False,
    deadline: float = DEADLINE,
) -> Collected:
    """Polls the sources that are due (or all of `only`, with `force`), all at once.

    No source has more than `deadline` seconds.
    """
    states = setup.store.watching.source_states()
    asked = [
        source
        for source in setup.sources
        if (only is None or source.name in only)
        and (force or is_due(states.get(source.name), source.every, now))
    ]
    reads = [_Read(setup, source, states.get(source.name), now) for source in asked]
    await asyncio.gather(*(read.run(deadline) for read in reads))
    return Collected(
        polled=tuple(read.state for read in reads), mentions=sum(read.kept for read in reads)
    )


class _Read:
    """One poll of one source."""

    def __init__(
        self, setup: Setup, source: Source, state: SourceState | None, now: datetime
    ) -> None:
        self._setup = setup
        self._source = source
        self._now = now
        self.state = state or SourceState(name=source.name, kind=source.kind)
        self.kept = 0

    async def run(self, deadline: float) -> None:
        last = Page(outcome=Outcome.OK)
        try:
            async with asyncio.timeout(deadline):
                last = await self._pages()
        except TimeoutError:
            words = f"it did not finish within {deadline:.0f} s"
            last = Page(outcome=Outcome.PARTIAL if self.kept else Outcome.BROKEN, because=words)
        except SourceError as error:
            last = Page(outcome=Outcome.BROKEN, because=error.message)
        except SocwatchError:
            raise  # our own store or config: no source's fault
        except Exception:  # one bad source must not cost us the others
            log.exception("a source failed unexpectedly", extra={"source": self._source.name})
            last = Page(outcome=Outcome.BROKEN, because="it failed unexpectedly; the log has it")
        self._settle(last)

    async def _pages(self) -> Page:
        topics = [one for one in self._setup.topics if one.reads(self._source.name)]
        page = Page()
        pages = 0
        # Closed at once when we stop early, or its connections would linger.
        async with aclosing(self._source.poll(topics, self.state.cursor, self._now)) as poll:
            async for page in poll:
                self._keep(page)
                pages += 1
                if page.outcome is not Outcome.OK or pages >= MAX_PAGES:
                    break
        return page

    def _keep(self, page: Page) -> None:
        """Stores a page and the cursor behind it, in one unit of work."""
        if not page.mentions and page.next in (None, self.state.cursor):
            return
        store = self._setup.store
        with store.unit():
            fresh = store.mentions.unseen(page.mentions)
            keys = {mention.key for mention in fresh}
            for one in page.mentions:
                if one.key not in keys:
                    store.mentions.also_found(one, self._setup.sieve(one))
            gathered = self._understood(fresh)
            store.mentions.add(gathered)
            if page.next is not None:
                self.state = replace(self.state, cursor=page.next)
            store.watching.save_source(self.state)
        self.kept += len(gathered)
        for skipped in page.skipped:
            log.info(
                "an item was not taken",
                extra={"source": self._source.name, "because": skipped.because},
            )

    def _understood(self, mentions: tuple[Mention, ...]) -> tuple[Gathered, ...]:
        matched = [(one, self._setup.sieve(one)) for one in mentions]
        kept = [(one, matches) for one, matches in matched if matches]
        readings = self._setup.analyst.read([one for one, _ in kept])
        return tuple(
            Gathered(mention=one, reading=reading, matches=matches)
            for (one, matches), reading in zip(kept, readings, strict=True)
        )

    def _settle(self, last: Page) -> None:
        glance = after_poll(
            self.state,
            last.outcome,
            because=last.because,
            retry_at=last.retry_at,
            now=self._now,
            every=self._source.every,
        )
        self.state = glance.state
        store = self._setup.store
        with store.unit():
            store.watching.save_source(self.state)
            if glance.blind is not None:
                store.watching.save_blind(glance.blind)
            if glance.entry is not None:
                store.ledger.append([glance.entry])
                recovered = glance.entry.event is EventKind.SOURCE_RECOVERED
                mails = about_source(self._setup, self.state, self._now, recovered=recovered)
                store.outbox.add(mails)
