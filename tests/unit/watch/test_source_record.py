"""The record of a source: runs of polls, silence, canaries, pauses, rhythm."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from socwatch.match.syntax import parse
from socwatch.model.issue import EventKind
from socwatch.model.mention import Cursor, MatchBasis, Outcome, Page
from socwatch.model.query import Topic
from socwatch.model.watching import SourceState
from socwatch.testing import PagesSource
from socwatch.watch.collect import MAX_PAGES, Collected, collect
from socwatch.watch.facts import digest_facts
from socwatch.watch.rhythm import Rhythm
from tests.support.world import HOUR, MINUTE, NOON, World, issue, mention

DAY = timedelta(days=1)


class Paced(PagesSource):
    """A source whose rhythm may follow what happens."""

    fastest = MINUTE
    slowest = 10 * MINUTE


def poll(world: World, *, force: bool = True) -> Collected:
    """One round of polls at the world's time."""
    return asyncio.run(collect(world.setup, world.now, force=force))


def state(world: World) -> SourceState:
    """The shelf's state."""
    return world.store.watching.source_states()["shelf"]


def test_polls_that_bring_nothing_are_one_line(tmp_path: Path) -> None:
    """An hour of polls without news is one row of the record; what is new begins another."""
    with World(tmp_path) as world:
        world.shelf.put("acme")
        for _ in range(12):
            poll(world)
            world.forward(5 * MINUTE)
        world.shelf.put("acme again", at=world.now)
        poll(world)
        runs = world.store.watching.sightings("shelf", NOON - DAY)
    assert [(run.polls, run.found) for run in runs] == [(12, 0), (1, 1)]


def test_an_unchanged_source_writes_one_row_for_hours(tmp_path: Path) -> None:
    """No poll of an unchanged source adds a row to any table."""
    with World(tmp_path) as world:
        poll(world)
        before = _rows(world)
        for _ in range(50):
            world.forward(MINUTE)
            poll(world)
        assert _rows(world) == before


def _rows(world: World) -> list[int]:
    """How many rows each table has."""
    with closing(sqlite3.connect(world.path)) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return [database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for (name,) in names]


def test_a_source_that_goes_quiet_is_told_once_and_so_is_its_return(tmp_path: Path) -> None:
    """Three weeks of posts, two days of nothing: one event, one mail, and one when it is back."""
    with World(tmp_path) as world:
        poll(world)
        for _ in range(21 * 8):
            world.forward(3 * HOUR)
            world.shelf.put(*["an acme kettle"] * 5, at=world.now)
            poll(world)
        for _ in range(16):
            world.forward(3 * HOUR)
            poll(world)
        silent = state(world)
        mails = [one for one in world.store.outbox.waiting() if "quiet" in one.subject]
        world.forward(3 * HOUR)
        world.shelf.put(*["an acme kettle"] * 30, at=world.now)
        poll(world)
        events = [entry.event for _, entry in world.store.ledger.timeline()]
    assert (silent.word, silent.outcome) == ("silent", Outcome.OK)
    assert "about" in silent.why
    assert len(mails) == 1
    assert events == [EventKind.SOURCE_SILENT, EventKind.SOURCE_RECOVERED]
    assert state_word_after(world) == "ok"


def state_word_after(world: World) -> str:
    """The shelf's state, read anew after the world was closed."""
    with World(world.path.parent) as again:
        return state(again).word


def test_what_the_first_poll_brings_is_not_what_is_usual(tmp_path: Path) -> None:
    """A backlog of a year does not make the days after it look silent."""
    with World(tmp_path) as world:
        world.shelf.put(*["acme"] * 500)
        poll(world)
        (run,) = world.store.watching.sightings("shelf", NOON - DAY)
    assert run.found == 0


def test_a_pause_is_obeyed_though_the_source_is_named(tmp_path: Path) -> None:
    """Whoever asks for a source by name is told that its service wants no request yet."""
    waiting = Page(outcome=Outcome.REFUSED, because="wait", retry_at=NOON + 10 * MINUTE)
    source = PagesSource("press", [[waiting]])
    with World(tmp_path, sources=(source,)) as world:
        poll(world)
        world.forward(9 * MINUTE)
        refused = poll(world)
        world.forward(MINUTE)
        poll(world)
    assert [one.name for one in refused.paused] == ["press"]
    assert refused.polled == ()
    assert len(source.asked) == 2


