"""The watch screen as a program: it reads at the desk, draws on the board, and asks before acts.

Invariants: the store is used in one thread of its own, so that nothing that holds it up holds up
the screen; whatever goes wrong while reading or acting is said and never ends the program.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from socwatch.errors import SocwatchError
from socwatch.model.gathered import Gathered
from socwatch.model.issue import IssueState
from socwatch.ports import Clock
from socwatch.report.safe import plain
from socwatch.tui import pages
from socwatch.tui.acts import Acts, Poller
from socwatch.tui.board import Board
from socwatch.tui.commands import Commands
from socwatch.tui.details import Details
from socwatch.tui.dialogs import Choice, Page
from socwatch.tui.palette import DARK, LIGHT, THEMES
from socwatch.tui.status import Mood, status

if TYPE_CHECKING:
    from socwatch.engine.snapshot import Snapshot
    from socwatch.tui.desk import Desk

_Found = TypeVar("_Found")

_BEAT = 1.0


class WatchApp(Acts):
    """`socwatch watch`; its result is the exit code."""

    TITLE = "socwatch"
    CSS_PATH = "watch.tcss"
    COMMANDS: ClassVar[set[type[Commands]]] = {Commands}  # type: ignore[assignment]
    COMMAND_PALETTE_DISPLAY = "^p"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "acknowledge", "Ack"),
        Binding("s", "snooze", "Snooze"),
        Binding("c", "close_issue", "Close"),
        Binding("slash", "sift", "Filter", key_display="/"),
        Binding("question_mark", "keys", "Help", key_display="?"),
        Binding("q", "leave", "Quit"),
        Binding("d", "digest", "Digest"),
        Binding("n", "note", "Note"),
        Binding("o", "browse", "Open"),
        Binding("u", "undo", "Undo", show=False),
        Binding("g", "give", "Give", show=False),
        Binding("w", "false_alarm", "False alarm", show=False),
        Binding("l", "label", "Label", show=False),
        Binding("ctrl+t", "light_or_dark", "Light or dark", show=False),
        Binding("ctrl+c", "interrupt", "Interrupt", show=False, priority=True),
    ]

    def __init__(
        self,
        make_desk: Callable[[], Desk],
        *,
        clock: Clock | None = None,
        poller: Callable[[WatchApp], Poller] | None = None,
        light: bool = False,
        bell: bool = True,
        polling: str = "",
    ) -> None:
        super().__init__(make_desk)
        self._clock = clock  # None: the one of the desk
        self.board = Board()
        self.severities: tuple[str, ...] = ()
        self.polling = polling  # who polls, in a few words; "": the store says it
        self._light = light
        self._bell = bell
        self._rung: set[str] | None = None  # the reds that were rung for; None: before the first
        self._make_poller = poller
        self.failed: SocwatchError | None = None  # why it could not begin
        self._looking = False
        self._broken = ""  # what was said of the last look that failed

    # Coming and going.

    def get_default_screen(self) -> Screen[object]:
        """The board."""
        return self.board  # type: ignore[return-value]

    async def on_mount(self) -> None:
        """Looks at once, then every second; polls beside that, where it is wanted."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = LIGHT if self._light else DARK
        self._obey_signals()
        self.call_after_refresh(self._begin)

    @work(group="begin")
    async def _begin(self) -> None:
        """Opens the config and the store once the frame is drawn, which takes longer than that."""
        try:
            self._desk = await self.at_desk(self._make_desk)
            await self.look()
        except SocwatchError as error:
            self.failed = error
            self.exit(error.exit_code)
            return
        if self._make_poller is not None:
            self._poller = self._make_poller(self)
            self._poller.start()
        self.set_interval(_BEAT, self.beat)

    def _obey_signals(self) -> None:
        if sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        with suppress(ValueError, RuntimeError):  # not in the main thread, as in tests
            loop.add_signal_handler(signal.SIGTERM, self.exit, 0)
            loop.add_signal_handler(signal.SIGINT, self.exit, 130)
            # Not by the loop: that may wait already for a terminal which takes nothing any more.
            signal.signal(signal.SIGHUP, lambda *_: self._hung_up())

    def _hung_up(self) -> None:
        """The terminal is gone: a message on its way is finished, and nothing more is drawn.

        Leaving as usual would draw, and textual waits for ever for a terminal that is not there.
        """
        if self._poller is not None:
            self._poller.stop()
        os._exit(0)

    async def on_unmount(self) -> None:
        """Lets a message that is on its way finish, then lets go of the store."""
        self._title("")
        if self._poller is not None:
            await asyncio.to_thread(self._poller.stop)
        if self._desk is not None:
            await self.at_desk(self._desk.close)
        self._at_desk.shutdown(wait=False)

    def action_interrupt(self) -> None:
        """Ctrl-C."""
        self.exit(130)

    @work(group="acts")
    async def action_leave(self) -> None:
        """q: asked back only where nobody would call anybody any more."""
        snapshot = self.board.snapshot
        polls = self._poller is not None and self._poller.polls
        calls = snapshot is not None and bool(snapshot.seen.following)
        if polls and calls:
            asked = Choice(
                "An issue waits for somebody, and nobody polls when you leave. "
                "`socwatch run` does it without a screen.",
                (("stay", "Stay"), ("leave", "Leave all the same")),
            )
            if await self.push_screen_wait(asked) != "leave":
                return
        self.exit(0)

    # Reading.

    def now(self) -> datetime:
        """The present instant."""
        return (self._clock or self.desk.app.clock).now()

    async def beat(self) -> None:
        """A second: a new picture when there is one, else only what counts down."""
        if not self.is_headless and not os.isatty(0):
            self._hung_up()
        if self._looking:
            self.board.beat(self.now())
            return
        await self.look()

    async def look(self, *, anyway: bool = False) -> None:
        """Draws what has changed; says once what keeps it from looking."""
        self._looking = True
        try:
            seen = await self.at_desk(lambda: self.desk.look(anyway=anyway))
            self._broken = ""
        except SocwatchError as error:
            if error.message != self._broken:
                self.say_problem(error)
            self._broken, seen = error.message, None
        finally:
            self._looking = False
        if seen is None:
            self.board.beat(self.now())
        else:
            await self._show(seen)

    async def _show(self, seen: Snapshot) -> None:
        if not self.severities:
            levels = await self.at_desk(lambda: self.desk.app.config.plan.severities)
            self.severities = tuple(one.name for one in levels)
        self.board.show(seen)
        self._ring(seen)
        top = self.screen
        if isinstance(top, Details):
            with suppress(SocwatchError):
                top.show(await self.at_desk(lambda: self.desk.dossier(top.issue)))
        if self.board.sifting:
            self.sift(self.board.sifting, again=True)

    def _ring(self, seen: Snapshot) -> None:
        """A bell, the window's title and the terminal's notification, once for each new red."""
        gravest = self.severities[-1] if self.severities else ""
        reds = {
            one.id
            for one in seen.seen.issues
            if one.severity == gravest and one.state is IssueState.OPEN
        }
        said, mood = status(seen.seen, self.now(), is_loud=seen.is_loud)
        self._title(said if mood is Mood.ALARM else "")
        fresh = reds - (self._rung if self._rung is not None else reds)
        self._rung = reds | (self._rung or set())
        if fresh and self._bell:
            self.bell()
            self._write(f"\x1b]9;socwatch: {plain(said)}\x1b\\")

    def _title(self, said: str) -> None:
        words = plain(f"socwatch: {said}" if said else "socwatch")
        self._write(f"\x1b]0;{words}\x07")

    def _write(self, sequence: str) -> None:
        """To the terminal as it is: textual has no call for a title or a notification."""
        driver = self._driver
        if driver is not None and not self.is_headless:
            driver.write(sequence)

    def poller_says(self, news: str) -> None:
        """News of the poller's thread."""
        self.notify(plain(news), severity="warning", timeout=10, markup=False)

    def poller_ticked(self, failed: Iterable[str]) -> None:
        """The poller did its work."""
        self.polling = self.polling or "polling"
        for one in failed:
            self.notify(plain(f"Failed: {one}"), severity="error", timeout=15, markup=False)

    # What is chosen.

    @property
    def chosen_issue(self) -> str | None:
        """The issue of the details view, or under the cursor."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Details):
                return screen.issue
        return self.board.grid("issues").selected

    @property
    def chosen_mention(self) -> Gathered | None:
        """The mention under the cursor."""
        key = self.board.grid("mentions").selected
        return next((one for one in self.board.said if one.mention.key == key), None)

    def open_row(self, table: str, key: str) -> None:
        """Shows what stands behind a row of a table."""
        snapshot = self.board.snapshot
        if snapshot is None:
            return
        zone = snapshot.seen.timezone
        if table == "issues":
            self._open_issue(key)
        if table == "stories":
            self.sift(f"story:{key}")
            self.board.grid("mentions").focus()
        if table == "sources":
            states = {name: state for name, _, state in snapshot.seen.sources}
            self.push_screen(Page(key, pages.source(key, states.get(key), self.now(), zone)))
        if table == "mentions":
            found = [one for one in self.board.said if one.mention.key == key]
            for one in found:
                self.push_screen(Page("A mention", pages.mention(one, zone)))

    @work(group="reads")
    async def _open_issue(self, name: str) -> None:
        try:
            found = await self.at_desk(lambda: self.desk.dossier(name))
        except SocwatchError as error:
            self.say_problem(error)
            return
        await self.push_screen(Details(found))

    @work(group="sift", exclusive=True)
    async def sift(self, words: str, *, again: bool = False) -> None:
        """Filters the mentions; "" shows all of them."""
        try:
            found = await self.at_desk(lambda: self.desk.sifted(words)) if words else ()
        except SocwatchError as error:
            self.say_problem(error)
            return
        snapshot = self.board.snapshot
        if again:
            self.board.offer(found)
        else:
            self.board.sifted(words, found if words or snapshot is None else snapshot.said)

    @work(group="reads")
    async def next_topic(self) -> None:
        """The chart of the next topic."""
        await self.at_desk(self.desk.next_topic)
        await self.look(anyway=True)

    @work(group="reads")
    async def action_digest(self) -> None:
        """The digest as it would be now."""
        text = await self.at_desk(self.desk.digest)
        await self.push_screen(Page("The digest of the last 24 hours, as it would be now", text))

    def action_sift(self) -> None:
        """Opens the field of the filter."""
        while self.screen is not self.board and len(self.screen_stack) > 1:
            self.pop_screen()
        self.board.ask_sift()

    def action_keys(self) -> None:
        """All keys."""
        self.push_screen(Page("Keys", pages.keys()))

    def action_light_or_dark(self) -> None:
        """The other theme."""
        self.theme = DARK if self.theme == LIGHT else LIGHT
        self.call_after_refresh(self.board.restyle)

    def get_system_commands(self, _: Screen[object]) -> Iterable[SystemCommand]:
        """Ours are in `Commands`; textual's own would offer what we do not support."""
        return ()
