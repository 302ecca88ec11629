"""The main screen: what is open, the chart, the last hour, stories, sources, the latest mentions.

Invariants: the status line and the issues are there at every size from 60x16 on; what a reader is
reading is never scrolled away; a second that changes nothing but a countdown draws only that.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Input, Static

from socwatch.model.gathered import Gathered
from socwatch.report import words
from socwatch.report.safe import plain
from socwatch.tui import rows
from socwatch.tui.chart import chart, last_hour
from socwatch.tui.grid import Grid
from socwatch.tui.palette import palette
from socwatch.tui.status import SHORT_KEYS, Mood, is_trouble, status, trouble

if TYPE_CHECKING:
    from socwatch.engine.snapshot import Snapshot
    from socwatch.tui.watch import WatchApp

_MENTIONS = (("Time", 5), ("Tone", 5), ("Text", None), ("Source", 12))
_MENTIONS_NARROW = (("Time", 5), ("Tone", 5), ("Text", None))
_STORIES = (("Story", None), ("n", 5), ("Neg", 5), ("24 h", 12))
_SOURCES = (("Source", 14), ("State", 13), ("Read", 5), ("Why", None))


class Board(Screen[None]):
    """The main screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "follow", "Follow", show=False),
        Binding("t", "topic", "Topic", show=False),
    ]

    if TYPE_CHECKING:

        @property
        def app(self) -> WatchApp: ...  # type: ignore[override]

    def __init__(self) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-broad")]
        self.VERTICAL_BREAKPOINTS = [(0, "-tiny"), (20, "-short"), (32, "-tall"), (40, "-high")]
        self.snapshot: Snapshot | None = None
        self.sifting = ""  # the filter in force
        self.said: tuple[Gathered, ...] = ()  # what the list of mentions shows
        self._holds = False  # the reader is somewhere in the list: it stays as it is
        self._newer = 0

    def compose(self) -> ComposeResult:
        """From the most to the least urgent."""
        yield Static(id="title")
        yield Static("Reading …", id="status", classes="busy")
        yield Static(id="trouble")
        yield Static(id="calm")
        yield Grid(rows.ESSENTIAL, id="issues")
        yield Static(id="reason")
        with Horizontal(id="middle"):
            yield Static(id="chart", classes="box")
            yield Static(id="hour", classes="box")
        with Horizontal(id="lower"):
            yield Grid(_STORIES, id="stories")
            yield Grid(_SOURCES, id="sources")
        yield Grid(_MENTIONS, id="mentions")
        yield Input(
            id="sift", placeholder="source:mastodon neg recall …   Enter filters, Esc ends it"
        )
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """The issues have the keys first."""
        self.grid("issues").focus()
        self.query_one("#chart").border_title = "Mentions"
        self.query_one("#hour").border_title = "Last hour"
        self.grid("stories").border_title = "Top stories, 24 h"

    def grid(self, name: str) -> Grid:
        """One of the tables: issues, stories, sources or mentions."""
        return self.query_one(f"#{name}", Grid)

    def on_resize(self, _: events.Resize) -> None:
        """Columns and chart follow the size, once it is laid out."""
        self.call_after_refresh(self.redraw)

    def redraw(self) -> None:
        """Draws the last snapshot again."""
        self.query_one(Footer).compact = self.size.width < SHORT_KEYS
        if self.snapshot is not None:
            self.show(self.snapshot)
            if self._holds or self.sifting:
                self._mentions()

    def restyle(self) -> None:
        """Draws it in the colours of the theme."""
        for one in self.query(Grid):
            one.restyle()
        self.redraw()

    def show(self, snapshot: Snapshot) -> None:
        """Draws a new snapshot."""
        if self._is_leaving:
            return
        self.snapshot = snapshot
        self._status(self.app.now())
        self._issues(self.app.now())
        self._chart()
        colours = palette(self.app.theme)
        self.grid("stories").fill(
            [(one.story, rows.story(one, colours)) for one in snapshot.stories]
        )
        self._sources()
        if not self.sifting:
            self.offer(snapshot.said)

    @property
    def _is_leaving(self) -> bool:
        """Whether the screen is being taken down while somebody still brings something to draw."""
        return not self.query("#status")

    def beat(self, now: datetime) -> None:
        """A second has passed: what counts down is drawn."""
        if self.snapshot is not None and not self._is_leaving:
            self._status(now)
            self._issues(now)

    def _status(self, now: datetime) -> None:
        assert self.snapshot is not None
        seen = self.snapshot.seen
        said, mood = status(seen, now, is_loud=self.snapshot.is_loud)
        line = self.query_one("#status", Static)
        line.update(Text(said))
        for one in Mood:
            line.set_class(one is mood, one.value)
        failing = trouble(seen)
        below = self.query_one("#trouble", Static)
        below.update(Text(failing, no_wrap=True, overflow="ellipsis"))
        below.set_class(bool(failing), "some")
        clock = rows.clock(now, seen.timezone)
        left = f"socwatch · {words.titled(self.snapshot.topic)} · {self._reading()}"
        room = max(1, self.size.width - 2 - len(left) - len(clock))
        self.query_one("#title", Static).update(Text(f"{left}{' ' * room}{clock}", no_wrap=True))

    def _reading(self) -> str:
        assert self.snapshot is not None
        seen = self.snapshot.seen
        sources = words.several(len(seen.sources), "source")
        topics = words.several(len(seen.topics), "topic")
        return f"{topics} · {sources} · {self.app.polling or self._poller()}"

    def _poller(self) -> str:
        assert self.snapshot is not None
        other = self.snapshot.seen.poller
        return f"{other} polls" if other else "NOBODY polls"

    def _issues(self, now: datetime) -> None:
        assert self.snapshot is not None
        seen, table, calm = self.snapshot.seen, self.grid("issues"), self.query_one("#calm", Static)
        heads, ordered = rows.columns(self.size.width), self.app.severities
        table.set_heads(heads)
        table.fill([(one.id, rows.issue(seen, one, now, ordered, heads)) for one in seen.issues])
        table.border_title = f"Open issues {len(seen.issues)}"
        table.display, calm.display = bool(seen.issues), not seen.issues
        said = "Nothing unusual. Quiet is good."
        if self.snapshot.is_loud:
            said = "No issue is open. The last hour is above usual all the same."
        if seen.sight:
            said = "Nothing unusual in what could be read."
        if not seen.is_seeing:
            said = f"Nothing is known: {seen.sight}."
        calm.border_title = "Open issues 0"
        calm.update(Text(said))
        self._reason()

    def _reason(self) -> None:
        assert self.snapshot is not None
        chosen = self.grid("issues").selected
        found = [one for one in self.snapshot.seen.issues if one.id == chosen]
        zone = self.snapshot.seen.timezone
        line = self.query_one("#reason", Static)
        line.update(Text("\n".join(rows.reasons(one, zone) for one in found)))
        line.set_class(bool(found), "some")

    def _chart(self) -> None:
        assert self.snapshot is not None
        colours = palette(self.app.theme)
        box, hour = self.query_one("#chart", Static), self.query_one("#hour", Static)
        area = box.content_size
        bars = self.snapshot.bars
        box.update(chart(bars, area.width, area.height, colours))
        unread = " · ? not read" if any(one.mentions is None for one in bars) else ""
        each = "an hour" if bars and bars[0].length.total_seconds() == 3600 else "a tick"
        name = words.titled(self.snapshot.topic)
        box.border_title = f"{name}: mentions {each}, 48 h · ░ usual range · orange above{unread}"
        hour.update(last_hour(self.snapshot.hour, hour.content_size.width, colours))
        hour.border_title = f"{name}, last hour"

    def _sources(self) -> None:
        assert self.snapshot is not None
        seen, colours = self.snapshot.seen, palette(self.app.theme)
        listed = sorted(seen.sources, key=lambda one: not is_trouble(one[2]))
        table = self.grid("sources")
        table.fill([(name, rows.source(name, it, seen.at, colours)) for name, _, it in listed])
        failing = sum(is_trouble(one) for _, _, one in listed)
        table.border_title = f"Sources: {failing} IN TROUBLE" if failing else "Sources"

    # The list of mentions.

    def offer(self, said: Sequence[Gathered]) -> None:
        """Shows these mentions, unless the reader holds the list; then says how many are new."""
        if self._holds and self.said:
            known = {one.mention.key for one in self.said}
            self._newer = sum(one.mention.key not in known for one in said)
        else:
            self.said, self._newer = tuple(said), 0
            self._mentions()
            self.grid("mentions").move_cursor(row=0, animate=False)
        self._caption()

    def _mentions(self) -> None:
        assert self.snapshot is not None
        wide, table = self.size.width >= 100, self.grid("mentions")
        table.set_heads(_MENTIONS if wide else _MENTIONS_NARROW)
        zone, colours = self.snapshot.seen.timezone, palette(self.app.theme)
        cells = ((one.mention.key, rows.mention(one, zone, colours)) for one in self.said)
        table.fill([(key, row if wide else row[:3]) for key, row in cells])

    def _caption(self) -> None:
        held = f"held, {self._newer} newer: f follows" if self._holds else "following"
        what = f"Mentions with {plain(self.sifting)} · Esc shows all" if self.sifting else held
        count = f" · {len(self.said)}" if self.sifting else ""
        self.grid("mentions").border_title = (
            f"{what}{count}" if self.sifting else f"Latest mentions · {what}"
        )

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Whoever moves down the mentions reads; another issue has other reasons."""
        if event.data_table.id == "issues" and self.snapshot is not None:
            self._reason()
        if event.data_table.id == "mentions" and event.data_table.has_focus:
            # As it is by now: what comes in moves the cursor as well, and back to the top.
            holds = event.data_table.cursor_row > 0
            if holds != self._holds:
                self._holds = holds
                self._caption()

    def action_follow(self) -> None:
        """Goes on following the latest mentions, or holds the list as it is."""
        self._holds = not self._holds
        if not self._holds and self.snapshot is not None:
            self.offer(self.snapshot.said)
            self.grid("mentions").move_cursor(row=0, animate=False)
        self._caption()

    def ask_sift(self) -> None:
        """Opens the field of the filter."""
        field = self.query_one("#sift", Input)
        field.display = True
        field.value = self.sifting
        field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Filters; an empty filter shows everything."""
        event.input.display = False
        self.grid("mentions").focus()
        self.app.sift(event.value.strip())

    def key_escape(self) -> None:
        """Ends the filter."""
        self.query_one("#sift", Input).display = False
        if self.sifting:
            self.app.sift("")
        self.grid("issues").focus()

    def sifted(self, filter_: str, said: Sequence[Gathered]) -> None:
        """Shows what a filter let through."""
        self.sifting, self._holds = filter_, False
        self.offer(said)
        self.grid("mentions").move_cursor(row=0, animate=False)

    def action_topic(self) -> None:
        """Shows the chart of the next topic."""
        self.app.next_topic()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter, or a click, on a row shows what stands behind it."""
        event.stop()
        self.app.open_row(event.data_table.id or "", str(event.row_key.value))
