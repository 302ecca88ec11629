"""The command palette: every act by its name, every open issue and story by its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from socwatch.report.safe import shortened

if TYPE_CHECKING:
    from socwatch.tui.watch import WatchApp

#: Act, key, name.
_ACTS = (
    ("acknowledge", "a", "Acknowledge the issue"),
    ("snooze", "s", "Snooze the issue"),
    ("give", "g", "Give the issue to somebody else"),
    ("close_issue", "c", "Close the issue"),
    ("false_alarm", "w", "Close the issue as a false alarm"),
    ("note", "n", "Write a note on the issue"),
    ("undo", "u", "Undo what was done last"),
    ("label", "l", "Label the mention"),
    ("browse", "o", "Open the mention in the browser"),
    ("digest", "d", "Show the digest as it would be now"),
    ("light_or_dark", "Ctrl-T", "Light or dark"),
    ("keys", "?", "Show all keys"),
    ("leave", "q", "Quit"),
)


class Commands(Provider):
    """What the palette offers."""

    @property
    def _app(self) -> WatchApp:
        app: Any = self.app
        return app  # type: ignore[no-any-return]

    def _all(self) -> Iterator[tuple[str, Callable[[], Any], str]]:
        for act, key, name in _ACTS:
            yield name, partial(self._app.run_action, act), f"key {key}"
        snapshot = self._app.board.snapshot
        if snapshot is None:
            return
        for one in snapshot.seen.issues:
            name = f"{one.id} {shortened(one.title, 60)}"
            yield name, partial(self._app.open_row, "issues", one.id), one.severity
        for story in snapshot.stories:
            name = f"Story: {shortened(story.title, 60)}"
            yield name, partial(self._app.open_row, "stories", story.story), f"{story.mentions}"

    async def discover(self) -> Hits:
        """Everything, before anything was typed."""
        for name, do, about in self._all():
            yield DiscoveryHit(name.replace("[", r"\["), do, help=about)

    async def search(self, query: str) -> Hits:
        """What fits what was typed."""
        matcher = self.matcher(query)
        for name, do, about in self._all():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), do, text=name, help=about)
