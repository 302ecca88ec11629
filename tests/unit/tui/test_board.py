"""The watch screen: calm is only what was looked at, and every size shows what matters."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from socwatch.app import App
from socwatch.model.mention import Outcome
from socwatch.model.signal import Outlook
from socwatch.model.watching import BlindSpan, SourceState
from tests.support.screen import Sitter, sit
from tests.support.story import config as story_config
from tests.unit.cli.world import write_config
from tests.unit.tui.test_mentions import gathered

SIZES = ((130, 40), (100, 32), (80, 24), (60, 16))
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
LONG = "the service sent a web page where data was due, and that goes on for quite a while " * 3


def state_of(name: str, outcome: Outcome, **more: object) -> SourceState:
    """A source after a poll with this outcome, two minutes ago."""
    because = "" if outcome is Outcome.OK else f"{name}: {LONG}"
    read = NOW - timedelta(minutes=2)
    return SourceState(
        name=name, kind="rss", outcome=outcome, because=because, last_try=read, **more  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture
def with_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Makes a config with these sources, as they were after their last polls; nothing is open."""

    def make(*spans: BlindSpan, **states: SourceState | None) -> Path:
        tables = (
            f'\n[[sources]]\nname = "{name}"\nkind = "rss"\nurl = "https://{name}.example"\n'
            for name in states
        )
        base = story_config()
        begin = base.index("[[sources]]")
        words = base[:begin] + "".join(tables) + "\n" + base[base.index("[", begin + 12) :]
        monkeypatch.setenv("SOCWATCH_NOW", "2026-11-22T03:00:00Z")
        path = write_config(tmp_path, words)
        with App.open(path) as app, app.store.unit():
            watching = app.store.watching
            watching.save_memo("last_tick", (NOW - timedelta(minutes=1)).isoformat())
            watching.save_memo("watching_since", (NOW - timedelta(days=9)).isoformat())
            for state in states.values():
                if state is not None:
                    watching.save_source(state)
            for span in spans:
                watching.save_blind(span)
        return path

    return make


def drawn(path: Path, size: tuple[int, int]) -> str:
    """What the screen shows at first."""
    shown: list[str] = []

    async def scene(sitter: Sitter) -> None:
        await asyncio.sleep(0)
        shown.append(sitter.screen)

    sit(path, scene, size=size)
    return shown[0]


@pytest.mark.parametrize("size", SIZES)
def test_what_nobody_could_read_is_not_called_calm(
    with_sources: Callable[..., Path], size: tuple[int, int]
) -> None:
    """When every source fails, the screen says so and calls nothing quiet."""
    failing = {name: state_of(name, Outcome.BROKEN) for name in ("one", "two")}
    shown = drawn(with_sources(**failing), size)
    assert "no source can be read" in shown
    assert "calm" not in shown
    assert "Quiet is good" not in shown


@pytest.mark.parametrize("size", SIZES)
def test_when_all_was_read_it_is_calm(
    with_sources: Callable[..., Path], size: tuple[int, int]
) -> None:
    """Nothing is open and everything was read: calm is the right word."""
    shown = drawn(with_sources(one=state_of("one", Outcome.OK)), size)
    assert "All calm" in shown
    assert "Quiet is good" in shown


@pytest.mark.parametrize("size", SIZES)
def test_troubled_sources_are_named_at_every_size(
    with_sources: Callable[..., Path], size: tuple[int, int]
) -> None:
    """Of 24 sources the failing, the partial and the silent one are named with their states."""
    states = {f"fine{number}": state_of(f"fine{number}", Outcome.OK) for number in range(21)}
    states["shut"] = state_of("shut", Outcome.REFUSED)
    states["half"] = state_of("half", Outcome.PARTIAL)
    states["mute"] = state_of("mute", Outcome.OK, silent_since=NOW, silent_because="too little")
    shown = drawn(with_sources(**states), size)
    assert "1 of 24 sources cannot be read" in shown
    for word in ("FAIL refused", "shut", "IN PART", "half", "SILENT", "mute"):
        assert word in shown


def test_a_source_that_was_never_asked_is_waited_for(with_sources: Callable[..., Path]) -> None:
    """Before the first poll nothing is known, and nothing is called calm."""
    shown = drawn(with_sources(one=None), (100, 32))
    assert "no source has been read yet" in shown
    assert "calm" not in shown


def test_hours_in_which_nothing_was_read_are_no_quiet_hours(
    with_sources: Callable[..., Path],
) -> None:
    """The chart crosses out the hours in which every source was dark, and no others."""
    assert "?" not in drawn(with_sources(one=state_of("one", Outcome.OK)), (130, 40)).replace(
        "? Help", ""
    )
    dark = BlindSpan(source="one", since=NOW - timedelta(hours=5), until=None, because="")
    shown = drawn(with_sources(dark, one=state_of("one", Outcome.BROKEN)), (130, 40))
    assert "? not read" in shown
    assert "?" * 8 in shown


