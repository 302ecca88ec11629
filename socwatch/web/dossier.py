"""One issue on the wall: how it stands, what was done, what is to be done.

Invariant: no mention is quoted, and no note of a person: others may look over one's shoulder.
"""

from __future__ import annotations

from datetime import datetime

from socwatch.app import App
from socwatch.engine.overview import overview
from socwatch.errors import NothingMatched
from socwatch.model.issue import EventKind, Issue
from socwatch.report import glance
from socwatch.report.message import DRILL, colour_of
from socwatch.report.safe import plain
from socwatch.web.wall import following

_MOST = 100  # lines of a timeline, the latest
#: People write there what is not for every eye.
_NOT_SHOWN = (EventKind.NOTE,)


def issue_page(app: App, name: str, now: datetime) -> dict[str, object] | None:
    """The values of its page; None when there is no such issue. Raises StoreBusy."""
    try:
        issue = app.store.ledger.issue(name.upper())
    except NothingMatched:
        return None
    zone, names = app.config.timezone, app.names()
    happened = [
        f"{glance.clock(entry.at, zone)} {plain(glance.happened(entry, names))}"
        for _, entry in app.store.ledger.timeline(issue.id)
        if entry.event not in _NOT_SHOWN
    ]
    parts = [
        ("Why", list(map(plain, glance.why_issue(issue)))),
        ("Playbook", list(glance.playbook(issue, names, zone, now))),
        ("What happened", happened[-_MOST:]),
    ]
    return {
        "title": plain(issue.title),
        "chip": plain(issue.severity).upper(),
        "colour": colour_of(app.config.plan, issue.severity),
        "tag": f"{issue.id} · {issue.state.value} since {glance.clock(issue.since, zone)}",
        "banner": DRILL if issue.drill else "",
        "says": _standing(app, issue, now),
        "parts": [(head, lines) for head, lines in parts if lines],
        "button": "",
        "who": "",
        "link": "",
        "back": "/",
    }


def _standing(app: App, issue: Issue, now: datetime) -> list[str]:
    names = app.names()
    if not issue.is_open:
        by = names.get(issue.closed_by or "", issue.closed_by or "socwatch")
        return [plain(f"Closed by {by}: {issue.close_reason}.")]
    if issue.owner is not None:
        return [plain(f"{names.get(issue.owner, issue.owner)} has it.")]
    seen = overview(app, now)
    told = following(seen, issue)
    red = seen.muted.get(issue.id)
    then = f" {told}." if told else f" Muted while {red} is open." if red else ""
    how = f"To acknowledge: the link or a reply in your mail, or socwatch ack {issue.id}."
    return [plain(f"Nobody has it yet.{then}"), how]
