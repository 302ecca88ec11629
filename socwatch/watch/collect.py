"""Step 1: ask the sources that are due, keep what belongs to a topic, understand it, store it.

Invariants: the cursor is stored with the mentions it leads past, never before; one source can
neither delay nor fail another; a source that could not be read leaves a blind span, not a zero.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime

from socwatch.detect.quiet import DAYS
from socwatch.errors import SocwatchError, SourceError
from socwatch.model.issue import Entry
from socwatch.model.mention import Outcome, Page
from socwatch.model.watching import SourceState
from socwatch.ports import Source
from socwatch.watch.canary import canary_is_due, failure_of_canary
from socwatch.watch.outgoing import about_source
from socwatch.watch.rhythm import Rhythm
from socwatch.watch.setup import Setup
from socwatch.watch.sight import (
    after_poll,
    hushed,
    is_due,
    is_paused,
    noted,
    own_states,
    silence_is_due,
    without_source,
)
from socwatch.watch.taking import taken

log = logging.getLogger(__name__)

#: A poll of one source ends after this, whatever the service does.
DEADLINE = 60.0
#: More pages than this in one poll are left for the next one, and the outcome says so.
MAX_PAGES = 500
_TOO_MANY = "there was more than one poll may read; the rest is read next time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What one round of polls brought."""

    polled: tuple[SourceState, ...] = ()
    paused: tuple[
        SourceState, ...
    ] = ()  # asked for by name, but their services want no request yet
    mentions: int = 0  # new ones
    blind: bool = False  # every source that was ever asked fails, now or since an earlier round

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

    No source has more than `deadline` seconds. A pause that a service asked for is obeyed also
    with `force`.
    """
    states = own_states(setup.store.watching.source_states(), setup.sources)
    _let_go(setup, states, now)
    meant = [source for source in setup.sources if only is None or source.name in only]
    paused = [source for source in meant if is_paused(states.get(source.name), now)]
    rhythm = None if force else Rhythm(setup, now)  # a forced poll asks for no rhythm
    asked = [
        source
        for source in meant
        if source not in paused
        and (
            rhythm is None
            or is_due(state := states.get(source.name), rhythm.of(source, state), now)
        )
    ]
    reads = [_Read(setup, source, states.get(source.name), now) for source in asked]
    await asyncio.gather(*(read.run(deadline) for read in reads))
    now_known = {**states, **{read.state.name: read.state for read in reads}}
    known = [now_known[source.name] for source in setup.sources if source.name in now_known]
    return Collected(
        polled=tuple(read.state for read in reads),
        paused=tuple(states[source.name] for source in paused) if force else (),
        mentions=sum(read.kept for read in reads),
        blind=bool(known) and all(state.outcome is not Outcome.OK for state in known),
    )


def _let_go(setup: Setup, states: Mapping[str, SourceState], now: datetime) -> None:
    """Ends the blindness of sources that the config has no more: nobody waits for them."""
    names = {source.name for source in setup.sources}
    gone = [one for one in states.values() if one.name not in names and one.blind_since is not None]
    if not gone:
        return
    with setup.store.unit():
        for state in gone:
            kept, blind = without_source(state, now)
            setup.store.watching.save_source(kept)
            setup.store.watching.save_blind(blind)


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
        self._found = 0

    async def run(self, deadline: float) -> None:
        last = Page(outcome=Outcome.OK)
        try:
            async with asyncio.timeout(deadline):
                last = await self._pages()
                if last.outcome is Outcome.OK:
                    last = await self._proven(last)
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
                if page.outcome is not Outcome.OK:
                    break
                if pages >= MAX_PAGES:
                    return Page(outcome=Outcome.PARTIAL, because=_TOO_MANY)
        return page

    async def _proven(self, last: Page) -> Page:
        """The last page; or, when the canary is due and finds nothing, why that is a failure."""
        query = self._setup.canaries.get(self._source.name)
        if query is None or not canary_is_due(self.state, self._now):
            return last
        # Until it finds something it is asked with every poll: one good poll in between, and
        # nobody would ever hear of it.
        self.state = replace(self.state, canary_at=None)
        failed = await failure_of_canary(self._source, query, self._now)
        if failed is not None:
            return replace(failed, retry_at=failed.retry_at or last.retry_at)
        self.state = replace(self.state, canary_at=self._now)
        return last

    def _keep(self, page: Page) -> None:
        """Stores a page and the cursor behind it, in one unit of work."""
        if not page.mentions and page.next in (None, self.state.cursor):
            return
        store = self._setup.store
        with store.unit():
            took = taken(self._setup, page.mentions, self._now)
            if page.next is not None:
                self.state = replace(self.state, cursor=page.next)
            store.watching.save_source(self.state)
        self.kept += len(took.kept)
        self._found += took.new
        for skipped in page.skipped:
            log.info(
                "an item was not taken",
                extra={"source": self._source.name, "because": skipped.because},
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
        self.state = noted(
            glance.state, last.outcome, found=self._found, because=last.because, now=self._now
        )
        store = self._setup.store
        with store.unit():
            entries = [glance.entry] if glance.entry is not None else []
            if self.state.latest is not None:
                store.watching.save_sighting(self.state.latest)
            if silence_is_due(self.state, self._now):
                heard = store.watching.heard(self.state.name, self._now, DAYS)
                self.state, entry = hushed(self.state, heard, self._now)
                entries += [entry] if entry is not None else []
            store.watching.save_source(self.state)
            if glance.blind is not None:
                store.watching.save_blind(glance.blind)
            self._tell(entries)

    def _tell(self, entries: Sequence[Entry]) -> None:
        """Puts on record what people should know of the source, and mails it to its owner."""
        store = self._setup.store
        store.ledger.append(entries)
        for entry in entries:
            store.outbox.add(about_source(self._setup, self.state, self._now, entry))
