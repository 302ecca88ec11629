"""One issue in full, as plain values: what the details view shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from socwatch.engine.acting import named
from socwatch.model.gathered import Gathered
from socwatch.model.issue import Entry, Issue
from socwatch.model.plan import Statement
from socwatch.respond.inhibit import inhibitor
from socwatch.respond.ladder import next_told

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.model.accuracy import Accuracy

#: So many mentions stand behind an issue's reasons.
EXAMPLES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One issue."""

    issue: Issue
    at: datetime
    timezone: str
    names: dict[str, str]
    timeline: tuple[Entry, ...]
    said: tuple[Gathered, ...]  # the first report first
    statements: tuple[Statement, ...]  # of its scenario: shown, never sent
    following: tuple[str, datetime] | None  # who is told next, and when
    muted_by: str | None  # a graver issue of the topic
    measured: Accuracy  # how right the tone of its topic is read


def dossier(app: App, name: str) -> Dossier:
    """Gathers it. Raises NothingMatched."""
    from socwatch.watch.accuracy import measured

    plan, store, now = app.config.plan, app.store, app.clock.now()
    issue = named(app.setup(sources=(), notifiers={}), name)
    scenario = plan.scenario(issue.scenario or issue.kind)
    wanted = scenario.statements if scenario else ()
    red = inhibitor(issue, store.ledger.issues(only_open=True), plan) if issue.is_open else None
    return Dossier(
        issue=issue,
        at=now,
        timezone=app.config.timezone,
        names=app.names(),
        timeline=tuple(entry for _, entry in store.ledger.timeline(issue.id)),
        said=store.mentions.by_keys(issue.mentions)[:EXAMPLES],
        statements=tuple(one for one in plan.statements if one.id in wanted),
        following=None if red else next_told(plan, issue, app.silences(), now),
        muted_by=red.id if red else None,
        measured=measured(store, issue.topic, at=issue.signal.at),
    )
