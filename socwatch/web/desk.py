"""What the pages know and do, apart from HTTP: one request, one store, the config of this moment.

Invariant: looking changes nothing; what a link does is done in the name of the person whom the link was
made for, and as often as it is repeated, it is done once.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from socwatch.app import App, load_config
from socwatch.config.result import Config
from socwatch.engine import acting
from socwatch.engine.overview import overview
from socwatch.errors import ConfigMissing, ConfigWrong, NothingMatched
from socwatch.model.issue import Entry, EventKind, Issue, IssueState
from socwatch.model.plan import CrisisPlan
from socwatch.ports import Clock
from socwatch.report.digest import as_html
from socwatch.respond.link import Permit, is_current, is_used, opened
from socwatch.respond.words import clock, name_of
from socwatch.stores.database import PATIENCE
from socwatch.watch.facts import digest_facts
from socwatch.web.dossier import issue_page
from socwatch.web.feed import feed
from socwatch.web.metrics import metrics
from socwatch.web.wall import wall

#: Who only looks does not wait long for a database that another program holds.
_SHORT = timedelta(seconds=2)
log = logging.getLogger(__name__)

#: Worthless links are put on record at most this often: nobody may fill the record with them.
_ON_RECORD_EVERY = timedelta(minutes=10)
_RECORDED = "web_worthless_at"
_WORTHLESS = "a link that is forged, changed or too old was opened: nothing was done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the page of a link says. `button` is "" when there is nothing to do."""

    issue: Issue
    who: str  # name of the person the link is for
    plan: CrisisPlan
    says: tuple[str, ...]
    button: str = ""


class Desk:
    """The config and the key; a store is opened for each request, since requests come at once."""

    def __init__(self, config: Config, clock: Clock | None = None) -> None:
        self._config = config
        self._clock = clock
        with App(config) as app:
            self._key = app.web_key()
        self._records = threading.Lock()

    def look(self, words: str) -> Shown | None:
        """The page of a link; None when the link is worth nothing."""
        with self._app() as app:
            found = self._opened(app, words)
            return None if found is None else _shown(app, *found)

    def acknowledge(self, words: str) -> Shown | None:
        """Does what the link is for, once, and says how the issue stands then."""
        with self._app() as app:
            found = self._opened(app, words)
            if found is None:
                return None
            permit, issue = found
            if not _button(permit, issue):
                return _shown(app, permit, issue)
            setup = app.setup(sources=(), notifiers={})
            now = app.clock.now()
            says = acting.acknowledge(setup, issue.id, permit.contact, now, via="link")
            shown = _shown(app, permit, app.store.ledger.issue(issue.id))
            return replace(shown, says=(says, *shown.says[1:]))

    def wall(self) -> dict[str, object]:
        """What the wall screen shows. Raises StoreBusy after two seconds."""
        with self._app(patience=_SHORT) as app:
            return wall(app, app.clock.now())

    def issue(self, name: str) -> dict[str, object] | None:
        """What the page of an issue shows; None when there is none of this name.

        Raises StoreBusy after two seconds.
        """
        with self._app(patience=_SHORT) as app:
            return issue_page(app, name, app.clock.now())

    def metrics(self) -> str:
        """The page for Prometheus. Raises StoreBusy after two seconds."""
        with self._app(patience=_SHORT) as app:
            return metrics(app, app.clock.now())

    def feed(self) -> str:
        """The Atom feed. Raises StoreBusy after two seconds."""
        with self._app(patience=_SHORT) as app:
            return feed(app, app.clock.now())

    def digest(self, day: date) -> str | None:
        """The digest of a local day as it would be told now; None for a day to come.

        Raises StoreBusy after two seconds.
        """
        with self._app(patience=_SHORT) as app:
            zone, now = ZoneInfo(app.config.timezone), app.clock.now()
            start = datetime.combine(day, time(0), zone).astimezone(UTC)
            end = datetime.combine(day + timedelta(days=1), time(0), zone).astimezone(UTC)
            if start > now:
                return None
            setup = app.setup(sources=(), notifiers={})
            facts = digest_facts(
                setup, "daily", start, min(end, now), now, timezone=app.config.timezone
            )
            return as_html(facts)

    def age(self) -> timedelta | None:
        """How long ago the last good poll was; None when there was none."""
        with self._app() as app:
            words = app.store.watching.memo("last_good_tick")
            return app.clock.now() - datetime.fromisoformat(words) if words else None

    def worthless(self) -> None:
        """Puts it on record that a link was worth nothing, now and then."""
        log.warning("a worthless link was opened")
        with self._records, self._app() as app:
            now = app.clock.now()
            last = app.store.watching.memo(_RECORDED)
            if last is not None and now - datetime.fromisoformat(last) < _ON_RECORD_EVERY:
                return
            line = Entry(
                at=now, issue=None, event=EventKind.NOTE, actor="socwatch", because=_WORTHLESS
            )
            with app.store.unit():
                app.store.watching.save_memo(_RECORDED, now.isoformat())
                app.store.ledger.append([line])

    def _app(self, patience: timedelta = PATIENCE) -> App:
        """With the config as it is now: who left the plan can acknowledge no more."""
        try:
            self._config = load_config(self._config.path)
        except (ConfigWrong, ConfigMissing):
            log.warning("the config cannot be used; the last good one is in force")
        return App(self._config, self._clock, patience)

    def _opened(self, app: App, words: str) -> tuple[Permit, Issue] | None:
        permit = opened(words, self._key, app.clock.now())
        if permit is None or permit.contact not in app.names():
            return None
        try:
            return permit, app.store.ledger.issue(permit.issue)
        except NothingMatched:
            return None


def _shown(app: App, permit: Permit, issue: Issue) -> Shown:
    plan, now = app.config.plan, app.clock.now()
    button = _button(permit, issue)
    return Shown(
        issue=issue,
        who=name_of(plan, permit.contact),
        plan=plan,
        says=tuple(_says(app, permit, issue, now)),
        button=button,
    )


def _button(permit: Permit, issue: Issue) -> str:
    """What the page offers to do."""
    over = issue.state is IssueState.CLOSED or not is_current(permit, issue)
    if over or is_used(permit, issue):
        return ""
    taken = issue.owner is not None and issue.owner != permit.contact
    return "I help as well" if taken else "I have it"


def _says(app: App, permit: Permit, issue: Issue, now: datetime) -> list[str]:
    plan, zone = app.config.plan, _zone(app, permit.contact)
    if issue.state is IssueState.CLOSED:
        by = name_of(plan, issue.closed_by or "socwatch")
        at = clock(issue.closed_at or now, zone, now=now)
        return [
            f"{issue.id} was closed by {by} at {at} ({issue.close_reason}). Nothing is left to do."
        ]
    if not is_current(permit, issue):
        return [
            f"{issue.id} was raised or opened again after this link was sent. "
            "Use the link in the newer mail."
        ]
    says = [issue.because]
    if issue.owner is not None and issue.acknowledged_at is not None:
        at = clock(issue.acknowledged_at, zone, now=now)
        has = "You have" if issue.owner == permit.contact else f"{name_of(plan, issue.owner)} has"
        return [f"{has} it since {at}.", *says]
    told = overview(app, now).following.get(issue.id)
    if told is not None:
        says.append(
            f"If nobody says so, {told[0]} will be told at {clock(told[1], zone, now=now)}."
        )
    return ["Nobody has it yet.", *says]


def _zone(app: App, contact: str) -> str:
    people = app.config.plan.contacts
    return next((one.timezone for one in people if one.id == contact), app.config.timezone)