def test_too_many_pages_are_said_to_be_a_part(tmp_path: Path) -> None:
    """A poll that is stopped by its number of pages does not pass as complete."""
    source = PagesSource("press", [[Page(mentions=[mention("m")])] * (MAX_PAGES + 1)])
    with World(tmp_path, sources=(source,)) as world:
        (polled,) = poll(world).polled
    assert polled.outcome is Outcome.PARTIAL


class Answering:
    """Brings one mention for the words that it knows, nothing for others."""

    kind = "answering"
    name = "shelf"
    every = 5 * MINUTE

    def __init__(self, known: str) -> None:
        self.known = known
        self.asked: list[tuple[str, Cursor | None]] = []

    async def poll(
        self, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> AsyncGenerator[Page, None]:
        """One page."""
        words = topics[0].query.text
        self.asked.append((words, since))
        found = [mention("c1", words, at=now)] if words == self.known else []
        yield Page(mentions=found, next=Cursor(words))


def canaried(world: World) -> World:
    """The world, with the canary `kettle` for its source."""
    world.setup = replace(world.setup, canaries={"shelf": parse("kettle")})
    return world


def test_a_canary_that_finds_nothing_is_a_failure(tmp_path: Path) -> None:
    """An empty answer to a query that always finds something means that nobody is listening."""
    source = Answering("nothing at all")
    with canaried(World(tmp_path, sources=(source,))) as world:
        (polled,) = poll(world).polled
    assert polled.outcome is Outcome.BROKEN
    assert "kettle" in polled.because


def test_a_canary_that_finds_nothing_is_asked_again_until_it_does(tmp_path: Path) -> None:
    """The next poll does not call the source well, its owner is told, and the return too."""
    source = Answering("nothing at all")
    with canaried(World(tmp_path, sources=(source,))) as world:
        for _ in range(3):
            poll(world)
            world.forward(5 * MINUTE)
        failing = state(world)
        source.known = "kettle"
        poll(world)
        events = [entry.event for _, entry in world.store.ledger.timeline()]
    assert (failing.outcome, failing.failures) == (Outcome.BROKEN, 3)
    assert events == [EventKind.SOURCE_FAILING, EventKind.SOURCE_RECOVERED]


def test_a_canary_leaves_no_trace(tmp_path: Path) -> None:
    """Every six hours it is asked without a cursor; what it finds is counted nowhere."""
    source = Answering("kettle")
    with canaried(World(tmp_path, sources=(source,))) as world:
        outcomes = []
        for _ in range(8):
            outcomes += [one.outcome for one in poll(world).polled]
            world.forward(HOUR)
        assert list(world.store.mentions.newest()) == []
        assert state(world).cursor == "acme"
    assert set(outcomes) == {Outcome.OK}
    canaries = [since for words, since in source.asked if words == "kettle"]
    assert canaries == [None, None]


def test_a_canary_that_only_the_service_can_match_counts(tmp_path: Path) -> None:
    """Headlines need not hold the words: the service says that they matched."""

    class Headlines(Answering):
        async def poll(
            self, topics: Sequence[Topic], since: Cursor | None, now: datetime
        ) -> AsyncGenerator[Page, None]:
            found = replace(
                mention("h", "quite another headline", at=now),
                match_basis=MatchBasis.SERVER,
                found_by=(topics[0].name,),
            )
            yield Page(mentions=[found])

    with canaried(World(tmp_path, sources=(Headlines("x"),))) as world:
        (polled,) = poll(world).polled
    assert polled.outcome is Outcome.OK


def test_an_open_issue_heats_the_cadence_of_its_sources(tmp_path: Path) -> None:
    """Its topics' sources are asked at their floor; a drill heats nothing."""
    source = Paced("shelf", [])
    known = SourceState(name="shelf", kind="scripted", last_try=NOON, last_found=NOON)
    with World(tmp_path, sources=(source,)) as world:
        assert Rhythm(world.setup, NOON).of(source, known) == 5 * MINUTE
        with world.store.unit():
            world.store.ledger.save(issue(drill=True))
        assert Rhythm(world.setup, NOON).of(source, known) == 5 * MINUTE
        with world.store.unit():
            world.store.ledger.save(issue())
        hot = Rhythm(world.setup, NOON)
    assert hot.of(source, known) == MINUTE
    assert hot.next_try(source, known) == NOON + MINUTE


def test_nights_and_long_silences_slow_it_down(tmp_path: Path) -> None:
    """At three in the morning, or when nothing came for a day, a paced source is asked less."""
    source, steady = Paced("shelf", []), PagesSource("steady", [])
    fresh = SourceState(name="shelf", kind="scripted", first_ok=NOON - 9 * DAY, last_found=NOON)
    new = replace(fresh, first_ok=NOON - 20 * HOUR)
    with World(tmp_path, sources=(source, steady)) as world:
        noon, night = Rhythm(world.setup, NOON), Rhythm(world.setup, NOON - 9 * HOUR)
        later = Rhythm(world.setup, NOON + 25 * HOUR)
    assert noon.of(source, fresh) == 5 * MINUTE
    assert night.of(source, fresh) == later.of(source, fresh) == 10 * MINUTE
    assert night.of(steady, fresh) == 5 * MINUTE
    assert night.of(source, new) == 5 * MINUTE


def test_nothing_is_due_before_a_requested_pause(tmp_path: Path) -> None:
    """The time that people are shown is never before the one that the service named."""
    source = Paced("shelf", [])
    waiting = SourceState(
        name="shelf", kind="scripted", last_try=NOON, retry_at=NOON + HOUR, last_found=NOON
    )
    with World(tmp_path, sources=(source,)) as world:
        assert Rhythm(world.setup, NOON).next_try(source, waiting) == NOON + HOUR


def test_another_kind_under_the_same_name_begins_anew(tmp_path: Path) -> None:
    """It gets no cursor of the old kind, waits for no pause of it, and its first look is the past."""
    waits = Page(outcome=Outcome.REFUSED, because="wait", retry_at=NOON + HOUR)
    old = PagesSource("shelf", [[Page(next=Cursor("old")), waits]])
    new = PagesSource("shelf", [[Page(mentions=[mention("m")])]], kind="other")
    with World(tmp_path, sources=(old,)) as world:
        poll(world)
        world.setup = replace(world.setup, sources=(new,))
        world.forward(MINUTE)
        asked = poll(world, force=False)
        now = state(world)
        spans = world.store.watching.blind_spans(NOON - HOUR, NOON + HOUR)
    assert new.asked == [None]
    assert [one.name for one in asked.polled] == ["shelf"]
    assert (now.kind, now.outcome, now.cursor) == ("other", Outcome.OK, None)
    assert now.latest is not None
    assert now.latest.found == 0
    assert [span.until for span in spans] == [NOON + MINUTE]


def test_a_failing_source_that_is_taken_out_is_blind_no_more(tmp_path: Path) -> None:
    """Its span ends, no digest asks anybody to mend it, and its cursor is kept."""
    gone = PagesSource("old", [[Page(next=Cursor("x")), Page(outcome=Outcome.BROKEN)]])
    with World(tmp_path, sources=(gone,)) as world:
        poll(world)
        world.setup = replace(world.setup, sources=(world.shelf,))
        world.forward(HOUR)
        poll(world)
        world.forward(HOUR)
        facts = digest_facts(
            world.setup, "day", NOON - DAY, world.now, world.now, timezone="Europe/London"
        )
        kept = world.store.watching.source_states()["old"]
    assert [one.name for one in facts.sources] == ["shelf"]
    assert [(span.source, span.until) for span in facts.blind] == [("old", NOON + HOUR)]
    assert (kept.word, kept.cursor) == ("ok", Cursor("x"))
