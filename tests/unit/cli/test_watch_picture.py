"""The picture of `watch`: calm is only what was looked at, and every size shows what is wrong."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from socwatch.app import App
from socwatch.cli import show
from socwatch.cli.frame import Frame
from socwatch.cli.picture import picture
from socwatch.model.issue import Entry, EventKind
from socwatch.model.mention import Outcome
from socwatch.model.watching import BlindSpan, SourceState
from socwatch.report import upkeep
from tests.support.story import config
from tests.unit.cli.world import Terminal, write_config

SIZES = ((130, 40), (100, 30), (80, 24), (60, 16))
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
LONG = "the service sent a web page where data was due, and that goes on for quite a while " * 3


def app_with(folder: Path, monkeypatch: pytest.MonkeyPatch, **states: SourceState | None) -> App:
    """A config with these sources, as they were after their last polls."""
    tables = (
        f'\n[[sources]]\nname = "{name}"\nkind = "rss"\nurl = "https://{name}.example"\n'
        for name in states
    )
    base = config()
    begin = base.index("[[sources]]")
    words = base[:begin] + "".join(tables) + "\n" + base[base.index("[", begin + 12) :]
    monkeypatch.setenv("SOCWATCH_NOW", "2026-11-22T03:00:00Z")
    app = App.open(write_config(folder, words))
    with app.store.unit():
        for state in states.values():
            if state is not None:
                app.store.watching.save_source(state)
    return app


def state_of(name: str, outcome: Outcome, **more: object) -> SourceState:
    """A source after a poll with this outcome."""
    because = "" if outcome is Outcome.OK else f"{name}: {LONG}"
    read = NOW - timedelta(minutes=2)
    return SourceState(
        name=name, kind="rss", outcome=outcome, because=because, last_try=read, **more  # type: ignore[arg-type]
    )  # fmt: skip


def drawn(app: App, width: int, height: int) -> str:
    """The picture as characters; no more lines than the screen has."""
    out = io.StringIO()
    Console(file=out, width=width, height=height).print(picture(app, width, height))
    lines = out.getvalue().splitlines()
    assert len(lines) <= height
    assert all(len(line) <= width for line in lines)
    return "\n".join(lines)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_what_nobody_could_read_is_not_called_calm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int, height: int
) -> None:
    """When every source fails, the picture says so first and calls nothing quiet."""
    failing = {name: state_of(name, Outcome.BROKEN) for name in ("one", "two")}
    with app_with(tmp_path, monkeypatch, **failing) as app:
        shown = drawn(app, width, height)
    assert "no source can be read" in shown.splitlines()[0]
    assert "calm" not in shown
    assert "Quiet is good" not in shown


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_source_without_trouble_leaves_the_picture_calm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int, height: int
) -> None:
    """All were read and nothing is open: calm is the right word."""
    with app_with(tmp_path, monkeypatch, one=state_of("one", Outcome.OK)) as app:
        assert "all calm" in drawn(app, width, height).splitlines()[0]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_many_sources_fit_and_the_troubled_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int, height: int
) -> None:
    """Of 24 the failing, the partial and the silent are named with their state at every size."""
    states = {f"fine{number}": state_of(f"fine{number}", Outcome.OK) for number in range(21)}
    states["shut"] = state_of("shut", Outcome.REFUSED)
    states["half"] = state_of("half", Outcome.PARTIAL)
    states["mute"] = state_of("mute", Outcome.OK, silent_since=NOW, silent_because="too little")
    with app_with(tmp_path, monkeypatch, **states) as app:
        shown = drawn(app, width, height)
    first = shown.splitlines()[0]
    assert "1 of 24 sources cannot be read, 1 read only in part, 1 silent"[: width - 2] in first
    for word in ("FAIL refused", "shut", "IN PART", "half", "SILENT", "mute", "too little"):
        assert word in shown


def test_a_source_that_was_never_asked_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the first poll nothing is known, and nothing is called calm."""
    with app_with(tmp_path, monkeypatch, one=None) as app:
        assert "no source has been read yet" in drawn(app, 100, 30).splitlines()[0]


def test_no_issue_is_no_news_when_nothing_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`status` and `watch --plain --once` say in their first line that nothing can be read."""
    with app_with(tmp_path, monkeypatch, one=state_of("one", Outcome.BROKEN)):
        pass
    terminal = Terminal(tmp_path / "socwatch.toml", capsys)
    for words in (("status",), ("watch", "--plain", "--once")):
        assert terminal(*words).out.startswith("No issue is open; no source can be read.")


@pytest.mark.parametrize("width", [100, 80, 60])
def test_reasons_can_be_read_on_a_narrow_terminal(width: int) -> None:
    """The sentence of a failing source stands on lines of its own instead of in a thin column."""
    out = io.StringIO()

    class Narrow(Frame):
        def console(self) -> Console:
            return Console(file=out, width=width)

    heads = ("Source", "Kind", "State", "Last read", "Next", "Why")
    row = ("stackoverflow", "stackexchange", "FAILING (broken)", "never", "Wed 25 Nov 23:20", LONG)
    show.table(Narrow(), heads, [row], nothing="")
    lines = out.getvalue().splitlines()
    assert all(len(line) <= width for line in lines)
    assert any(line.strip().startswith("the service sent a web page") for line in lines)


def test_a_round_in_which_nothing_was_due_does_not_make_a_blind_poller_healthy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """While every source fails there is no good poll, also between two tries."""
    with app_with(tmp_path, monkeypatch, one=state_of("one", Outcome.BROKEN)):
        pass
    terminal = Terminal(tmp_path / "socwatch.toml", capsys)
    assert terminal("poll").code == 0  # it was asked two minutes ago: nothing is due
    assert terminal("health").code == 4
    assert "no good poll yet" in terminal("status").out


def test_hours_in_which_nothing_was_read_are_no_quiet_hours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The chart crosses out the hours in which every source was dark, and no others."""
    with app_with(tmp_path, monkeypatch, one=state_of("one", Outcome.BROKEN)) as app:
        assert "?" not in drawn(app, 130, 40)
        dark = BlindSpan(source="one", since=NOW - timedelta(hours=5), until=None, because="")
        with app.store.unit():
            app.store.watching.save_blind(dark)
        shown = drawn(app, 130, 40)
    assert "? = not read" in shown
    assert "?" * 12 in shown  # the hours before 23, 00, 01, 02, 03 and the running one, two wide


def test_a_mail_does_not_ask_for_what_a_pause_forbids() -> None:
    """While a service wants no request, the mail says after when to try it by hand."""
    paused = state_of("one", Outcome.REFUSED, retry_at=NOW + timedelta(minutes=30), since=NOW)
    entry = Entry(
        at=NOW,
        issue=None,
        event=EventKind.SOURCE_FAILING,
        actor="socwatch",
        because="",
        details={},
    )
    mail = upkeep.about_source(paused, to="Dana", timezone="UTC", now=NOW, entry=entry)
    assert "After 03:30, see whether it works:" in mail.text
    assert "See whether it works now" not in mail.text
