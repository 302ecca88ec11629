"""One line an event: what `run`, `watch --plain` and `watch --json` print as things happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from socwatch.cli import forms, show
from socwatch.cli.frame import Frame, rfc3339, say
from socwatch.model.issue import Entry
from socwatch.report import glance

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.watch.tick import Ticked


class Follower:
    """Prints every new line of the timeline, once."""

    def __init__(self, frame: Frame, app: App) -> None:
        self._frame = frame
        self._app = app
        self._seen = app.store.ledger.last_entry()
        self._said: dict[str, str] = {}  # source, or step: what was said of it last

    def after_tick(self, ticked: Ticked) -> None:
        """Prints the news of a tick; what failed goes to stderr, once until it changes."""
        self.news()
        now = {f"source {one.name}": one.because for one in ticked.collected.polled}
        # A source that was not due has said nothing new; a step of the tick fails or does not.
        kept = {about: said for about, said in self._said.items() if about.startswith("source ")}
        now |= dict.fromkeys(ticked.failed, "")
        for about, because in sorted(now.items()):
            is_news = self._said.get(about) != because
            if is_news and (because or about in ticked.failed):
                say(f"socwatch: {show.safe(f'{about}: {because}' if because else about)}")
        self._said = kept | now

    def news(self) -> None:
        """Prints what the timeline has gained."""
        for number, entry in self._app.store.ledger.timeline(after=self._seen):
            self._seen = number
            self._print(entry)

    def _print(self, entry: Entry) -> None:
        if self._frame.as_json:
            self._frame.answer(forms.event(entry))
            return
        words = glance.happened(entry, self._app.names())
        issue = f" {entry.issue}" if entry.issue else ""
        print(show.safe(f"{rfc3339(entry.at)}{issue} {words}"), flush=True)
