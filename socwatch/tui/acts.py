"""What a person does at the watch screen: asked for what is missing, done at the desk, and said.

Invariant: an act is carried out once, in the desk's thread, and what changed is told in a sentence.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol, TypeVar

from textual import work
from textual.app import App as Textual

from socwatch.errors import SocwatchError
from socwatch.model import times
from socwatch.model.gathered import Gathered
from socwatch.model.issue import CloseReason
from socwatch.model.label import Verdict
from socwatch.report.safe import link, plain
from socwatch.tui.dialogs import Choice, Line

if TYPE_CHECKING:
    from socwatch.tui.desk import Desk

_Found = TypeVar("_Found")

_SNOOZES = (("15m", "15 minutes"), ("1h", "1 hour"), ("4h", "4 hours"), ("12h", "12 hours"))
_REASONS = (
    (CloseReason.REAL.value, "It was real, and it is over"),
    (CloseReason.FALSE_ALARM.value, "It was a false alarm"),
    (CloseReason.DUPLICATE.value, "Another issue is about the same"),
)
_VERDICTS = (
    (Verdict.NOISE.value, "Noise: it is about something else"),
    (Verdict.RELEVANT.value, "It is about us"),
    (Verdict.NEGATIVE.value, "Its tone is negative"),
    (Verdict.NEUTRAL.value, "Its tone is neutral"),
    (Verdict.POSITIVE.value, "Its tone is positive"),
)


class Poller(Protocol):
    """Whoever polls beside the screen."""

    polls: bool  # whether nobody would poll any more when it stops

    def start(self) -> None:
        """Begins."""

    def nudge(self) -> None:
        """Polls at once."""

    def stop(self) -> bool:
        """Ends, when its tick has; whether it did in time."""


class Acts(Textual[int]):
    """The half of the watch screen that acts."""

    def __init__(self, make_desk: Callable[[], Desk]) -> None:
        # Without colours means without greys as well, which textual would draw otherwise.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self._make_desk = make_desk  # in the desk's thread, once the screen stands
        self._desk: Desk | None = None
        self._poller: Poller | None = None
        self._at_desk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")

    @property
    def desk(self) -> Desk:
        """Where the store is read and written; there from the first snapshot on."""
        assert self._desk is not None, "nothing can be done before the first snapshot"
        return self._desk

    @property
    def chosen_issue(self) -> str | None:
        """The issue that an act is about."""
        raise NotImplementedError

    @property
    def chosen_mention(self) -> Gathered | None:
        """The mention that an act is about."""
        raise NotImplementedError

    async def look(self, *, anyway: bool = False) -> None:
        """Draws what has changed."""
        raise NotImplementedError

    async def at_desk(self, do: Callable[[], _Found]) -> _Found:
        """Does something with the store, in its thread."""
        return await asyncio.get_running_loop().run_in_executor(self._at_desk, do)

    def say_problem(self, error: SocwatchError) -> None:
        """What went wrong and what to do, for a while."""
        hint = f"\n{error.hint}" if error.hint else ""
        self.notify(f"{error.message}{hint}", severity="error", timeout=15, markup=False)

    @work(group="acts")
    async def act(self, do: Callable[[Desk], str]) -> None:
        """Does something to an issue or a mention, and says what changed."""
        await self._act(do)

    async def _act(self, do: Callable[[Desk], str]) -> None:
        if not await self._knows_who():
            return
        try:
            says = await self.at_desk(lambda: do(self.desk))
        except SocwatchError as error:
            self.say_problem(error)
            return
        self.notify(plain(f"{says} u undoes it."), timeout=12, markup=False)
        if self._poller is not None:
            self._poller.nudge()
        await self.look(anyway=True)

    async def _knows_who(self) -> bool:
        """Who sits here is asked once."""
        if self.desk.me is None:
            people = await self.at_desk(self.desk.people)
            self.desk.me = await self.push_screen_wait(Choice("Who are you?", people))
        return self.desk.me is not None

    def _issue_or_say(self) -> str | None:
        name = self.chosen_issue
        if name is None:
            self.notify("No issue is open, so there is nothing to do.", severity="warning")
        return name

    @work(group="acts")
    async def action_acknowledge(self) -> None:
        """Takes the issue."""
        if (name := self._issue_or_say()) is not None:
            await self._act(lambda desk: desk.acknowledge(name))

    @work(group="acts")
    async def action_snooze(self) -> None:
        """Stops the calls for a while."""
        if (name := self._issue_or_say()) is None:
            return
        wait = await self.push_screen_wait(Choice(f"No calls about {name} for", _SNOOZES))
        if wait is not None:
            await self._act(lambda desk: desk.snooze(name, times.length(wait)))

    @work(group="acts")
    async def action_give(self) -> None:
        """Gives the issue to somebody else."""
        if (name := self._issue_or_say()) is None:
            return
        people = await self.at_desk(self.desk.people)
        to = await self.push_screen_wait(Choice(f"Who is to have {name}?", people))
        if to is not None:
            await self._act(lambda desk: desk.hand_over(name, to))

    @work(group="acts")
    async def action_close_issue(self) -> None:
        """Ends the issue."""
        if (name := self._issue_or_say()) is None:
            return
        reason = await self.push_screen_wait(Choice(f"Why is {name} over?", _REASONS))
        if reason is not None:
            await self._act(lambda desk: desk.close_issue(name, CloseReason(reason)))

    @work(group="acts")
    async def action_false_alarm(self) -> None:
        """Ends the issue as a false alarm; asked back, since the key is near others."""
        if (name := self._issue_or_say()) is None:
            return
        sure = Choice(
            f"Close {name} as a false alarm?", (("yes", "Yes, it was none"), ("no", "No"))
        )
        if await self.push_screen_wait(sure) == "yes":
            await self._act(lambda desk: desk.close_issue(name, CloseReason.FALSE_ALARM))

    @work(group="acts")
    async def action_note(self) -> None:
        """Adds a line to the timeline."""
        if (name := self._issue_or_say()) is None:
            return
        asked = Line(f"A note on {name}", hint="such as: Legal has been called")
        text = await self.push_screen_wait(asked)
        if text is not None:
            await self._act(lambda desk: desk.note(name, text))

    @work(group="acts")
    async def action_undo(self) -> None:
        """Takes the last act back."""
        if not await self._knows_who():
            return
        try:
            says = await self.at_desk(self.desk.undo)
        except SocwatchError as error:
            self.notify(error.message, severity="warning", markup=False)
            return
        self.notify(plain(says), timeout=12, markup=False)
        await self.look(anyway=True)

    @work(group="acts")
    async def action_label(self) -> None:
        """Says of the mention what it is."""
        one = self.chosen_mention
        if one is None:
            self.notify("There is no mention to label.", severity="warning")
            return
        topics = [match.topic for match in one.matches]
        said = await self.push_screen_wait(
            Choice(f"“{plain(one.mention.text)[:60]}” is", _VERDICTS)
        )
        if said is None:
            return
        topic: str | None = topics[0] if topics else None
        if len(topics) > 1:
            asked = Choice("For which topic?", [(name, name) for name in topics])
            topic = await self.push_screen_wait(asked)
            if topic is None:
                return
        await self._act(lambda desk: desk.label(one.mention.key, Verdict(said), topic))

    @work(group="acts")
    async def action_browse(self) -> None:
        """Opens the mention's address, after showing where it leads."""
        one = self.chosen_mention
        found = None if one is None else link(one.mention.url)
        if found is None:
            self.notify("It has no address that may be opened.", severity="warning")
            return
        warned = f" Mind: {found.warning}." if found.warning else ""
        choices = [("open", "Open it in the browser"), ("copy", "Copy the address")]
        if os.environ.get("SSH_CONNECTION"):  # a browser there would draw over this screen
            del choices[0]
        asked = Choice(f"{found.url} leads to {found.host}.{warned}", choices)
        done = await self.push_screen_wait(asked)
        if done == "open":
            self.open_url(found.url)
        if done == "copy":
            self.copy_to_clipboard(found.url)
            self.notify("The address is on the clipboard.")