@pytest.mark.parametrize("size", SIZES)
def test_who_is_told_next_is_there_at_every_size(config: Path, size: tuple[int, int]) -> None:
    """Severity, name, next step, who and the status line: the essentials never fall away."""
    shown = drawn(config, size)
    assert "RED I-2 not acknowledged" in shown
    for word in ("Sev", "Issue", "Story", "Next in", "Who", "I-2", "09:00"):
        assert word in shown
    assert "On call".casefold() in shown.casefold()


def test_an_old_picture_says_that_it_is_old(config: Path) -> None:
    """No tick for five minutes: the line begins with that."""
    shown = drawn(config, (130, 40))
    assert "STALE 5 min" in shown
    assert "NOBODY polls" in shown


@pytest.mark.parametrize("size", SIZES)
def test_keys_are_shown_at_every_size(config: Path, size: tuple[int, int]) -> None:
    """Details, acknowledge, snooze, help and quit can be found without a manual."""
    shown = drawn(config, size).splitlines()[-1]
    for key in ("Details", "a Ack", "s Snooze", "? Help", "q Quit"):
        assert key in shown


def test_hostile_texts_are_drawn_as_text(config: Path) -> None:
    """Escapes, markup and turned text in a mention change nothing on the screen."""
    shown = drawn(config, (130, 40))
    assert "[bold red]fire[/]" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert len({len(line) for line in shown.splitlines() if line.startswith("│")}) <= 2


def test_resizing_keeps_the_essentials(config: Path) -> None:
    """From large to small and back: the columns follow, and nothing is lost."""

    async def scene(sitter: Sitter) -> None:
        await sitter.sees("Seen / usual")
        await sitter.resize(60, 16)
        shown = await sitter.loses("Seen / usual")
        assert "RED" in shown
        assert "Latest mentions" in shown
        await sitter.resize(130, 40)
        await sitter.sees("Seen / usual")
        await sitter.sees("Sources")

    sit(config, scene)


def test_loud_is_not_called_calm(with_sources: Callable[..., Path]) -> None:
    """Nothing is open, and the last hour is above usual: that is said instead of "calm"."""
    path = with_sources(one=state_of("one", Outcome.OK))
    usual = Outlook(expected=0.5, low=0, high=1, usual_negative=None, learned=500)
    with App.open(path) as app, app.store.unit():
        app.store.mentions.add([gathered(number, "an acme kettle") for number in range(9)])
        for ticks in range(5):
            start = NOW - ticks * timedelta(minutes=15)
            app.store.watching.save_outlook("acme", start, usual)
    shown = drawn(path, (100, 32))
    assert "Nothing is open, though the last hour is above usual" in shown
    assert "calm" not in shown.casefold()
    assert "Quiet is good" not in shown


def test_a_new_red_rings_once(config: Path) -> None:
    """Those that are open when the screen comes up do not ring; a new one does, once."""
    rung: list[int] = []

    async def scene(sitter: Sitter) -> None:
        sitter.app.bell = lambda: rung.append(1)  # type: ignore[method-assign]
        with App.open(config) as app, app.store.unit():
            old = app.store.ledger.issue("I-2")
            from dataclasses import replace

            number = app.store.ledger.next_number()
            app.store.ledger.save(replace(old, number=number, kind="other", revision=0))
        await sitter.sees("I-3")
        await sitter.app.look(anyway=True)
        await sitter.app.look(anyway=True)

    sit(config, scene)
    assert rung == [1]


def test_what_another_process_does_comes_up_by_itself(config: Path) -> None:
    """Somebody acknowledges elsewhere: within moments the screen says who has it."""

    async def scene(sitter: Sitter) -> None:
        from socwatch.engine import acting

        with App.open(config) as app:
            acting.acknowledge(app.setup(sources=()), "I-2", "luis", NOW)
        await sitter.sees("1 open, in hand")

    sit(config, scene)


def test_light_and_dark_can_be_changed(config: Path) -> None:
    """The same words on the other ground, and cells in the colours of that ground."""

    async def scene(sitter: Sitter) -> None:
        assert "light" in sitter.app.theme
        before = sitter.app.export_screenshot()
        await sitter.press("ctrl+t")
        await asyncio.sleep(0.2)
        assert "dark" in sitter.app.theme
        after = sitter.app.export_screenshot()
        assert "#a33f00" in before
        assert "#a33f00" not in after

    sit(config, scene, light=True)
