"""A config that changes while socwatch runs is taken up at the next tick, if it is right.

Invariant: a wrong config changes nothing: the old one stays in force, it is said, and
the plan's owner is mailed once when it stays wrong for longer than an edit takes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from socwatch.app import App
from socwatch.errors import SocwatchError
from socwatch.watch.circuit import close
from socwatch.watch.outgoing import about_config
from socwatch.watch.setup import Setup

#: So long a wrong config may be somebody's edit that is not finished.
EDITING = timedelta(minutes=10)
_Stamp = tuple[tuple[int, int, int] | None, ...]


class Renewal:
    """Gives each tick the setup of the config in force."""

    def __init__(self, app: App, say: Callable[[str], None]) -> None:
        self._app = app
        self._say = say
        self._setup: Setup | None = None
        self._stamp = _stamp(app.config.files)
        self._wrong_since: datetime | None = None
        self._problems: tuple[str, ...] = ()
        self._told = False

    def setup(self, now: datetime) -> Setup:
        """The setup for the tick at `now`."""
        if self._setup is None:
            self._setup = self._app.setup()
        stamp = _stamp(self._app.config.files)
        if stamp != self._stamp:
            self._stamp = stamp
            self._take_up(now)
        if self._wrong_since and not self._told and now - self._wrong_since >= EDITING:
            self._tell(self._setup, self._wrong_since, now)
        return self._setup

    def _take_up(self, now: datetime) -> None:
        before = self._app.config
        try:
            self._app.renew()
            self._setup = self._app.setup()
            with self._setup.store.unit():
                close(self._setup)  # what was wrong with a channel may be mended
        except SocwatchError as error:
            self._app.config = before
            self._problems = tuple(error.message.splitlines())
            self._wrong_since = self._wrong_since or now
            self._say(
                "the config was changed and cannot be used; the old one stays in force:\n"
                + error.message
            )
            return
        self._stamp = _stamp(self._app.config.files)  # the plan may be in another file now
        self._wrong_since, self._told = None, False
        self._say("the changed config is in force")

    def _tell(self, setup: Setup, since: datetime, now: datetime) -> None:
        with setup.store.unit():
            setup.store.outbox.add(about_config(setup, self._problems, since, now))
        self._told = True


def _stamp(files: tuple[Path, ...]) -> _Stamp:
    """Equal as long as nobody has written the files anew."""
    return tuple(_of(file) for file in files)


def _of(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
