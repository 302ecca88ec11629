"""One issue on the whole screen: why, what people say, what to do, what to say, what happened.

Invariant: what strangers wrote is drawn as text; nothing here sends anything to the public.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static

from socwatch.report import glance, words
from socwatch.report.parts import approval
from socwatch.report.safe import isolated, plain, shortened
from socwatch.tui.palette import badge, palette
from socwatch.tui.status import SHORT_KEYS

if TYPE_CHECKING:
    from socwatch.tui.dossier import Dossier
    from socwatch.tui.watch import WatchApp


class Step(Static, can_focus=True):
    """A step of the playbook, as a line that can be ticked; it shows what is stored."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "tick", "Tick")]

    class Ticked(Message):
        """It was chosen."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def on_click(self) -> None:
        """With the mouse."""
        self.action_tick()

    def action_tick(self) -> None:
        """Says so."""
        self.post_message(self.Ticked(self._number))


class Details(Screen[None]):
    """The details view."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.pop_screen", "Back", key_display="Esc"),
        *(Binding(f"{number}", f"step({number})", show=False) for number in range(1, 10)),
        Binding("h", "copy_statement", "Copy statement"),
    ]

    def __init__(self, dossier: Dossier) -> None:
        super().__init__()
        self._dossier = dossier

    if TYPE_CHECKING:

        @property
        def app(self) -> WatchApp: ...  # type: ignore[override]

    @property
    def issue(self) -> str:
        """The name of the issue that is shown."""
        return self._dossier.issue.id

    def compose(self) -> ComposeResult:
        """Heading, sections, keys."""
        yield Static(id="heading")
        with VerticalScroll(id="dossier"):
            yield Static(id="why", classes="section")
            with Vertical(id="playbook", classes="section"):
                yield Static(Text("Do now: press a step's number to tick it off", style="bold"))
                for number, _ in enumerate(self._dossier.issue.tasks, start=1):
                    yield Step(number)
            yield Static(id="statements", classes="section")
            yield Static(id="said", classes="section")
            yield Static(id="timeline", classes="section")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Draws what is known."""
        self.show(self._dossier)
        self.query_one("#dossier").focus()

    def show(self, dossier: Dossier) -> None:
        """Draws the issue as it is now."""
        self._dossier = dossier
        self.query_one(Footer).compact = self.size.width < SHORT_KEYS
        parts = {"heading": self._heading(), "why": self._why(), "said": self._said(),
                 "statements": self._statements(), "timeline": self._timeline()}  # fmt: skip
        for name, text in parts.items():
            one = self.query_one(f"#{name}", Static)
            one.update(text)
            one.display = bool(text.plain)
        self.query_one("#playbook").display = bool(dossier.issue.tasks)
        zone, names = dossier.timezone, dossier.names
        steps = glance.playbook(dossier.issue, names, zone, dossier.at)
        for step, line in zip(self.query(Step).results(), steps, strict=False):
            step.update(Text(line))

    def _heading(self) -> Text:
        one = self._dossier.issue
        heading = Text()
        heading.append(f" {one.severity.upper()} ", style=badge(one.severity, self.app.severities))
        heading.append(f" {one.id} · {one.state.value} · ", style="bold")
        heading.append(plain(("DRILL " if one.drill else "") + one.title), style="bold")
        return heading

    def _why(self) -> Text:
        it, one = self._dossier, self._dossier.issue
        rows = [plain(line) for line in glance.why_issue(one, it.measured)]
        rows.append(f"Opened {glance.clock(one.opened_at, it.timezone)}.")
        if one.owner is not None and one.acknowledged_at is not None and one.is_open:
            since = glance.clock(one.acknowledged_at, it.timezone)
            rows.append(f"{plain(it.names.get(one.owner, one.owner))} has it since {since}.")
        if it.muted_by is not None:
            rows.append(f"Nobody is told of it while {it.muted_by} of this topic is open.")
        if it.following is not None:
            who, at = it.following
            verb = glance.is_or_are(who, it.names)
            when = words.Clock(timezone=it.timezone, now=it.at)(at)
            rows.append(f"If nobody acknowledges, {plain(who)} {verb} told at {when}.")
        return Text("\n".join(rows))

    def _statements(self) -> Text:
        it, said = self._dossier, Text()
        today = words.local(it.at, it.timezone).date()
        for one in it.statements:
            said.append(f"Holding statement {one.id} ({one.language}): ", style="bold")
            said.append(f"{approval(one, today)}\n")
            said.append(f"“{plain(one.text)}”\n")
        if it.statements:
            said.append(
                "h copies it. Nothing has been posted for you: a person decides and posts.",
                style="italic",
            )
        return said

    def _said(self) -> Text:
        it, said = self._dossier, Text()
        colours = palette(self.app.theme)
        if not it.said:
            return said
        more = len(it.issue.mentions) - len(it.said)
        head = "What people say" + (
            f", the first {len(it.said)} of {len(it.issue.mentions)}" if more > 0 else ""
        )
        said.append(f"{head}\n", style="bold")
        for number, one in enumerate(it.said):
            at = words.local(one.mention.counts_at, it.timezone)
            score = one.reading.score
            who = one.mention.author
            said.append("\n" if number else "")
            by = (who.handle or who.name or "" if who else "") or "somebody"
            said.append(f"{at:%H:%M} ")
            said.append(
                " n/a " if score is None else f"{score:+.2f} ",
                style=colours.bad if (score or 0) < 0 else colours.faint,
            )
            said.append(isolated(shortened(one.mention.text, 280)))
            said.append(f" · {shortened(by, 30)}, {plain(one.mention.source)}", style=colours.faint)
        return said

    def _timeline(self) -> Text:
        it, told = self._dossier, Text("What happened\n", style="bold")
        for entry in it.timeline:
            line = f"{glance.clock(entry.at, it.timezone)}  {glance.happened(entry, it.names)}"
            told.append(f"{plain(line)}\n", style="not bold")
        return told

    def action_step(self, number: int) -> None:
        """Ticks a step of the playbook off, or not after all."""
        if number <= len(self._dossier.issue.tasks):
            self.app.act(lambda desk: desk.tick_step(self.issue, number))

    def on_step_ticked(self, event: Step.Ticked) -> None:
        """The same with the mouse, Enter or the space bar."""
        self.action_step(event.number)

    def action_copy_statement(self) -> None:
        """Puts the first holding statement on the clipboard, with its approval in the answer."""
        it = self._dossier
        if not it.statements:
            self.app.notify("The plan has no holding statement for this.", severity="warning")
            return
        one = it.statements[0]
        self.app.copy_to_clipboard(one.text)
        today = words.local(it.at, it.timezone).date()
        self.app.notify(f"{one.id} is on the clipboard: {approval(one, today)}.", markup=False)
