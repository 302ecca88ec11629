"""Collecting: each source for itself, and never a cursor ahead of what is stored."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from socwatch.errors import SourceBroken
from socwatch.model.mention import Cursor, Mention, Outcome, Page
from socwatch.model.query import Topic
from socwatch.model.reading import Reading, Tone
from socwatch.testing import PagesSource
from socwatch.watch.collect import Collected, collect
from tests.support.world import HOUR, MINUTE, NOON, Shelf, World, mention, topic


class Trouble(PagesSource):
    """Brings its pages, then goes wrong: raises what it was given, or hangs."""

    def __init__(
        self, name: str, pages: Sequence[Page] = (), error: Exception | None = None
    ) -> None:
        super().__init__(name, [pages])
        self._pages = pages
        self._error = error
        self.closed = False

    async def poll(
        self, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> AsyncGenerator[Page, None]:
        """The pages, then trouble."""
        try:
            for page in self._pages:
                yield page
            if self._error is not None:
                raise self._error
            await asyncio.Event().wait()
        finally:
            self.closed = True


class Crash(BaseException):
    """The process dies."""


class Dying:
    """An analyst in whose hands the process dies at the second page."""

    def __init__(self) -> None:
        self.pages = 0

    def read(self, mentions: Sequence[Mention]) -> Sequence[Reading]:
        """Readings, once."""
        self.pages += 1
        if self.pages == 2:
            raise Crash
        return [Reading(language="en", tone=Tone.NEUTRAL, score=0.0) for _ in mentions]


def _collect(world: World, deadline: float = 5.0) -> Collected:
    return asyncio.run(collect(world.setup, world.now, force=True, deadline=deadline))


def _ids(world: World) -> list[str]:
    return sorted(one.mention.id for one in world.store.mentions.newest())


def _page(*names: str, **more: object) -> Page:
    return Page(mentions=[mention(name) for name in names], **more)  # type: ignore[arg-type]


def test_a_superset_is_filtered(tmp_path: Path) -> None:
    """What no query matches is not stored, though the cursor passes it."""
    with World(tmp_path, topics=(topic("acme"), topic("bravo"))) as world:
        world.shelf.put("acme and bravo", "neither of them", "bravo alone", "ACME!")
        collected = _collect(world)
        assert collected.mentions == 3
        assert _ids(world) == ["shelf-0", "shelf-2", "shelf-3"]
        both = world.store.mentions.by_key("shelf:shelf-0")
        assert both is not None
        assert [match.topic for match in both.matches] == ["acme", "bravo"]
        assert world.store.watching.source_states()["shelf"].cursor == "4"


def test_a_topic_reads_only_its_sources(tmp_path: Path) -> None:
    """A mention of another source does not belong to it."""
    with World(tmp_path, topics=(topic("acme", sources=("press",)),)) as world:
        world.shelf.put("acme")
        assert _collect(world).mentions == 0


def test_the_same_item_again_is_no_new_mention(tmp_path: Path) -> None:
    """A source that repeats itself, within a page and between polls, is counted once."""
    pages = [_page("a", "a", "b", next=Cursor("1"))]
    source = PagesSource("shelf", [pages, pages])
    with World(tmp_path, sources=[source]) as world:
        assert _collect(world).mentions == 2
        world.forward(HOUR)
        assert _collect(world).mentions == 0
        assert source.asked == [None, "1"]


def test_a_crash_between_two_pages(tmp_path: Path) -> None:
    """The first page and its cursor are stored, nothing of the second; the next poll goes on."""
    with World(tmp_path) as world:
        world.shelf.put(*(f"acme {number}" for number in range(5)))
        object.__setattr__(world.setup, "analyst", Dying())
        with pytest.raises(Crash):
            _collect(world)
    with World(tmp_path) as again:
        assert _ids(again) == ["shelf-0", "shelf-1", "shelf-2"]
        assert again.store.watching.source_states()["shelf"].cursor == "3"
        again.shelf.put(*(f"acme {number}" for number in range(5)))
        assert _collect(again).mentions == 2
        assert len(_ids(again)) == 5


def test_twenty_sources_of_which_ten_hang(tmp_path: Path) -> None:
    """The deadline ends those that hang, all at once; the others have been read."""
    good = [Shelf(f"good-{number}") for number in range(10)]
    hanging = [Trouble(f"hanging-{number}") for number in range(10)]
    for shelf in good:
        shelf.put("acme")
    with World(tmp_path, sources=[*hanging, *good]) as world:
        began = asyncio.run(_timed(world))
        assert began < 1.0
        assert len(_ids(world)) == 10
        states = world.store.watching.source_states()
    assert {states[one.name].outcome for one in good} == {Outcome.OK}
    assert {states[one.name].outcome for one in hanging} == {Outcome.BROKEN}
    assert all(one.closed for one in hanging)


async def _timed(world: World) -> float:
    loop = asyncio.get_running_loop()
    began = loop.time()
    await collect(world.setup, world.now, force=True, deadline=0.1)
    return loop.time() - began


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (SourceBroken("the answer was cut"), "the answer was cut"),
        (ZeroDivisionError(), "it failed unexpectedly"),
        (TimeoutError(), "did not finish"),
    ],
)
def test_a_source_that_raises(tmp_path: Path, error: Exception, words: str) -> None:
    """It is broken, with a reason; the source beside it is read."""
    shelf = Shelf()
    shelf.put("acme")
    with World(tmp_path, sources=[Trouble("bad", error=error), shelf]) as world:
        collected = _collect(world)
        (failing,) = collected.failing
        assert (failing.name, failing.outcome) == ("bad", Outcome.BROKEN)
        assert words in failing.because
        assert _ids(world) == ["shelf-0"]


def test_a_source_that_hangs_after_a_page(tmp_path: Path) -> None:
    """What it brought is kept, its cursor too; it counts as read in part."""
    source = Trouble("shelf", [_page("a", next=Cursor("1"))])
    with World(tmp_path, sources=[source]) as world:
        (state,) = _collect(world, deadline=0.05).polled
        assert (state.outcome, state.cursor) == (Outcome.PARTIAL, "1")
        assert _ids(world) == ["a"]


def test_a_failure_keeps_the_cursor_and_leaves_a_blind_span(tmp_path: Path) -> None:
    """The next poll reads on from where the last good one ended; recovery ends the span."""
    broken = Page(outcome=Outcome.BROKEN, because="500")
    polls = [[_page("a", next=Cursor("7"))], [broken], [_page("b", next=Cursor("8"))]]
    source = PagesSource("shelf", polls)
    with World(tmp_path, sources=[source]) as world:
        for _ in polls:
            _collect(world)
            world.forward(5 * MINUTE)
        assert source.asked == [None, "7", "7"]
        (span,) = world.store.watching.blind_spans(NOON, NOON + HOUR)
        assert (span.since, span.until) == (NOON, NOON + 10 * MINUTE)


def test_the_owner_hears_of_failure_and_recovery(tmp_path: Path) -> None:
    """One mail when the second poll failed, one when the source is back."""
    broken = Page(outcome=Outcome.BROKEN, because="500")
    source = PagesSource("shelf", [[Page()], [broken], [broken], [broken], [Page()]])
    with World(tmp_path, sources=[source]) as world:
        for _ in range(5):
            _collect(world)
            world.forward(5 * MINUTE)
        waiting = world.store.outbox.waiting()
        assert [one.to for one in waiting] == ["dana", "dana"]
        assert [one.created_at - NOON for one in waiting] == [10 * MINUTE, 20 * MINUTE]
        events = [entry.event.value for _, entry in world.store.ledger.timeline()]
        assert events == ["source_failing", "source_recovered"]


def test_only_what_is_due_is_asked(tmp_path: Path) -> None:
    """By its interval; by name when that is asked for; all of those when forced."""
    with World(tmp_path) as world:
        setup = world.setup

        def names(at: datetime, **how: object) -> list[str]:
            collected = asyncio.run(collect(setup, at, **how))  # type: ignore[arg-type]
            return [state.name for state in collected.polled]

        assert names(NOON) == ["shelf"]
        assert names(NOON + MINUTE) == []
        assert names(NOON + MINUTE, only=["other"], force=True) == []
        assert names(NOON + MINUTE, only=["shelf"], force=True) == ["shelf"]
        assert names(NOON + timedelta(minutes=6)) == ["shelf"]
