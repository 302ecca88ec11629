"""One line an event: what `run`, `watch --plain` and `watch --json` print as things happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from socwatch.cli import forms, show
from socwatch.cli.frame import Frame, rfc3339, say
from socwatch.model.issue import Entry

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.watch.tick import Ticked


class Follower:
    """Prints every new line of the timeline, once."""

    def __init__(self, frame: Frame, app: App) -> None:
        self._frame = frame
        self._app = app
        self._seen = app.store.ledger.last_entry()
        self._said: set[str] = set()

    def after_tick(self, ticked: Ticked) -> None:
        """Prints the news of a tick; what failed goes to stderr, once until it changes."""
        self.news()
        problems = {f"source {one.name}: {one.because}" for one in ticked.collected.failing}
        problems |= set(ticked.failed)
        for problem in sorted(problems - self._said):
            say(f"socwatch: {show.safe(problem)}")
        self._said = problems

    def news(self) -> None:
        """Prints what the timeline has gained."""
        for number, entry in self._app.store.ledger.timeline(after=self._seen):
            self._seen = number
            self._print(entry)

    def _print(self, entry: Entry) -> None:
        if self._frame.as_json:
            self._frame.answer(forms.event(entry))
            return
        words = show.happened(entry, self._app.names())
        issue = f" {entry.issue}" if entry.issue else ""
        print(show.safe(f"{rfc3339(entry.at)}{issue} {words}"), flush=True)
